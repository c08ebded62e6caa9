"""Stand-ins: the parts of the stand-in platform."""
