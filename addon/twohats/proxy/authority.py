"""The certificate authority of this installation: EC P-256, made once, in twohats' own folder.

An EC key makes a new connection about a tenth cheaper than mitmproxy's RSA default (facts: mitm 2).
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from twohats.errors import SetupError

KEY_FILE = "mitmproxy-ca.pem"  # the names mitmproxy looks for
CERTIFICATE_FILE = "mitmproxy-ca-cert.pem"
LIFETIME = timedelta(days=3650)
_BACKDATED = timedelta(days=2)  # clocks differ


def ensure(folder: Path, now: datetime) -> Path:
    """Make the authority in `folder` if there is none; return the certificate that people trust.

    Raises:
        SetupError: the folder cannot be written.
    """
    certificate = folder / CERTIFICATE_FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (folder / KEY_FILE).exists():
            _make(folder, now)
        if not certificate.exists():
            pem = (folder / KEY_FILE).read_bytes()
            certificate.write_bytes(pem[pem.index(b"-----BEGIN CERTIFICATE-----") :])
    except OSError as error:
        reason = (error.strerror or "not writable").lower()
        raise SetupError(
            f"cannot keep the certificate in `{folder}`: {reason}; give another folder with --state"
        ) from error
    return certificate


def _make(folder: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key, now).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    _write_secret(folder / KEY_FILE, private + certificate)
    (folder / CERTIFICATE_FILE).write_bytes(certificate)


def _certificate(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "twohats"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "twohats, made on this device"),
        ]
    )
    uses = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - _BACKDATED)
        .not_valid_after(now.astimezone(UTC) + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(uses, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def _write_secret(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
