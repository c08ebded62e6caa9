import pytest

from twohats.notifier.wire import Clear, Event, Order, Show, What, event_of, line_of, order_of


@pytest.mark.parametrize(
    "order",
    [
        Show("Q1", "@acme: send this post?", "line\nbreak “é”", (("block", "Do not send"), ("send", "Send"))),
        Show("notice 1", "Not sent", "", seconds=10, urgent=False),
        Clear("Q1"),
    ],
)
def test_an_order_is_one_line_and_comes_back_the_same(order: Order) -> None:
    line = line_of(order)
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert order_of(line) == order
    assert event_of(line) is None


@pytest.mark.parametrize(
    "event", [Event(What.READY), Event(What.SHOWN, "Q1", drawn=False, swift=True), Event(What.PRESSED, "Q1", "send")]
)
def test_an_event_comes_back_the_same(event: Event) -> None:
    assert event_of(line_of(event)) == event
    assert order_of(line_of(event)) is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello\n",
        b"[1]\n",
        b"{}\n",
        b"\xff\n",
        b'{"is": "show"}\n',
        b'{"is": "show", "id": "1", "title": "", "text": "", "buttons": [1]}\n',
        b'{"is": "show", "id": "1", "title": "", "text": "", "shape": "round"}\n',
        b'{"is": "event", "what": "exploded"}\n',
        b'{"is": "event", "what": "shown", "shape": "round"}\n',
    ],
)
def test_what_is_neither_is_nothing(line: bytes) -> None:
    assert order_of(line) is None
    assert event_of(line) is None
