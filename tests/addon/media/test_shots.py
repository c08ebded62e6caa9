import pytest
from PIL import Image

from tests.support.photographs import photograph
from twohats.media.shots import shots
from twohats.media.video import Film


def frames(*seeds: int) -> list[Image.Image]:
    return [photograph(seed, 512, 288) for seed in seeds]


def test_every_frame_is_kept_whole_and_in_the_formats_that_networks_cut() -> None:
    told = shots(Film(frames(1), frames(2)))
    assert len(told["stored"]) == 2 * 4


def test_the_hashes_to_search_with_are_counted_by_frame() -> None:
    told = shots(Film(frames(1, 2, 3), []))
    assert len(told["shots"]) == 3
    assert sum(told["shots"]) == len(told["asked"])
    assert all(count >= 2 for count in told["shots"])


def test_frames_that_show_nothing_are_not_counted() -> None:
    black = Image.new("RGB", (512, 288))
    told = shots(Film([black, *frames(1), black], []))
    assert (len(told["shots"]), told["quality"]) == (1, 100)


def test_a_film_of_nothing_has_no_hashes() -> None:
    assert shots(Film([Image.new("RGB", (64, 36))], [])) == {"stored": [], "asked": [], "shots": [], "quality": 0}


@pytest.mark.parametrize("size", [(2, 2), (512, 2), (3, 512)])
def test_frames_of_hardly_any_pixels_are_no_trouble(size: tuple[int, int]) -> None:
    assert len(shots(Film([Image.effect_noise(size, 90).convert("RGB")], []))["shots"]) <= 1
