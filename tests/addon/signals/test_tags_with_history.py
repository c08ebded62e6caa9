from tests.support.subjects import told
from twohats.activity_signal import TOO_LONG
from twohats.lexicons import table
from twohats.signals.tags_with_history import SIGNAL


def test_what_a_tag_stands_for_is_told() -> None:
    assert told(SIGNAL, "#WhyIStayed you had pizza") == ("whyistayed: people tell of violence at home (2014-09)",)
    assert told(SIGNAL, "#PrayForSpringfield") == (
        "prayforspringfield: a disaster or an attack, each time another (2011-03)",
    )


def test_other_tags_and_house_tags_are_none() -> None:
    assert told(SIGNAL, "#acmetools #whyistay") == ()
    assert told(SIGNAL, "#Aurora", acme="tags: [aurora]") == ()


def test_every_entry_says_what_and_since_when() -> None:
    assert all(entry["about"] and entry["since"][4] == "-" and entry["tags"] for entry in table("tags")["tag"])


def test_more_than_are_looked_at_are_unknown() -> None:
    assert told(SIGNAL, "Thanks all!", tags=tuple(f"garden{number}" for number in range(1001))) == TOO_LONG
