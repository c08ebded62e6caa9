"""The few errors, grouped by who can act on them."""


class TwohatsError(Exception):
    """An error whose text is one line for the person at the terminal: what is wrong; what to do."""

    exit_code = 2


class UsageError(TwohatsError):
    """The command or its input is wrong; the person who typed it can mend it."""


class SetupError(TwohatsError):
    """This machine or installation is not ready (port taken, state folder read-only, unknown mitmproxy)."""


class NotRunningError(TwohatsError):
    """The guard is not running."""

    exit_code = 3


class UnreadableActivityError(Exception):
    """A call looks like publishing, but its content cannot be told; the text says why, without any of the content."""


class AuditError(Exception):
    """A decision could not be written down; nothing may be released."""
