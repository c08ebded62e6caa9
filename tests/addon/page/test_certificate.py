import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from twohats.page import certificate

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def read(made: certificate.Certificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(made.pem)


@pytest.mark.parametrize("host", ["192.0.2.7", "fd00::1", "laptop.example", "bücher.example"])
def test_it_is_for_one_host_and_vouches_for_no_other(host: str) -> None:
    found = read(certificate.make(host, NOW))
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert len(list(names)) == 1
    assert found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    assert found.not_valid_before_utc <= NOW < found.not_valid_after_utc <= NOW + timedelta(days=91)


def test_the_fingerprint_is_what_browsers_show() -> None:
    made = certificate.make("192.0.2.7", NOW)
    pairs = made.fingerprint.split(":")
    assert len(pairs) == 32
    assert bytes(int(pair, 16) for pair in pairs) == read(made).fingerprint(read(made).signature_hash_algorithm)  # type: ignore[arg-type]


def test_each_start_makes_another() -> None:
    assert certificate.make("192.0.2.7", NOW).fingerprint != certificate.make("192.0.2.7", NOW).fingerprint


def test_the_key_is_in_no_representation() -> None:
    assert "PRIVATE" not in repr(certificate.make("192.0.2.7", NOW))


def test_the_key_s_file_is_only_ours_and_only_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    load = ssl.SSLContext.load_cert_chain

    def watched(context: ssl.SSLContext, path: Path) -> None:
        modes.append(stat.S_IMODE(path.stat().st_mode))
        load(context, path)

    monkeypatch.setattr(ssl.SSLContext, "load_cert_chain", watched)
    context = certificate.server_side(certificate.make("192.0.2.7", NOW), tmp_path)
    assert (modes, list(tmp_path.iterdir())) == ([0o600], [])
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_failure_leaves_no_key_behind(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLError):
        certificate.server_side(certificate.Certificate(b"no certificate", ""), tmp_path)
    assert list(tmp_path.iterdir()) == []
