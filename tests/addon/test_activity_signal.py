from typing import Any

from tests.support.clock import Clock
from tests.support.gates import policy
from twohats.activity_signal import NOT_SEEN, TOO_SLOW, Subject, why_unseen
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Media, Verb


def about(account: ActingAccount, **content: Any) -> Subject:
    return Subject(Activity(platform="x", verb=Verb.POST, **content), account, policy(), Clock()())


def test_a_title_is_the_first_line_of_the_words() -> None:
    nobody = ActingAccount(platform="x")
    assert about(nobody, title="Launch", text="Come and see").text == "Launch\nCome and see"
    assert about(nobody, text="Come and see").text == "Come and see"


def test_the_policy_says_what_the_account_is() -> None:
    entry = about(ActingAccount(platform="x", ref="acme")).entry
    assert entry is not None
    assert entry.name == "Acme Tools"
    assert about(ActingAccount(platform="x")).entry is None


def test_media_that_passed_by_are_late_and_others_were_never_seen() -> None:
    assert why_unseen(Media(content=b"picture")) is TOO_SLOW
    assert why_unseen(Media(key="700")) is NOT_SEEN
