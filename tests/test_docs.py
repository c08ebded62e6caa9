"""The pages say what is: every command, key and option is there, examples run, and the paths they name exist."""

import asyncio
import importlib.util
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main
from packaging.requirements import Requirement
from pydantic import BaseModel
from ruamel.yaml import YAML

from tests.addon.adapters import test_conformance
from tests.support import policies
from tests.support.cassettes import Labelled, load
from tests.support.pages import DOCS, ROOT, blocks, headings, page, paths_named, section, terms
from tests.support.prompters import RememberedTickets, question
from twohats import adapters
from twohats.adapters import ADAPTERS
from twohats.asking.questions import Questions
from twohats.cli import app_for
from twohats.cli.run import DEFAULT_LISTEN
from twohats.platform_table import header_of
from twohats.question import Choice
from twohats.settings import OPTIONS, PROMPTS
from twohats_policy import example, files, rule
from twohats_policy.activity import Verb
from twohats_policy.built_in import BUILT_IN
from twohats_policy.decision import Effect
from twohats_policy.examples import run_tests
from twohats_policy.parse import load as load_policy

MODELS: Mapping[str, type[BaseModel]] = {
    "The team file": files.TeamFile,
    "An account": files.AccountEntry,
    "Bad news": files.BadNews,
    "An embargo": files.Embargo,
    "A handle": files.Handle,
    "A person": files.Person,
    "A budget": files.Budget,
    "The person's file": files.PersonFile,
    "A rule": rule.Rule,
    "A scope": rule.Scope,
    "A test": example.Example,
    "A test's activity": example.ExampleActivity,
    "A test's media": example.ExampleMedia,
    "A test's target": example.ExampleTarget,
}
"""Sections of docs/policy.md, each with the model whose keys it lists."""


def _commands(group: Any, before: str = "") -> dict[str, Any]:
    """Return every command by its words; those of a group follow the group's."""
    found: dict[str, Any] = {}
    for name, command in getattr(group, "commands", {}).items():
        inner = _commands(command, f"{before}{name} ")
        found |= inner or {f"{before}{name}": command}
    return found


COMMANDS = _commands(typer.main.get_command(app_for([])))
HANDBOOK = ("architecture.md", "adding-an-adapter.md", "adding-a-rule.md", "adding-a-prompter.md", "policy.md")
FRIBBLE = "adding-an-adapter.md"

every_command = pytest.mark.parametrize("name", sorted(COMMANDS))


@every_command
def test_a_command_is_documented_with_all_it_takes(name: str) -> None:
    told = terms(section(page("commands.md"), f"`twohats {name}`"))
    taken = set(_taken(COMMANDS[name]))
    assert told == taken, f"docs/commands.md, `twohats {name}`: mend the table for {sorted(told ^ taken)}"


def test_no_command_is_documented_that_is_not_there() -> None:
    told = {heading.strip("`") for heading in headings(page("commands.md"))}
    assert told == {f"twohats {name}" for name in COMMANDS}


@every_command
def test_the_help_of_a_command_shows_every_word_that_it_has(name: str) -> None:
    """Rich takes what stands in square brackets for a colour, and leaves it out."""
    for parameter in COMMANDS[name].params:
        assert "[" not in (getattr(parameter, "help", None) or ""), (
            f"`twohats {name}`: write {parameter.name} in round ones"
        )


@pytest.mark.parametrize("heading", MODELS)
def test_every_key_of_a_policy_is_documented(heading: str) -> None:
    keys = {field.alias or name for name, field in MODELS[heading].model_fields.items()}
    told = terms(section(page("policy.md"), heading))
    assert told == keys, f"docs/policy.md, {heading}: mend the table for {sorted(told ^ keys)}"


def test_every_model_of_a_policy_file_has_its_section() -> None:
    found = {model for _, model in inspect.getmembers(files, _is_model) if model.__module__ == files.__name__}
    missing = {model.__name__ for model in found - set(MODELS.values()) - {files.PackFile}}
    assert not missing, f"docs/policy.md needs a section for {', '.join(missing)}, and MODELS above its name"


def test_effects_built_in_reasons_verbs_and_packs_are_documented() -> None:
    text = page("policy.md")
    assert terms(section(text, "Effects")) == {effect.value for effect in Effect}
    assert terms(section(text, "Reasons without a rule")) == BUILT_IN
    assert terms(section(text, "Packs")) == set(policies.packs())
    assert {verb.value for verb in Verb} <= set(re.findall(r"`(\w+)`", section(text, "A scope")))


def test_every_option_and_every_way_of_asking_is_documented() -> None:
    text = page("running.md")
    assert terms(section(text, "Inside your own mitmproxy")) == {option.name for option in OPTIONS}
    assert terms(section(text, "Being asked")) == set(PROMPTS)
    assert DEFAULT_LISTEN in text


def test_every_platform_stands_on_its_page() -> None:
    platforms = {header_of(adapter).platform for adapter in ADAPTERS}
    differ = sorted(platforms ^ set(headings(page("platforms.md"))))
    assert not differ, f"docs/platforms.md: run `uv run python -m tests.support.platform_page` for {', '.join(differ)}"


def test_the_readme_has_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "pip install uv && uv run twohats demo" in text
    assert "pip install uv && uv run pytest" in text


def test_every_page_is_in_the_menu() -> None:
    menu = set(_leaves(YAML(typ="safe", pure=True).load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]))
    pages = {str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md")}
    assert menu == pages, f"mkdocs.yml: mend `nav` for {', '.join(sorted(menu ^ pages))}"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", *(f"docs/{name}" for name in HANDBOOK)])
def test_paths_that_a_page_names_exist(name: str) -> None:
    named = set(paths_named((ROOT / name).read_text("utf-8")))
    missing = sorted(path for path in named if not (ROOT / path).exists())
    assert not missing, f"{name} speaks of what is not there: {', '.join(missing)}"


def test_the_policy_of_the_page_is_right_and_its_tests_hold() -> None:
    texts = blocks(page("policy.md"))
    policy = load_policy(texts, employee="anna", packs=policies.packs(), extras=frozenset())
    assert len(policy.examples) == 2
    assert run_tests(policy, lambda file, ref: {}) == []


def test_the_pack_of_the_page_is_right_and_its_tests_hold() -> None:
    text = blocks(page("adding-a-rule.md"))["packs/emoji.yaml"]
    team = {"team.yaml": f"{policies.HEAD}use: [emoji]\n"}
    policy = load_policy(team, employee="anna", packs={"emoji": text}, extras=frozenset())
    tests = files.PackFile.model_validate(_plain(text), strict=False).tests
    assert len(tests) == 3
    assert [failure.words for failure in run_tests(policy, lambda file, ref: {}, tests)] == []


async def test_the_prompter_of_the_page_rings_and_waits(tmp_path: Path) -> None:
    bell = _imported(tmp_path / "bell.py", blocks(page("adding-a-prompter.md"))["addon/twohats/prompters/bell.py"])
    rung: list[str] = []
    questions = Questions([bell.BellPrompter(ring=lambda: rung.append("ding"))], RememberedTickets())
    asked = asyncio.create_task(questions.ask(question(), asyncio.Event()))
    await asyncio.sleep(0.01)
    assert rung == ["ding"]
    assert await questions.answer("K7Q2WX", Choice.SEND, by="anna", channel="page")
    assert (await asked).choice is Choice.SEND


def test_the_adapter_of_the_page_keeps_what_all_adapters_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples = _fribble(tmp_path, monkeypatch)
    monkeypatch.setattr(test_conformance, "ADAPTERS", (*ADAPTERS, samples[0].adapter))
    for check in _taking(test_conformance, "sample"):
        for sample in samples:
            check(sample)
    monkeypatch.setattr(test_conformance, "CASSETTES", samples)
    for check in _taking(test_conformance, "adapter"):
        check(samples[0].adapter)
    assert header_of(samples[0].adapter).title == "Fribble: short notes"


def test_the_own_tests_of_the_pages_adapter_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fribble(tmp_path, monkeypatch)
    own = _imported(tmp_path / "own.py", blocks(page(FRIBBLE))["tests/addon/adapters/test_fribble.py"])
    found = [test for name, test in vars(own).items() if name.startswith("test_")]
    assert len(found) == 4
    for test in found:
        test()


def test_every_dependency_is_pinned_without_an_address() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pins = [Requirement(line) for line in _lines(ROOT / "constraints.txt")]
    versions = {_normal(pin.name): pin for pin in pins}
    assert all(len(pin.specifier) == 1 and str(pin.specifier).startswith("==") and not pin.url for pin in pins)
    for wanted in map(Requirement, project["dependencies"]):
        pin = versions.get(_normal(wanted.name))
        assert pin, f"constraints.txt: pin `{wanted.name}`"
        version = str(pin.specifier).removeprefix("==")
        assert wanted.specifier.contains(version), f"constraints.txt: `{pin}` does not fit `{wanted}`"


def _taken(command: Any) -> list[str]:
    """Return what a command takes, as the page writes it: options by their long name, arguments in capitals."""
    words = []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            words.append((parameter.name or "").upper())
        elif parameter.name != "help":
            words.append(next(word for word in parameter.opts if word.startswith("--")))
    return words


def _is_model(found: object) -> bool:
    return inspect.isclass(found) and issubclass(found, BaseModel)


def _leaves(menu: Any) -> list[str]:
    if isinstance(menu, str):
        return [menu]
    return [leaf for item in (menu.values() if isinstance(menu, dict) else menu) for leaf in _leaves(item)]


def _plain(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(path: Path, text: str) -> ModuleType:
    """Write an example of a page to a file and import it."""
    path.write_text(text, "utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _fribble(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Labelled]:
    """Return the cassettes of the page with its adapter, which can be imported as if it were one of ours."""
    texts = blocks(page(FRIBBLE))
    adapter: Any = _imported(folder / "fribble.py", texts["addon/twohats/adapters/fribble.py"])
    monkeypatch.setitem(sys.modules, "twohats.adapters.fribble", adapter)
    monkeypatch.setattr(adapters, "fribble", adapter, raising=False)
    samples = []
    for title, text in texts.items():
        if title.startswith("tests/cassettes/fribble/"):
            path = folder / Path(title).name
            path.write_text(text, "utf-8")
            samples.append(Labelled(path, load(path), adapter))
    assert len(samples) == 3
    return samples


def _taking(module: ModuleType, name: str) -> list[Callable[[Any], None]]:
    """Return the tests of a module that take one argument of this name."""
    tests = (test for title, test in vars(module).items() if title.startswith("test_"))
    return [test for test in tests if list(inspect.signature(test).parameters) == [name]]
