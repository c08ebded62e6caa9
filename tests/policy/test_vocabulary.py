"""What a vocabulary consists of."""

import pytest

from twohats_policy.vocabulary import Group, Kind, Name, Signal, Vocabulary

SIGNAL = Name("seen", Kind.TRUTH, "Seen.", signal=Signal("text.seen"))


def test_a_signal_must_be_the_only_name_of_its_spelling() -> None:
    other = Name("seen", Kind.TEXT, "Something else.", read=str)

    with pytest.raises(ValueError, match="`seen` is a signal"):
        Vocabulary((), (Group("post", "", (SIGNAL,)), Group("media", "", (other,))))


def test_signals_are_known_by_name_key_and_place() -> None:
    score = Name("score", Kind.SCORE, "Score.", signal=Signal("score", extra="faces"))
    vocabulary = Vocabulary((), (Group("post", "", (SIGNAL,)), Group("media", "", (score,))))

    assert vocabulary.signals == {"seen": Signal("text.seen"), "score": Signal("score", "faces")}
    assert vocabulary.media_signals == {"score"}
    assert vocabulary.post_signals == {"text.seen"}
    assert vocabulary.quiet == {"text.seen": False, "score": 0.0}
    assert vocabulary.members("media") == ("score",)


def test_closed_sets_of_one_name_are_joined() -> None:
    one = Name("kind", Kind.TEXT, "", read=str, values=("a",))
    two = Name("kind", Kind.TEXT, "", read=str, values=("b",))

    assert Vocabulary((), (Group("p", "", (one,)), Group("q", "", (two,)))).closed == {"kind": {"a", "b"}}
