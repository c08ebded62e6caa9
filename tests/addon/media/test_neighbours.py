import random

from twohats.media.fingerprint import distance
from twohats.media.neighbours import Neighbour, Neighbours

DICE = random.Random(3)


def flipped(hashed: bytes, bits: int) -> bytes:
    number = int.from_bytes(hashed)
    for place in DICE.sample(range(256), bits):
        number ^= 1 << place
    return number.to_bytes(32)


def test_the_nearest_of_many_is_found_with_its_distance() -> None:
    hashes = [DICE.randbytes(32) for _ in range(3000)]
    index = Neighbours()
    for owner, hashed in enumerate(hashes):
        index.add([hashed], str(owner))
    assert len(index) == 3000
    assert index.nearest([flipped(hashes[2077], 20)]) == Neighbour(20, "2077")


def test_the_best_of_several_questions_wins() -> None:
    one, other = DICE.randbytes(32), DICE.randbytes(32)
    index = Neighbours()
    index.add([one, other], "1")
    assert index.nearest([flipped(one, 9), flipped(other, 4)]) == Neighbour(4, "1")


def test_it_agrees_with_counting_bits_one_by_one() -> None:
    hashes = [DICE.randbytes(32) for _ in range(50)]
    index = Neighbours()
    for owner, hashed in enumerate(hashes):
        index.add([hashed], str(owner))
    question = DICE.randbytes(32)
    found = index.nearest([question])
    assert found is not None
    assert found.distance == min(distance(question, hashed) for hashed in hashes)


def test_nothing_is_near_nothing() -> None:
    index = Neighbours()
    assert index.nearest([DICE.randbytes(32)]) is None
    index.add([DICE.randbytes(32)], "1")
    assert index.nearest([]) is None


def test_all_that_are_near_are_told() -> None:
    hashed = DICE.randbytes(32)
    index = Neighbours()
    assert index.within(hashed, 31) == []
    index.add([flipped(hashed, 31)], "near")
    index.add([flipped(hashed, 32)], "not quite")
    index.add([hashed], "same")
    assert index.within(hashed, 31) == ["near", "same"]
