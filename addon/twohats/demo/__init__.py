"""The demo: the whole thing without set-up; nothing leaves this computer."""
