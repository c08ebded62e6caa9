"""Whether a picture looks like a selfie: the front camera took it, or one face fills the middle of it.

A head shot by a photographer looks the same, so it is a reason to ask and never one to refuse; approved pictures should
silence it (facts: media 3).
"""

from twohats.activity_signal import of_traits

SIGNAL = of_traits("selfie", lambda traits: traits.selfie)
