import io
import json
from pathlib import Path

import pytest
from PIL import Image

from tests.support.disks import full_disk
from twohats.demo.sample import BRAND, HOST, PERSON, Platform, authorization, selfie, write_policy
from twohats.errors import UsageError
from twohats.policy_file import load_folder
from twohats.stand_ins.messages import Arriving, Received


def received(path: str, content: object = None, account: str = BRAND) -> Received:
    arriving = Arriving("POST", path, (("authorization", authorization(account)),), host=HOST, tunnel=HOST)
    arriving.feed(json.dumps(content).encode())
    return arriving.whole("HTTP/1.1")


def test_the_sample_policy_is_right_and_knows_both_accounts(tmp_path: Path) -> None:
    policy = load_folder(write_policy(tmp_path / "policy"), "anna", frozenset())
    assert [rule.rule.id for rule in policy.rules] == ["no-pictures-of-mine-on-the-brand"]
    for id, ref in ((BRAND, "acme"), (PERSON, "anna")):
        found = policy.accounts.find("x", id, "")
        assert found is not None
        assert found.ref == ref


def test_somebody_s_own_policy_is_never_written_over(tmp_path: Path) -> None:
    write_policy(tmp_path)
    write_policy(tmp_path)
    (tmp_path / "team.yaml").write_text("twohats: 1\n")
    with pytest.raises(UsageError, match="holds another policy: choose another folder with `--state`"):
        write_policy(tmp_path)
    assert (tmp_path / "team.yaml").read_text() == "twohats: 1\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="choose another folder with `--state`"):
        write_policy(tmp_path / "file")
    with full_disk(), pytest.raises(UsageError, match="choose another folder with `--state`"):
        write_policy(tmp_path / "policy")


def test_the_selfie_is_a_picture() -> None:
    assert Image.open(io.BytesIO(selfie())).size == (640, 640)


def test_the_platform_remembers_who_posted_what() -> None:
    platform = Platform()
    uploads = [json.loads(platform.answer(received("/2/media/upload")).content)["data"]["id"] for _ in range(2)]
    assert len(set(uploads)) == 2
    for account, text in ((PERSON, "mine"), (BRAND, "ours")):
        assert platform.answer(received("/2/tweets", {"text": text}, account)).status == 201
    assert platform.answer(received("/2/else")).status == 404
    assert platform.arrived_from(BRAND) == ["ours"]
    assert platform.published == [(PERSON, "mine"), (BRAND, "ours")]
