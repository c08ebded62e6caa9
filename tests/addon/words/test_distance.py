import pytest

from twohats.words.distance import slips, within


@pytest.mark.parametrize("other", ["acme", "acne", "acm", "acmee", "came"])
def test_one_slip_is_one_slip(other: str) -> None:
    assert within("acme", other, 1)


@pytest.mark.parametrize("other", ["acorn", "", "emca", "acmexyz"])
def test_more_is_more(other: str) -> None:
    assert not within("acme", other, 1)


def test_longer_names_may_have_more_slips() -> None:
    assert [slips(length) for length in (4, 5, 8, 9)] == [0, 1, 1, 2]


def test_two_slips_may_stand_anywhere() -> None:
    for other in ("acmetolos", "cametolos", "acmetoolsxy", "metools", "bcmetoolz", "acmetols"):
        assert within("acmetools", other, 2), other
    for other in ("emcatools", "cametlosx", "acmetoolsxyz", "tools"):
        assert not within("acmetools", other, 2), other
