"""Distance: whether two words differ by a slip or two of the fingers."""


def within(one: str, other: str, most: int) -> bool:
    """Tell whether at most `most` letters are put in, left out, changed or swapped with the next between the words.

    For one slip or two: each more takes four times as long.
    """
    if abs(len(one) - len(other)) > most:
        return False
    same = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if same is None or not most:
        return same is None
    rest, left = one[same:], other[same:]
    return (
        within(rest[1:], left[1:], most - 1)
        or within(rest[1:], left, most - 1)
        or within(rest, left[1:], most - 1)
        or (rest[:2] == left[1::-1] and within(rest[2:], left[2:], most - 1))
    )


def slips(length: int) -> int:
    """Return how many slips a name of this many letters may have and still be taken for it."""
    if length < 5:
        return 0
    return 1 if length < 9 else 2
