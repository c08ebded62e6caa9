"""Made-up questions as people meet them, for the tests of the page and for the pictures of the docs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from tests.support.drawings import in_bytes, logo, selfie
from tests.support.photographs import photograph
from tests.support.policies import packs
from tests.support.prompters import BRAND, PERSONAL
from twohats.links.target import LinkTarget
from twohats.question import Earlier, Picture, Question, Seen
from twohats_policy.account import AccountKind, ActingAccount, Strength
from twohats_policy.activity import Activity, Media, MediaKind, Target, Verb
from twohats_policy.decision import Decision, Effect, Place, Reason, Risk
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import Unknown

MASTODON = ActingAccount(
    platform="mastodon",
    kind=AccountKind.BRAND,
    ref="acme",
    platform_id="9000000001",
    username="acme@social.example",
    confidence=Strength.STATED,
)
BLUESKY = ActingAccount(
    platform="bluesky", kind=AccountKind.BRAND, ref="acme", platform_id="did:plc:acme", username="acme.example"
)

PIN = "$argon2id$v=19$m=65536,t=3,p=4$0j9FC6okTOeh3Vkq+EUxoQ$Kr5pZAV/+GqoilCk/UEcm+zk6PZKh4y1iDWqAOBOjrU"
"""What `twohats pin` makes of a made-up phrase."""

TEAM = """twohats: 1
accounts:
  acme:
    kind: brand
    name: Acme Tools
    avatar: acme.png
    handles:
      x: {id: "1111111111", username: acme}
      mastodon: {id: "9000000001", username: acme, server: social.example}
  anna: {kind: personal, owner: anna, handles: {x: {id: "2222222222", username: anna}}}
people:
  anna: {name: Anna Berg, posts_as: [acme]}
  bo: {name: Bo Lind, approves_for: [acme], pin: "PIN"}
  cleo: {name: Cleo Strand, approves_for: [acme]}
use: [topics]
rules:
  - id: no-prices
    for: {account: brand}
    when: post.text.says('price*, discount, sale')
    effect: ask
    message: Prices are announced by sales, on Fridays.
    because: The spring sale went out a week early.
  - id: no-politics
    for: {account: brand}
    when: post.text.says('election, vote, minister') || 'debate' in post.tags
    effect: second
    risk: high
    message: This touches politics.
  - id: breathe
    for: {account: brand, platforms: x}
    effect: wait
    wait_seconds: 20
    mode: observe
    message: A moment to think before a post of the brand.
""".replace("PIN", PIN)


@cache
def policy() -> Policy:
    """Return the policy that the questions were asked by."""
    return load({"team.yaml": TEAM}, employee="anna", packs=packs(), extras=frozenset())


def write_folder(folder: Path) -> Path:
    """Write the policy folder, with the brand's picture."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "team.yaml").write_text(TEAM, encoding="utf-8")
    (folder / "acme.png").write_bytes(logo())
    return folder


def _reason(rule: str, message: str, effect: Effect = Effect.ASK, line: int = 0, risk: Risk = Risk.NORMAL) -> Reason:
    place = Place(file="team.yaml", line=line) if line else None
    return Reason(rule=rule, effect=effect, message=message, place=place, risk=risk)


def _place(rule: str) -> int:
    return next(one.place.line for one in policy().rules if one.rule.id == rule)


SELFIE_REASON = _reason("no-selfies", "This picture was on your personal account, and it shows you.", line=31)


def _post(text: str, *, pictures: int = 0, **changes: object) -> Activity:
    media = tuple(Media(kind=MediaKind.IMAGE, alt="") for _ in range(pictures))
    return Activity(platform="x", verb=Verb.POST, text=text, media=media).model_copy(update=changes)


def _question(id: str, problem: Activity, *reasons: Reason, **changes: object) -> Question:
    made = Question(
        id=id,
        sameness=f"same-{id}",
        asked=datetime(2026, 11, 22, 9, 3, tzinfo=UTC),
        seconds=60,
        employee="anna",
        account=BRAND,
        login=PERSONAL,
        problem=problem,
        activities=(problem,),
        decision=Decision(effect=reasons[0].effect, reasons=reasons),
        client="Firefox",
        accounts=(BRAND,),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def selfie_on_the_brand() -> Question:
    """Return the question twohats is for: yesterday's selfie, on its way out of the brand's account."""
    earlier = Earlier(Seen.PICTURE, PERSONAL, datetime(2026, 11, 21, 17, 40, tzinfo=UTC))
    return _question(
        "SELFIE",
        _post("Sunday in the sun \u2600\ufe0f", pictures=1),
        SELFIE_REASON,
        pictures=(Picture("image/jpeg", selfie()),),
        earlier=(earlier,),
        colleagues=("bo", "cleo"),
    )


def marked_words() -> Question:
    """Return a question about words, with links that are not what they seem."""
    problem = _post(
        "New prices from Monday! Everything in the autumn sale: https://acme.example@shop.evil.test/autumn "
        "and https://b\u00fccher.example/katalog, or short: https://sho.rt/x1",
        links=(
            "https://acme.example@shop.evil.test/autumn",
            "https://b\u00fccher.example/katalog",
            "https://sho.rt/x1",
        ),
    )
    reason = _reason("no-prices", "Prices are announced by sales, on Fridays.", line=_place("no-prices"))
    return _question("PRICES", problem, reason, colleagues=("bo",), login=BRAND)


def leads(link: str) -> LinkTarget | Unknown | None:
    """Return where the links of `marked_words` lead."""
    if link == "https://sho.rt/x1":
        return LinkTarget(link, "https://shop.evil.test/autumn?from=x1", 404, "text/html")
    return Unknown(reason="made up")


def long_text() -> Question:
    """Return a question with a long text, four pictures and more reasons than are unfolded."""
    text = "\n\n".join(
        f"{number}. {'We tried it for a week, and this is what we found. ' * 4}" for number in range(1, 9)
    )
    photos = []
    for seed in range(4):
        image = photograph(seed, 640, 480)
        photos.append(Picture("image/jpeg", in_bytes(image, "JPEG")))
    reasons = tuple(
        _reason(f"rule-{number}", f"Reason number {number}, in words.", line=number) for number in range(1, 6)
    )
    return _question("LONGER", _post(text, pictures=4, title="A week with it"), *reasons, pictures=tuple(photos))


def right_to_left() -> Question:
    """Return a question about a text that runs from right to left, with a mark that would turn the page."""
    problem = _post(
        "\u064a\u0648\u0645 \u062c\u0645\u064a\u0644 \u0641\u064a \u0627\u0644\u0634\u0645\u0633 \u202eexe.jpg #sun"
    )
    return _question("ARABIC", problem, _reason("language", "The brand writes English.", line=12))


def batch() -> Question:
    """Return a question about one action that goes out from three accounts."""
    one = _post(
        "We are hiring! Come and build tools with us.", targets=(Target(network="facebook", username="acmetools"),)
    )
    return _question(
        "BATCHY",
        one,
        _reason("office-hours", "The brand posts on working days."),
        activities=(one, one, one),
        accounts=(BRAND, MASTODON, BLUESKY),
        parts=3,
        login=BRAND,
        client="Buffer",
    )


def second_opinion() -> Question:
    """Return a question that a colleague has to release."""
    problem = _post("Go and vote on Sunday!", tags=("vote",))
    reason = _reason("no-politics", "This touches politics.", Effect.SECOND, _place("no-politics"), Risk.HIGH)
    return _question("SECOND", problem, reason, approvers=("bo", "cleo"))


def high_risk() -> Question:
    """Return a question that wants the handle typed."""
    reason = _reason("not-your-account", "You are not among those who post as Acme Tools.", risk=Risk.HIGH)
    return _question("RISKY2", _post("Taking over for today \U0001f60e", pictures=0), reason, colleagues=("bo",))


def undo_window() -> Question:
    """Return an undo window: it is sent when the time is over."""
    reason = _reason("breathe", "A moment to think before a post of the brand.", Effect.WAIT, _place("breathe"))
    return _question("UNDOIT", _post("The new catalogue is out."), reason, undo=True, seconds=20, login=BRAND)


SHOWN: dict[str, Callable[[], Question]] = {
    "selfie": selfie_on_the_brand,
    "words": marked_words,
    "long": long_text,
    "right-to-left": right_to_left,
    "batch": batch,
    "second": second_opinion,
    "high-risk": high_risk,
    "undo": undo_window,
}
"""All of them, by the names of their pictures."""
