import pytest

from twohats.errors import (
    AuditError,
    NotRunningError,
    SetupError,
    TwohatsError,
    UnreadableActivityError,
    UsageError,
)


@pytest.mark.parametrize(("error", "code"), [(UsageError, 2), (SetupError, 2), (NotRunningError, 3)])
def test_each_error_knows_the_exit_code_of_who_can_act(error: type[TwohatsError], code: int) -> None:
    assert error("what: do this").exit_code == code
    assert str(error("what: do this")) == "what: do this"


def test_what_is_no_word_for_a_person_is_no_error_of_the_command_line() -> None:
    assert not issubclass(AuditError, TwohatsError)
    assert not issubclass(UnreadableActivityError, TwohatsError)
