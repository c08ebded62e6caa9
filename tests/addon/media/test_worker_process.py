from collections.abc import Iterator

import pytest

from tests.support.photographs import encoded, photograph
from twohats.media.fingerprint import Unreadable
from twohats.media.worker_process import WorkerProcess

SMALL = encoded(photograph(1, 200, 150))
GONE = Unreadable("the picture could not be decoded, or not in time")


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    started = WorkerProcess(seconds=10.0)
    yield started
    started.end()


def told(worker: WorkerProcess, content: bytes) -> frozenset[str]:
    answer = worker.ask(content)
    return frozenset() if isinstance(answer, Unreadable) else frozenset(answer)


def test_it_answers_one_file_after_the_other(worker: WorkerProcess) -> None:
    assert "asked" in told(worker, SMALL)
    assert told(worker, b"no picture") == {"traits"}


def test_after_an_end_the_next_question_starts_another(worker: WorkerProcess) -> None:
    assert "asked" in told(worker, SMALL)
    worker.end()
    worker.end()
    assert "asked" in told(worker, SMALL)


def test_one_that_takes_too_long_is_ended_and_says_so() -> None:
    assert WorkerProcess(seconds=0.0).ask(SMALL) == GONE
