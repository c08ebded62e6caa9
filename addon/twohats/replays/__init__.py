"""Replays: recorded requests, read and judged offline."""
