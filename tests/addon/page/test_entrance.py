import os
from pathlib import Path

import pytest

from twohats.errors import SetupError
from twohats.page.entrance import TOKEN_SECONDS, Entrance, Slips, private_folder


def entrance(folder: Path, now: list[float] | None = None) -> Entrance:
    time = now or [0.0]
    made = Entrance(folder, "en", clock=lambda: time[0])
    made.origin = "http://127.0.0.1:4321"
    return made


def test_a_token_is_swapped_once_for_a_session(tmp_path: Path) -> None:
    door = entrance(tmp_path)
    token = door.token("K7Q2WX")
    admitted = door.admit(token)
    assert admitted is not None
    cookie, question = admitted
    assert question == "K7Q2WX"
    assert door.session(cookie) is not None
    assert door.admit(token) is None


def test_secrets_are_kept_as_hashes_only() -> None:
    slips: Slips[str] = Slips(10, 60, lambda: 0.0)
    secret = slips.issue("value")
    assert secret not in repr(vars(slips))
    assert len(secret) >= 43


def test_the_oldest_secret_makes_room() -> None:
    slips: Slips[int] = Slips(2, 60, lambda: 0.0)
    first, second, third = slips.issue(1), slips.issue(2), slips.issue(3)
    assert [slips.look(secret) for secret in (first, second, third)] == [None, 2, 3]


def test_the_redirect_file_posts_the_token_and_only_this_user_reads_it(tmp_path: Path) -> None:
    door = entrance(tmp_path / "run")
    token = door.token("K7Q2WX")
    path = door.write_file(token)
    text = path.read_text(encoding="utf-8")
    assert f'value="{token}"' in text
    assert 'action="http://127.0.0.1:4321/enter"' in text
    assert token not in path.name
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_old_redirect_files_are_removed(tmp_path: Path) -> None:
    now = [0.0]
    door = entrance(tmp_path, now)
    old = door.write_file(door.token(""))
    now[0] += TOKEN_SECONDS + 1
    new = door.write_file(door.token(""))
    assert not old.exists()
    assert new.exists()
    door.clear()
    assert not new.exists()


def test_what_an_earlier_guard_left_is_removed(tmp_path: Path) -> None:
    left = entrance(tmp_path).write_file("token")
    entrance(tmp_path)
    assert not left.exists()


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(SetupError, match="belongs to somebody else"):
        private_folder(tmp_path / "link")


def test_a_folder_that_cannot_be_made_is_told_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SetupError, match="`--state`"):
        private_folder(tmp_path / "file" / "run")


def test_a_folder_open_to_others_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    os.chmod(folder, 0o755)
    assert private_folder(folder).stat().st_mode & 0o777 == 0o700
