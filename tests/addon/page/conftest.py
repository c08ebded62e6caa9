"""A running page for each test that asks for one, by a clock that the test turns."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.visitor import House, Seconds, page


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
async def house(tmp_path: Path, clock: Seconds) -> AsyncIterator[House]:
    async with page(tmp_path, clock=clock) as running:
        yield running
