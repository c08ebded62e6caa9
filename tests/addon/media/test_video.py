from itertools import count

import pytest

from tests.support.films import clip
from tests.support.films import film as boxes
from twohats.media import video
from twohats.media.video import film, is_video

CLIP = clip()


def test_videos_say_what_they_are() -> None:
    assert is_video(CLIP)
    assert is_video(b"\x1aE\xdf\xa3" + bytes(40))
    assert not is_video(b"\xff\xd8\xff")


def test_key_frames_and_one_of_each_second_are_taken() -> None:
    found = film(CLIP, lambda: 0.0)
    assert found is not None
    assert len(found.keys) == 3
    assert len(found.seconds) == 3
    assert {frame.size for frame in found.keys} == {(320, 180)}


def test_what_was_found_in_time_counts() -> None:
    ticks = count(step=0.5)
    found = film(CLIP, lambda: float(next(ticks)))
    assert found is not None
    assert 0 < len(found.keys) < 3


@pytest.mark.parametrize("content", [b"", boxes(), CLIP[: len(CLIP) // 2], b"\x1aE\xdf\xa3" + bytes(400)])
def test_what_does_not_play_has_no_frames(content: bytes) -> None:
    assert film(content, lambda: 0.0) is None


def test_without_the_extra_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video, "find_spec", lambda _: None)
    assert film(CLIP, lambda: 0.0) is None
