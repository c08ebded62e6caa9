"""The traffic of the benches: what a signed-in browser sends, to a guarded host and to one that is not."""

import json
from dataclasses import dataclass

GUARDED, STRANGER = "x.com", "bench.example"
UPLOADS = "upload.x.com"
HOSTS = (GUARDED, STRANGER, UPLOADS)
ANNA, ACME = "2222222222", "1111111111"
"""The account of a person in the bench's policy, whose posts pass, and that of the brand, whose posts do not."""


def headers_of(host: str, account: str) -> tuple[tuple[str, str], ...]:
    """The header of a browser that is signed in as `account` (an id of X)."""
    return (
        ("host", host),
        ("user-agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"),
        ("accept", "*/*"),
        ("accept-language", "en-GB,en;q=0.9,sv;q=0.8"),
        ("authorization", "Bearer AAAAAAAAAAAAAAAAAAAAAAmadeup"),
        ("cookie", f"auth_token=madeup; ct0=madeup; twid=u%3D{account}; lang=en; guest_id=v1%3A1"),
        ("x-csrf-token", "madeup"),
        ("x-twitter-active-user", "yes"),
        ("x-twitter-auth-type", "OAuth2Session"),
        ("x-twitter-client-language", "en"),
        ("sec-fetch-mode", "cors"),
        ("referer", f"https://{host}/home"),
    )


def reading_of(host: str) -> bytes:
    """A timeline read, as sent."""
    return _sent("GET", "/i/api/2/notifications/all.json?count=20", host, b"", ANNA)


def publishing_of(host: str, text: str = "Hello from the bench", account: str = ANNA) -> bytes:
    """A post of 4 KB of JSON, as sent."""
    target, body = publishing(text)
    return _sent("POST", target, host, body, account)


def publishing(text: str) -> tuple[str, bytes]:
    """Return path and body of a post; nearly all of the body is the page's list of features."""
    features = {f"responsive_web_feature_number_{number}_enabled": True for number in range(80)}
    variables = {"tweet_text": text, "dark_request": False, "media": {"media_entities": []}}
    body = {"variables": variables, "features": features, "queryId": "a1p9RWpkYKBjWv_I3WzS-A"}
    return "/i/api/graphql/a1p9RWpkYKBjWv_I3WzS-A/CreateTweet", json.dumps(body).encode()


def _sent(method: str, target: str, host: str, body: bytes, account: str) -> bytes:
    about = (("content-type", "application/json"), ("content-length", str(len(body)))) if body else ()
    lines = [
        f"{method} {target} HTTP/1.1",
        *(f"{name}: {value}" for name, value in (*headers_of(host, account), *about)),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass(frozen=True)
class Case:
    """One kind of traffic: a request, how often in one round, and over how many connections."""

    name: str
    host: str
    request: bytes
    count: int
    connections: int
    new_each_time: bool = False


CASES = (
    Case("stranger, keep-alive", STRANGER, reading_of(STRANGER), 1600, 8),
    Case("stranger, new connection", STRANGER, reading_of(STRANGER), 80, 4, new_each_time=True),
    Case("read, keep-alive", GUARDED, reading_of(GUARDED), 480, 8),
    Case("read, new connection", GUARDED, reading_of(GUARDED), 80, 4, new_each_time=True),
    Case("publish, keep-alive", GUARDED, publishing_of(GUARDED), 320, 8),
)
