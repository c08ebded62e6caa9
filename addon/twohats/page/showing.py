"""What else there is to see: the policy in force, and the logins seen."""

import asyncio
from dataclasses import dataclass

from twohats.identities.logins import Login
from twohats.page.chips import Chip, chip
from twohats.page.door import Door
from twohats.page.scene import Scene
from twohats.page.times import moment
from twohats.wording import platform_name, printable
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.decision import Risk
from twohats_policy.message import in_language
from twohats_policy.policy import Policy, RuleInForce


@dataclass(frozen=True)
class RuleLine:
    """A rule in force, in words; `scope` are the accounts, platforms and verbs it is about."""

    id: str
    effect: str
    message: str
    place: str
    scope: str
    condition: str
    observed: bool
    high: bool


@dataclass(frozen=True)
class LoginLine:
    """A login that was seen; `chip` is None while nobody knows whose it is."""

    short: str
    chip: Chip | None
    platform: str
    at: str
    by_hand: bool


class Rules(Door):
    """The policy in force, and where each rule is written."""

    def get(self) -> None:
        """Show it."""
        sights, scene = self.house.sights, self.house.scene()
        policy = scene.policy
        self.show(
            "rules.html",
            rules=[rule_line(rule, scene.language) for rule in policy.rules] if policy else [],
            employee=scene.person(policy.employee) if policy else "",
            accounts=accounts(policy, scene) if policy else [],
            folder=sights.folder,
            problem=printable(sights.problem()),
        )


class SeenLogins(Door):
    """The logins seen, and which account each stands for."""

    async def get(self) -> None:
        """Show them, the latest first."""
        found, scene = await asyncio.to_thread(self.house.sights.logins), self.house.scene()
        latest = sorted(found, key=lambda entry: entry[0].seen_at, reverse=True)
        self.show("logins.html", logins=[login_line(login, account, scene) for login, account in latest])


def rule_line(rule: RuleInForce, language: str) -> RuleLine:
    """Return a rule for the list."""
    written, scope = rule.rule, rule.rule.scope
    return RuleLine(
        id=written.id,
        effect=written.effect,
        message=printable(in_language(written.message, language), 300),
        place=str(rule.place),
        scope=", ".join((*scope.account, *map(platform_name, scope.platforms), *scope.verbs)),
        condition=printable(written.when or "", 1000),
        observed=rule.observed,
        high=written.risk is Risk.HIGH,
    )


def login_line(login: Login, account: ActingAccount, scene: Scene) -> LoginLine:
    """Return a login for the list."""
    shown = chip(account, scene) if account.identified or account.known else None
    at = moment(login.seen_at, scene.language)
    return LoginLine(login.short, shown, platform_name(login.platform), at, login.by_hand)


def accounts(policy: Policy, scene: Scene) -> list[Chip]:
    """Return the accounts that the policy names, one chip for each platform they are on."""
    return [
        chip(
            ActingAccount(
                platform=platform,
                kind=AccountKind(entry.kind.value),
                ref=ref,
                platform_id=next(iter(handle.id), ""),
                username=handle.username or "",
            ),
            scene,
        )
        for ref, entry in policy.accounts.entries.items()
        for platform, handle in entry.handles.items()
    ]
