import runpy
from pathlib import Path

import twohats
from twohats.script_addon import ScriptAddon


def test_the_script_offers_one_addon() -> None:
    script = Path(twohats.__file__).with_name("script.py")
    [addon] = runpy.run_path(str(script))["addons"]
    assert type(addon).__name__ == ScriptAddon.__name__
