from tests.support.media_signals import worked_out
from twohats.media.traits import Camera, Traits
from twohats.signals import from_phone


async def test_a_picture_that_a_phone_signed_comes_from_one() -> None:
    assert await worked_out(from_phone.SIGNAL, Traits(camera=Camera.PHONE)) is True
    assert await worked_out(from_phone.SIGNAL, Traits(camera=Camera.OTHER)) is False


async def test_one_that_a_program_for_professionals_wrote_does_not() -> None:
    assert await worked_out(from_phone.SIGNAL, Traits(camera=Camera.PHONE, edited=True)) is False


async def test_a_name_tells_even_if_the_file_cannot_be_looked_at() -> None:
    broken = Traits(doubt="the picture is broken").named("IMG_4321.HEIC")
    assert await worked_out(from_phone.SIGNAL, broken) is True
