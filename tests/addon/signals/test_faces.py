from tests.support.media_signals import worked_out
from twohats.media.traits import Traits
from twohats.signals import faces
from twohats_policy.activity import MediaKind
from twohats_policy.request import Unknown


async def test_faces_are_counted() -> None:
    assert await worked_out(faces.SIGNAL, Traits(faces=3)) == 3
    assert await worked_out(faces.SIGNAL, Traits()) == 0


async def test_a_sound_has_none() -> None:
    assert await worked_out(faces.SIGNAL, None, MediaKind.AUDIO) == 0


async def test_what_could_not_be_looked_at_cannot_be_told() -> None:
    assert await worked_out(faces.SIGNAL, Traits(doubt="too many pixels")) == Unknown(reason="too many pixels")
