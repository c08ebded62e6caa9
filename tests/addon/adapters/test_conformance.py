"""What every adapter must do, checked once for all of them with their cassettes."""

import copy
import dataclasses
import json
import re
from itertools import combinations
from pathlib import Path

import pytest
from pydantic import ValidationError
from ruamel.yaml.error import YAMLError

from tests.support.cassettes import FOLDER, Labelled, described, labelled, load, says
from tests.support.leaks import looks_real
from tests.support.retyped import all_retyped, each_retyped
from twohats.adapter import Adapter, Call, Fact, Reply, Request
from twohats.adapters import ADAPTERS
from twohats.errors import UnreadableActivityError
from twohats_policy.account import Evidence
from twohats_policy.activity import Activity, Verb

HEADER = ("surfaces", "reads", "not read", "checked", "sources")
RETRIED = {401, 408, 429} | set(range(500, 600))
SENTENCE = "Twohats: this picture went out from your own account: “really?”"
GARBAGE = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"0",
    b'"x"',
    b"[[[",
    b'{"data": 1}',
    b'{"data": {"user": []}}',
    b"\xff\xfe\x00",
    b"a=b&c",
    b"{" * 999,
)
CASSETTES = labelled()

every_adapter = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.name)
every_cassette = pytest.mark.parametrize("sample", CASSETTES, ids=lambda sample: sample.name)


@every_cassette
def test_a_cassette_reads_as_labelled(sample: Labelled) -> None:
    request, adapter, expected = sample.request, sample.adapter, sample.cassette.activities
    if sample.cassette.expect == "unreadable":
        with pytest.raises(UnreadableActivityError):
            adapter.read(request)
        return
    activities = () if adapter.call(request) is Call.READ else adapter.read(request)
    found = [described(activity, adapter, request) for activity in activities]
    wanted = [{**was, **want.model_dump(exclude_none=True)} for was, want in zip(found, expected, strict=False)]
    assert found == wanted
    assert len(found) == len(expected)


@every_cassette
def test_a_cassette_is_claimed_by_its_adapter_alone(sample: Labelled) -> None:
    request = sample.request
    at_home = [adapter.name for adapter in ADAPTERS if _lives_at(adapter, request.host) and adapter.claims(request)]
    anywhere = [adapter.name for adapter in ADAPTERS if adapter.any_host and adapter.claims(request)]
    assert (at_home or anywhere) == [sample.adapter.name]


@every_cassette
def test_reading_changes_nothing(sample: Labelled) -> None:
    request = sample.request
    before = copy.deepcopy(request)
    _read(sample.adapter, request)
    first = [*sample.adapter.evidence(request)]
    assert request == before
    assert [*sample.adapter.evidence(request)] == first


@every_cassette
def test_reading_twice_gives_the_same(sample: Labelled) -> None:
    request = sample.request
    assert _read(sample.adapter, request) == _read(sample.adapter, request)


@every_cassette
def test_activities_name_their_platform_and_uploads_are_told_by_their_head(sample: Labelled) -> None:
    activities = _read(sample.adapter, sample.request) or ()
    assert {activity.platform for activity in activities} <= {sample.adapter.name}
    if sample.adapter.call(sample.request) is Call.UPLOAD:
        assert {activity.verb for activity in activities} <= {Verb.UPLOAD}


@every_cassette
def test_a_labelled_call_is_known(sample: Labelled) -> None:
    if sample.cassette.expect == "nothing":
        assert sample.adapter.known(sample.request)


@every_cassette
def test_evidence_never_holds_the_credential(sample: Labelled) -> None:
    secret = sample.adapter.credential(sample.request)
    signs = [sign.model_dump_json() for sign in sample.adapter.evidence(sample.request)]
    assert not secret or not any(secret in sign for sign in signs)


@every_cassette
def test_a_reply_teaches_only_facts(sample: Labelled) -> None:
    if sample.reply is not None:
        facts = [*sample.adapter.learn(sample.request, sample.reply)]
        assert all(isinstance(fact, Fact) for fact in facts)


@every_cassette
def test_learning_from_garbage_never_raises(sample: Labelled) -> None:
    shapes = [json.dumps(all_retyped(value)).encode() for value in _json_reply(sample)]
    for content in (*GARBAGE, *shapes):
        for status in (200, 201, 403, 500):
            headers = (("content-type", "application/json"), ("set-cookie", "a"), ("location", "::"))
            facts = [*sample.adapter.learn(sample.request, Reply(status, headers, content))]
            assert all(isinstance(fact, Fact) for fact in facts)


@every_cassette
def test_reading_garbage_raises_only_unreadable(sample: Labelled) -> None:
    request = sample.request
    for content in (
        *GARBAGE,
        request.content[: len(request.content) // 2],
        request.content[:-3],
        b"\x00" + request.content,
    ):
        spoilt = _with(request, content=content)
        _read(sample.adapter, spoilt)
        assert all(isinstance(sign, Evidence) for sign in sample.adapter.evidence(spoilt))
        assert isinstance(sample.adapter.credential(spoilt), str)
        assert isinstance(sample.adapter.known(spoilt), bool)


@every_cassette
def test_reading_values_of_other_types_raises_only_unreadable(sample: Labelled) -> None:
    try:
        value = json.loads(sample.request.content)
    except ValueError:
        return
    for spoilt in each_retyped(value):
        _read(sample.adapter, _with(sample.request, content=json.dumps(spoilt).encode()))


@every_cassette
def test_a_refusal_says_the_message_and_makes_nobody_retry(sample: Labelled) -> None:
    refusal = sample.adapter.refusal(sample.request, SENTENCE)
    assert says(refusal.content.decode(), SENTENCE)
    assert refusal.status not in RETRIED
    assert refusal.status in {200} | set(range(400, 500))


@every_cassette
def test_whoami_is_a_safe_call_that_the_adapter_itself_reads_as_nothing(sample: Labelled) -> None:
    whoami = sample.adapter.whoami(sample.request)
    if whoami is not None:
        assert sample.adapter.call(whoami) is Call.READ or sample.adapter.read(whoami) == ()
        assert whoami.host == sample.request.host or _lives_at(sample.adapter, whoami.host)
        assert sample.adapter.credential(whoami) == sample.adapter.credential(sample.request)


@every_cassette
def test_a_cassette_holds_nothing_that_looks_like_a_real_secret(sample: Labelled) -> None:
    assert looks_real(sample.path.read_text("utf-8")) == []


@every_adapter
def test_the_header_is_complete(adapter: Adapter) -> None:
    header = dict(re.findall(r"^:([a-z ]+): (\S.*)$", adapter.__doc__ or "", re.MULTILINE))
    assert set(HEADER) <= set(header)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", header["checked"])


@every_adapter
def test_there_is_a_post_a_non_post_and_an_unreadable(adapter: Adapter) -> None:
    samples = [sample.cassette for sample in CASSETTES if sample.adapter is adapter]
    verbs = {activity.verb for cassette in samples for activity in cassette.activities}
    assert verbs & {"post", "story", "video", "message"}
    assert {cassette.expect for cassette in samples if isinstance(cassette.expect, str)} == {"nothing", "unreadable"}


@every_adapter
def test_names_and_hosts_are_in_normal_form(adapter: Adapter) -> None:
    assert re.fullmatch(r"[a-z_]+", adapter.name)
    assert adapter.hosts or adapter.any_host
    assert all(re.fullmatch(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)+", host) for host in adapter.hosts)


def test_adapters_that_share_a_host_never_claim_the_same_call() -> None:
    for one, other in combinations(ADAPTERS, 2):
        for sample in CASSETTES:
            host = sample.request.host
            if not (_lives_at(one, host) and _lives_at(other, host)):
                continue
            assert not (one.claims(sample.request) and other.claims(sample.request)), sample.name


def test_every_cassette_folder_has_an_adapter_in_the_list() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == {adapter.name for adapter in ADAPTERS}


@pytest.mark.parametrize(
    "spoilt", ["extra: 1", "about: again", "origin: guessed", "expect: {verb: post, words: x}", "expect: maybe"]
)
def test_a_cassette_that_says_something_else_is_refused(spoilt: str, tmp_path: Path) -> None:
    lines = ["about: a post", "captured: 2026-01-15", "request: {method: POST, url: https://x.example/}"]
    whole = [line for line in ("origin: handmade", "expect: nothing") if line.split(":")[0] != spoilt.split(":")[0]]
    file = tmp_path / "sample.yaml"
    file.write_text("\n".join([*lines, "origin: handmade", "expect: nothing"]), "utf-8")
    assert load(file).expect == "nothing"
    file.write_text("\n".join([*lines, *whole, spoilt]), "utf-8")
    with pytest.raises((ValidationError, YAMLError)):
        load(file)


@pytest.mark.parametrize(
    "text",
    [
        "authorization: Bearer " + "A" * 21 + "b1C2d3E4f5G6h7J8k9L0m1N2p3Q4",
        "cookie: auth_token=0f3a9b7c5d1e8f2a4b6c0d9e7f5a3b1c8d6e4f2a",
        "access_token=EAAGm0PX4ZCpsBAKZCq3Rk8vWnT7yLzQeJd2HfXoUbSaMcViN",
        '{"session_token": "Zk3vQ9xT1bLw8RmY5cHd2NfJ7sPgU4eA"}',
    ],
)
def test_what_looks_like_a_real_secret_is_found(text: str) -> None:
    assert looks_real(text)


def _read(adapter: Adapter, request: Request) -> tuple[Activity, ...] | None:
    try:
        return adapter.read(request)
    except UnreadableActivityError:
        return None


def _lives_at(adapter: Adapter, host: str) -> bool:
    return host in adapter.hosts or any(host.endswith(suffix) for suffix in adapter.hosts if suffix.startswith("."))


def _with(request: Request, *, content: bytes) -> Request:
    return dataclasses.replace(request, content=content)


def _json_reply(sample: Labelled) -> list[object]:
    try:
        return [json.loads(sample.reply.content)] if sample.reply else []
    except ValueError:
        return []
