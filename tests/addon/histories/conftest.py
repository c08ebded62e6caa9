from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clock import Clock
from twohats.state.store import Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()
