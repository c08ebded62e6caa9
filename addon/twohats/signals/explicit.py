"""Whether a picture may be sexually explicit: the extra `vision` gives it half a point of one or more.

How many explicit pictures it misses is not known; 8 of 700 harmless ones reach that score (facts: media 4).
"""

from twohats.activity_signal import of_traits
from twohats.media.traits import Traits
from twohats_policy.request import SignalValue, Unknown

ENOUGH = 0.5


def _tell(traits: Traits) -> SignalValue:
    if traits.explicit is None:
        return Unknown(reason="it is looked at only with the extra: install `twohats[vision]`")
    return traits.explicit >= ENOUGH


SIGNAL = of_traits("explicit", _tell)
