"""The policy engine of twohats: files in, decisions out. Pure: no I/O, no clock, no proxy.

The names below are what the rest of twohats uses; everything else may change.
"""

from twohats_policy.account import AccountKind, ActingAccount, Evidence, Role, Strength
from twohats_policy.account_book import AccountBook, KnownAccount
from twohats_policy.activity import Activity, Actor, Media, MediaKind, Target, Verb
from twohats_policy.dead_rules import warnings
from twohats_policy.decision import Decision, Effect, Mode, Place, Reason, Risk
from twohats_policy.engine import decide, needs, strictest
from twohats_policy.errors import PolicyError, Problem
from twohats_policy.examples import run_tests
from twohats_policy.explain import Change, Explanation, explain
from twohats_policy.parse import load
from twohats_policy.policy import Policy
from twohats_policy.request import DecisionRequest, SignalValue, Unknown
from twohats_policy.schema import schemas

__all__ = [
    "AccountBook",
    "AccountKind",
    "ActingAccount",
    "Activity",
    "Actor",
    "Change",
    "Decision",
    "DecisionRequest",
    "Effect",
    "Evidence",
    "Explanation",
    "KnownAccount",
    "Media",
    "MediaKind",
    "Mode",
    "Place",
    "Policy",
    "PolicyError",
    "Problem",
    "Reason",
    "Risk",
    "Role",
    "SignalValue",
    "Strength",
    "Target",
    "Unknown",
    "Verb",
    "decide",
    "explain",
    "load",
    "needs",
    "run_tests",
    "schemas",
    "strictest",
    "warnings",
]
