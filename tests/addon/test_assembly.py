from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from tests.support.gates import ACCOUNTS, Room, policy, room
from tests.support.photographs import encoded, photograph
from tests.support.policies import HEAD, person, rule
from tests.support.x_calls import OAUTH1, call
from twohats.adapters import x
from twohats.assembly import clock, doubts_about, judge_of, open_policy, routes_of
from twohats.errors import UsageError
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.reading import Kind, Reading
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.decision import Effect
from twohats_policy.errors import PolicyError
from twohats_policy.parse import load


def test_the_clock_tells_utc() -> None:
    assert clock().tzinfo is UTC
    assert abs(clock() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_routes_have_the_servers_that_the_policy_names() -> None:
    table = routes_of(policy())
    assert table.guards(["api.x.com"])
    assert table.guards(["mastodon.example"])
    assert not table.guards(["other.example"])


def test_an_account_on_no_server_in_particular_is_told() -> None:
    assert doubts_about(policy()) == ()
    nowhere = ACCOUNTS.replace('server: mastodon.example, id: "101", ', "")
    (doubt,) = doubts_about(load({"team.yaml": nowhere}, employee="", packs={}, extras=frozenset()))
    assert doubt.startswith("the mastodon handle of `acme` names no server")


def test_the_policy_of_the_only_employee_is_opened(tmp_path: Path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "team.yaml").write_text(f"{HEAD}use: [hygiene]\n")
    (tmp_path / "people" / "anna.yaml").write_text(person(rule("a")))
    assert open_policy(tmp_path, "").employee == "anna"
    assert open_policy(tmp_path, "bo").employee == "bo"
    with pytest.raises(UsageError, match="cannot be an employee's id"):
        open_policy(tmp_path, "Bo!")
    with pytest.raises(PolicyError, match="`eve`"):
        open_policy(tmp_path, "eve")


async def test_the_approved_folder_lies_beside_the_policy(tmp_path: Path) -> None:
    (tmp_path / "brand-assets").mkdir()
    (tmp_path / "brand-assets" / "card.jpg").write_bytes(encoded(photograph(1, 640, 480)))
    rule = "{id: stray, for: {account: brand}, when: '!post.media.all(m, m.approved)', effect: block, message: Stray.}"
    named = ACCOUNTS.replace("    name: Acme Tools\n", "    name: Acme Tools\n    media: brand-assets/\n")
    rules = load({"team.yaml": f"{named}rules:\n  - {rule}\n"}, employee="anna", packs={}, extras=frozenset())
    with room(tmp_path, rules) as it:
        effects = [await _effect(it, photograph(number, 640, 480)) for number in (1, 2)]
    assert effects == [Effect.ALLOW, Effect.BLOCK]


async def _effect(it: Room, picture: Image.Image) -> Effect:
    media = Media(kind=MediaKind.IMAGE, content=encoded(picture))
    posted = Activity(platform="x", verb=Verb.POST, media=(media,))
    (case,) = await it.judge.cases(
        Reading(Kind.ACTIVITY, x, (posted,)), call("POST", "https://api.x.com/2/tweets", **OAUTH1)
    )
    return case.decision.effect


def test_the_memory_is_that_of_the_employee_whose_policy_is_in_force(tmp_path: Path) -> None:
    whose = [
        load({"team.yaml": f"{HEAD}timezone: Europe/Stockholm\n"}, employee=employee, packs={}, extras=frozenset())
        for employee in ("anna", "bo")
    ]
    words = Activity(platform="x", verb=Verb.POST, text="Our spring collection is in the shop from Monday")
    anna = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222222222")
    acme = ActingAccount(platform="x", kind=AccountKind.BRAND, ref="acme", platform_id="1111111111")
    with closing(Store.open(tmp_path)) as store, closing(Pictures(Secret(b"k" * 32))) as pictures:
        judge = judge_of(lambda: whose[0], tmp_path, store, pictures, b"k" * 32)
        judge.history.add(anna, words)
        assert judge.history.habits.copied(acme, words)
        whose.reverse()
        assert not judge.history.habits.copied(acme, words)
