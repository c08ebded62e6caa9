"""Which path of X is which call: one table for API v1.1, v2, Ads and media, in any version the hosts answer to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from twohats.adapter import Request
from twohats.adapters.x import rest, uploads, web
from twohats_policy.activity import Activity, Verb

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

type Reader = Callable[[Request, str], tuple[Activity, ...]]


@dataclass(frozen=True)
class Found:
    """A call in the table: how to read it, with the id that its path names, and whether it only brings content."""

    reader: Reader
    id: str = ""
    uploads: bool = False

    def read(self, request: Request) -> tuple[Activity, ...]:
        """Return what the call does.

        Raises:
            UnreadableActivityError: its shape is unknown.
        """
        return self.reader(request, self.id)


def operation_name(path: str) -> str:
    """Return the GraphQL operation that `path` names, or ''."""
    match = _GRAPHQL.fullmatch(path)
    return match[1] if match else ""


def is_noise(path: str) -> bool:
    """Tell whether the call is telemetry, which pages send all the time."""
    return bool(_NOISE.match(path))


@lru_cache(maxsize=1024)
def find(method: str, path: str) -> Found | None:
    """Return the call in the table, or None where nobody knows it."""
    if operation := operation_name(path):
        return Found(_nothing) if web.knows(operation) else None
    for methods, pattern, reader in _CALLS:
        if method in methods and (match := pattern.fullmatch(path)):
            return Found(reader, next(filter(None, match.groups()), ""), reader in _BRINGING)
    return Found(_nothing) if _HARMLESS.fullmatch(path) else None


def _nothing(_request: Request, _id: str) -> tuple[Activity, ...]:
    return ()


def _call(methods: str, path: str, reader: Reader) -> tuple[frozenset[str], re.Pattern[str], Reader]:
    pattern = path.replace("<id>", "([^/]+?)")
    return (
        frozenset(methods.split()),
        re.compile(rf"(?:/i)?(?:/api)?{pattern}(?:\.json|\.xml)?/?", re.IGNORECASE),
        reader,
    )


_V1 = r"(?:/1|/1\.1)?"
_ADS = r"/[0-9]+/accounts/[^/]+"
_CALLS = (
    _call("POST PUT", rf"{_V1}/statuses/update", rest.status),
    _call("POST PUT", rf"{_V1}/statuses/update_with_media", rest.status),
    _call("POST PUT", rf"{_V1}/statuses/retweet(?:/<id>)?", rest.of(Verb.REPOST, "id")),
    _call("POST", rf"{_V1}/statuses/unretweet(?:/<id>)?", rest.of(Verb.DELETE, "id")),
    _call("POST DELETE", rf"{_V1}/statuses/destroy(?:/<id>)?", rest.of(Verb.DELETE, "id")),
    _call("POST", rf"{_V1}/favorites/create(?:/<id>)?", rest.of(Verb.REACT, "id")),
    _call("POST DELETE", rf"{_V1}/favorites/destroy(?:/<id>)?", rest.of(Verb.DELETE, "id")),
    _call("POST", rf"{_V1}/friendships/create(?:/<id>)?", rest.of(Verb.FOLLOW, "user_id", "screen_name")),
    _call("POST DELETE", rf"{_V1}/friendships/destroy(?:/<id>)?", rest.of(Verb.DELETE, "user_id", "screen_name")),
    _call("POST", rf"{_V1}/account/update_profile", rest.profile),
    _call("POST", rf"{_V1}/account/update_profile_(?:image|banner|background_image)", rest.profile_picture),
    _call("POST PUT", rf"{_V1}/account/settings", rest.settings),
    _call("POST", rf"{_V1}/account/pin_tweet", rest.of(Verb.PROFILE, "id", "tweet_id")),
    _call("POST", rf"{_V1}/(?:dm/new2?|direct_messages/new|direct_messages/events/new)", rest.message),
    _call("POST PUT", rf"{_V1}/strato/op/insert/schedule/insert", rest.tweetdeck_schedule),
    _call("POST PUT", rf"{_V1}/strato/column/ScheduledTweet/<id>/schedule/put", rest.tweetdeck_schedule),
    _call("POST PUT", rf"{_V1}(?:/tweetdeck)?/schedule/status/<id>", rest.scheduled_status),
    _call("POST", rf"{_V1}/media/upload2?", uploads.media),
    _call("POST", rf"{_V1}/media/metadata/create", uploads.metadata),
    _call("POST", r"/2/media/upload(?:/initialize|/<id>/append|/<id>/finalize)?", uploads.media),
    _call("POST", r"/2/media/metadata", uploads.metadata),
    _call("POST", r"/v2/cards/create", uploads.card),
    _call("POST", r"/2/tweets", rest.tweet),
    _call("DELETE", r"/2/tweets/<id>", rest.of(Verb.DELETE)),
    _call("POST", r"/2/users/[^/]+/retweets", rest.of(Verb.REPOST, "tweet_id")),
    _call("POST", r"/2/users/[^/]+/likes", rest.of(Verb.REACT, "tweet_id")),
    _call("POST", r"/2/users/[^/]+/following", rest.of(Verb.FOLLOW, "target_user_id")),
    _call("DELETE", r"/2/users/[^/]+/(?:retweets|likes|following)/<id>", rest.of(Verb.DELETE)),
    _call("POST", r"/2/articles/draft", uploads.article),
    _call("POST", r"/2/articles/<id>/publish", rest.article),
    _call("POST", r"/2/dm_conversations(?:/with/<id>/messages|/<id>/messages)?", rest.message),
    _call("POST", rf"{_ADS}/tweet", rest.ads_tweet),
    _call("POST", rf"{_ADS}/scheduled_tweets", rest.ads_schedule),
    _call("PUT", rf"{_ADS}/scheduled_tweets/<id>", rest.ads_schedule),
    _call("DELETE", rf"{_ADS}/scheduled_tweets/<id>", rest.of(Verb.DELETE)),
)
_BRINGING = (uploads.media, uploads.metadata, uploads.card, uploads.article)
_GRAPHQL = re.compile(r"(?:/i/api)?/graphql/(?:[^/]+/)?([A-Za-z0-9_]+)/?")
_NOISE = re.compile(r"(?:/i)?(?:/api)?(?:/1\.1)?/(?:jot(?:/|$)|live_pipeline/|attribution/event|csp_report)")
# Logins, settings of the page, drafts, private marks: writing calls that make nothing public.
_HARMLESS = re.compile(
    r"(?:/i)?(?:/api)?(?:"
    r"(?:/1|/1\.1)?(?:/guest/activate|/onboarding/\w+|/account/(?:multi/\w+|logout|verify_credentials|unpin_tweet)"
    r"|/account/remove_profile_banner|/graphql/user_flow|/(?:blocks|mutes/\w+|saved_searches|push_destinations)/\w+"
    r"|/keyregistry/\w+|/dm/conversation/.+|/media/subtitles/\w+)(?:\.json)?"
    r"|(?:/2)?/oauth2?/\w+|/2/users/[^/]+/(?:bookmarks|blocking|muting|pinned_lists)(?:/[^/]+)?|/2/media/subtitles"
    r"|/2/tweets/(?:search/stream/rules|[^/]+/hidden)|/2/(?:notifications|badge_count)/.+"
    r"|/[0-9]+/accounts/[^/]+/draft_tweets(?:/.+)?|/(?:flow/)?(?:login|logout|sessions|account/access)(?:/.*)?)"
)
