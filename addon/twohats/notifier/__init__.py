"""The notifier: a process of its own that shows popups with buttons, so that the guard never waits for a desktop.

`python -m twohats.notifier` takes orders as JSON lines and tells what happened as JSON lines (`wire`). It knows neither
questions nor answers: a popup is an id, two texts and some buttons. It ends when its input ends, and takes its popups
with it. Needs the extra `twohats[buttons]`; without it every order fails.
"""
