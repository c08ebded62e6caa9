"""The guard inside the user's own mitmdump: `mitmdump -s "$(twohats script)"`.

mitmproxy reloads this file when it changes and drops it when it breaks; the boundary hangs on the master
and stays (facts: mitm 0.3).
"""

from twohats.script_addon import ScriptAddon

addons = [ScriptAddon()]
