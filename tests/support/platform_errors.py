"""What each platform's refusal looks like to its clients, and the words in it; written from what the platforms
document, apart from the adapters that make them (facts: platforms_official 0.5, platforms_private 1 and 2).

`words` finds the sentence in the place where that platform's clients look for it, and nowhere else.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

RETRIED = frozenset({401, 408, 429, *range(500, 600)})
"""Statuses that make clients sign in anew, wait or try again."""

_X_EFFECTS = frozenset({32, 37, 64, 90, 187, 326})
"""Codes of X that make clients sign in anew, unlock an account, or think that it is out already."""


@dataclass(frozen=True)
class Refused:
    """An answer that a client got in place of the platform's, and the address it had called."""

    url: str
    status: int
    content_type: str
    content: bytes

    @property
    def host(self) -> str:
        """The host that was called."""
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        """The path that was called."""
        return urlsplit(self.url).path


def words(platform: str, refused: Refused) -> str:
    """Return the sentence that a client of the platform would show.

    Raises:
        AssertionError, KeyError, IndexError: it is not that platform's error.
    """
    assert refused.status not in RETRIED, refused.status
    assert "json" in refused.content_type, refused.content_type
    told = _PLATFORMS[platform](refused, json.loads(refused.content))
    assert isinstance(told, str)
    return told


def _x(refused: Refused, value: Any) -> Any:
    if refused.host.startswith("api.") and refused.path.startswith("/2/"):
        assert (refused.status, value["status"], value["title"]) == (403, 403, "Forbidden")
        assert value["type"]
        return value["detail"]
    assert refused.status in {200, 403}
    assert value["errors"][0]["code"] not in _X_EFFECTS
    assert isinstance(value["errors"][0]["code"], int)
    return value["errors"][0]["message"]


def _graph(refused: Refused, value: Any) -> Any:
    """Not codes 190 and 102 (sign in again), nor 1, 2, 4, 17 and 341 (try again)."""
    error = value["error"]
    assert refused.status in {400, 403}
    assert error["type"] == "OAuthException"
    assert error["code"] == 10 or 200 <= error["code"] < 300
    assert error["is_transient"] is False
    return error["message"]


def _meta(refused: Refused, value: Any) -> Any:
    """Facebook, Instagram and Threads: Graph calls, else what their apps read."""
    if refused.host.startswith("graph."):
        return _graph(refused, value)
    assert refused.status in {200, 400, 403}
    assert value["status"] == "fail"
    return value["message"]


def _linkedin(refused: Refused, value: Any) -> Any:
    assert (refused.status, value["status"], value["code"]) == (403, 403, "ACCESS_DENIED")
    assert value["serviceErrorCode"] == 100
    return value["message"]


def _bluesky(refused: Refused, value: Any) -> Any:
    assert refused.status == 403
    assert value["error"] != "ExpiredToken"
    assert " " not in value["error"]
    return value["message"]


def _misskey(refused: Refused, value: Any) -> Any:
    error = value["error"]
    assert (refused.status, error["code"], error["kind"]) == (403, "PERMISSION_DENIED", "permission")
    assert len(error["id"]) == 36
    return error["message"]


def _reddit(refused: Refused, value: Any) -> Any:
    """With any other status its clients show the status alone."""
    assert refused.status == 200
    ((code, message, _field),) = value["json"]["errors"]
    assert code.isupper()
    return message


def _tumblr(refused: Refused, value: Any) -> Any:
    assert (refused.status, value["meta"]["status"], value["response"]) == (403, 403, [])
    assert value["errors"][0]["code"] == 0
    return value["errors"][0]["title"]


def _telegram(refused: Refused, value: Any) -> Any:
    assert (refused.status, value["ok"], value["error_code"]) == (403, False, 403)
    assert "parameters" not in value
    return value["description"].removeprefix("Forbidden: ")


def _slack(refused: Refused, value: Any) -> Any:
    assert refused.status in {200, 403}
    assert value["ok"] is False
    assert value["error"]
    return value["detail"]


def _google(refused: Refused, value: Any) -> Any:
    error = value["error"]
    assert (refused.status, error["code"], error["status"]) == (403, 403, "PERMISSION_DENIED")
    assert error["errors"][0]["reason"] == "forbidden"
    assert error["errors"][0]["message"] == error["message"]
    return error["message"]


def _tiktok(refused: Refused, value: Any) -> Any:
    assert (refused.status, value["data"]) == (403, {})
    assert value["error"]["code"] != "ok"
    assert value["error"]["log_id"]
    return value["error"]["message"]


def _coded(code: int) -> Callable[[Refused, Any], Any]:
    def read(refused: Refused, value: Any) -> Any:
        assert (refused.status, value["code"]) == (403, code)
        return value["message"]

    return read


def _hootsuite(refused: Refused, value: Any) -> Any:
    (error,) = value["errors"]
    assert (refused.status, error["code"], error["resource"]["type"]) == (403, 4009, "socialProfile")
    assert len(error["id"]) == 36
    return error["message"]


def _buffer(refused: Refused, value: Any) -> Any:
    """The form that holds whatever the query had selected."""
    assert (refused.status, value["data"]) == (200, None)
    assert value["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    return value["errors"][0]["message"]


def _ayrshare(refused: Refused, value: Any) -> Any:
    (error,) = value["errors"]
    assert (refused.status, value["status"], value["postIds"]) == (403, "error", [])
    assert (error["status"], error["action"]) == ("error", "post")
    return error["message"]


def _postiz(refused: Refused, value: Any) -> Any:
    assert (refused.status, value["statusCode"], value["error"]) == (403, 403, "Forbidden")
    return value["message"]


def _vk(refused: Refused, value: Any) -> Any:
    """Its clients read the body alone; code 5 would make them sign in anew, 6 and 9 try again."""
    assert refused.status == 200
    assert value["error"]["error_code"] not in {5, 6, 9, 10, 14}
    return value["error"]["error_msg"]


def _plain(key: str) -> Callable[[Refused, Any], Any]:
    def read(refused: Refused, value: Any) -> Any:
        assert refused.status in {400, 403, 422}
        return value[key]

    return read


_PLATFORMS: Mapping[str, Callable[[Refused, Any], Any]] = {
    "ayrshare": _ayrshare,
    "bluesky": _bluesky,
    "buffer": _buffer,
    "discord": _coded(50013),
    "facebook": _meta,
    "hootsuite": _hootsuite,
    "instagram": _meta,
    "lemmy": _plain("error"),
    "linkedin": _linkedin,
    "mastodon": _plain("error"),
    "misskey": _misskey,
    "pinterest": _coded(3),
    "postiz": _postiz,
    "reddit": _reddit,
    "slack": _slack,
    "telegram": _telegram,
    "threads": _meta,
    "tiktok": _tiktok,
    "tumblr": _tumblr,
    "typefully": _plain("detail"),
    "upload-post": _plain("message"),
    "vk": _vk,
    "x": _x,
    "youtube": _google,
    "zernio": _plain("error"),
}
