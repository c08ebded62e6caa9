"""Packages from npm for tests, pinned in a `package.json` and installed once into a cache outside the repository.

The cache is `TWOHATS_TEST_CACHE`, or the folder for temporary files. After the first call no network is needed. Needs
`node` and `npm`.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ENVIRONMENT = dict(os.environ)
"""As it was before tests/conftest.py isolated it: npm's own settings (its registry) are the user's."""


def install(source: Path, name: str) -> Path:
    """Return the folder where the packages of `source/package.json` are, installed by npm on the first call ever.

    Raises:
        subprocess.CalledProcessError: when npm cannot install them.
    """
    wanted = (source / "package.json").read_bytes()
    cache = Path(ENVIRONMENT.get("TWOHATS_TEST_CACHE") or tempfile.gettempdir())
    folder = cache / f"twohats-{name}-{hashlib.sha256(wanted).hexdigest()[:12]}"
    if not folder.exists():
        unfinished = Path(tempfile.mkdtemp(dir=cache))
        (unfinished / "package.json").write_bytes(wanted)
        npm = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(npm, cwd=unfinished, env=ENVIRONMENT, check=True)
        _settle(unfinished, folder)
    return folder


def _settle(unfinished: Path, folder: Path) -> None:
    try:
        unfinished.rename(folder)
    except OSError:  # another run was faster
        shutil.rmtree(unfinished)
