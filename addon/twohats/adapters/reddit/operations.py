"""GraphQL of Reddit's new page and apps: one address for everything, told apart by the operation's name
(facts: private 11; the names that create posts are unverified).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from twohats import body
from twohats.adapter import Request
from twohats.adapters.reddit.posts import embedded
from twohats.bodies.graphql import Operation
from twohats.bodies.json_text import Json, as_text, dig, parse_json
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object
from twohats.json_search import texts_under
from twohats.moments import in_utc
from twohats_policy.activity import Activity, Media, Target, Verb

HOSTS = frozenset({"gql.reddit.com", "gql-fed.reddit.com", "gateway.reddit.com"})

_PLATFORM = "reddit"
_VERBS = (
    (re.compile(r"(?:Create|Update|Submit|Edit)\w*Schedul\w*"), Verb.SCHEDULE),
    (re.compile(r"(?:Create|Submit|Add|Post)\w*Comment"), Verb.REPLY),
    (re.compile(r"(?:Create|Submit)?\w*Crosspost"), Verb.REPOST),
    (re.compile(r"(?:Create|Submit|Publish)\w*(?:Post|Poll|Gallery)"), Verb.POST),
    (re.compile(r"(?:Update|Edit)\w*(?:Comment|Post)(?:Content|Body|Text)?"), Verb.EDIT),
    (re.compile(r"(?:Update|Set|Cast)\w*Vote(?:State)?"), Verb.REACT),
    (
        re.compile(r"(?:Follow|Join|Subscribe)\w*|Update(?:Profile|Subreddit|User)\w*(?:Subscription|Follow)\w*"),
        Verb.FOLLOW,
    ),
    (re.compile(r"(?:Create|Send)\w*(?:Message|Chat)\w*"), Verb.MESSAGE),
    (re.compile(r"Update(?:My|User|Account)?(?:Profile|SubredditSettings|SocialLinks)\w*"), Verb.PROFILE),
    (re.compile(r"(?:Delete|Remove|Leave|Unfollow|Unsubscribe)\w*"), Verb.DELETE),
)
_HARMLESS = re.compile(
    r"Update(?:Post|Comment)(?:Hide|Save|Follow|Distinguish|Notification)\w*|Mark\w+|\w*Report\w*|\w*(?:Seen|Read|View)\w*"
    r"|\w*(?:Event|Telemetry|Experiment|Preference|Setting|Token|Upload|Lease|Draft|Mute|Block|Inbox)\w*"
)
_CHANGES = re.compile(r"(?:Create|Update|Submit|Publish|Edit|Set|Add|Send|Schedule|Approve)[A-Z]")
_LONGEST = 120  # characters of a name; none is longer, and patterns take their time over long ones
_MUTATION = re.compile(r"\s*mutation\s+(\w+)")
_TEXTS = (
    "markdown",
    "body",
    "bodyMarkdown",
    "contentMarkdown",
    "t",
    "optionText",
    "text",
    "description",
    "publicDescription",
)
_TITLES = ("title", "displayName")
_PLACES = ("subredditName", "subredditId", "subredditRedditId", "profileName")
_OBJECTS = ("postId", "commentId", "parentId", "subredditId", "id", "userId", "redditorId")


def read(request: Request) -> Iterator[Activity]:
    """Read the operations of a call.

    Raises:
        UnreadableActivityError: the body cannot be read, or something is published without words or media.
    """
    for operation in body.operations(request):
        verb = _verb(_name(operation))
        if verb is Verb.DELETE:
            yield Activity(platform=_PLATFORM, verb=verb, subject=_object(_input(operation)))
        elif verb is not None:
            yield _activity(verb, _input(operation))


def known(request: Request) -> bool:
    """Tell whether every operation of the call only asks, or changes what nobody else sees."""
    try:
        names = [_name(operation) for operation in body.operations(request)]
    except UnreadableActivityError:
        return False
    return all(name and (not _CHANGES.match(name) or _HARMLESS.fullmatch(name)) for name in names)


def _name(operation: Operation) -> str:
    """Return the operation's name without the word for its kind; empty where only an id says what it is."""
    found = _MUTATION.match(operation.document)
    name = operation.name or as_text(operation.extra.get("operation")) or (found[1] if found else "")
    return name[:_LONGEST].removesuffix("Mutation")


def _verb(name: str) -> Verb | None:
    return next((verb for pattern, verb in _VERBS if pattern.fullmatch(name)), None)


def _input(operation: Operation) -> Mapping[str, Any]:
    inner = as_object(operation.variables.get("input"))
    return inner or operation.variables


def _activity(verb: Verb, values: Mapping[str, Any]) -> Activity:
    document = _document(values)
    text = "\n".join(dict.fromkeys((*texts_under(dict(values), _TEXTS), *texts_under(document, {"t"}))))
    activity = Activity(
        platform=_PLATFORM,
        verb=verb,
        text=text,
        title=next(texts_under(dict(values), _TITLES), ""),
        links=tuple(dict.fromkeys(texts_under(dict(values), {"url", "linkUrl"}))),
        media=(
            *embedded(document),
            *(Media(key=key) for key in texts_under(dict(values), {"mediaId", "mediaAssetId"})),
        ),
        targets=tuple(Target(network=_PLATFORM, ref=place) for place in _first(values, _PLACES)),
        schedule=in_utc(next(texts_under(dict(values), {"publishAt", "scheduledAt"}), "")),
    )
    return _placed(activity, values)


def _placed(activity: Activity, values: Mapping[str, Any]) -> Activity:
    """Return the activity with what it answers or acts on, and refuse to guess where it says nothing.

    Raises:
        UnreadableActivityError: it publishes, but has no words, links or media.
    """
    subject, verb = _object(values), activity.verb
    if verb in {Verb.REACT, Verb.FOLLOW, Verb.PROFILE, Verb.REPOST}:
        return activity.model_copy(update={"subject": subject})
    if not (activity.text or activity.title or activity.links or activity.media):
        raise UnreadableActivityError("a post or comment without words")
    if verb is Verb.REPLY:
        return activity.model_copy(update={"reply_to": subject})
    return activity.model_copy(update={"subject": subject if verb is Verb.EDIT else ""})


def _document(values: Mapping[str, Any]) -> Json:
    """Return the rich text of a post; it may be JSON in a string."""
    rich: Json = dig(values.get("content"), "richText") or values.get("richText")
    return parse_json(rich, what="rich text") if isinstance(rich, str) and rich.startswith("{") else rich


def _object(values: Mapping[str, Any]) -> str:
    return next(_first(values, _OBJECTS), "")


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    found = (as_text(values.get(name)) for name in names if isinstance(values.get(name), str))
    yield from list(filter(None, found))[:1]
