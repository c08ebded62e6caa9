"""The tables of the state store, as a list of migrations.

Entry N brings a file of version N to version N + 1. Entries that have been released are never edited: a change is a new
entry at the end. Times are ISO 8601 in UTC with milliseconds and `Z`, so that they sort as text. No table holds a
token, a cookie, or text of a personal account.
"""

_AUDIT = (
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        entry TEXT NOT NULL,
        id TEXT NOT NULL,
        at TEXT NOT NULL,
        version INTEGER NOT NULL,
        body TEXT NOT NULL,
        chain TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX audit_by_id ON audit (id, entry)",
    "CREATE INDEX audit_by_time ON audit (at)",
    """CREATE TABLE audit_head (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        seq INTEGER NOT NULL,
        chain TEXT NOT NULL,
        seal TEXT NOT NULL
    ) STRICT""",
)

_TICKETS = (
    """CREATE TABLE tickets (
        sameness TEXT PRIMARY KEY,
        allowed_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        issued TEXT NOT NULL,
        expires TEXT NOT NULL
    ) STRICT""",
)

_IDENTITY = (
    """CREATE TABLE logins (
        platform TEXT NOT NULL,
        login_hmac TEXT NOT NULL,
        platform_id TEXT NOT NULL,
        username TEXT NOT NULL,
        server TEXT NOT NULL,
        learnt_at TEXT NOT NULL,
        seen_at TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (platform, login_hmac)
    ) STRICT""",
    """CREATE TABLE names (
        network TEXT NOT NULL,
        server TEXT NOT NULL,
        platform_id TEXT NOT NULL,
        username TEXT NOT NULL,
        learnt_at TEXT NOT NULL,
        PRIMARY KEY (network, server, platform_id)
    ) STRICT""",
    """CREATE TABLE handles (
        tool TEXT NOT NULL,
        handle TEXT NOT NULL,
        network TEXT NOT NULL,
        platform_id TEXT NOT NULL,
        username TEXT NOT NULL,
        learnt_at TEXT NOT NULL,
        PRIMARY KEY (tool, handle, network)
    ) STRICT""",
)

_MEMORY = (
    """CREATE TABLE uploads (
        platform TEXT NOT NULL,
        key TEXT NOT NULL,
        digest TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        kind TEXT NOT NULL,
        size INTEGER NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (platform, key, kind)
    ) STRICT""",
    "CREATE INDEX uploads_by_time ON uploads (at)",
    """CREATE TABLE history (
        seq INTEGER PRIMARY KEY,
        platform TEXT NOT NULL,
        account_kind TEXT NOT NULL,
        account_ref TEXT NOT NULL,
        platform_id TEXT NOT NULL,
        verb TEXT NOT NULL,
        at TEXT NOT NULL,
        text_hmac TEXT NOT NULL,
        media_kind TEXT NOT NULL,
        digest TEXT NOT NULL,
        fingerprint TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX history_by_digest ON history (digest)",
    "CREATE INDEX history_by_text ON history (text_hmac)",
    "CREATE INDEX history_by_time ON history (at)",
)

_UNKNOWN_CALLS = (
    """CREATE TABLE unknown_calls (
        host TEXT NOT NULL,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        count INTEGER NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (host, method, path)
    ) STRICT""",
)

_REVIEWS = (
    """CREATE TABLE reviews (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        question TEXT NOT NULL,
        employee TEXT NOT NULL,
        said_by TEXT NOT NULL,
        account TEXT NOT NULL,
        platform TEXT NOT NULL,
        at TEXT NOT NULL,
        looked_by TEXT NOT NULL,
        looked_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX reviews_by_look ON reviews (looked_at)",
)

_TRAITS = ("ALTER TABLE uploads ADD COLUMN traits TEXT NOT NULL DEFAULT ''",)

_DEEDS = (
    "ALTER TABLE history ADD COLUMN employee TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE deeds (
        seq INTEGER PRIMARY KEY,
        employee TEXT NOT NULL,
        account_ref TEXT NOT NULL,
        platform TEXT NOT NULL,
        platform_id TEXT NOT NULL,
        at TEXT NOT NULL,
        reply INTEGER NOT NULL,
        marks BLOB NOT NULL,
        tags TEXT NOT NULL,
        mentions TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX deeds_by_time ON deeds (at)",
)

_APPROVED = (
    """CREATE TABLE approved (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        account TEXT NOT NULL,
        digest TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        thumbnail BLOB NOT NULL,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (account, digest)
    ) STRICT""",
    "CREATE INDEX approved_by_digest ON approved (digest)",
)

_LEFT_OPEN = (
    """CREATE TABLE left_open (
        question TEXT NOT NULL,
        sameness TEXT NOT NULL,
        account TEXT NOT NULL,
        platform TEXT NOT NULL,
        verb TEXT NOT NULL,
        asked TEXT NOT NULL,
        left_at TEXT NOT NULL,
        PRIMARY KEY (question, sameness)
    ) STRICT""",
)

SCHEMA: tuple[tuple[str, ...], ...] = (
    (*_AUDIT, *_TICKETS, *_IDENTITY, *_MEMORY, *_UNKNOWN_CALLS),
    _REVIEWS,
    _TRAITS,
    _DEEDS,
    _APPROVED,
    _LEFT_OPEN,
)
"""The migrations, oldest first; each is a list of single statements, run together or not at all."""
