"""CEL environments: the behaviour of cel-expr-python that the engine leans on."""

import pytest
from cel_expr_python import cel

from tests.support.policies import good_policy, question
from twohats_policy.condition import compiled
from twohats_policy.environment import ENVIRONMENT, Environment
from twohats_policy.facts import facts
from twohats_policy.names import POST, VARIABLES, VOCABULARY
from twohats_policy.request import SignalValue, Unknown
from twohats_policy.vocabulary import Group, Kind, Name, Signal, Vocabulary


def test_an_unknown_name_is_an_error_with_line_and_column() -> None:
    with pytest.raises(RuntimeError, match=r"<input>:2:6: undefined field 'txt' not found in struct 'twohats.Post'"):
        ENVIRONMENT.spoken.compile("true &&\n post.txt == ''")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("false && post.media[0].approved[0]", False),
        ("post.media[0].approved[0] && false", False),
        ("true || post.media[0].approved[0]", True),
        ("[1, 2].exists(n, n == 2 || post.media[0].approved[0])", True),
    ],
)
def test_an_error_that_decides_nothing_is_no_error(text: str, value: bool) -> None:
    activation = ENVIRONMENT.activation(facts(good_policy().team, question(media=1)))

    assert ENVIRONMENT.inner.compile(text).eval(activation).plain_value() is value


def test_an_error_is_a_value_of_type_error() -> None:
    activation = ENVIRONMENT.activation(facts(good_policy().team, question(media=1)))
    value = ENVIRONMENT.inner.compile("!post.media[0].approved[0]").eval(activation)

    assert value.type() == cel.Type.ERROR
    assert isinstance(value.plain_value(), str)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.TRUTH, True, "post.s"),
        (Kind.NUMBER, 3, "post.s == 3"),
        (Kind.SCORE, 0.5, "post.s > 0.4"),
        (Kind.SCORE, 1, "post.s == 1.0"),
        (Kind.TEXT, "sv", "post.s == 'sv'"),
        (Kind.TEXTS, ("death", "war"), "'war' in post.s"),
        (Kind.TEXTS, (), "size(post.s) == 0"),
    ],
)
def test_a_signal_of_any_type_can_be_declared_in_one_place(kind: Kind, value: SignalValue, text: str) -> None:
    post = Group("post", "", (*POST.names, Name("s", kind, "A signal.", signal=Signal("text.s"))))
    groups = tuple(post if group.name == "post" else group for group in VOCABULARY.groups)
    environment = Environment(Vocabulary(VARIABLES, groups))

    assert holds(environment, text, value) is True
    assert holds(environment, text, Unknown(reason="none")) == "unsure"


def holds(environment: Environment, text: str, value: SignalValue) -> bool | str:
    request = question(signals={"text.s": value})
    truth = compiled(text, environment, frozenset()).holds(environment.activation(facts(good_policy().team, request)))
    return truth if isinstance(truth, bool) else "unsure"
