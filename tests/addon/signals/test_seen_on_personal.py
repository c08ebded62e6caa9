"""`tests/addon/test_sensing.py` sees it worked out."""

from twohats.signals import seen_on_personal
from twohats_policy.names import VOCABULARY


def test_rules_can_name_it() -> None:
    assert seen_on_personal.SIGNAL.key == "seen_on_personal"
    assert seen_on_personal.SIGNAL.key in VOCABULARY.media_signals
