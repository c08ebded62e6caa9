from pathlib import Path

from tests.addon.replays.test_replay import post, replayed
from tests.support.x_calls import OAUTH1, call
from twohats.adapter import Request
from twohats.replays.explanation import explained, what
from twohats_policy.activity import Activity, Media, Verb


async def lines(folder: Path, request: Request, *rules: str) -> list[str]:
    (found,) = await replayed(folder, (request, None), rules=rules)
    return list(explained(found))


async def test_a_post_is_told_with_its_account_decision_rule_and_what_would_flip_it(tmp_path: Path) -> None:
    assert await lines(tmp_path, post()) == [
        "a.flow#0 POST api.x.com/2/tweets",
        '  post "Launch day" from @acme (brand, X)',
        "    decision: block",
        "    rule rests (people/anna.yaml:4): The brand rests.",
        *((await lines(tmp_path, post()))[4:]),
    ]
    assert (await lines(tmp_path, post()))[4].startswith("    smallest change that would flip it: ")


async def test_what_is_only_observed_is_told_with_what_it_would_do(tmp_path: Path) -> None:
    told = await lines(tmp_path, post(), "{id: seen, effect: ask, mode: observe, message: Sure}")
    assert told[2:] == [
        "    decision: allow",
        "    only observed, would be ask: rule seen (people/anna.yaml:4): Sure",
        "    smallest change that would flip it: "
        "with the rule seen in force, and not only observed, the effect would be ask",
    ]


async def test_each_other_reading_is_one_line(tmp_path: Path) -> None:
    reads = call("GET", "https://api.x.com/2/users/me", **OAUTH1)
    elsewhere = call("POST", "https://elsewhere.example/x", {"a": 1})
    unknown = call("POST", "https://api.x.com/2/whatever", {"a": 1}, **OAUTH1)
    broken = call("POST", "https://api.x.com/2/tweets", b'{"te', content_type="application/json", **OAUTH1)
    assert (await lines(tmp_path, reads))[1:] == ["  publishes nothing"]
    assert (await lines(tmp_path, elsewhere))[1:] == ["  not a guarded host"]
    assert (await lines(tmp_path, unknown))[1] == "  a writing call that no adapter knows"
    assert (await lines(tmp_path, broken))[1].startswith("  looks like publishing, but cannot be read: ")


async def test_nothing_in_a_call_steers_a_terminal(tmp_path: Path) -> None:
    odd = call("POST", "https://api.x.com/2/tweets", {"text": "a\x1b[31m\u202eb\nc"}, **OAUTH1)
    path = call("POST", "https://api.x.com/2/%1b%5b31mx", {"a": 1}, **OAUTH1)
    told = "\n".join(await lines(tmp_path, odd) + await lines(tmp_path, path))
    assert not any(letter in told for letter in "\x1b\u202e")


def test_an_activity_in_a_few_words() -> None:
    activity = Activity(
        platform="x", verb=Verb.POST, text="x" * 500, media=(Media(),) * 2, schedule="2026-03-01T10:00Z"
    )
    assert what(activity).startswith('post "xxx')
    assert what(activity).endswith('…", media: 2, scheduled for 2026-03-01T10:00Z')
    assert what(Activity(platform="x", verb=Verb.DELETE)) == "delete"
