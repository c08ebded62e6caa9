"""YouTube: Studio, the page and the app (innertube), and the Data API.

:surfaces: Studio, web, app (JSON), Data API with resumable, multipart and plain uploads
:reads: post, video, reply, react, follow, edit, schedule, message, profile, delete, upload
:not read: playlists, captions, what a comment action does, bodies in protobuf (always unreadable where they publish)
:checked: 2026-11-22
:sources: recorded clients; YouTube's API documentation; facts: private 9, 17 and 18, official 0.5, 0.6 and 1.7
:unverified: replies to comments and live chat of the page, errors of innertube calls, batches
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.youtube import data_api, innertube
from twohats.adapters.youtube.facts import learn
from twohats.adapters.youtube.who import credential, evidence, whoami
from twohats.google_api import refusal as google_refusal
from twohats_policy.activity import Activity

__all__ = [
    "any_host",
    "call",
    "claims",
    "credential",
    "evidence",
    "hosts",
    "known",
    "learn",
    "name",
    "read",
    "refusal",
    "whoami",
]

name = "youtube"
hosts = frozenset(
    {
        ".youtube.com",
        "content-youtube.googleapis.com",
        "content.googleapis.com",
        "www.googleapis.com",
        "youtube.googleapis.com",
        "youtubei.googleapis.com",
    }
)
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Tell whether the call is YouTube's: on hosts that all of Google's APIs share, by its path."""
    return "youtube" in request.host or "/youtube" in request.path


def call(request: Request) -> Call:
    """Tell the kind of call from host, method, path and query; most of the page's questions are POST."""
    if innertube.is_upload(request) or data_api.is_upload(request):
        return Call.UPLOAD
    return Call.READ if request.method in _SAFE or innertube.is_question(request) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call makes public, prepares, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    activity = data_api.read(request) if data_api.is_api(request) else innertube.read(request)
    return (activity,) if activity else ()


def known(request: Request) -> bool:
    """Tell whether a call that makes nothing public is one this adapter knows."""
    if call(request) is not Call.WRITE:
        return True
    return data_api.known(request) if data_api.is_api(request) else innertube.known(request)


def refusal(request: Request, message: str) -> Refusal:
    """Return Google's error object (facts: official 0.5)."""
    return google_refusal(message, "youtube.common")
