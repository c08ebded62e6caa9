"""What `twohats pending` is told: each question that can be answered, and each emergency nobody has looked at."""

from twohats.high_risk import asked_for
from twohats.page.colleagues import Colleagues, names
from twohats.page.scene import Scene
from twohats.page.sheets import sheet
from twohats.prompter import Held
from twohats.question import Standing
from twohats.state.left_open import Left
from twohats.state.reviews import Review
from twohats.wording import platform_name, printable, reasons


def waiting(held: Held, scene: Scene, colleagues: Colleagues) -> dict[str, object]:
    """Return a question as plain values. `seconds` a call still waits, `can_answer` seconds it can be answered."""
    question, shown = held.question, sheet(held, scene)
    offer = colleagues.offer(question)
    opened = held.standing is Standing.OPEN
    late = held.late_seconds_left() if question.approvers or not opened else 0.0
    return {
        "id": shown.id,
        "title": shown.title,
        "account": shown.chip.words,
        "accounts": [one.words for one in shown.chips],
        "employee": question.employee,
        "asked": question.asked.isoformat(),
        "standing": held.standing,
        "seconds": round(held.seconds_left()),
        "can_answer": round(max(held.seconds_left(), late)),
        "undo": question.undo,
        "parts": question.parts,
        "waits_for": names(offer.people) if question.approvers else "",
        "link": offer.link,
        "fingerprint": offer.fingerprint,
        "text": shown.contents.text,
        "pictures": len(question.problem.media),
        "besides": [" ".join(filter(None, (other.what, other.text))) for other in shown.contents.others],
        "handle": asked_for(question),
        "reasons": reasons(question.decision, scene.language),
    }


def left_open(left: Left) -> dict[str, object]:
    """Return what waited when twohats stopped as plain values."""
    account = printable(f"{left.account or '?'} ({platform_name(left.platform)})")
    return {"id": left.question, "account": account, "verb": left.verb, "asked": left.asked.isoformat()}


def emergency(review: Review, colleagues: Colleagues) -> dict[str, object]:
    """Return an emergency as plain values."""
    return {
        "id": review.question,
        "account": printable(f"{review.account or '?'} ({platform_name(review.platform)})"),
        "at": review.at.isoformat(),
        "by": review.said_by,
        "waits_for": names(colleagues.reviewers(review)),
    }
