"""The signals. These lists are the registration: a new signal is a module here, a line below, and its name in
`twohats_policy.names`.
"""

from twohats.activity_signal import ActivitySignal, MediaSignal, MemorySignal, TextSignal
from twohats.signals import (
    adult_links,
    approved,
    broken_links,
    burst,
    draft_markers,
    echoes_user_text,
    embargoed,
    explicit,
    faces,
    first_at_this_hour,
    foreign_links,
    from_phone,
    has_location,
    image_links,
    memorial_day,
    misspelt,
    near_copy_of_other,
    new_tags,
    nonsense,
    own_name_only,
    password_like,
    personal_tone,
    presence_idle_minutes,
    presence_locked,
    private_shaped,
    risky_splits,
    rival_mentions,
    rude_names,
    same_replies,
    screenshot,
    seen_on_personal,
    selfie,
    swearing,
    tags_with_history,
    text_seen_on_personal,
    topics,
    unknown_mentions,
    untracked_own_links,
    written_in,
)

TEXT_SIGNALS: tuple[TextSignal, ...] = (
    written_in.SIGNAL,
    topics.SIGNAL,
    swearing.SIGNAL,
    personal_tone.SIGNAL,
    misspelt.SIGNAL,
    draft_markers.SIGNAL,
    nonsense.SIGNAL,
    password_like.SIGNAL,
    own_name_only.SIGNAL,
    private_shaped.SIGNAL,
    echoes_user_text.SIGNAL,
    risky_splits.SIGNAL,
    tags_with_history.SIGNAL,
    unknown_mentions.SIGNAL,
    rival_mentions.SIGNAL,
    rude_names.SIGNAL,
    memorial_day.SIGNAL,
    untracked_own_links.SIGNAL,
)
"""Pure ones, about the words."""

MEMORY_SIGNALS: tuple[MemorySignal, ...] = (
    text_seen_on_personal.SIGNAL,
    near_copy_of_other.SIGNAL,
    same_replies.SIGNAL,
    burst.SIGNAL,
    first_at_this_hour.SIGNAL,
    new_tags.SIGNAL,
)
"""About the whole activity and what went out before it."""

ACTIVITY_SIGNALS: tuple[ActivitySignal, ...] = (
    broken_links.SIGNAL,
    foreign_links.SIGNAL,
    image_links.SIGNAL,
    adult_links.SIGNAL,
    embargoed.SIGNAL,
    presence_locked.SIGNAL,
    presence_idle_minutes.SIGNAL,
)
"""About the whole activity and something else."""

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
