from io import BytesIO

from twohats.media.frames import read_frame, write_frame


def test_frames_come_out_as_they_went_in() -> None:
    pipe = BytesIO()
    write_frame(pipe, b"one")
    write_frame(pipe, b"")
    pipe.seek(0)
    assert [read_frame(pipe), read_frame(pipe), read_frame(pipe)] == [b"one", b"", None]


def test_half_a_frame_is_the_end() -> None:
    assert read_frame(BytesIO(b"\0\0\0\x09abc")) is None
    assert read_frame(BytesIO(b"\0\0")) is None
