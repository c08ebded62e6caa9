"""Distance: whether two words differ by a slip or two of the fingers."""


def within(one: str, other: str, most: int) -> bool:
    """Tell whether at most `most` letters are put in, left out, changed or swapped with the next between the words."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        earlier, before, row = before, row, [place]
        for spot, wanted in enumerate(other, 1):
            cost = min(before[spot] + 1, row[spot - 1] + 1, before[spot - 1] + (sign != wanted))
            if spot > 1 and place > 1 and (sign, one[place - 2]) == (other[spot - 2], wanted):
                cost = min(cost, earlier[spot - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most


def slips(length: int) -> int:
    """Return how many slips a name of this many letters may have and still be taken for it."""
    if length < 5:
        return 0
    return 1 if length < 9 else 2
