from twohats.identities.signs import plain_name, settled
from twohats_policy.account import Evidence, Role, Strength


def sign(strength: Strength, platform_id: str = "", username: str = "") -> Evidence:
    return Evidence(role=Role.LOGIN, where="here", strength=strength, platform_id=platform_id, username=username)


def unknown(platform_id: str, username: str) -> None:
    return None


def test_the_strongest_sign_wins() -> None:
    found = settled([sign(Strength.REMEMBERED, "2"), sign(Strength.STATED, "1"), sign(Strength.HINT, "3")], unknown)
    assert found is not None
    assert (found.platform_id, found.strength) == ("1", Strength.STATED)


def test_two_stated_ids_that_disagree_identify_nobody() -> None:
    assert (
        settled([sign(Strength.STATED, "1"), sign(Strength.STATED, "2"), sign(Strength.REMEMBERED, "1")], unknown)
        is None
    )


def test_two_stated_names_that_disagree_identify_nobody() -> None:
    assert settled([sign(Strength.STATED, "", "acme"), sign(Strength.STATED, "", "anna")], unknown) is None


def test_an_id_and_a_name_complete_each_other() -> None:
    found = settled([sign(Strength.STATED, "1"), sign(Strength.STATED, "", "@Acme")], unknown)
    assert found is not None
    assert (found.platform_id, found.username) == ("1", "@Acme")


def test_an_id_and_a_name_of_somebody_else_identify_nobody() -> None:
    assert settled([sign(Strength.STATED, "1"), sign(Strength.STATED, "", "anna")], lambda _id, _name: False) is None


def test_a_weaker_sign_lends_nothing_to_a_stronger_one() -> None:
    found = settled([sign(Strength.STATED, "1"), sign(Strength.HINT, "", "acme")], unknown)
    assert found is not None
    assert found.username == ""


def test_no_sign_says_nothing() -> None:
    assert settled([], unknown) is None
    assert settled([sign(Strength.STATED)], unknown) is None


def test_names_are_compared_without_mark_and_case() -> None:
    assert plain_name("@Acme") == plain_name("acme")
