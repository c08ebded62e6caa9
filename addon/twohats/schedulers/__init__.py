"""Schedulers: what tools that post for other accounts have in common on the wire."""
