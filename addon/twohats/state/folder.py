"""The state folder: one private folder on this device that holds everything twohats remembers.

Default: platformdirs' state folder of the user. The folder is 0700 and the files in it 0600 where the system knows such
modes (design: State, secrets, privacy).
"""

import errno
import os
import stat
from pathlib import Path

import platformdirs

from twohats.errors import SetupError

STORE_FILE = "twohats.db"
KEY_FILE = "master.key"
HEAD_FILE = "audit.head"
KEY_MARK_FILE = "key.id"

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def default_folder() -> Path:
    """Return the state folder that is used when none is named."""
    return platformdirs.user_state_path("twohats", appauthor=False)


def prepare(folder: Path) -> Path:
    """Make the folder if it is missing, keep other users out of it, and return it.

    An existing folder that holds other things than ours keeps its mode; one that others can write to is refused.

    Raises:
        SetupError: it is not a folder, cannot be written, or is open to other users.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep_others_out(folder)
    except OSError as error:
        raise SetupError(words_for(folder, error)) from error
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise SetupError(words_for(folder, PermissionError(errno.EACCES, "")))
    return folder


def create_private(path: Path, content: bytes) -> bool:
    """Create a file of mode 0600 with this content in one step; return False if there is one already.

    Raises:
        OSError: it cannot be written; no half-written file is left under this name.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        _write_private(draft, content)
        return _move_if_free(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def replace_private(path: Path, content: bytes) -> None:
    """Put this content in the place of a file (mode 0600): a reader sees the old one or the new one, never a half.

    Raises:
        OSError: it cannot be written; the old file is untouched.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        _write_private(draft, content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def close_to_others(path: Path) -> bool:
    """Take the rights of other users to a file away; return whether they had any (never on Windows)."""
    if os.name != "posix" or not path.stat().st_mode & _OTHERS:
        return False
    path.chmod(0o600)
    return True


def _write_private(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move_if_free(draft: Path, path: Path) -> bool:
    try:
        path.hardlink_to(draft)  # fails if the name is taken; a rename would overwrite
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links (FAT, some network drives)
        if path.exists():
            return False
        draft.rename(path)
    return True


def _keep_others_out(folder: Path) -> None:
    if os.name != "posix":
        return
    mode = folder.stat().st_mode
    if _is_ours(folder) and mode & _OTHERS:
        folder.chmod(0o700)
    elif mode & _OTHERS_WRITE:
        raise SetupError(f"`{folder}` can be written by other users; give a folder of its own by `--state`")


def _is_ours(folder: Path) -> bool:
    entries = {entry.name for entry in folder.iterdir()}
    return not entries or STORE_FILE in entries


def words_for(folder: Path, error: OSError) -> str:
    """Say in one line what is wrong with the folder, remedy last."""
    match error.errno:
        case errno.EEXIST | errno.ENOTDIR:
            return f"`{folder}` is not a folder; give another state folder by `--state`"
        case errno.ENOSPC | errno.EDQUOT:
            return f"the disk is full: state folder `{folder}` cannot be made; free some space"
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"state folder `{folder}` cannot be written; make it writable or give another one by `--state`"
        case _:
            reason = (error.strerror or type(error).__name__).lower()
            return f"state folder `{folder}` cannot be used ({reason}); give another one by `--state`"
