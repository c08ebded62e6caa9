"""The state folder: private, and refused with words where it cannot be used."""

import stat
from pathlib import Path

import pytest

from tests.support.disks import folder_of_an_ordinary_user, full_disk, without_privilege
from twohats.errors import SetupError
from twohats.state.folder import (
    STORE_FILE,
    close_to_others,
    create_private,
    default_folder,
    prepare,
    replace_private,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_is_private(tmp_path: Path) -> None:
    folder = prepare(tmp_path / "a" / "state")

    assert mode(folder) == 0o700


def test_our_own_folder_is_closed_to_others(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / STORE_FILE).touch()

    prepare(tmp_path)

    assert mode(tmp_path) == 0o700


def test_a_folder_with_other_things_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    tmp_path.chmod(0o755)

    prepare(tmp_path)

    assert mode(tmp_path) == 0o755


def test_a_folder_that_others_can_write_to_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    tmp_path.chmod(0o777)

    with pytest.raises(SetupError, match=r"can be written by other users; give a folder of its own by `--state`"):
        prepare(tmp_path)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(SetupError, match=r"is not a folder; give another state folder by `--state`"):
            prepare(folder)


def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with folder_of_an_ordinary_user() as folder:
        folder.chmod(0o500)
        for place in (folder, folder / "below"):
            with without_privilege(), pytest.raises(SetupError, match=r"cannot be written; make it writable or give"):
                prepare(place)


def test_a_private_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "key"

    assert create_private(path, b"first")
    assert not create_private(path, b"second")
    assert path.read_bytes() == b"first"
    assert mode(path) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_half_written_is_left_on_a_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "key"
    replace_private(path, b"old")

    with full_disk(spare=4), pytest.raises(OSError, match="File too large"):
        replace_private(path, b"a new one that is longer")
    with full_disk(spare=4), pytest.raises(OSError, match="File too large"):
        create_private(tmp_path / "other", b"a new one that is longer")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_open_file_is_closed_to_others(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.touch(0o644)

    assert close_to_others(path)
    assert mode(path) == 0o600
    assert not close_to_others(path)


def test_the_default_folder_belongs_to_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    assert default_folder() == tmp_path / "twohats"
