"""The demo's tool, straight to a stand-in platform behind a plain proxy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from twohats.demo.sample import BRAND, HOST, Platform
from twohats.demo.tool import Tool
from twohats.stand_in import StandIn
from twohats.stand_ins.messages import Answer, Received


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def tool(platform: Platform, tmp_path: Path) -> Iterator[Tool]:
    with StandIn(platform.answer, hosts=frozenset({HOST})) as stand_in:
        trusted = tmp_path / "ca.pem"
        trusted.write_bytes(stand_in.certificates.authority)
        yield Tool(BRAND, stand_in.proxy_url, trusted)


def test_a_picture_is_uploaded_and_posted(tool: Tool, platform: Platform) -> None:
    media = tool.upload(b"\x89PNG")
    assert tool.post("hi å", media).startswith("posted, id ")
    assert platform.published == [(BRAND, "hi å")]


def test_a_refusal_is_told_in_its_own_words(tmp_path: Path) -> None:
    def refuse(_: Received) -> Answer:
        return Answer.of({"detail": "Not sent (twohats): no."}, status=403)

    with StandIn(refuse, hosts=frozenset({HOST})) as stand_in:
        trusted = tmp_path / "ca.pem"
        trusted.write_bytes(stand_in.certificates.authority)
        assert Tool(BRAND, stand_in.proxy_url, trusted).post("hi", "1") == "HTTP 403: Not sent (twohats): no."
