"""Adapters under requests that nobody thought of: random ones near the cassettes, and ones that atheris finds.

`TWOHATS_FUZZ_SECONDS` is how long all of it may take, for all adapters together.
"""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.fuzzing import examine, parsed, samples, seeds
from tests.support.spoilt import requests
from tests.support.strangers import Stranger
from tests.support.x_calls import call
from twohats.adapter import Adapter, Request
from twohats.adapters import ADAPTERS, x

SECONDS = int(os.environ.get("TWOHATS_FUZZ_SECONDS", "180"))
EACH = SECONDS / len(ADAPTERS) / 2
EXAMPLES_A_SECOND = 120  # on a slow machine
START = 60  # seconds that a fuzzer may take before it begins
TREE = Path(__file__).parents[3]
GUIDED = ADAPTERS if importlib.util.find_spec("atheris") else ()
"""Adapters to fuzz with atheris: none where it is not installed (it is made for Linux on x86-64 only)."""


@pytest.mark.slow
@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.name)
def test_requests_near_the_cassettes_raise_nothing_else_and_stay_as_they_are(adapter: Adapter) -> None:
    @settings(
        max_examples=max(10, round(EACH * EXAMPLES_A_SECOND)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def every(data: st.DataObject) -> None:
        examine(adapter, data.draw(requests(near)))

    near = samples(adapter)
    every()


@pytest.mark.slow
@pytest.mark.timeout(START + SECONDS)
@pytest.mark.parametrize("adapter", GUIDED, ids=lambda adapter: adapter.name)
def test_a_guided_fuzzer_finds_nothing(adapter: Adapter) -> None:
    command = [sys.executable, "-m", "tests.support.fuzz_adapter", adapter.name, str(max(1, round(EACH)))]
    done = subprocess.run(command, cwd=TREE, capture_output=True, text=True, errors="replace", timeout=START + SECONDS)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-6000:]


def test_what_an_adapter_may_not_do_is_noticed() -> None:
    class Raising(Stranger):
        def known(self, request: Request) -> bool:
            raise KeyError("x")

    class Changing(Stranger):
        def known(self, request: Request) -> bool:
            object.__setattr__(request, "path", "/other")
            return True

    request = call("POST", "https://stranger.example/post", "a=1")
    examine(Stranger(), request)
    with pytest.raises(KeyError):
        examine(Raising(), request)
    with pytest.raises(AssertionError):
        examine(Changing(), request)


def test_a_fuzzer_starts_from_what_the_cassettes_hold() -> None:
    found = [parsed(seed) for seed in seeds(x)]
    wanted = {(sample.request.method, sample.request.path, sample.request.content) for sample in samples(x)}
    assert wanted <= {(one.method, one.path, one.content) for one in found if one is not None}
    assert parsed(b"GET http://[\r\n\r\n") is None
