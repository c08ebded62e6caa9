"""The launcher in this process; `tests/end_to_end` starts it as people do."""

import socket
from pathlib import Path

import pytest

from tests.addon.test_guarding import settings, written
from tests.support.gates import WaitingClient
from tests.support.x_calls import OAUTH1, call
from twohats import launcher
from twohats.errors import SetupError, UsageError
from twohats.guarding import Guarding, open_guard
from twohats.launcher import CERTIFICATES, Address, build_guard, guard
from twohats.settings import Settings
from twohats.state.folder import KEY_FILE


async def test_the_script_s_guard_judges_and_says_where_its_key_lies(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Guarding] = []

    def remembered(given: Settings) -> Guarding:
        opened.append(open_guard(given))
        return opened[0]

    monkeypatch.setattr(launcher, "open_guard", remembered)
    written(tmp_path / "policy")
    gate = build_guard(settings(tmp_path))
    request = call("POST", "https://api.x.com/2/tweets", {"text": "hi"}, **OAUTH1)
    assert await gate.check(frozenset({"api.x.com"}), request, WaitingClient()) is not None
    assert KEY_FILE in caplog.text
    await opened[0].stop()


def test_a_taken_port_is_one_line_with_the_remedy_and_the_guard_ends(tmp_path: Path) -> None:
    written(tmp_path / "policy")
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=rf"{port}.*--listen HOST:PORT") as told:
            guard(settings(tmp_path), Address("127.0.0.1", port), [], said.append)
    assert "\n" not in str(told.value)
    assert any(KEY_FILE in line for line in said)
    assert not any("guarding" in line for line in said)
    assert not (tmp_path / "state" / "guard.json").exists()


@pytest.mark.parametrize("arguments", [["--frobnicate"], ["~u x"], ["--set", "rawtcp=true"], ["--set", "nonsense=1"]])
def test_wrong_options_for_mitmproxy_start_nothing(tmp_path: Path, arguments: list[str]) -> None:
    written(tmp_path / "policy")
    with pytest.raises(UsageError) as told:
        guard(settings(tmp_path), Address("127.0.0.1", 0), arguments, lambda _: None)
    assert "\n" not in str(told.value)
    assert not (tmp_path / "state" / "guard.json").exists()


def test_a_certificate_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    written(tmp_path / "policy")
    (tmp_path / "state").mkdir(mode=0o700)
    (tmp_path / "state" / CERTIFICATES).write_text("in its place")
    with pytest.raises(SetupError) as told:
        guard(settings(tmp_path), Address("127.0.0.1", 0), [], lambda _: None)
    assert "\n" not in str(told.value)


def test_an_address_that_is_not_ours_is_told(tmp_path: Path) -> None:
    written(tmp_path / "policy")
    with pytest.raises(SetupError, match="cannot listen"):
        guard(settings(tmp_path), Address("192.0.2.1", 0), [], lambda _: None)
