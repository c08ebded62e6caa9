"""Signs of who is acting, weighed against each other: the strongest count, and where those disagree nobody is
identified.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

from twohats_policy.account import Evidence, Strength

type SameName = Callable[[str, str], bool | None]
"""Tells whether an id and a user name belong to one account; None where that is not known."""


def settled(signs: Sequence[Evidence], same: SameName) -> Evidence | None:
    """Return what the strongest signs say together, or None if they say nothing or contradict each other.

    Weaker signs never outvote stronger ones, and never settle a contradiction between them.
    """
    telling = [sign for sign in signs if sign.platform_id or sign.username]
    strongest = max((sign.strength for sign in telling), default=Strength.NONE)
    if strongest is Strength.NONE:
        return None
    leading = [sign for sign in telling if sign.strength is strongest]
    if len(leading) == 1:
        return leading[0]
    if any(_contradict(one, other, same) for one, other in combinations(leading, 2)):
        return None
    return leading[0].model_copy(
        update={
            "platform_id": next((sign.platform_id for sign in leading if sign.platform_id), ""),
            "username": next((sign.username for sign in leading if sign.username), ""),
        }
    )


def plain_name(username: str) -> str:
    """Return a user name as it is compared: without the `@` people write, in lower case."""
    return username.removeprefix("@").casefold()


def _contradict(one: Evidence, other: Evidence, same: SameName) -> bool:
    if one.platform_id and other.platform_id:
        return one.platform_id != other.platform_id
    if one.username and other.username:
        return plain_name(one.username) != plain_name(other.username)
    platform_id, username = one.platform_id or other.platform_id, one.username or other.username
    together: bool | None = same(platform_id, username)
    return together is False
