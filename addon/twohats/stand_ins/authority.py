"""Certificates for the stand-in platforms, from an authority that lives for one run and that nobody else trusts."""

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_MAY_SIGN = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


class Authority:
    """A certificate authority that lives as long as this value; its key is never written down."""

    def __init__(self) -> None:
        """Make the key and the certificate to trust, `authority` (PEM)."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("twohats stand-in, for one run")
        only_leaves = x509.BasicConstraints(ca=True, path_length=0)
        self.authority = self._sign(self._name, self._key, (only_leaves, True), (_MAY_SIGN, True))

    def issue(self, host: str) -> ssl.SSLContext:
        """Return a server side that proves to be `host`."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        serves = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        return _server_side(self._sign(_name(host), key, (names, False), (serves, False)), key)

    def _sign(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, *extensions: tuple[x509.ExtensionType, bool]
    ) -> bytes:
        now = datetime.now(UTC)  # noqa: TID251  a certificate for the minutes of a demo or a test
        builder = x509.CertificateBuilder(self._name, name, key.public_key(), x509.random_serial_number())
        builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=2))
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        for extension, critical in ((issuer, False), (own, False), *extensions):
            builder = builder.add_extension(extension, critical)
        return builder.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _server_side(chain: bytes, key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:  # the ssl module reads keys from files only
        path = Path(folder) / "leaf.pem"
        path.write_bytes(secret + chain)
        context.load_cert_chain(path)
    return context
