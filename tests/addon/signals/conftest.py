from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.remembering import Memory, memory


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Memory]:
    with memory(tmp_path) as opened:
        yield opened
