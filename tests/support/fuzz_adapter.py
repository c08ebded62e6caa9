"""Fuzz one adapter with atheris, guided by what its code does: `python -m tests.support.fuzz_adapter NAME SECONDS`.

It ends with 0 if nothing was found. What it found is printed, with the bytes that do it.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["twohats.adapters", "twohats.bodies", "twohats.body", "twohats.meta"]):
    from tests.support.fuzzing import examine, parsed, seeds
    from twohats.adapters import ADAPTERS

LONGEST = 16 * 1024


def main(name: str, seconds: int) -> None:
    """Fuzz the adapter `name` for so many seconds; ends the process."""
    adapter = next(one for one in ADAPTERS if one.name == name)

    def once(data: bytes) -> None:
        request = parsed(data)
        if request is not None:
            examine(adapter, request)

    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds(adapter)):
            (Path(folder) / f"{number}").write_bytes(seed)
        settings = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            "-verbosity=0",
            "-artifact_prefix=" + folder + "/",
        ]
        atheris.Setup([sys.argv[0], *settings, folder], once)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
