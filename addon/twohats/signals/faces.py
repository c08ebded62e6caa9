"""How many faces a picture shows. Faces are found, never recognised, and nothing of them is kept."""

from twohats.activity_signal import of_traits

SIGNAL = of_traits("faces", lambda traits: traits.faces)
