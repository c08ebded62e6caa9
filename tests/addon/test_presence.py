import gc
import subprocess
import sys
import threading

import pytest

from twohats.presence import Glance, Presence

ECHO = "import sys\nfor line in sys.stdin:\n    print({answer!r}, flush=True)\n"


def presence(answer: str, seconds: float = 20.0) -> Presence:
    return Presence((sys.executable, "-c", ECHO.format(answer=answer)), seconds)


@pytest.mark.parametrize(
    ("answer", "glance"),
    [
        ("[true, 12.5]", Glance(locked=True, idle_seconds=12.5)),
        ("[false, 0]", Glance(locked=False, idle_seconds=0.0)),
        ("[null, null]", Glance()),
        ('["yes", true]', Glance()),
        ("[false, -1]", Glance(locked=False)),
        ("[1, 2, 3]", Glance()),
        ("nonsense", Glance()),
        ("", Glance()),
        ("null", Glance()),
    ],
)
def test_a_look_tells_what_the_watcher_says(answer: str, glance: Glance) -> None:
    opened = presence(answer)
    assert [opened.look(), opened.look()] == [glance, glance]
    opened.close()


def test_a_watcher_that_is_too_slow_is_ended_and_nothing_is_known() -> None:
    opened = Presence((sys.executable, "-c", "import time; time.sleep(60)"), seconds=0.1)
    assert opened.look() == Glance()
    assert opened.look() == Glance()
    opened.close()


def test_a_watcher_that_cannot_be_started_tells_nothing() -> None:
    assert Presence(("/nonexistent/watcher",)).look() == Glance()


def test_a_watcher_that_ends_is_started_again() -> None:
    opened = Presence((sys.executable, "-c", "input(); print('[false, 1]')"), seconds=20.0)
    assert [opened.look().locked, opened.look().locked] == [False, False]
    opened.close()


def test_several_threads_may_look_at_once() -> None:
    opened, found = presence("[true, 1.0]"), list[Glance]()
    threads = [threading.Thread(target=lambda: found.append(opened.look())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [Glance(locked=True, idle_seconds=1.0)] * 8
    opened.close()


def test_the_watcher_ends_with_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    original = subprocess.Popen

    def start(*arguments: object, **named: object) -> "subprocess.Popen[bytes]":
        started.append(original(*arguments, **named))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    opened = presence("[true, 1.0]")
    opened.look()
    del opened
    gc.collect()
    assert [process.returncode is not None for process in started] == [True]


def test_the_watcher_of_this_system_answers() -> None:
    opened = Presence(seconds=20.0)
    assert isinstance(opened.look(), Glance)
    opened.close()
