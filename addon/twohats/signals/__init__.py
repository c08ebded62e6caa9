"""The signals. These lists are the registration: a new signal is a module here, a line below, and its name in
`twohats_policy.names`.
"""

from twohats.activity_signal import ActivitySignal, MediaSignal, TextSignal
from twohats.signals import (
    adult_links,
    approved,
    broken_links,
    foreign_links,
    image_links,
    seen_on_personal,
    text_seen_on_personal,
    untracked_own_links,
)

TEXT_SIGNALS: tuple[TextSignal, ...] = (untracked_own_links.SIGNAL,)
"""Pure ones, about the words."""

ACTIVITY_SIGNALS: tuple[ActivitySignal, ...] = (
    text_seen_on_personal.SIGNAL,
    broken_links.SIGNAL,
    foreign_links.SIGNAL,
    image_links.SIGNAL,
    adult_links.SIGNAL,
)
"""About the whole activity."""

MEDIA_SIGNALS: tuple[MediaSignal, ...] = (seen_on_personal.SIGNAL, approved.SIGNAL)
"""About one piece of media."""
