"""The certificate of the link server: its own, made at each start, known by its fingerprint alone."""

import hashlib
import ipaddress
import os
import secrets
import ssl
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = timedelta(days=90)
_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "twohats second opinion")])


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, PEM; the fingerprint as browsers show it: SHA-256, pairs parted by colons."""

    pem: bytes = field(repr=False)
    fingerprint: str


def make(host: str, now: datetime) -> Certificate:
    """Make a certificate for a host, by its name or address, that vouches for nothing but this one server."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder(_NAME, _NAME, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + LIFETIME)
    for extension, critical in (
        (x509.SubjectAlternativeName([_general_name(host)]), False),
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
    ):
        builder = builder.add_extension(extension, critical)
    signed = builder.sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    digest = hashlib.sha256(signed.public_bytes(serialization.Encoding.DER)).hexdigest().upper()
    fingerprint = ":".join(digest[start : start + 2] for start in range(0, len(digest), 2))
    return Certificate(signed.public_bytes(serialization.Encoding.PEM) + secret, fingerprint)


def server_side(certificate: Certificate, folder: Path) -> ssl.SSLContext:
    """Return TLS of a server with it. Python reads keys from files only: there is one in `folder`, which only this user
    may look into, for that moment. Raises OSError.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    path = folder / f"link-{secrets.token_hex(8)}.pem"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(certificate.pem)
        context.load_cert_chain(path)
    finally:
        path.unlink(missing_ok=True)
    return context


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host.encode("idna").decode())
