import subprocess
import sys

from twohats.proxy.lean import all_addons, short_addons

CODE = """
import sys
{first}
from twohats.proxy import lean
print(len(lean.short_addons()), "flask" in sys.modules, "ldap3" in sys.modules)
print("ProxyAuth" in {{type(addon).__name__ for addon in lean.all_addons()}}, "flask" in sys.modules)
"""


def run(first: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", CODE.format(first=first)], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:2]


def test_a_short_list_does_not_import_the_long_one() -> None:
    assert run("") == ["6 False False", "True True"]


def test_it_is_harmless_when_somebody_was_faster() -> None:
    assert run("import mitmproxy.addons")[0] == "6 True True"


def test_the_short_list_is_part_of_the_long_one() -> None:
    names = {type(addon).__name__ for addon in all_addons()}
    assert {type(addon).__name__ for addon in short_addons()} <= names
    assert "Onboarding" not in names
