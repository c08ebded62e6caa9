import json
from pathlib import Path

import pytest

from tests.support.disks import folder_of_an_ordinary_user, without_privilege
from twohats.errors import UsageError
from twohats.policy_file import load_folder
from twohats.starter import Handle, Starter, refuse_overwriting, write


def test_the_starter_is_a_policy_with_all_packs(tmp_path: Path) -> None:
    written = write(tmp_path / "new", Starter())
    assert [path.name for path in written] == ["team.yaml", "me.yaml"]
    policy = load_folder(tmp_path / "new", "me", frozenset())
    assert policy.rules
    assert policy.team.may_post_as("me", "my-brand")


@pytest.mark.parametrize("word", ["no", "null", "1", "1.10", "true", "~", "on"])
def test_words_that_mean_something_in_yaml_stay_words(tmp_path: Path, word: str) -> None:
    handles = {"x": Handle(word), "mastodon": Handle(word, "mastodon.example")}
    starter = Starter(employee="me", name=word, brand="brand-1", brand_name=word, own_handles=handles)
    write(tmp_path, starter)
    policy = load_folder(tmp_path, "me", frozenset())
    assert policy.team.people["me"].name == word
    assert policy.accounts.find("x", "", word) is not None
    assert policy.accounts.servers("mastodon") == {"mastodon.example"}


@pytest.mark.parametrize("name", ["Åsa O'Brien", 'say "hi" \\ {x}: #1', "李娜", "🎩🎩", "- a: [b, *c", "a" * 300])
def test_odd_names_stay_as_they_are(tmp_path: Path, name: str) -> None:
    write(tmp_path, Starter(name=name, brand_name=name, timezone="Europe/Stockholm"))
    policy = load_folder(tmp_path, "me", frozenset())
    assert policy.team.people["me"].name == name
    entry = policy.account("my-brand")
    assert entry is not None
    assert entry.name == name


def test_the_schemas_that_editors_look_for_lie_beside_the_files(tmp_path: Path) -> None:
    for file in write(tmp_path, Starter()):
        modeline = file.read_text("utf-8").splitlines()[0]
        schema = file.parent / modeline.partition("$schema=")[2]
        assert json.loads(schema.read_text("utf-8"))["properties"]["twohats"]


def test_no_policy_is_overwritten(tmp_path: Path) -> None:
    refuse_overwriting(tmp_path)
    write(tmp_path, Starter())
    before = (tmp_path / "team.yaml").read_bytes()
    with pytest.raises(UsageError, match="is there already: edit it"):
        refuse_overwriting(tmp_path)
    with pytest.raises(UsageError, match="is there already: edit it"):
        write(tmp_path, Starter(name="Somebody else"))
    assert (tmp_path / "team.yaml").read_bytes() == before
    (tmp_path / "team.yaml").unlink()
    with pytest.raises(UsageError, match=r"me.yaml` is there already"):
        write(tmp_path, Starter())
    assert not (tmp_path / "team.yaml").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in its place")
    with pytest.raises(UsageError, match=r"cannot write .*: choose another folder with `--policy`"):
        write(tmp_path / "file" / "policy", Starter())
    with folder_of_an_ordinary_user() as folder:
        folder.chmod(0o500)
        with without_privilege(), pytest.raises(UsageError, match=r"\(permission denied\): choose another"):
            write(folder / "policy", Starter())
