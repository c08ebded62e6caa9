import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from mitmproxy.certs import CertStore

from twohats.errors import SetupError
from twohats.proxy import authority

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def test_an_authority_is_made_once_and_kept(tmp_path: Path) -> None:
    certificate = authority.ensure(tmp_path / "state" / "ca", NOW)
    first = certificate.read_bytes()
    assert authority.ensure(tmp_path / "state" / "ca", NOW).read_bytes() == first
    read = x509.load_pem_x509_certificate(first)
    assert isinstance(read.public_key(), ec.EllipticCurvePublicKey)
    assert read.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert read.not_valid_before_utc < NOW < read.not_valid_after_utc


def test_mitmproxy_takes_it_as_its_own(tmp_path: Path) -> None:
    certificate = authority.ensure(tmp_path, NOW)
    store = CertStore.from_store(tmp_path, "mitmproxy", 2048)
    assert store.default_ca.to_pem() == certificate.read_bytes()


def test_only_the_owner_can_read_the_key(tmp_path: Path) -> None:
    authority.ensure(tmp_path, NOW)
    mode = stat.S_IMODE((tmp_path / authority.KEY_FILE).stat().st_mode)
    assert mode == 0o600 or sys.platform == "win32"


def test_a_lost_certificate_is_written_again_from_the_key_file(tmp_path: Path) -> None:
    certificate = authority.ensure(tmp_path, NOW)
    first = certificate.read_bytes()
    certificate.unlink()
    assert authority.ensure(tmp_path, NOW).read_bytes() == first


def test_a_folder_that_cannot_be_made_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SetupError, match="--state"):
        authority.ensure(tmp_path / "file" / "ca", NOW)
