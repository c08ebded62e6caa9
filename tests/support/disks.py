"""Disks in a bad state, for real: full, or not ours to write."""

import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY_ID = 65534


@contextmanager
def full_disk(*, spare: int = 0) -> Iterator[None]:
    """Let no file of this process grow beyond `spare` bytes: the system's own limit, as a full disk refuses a write."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (spare, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@contextmanager
def without_privilege() -> Iterator[None]:
    """Be an ordinary user for a while: the modes of files do not hold for root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY_ID)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def folder_of_an_ordinary_user() -> Iterator[Path]:
    """Give a new folder that belongs to the user of `without_privilege`, on a path that this user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="twohats-test-"))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY_ID, NOBODY_ID)
    try:
        yield folder
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)
