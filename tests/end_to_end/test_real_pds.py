"""A real Bluesky server behind the guard: what was refused is not in its repository, what was allowed is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.guarded import WORDS, Guard, write_policy
from tests.support.pds import Pds
from tests.support.posting import Desk
from tests.support.upstream import Upstream

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # the first run ever installs the server

NAMES = {"acme": "acme-tools", "anna": "anna"}
"""Handles by account; the server reserves the handle `acme` for itself."""


@pytest.fixture
def pds(tmp_path: Path) -> Iterator[Pds]:
    folder = tmp_path / "pds"
    folder.mkdir()
    with Pds(folder) as running:
        yield running


@pytest.fixture
def upstream(pds: Pds, tmp_path: Path) -> Iterator[Upstream]:
    with Upstream(pds.forward, tmp_path, hosts=frozenset({pds.hostname})) as running:
        yield running


def _settings(pds: Pds, name: str, did: str, text: str) -> dict[str, str]:
    sign_in = {"username": pds.handle(name), "password": pds.password(name), "id": did}
    return sign_in | {"server": pds.hostname, "text": text}


def test_the_real_server_takes_a_post_when_nothing_is_in_between(pds: Pds, upstream: Upstream, tmp_path: Path) -> None:
    did = pds.join("anna")
    outcome = Desk(upstream.proxy_url, upstream.ca_file, tmp_path).run("atproto", _settings(pds, "anna", did, "Hello"))
    assert outcome.sent.startswith(f"at://{did}/app.bsky.feed.post/"), outcome.refused
    assert pds.texts(did) == ["Hello"]


def test_what_was_refused_is_not_in_the_repository_and_what_was_allowed_is(
    pds: Pds, upstream: Upstream, tmp_path: Path
) -> None:
    dids = {key: pds.join(name) for key, name in NAMES.items()}
    handles = {
        key: {"bluesky": {"id": did, "username": pds.handle(NAMES[key]), "server": pds.hostname}}
        for key, did in dids.items()
    }
    with Guard(tmp_path / "guard", upstream, write_policy(tmp_path / "policy", handles)) as guard:
        refused = guard.desk.run("atproto", _settings(pds, NAMES["acme"], dids["acme"], "A selfie"))
        sent = guard.desk.run("atproto", _settings(pds, NAMES["anna"], dids["anna"], "A selfie"))
    assert WORDS in refused.refused
    assert pds.texts(dids["acme"]) == []
    assert sent.sent.startswith(f"at://{dids['anna']}/"), sent.refused
    assert pds.texts(dids["anna"]) == ["A selfie"]
