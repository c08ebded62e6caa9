"""The four real clients, each posting once: what a community manager's script would do.

Run as a program so that proxy and trust are those of its environment: `python -m tests.support.clients NAME`, with the
settings as one JSON object on standard input. Prints one JSON object: `{"sent": id}`, or `{"refused": words}` with what
the client shows.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Settings = dict[str, Any]


def post_by_tweepy(settings: Settings) -> str:
    """Post text by the v2 API with OAuth 1.0a."""
    import tweepy

    secrets = {"consumer_key": "made-up", "consumer_secret": "made-up", "access_token_secret": "made-up"}
    client = tweepy.Client(access_token=f"{settings['id']}-madeup", **secrets)
    return str(client.create_tweet(text=settings["text"]).data["id"])


def post_by_atproto(settings: Settings) -> str:
    """Sign in with a password and post text."""
    from atproto import Client

    client = Client(base_url=f"https://{settings['server']}")
    client.login(settings["username"], settings["password"], fetch_bsky_profile=False)
    return str(client.send_post(settings["text"], profile_identify=settings["id"]).uri)


def post_by_mastodon_py(settings: Settings) -> str:
    """Post text with a token."""
    from mastodon import Mastodon

    client = Mastodon(access_token=settings["token"], api_base_url=f"https://{settings['server']}")
    return str(client.status_post(settings["text"])["id"])


def post_by_instagrapi(settings: Settings) -> str:
    """Upload a picture and post it with a caption, from a kept session."""
    from instagrapi import Client

    session = {"ds_user_id": settings["id"], "sessionid": f"{settings['id']}%3Amadeup%3A1"}
    client = Client({"authorization_data": session})
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "picture.jpg"
        picture.write_bytes(bytes.fromhex(settings["picture"]))
        return str(client.photo_upload(picture, settings["text"]).pk)


CLIENTS: dict[str, Callable[[Settings], str]] = {
    "tweepy": post_by_tweepy,
    "atproto": post_by_atproto,
    "mastodon.py": post_by_mastodon_py,
    "instagrapi": post_by_instagrapi,
}


def main(name: str) -> None:
    """Post once as the settings on standard input say, and tell what came of it."""
    settings = json.load(sys.stdin)
    try:
        outcome = {"sent": CLIENTS[name](settings)}
    except Exception as error:  # noqa: BLE001 (what any client shows for a refusal is the thing to report)
        outcome = {"refused": f"{type(error).__name__}: {error} {error.args!r}"}
    sys.stdout.write(json.dumps(outcome))


if __name__ == "__main__":
    main(sys.argv[1])
