"""Tables of calls."""

from tests.support.calls import call
from twohats.call_table import CallTable, nothing, on
from twohats_policy.activity import Verb

TABLE = CallTable(
    ("POST|PUT", "/likes/([^/]+)", on("somewhere", Verb.REACT)),
    ("POST", "/likes/last", nothing),
    ("POST", "/publish", on("somewhere", Verb.POST)),
    ("POST", "/seen", nothing),
)


def test_the_first_row_that_fits_counts() -> None:
    (activity,) = TABLE.read(call("POST", "https://a.example/likes/last"), "/likes/last")
    assert (activity.platform, activity.verb, activity.subject) == ("somewhere", Verb.REACT, "last")


def test_a_row_is_for_its_methods_and_the_whole_path() -> None:
    assert TABLE.knows("PUT", "/likes/1")
    assert not TABLE.knows("DELETE", "/likes/1")
    assert not TABLE.knows("POST", "/likes/1/more")
    assert TABLE.read(call("POST", "https://a.example/other"), "/other") == ()


def test_a_harmless_call_is_known_and_reads_as_nothing() -> None:
    assert TABLE.knows("POST", "/seen")
    assert TABLE.read(call("POST", "https://a.example/seen"), "/seen") == ()


def test_a_path_without_group_names_no_object() -> None:
    assert [activity.subject for activity in TABLE.read(call("POST", "https://a.example/publish"), "/publish")] == [""]


def test_a_group_that_may_be_left_away_names_no_object_then() -> None:
    table = CallTable(("DELETE", "/posts(?:/([^/]+))?", on("somewhere", Verb.DELETE)))
    found = [table.read(call("DELETE", f"https://a.example{path}"), path)[0].subject for path in ("/posts/7", "/posts")]
    assert found == ["7", ""]
