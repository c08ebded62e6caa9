import asyncio
import os
import sys
from pathlib import Path

import pytest

from twohats.prompters.dialogs.program import run


async def test_how_it_ended_and_its_first_line() -> None:
    finished = await run([sys.executable, "-c", "import time; print('Send'); print('x'); time.sleep(0.2); exit(1)"])
    assert finished is not None
    assert (finished.code, finished.line) == (1, "Send")
    assert finished.seconds >= 0.2


async def test_one_that_is_not_there_is_none() -> None:
    assert await run(["/nowhere/zenity"]) is None


async def test_it_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X_BEARER_TOKEN", "made-up-secret")
    finished = await run([sys.executable, "-c", "import os; print(os.environ.get('X_BEARER_TOKEN', 'nothing'))"])
    assert finished is not None
    assert finished.line == "nothing"


@pytest.mark.parametrize("stubborn", [False, True])
async def test_it_is_ended_when_nobody_needs_it(tmp_path: Path, stubborn: bool) -> None:
    ignore = "signal.signal(signal.SIGTERM, signal.SIG_IGN)" if stubborn else "0"
    began = tmp_path / "began"
    code = f"import os, signal, time; {ignore}; open({str(began)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    task = asyncio.create_task(run([sys.executable, "-c", code]))
    async with asyncio.timeout(10):
        while not (began.exists() and began.read_text()):
            await asyncio.sleep(0.02)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(began.read_text()), 0)
