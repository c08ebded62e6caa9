from tests.support.media_signals import worked_out
from twohats.media.traits import Traits
from twohats.signals import explicit
from twohats_policy.names import VOCABULARY
from twohats_policy.request import Unknown


async def test_half_a_point_is_enough_to_ask() -> None:
    assert await worked_out(explicit.SIGNAL, Traits(explicit=0.5)) is True
    assert await worked_out(explicit.SIGNAL, Traits(explicit=0.49)) is False


async def test_without_the_extra_it_cannot_be_told() -> None:
    found = await worked_out(explicit.SIGNAL, Traits())
    assert found == Unknown(reason="it is looked at only with the extra: install `twohats[vision]`")


def test_a_rule_that_names_it_needs_the_extra() -> None:
    assert VOCABULARY.signals["explicit"].extra == "vision"
