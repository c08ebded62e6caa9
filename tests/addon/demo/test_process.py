from pathlib import Path

import pytest

from twohats.demo.process import GuardProcess
from twohats.demo.sample import BRAND, HOST, Platform, write_policy
from twohats.errors import SetupError
from twohats.stand_in import StandIn


@pytest.mark.slow
def test_the_guard_runs_until_it_is_stopped(tmp_path: Path) -> None:
    with StandIn(Platform().answer, hosts=frozenset({HOST})) as stand_in:
        guard = GuardProcess.start(tmp_path, write_policy(tmp_path / "policy"), stand_in, "none")
        try:
            tool = guard.tool(BRAND)
            assert tool.proxy == f"http://127.0.0.1:{guard.port}"
            assert tool.authority.is_file()
            assert guard.process.poll() is None
        finally:
            guard.stop()
    assert guard.process.returncode is not None


def test_a_guard_that_does_not_start_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with (
        StandIn(Platform().answer, hosts=frozenset({HOST})) as stand_in,
        pytest.raises(SetupError, match="did not start: see what it said above"),
    ):
        GuardProcess.start(tmp_path, tmp_path / "no-policy", stand_in, "none")
    assert "no policy found" in capfd.readouterr().err
