"""The signals. These lists are the registration: a new signal is a module here, a line below, and its name in
`twohats_policy.names`.
"""

from twohats.activity_signal import ActivitySignal, MediaSignal, TextSignal
from twohats.signals import approved, seen_on_personal, text_seen_on_personal

TEXT_SIGNALS: tuple[TextSignal, ...] = ()
"""Pure ones, about the words."""

ACTIVITY_SIGNALS: tuple[ActivitySignal, ...] = (text_seen_on_personal.SIGNAL,)
"""About the whole activity."""

MEDIA_SIGNALS: tuple[MediaSignal, ...] = (seen_on_personal.SIGNAL, approved.SIGNAL)
"""About one piece of media."""
