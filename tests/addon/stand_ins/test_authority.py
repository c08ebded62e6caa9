"""Certificates of the stand-in hold for the host they were issued for, for those who were told to trust them."""

import ssl

import pytest

from twohats.stand_ins.authority import Authority


def _shake_hands(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> ssl.SSLObject:
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(to_client, to_server, server_hostname=name)
    theirs = server.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(3):
        for side in (ours, theirs):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return ours


def test_a_certificate_proves_the_host_it_was_issued_for() -> None:
    authority = Authority()
    client = ssl.create_default_context(cadata=authority.authority.decode())
    certificate = _shake_hands(authority.issue("x.com"), client, "x.com").getpeercert()
    assert certificate is not None
    assert certificate["subjectAltName"] == (("DNS", "x.com"),)


def test_a_certificate_for_another_host_is_not_believed() -> None:
    authority = Authority()
    client = ssl.create_default_context(cadata=authority.authority.decode())
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        _shake_hands(authority.issue("x.com"), client, "bank.example")


def test_one_authority_does_not_vouch_for_another() -> None:
    client = ssl.create_default_context(cadata=Authority().authority.decode())
    with pytest.raises(ssl.SSLCertVerificationError):
        _shake_hands(Authority().issue("x.com"), client, "x.com")
