import pytest
from mitmproxy import exceptions
from mitmproxy.options import Options

from twohats.errors import UsageError
from twohats.proxy import fixed


def test_closing_sets_what_is_known() -> None:
    options = Options()
    fixed.close(options)
    assert (options.rawtcp, options.http3, options.ignore_hosts) == (False, False, [])
    fixed.confirm(options)


@pytest.mark.parametrize(("name", "value"), [("rawtcp", True), ("http3", True), ("ignore_hosts", ["x"])])
def test_a_safety_option_that_was_set_otherwise_is_refused(name: str, value: object) -> None:
    options = Options()
    fixed.close(options)
    options.update(**{name: value})
    with pytest.raises(UsageError, match=f"`{name}`"):
        fixed.confirm(options)
    with pytest.raises(exceptions.OptionsError, match=f"`{name}`"):
        fixed.guard(options, {name})


def test_a_person_who_set_one_before_is_told() -> None:
    options = Options(ignore_hosts=["x"])
    with pytest.raises(UsageError, match="`ignore_hosts`"):
        fixed.close(options)


def test_other_options_may_change() -> None:
    options = Options()
    fixed.close(options)
    options.update(ssl_insecure=True)
    fixed.guard(options, {"ssl_insecure"})
    assert options.ssl_insecure
