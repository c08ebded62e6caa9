"""The keys: kept in the keyring, else loudly in a file; never silently another one than before."""

import base64
import hmac
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.support.disks import full_disk
from tests.support.keyrings import AskingRing, ForgetfulRing, LockedRing, MemoryRing, ReadOnlyRing
from twohats.errors import SetupError
from twohats.state.folder import KEY_FILE
from twohats.state.key_ring import SERVICE, USER
from twohats.state.keys import Keys


def rings(*rings: KeyringBackend) -> Callable[[], Sequence[KeyringBackend]]:
    return lambda: rings


def no_ring() -> Sequence[KeyringBackend]:
    return ()


def unwanted() -> Sequence[KeyringBackend]:
    raise AssertionError("the keyring was asked")


def test_the_key_is_made_once_and_stays_in_the_keyring(tmp_path: Path) -> None:
    ring = MemoryRing()

    first = Keys.open(tmp_path, insecure=False, rings=rings(ring))
    second = Keys.open(tmp_path, insecure=False, rings=rings(ring))

    assert first == second
    assert first.warnings == ()
    assert base64.b64decode(ring.secrets[SERVICE, USER]) == first.master
    assert not (tmp_path / KEY_FILE).exists()
    assert len(first.master) == 32


def test_without_a_keyring_the_key_lies_in_a_private_file_and_that_is_said(tmp_path: Path) -> None:
    first = Keys.open(tmp_path, insecure=False, rings=no_ring)
    second = Keys.open(tmp_path, insecure=False, rings=no_ring)

    assert first.master == second.master
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    for keys in (first, second):
        assert "and not in a keyring" in keys.warnings[0]
        assert str(tmp_path / KEY_FILE) in keys.warnings[0]


@pytest.mark.parametrize("ring", [LockedRing(), ForgetfulRing(), ReadOnlyRing()])
def test_a_keyring_that_cannot_keep_the_first_key_is_no_reason_to_stop(tmp_path: Path, ring: KeyringBackend) -> None:
    keys = Keys.open(tmp_path, insecure=False, rings=rings(ring))

    assert (tmp_path / KEY_FILE).exists()
    assert "because the keyring" in keys.warnings[0]


def test_who_asks_for_it_gets_the_file_without_the_keyring(tmp_path: Path) -> None:
    keys = Keys.open(tmp_path, insecure=True, rings=unwanted)

    assert (tmp_path / KEY_FILE).exists()
    assert "as was asked for" in keys.warnings[0]


def test_a_folder_with_a_key_file_goes_on_with_it(tmp_path: Path) -> None:
    first = Keys.open(tmp_path, insecure=False, rings=no_ring)

    second = Keys.open(tmp_path, insecure=False, rings=unwanted)

    assert second.master == first.master


def test_a_key_that_is_locked_away_is_not_replaced(tmp_path: Path) -> None:
    Keys.open(tmp_path, insecure=False, rings=rings(MemoryRing()))

    with pytest.raises(
        SetupError, match=r"in the keyring, which is locked; unlock it and start again, or .*--insecure"
    ):
        Keys.open(tmp_path, insecure=False, rings=rings(LockedRing()))
    with pytest.raises(SetupError, match=r"in the keyring, which is missing in this session; "):
        Keys.open(tmp_path, insecure=False, rings=no_ring)
    assert not (tmp_path / KEY_FILE).exists()


def test_a_keyring_that_waits_for_its_password_too_long_is_said(tmp_path: Path) -> None:
    ring = AskingRing()
    ring.typed.set()
    Keys.open(tmp_path, insecure=False, rings=rings(ring))
    ring.typed.clear()

    with pytest.raises(SetupError, match=r"which did not answer within 0.05 seconds"):
        Keys.open(tmp_path, insecure=False, rings=rings(ring), seconds=0.05)
    ring.typed.set()


def test_a_key_that_is_gone_is_replaced_and_that_is_said(tmp_path: Path) -> None:
    first = Keys.open(tmp_path, insecure=False, rings=rings(MemoryRing()))

    second = Keys.open(tmp_path, insecure=False, rings=rings(MemoryRing()))

    assert second.master != first.master
    assert second.changed
    assert "its log up to now can no longer be verified" in second.warnings[0]


def test_going_on_with_another_key_has_to_be_asked_for(tmp_path: Path) -> None:
    Keys.open(tmp_path, insecure=False, rings=rings(MemoryRing()))

    keys = Keys.open(tmp_path, insecure=True, rings=unwanted)

    assert keys.changed
    assert len(keys.warnings) == 2
    assert not Keys.open(tmp_path, insecure=True, rings=unwanted).changed, "said once"


def test_a_key_file_that_was_open_to_others_is_closed_and_that_is_said(tmp_path: Path) -> None:
    Keys.open(tmp_path, insecure=True)
    (tmp_path / KEY_FILE).chmod(0o644)

    keys = Keys.open(tmp_path, insecure=True)

    assert "was open to other users" in keys.warnings[1]
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"c2hvcnQ=", b"\xff\xfe", b"not base 64!", b"A" * 2_000_000])
def test_a_spoilt_key_is_refused_with_the_remedy_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)

    with pytest.raises(
        SetupError, match=r"does not hold a key of twohats; put back a copy, or remove it to start with"
    ):
        Keys.open(tmp_path, insecure=False, rings=no_ring)
    assert (tmp_path / KEY_FILE).read_bytes() == content


def test_a_spoilt_item_in_the_keyring_is_refused_with_the_remedy(tmp_path: Path) -> None:
    ring = MemoryRing()
    ring.set_password(SERVICE, USER, "nonsense")

    with pytest.raises(SetupError, match=r"keyring item `twohats master key` does not hold a key"):
        Keys.open(tmp_path, insecure=False, rings=rings(ring))


def test_a_full_disk_is_said_with_the_remedy(tmp_path: Path) -> None:
    with full_disk(), pytest.raises(SetupError, match=r"state folder .* cannot be used|disk is full"):
        Keys.open(tmp_path, insecure=True)


def test_purposes_have_keys_of_their_own_that_stay_the_same() -> None:
    keys = Keys(master=bytes(32))

    assert keys.derive("login") == keys.derive("login")
    assert len({keys.derive("login"), keys.derive("audit"), keys.master}) == 3
    extracted = hmac.digest(bytes(32), bytes(32), "sha256")
    assert keys.derive("audit") == hmac.digest(extracted, b"twohats 1 audit\x01", "sha256"), "RFC 5869"


def test_the_mark_of_a_key_tells_keys_apart_and_is_no_key() -> None:
    assert Keys(master=bytes(32)).id == "d6df72b48d3944a3"
    assert Keys(master=b"k" * 32).id != Keys(master=bytes(32)).id


def test_the_master_key_does_not_show_itself() -> None:
    assert "master" not in repr(Keys(master=b"k" * 32))
