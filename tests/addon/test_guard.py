from twohats.guard import Client, Handling


def test_there_are_three_ways_to_handle_a_call() -> None:
    assert {handling.value for handling in Handling} == {"pass", "judge", "tap"}


def test_a_client_is_known_by_its_agent_and_listener() -> None:
    assert Client("tool", "127.0.0.1:8080") == Client("tool", "127.0.0.1:8080", process="", user="")
