from pathlib import Path

import pytest

from tests.support import questions_shown as shown
from tests.support.drawings import logo, selfie
from tests.support.visitor import page
from twohats.page.avatars import MAX_AVATAR, avatar
from twohats.page.house import Sights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shown.write_folder(tmp_path / "policy")


def test_a_picture_of_the_policy_folder_is_read(folder: Path) -> None:
    found = avatar(folder, "acme.png")
    assert found is not None
    assert (found.content_type, found.content) == ("image/png", logo())


def test_a_changed_picture_is_read_anew(folder: Path) -> None:
    avatar(folder, "acme.png")
    (folder / "acme.png").write_bytes(selfie())
    found = avatar(folder, "acme.png")
    assert found is not None
    assert found.content_type == "image/jpeg"


@pytest.mark.parametrize("content", [b"", b"<svg onload=alert(1)>", b"GIF89a", b"<html>"])
def test_what_is_no_jpeg_or_png_is_no_picture(folder: Path, content: bytes) -> None:
    (folder / "acme.png").write_bytes(content)
    assert avatar(folder, "acme.png") is None


def test_a_large_file_a_missing_one_and_a_folder_are_no_picture(folder: Path) -> None:
    (folder / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * MAX_AVATAR)
    assert [avatar(folder, name) for name in ("large.png", "none.png", ".")] == [None, None, None]


def test_nothing_outside_the_folder_is_read(folder: Path) -> None:
    (folder.parent / "secret.png").write_bytes(logo())
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    assert avatar(folder, "../secret.png") is None
    assert avatar(folder, str(folder.parent / "secret.png")) is None
    assert avatar(folder, "link.png") is None


async def test_the_page_serves_it_to_those_inside_only(tmp_path: Path, folder: Path) -> None:
    sights = Sights(policy=shown.policy, folder=folder)
    async with page(tmp_path, sights=sights) as house:
        visitor = await house.visitor()
        got = await visitor.get("/avatar/acme", Sec_Fetch_Site="same-origin")
        assert (got.status, got.headers["Content-Type"], got.body) == (200, "image/png", logo())
        assert (await visitor.get("/avatar/anna")).status == 404
        visitor.cookie = ""
        assert (await visitor.get("/avatar/acme")).status == 403
