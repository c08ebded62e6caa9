from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twohats.bodies.form_pairs import MAX_FIELDS, pairs
from twohats.errors import UnreadableActivityError


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("a=1&b=2&a=3", (("a", "1"), ("b", "2"), ("a", "3"))),
        ("a&b=&=c&&", (("a", ""), ("b", ""), ("", "c"))),
        ("a+b=c+d%2Be", (("a b", "c d+e"),)),
        ("a=b=c%3Dd==", (("a", "b=c=d=="),)),
        ("n%61me=na%C3%AFve%20☕", (("name", "naïve ☕"),)),
        ("a=100%&b=%zz%41&c=%4", (("a", "100%"), ("b", "%zzA"), ("c", "%4"))),
        ("a=%250A%0A%0D\n=", (("a", "%0A\n\r\n="),)),
        ("a=%%41%3D0A", (("a", "%A=0A"),)),
        ("a=%00_ \t", (("a", "\x00_ \t"),)),
    ],
)
def test_pairs(text: str, found: tuple[tuple[str, str], ...]) -> None:
    assert pairs(text) == found


@pytest.mark.parametrize("text", ["a=%ff", "%e2%82=1", "a=%ff%zz"])
def test_what_is_no_text_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableActivityError, match="form cannot be read"):
        pairs(text)


def test_very_many_fields_are_unreadable() -> None:
    assert len(pairs("&".join(["a"] * MAX_FIELDS))) == MAX_FIELDS
    with pytest.raises(UnreadableActivityError, match="too many"):
        pairs("&" * MAX_FIELDS)


@given(st.lists(st.tuples(st.text(min_size=1), st.text())))
def test_what_is_written_is_read(written: list[tuple[str, str]]) -> None:
    assert list(pairs(urlencode(written))) == written


@given(st.text(alphabet="%=&+ab10C\n é", max_size=60))
def test_it_is_as_the_standard_library_has_it(text: str) -> None:
    try:
        wanted = parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError:
        with pytest.raises(UnreadableActivityError):
            pairs(text)
    else:
        assert list(pairs(text)) == wanted
