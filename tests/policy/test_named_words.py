import pytest

from twohats_policy.named_words import places

TEXT = "The big Sale, #Debate with @minister: see bit.ly/x"


def found(condition: str) -> list[str]:
    return [TEXT[start:end] for start, end in places(TEXT, [condition])]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("post.text.says('sale, price*')", ["Sale"]),
        ('post.text.says("sale")', ["Sale"]),
        ("post . text . says( 'sale' )", ["Sale"]),
        ("post.title.says('sale')", ["Sale"]),
        ("account.kind == 'brand' && post.text.says('sal*')", ["Sale"]),
        ("post.text.says('big') || post.text.says('sale')", ["big", "Sale"]),
        ("'debate' in post.tags", ["#Debate"]),
        ("'minister' in post.mentions", ["@minister"]),
        ("'bit.ly/x' in post.links", ["bit.ly/x"]),
        ("post.text.says('sale') // not post.text.says('big')", ["Sale"]),
    ],
)
def test_what_a_condition_names_outright_is_found(condition: str, words: list[str]) -> None:
    assert found(condition) == words


@pytest.mark.parametrize(
    "condition",
    [
        "!post.text.says('sale')",
        "! post.text.says('sale')",
        "!(post.text.says('sale') && post.text.says('big'))",
        "post.text.says('sale') == false",
        "post.text.says('sale') ? true : account.known",
        "post.text == 'post.text.says(\\'sale\\')'",
        "post.text.says(account.name)",
        "post.text.says(r'sale')",
        "post.text.says('s\\x61le')",
        "post.text.contains('sale')",
        "media.alt.says('sale')",
        "'x' in ['sale']",
    ],
)
def test_where_a_condition_is_cleverer_nothing_is_found(condition: str) -> None:
    assert found(condition) == []


def test_several_conditions_are_looked_at() -> None:
    conditions = ["post.text.says('sale')", "!(true)", "'debate' in post.tags"]
    assert [TEXT[start:end] for start, end in places(TEXT, conditions)] == ["Sale", "#Debate"]
