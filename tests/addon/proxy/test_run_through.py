"""Bodies that are passed on piece by piece."""

from typing import Any

import pytest
from mitmproxy import http
from mitmproxy.test import tutils

from twohats.proxy.run_through import is_media, length_of, reply_runs_through, stranger_runs_through
from twohats.proxy.tap import BUFFERED


@pytest.mark.parametrize(("said", "length"), [("12", 12), ("", None), ("-1", None), ("\u0661", None)])
def test_a_length_counts_if_it_is_a_plain_number(said: str, length: int | None) -> None:
    assert length_of(tutils.tresp(headers=http.Headers(content_length=said))) == length


@pytest.mark.parametrize(
    ("headers", "media", "through"),
    [
        ({"content_type": "Image/PNG"}, True, True),
        ({"content_type": "text/event-stream; charset=utf-8"}, True, True),
        ({"content_type": "application/json", "content_length": str(BUFFERED + 1)}, False, True),
        ({"content_type": "application/json", "content_length": str(BUFFERED)}, False, False),
        ({"content_type": "application/json"}, False, False),
    ],
)
def test_media_events_and_large_replies_run_through(headers: dict[str, Any], media: bool, through: bool) -> None:
    reply = tutils.tresp(headers=http.Headers(**headers))
    assert (is_media(reply), reply_runs_through(reply)) == (media, through)


@pytest.mark.parametrize(
    ("headers", "through"),
    [
        ({"content_length": str(BUFFERED + 1)}, True),
        ({"content_length": "1"}, False),
        ({"transfer_encoding": "chunked"}, True),
        ({}, False),
    ],
)
def test_of_strangers_only_small_bodies_are_collected(headers: dict[str, Any], through: bool) -> None:
    request = tutils.treq(method=b"POST", headers=http.Headers(**headers), content=None)
    assert stranger_runs_through(request) is through
