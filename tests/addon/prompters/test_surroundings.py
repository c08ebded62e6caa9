from pathlib import Path

import pytest

from twohats.prompters.surroundings import has_screen, surroundings

SECRETS = {"X_BEARER_TOKEN": "a", "AWS_SECRET_ACCESS_KEY": "b", "PASSWORD": "c", "HTTPS_PROXY": "http://me:pw@proxy"}


def test_a_program_gets_to_know_the_desktop_and_nothing_secret() -> None:
    desktop = {
        "DISPLAY": ":1",
        "PATH": "/bin",
        "LC_ALL": "sv_SE.UTF-8",
        "XDG_CURRENT_DESKTOP": "XFCE",
        "SystemRoot": "C",
    }
    assert surroundings(SECRETS | desktop) == desktop


def test_the_usual_place_of_the_bus_is_filled_in(tmp_path: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert "DBUS_SESSION_BUS_ADDRESS" not in surroundings(environment)
    (tmp_path / "bus").touch()
    assert surroundings(environment)["DBUS_SESSION_BUS_ADDRESS"] == f"unix:path={tmp_path / 'bus'}"
    assert surroundings(environment | {"DBUS_SESSION_BUS_ADDRESS": "tcp:x"})["DBUS_SESSION_BUS_ADDRESS"] == "tcp:x"


@pytest.mark.parametrize(
    ("environment", "screen"),
    [({}, False), ({"DISPLAY": ""}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_whether_there_is_a_screen(environment: dict[str, str], screen: bool) -> None:
    assert has_screen(environment) is screen
