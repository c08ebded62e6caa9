from pathlib import Path

import pytest

from tests.addon.test_guarding import written
from tests.support.commands import run
from tests.support.photographs import encoded, photograph
from twohats.media.approved_index import ApprovedIndex
from twohats.opening import open_approved
from twohats.state.keys import Keys

type Places = tuple[object, ...]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    Keys.open(state, insecure=True)
    return ("--state", state, "--policy", written(tmp_path / "policy"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pictures = tmp_path / "pictures"
    (pictures / "spring").mkdir(parents=True)
    (pictures / "card.jpg").write_bytes(encoded(photograph(1, 320, 240)))
    (pictures / "spring" / "lawn.png").write_bytes(encoded(photograph(2, 320, 240), "PNG"))
    (pictures / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(500))
    (pictures / "nothing.jpg").write_bytes(b"")
    return pictures


def test_a_folder_is_added_once(places: Places, folder: Path) -> None:
    done = run("media", "add", folder, *places)
    assert (done.code, done.out) == (0, "")
    assert "2 added for `acme`, 0 were there, 1 known by their bytes only; 1 too large or unreadable" in done.err
    again = run("media", "add", folder, "--account", "acme", *places)
    assert "0 added for `acme`, 3 were there" in again.err


def test_what_was_added_is_listed_and_taken_back(places: Places, folder: Path) -> None:
    run("media", "add", folder, *places)
    state = places[:2]
    assert run("media", "list", *state).out.split() == ["account", "files", "acme", "3"]
    listed = run("media", "list", "--files", *state).out
    assert all(name in listed for name in ("card.jpg", "lawn.png", "film.mp4"))
    assert "1 removed from `acme`" in run("media", "remove", "card.jpg", *places).err
    assert "2 removed from `acme`" in run("media", "remove", "--all", *places).err
    assert "acme" not in run("media", "list", *state).out


def test_the_policy_s_own_folder_is_looked_at_and_approves_by_itself(places: Places, folder: Path) -> None:
    team = Path(str(places[3])) / "team.yaml"
    team.write_text(
        team.read_text("utf-8").replace("name: Acme Tools", f"name: Acme Tools\n    media: {folder}"), "utf-8"
    )
    done = run("media", "add", folder / "spring", *places)
    assert "approved as long as they do" in done.err
    with open_approved(Path(str(places[1]))) as (index, _):
        assert isinstance(index, ApprovedIndex)
        assert index.assets() == []
        assert len(index.assets("")) == 1


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("add", "/nowhere/at/all"), "has no pictures"),
        (("add", ".", "--account", "nobody"), "no account `nobody`"),
        (("remove",), "say which"),
        (("remove", "card.jpg", "--all"), "say which"),
        (("remove", "card.jpg"), "nothing to remove"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(places: Places, words: tuple[str, ...], what: str) -> None:
    assert what in run("media", *words, *places).problem
