"""`tests/addon/test_sensing.py` sees it worked out."""

from twohats.signals import approved
from twohats_policy.names import VOCABULARY


def test_rules_can_name_it() -> None:
    assert approved.SIGNAL.key == "approved"
    assert approved.SIGNAL.key in VOCABULARY.media_signals
