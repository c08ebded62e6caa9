"""Where the suite lies."""

from pathlib import Path

import pytest

import twohats
from twohats.errors import UsageError
from twohats.incidents.place import suite_folder


def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / "lib" / "site" / "twohats"
    package.mkdir(parents=True)
    monkeypatch.setattr(twohats, "__file__", str(package / "__init__.py"))
    return package


def test_a_checkout_has_it_among_its_tests() -> None:
    assert (suite_folder() / "team.yaml").is_file()


def test_an_installation_has_it_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = installed(tmp_path, monkeypatch)
    (package / "incidents" / "cases").mkdir(parents=True)
    assert suite_folder() == package / "incidents" / "cases"


def test_an_installation_without_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch)
    with pytest.raises(UsageError, match="name one with `--suite`"):
        suite_folder()
