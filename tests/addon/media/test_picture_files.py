from pathlib import Path

from twohats.media.picture_files import content, stamps
from twohats.media.pictures import MAX_CONTENT


def test_pictures_and_videos_are_found_at_any_depth_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "spring").mkdir()
    for name in ("spring/A.JPG", "b.mp4", "notes.txt", "c.heic"):
        (tmp_path / name).write_bytes(b"12")
    (tmp_path / "link.png").symlink_to(tmp_path / "b.mp4")
    assert [path.name for path in stamps(tmp_path)] == ["b.mp4", "c.heic", "A.JPG"]
    assert {size for size, _ in stamps(tmp_path).values()} == {2}


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert stamps(tmp_path / "gone") == {}


def test_what_cannot_be_read_or_is_too_large_is_empty(tmp_path: Path) -> None:
    (tmp_path / "large.jpg").write_bytes(bytes(MAX_CONTENT + 1))
    (tmp_path / "small.jpg").write_bytes(b"12")
    assert content(tmp_path / "large.jpg") == content(tmp_path / "gone.jpg") == b""
    assert content(tmp_path / "small.jpg") == b"12"
