"""Accounts of two people and two brands, and a history that remembers for one of them."""

from tests.support.clock import Clock
from twohats.histories.deeds import Deeds
from twohats.histories.habits import Habits
from twohats.histories.holder import Whose
from twohats.media.fingerprint import Secret
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Verb

ANNA = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222")
ACME = ActingAccount(platform="x", kind=AccountKind.BRAND, ref="acme", platform_id="1111")
ACME_ON_BLUESKY = ActingAccount(platform="bluesky", kind=AccountKind.BRAND, ref="acme", platform_id="did:plc:acme")
OTHER_BRAND = ActingAccount(platform="x", kind=AccountKind.BRAND, ref="bolt", platform_id="3333")
STRANGER = ActingAccount(platform="x", platform_id="9999")
NOBODY_KNOWN = ActingAccount(platform="x")
SECRET = Secret(b"k" * 32)
LAUNCH = "Our spring collection is in the shop from Monday, come and see it"


def habits_of(store: Store, clock: Clock, whose: Whose = Whose("anna")) -> Habits:  # noqa: B008  a frozen value
    return Habits(Deeds(store), SECRET, lambda: whose, clock)


def post(text: str = "", *, tags: tuple[str, ...] = (), verb: Verb = Verb.POST, platform: str = "x") -> Activity:
    return Activity(platform=platform, verb=verb, text=text, tags=tags)


def reply(text: str, to: str = "77") -> Activity:
    return Activity(platform="x", verb=Verb.REPLY, text=text, reply_to=to)
