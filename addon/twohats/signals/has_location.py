"""Whether a file says where it was taken: posted as it is, it can tell where somebody lives."""

from twohats.activity_signal import of_traits

SIGNAL = of_traits("has_location", lambda traits: traits.located)
