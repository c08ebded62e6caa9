from tests.support.subjects import told
from twohats.activity_signal import TOO_LONG
from twohats.signals.unknown_mentions import SIGNAL
from twohats_policy.activity import Verb

LISTED = "mentions: ['@citylibrary', partner]"


def test_whoever_is_not_on_the_list_is_told() -> None:
    assert told(SIGNAL, "With @CityLibrary, @partner, @annaberg and @stranger", acme=LISTED) == ("stranger",)


def test_a_name_one_letter_off_is_told_with_the_name_that_was_meant() -> None:
    assert told(SIGNAL, "With @citylibary", acme=LISTED) == ("citylibary: citylibrary",)
    assert told(SIGNAL, "From us at @acmetols") == ("acmetols: acmetools",)


def test_without_a_list_anybody_may_be_mentioned() -> None:
    assert told(SIGNAL, "With @stranger") == ()


def test_an_answer_may_name_whom_it_answers() -> None:
    assert told(SIGNAL, "@stranger Sorry!", acme=LISTED, verb=Verb.REPLY) == ()
    assert told(SIGNAL, "@stranger ask @acmetols", acme=LISTED, verb=Verb.REPLY) == ("acmetols: acmetools",)


def test_more_than_are_looked_at_are_unknown() -> None:
    assert told(SIGNAL, "Thanks all!", mentions=tuple(f"garden{number}" for number in range(1001))) == TOO_LONG
