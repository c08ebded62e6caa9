"""The command line, in this process or as a program of its own, and what came of it."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from tests.support.environment import isolated
from twohats.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def problem(self) -> str:
        """The one line of a command that could not do what it was asked; anything else is an AssertionError."""
        lines = self.err.splitlines()
        assert (self.code, self.out, len(lines)) == (2, "", 1), self
        assert "Traceback" not in self.err
        return lines[0]


def run(*words: object, stdin: str = "") -> Done:
    """Run `twohats WORDS` in this process; prompts are answered by the lines of `stdin`."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.object(sys, "argv", ["twohats", *map(str, words)]),
        patch.object(sys, "stdin", io.StringIO(stdin)),
        patch.dict(os.environ, {"COLUMNS": "300"}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
    assert isinstance(code, int)
    return Done(code, out.getvalue(), err.getvalue())


def run_alone(home: Path, *words: object, seconds: float = 60, stdin: str = "") -> Done:
    """Run `twohats WORDS` as a program of its own, with its folders in `home`."""
    command = [sys.executable, "-m", "twohats", *map(str, words)]
    environment = isolated(home) | {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "CI": "true"}
    done = subprocess.run(
        command, env=environment, input=stdin, capture_output=True, text=True, timeout=seconds, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)
