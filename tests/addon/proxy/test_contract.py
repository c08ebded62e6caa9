from collections.abc import Callable

import pytest

from twohats.errors import SetupError
from twohats.proxy.contract import CHECKS, check


@pytest.mark.parametrize("what", CHECKS)
def test_this_mitmproxy_is_as_it_was_tried(what: str) -> None:
    assert CHECKS[what]()


def _breaks() -> bool:
    raise AttributeError("gone")


@pytest.mark.parametrize("version", ["12.1.9", "12.3.0", "13.0.0", "11.0.0"])
def test_an_unknown_version_is_refused_with_the_remedy(version: str) -> None:
    with pytest.raises(SetupError, match=rf"`{version}`.*pip install") as told:
        check(version)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("holds", [lambda: False, _breaks])
def test_a_changed_internal_is_refused_with_the_remedy(holds: Callable[[], bool]) -> None:
    with pytest.raises(SetupError, match=r"the thing.*pip install"):
        check("12.2.3", {"the thing": holds})
