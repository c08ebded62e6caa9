"""Whether a picture or video comes straight from a phone, by what its file says or by what the file is called."""

from twohats.activity_signal import of_traits

SIGNAL = of_traits("from_phone", lambda traits: traits.from_phone)
