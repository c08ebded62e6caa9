from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.support.photographs import encoded, photograph
from twohats.media.jpeg import Layout, first_scan, layout

PICTURE = photograph(1, 640, 480)
BASELINE = encoded(PICTURE)
PROGRESSIVE = encoded(PICTURE, progressive=True)


def test_a_baseline_picture_has_one_scan() -> None:
    assert layout(BASELINE) == Layout(scans=False)


def test_a_few_bytes_may_fill_up_a_marker() -> None:
    assert layout(BASELINE[:2] + b"\xff" * 3 + BASELINE[2:]) == Layout(scans=False)


def test_a_progressive_one_has_several_and_the_first_is_a_small_version() -> None:
    found = layout(PROGRESSIVE)
    assert found is not None
    assert found.scans
    assert 0 < found.first < len(PROGRESSIVE) / 2


def test_the_first_scan_at_an_eighth_is_what_the_whole_file_gives() -> None:
    small = []
    found = layout(PROGRESSIVE)
    assert found is not None
    for content in (PROGRESSIVE, first_scan(PROGRESSIVE, found)):
        opened = Image.open(BytesIO(content))
        opened.draft(None, (80, 60))
        small.append(opened.convert("L"))
    assert small[0].size == small[1].size == (80, 60)
    assert ImageStat.Stat(ImageChops.difference(*small)).mean[0] < 2


@pytest.mark.parametrize("content", [BASELINE, PROGRESSIVE])
def test_a_file_that_breaks_off_before_its_first_scan_has_no_layout(content: bytes) -> None:
    head = content.index(b"\xff\xda")
    assert {layout(content[:end]) for end in range(0, head, 7)} == {None}


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\xff" * 5_000, b"\xff\xd8" + b"\xff\xe0\0\2" * 5_000])
def test_nonsense_has_none(content: bytes) -> None:
    assert layout(content) is None
