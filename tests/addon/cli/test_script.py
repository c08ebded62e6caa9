from pathlib import Path

from tests.support.commands import run


def test_the_path_is_a_script_for_mitmdump() -> None:
    path = Path(run("script").out.strip())
    assert path.name == "script.py"
    assert "addons = [" in path.read_text("utf-8")
