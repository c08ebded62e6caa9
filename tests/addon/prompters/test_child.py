import sys
import threading

from twohats.prompters.child import Child

ECHO = "import sys\nfor line in sys.stdin: print(line.upper(), end='', flush=True)"


class Heard:
    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.some, self.ended = threading.Event(), threading.Event()

    def hear(self, line: bytes) -> None:
        self.lines.append(line)
        self.some.set()


def child(heard: Heard, *command: str) -> Child:
    return Child(command or (sys.executable, "-c", ECHO), {}, heard=heard.hear, ended=heard.ended.set)


def test_lines_go_in_and_come_out_until_the_input_ends() -> None:
    heard = Heard()
    made = child(heard)
    made.say(b"hello\n")
    assert heard.some.wait(10)
    assert heard.lines == [b"HELLO\n"]
    made.close()
    assert heard.ended.wait(10)


def test_a_program_that_is_not_there_has_ended() -> None:
    heard = Heard()
    child(heard, "/nowhere/notifier").say(b"hello\n")
    assert heard.ended.wait(10)


def test_one_that_takes_no_lines_stops_nobody_and_can_be_killed() -> None:
    heard = Heard()
    made = child(heard, sys.executable, "-c", "print('x', flush=True); import time; time.sleep(60)")
    for _ in range(100):
        made.say(b"x" * 16_000 + b"\n")
    assert heard.some.wait(10)
    made.kill()
    assert heard.ended.wait(10)


def test_one_that_closes_its_output_and_lives_on_is_ended() -> None:
    heard = Heard()
    child(heard, sys.executable, "-c", "import os, time; os.close(1); time.sleep(60)")
    assert heard.ended.wait(10)


def test_one_that_is_killed_before_it_runs_ends() -> None:
    heard = Heard()
    child(heard).kill()
    assert heard.ended.wait(10)
