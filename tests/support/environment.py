"""The environment of a program that must use one proxy and trust one authority, whatever this machine presets."""

import os
from pathlib import Path

TRUST_FILES = (
    "SSL_CERT_FILE",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
    "HTTPLIB2_CA_CERTS",
    "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
)
"""Variables that name a file of trusted certificates, in one library or another."""

OTHERS = ("SSL_CERT_DIR", "NIX_SSL_CERT_FILE", "GIT_SSL_CAINFO", "AWS_CA_BUNDLE", "PIP_CERT", "NO_PROXY", "no_proxy")
PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy")
PRESET = frozenset({*TRUST_FILES, *OTHERS, *PROXIES, "CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE"})
"""What a machine may preset and a test must not inherit (facts: desktop 4.2)."""


def isolated(home: Path) -> dict[str, str]:
    """Return this environment without preset proxies and trust, with every folder of the user below `home`."""
    kept = {name: value for name, value in os.environ.items() if name not in PRESET and not name.startswith("XDG_")}
    folders = {"HOME": str(home), "USERPROFILE": str(home), "APPDATA": str(home), "LOCALAPPDATA": str(home)}
    return kept | folders


def through(proxy_url: str, ca_file: Path, home: Path) -> dict[str, str]:
    """Return the environment of a client that goes through a proxy and trusts the authority in `ca_file` only."""
    trust = dict.fromkeys(TRUST_FILES, str(ca_file))
    return isolated(home) | trust | {"HTTPS_PROXY": proxy_url, "https_proxy": proxy_url, "NO_PROXY": "", "no_proxy": ""}
