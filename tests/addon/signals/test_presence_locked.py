import pytest

from tests.support.clock import Clock
from tests.support.glances import told
from tests.support.holders import ACME, post
from tests.support.remembering import rules
from twohats.presence import Glance
from twohats.signals.presence_locked import SIGNAL
from twohats_policy.engine import decide, needs
from twohats_policy.request import DecisionRequest, SignalValue, Unknown


@pytest.mark.parametrize("locked", [True, False])
async def test_the_screen_is_locked_or_not(locked: bool) -> None:
    assert await told(SIGNAL, Glance(locked=locked)) is locked


async def test_a_computer_that_does_not_say_so_is_unknown() -> None:
    assert isinstance(await told(SIGNAL, Glance(idle_seconds=3.0)), Unknown)


RULE = """\
rules:
  - {id: nobody-there, effect: ask, when: 'presence.locked || presence.idle_minutes > 10', message: Who?}
"""


@pytest.mark.parametrize(
    ("signals", "effect"),
    [
        ({"presence.locked": False, "presence.idle_minutes": 3}, "allow"),
        ({"presence.locked": True}, "ask"),
        ({"presence.locked": False, "presence.idle_minutes": 11}, "ask"),
        ({"presence.locked": Unknown(reason="no desktop"), "presence.idle_minutes": 3}, "ask"),
    ],
)
def test_rules_name_presence_and_what_cannot_be_told_counts_as_met(
    signals: dict[str, SignalValue], effect: str
) -> None:
    policy, activity = rules(RULE), post("Hello")
    asked = DecisionRequest(
        employee="anna", activity=activity, account=ACME, login=ACME, now=Clock()(), signals=signals
    )
    assert needs(policy, activity, ACME) == {"presence.locked", "presence.idle_minutes"}
    assert decide(policy, asked).effect.value == effect
