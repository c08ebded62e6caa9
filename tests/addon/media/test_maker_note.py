import struct

import pytest

from twohats.media.maker_note import front_facing


def note(*tags: tuple[int, int, int], order: str = ">") -> bytes:
    entries = b"".join(struct.pack(f"{order}HHII", tag, kind, 1, value) for tag, kind, value in tags)
    mark = b"MM" if order == ">" else b"II"
    return b"Apple iOS\0\0\1" + mark + struct.pack(f"{order}H", len(tags)) + entries


@pytest.mark.parametrize("order", [">", "<"])
def test_the_front_camera_says_so(order: str) -> None:
    assert front_facing(note((0x0001, 9, 14), (0x0045, 9, 1), order=order))
    assert not front_facing(note((0x0001, 9, 14), (0x0045, 9, 0), order=order))


@pytest.mark.parametrize("content", [b"", b"Apple iOS\0", b"Nikon\0" * 20, note((0x0045, 2, 1)), note((1, 9, 1))])
def test_other_notes_say_nothing(content: bytes) -> None:
    assert not front_facing(content)


def test_a_note_that_is_cut_off_anywhere_is_read_as_far_as_it_goes() -> None:
    whole = note((0x0001, 9, 14), (0x0045, 9, 1))
    assert not any(front_facing(whole[:end]) for end in range(len(whole)))
