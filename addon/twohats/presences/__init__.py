"""How each system tells whether somebody is at this computer, in a process of its own: `watcher` is its program."""
