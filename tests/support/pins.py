"""PINs for tests: hashes that cost next to nothing, in the spelling of the real ones."""

from argon2 import PasswordHasher

from tests.support import policies
from twohats_policy.files import Person
from twohats_policy.policy import Policy

BOS_PIN = "bo's made-up pass phrase"
ANNAS_PIN = "anna's made-up pass phrase"
DAGS_PIN = "dag's made-up pass phrase"


def cheap(pin: str = BOS_PIN) -> str:
    """Return a hash of the PIN."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(pin)


def people(pin: str | None = None) -> dict[str, Person]:
    """Return anna, bo and cilla: bo has a PIN and releases for acme, cilla releases for acme and has none."""
    return {
        "anna": Person(name="Anna Berg", posts_as=("acme",)),
        "bo": Person(name="Bo Lind", approves_for=("acme",), pin=pin or cheap()),
        "cilla": Person(name="Cilla Ek", approves_for=("acme",)),
    }


def team_policy(pin: str | None = None, *, approves: str = "[acme]", employee: str = "anna") -> Policy:
    """Return a policy by which bo (who has a PIN) and cilla (who has none) approve for acme; dag approves for nothing
    and has a PIN.
    """
    text = f"""twohats: 1
accounts:
  acme: {{kind: brand, name: Acme Tools, handles: {{x: {{id: "1111111111", username: acme}}}}}}
  anna: {{kind: personal, owner: anna, handles: {{x: {{id: "2222222222", username: anna}}}}}}
people:
  anna: {{name: Anna Berg, posts_as: [acme], pin: "{cheap(ANNAS_PIN)}"}}
  bo: {{name: Bo Lind, approves_for: {approves}, pin: "{pin or cheap()}"}}
  cilla: {{name: Cilla Ek, approves_for: [acme]}}
  dag: {{name: Dag Ros, pin: "{cheap(DAGS_PIN)}"}}
"""
    return policies.policy(text, employee=employee)
