"""Recordings: files of requests that `twohats why` reads offline (`.flow`, `.har`, cassettes, corpus `.jsonl`)."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from twohats.adapter import Reply, Request
from twohats.errors import UsageError
from twohats.replays import har
from twohats.replays.normal import reply_of, request_of, text_of

READABLE = (".flow", ".har", ".jsonl", ".yaml", ".yml")

type Pair = tuple[Request, Reply | None]


@dataclass(frozen=True)
class Exchange:
    """One recorded request, its place in the file, and its reply if there was one."""

    source: str
    index: int
    request: Request
    reply: Reply | None


def files_of(path: Path) -> list[Path]:
    """Return `path`, or every readable file below it in name order.

    Raises:
        UsageError: there is nothing to read.
    """
    if not path.exists():
        raise UsageError(f"no such file or folder: `{path}`")
    if path.is_file():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in READABLE and file.is_file())
    if not found:
        raise UsageError(f"nothing to read in `{path}`: give a .flow, .har, .jsonl or cassette file")
    return found


def read_file(path: Path) -> Iterator[Exchange]:
    """Yield the exchanges of one file, in order.

    Raises:
        UsageError: the file is not such a recording; what could be read before the damage has been yielded.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"cannot read `{path}`: give a .flow, .har, .jsonl or cassette file")
    count = 0
    try:
        for request, reply in reader(path):
            yield Exchange(str(path), count, request, reply)
            count += 1
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"cannot read `{path}` ({why}): make it readable for you") from error
    except _DAMAGED as error:
        after = f"after request {count - 1}" if count else "from its first request on"
        raise UsageError(f"`{path}` is damaged {after}, or not a recording: record it again") from error


def _lines(path: Path) -> Iterator[Pair]:
    with path.open("rb") as file:
        for line in file:
            if line.strip():
                yield _line(json.loads(line))


def _line(entry: Mapping[str, Any]) -> Pair:
    body = base64.b64decode(text_of(entry.get("body_b64") or ""))
    version = text_of(entry.get("http_version") or "HTTP/1.1")
    request = request_of(text_of(entry["method"]), text_of(entry["url"]), _pairs(entry["headers"]), body, version)
    if not entry.get("status"):
        return request, None
    answer = base64.b64decode(text_of(entry.get("answer_b64") or ""))
    return request, reply_of(int(entry["status"]), _pairs(entry.get("answer_headers") or ()), answer)


def _cassette(path: Path) -> Iterator[Pair]:
    yaml: Any = YAML(typ="safe", pure=True)
    loaded = yaml.load(path.read_text("utf-8"))
    sent, answered = loaded["request"], loaded.get("reply")
    version = text_of(sent.get("http") or "HTTP/1.1")
    headers = _pairs((sent.get("headers") or {}).items())
    request = request_of(text_of(sent["method"]), text_of(sent["url"]), headers, _bytes(sent), version)
    if not answered:
        yield request, None
        return
    replied = _pairs((answered.get("headers") or {}).items())
    yield request, reply_of(int(answered.get("status") or 200), replied, _bytes(answered))


def _flow(path: Path) -> Iterator[Pair]:
    from twohats.proxy.flow_file import exchanges  # mitmproxy takes a second to import; no other format needs it

    for request, status, headers, content in exchanges(path):
        yield request, reply_of(status, list(headers), content) if status else None


def _pairs(pairs: Any) -> list[tuple[str, str]]:
    return [(text_of(name), text_of(value)) for name, value in pairs]


def _bytes(entry: Mapping[str, Any]) -> bytes:
    if entry.get("body_base64"):
        return base64.b64decode(text_of(entry["body_base64"]))
    return text_of(entry.get("body") or "").encode()


_READERS: Mapping[str, Callable[[Path], Iterator[Pair]]] = {
    ".flow": _flow,
    ".har": har.exchanges,
    ".jsonl": _lines,
    ".yaml": _cassette,
    ".yml": _cassette,
}
_DAMAGED = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError),
    *(binascii.Error, YAMLError),
)

__all__ = ["READABLE", "Exchange", "files_of", "read_file", "request_of"]
