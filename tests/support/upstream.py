"""The platforms' side of the wire: the stand-in with certificates from trustme, on HTTP/1.1 and HTTP/2."""

import ssl
from collections.abc import Callable
from pathlib import Path

import trustme

from tests.support.http2 import talk_http2
from twohats.stand_in import HTTP1, StandIn
from twohats.stand_ins.messages import Answer, Received


class TrustmeCertificates:
    """Certificates by trustme: another hand than the one that ships in the package."""

    def __init__(self) -> None:
        self._ca = trustme.CA()
        self.authority = self._ca.cert_pem.bytes()

    def issue(self, host: str) -> ssl.SSLContext:
        """Return a server side that proves to be `host`."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ca.issue_cert(host).configure_cert(context)
        return context


class Upstream(StandIn):
    """The stand-in on both versions of HTTP. `received` is every request that got this far.

    `ca_file` is what a guard or client in front of it has to trust.
    """

    def __init__(
        self,
        answer: Callable[[Received], Answer | None],
        folder: Path,
        *,
        hosts: frozenset[str] | None = None,
        http2: bool = True,
    ) -> None:
        talks = {"h2": talk_http2, **HTTP1} if http2 else HTTP1
        super().__init__(answer, hosts=hosts, certificates=TrustmeCertificates(), talks=talks)
        self.ca_file = folder / "upstream-ca.pem"
        self.ca_file.write_bytes(self.certificates.authority)

    def received_on(self, host: str) -> tuple[Received, ...]:
        """Return the requests for `host`, in order of arrival."""
        return tuple(one for one in self.received if one.host == host)
