"""TikTok: the web page, the Content Posting API, and the Business API's account calls.

:surfaces: web, Content Posting API, Business API (accounts)
:reads: post, video, reply, react, follow, schedule, profile, delete, upload
:not read: the apps, live, direct messages, photo posts of the page, bytes that the page sends to hosts of any name
:checked: 2026-11-22
:sources: recorded documentation examples; TikTok's API documentation; facts: private 8 and 18, official 0.5 and 1.6
:unverified: all of the web page, the Business API, likes and follows, how tiktok.com shows a refusal
"""

from twohats.adapter import Call, Refusal, Request
from twohats.adapters.tiktok import api, web
from twohats.adapters.tiktok.facts import learn
from twohats.adapters.tiktok.who import credential, evidence, whoami
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

name = "tiktok"
hosts = frozenset({".tiktok.com", ".tiktokapis.com"})
any_host = False

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def claims(request: Request) -> bool:
    """Everything on these hosts is TikTok's."""
    return True


def call(request: Request) -> Call:
    """Tell the kind of call from host, method and path; some of the API's questions are POST."""
    if api.is_upload(request):
        return Call.UPLOAD
    reads = request.method in _SAFE and not web.changes(request)
    return Call.READ if reads or api.is_question(request) else Call.WRITE


def read(request: Request) -> tuple[Activity, ...]:
    """Return what the call makes public, prepares, uploads or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    return api.read(request) if api.is_api(request) else web.read(request)


def known(request: Request) -> bool:
    """Tell whether a call that makes nothing public is one this adapter knows."""
    if call(request) is not Call.WRITE:
        return True
    return api.known(request) if api.is_api(request) else web.known(request)


def refusal(request: Request, message: str) -> Refusal:
    """Return the error shape of the call's own kind (facts: private 18, official 0.5)."""
    return api.refusal(request, message) if api.is_api(request) else web.refusal(message)
