"""Activities: what is about to become public."""

from enum import StrEnum

from pydantic import Field

from twohats_policy.account import Frozen


class Verb(StrEnum):
    """What a call does (design: Words). `UPLOAD` and `DELETE` do not publish."""

    POST = "post"
    REPLY = "reply"
    QUOTE = "quote"
    REPOST = "repost"
    REACT = "react"
    FOLLOW = "follow"
    STORY = "story"
    VIDEO = "video"
    MESSAGE = "message"
    EDIT = "edit"
    SCHEDULE = "schedule"
    APPROVE = "approve"
    PROFILE = "profile"
    DELETE = "delete"
    UPLOAD = "upload"


SILENT_VERBS = frozenset({Verb.DELETE, Verb.UPLOAD})
"""Verbs that make nothing public."""


class MediaKind(StrEnum):
    """What a piece of media is, as far as the call says."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    UNKNOWN = "unknown"


class Media(Frozen):
    """One picture, video or sound of an activity.

    `key` is the platform's name for an earlier upload (media id, upload id, blob reference), `url` an address the
    platform will fetch by itself, `content` the bytes when they travel in the same call. `offset` orders the parts of
    one file that is uploaded in pieces (bytes or segment number); None means a whole file. `name` is what the file is
    called on the device, as far as the call says; it is looked at and never written down.
    """

    key: str = ""
    kind: MediaKind = MediaKind.UNKNOWN
    url: str = ""
    alt: str = ""
    content: bytes | None = Field(default=None, repr=False, exclude=True)
    offset: int | None = None
    size: int | None = None
    fingerprint: str = ""
    name: str = Field(default="", repr=False, exclude=True)


class Target(Frozen):
    """Where an activity goes besides its own account's page: a group, a board, another network.

    `ref` is the tool's own handle (a scheduler's channel id) or the policy's key; `platform_id` the network's id.
    """

    network: str
    ref: str = ""
    platform_id: str = ""
    username: str = ""


class Actor(Frozen):
    """The account the call itself names as the author, when that can differ from the login.

    `where` is the place in the call: `header.x-act-as-user-id`, `json.repo`, `path`.
    """

    where: str
    platform_id: str = ""
    username: str = ""


class Activity(Frozen):
    """One thing about to become public (or a delete, or an upload, which are not).

    `form` is what it will be when people see it: a scheduled reply has verb SCHEDULE and form REPLY. `uses` names
    content prepared by an earlier call (an Instagram container), `subject` the object acted on (reposted, liked,
    followed, edited, deleted), `audience` the platform's own word, `schedule` an ISO 8601 UTC time or the raw word
    where it is not a time.
    """

    platform: str
    verb: Verb
    form: Verb | None = None
    actor: Actor | None = None
    text: str = ""
    title: str = ""
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    targets: tuple[Target, ...] = ()
    reply_to: str = ""
    quote_of: str = ""
    subject: str = ""
    uses: str = ""
    audience: str = ""
    schedule: str = ""
    language: str = ""

    @property
    def publishes(self) -> bool:
        """Whether something becomes public by this call."""
        return self.verb not in SILENT_VERBS

    @property
    def shown_as(self) -> Verb:
        """What people will see: the form if the call names one, else the verb."""
        return self.form or self.verb
