"""Which library gets which interim answer; on the wire: `tests/end_to_end/test_patience.py`."""

import httpx
import pytest

from twohats.proxy.patience import CONTINUE, HTTP1, HTTP2, INTERVAL, NONE, PROCESSING, interim_for

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    "agent",
    [
        "python-requests/2.32.4",
        "python-httpx/0.28.1",
        "python-urllib3/2.5.0",
        "Python/3.13 aiohttp/3.12.15",
        "Python/3.13.0 Requests/2.32.4 Tweepy/4.16.0",
        "atproto/0.0.61 Python SDK (atproto.blue)",
        "Somebody's own Python tool",
    ],
)
@pytest.mark.parametrize("version", [HTTP1, HTTP2])
def test_python_libraries_wait_for_100(agent: str, version: str) -> None:
    assert interim_for(agent, version) == CONTINUE


@pytest.mark.parametrize("agent", ["node", "undici"])
def test_undici_waits_for_102_on_http1(agent: str) -> None:
    assert interim_for(agent, HTTP1) == PROCESSING
    assert interim_for(agent, HTTP2) == NONE


@pytest.mark.parametrize(
    "agent",
    [
        "",
        CHROME,
        "curl/8.5.0",
        "Go-http-client/2.0",
        "Java/21.0.2",
        "okhttp/4.12.0",
        "axios/1.7.2",
        "node-fetch",
        "Instagram 269.0.0.18.75 Android (26/8.0.0)",
        "my node script",
        "mastodonpy",
        "pythonic/1.0",
        "a tool (in Python)",
        "atproto/0.13 (node)",
        "requests",
        "Tool/1 (like python-requests/2.32.4)",
        f"{CHROME} python-requests/2.32.4",
    ],
)
@pytest.mark.parametrize("version", [HTTP1, HTTP2])
def test_whatever_was_not_tried_gets_none(agent: str, version: str) -> None:
    assert interim_for(agent, version) == NONE


@pytest.mark.parametrize("agent", ["python-requests/2.32.4", "node"])
@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/3", ""])
def test_other_versions_of_http_know_no_interim_answers(agent: str, version: str) -> None:
    assert interim_for(agent, version) == NONE


def test_the_interval_is_shorter_than_the_limit_that_httpx_has_by_itself() -> None:
    read = httpx.Client().timeout.read
    assert read is not None
    assert read > INTERVAL
