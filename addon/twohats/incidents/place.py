"""Where the suite lies: in the installed package, or in the tests of a checkout."""

from pathlib import Path

import twohats
from twohats.errors import UsageError

CASES = "cases"


def suite_folder() -> Path:
    """Return the folder of the shipped suite.

    Raises:
        UsageError: this installation has none.
    """
    package = Path(twohats.__file__).parent
    candidates = (package / "incidents" / CASES, package.parents[1] / "tests" / "incidents")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise UsageError("this installation has no suite of incidents: name one with `--suite`")
