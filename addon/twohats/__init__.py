"""twohats: a personal post does not go out from the brand."""

__version__ = "0.1.0"
