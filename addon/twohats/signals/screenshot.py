"""Whether a picture is a screenshot of a phone: by its name, its own remark, or a size only screens have."""

from twohats.activity_signal import of_traits

SIGNAL = of_traits("screenshot", lambda traits: traits.screen)
