"""The layout: every module is tested, every test has its module, lists are complete, files and names are in order.

Each message says what to do. The reasons are in CONTRIBUTING.md and docs/architecture.md.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from twohats.adapter import Adapter
from twohats.adapters import ADAPTERS
from twohats.platform_table import header_of
from twohats.prompters import NAMES
from twohats.settings import PROMPTS

ROOT = Path(__file__).parents[1]
ADDON, POLICY = ROOT / "addon" / "twohats", ROOT / "policy" / "twohats_policy"
MIRRORS = {ADDON: ROOT / "tests" / "addon", POLICY: ROOT / "tests" / "policy"}
OF_SEVERAL = {Path("adapters/test_conformance.py"), Path("adapters/test_fuzz.py"), Path("test_evasions.py")}
"""Tests of an interface, once for all that implement it."""

MOST_LINES = 250
CASSETTES = ROOT / "tests" / "cassettes"
VAGUE = {"manager", "helper", "helpers", "util", "utils", "handler", "handlers", "processor", "base"}

every_package = pytest.mark.parametrize("package", MIRRORS, ids=lambda package: package.name)
every_adapter = pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.name)


@every_package
def test_every_module_has_its_test(package: Path) -> None:
    wanted = {_test_of(module) for module in _modules(package) if not module.name.startswith("__")}
    missing = sorted(str(path) for path in wanted - _tests(MIRRORS[package]))
    assert not missing, f"write these tests, in {MIRRORS[package].relative_to(ROOT)}: {', '.join(missing)}"


@every_package
def test_every_test_has_its_module(package: Path) -> None:
    modules = _modules(package)
    wanted = {test for module in modules for test in _tests_allowed(module)} | OF_SEVERAL
    strays = sorted(str(path) for path in _tests(MIRRORS[package]) - wanted)
    assert not strays, f"name each after the module it tests, or move it to tests/end_to_end: {', '.join(strays)}"


@every_package
def test_every_folder_is_a_package_that_says_its_purpose(package: Path) -> None:
    folders = {path.parent for path in package.rglob("*.py")}
    silent = sorted(str(folder.relative_to(ROOT)) for folder in folders if not _docstring(folder / "__init__.py"))
    assert not silent, f"give each an __init__.py whose docstring says what is in it: {', '.join(silent)}"


def test_no_module_is_long() -> None:
    folders = (ADDON, POLICY, ROOT / "tests" / "support", ROOT / "bench")
    lengths = {path: len(path.read_text("utf-8").splitlines()) for folder in folders for path in folder.rglob("*.py")}
    long = sorted(f"{path.relative_to(ROOT)} ({lines})" for path, lines in lengths.items() if lines > MOST_LINES)
    assert not long, f"over {MOST_LINES} lines: part each by what its pieces know: {', '.join(long)}"


def test_no_name_is_vague() -> None:
    sources = [path for folder in ("addon", "policy", "tests", "bench") for path in (ROOT / folder).rglob("*.py")]
    vague = sorted(f"{path.relative_to(ROOT)}: {name}" for path in sources for name in _names(path) if _vague(name))
    assert not vague, f"find the word of the field for each (docs/glossary.md): {'; '.join(vague)}"


def test_every_adapter_is_in_the_list() -> None:
    found = {path.stem for path in (ADDON / "adapters").iterdir() if _is_module(path)}
    listed = {adapter.name for adapter in ADAPTERS}
    assert found == listed, f"addon/twohats/adapters/__init__.py: mend the list for {', '.join(found ^ listed)}"


def test_adapters_stand_apart_by_name() -> None:
    names = [adapter.name for adapter in ADAPTERS]
    assert len(set(names)) == len(names), "an adapter stands in the list twice: take one out"


@every_adapter
def test_every_adapter_has_a_header_and_three_cassettes(adapter: Adapter) -> None:
    cassettes = list((CASSETTES / adapter.name).glob("*.yaml"))
    assert len(cassettes) >= 3, f"record a post, a non-post and an unreadable into tests/cassettes/{adapter.name}"
    assert header_of(adapter).reads


def test_every_way_of_asking_is_a_module_and_in_both_lists() -> None:
    missing = [name for name in NAMES if not (ADDON / "prompters" / f"{name}.py").exists()]
    assert not missing, f"a way of asking is a module of its name in addon/twohats/prompters: {', '.join(missing)}"
    assert set(NAMES) == set(PROMPTS), "addon/twohats/settings.py and prompters/__init__.py must name the same ways"


def test_every_pack_is_named_after_its_file() -> None:
    packs = list((POLICY / "packs").glob("*.yaml"))
    assert packs
    for pack in packs:
        assert f"\npack: {pack.stem}\n" in pack.read_text("utf-8"), f"{pack.name}: `pack:` must be the file's name"


def test_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    private = re.compile(r"/(?:root|home/[a-z]|Users/[a-z]|work)/")
    texts = (path for folder in ("addon", "policy", "docs", "bench") for path in (ROOT / folder).rglob("*.*"))
    found = [
        str(path.relative_to(ROOT)) for path in texts if _is_text(path) and private.search(path.read_text("utf-8"))
    ]
    assert not found, f"take the private paths out of {', '.join(sorted(found))}"


def _modules(package: Path) -> set[Path]:
    return {path.relative_to(package) for path in package.rglob("*.py")}


def _tests(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("test_*.py")}


def _test_of(module: Path) -> Path:
    return module.with_name(f"test_{module.name}")


def _tests_allowed(module: Path) -> Iterator[Path]:
    """Yield where a test of the module may be; that of a package may lie in its folder or beside it."""
    if module.name != "__init__.py":
        yield _test_of(module)
    elif module.parent.name:
        yield module.with_name(f"test_{module.parent.name}.py")
        yield module.parent.with_name(f"test_{module.parent.name}.py")


def _docstring(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "") if path.exists() else ""


def _names(path: Path) -> Iterator[str]:
    """Yield the names that a file gives: its own, and those of its classes and functions."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _vague(name: str) -> bool:
    if name.startswith("test_"):
        return False  # a sentence
    words = re.findall(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+", name)
    return any(word.lower() in VAGUE for word in words)


def _is_module(path: Path) -> bool:
    is_package = path.is_dir() and (path / "__init__.py").exists()
    return is_package or (path.suffix == ".py" and not path.stem.startswith("__"))


def _is_text(path: Path) -> bool:
    return path.suffix in {".py", ".md", ".yaml", ".toml", ".html", ".css", ".js"}
