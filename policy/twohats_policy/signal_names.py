"""The names of signals, by what they are about; `names` puts them into the groups that rules see."""

from twohats_policy.vocabulary import Kind, Name, Signal


def truth_signal(name: str, about: str, key: str, extra: str = "") -> Name:
    """Return a name that is true or false."""
    return Name(name, Kind.TRUTH, about, signal=Signal(key, extra))


def texts_signal(name: str, about: str, key: str) -> Name:
    """Return a name that is a list of texts."""
    return Name(name, Kind.TEXTS, about, signal=Signal(key))


def text_signal(name: str, about: str, key: str, values: tuple[str, ...] = ()) -> Name:
    """Return a name that is a text."""
    return Name(name, Kind.TEXT, about, signal=Signal(key), values=values)


def score_signal(name: str, about: str, key: str) -> Name:
    """Return a name that is a number from 0 to 1."""
    return Name(name, Kind.SCORE, about, signal=Signal(key))


def number_signal(name: str, about: str, key: str) -> Name:
    """Return a name that is a whole number."""
    return Name(name, Kind.NUMBER, about, signal=Signal(key))


WORD_SIGNALS = (
    text_signal("written_in", "The language it is written in, as `en`; empty: cannot tell.", "words.written_in"),
    texts_signal(
        "topics", "Touchy topics: `religion politics violence sex alcohol drugs death disaster war`.", "words.topics"
    ),
    text_signal("swearing", "The worst of its swear words.", "words.swearing", ("none", "mild", "strong", "slur")),
    score_signal(
        "personal_tone",
        "How much it sounds like a private person, 0 to 1; weak, use it with something else.",
        "words.personal_tone",
    ),
    texts_signal(
        "misspelt", "Names of the account's `protected` that are misspelt, as `written: name`.", "words.misspelt"
    ),
    texts_signal(
        "draft_markers", "What shows that it is not finished: `lorem ipsum`, `[insert link]`.", "words.draft_markers"
    ),
    truth_signal("nonsense", "Whether it is keyboard mash or a single stray sign.", "words.nonsense"),
    truth_signal("password_like", "Whether it looks like a password or a key.", "words.password_like"),
    truth_signal(
        "own_name_only",
        "Whether it is nothing but the account's own name, or that of somebody on the team.",
        "words.own_name_only",
    ),
    truth_signal(
        "private_shaped",
        "Whether it is shaped like a private message: a deal, an appointment, a secret.",
        "words.private_shaped",
    ),
    truth_signal(
        "echoes_user_text",
        "Whether it repeats the name or words of somebody who is not on the team, as automation does.",
        "words.echoes_user_text",
    ),
)
"""About its words."""

TAG_SIGNALS = (
    texts_signal(
        "risky_splits", "Tags that read badly when split in another place, as `tag: reading`.", "tags.risky_splits"
    ),
    texts_signal(
        "tags_with_history",
        "Tags that stand for something grave, as `tag: what it is about`.",
        "tags.tags_with_history",
    ),
    texts_signal(
        "unknown_mentions",
        "Mentions that are not among the account's `mentions`, or one letter off a known name, as `name: known`.",
        "tags.unknown_mentions",
    ),
    texts_signal(
        "rude_names",
        "Mentioned names of strangers that hold a strong swear word or a slur, as `name: reading`.",
        "tags.rude_names",
    ),
    texts_signal(
        "rival_mentions", "The account's `rivals` that its words, tags, mentions or links name.", "tags.rival_mentions"
    ),
    text_signal(
        "memorial_day",
        "What is remembered on the day it goes out, or the account's own `bad_news`; empty: nothing.",
        "tags.memorial_day",
    ),
)
"""About its tags and mentions, and the day it goes out."""

MEMORY_SIGNALS = (
    truth_signal(
        "text_seen_on_personal",
        "Whether the same words went out from a personal account before.",
        "text.seen_on_personal",
    ),
    truth_signal(
        "near_copy_of_other",
        "Whether another account published nearly the same words, or the same picture, in the last 30 days.",
        "memory.near_copy_of_other",
    ),
    number_signal(
        "same_replies", "How many nearly same replies this account sent in the last 24 hours.", "memory.same_replies"
    ),
    number_signal(
        "burst", "How much this account published on this platform in the last hour, this not counted.", "memory.burst"
    ),
    truth_signal(
        "first_at_this_hour",
        "Whether the account, of which 20 activities are remembered, never published around this hour of the day.",
        "memory.first_at_this_hour",
    ),
    texts_signal(
        "new_tags",
        "Its hashtags that this account never used, house tags aside; none until ten activities with tags are known.",
        "memory.new_tags",
    ),
    truth_signal(
        "embargoed",
        "Whether it shows or says what the account's `embargo` holds back until later.",
        "memory.embargoed",
    ),
)
"""About what went out before."""

LINK_SIGNALS = (
    texts_signal("broken_links", "Its links that lead to an error.", "links.broken"),
    texts_signal(
        "foreign_links", "Its links that end on a site that is not one of the account's `links`.", "links.foreign"
    ),
    texts_signal("image_links", "Its links that end at a bare picture or video.", "links.image"),
    texts_signal("adult_links", "Its links that end on a site for adults, by its name.", "links.adult"),
    texts_signal("untracked_own_links", "Its links to the account's own site without tracking.", "links.untracked_own"),
)
"""About where links lead."""

MEDIA_SIGNALS = (
    truth_signal(
        "seen_on_personal",
        "Whether the same picture went out from a personal account before.",
        "seen_on_personal",
    ),
    truth_signal("approved", "Whether it is one of the account's approved pictures.", "approved"),
    truth_signal("selfie", "Whether it looks like a selfie: front camera, or one face fills its middle.", "selfie"),
    Name("faces", Kind.NUMBER, "How many faces it shows.", signal=Signal("faces")),
    truth_signal("explicit", "Whether it may be sexually explicit.", "explicit", extra="vision"),
    truth_signal("from_phone", "Whether it comes straight from a phone.", "from_phone"),
    truth_signal("has_location", "Whether its file says where it was taken.", "has_location"),
    truth_signal("screenshot", "Whether it is a screenshot of a phone.", "screenshot"),
)
"""About one piece of media."""

PRESENCE_SIGNALS = (
    truth_signal("locked", "Whether the screen is locked, or covered by its screen saver.", "presence.locked"),
    number_signal(
        "idle_minutes", "For how many whole minutes nobody has touched keyboard or mouse.", "presence.idle_minutes"
    ),
)
"""About whether somebody is at this computer."""
