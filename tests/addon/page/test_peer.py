import os
import socket
import sys
from pathlib import Path

import pytest

from twohats.page.peer import Peer, peer_of

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = "   0: {local} {remote} 01 00000000:00000000 00:00000000 00000000  {uid}        0 12345 1\n"
CLIENT, SERVER = ("127.0.0.1", 0xC001), ("127.0.0.1", 0x1F90)


def table(folder: Path, *rows: tuple[str, str, int]) -> tuple[Path]:
    path = folder / "tcp"
    path.write_text(
        HEAD + "".join(ROW.format(local=local, remote=remote, uid=uid) for local, remote, uid in rows), encoding="ascii"
    )
    return (path,)


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "byteorder", "little")


@pytest.mark.parametrize(("uid", "peer"), [(1000, Peer.OURS), (1001, Peer.STRANGER), (0, Peer.STRANGER)])
def test_the_owner_of_the_clients_socket_decides(tmp_path: Path, uid: int, peer: Peer) -> None:
    tables = table(tmp_path, ("0100007F:1F90", "0100007F:C001", 1000), ("0100007F:C001", "0100007F:1F90", uid))
    assert peer_of(CLIENT, SERVER, 1000, tables) is peer


def test_our_own_end_of_the_connection_proves_nothing(tmp_path: Path) -> None:
    assert peer_of(CLIENT, SERVER, 1000, table(tmp_path, ("0100007F:1F90", "0100007F:C001", 1000))) is Peer.STRANGER


def test_a_client_on_an_ipv6_socket_is_found(tmp_path: Path) -> None:
    mapped = "0000000000000000FFFF00000100007F"
    assert peer_of(CLIENT, SERVER, 1000, table(tmp_path, (f"{mapped}:C001", f"{mapped}:1F90", 1000))) is Peer.OURS


def test_a_connection_in_no_table_is_a_strangers(tmp_path: Path) -> None:
    assert peer_of(CLIENT, SERVER, 1000, table(tmp_path)) is Peer.STRANGER


def test_elsewhere_it_cannot_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert peer_of(CLIENT, SERVER, 1000, table(tmp_path)) is Peer.CANNOT_TELL


def test_a_real_connection_of_ours_is_ours() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        accepted, _ = server.accept()
        with accepted:
            assert peer_of(client.getsockname(), server.getsockname(), os.getuid()) is Peer.OURS
            assert peer_of(client.getsockname(), server.getsockname(), os.getuid() + 1) is Peer.STRANGER
