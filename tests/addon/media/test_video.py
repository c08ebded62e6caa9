from itertools import count

import pytest
from PIL import Image

from tests.support.films import clip, sideways
from tests.support.films import film as boxes
from twohats.media import video
from twohats.media.video import ENOUGH_KEY_FRAMES, MOST_KEY_FRAMES, Film, film, is_video, spread

CLIP = clip()


def frames_of(count: int) -> list[Image.Image]:
    return [Image.new("RGB", (8, 8), (number, 0, 0)) for number in range(count)]


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


def test_key_frames_come_from_all_over_a_long_film() -> None:
    found = film(clip(width=64, seconds=40), lambda: 0.0)
    assert found is not None
    assert len(found.keys) == MOST_KEY_FRAMES
    assert len(found.seconds) == 40
    assert found.keys[-1].tobytes() == found.seconds[-1].tobytes()


def test_where_key_frames_are_few_seconds_are_searched_with_as_well() -> None:
    few, many = frames_of(2), frames_of(ENOUGH_KEY_FRAMES)
    assert Film(few, many).asked == [*few, *many]
    assert Film(many, few).asked == many


def test_a_film_that_a_phone_held_upright_took_is_turned() -> None:
    turned = film(sideways(CLIP), lambda: 0.0)
    plain = film(CLIP, lambda: 0.0)
    assert turned is not None
    assert plain is not None
    assert turned.keys[0].size == (180, 320)
    assert turned.keys[0].tobytes() == plain.keys[0].transpose(Image.Transpose.ROTATE_270).tobytes()


@pytest.mark.parametrize(
    ("count", "most", "taken"), [(0, 3, []), (1, 3, [0]), (3, 3, [0, 1, 2]), (9, 3, [0, 4, 8]), (5, 1, [0])]
)
def test_frames_are_taken_evenly(count: int, most: int, taken: list[int]) -> None:
    assert spread(range(count), most) == taken


def test_what_was_found_in_time_counts() -> None:
    ticks = count(step=0.06)
    found = film(CLIP, lambda: float(next(ticks)))
    assert found is not None
    assert 0 < len(found.keys) < 3


@pytest.mark.parametrize("content", [b"", boxes(), CLIP[: len(CLIP) // 2], b"\x1aE\xdf\xa3" + bytes(400)])
def test_what_does_not_play_has_no_frames(content: bytes) -> None:
    assert film(content, lambda: 0.0) is None


def test_without_the_extra_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video, "find_spec", lambda _: None)
    assert film(CLIP, lambda: 0.0) is None
