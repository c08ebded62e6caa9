"""What holds for every test: no setting of this machine's user gets in, and none of its folders is touched.

pytest-mitmproxy is loaded here on purpose, see docs/decisions/0005-pytest-mitmproxy.md.
"""

from collections.abc import Iterator

import pytest

from tests.support.environment import PRESET, isolated
from tests.support.witness import plugin, witness

__all__ = ["mitmdump_proxy", "witness"]

mitmdump_proxy = plugin.mitmdump_proxy


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count tests with a session bus of their own (fixture `bus`) as slow: they need a program that is not Python's."""
    for item in items:
        if "bus" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def _isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run with an empty home folder, without preset proxies and certificates, and away from desktop and keyring."""
    with pytest.MonkeyPatch.context() as environment:
        for name in (*PRESET, "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
            environment.delenv(name, raising=False)
        for name, value in isolated(tmp_path_factory.mktemp("home")).items():
            environment.setenv(name, value)
        environment.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield
