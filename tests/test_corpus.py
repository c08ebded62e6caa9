"""The score: every request of the corpus is read as its label says. `tests/corpus/README.md` says where it is from."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.corpus import FOLDER, cases, problems
from twohats.opening import open_replay
from twohats.replays.labels import Score, score
from twohats.replays.recordings import files_of, read_file
from twohats.replays.replay import Replay, as_json

PLATFORMS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
CASES, REQUESTS = 401, 810


@pytest.fixture(scope="module")
def scores() -> Iterator[list[Score]]:
    """What `twohats why` prints below its readings."""
    with open_replay(None, "") as replay:
        yield score((recording, asyncio.run(_read(replay, recording))) for recording in files_of(FOLDER))


async def _read(replay: Replay, recording: Path) -> list[dict[str, object]]:
    return [as_json(replayed) async for replayed in replay.file(read_file(recording))]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_request_is_read_as_labelled(platform: str) -> None:
    found = list(cases(FOLDER / platform))
    assert found
    assert [problem for case in found for problem in problems(case)] == []


@pytest.mark.parametrize("platform", PLATFORMS)
def test_who_acts_is_told_where_the_recording_shows_it_and_unknown_elsewhere(
    scores: list[Score], platform: str
) -> None:
    (of_platform,) = [one for one in scores if one.platform == platform]
    assert [str(miss) for miss in of_platform.misses] == []


def test_nothing_of_the_corpus_is_left_out(scores: list[Score]) -> None:
    assert [one.platform for one in scores] == PLATFORMS
    assert (sum(one.cases for one in scores), sum(one.requests for one in scores)) == (CASES, REQUESTS)
