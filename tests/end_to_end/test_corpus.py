"""Every request of the corpus through the running guard: what the brand would publish stays here, the rest arrives."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.corpus import FOLDER, Case, cases
from tests.support.corpus_accounts import handles, is_shown
from tests.support.corpus_platforms import CorpusPlatforms
from tests.support.corpus_wire import Sent, Wire
from tests.support.guarded import WORDS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PLATFORMS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
UNKNOWN = "It cannot be told which account this will appear under."
NOT_NAMED = "is not in the policy."
NATIVE = {key: {"x": of_account["x"]} for key, of_account in handles().items()}
"""A policy that knows the accounts behind the tools, and none of the tools' own names for them."""

LISTED = ["ayrshare", "buffer", "hootsuite", "postiz", "zernio"]
"""Tools whose recorded lists say which account is behind a handle: acme's is in them, anna's in none."""

NOT_LISTED = ["typefully", "upload-post"]
"""Tools whose recorded lists give their own names of the accounts, and not the accounts behind."""


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    with Wire.open(tmp_path_factory.mktemp("corpus"), CorpusPlatforms(), handles()) as opened:
        yield opened


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_the_brand_would_publish_stays_here_and_the_rest_arrives(wire: Wire, platform: str) -> None:
    sent = [(case, one) for case in cases(FOLDER / platform) for one in wire.send(case)]
    brand = [one for case, one in sent if one.publishes and case.label["acting"] == "brand"]
    person = [one for case, one in sent if one.publishes and case.label["acting"] == "personal"]
    rest = [one for _, one in sent if not one.publishes]
    assert brand
    assert person
    assert [str(one) for one in brand if not one.refused_with(WORDS)] == []
    assert [str(one) for one in (*person, *rest) if not one.passed] == []


def test_whoever_is_only_an_opaque_credential_is_asked_about(tmp_path: Path) -> None:
    """The platforms do not say who is signed in; the prompt is `none`, so what is asked about is refused."""
    with Wire.open(tmp_path, CorpusPlatforms(silent=True), handles()) as wire:
        posts = [(case, one) for case in _texts("personal") for one in _first_post(wire, case)]
    hidden = [one for case, one in posts if not is_shown(case.label, _index(one))]
    shown = [one for case, one in posts if is_shown(case.label, _index(one))]
    assert {one.platform for one in hidden} >= {"facebook", "lemmy", "mastodon", "misskey", "slack", "x", "youtube"}
    assert [str(one) for one in hidden if not one.refused_with(UNKNOWN)] == []
    assert [str(one) for one in shown if not one.passed] == []


def test_a_handle_of_a_tool_stands_for_the_account_in_its_list(tmp_path: Path) -> None:
    with Wire.open(tmp_path, CorpusPlatforms(lists=True), NATIVE) as wire:
        brand = [one for case in _texts("brand", LISTED) for one in wire.send(case) if one.publishes]
        person = [one for case in _texts("personal", LISTED) for one in wire.send(case) if one.publishes]
    assert [str(one) for one in brand if not one.refused_with(WORDS)] == []
    assert [str(one) for one in person if not one.refused_with(NOT_NAMED)] == []


def test_a_handle_that_no_list_explains_is_asked_about(tmp_path: Path) -> None:
    with Wire.open(tmp_path, CorpusPlatforms(lists=True), NATIVE) as wire:
        posts = [
            one
            for acting in ("brand", "personal")
            for case in _texts(acting, NOT_LISTED)
            for one in wire.send(case)
            if one.publishes
        ]
    assert {one.platform for one in posts} == set(NOT_LISTED)
    assert [str(one) for one in posts if not one.refused_with(NOT_NAMED)] == []


def _texts(acting: str, platforms: list[str] = PLATFORMS) -> Iterator[Case]:
    for platform in platforms:
        for case in cases(FOLDER / platform):
            if (case.label["op"], case.label["acting"]) == ("text", acting):
                yield case


def _first_post(wire: Wire, case: Case) -> Iterator[Sent]:
    """Send a case as far as its first post: the answers to what follows a post that went out tell whose it was."""
    for sent in wire.send(case):
        if sent.publishes:
            yield sent
            return


def _index(sent: Sent) -> int:
    return int(sent.name.rpartition("#")[2])
