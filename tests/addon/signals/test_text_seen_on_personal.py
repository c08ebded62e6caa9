"""`tests/addon/test_sensing.py` sees it worked out."""

from twohats.signals import text_seen_on_personal
from twohats_policy.names import VOCABULARY


def test_rules_can_name_it() -> None:
    assert text_seen_on_personal.SIGNAL.key == "text.seen_on_personal"
    assert text_seen_on_personal.SIGNAL.key in VOCABULARY.post_signals
