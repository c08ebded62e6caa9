"""LinkedIn's own page and app: one GraphQL operation for create, edit and delete, and older calls beside it (facts:
private 7.1 and 7.2).
"""

import re
from collections.abc import Callable
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.linkedin.composed import acting, commented, shared
from twohats.body import Operation, as_text, dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object, first_under
from twohats_policy.activity import Activity, Verb

type _Value = dict[str, Any]
type _Reader = Callable[[Request, str], Activity]

_GRAPHQL = re.compile(r"/voyager/api/graphql/?")
_SERVER_REQUEST = re.compile(r"/flagship-web/rsc-action/actions/server-request/?")
_SHARES = re.compile(r"/voyager/api/contentcreation/\w*[sS]hares(?:/(.+))?")
_COMMENTS = re.compile(r"/voyager/api/(?:\w*(?:NormComments|DashComments)|feed/comments)(?:/(.+))?")
_REACTIONS = re.compile(r"/voyager/api/\w*Reactions(?:/(.+))?")
_REPOSTS = re.compile(r"/voyager/api/\w*(?:DashReposts|Reshares)(?:/(.+))?")
_FOLLOWS = re.compile(r"/voyager/api/(?:\w*FollowingStates|feed/follows|identity/dash/followingStates)(?:/(.+))?")
_MESSAGES = re.compile(r"/voyager/api/(?:voyagerMessagingDashMessengerMessages|messaging/conversations(?:/.+)?)")
_PROFILES = re.compile(r"/voyager/api/(?:\w*ProfileEditFormPages|identity/(?:dash/)?profiles/.+)")
_ACTIONS = (
    ("createcomment", Verb.REPLY),
    ("createinstantrepost", Verb.REPOST),
    ("delete", Verb.DELETE),
    ("reactions.create", Verb.REACT),
    ("createpost", Verb.POST),
    ("createshare", Verb.POST),
)


def is_page(request: Request) -> bool:
    """Tell whether the call is one of the page's or the app's own."""
    return not request.path.startswith(("/rest/", "/v2/")) and request.host != "api.linkedin.com"


def is_operation(request: Request) -> bool:
    """Tell whether the call is a GraphQL call."""
    return _GRAPHQL.fullmatch(request.path) is not None


def read(request: Request) -> tuple[Activity, ...]:
    """Return what a call of the page makes public, changes or deletes.

    Raises:
        UnreadableActivityError: a publishing call that cannot be read.
    """
    if is_operation(request):
        each = (_operation(request, operation) for operation in body.operations(request))
        return tuple(activity for activity in each if activity)
    if _SERVER_REQUEST.fullmatch(request.path):
        activity = _server_request(request)
    else:
        path = request.path.rstrip("/")
        found = ((match, reader) for pattern, reader in _CALLS if (match := pattern.fullmatch(path)))
        match, reader = next(found, (None, None))
        activity = reader(request, match[1] if match.re.groups and match[1] else "") if match and reader else None
    return (activity,) if activity else ()


def known(request: Request) -> bool:
    """Tell whether a call without effect in public is known: queries sent as POST, telemetry, reading marks."""
    if is_operation(request):
        return "action" not in dict(request.query)
    return _QUIET.match(request.path) is not None


def _operation(request: Request, operation: Operation) -> Activity | None:
    variables = dict(operation.variables)
    subject = as_text(variables.get("updateUrn")) or as_text(variables.get("resourceKey"))
    if isinstance(variables.get("post"), dict):
        post = as_object(variables["post"])
        return shared(post, Verb.EDIT).model_copy(update={"subject": subject}) if subject else shared(post)
    called = as_text(operation.extra.get("queryId")).lower()
    verb = next((verb for word, verb in _OPERATIONS if word in called), None)
    if verb is None or dict(request.query).get("action") != "execute":
        return None
    if verb is Verb.REPLY:
        return commented({**variables, **as_object(variables.get("comment"))}, subject)
    subject = subject or first_under(variables, "threadUrn", "entityUrn", "urn", "preDashFollowingInfoUrn")
    return Activity(platform="linkedin", verb=verb, actor=acting(variables), subject=subject)


def _server_request(request: Request) -> Activity | None:
    """The newest page wraps what it wants in a request to its own server; only the name tells what it is."""
    called = dict(request.query).get("sduiid", "").lower()
    verb = next((verb for word, verb in _ACTIONS if word in called), None)
    if verb is None:
        return None
    value = as_object(dig(body.json_object(request), "serverRequest", "requestedArguments", "payload"))
    text = first_under(value, "text", "commentary", "commentText") if verb in {Verb.REPLY, Verb.POST} else ""
    if verb in {Verb.REPLY, Verb.POST} and not text:
        raise UnreadableActivityError("a post or comment whose text is not in the call")
    subject = first_under(value, "threadUrn", "updateUrn", "activityUrn", "entityUrn", "urn", "shareUrn")
    found = Activity(platform="linkedin", verb=verb, actor=acting(value), text=text)
    return found.model_copy(update={"reply_to" if verb is Verb.REPLY else "subject": subject})


def _share(request: Request, urn: str) -> Activity:
    if request.method == "DELETE":
        return Activity(platform="linkedin", verb=Verb.DELETE, subject=urn)
    value = body.json_object(request)
    if not urn:
        return shared(value)
    return shared(as_object(dig(value, "patch", "$set")) or value, Verb.EDIT).model_copy(update={"subject": urn})


def _comment(request: Request, urn: str) -> Activity:
    if request.method == "DELETE" or dict(request.query).get("action", "").startswith("delete"):
        return Activity(platform="linkedin", verb=Verb.DELETE, subject=urn)
    value = body.json_object(request)
    return commented(as_object(dig(value, "patch", "$set")) or value, urn)


def _message(request: Request, urn: str) -> Activity:
    text = first_under(body.json_value(request), "text", "body")
    return Activity(platform="linkedin", verb=Verb.MESSAGE, text=text)


def _profile(request: Request, urn: str) -> Activity:
    text = first_under(body.json_value(request), "summary", "headline", "textValue", "firstName")
    return Activity(platform="linkedin", verb=Verb.PROFILE, text=text)


def _on(verb: Verb) -> _Reader:
    """Return a reader for calls that do `verb` to what path, query or body name."""

    def reader(request: Request, urn: str) -> Activity:
        if request.method == "DELETE":
            return Activity(platform="linkedin", verb=Verb.DELETE, subject=urn)
        value = body.json_value(request)
        subject = urn or dict(request.query).get("threadUrn", "")
        subject = subject or first_under(value, "threadUrn", "entityUrn", "urn", "updateUrn")
        return Activity(platform="linkedin", verb=verb, actor=acting(as_object(value)), subject=subject)

    return reader


_OPERATIONS = (
    ("contentcreationdashshares", Verb.DELETE),
    ("dashreposts", Verb.REPOST),
    ("normcomments", Verb.REPLY),
    ("dashreactions", Verb.REACT),
    ("followingstates", Verb.FOLLOW),
    ("profileeditform", Verb.PROFILE),
)
_CALLS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_SHARES, _share),
    (_COMMENTS, _comment),
    (_REACTIONS, _on(Verb.REACT)),
    (_REPOSTS, _on(Verb.REPOST)),
    (_FOLLOWS, _on(Verb.FOLLOW)),
    (_MESSAGES, _message),
    (_PROFILES, _profile),
)
_QUIET = re.compile(
    r"/(?:li/track|li/tscp|li/|sensorCollect|realtime|uas/|checkpoint|psettings|litms|jobs|learning|flagship-web/rsc-action/(?!actions/server-request)"
    r"|voyager/api/(?:\w*(?:Notification|Badg|Presence|Typing|Search|Seen|Tracking|Lego|Legos|Onboarding)|legoTracking))"
)
