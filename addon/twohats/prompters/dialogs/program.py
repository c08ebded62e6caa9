"""A program that shows a dialog: run with its words as arguments, ended when nobody needs it any more."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from twohats.prompters.surroundings import surroundings

_END_SECONDS = 1.0
_NOTHING = asyncio.subprocess.DEVNULL


@dataclass(frozen=True)
class Finished:
    """How the program ended: its exit code, its first line, and how many seconds it ran."""

    code: int
    line: str
    seconds: float


async def run(arguments: Sequence[str]) -> Finished | None:
    """Run the program to its end; None if it cannot be started. Cancelled, it ends the program."""
    began = asyncio.get_running_loop().time()
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            *arguments, stdin=_NOTHING, stdout=pipe, stderr=_NOTHING, env=surroundings(), start_new_session=True
        )
    except OSError:
        return None
    try:
        said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            await _end(process)
    seconds = asyncio.get_running_loop().time() - began
    line = said.decode("utf-8", "replace").partition("\n")[0].strip()
    return Finished(process.returncode if process.returncode is not None else -1, line, seconds)


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _END_SECONDS)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
