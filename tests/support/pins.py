"""PINs for tests: hashes that cost next to nothing, in the spelling of the real ones."""

from argon2 import PasswordHasher

from twohats_policy.files import Person

BOS_PIN = "bo's made-up pass phrase"


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
