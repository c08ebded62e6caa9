"""Find what looks like a real secret in a text: known forms of tokens, and credentials that look random."""

import math
import re
from collections import Counter

_KNOWN = re.compile(
    r"A{16,}[A-Za-z0-9%]{20,}"  # X's bearers
    r"|EAA[A-Za-z0-9]{40,}|IGQ[A-Za-z0-9]{40,}"  # Meta's tokens
    r"|xox[abprs]-[0-9]{6,}-[A-Za-z0-9-]{20,}|gh[pousr]_[A-Za-z0-9]{30,}|AKIA[0-9A-Z]{16}|ya29\.[\w-]{30,}"
    r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{80,}"  # a JWT with a whole signature
)
_NAMED = re.compile(
    r"(?:auth_token|ct0|csrf\w*|session\w*|access_token|oauth_token\w*|oauth_signature|refresh_token|password|secret|bearer|dpop)"
    r"[\"']?\s*[=: ]\s*[\"']?([A-Za-z0-9_%.~+/:-]{24,})",
    re.IGNORECASE,
)
RANDOM = 4.3  # bits a character: hex reaches 4.0 and needs the second test, words stay below


def looks_real(text: str) -> list[str]:
    """Return the pieces of `text` that look like real secrets; only their beginnings, since they may be."""
    named = [value for value in _NAMED.findall(text) if _random(value)]
    return [piece[:12] for piece in [*_KNOWN.findall(text), *named]]


def _random(value: str) -> bool:
    counts = Counter(value)
    bits = -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
    is_hex = re.fullmatch(r"[0-9a-f]{32,}", value) is not None and len(counts) > 10
    return is_hex or bits > RANDOM
