"""Media that want to hurt: each is answered in time and in little memory, and so is the next picture."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import psutil
import pytest

from tests.support.bombs import gif, jpeg_header, png_bomb, png_header
from tests.support.photographs import encoded, photograph
from twohats.media.fingerprint import Secret
from twohats.media.frames import read_frame, write_frame
from twohats.media.pictures import Pictures

PHOTOGRAPH = encoded(photograph(1, 640, 480))
LARGE = encoded(photograph(2, 3000, 2000))
SECONDS = 2.0  # for one look
MEMORY = 300 << 20  # bytes
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>while(1);</script><image href='file:///etc/passwd'/></svg>"
BASELINE = encoded(photograph(3, 64, 48))
PROGRESSIVE = encoded(photograph(3, 64, 48), progressive=True)

HOSTILE = {
    "empty": b"",
    "truncated JPEG": LARGE[: len(LARGE) // 3],
    "truncated PNG": encoded(photograph(3, 400, 300), "PNG")[:9_000],
    "JPEG that is a page, too": PHOTOGRAPH + b"<html><script>alert(1)</script></html>",
    "page that is a JPEG, too": b"<html><!--" + PHOTOGRAPH,
    "GIF that is an archive, too": gif(2) + b"PK\3\4" + bytes(4_000),
    "header of 50,000 by 50,000": png_header(50_000, 50_000),
    "header of 33 megapixels and no content": png_header(8_000, 4_150),
    "animation of 10,000 frames": gif(10_000),
    "animation of 1,000,000 frames": gif(1_000_000),
    "PNG that grows a thousand times": png_bomb(7_000, 4_740, 6),
    "palette that grows a thousand times": png_bomb(8_000, 4_150, 3),
    "PNG that grows beyond the limit": png_bomb(8_000, 4_151, 0),
    "SVG with a script": SVG,
    "header of 200 megapixels": jpeg_header(BASELINE, 16_320, 12_240),
    "header of 26 megapixels in scans": jpeg_header(PROGRESSIVE, 6_500, 4_000),
    "header of 200 megapixels in scans": jpeg_header(PROGRESSIVE, 16_320, 12_240),
    "nothing but marks": b"\xff\xd8" + b"\xff" * 2_000_000,
    "HEIC of nothing": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(2_000),
    "video of nothing": b"\0\0\0\x18ftypmp42" + b"\0\0\0\0" * 50_000,
}


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(Secret(b"k" * 32))
    assert opened.look(PHOTOGRAPH).result(timeout=60).fingerprint.visual
    yield opened
    opened.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_answered_and_so_is_the_next(pictures: Pictures, name: str) -> None:
    found = pictures.look(HOSTILE[name]).result(timeout=SECONDS + 20)
    assert bool(found.problem) != found.fingerprint.visual
    assert pictures.look(PHOTOGRAPH + name.encode()).result(timeout=60).fingerprint.visual


async def test_the_guard_goes_on_while_one_is_looked_at(pictures: Pictures) -> None:
    look = pictures.look(HOSTILE["PNG that grows a thousand times"] + b"once more")
    turns = 0
    while not look.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 20


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_it_takes_little_time_and_memory(name: str) -> None:
    command = [sys.executable, "-P", "-m", "twohats.media.worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        read_frame(worker.stdout)
        before = time.perf_counter()
        with ThreadPoolExecutor(1) as waiting:
            write_frame(worker.stdin, HOSTILE[name])
            answer = waiting.submit(read_frame, worker.stdout)
            peak = _peak(psutil.Process(worker.pid), answer)
        worker.stdin.close()
    assert "traits" in json.loads(answer.result() or b"{}")
    assert time.perf_counter() - before < 3 * SECONDS  # the machine may be busy; the guard ends it after two seconds
    assert peak < MEMORY


def _peak(process: psutil.Process, answer: "Future[bytes | None]") -> int:
    peak = process.memory_info().rss
    while not answer.done():
        peak = max(peak, process.memory_info().rss)
        time.sleep(0.002)
    return peak
