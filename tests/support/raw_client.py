"""A client that writes bytes as they are, through a proxy's tunnel: what no library would send."""

import socket
import ssl
from pathlib import Path

SECONDS = 30.0


def say(port: int, host: str, content: bytes, ca_file: Path) -> bytes:
    """Open a tunnel to `host` through the proxy at `port`, send `content`, and return everything that comes back."""
    trust = ssl.create_default_context(cafile=str(ca_file))
    with socket.create_connection(("127.0.0.1", port), SECONDS) as plain:
        plain.sendall(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
        _read_until(plain, b"\r\n\r\n")
        with trust.wrap_socket(plain, server_hostname=host) as secure:
            secure.sendall(content)
            return _read_until(secure, b"")


def status(reply: bytes) -> int:
    """Return the status of a reply; 0 if there is none, because the connection was closed."""
    first = reply.partition(b"\r\n")[0].split(b" ")
    return int(first[1]) if len(first) > 1 and first[1].isdigit() else 0


def _read_until(connection: socket.socket, end: bytes) -> bytes:
    """Read until `end` is there, or until nothing more comes."""
    found = b""
    try:
        while not (end and end in found) and (data := connection.recv(65536)):
            found += data
    except (OSError, ssl.SSLError):
        pass
    return found
