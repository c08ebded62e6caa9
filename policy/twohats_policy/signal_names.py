"""The names of signals, by what they are about; `names` puts them into the groups that rules see."""

from twohats_policy.vocabulary import Kind, Name, Signal


def truth_signal(name: str, about: str, key: str, extra: str = "") -> Name:
    """Return a name that is true or false."""
    return Name(name, Kind.TRUTH, about, signal=Signal(key, extra))


def texts_signal(name: str, about: str, key: str) -> Name:
    """Return a name that is a list of texts."""
    return Name(name, Kind.TEXTS, about, signal=Signal(key))


MEMORY_SIGNALS = (
    truth_signal(
        "text_seen_on_personal",
        "Whether the same words went out from a personal account before.",
        "text.seen_on_personal",
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
