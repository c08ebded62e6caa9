"""Files of mitmproxy flows, as values."""

from collections.abc import Iterator
from pathlib import Path

from mitmproxy import exceptions, http, io

from twohats.adapter import Request
from twohats.proxy.names import names_of
from twohats.proxy.normal import request_of

type Recorded = tuple[Request, int, tuple[tuple[str, str], ...], bytes]


def exchanges(path: Path) -> Iterator[Recorded]:
    """Yield each recorded request with the status (0: no reply), headers and raw body of its reply.

    Raises:
        ValueError: the file is damaged; what could be read before the damage has been yielded.
    """
    with path.open("rb") as file:
        try:
            for flow in io.FlowReader(file).stream():
                if isinstance(flow, http.HTTPFlow):
                    yield _exchange(flow)
        except exceptions.FlowReadException as error:
            raise ValueError("damaged flow file") from error


def _exchange(flow: http.HTTPFlow) -> Recorded:
    request = request_of(flow, names_of(flow).chosen)
    if flow.response is None:
        return request, 0, (), b""
    fields = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in flow.response.headers.fields)
    headers = tuple((name.lower(), value) for name, value in fields)
    return request, flow.response.status_code, headers, flow.response.raw_content or b""
