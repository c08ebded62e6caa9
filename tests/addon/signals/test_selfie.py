from tests.support.media_signals import worked_out
from twohats.media.traits import Camera, Traits
from twohats.signals import selfie


async def test_the_front_camera_alone_is_enough_to_ask() -> None:
    assert await worked_out(selfie.SIGNAL, Traits(front=True)) is True


async def test_one_large_face_in_the_middle_is_one() -> None:
    assert await worked_out(selfie.SIGNAL, Traits(faces=1, face=1.0)) is True
    assert await worked_out(selfie.SIGNAL, Traits(faces=9, face=0.3, camera=Camera.PHONE)) is False
