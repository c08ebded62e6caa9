import re

from twohats.page.door import Door
from twohats.page.doors import Way
from twohats.page.routes import ROUTES


def test_every_path_leads_through_the_door() -> None:
    assert all(issubclass(route, Door) for _, route in ROUTES)


def test_only_the_way_in_and_the_commands_do_without_a_session() -> None:
    free = {path for path, route in ROUTES if not route.needs_session and route.way is not Way.COMMAND}
    assert free == {r"/enter", r"/enter/([A-Za-z0-9_-]{1,64})"}


def test_no_two_paths_are_one() -> None:
    paths = [re.sub(r"\(.*?\)", "x", path) for path, _ in ROUTES]
    assert len(set(paths)) == len(paths)
