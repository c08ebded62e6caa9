"""Mentions that are not among the account's `mentions`, and near misses of known names, as `name: known`.

Without a `mentions` list anybody may be mentioned, and only near misses are told: one letter off a name that the policy
has. In a reply everybody answers somebody, so that there only near misses are told as well.
"""

from collections.abc import Iterator

from twohats.activity_signal import TOO_LONG, Subject, TextSignal
from twohats.words.distance import slips, within
from twohats.words.naming import handles, local, mentions_of, overfull
from twohats_policy.activity import Verb
from twohats_policy.request import SignalValue


def _tell(subject: Subject) -> SignalValue:
    found = tuple(_told(subject))
    return TOO_LONG if not found and overfull(mentions_of(subject.activity)) else found


def _told(subject: Subject) -> Iterator[str]:
    mentioned = mentions_of(subject.activity)
    if not mentioned:
        return
    listed = tuple(name.casefold() for name in subject.entry.mentions) if subject.entry else ()
    known = {*listed, *handles(subject.policy, subject.activity.platform)}
    known |= {local(name) for name in known}
    only_listed = bool(listed) and subject.activity.shown_as is not Verb.REPLY
    for name in mentioned:
        if name in known or local(name) in known:
            continue
        meant = next((one for one in sorted(known) if within(local(name), one, min(1, slips(len(one))))), "")
        if meant:
            yield f"{name}: {meant}"
        elif only_listed:
            yield name


SIGNAL = TextSignal("tags.unknown_mentions", _tell)
