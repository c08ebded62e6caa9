"""Reports: what happened in a period, from the audit trail and the policy; and putting a rule back to observe.

`reports.figures` counts, `reports.charts` draws; both are pure. Here they meet a state folder and a policy folder.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Group

from twohats.audits.log import entries
from twohats.errors import UsageError
from twohats.extras import installed
from twohats.policy_file import PEOPLE_FOLDER, TEAM_FILE, pack_texts, read_folder
from twohats.reports import in_json, sheet, terminal
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Figures, Period, Reader, figures
from twohats.state.reviews import Review, Reviews
from twohats.state.store import Store
from twohats.wording import printable
from twohats_policy.built_in import BUILT_IN
from twohats_policy.decision import Mode
from twohats_policy.parse import load
from twohats_policy.policy import Policy, RuleInForce
from twohats_policy.put_back import put_back


@dataclass(frozen=True)
class Report:
    """Figures with what the policy says of the rules, and the emergencies that nobody else has looked at yet."""

    figures: Figures
    book: RuleBook
    reviews: tuple[Review, ...] = ()

    def values(self) -> dict[str, object]:
        """Return it for programs."""
        return in_json.values(self.figures, self.book, self.reviews)

    def page(self, language: str) -> str:
        """Return it as a page of HTML that needs nothing else."""
        return sheet.sheet(self.figures, self.book, self.reviews, language)

    def tables(self, language: str, width: int) -> Group:
        """Return it for a terminal that is so many characters wide."""
        return terminal.shown(self.figures, self.book, self.reviews, language, width)


def make(
    store: Store,
    policy: Policy | None,
    reader: Reader,
    now: datetime,
    *,
    since: datetime | None = None,
    person: str = "",
) -> Report:
    """Return the report of the days since `since` (None: 28 days), of one `person` if that is named.

    Raises:
        StoreError: the trail cannot be read.
    """
    period = Period.of_days(now, policy.team.timezone if policy else UTC)
    if since is not None:
        period = Period(since, now, period.zone)
    lines = entries(store, since=period.since)
    reviews = Reviews(store, lambda: now).open()
    return Report(figures(lines, period, reader, person=person), rule_book(policy), reviews)


def rule_book(policy: Policy | None) -> RuleBook:
    """Return what a policy says of its rules; of none, the budget there is without one."""
    if policy is None:
        return RuleBook()
    own = {rule.rule.id for rule in policy.rules if rule.place.file.startswith(f"{PEOPLE_FOLDER}/")}
    shared = {rule.rule.id: rule.rule for rule in policy.rules if rule.rule.id not in own}
    return RuleBook(
        budget=policy.budget,
        shared=frozenset(shared),
        own=frozenset(own),
        observed=policy.watched,
        put_back=frozenset(id for id in policy.watched & shared.keys() if shared[id].mode is Mode.ENFORCE),
    )


def observe(folder: Path, policy: Policy, rule: str, *, wanted: bool) -> bool:
    """Put a rule back to observe in the team file, or (`wanted` false) into force again. Return whether it changed.

    Raises:
        UsageError: it is no rule that the team file can put back, or a file cannot be read or written.
        PolicyError: there is no such rule, or the files are wrong.
    """
    found = next((known for known in policy.rules if known.rule.id == rule), None)
    if rule in BUILT_IN:
        raise UsageError(f"`{rule}` is built in: only rules of the team or of a pack can be observed")
    if found is not None:
        _make_sure_it_is_shared(found, wanted=wanted)
    texts = read_folder(folder, policy.employee)
    written = put_back(texts[TEAM_FILE], rule, wanted)
    if written == texts[TEAM_FILE] and found is None:
        raise UsageError(f"no rule `{printable(rule, 80)}` in `{folder}`: see `twohats report`")
    if written == texts[TEAM_FILE]:
        return False
    load(texts | {TEAM_FILE: written}, employee=policy.employee, packs=pack_texts(), extras=installed())
    _write(folder / TEAM_FILE, written)
    return True


def _make_sure_it_is_shared(found: RuleInForce, *, wanted: bool) -> None:
    id, place = found.rule.id, found.place
    if place.file.startswith(f"{PEOPLE_FOLDER}/"):
        mode = Mode.OBSERVE if wanted else Mode.ENFORCE
        raise UsageError(f"`{id}` is a rule of a person's own file: write `mode: {mode}` there, in `{place}`")
    if not wanted and found.rule.mode is Mode.OBSERVE:
        raise UsageError(f"`{id}` says itself that it is only observed: take `mode: observe` out of `{place}`")


def _write(file: Path, text: str) -> None:
    """Replace a file as a whole: the running guard must never read half of it. A link stays a link."""
    target = file.resolve()
    draft = target.with_name(f".{target.name}.new")
    try:
        draft.write_bytes(text.encode())
        shutil.copymode(target, draft)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(
            f"cannot write `{file}` ({why}): edit `observe` in it yourself, or make it writable"
        ) from error
