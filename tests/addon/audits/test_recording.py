"""What may be kept about whom."""

import hashlib
import hmac
from dataclasses import replace

import pytest

from tests.support.state import ACME, ANNA, ASKED, LAUNCH, SOMEBODY, YES, happening
from twohats.audits.record import AuditRecord, Outcome, OutcomeStatus, RecordedWould, Verdict
from twohats.audits.recording import MAX_KEPT, Happening, describe, outcome_for, words
from twohats.question import NOBODY, Answer, Bypass, Choice, Ending, Grounds
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media, Verb
from twohats_policy.decision import Decision, Effect, Reason

KEY = b"t" * 32


def record(happened: Happening) -> AuditRecord:
    return describe(happened, "01", KEY)


def test_text_that_went_out_from_the_brand_is_kept() -> None:
    text = record(happening()).text

    assert text.kept == LAUNCH.text
    assert text.length == 14
    assert text.sha == hmac.digest(KEY, LAUNCH.text.encode(), hashlib.sha256).hex()


@pytest.mark.parametrize("account", [ANNA, SOMEBODY])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_text_of_personal_and_unknown_accounts_is_never_kept(account: ActingAccount, verdict: Verdict) -> None:
    line = record(happening(account=account, verdict=verdict)).model_dump_json()

    assert LAUNCH.text not in line
    assert "Launch" not in line
    assert '"kept"' not in line


def test_a_refused_text_is_not_kept_for_it_may_be_a_persons_own() -> None:
    assert record(happening(verdict=Verdict.REFUSE)).text.kept is None


def test_of_a_personal_account_neither_targets_nor_words_of_reasons_are_kept() -> None:
    personal = record(happening(account=ANNA))

    assert [target.model_dump() for target in personal.targets] == [
        {"network": "facebook", "ref": "", "platform_id": "", "username": ""}
    ]
    assert personal.decision.reasons == ()
    assert personal.decision.rules == ("no-selfies-on-the-brand",)


def test_of_other_accounts_the_reasons_are_kept_in_words() -> None:
    assert record(happening()).decision.reasons == ("This looks like a selfie of yours.",)
    assert record(happening(account=SOMEBODY)).decision.reasons == ("This looks like a selfie of yours.",)


def test_pictures_are_never_kept_only_their_fingerprints_and_sizes() -> None:
    picture = Media(
        content=b"the picture itself", fingerprint="f1", url="https://pictures.example/anna.jpg", alt="Anna"
    )

    line = record(happening(activity=LAUNCH.model_copy(update={"media": (picture,)})))

    assert [media.model_dump(mode="json") for media in line.media] == [
        {"fingerprint": "f1", "kind": "unknown", "bytes": 18}
    ]
    assert "anna.jpg" not in line.model_dump_json()


def test_a_very_long_text_is_kept_in_part_and_measured_whole() -> None:
    text = record(happening(activity=Activity(platform="x", verb=Verb.POST, text="a" * (MAX_KEPT + 5)))).text

    assert text.kept is not None
    assert (len(text.kept), text.length) == (MAX_KEPT, MAX_KEPT + 5)


def test_a_title_is_the_first_line_of_the_text() -> None:
    assert words(Activity(platform="youtube", verb=Verb.VIDEO, title="Launch", text="All of it")) == "Launch\nAll of it"
    assert words(Activity(platform="youtube", verb=Verb.VIDEO, title="Launch")) == "Launch"


def test_an_activity_without_text_has_no_hash() -> None:
    text = record(happening(activity=Activity(platform="x", verb=Verb.REACT))).text

    assert text.model_dump() == {"sha": "", "length": 0}


def test_a_call_that_could_not_be_read_has_no_verb() -> None:
    unreadable = record(happening(activity=None, verdict=Verdict.REFUSE, answer=None, refused_with=403))

    assert unreadable.verb is None
    assert unreadable.refused_with is not None
    assert (unreadable.refused_with.status, unreadable.answer) == (403, None)


def test_the_places_of_evidence_are_kept_and_its_strength_in_words() -> None:
    account = record(happening(account=ACME)).account

    assert account.confidence == "stated"
    assert [(sign.role, sign.where, sign.strength) for sign in account.evidence] == [
        ("login", "cookie.twid", "stated"),
        ("acting", "cookie.twid", "stated"),
    ]


def test_only_a_brands_outcome_has_an_address() -> None:
    outcome = Outcome(status=OutcomeStatus.PUBLISHED, id="42", url="https://blog.example/anna-is-ill")

    assert outcome_for(AccountKind.BRAND, outcome) == outcome
    for kind in (AccountKind.PERSONAL, AccountKind.UNKNOWN):
        assert outcome_for(kind, outcome) == Outcome(status=OutcomeStatus.PUBLISHED)


def test_an_answer_is_kept_with_its_channel_and_its_grounds() -> None:
    yes = replace(YES, grounds=Grounds(Bypass.APPROVED, vouched="Cleo of the legal team"))
    answer = record(happening(answer=yes)).answer

    assert answer is not None
    assert (answer.channel, answer.bypass, answer.vouched) == ("page", Bypass.APPROVED, "Cleo of the legal team")


@pytest.mark.parametrize("ending", list(Ending))
def test_an_answer_of_nobody_says_how_it_ended(ending: Ending) -> None:
    answer = record(happening(answer=Answer(Choice.BLOCK, by=NOBODY, channel=ending.value))).answer

    assert answer is not None
    assert (answer.by, answer.channel) == ("nobody", ending.value)


def test_nothing_would_have_happened_where_nothing_is_observed() -> None:
    assert record(happening()).decision.would is None


def test_what_an_observed_account_would_have_been_asked_is_kept() -> None:
    observed = ASKED.model_copy(update={"effect": Effect.ALLOW, "observed": True})
    decision = record(happening(decision=observed, answer=None)).decision

    assert (decision.effect, decision.rules) == (Effect.ALLOW, ("no-selfies-on-the-brand",))
    assert decision.would == RecordedWould(effect=Effect.ASK, rules=("no-selfies-on-the-brand",))


def test_of_observed_rules_those_that_would_have_determined_it_are_kept() -> None:
    watched = tuple(
        Reason(rule=name, effect=effect, message="")
        for name, effect in {"tone": Effect.ASK, "links": Effect.ASK, "late": Effect.NOTE}.items()
    )
    beside_a_question = ASKED.model_copy(update={"watched": watched})
    alone = Decision(effect=Effect.ALLOW, watched=watched)

    assert record(happening(decision=alone, answer=None)).decision.would == RecordedWould(
        effect=Effect.ASK, rules=("links", "tone")
    )
    assert record(happening(decision=beside_a_question)).decision.would == RecordedWould(
        effect=Effect.ASK, rules=("links", "no-selfies-on-the-brand", "tone")
    )
