"""The links of one post, looked up for its signals: those of brands alone."""

from collections.abc import Callable, Iterable

from twohats.links.links import NOT_A_BRANDS, SWITCHED_OFF, Fetch, Found, Links
from twohats.links.target import LinkTarget
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity
from twohats_policy.facts import links_in
from twohats_policy.policy import Policy
from twohats_policy.request import SignalValue, Unknown


async def links_that(
    are: Callable[[LinkTarget], bool],
    links: Links,
    activity: Activity,
    account: ActingAccount,
    policy: Policy,
    fetch: Fetch | None,
) -> SignalValue:
    """Return the links of a post whose target is such, as they stand in it. Unknown if none is, but one could be, and
    for what does not go out from a brand: what people link to privately is nobody's to look at.
    """
    written = tuple(links_in(activity))
    if not written:
        return ()
    if not policy.link_checks:
        return SWITCHED_OFF
    if account.kind is not AccountKind.BRAND:
        return NOT_A_BRANDS
    found = await links.targets(written, fetch)
    hits = tuple(link for link, target in found.items() if isinstance(target, LinkTarget) and are(target))
    return hits or _unsure(found.values()) or ()


def _unsure(found: Iterable[Found]) -> Unknown | None:
    return next((target for target in found if isinstance(target, Unknown)), None)
