"""The signals. These lists are the registration: a new signal is a module here, a line below, and its name in
`twohats_policy.names`.
"""

from twohats.activity_signal import ActivitySignal, MediaSignal, TextSignal
from twohats.signals import (
    adult_links,
    approved,
    broken_links,
    explicit,
    faces,
    foreign_links,
    from_phone,
    has_location,
    image_links,
    screenshot,
    seen_on_personal,
    selfie,
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

MEDIA_SIGNALS: tuple[MediaSignal, ...] = (
    seen_on_personal.SIGNAL,
    approved.SIGNAL,
    selfie.SIGNAL,
    faces.SIGNAL,
    explicit.SIGNAL,
    from_phone.SIGNAL,
    has_location.SIGNAL,
    screenshot.SIGNAL,
)
"""About one piece of media."""
