"""Posting with a real client, as a brand or as a person, through whatever proxy the test puts in its way."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.environment import through
from tests.support.pictures import selfie
from tests.support.platform import ACCOUNTS

NETWORKS = {"tweepy": "x", "atproto": "bluesky", "mastodon.py": "mastodon", "instagrapi": "instagram"}
"""The network each real client posts to."""

SERVERS = {"bluesky": "bsky.social", "mastodon": "mastodon.example"}
TREE = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What came of a try to post: the id it was given, or the words the client shows."""

    sent: str = ""
    refused: str = ""


@dataclass(frozen=True)
class Desk:
    """Where somebody sits and posts: the proxy, the authority to trust, and a home folder."""

    proxy_url: str
    ca_file: Path
    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def post(self, client: str, key: str, text: str) -> Outcome:
        """Post `text` by `client` from the account that the policy calls `key`."""
        network = NETWORKS[client]
        account = next(one for one in ACCOUNTS[network] if one.key == key)
        about = {"id": account.id, "username": account.username, "token": account.token, "password": account.password}
        picture = {"picture": selfie().hex(), "server": SERVERS.get(network, "")}
        return self.run(client, about | picture | {"text": text} | self.settings)

    def run(self, client: str, settings: dict[str, str]) -> Outcome:
        """Post with settings that are given whole."""
        command = [sys.executable, "-m", "tests.support.clients", client]
        environment = through(self.proxy_url, self.ca_file, self.home)
        pipe, words = subprocess.PIPE, json.dumps(settings)
        done = subprocess.run(
            command, input=words, stdout=pipe, env=environment, cwd=TREE, text=True, check=True, timeout=100
        )
        return Outcome(**json.loads(done.stdout.splitlines()[-1]))
