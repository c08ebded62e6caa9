from tests.support import questions_shown as shown
from twohats.page.scene import Scene


def test_people_have_the_names_of_the_policy() -> None:
    scene = Scene("en", shown.policy())
    assert scene.people(("bo", "cleo")) == "Bo Lind, Cleo Strand"


def test_somebody_the_policy_does_not_know_keeps_the_id() -> None:
    assert Scene("en", shown.policy()).person("dan") == "dan"
    assert Scene("en").person("bo") == "bo"


def test_where_links_lead_is_unknown_until_somebody_tells() -> None:
    assert Scene("en").leads("https://acme.example") is None
