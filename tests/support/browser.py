"""A real Chromium, headless, in a throw-away home, behind one proxy, trusting one authority more than usual.

The authority is imported into the NSS database of that home (facts: desktop 4.2). Names are never looked up, so
whatever the proxy does not answer fails: no request of the browser's own can leave the device. Needs `chromium` and
`certutil`.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.support.environment import isolated

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

COMPOSE = ("x.com", "/compose/post")
"""Host and path of the page below."""

COMPOSE_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Compose</title>
<textarea id="text"></textarea><button id="send">Post</button><p id="said" role="status"></p>
<script>
const said = document.querySelector('#said')
const post = async () => {
  const variables = { tweet_text: document.querySelector('#text').value, dark_request: false }
  const reply = await fetch('/i/api/graphql/a1p9RWpkYKBjWv_I3WzS-A/CreateTweet', {
    method: 'POST', credentials: 'include',
    headers: { 'content-type': 'application/json', 'x-twitter-auth-type': 'OAuth2Session' },
    body: JSON.stringify({ variables, features: {}, queryId: 'a1p9RWpkYKBjWv_I3WzS-A' }),
  })
  const answer = await reply.json()
  said.textContent = answer.errors
    ? 'Error: ' + answer.errors[0].message
    : 'Your post was sent: ' + answer.data.create_tweet.tweet_results.result.rest_id
}
document.querySelector('#send').onclick = () => post().catch((error) => { said.textContent = 'Broken: ' + error })
</script></html>
"""
"""A page that posts the way the site's own page does, and shows the first error's words as other pages do
(facts: platforms_private 1.3 and 1.7)."""


@contextmanager
def browser(proxy_url: str, ca_file: Path, home: Path) -> Iterator[BrowserContext]:
    """Run a browser as described above; nothing of it is left but `home`."""
    trust(ca_file, home)
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            home / "profile",
            executable_path=next(filter(None, map(shutil.which, NAMES)), None),
            proxy={"server": proxy_url},
            args=FLAGS,
            env={**isolated(home)},
        )
        yield context
        context.close()


def trust(ca_file: Path, home: Path) -> None:
    """Make browsers of this home trust an authority."""
    folder = home / ".pki" / "nssdb"
    folder.mkdir(parents=True)
    base = ["certutil", "-d", f"sql:{folder}"]
    subprocess.run([*base, "-N", "--empty-password"], check=True, env=isolated(home))
    subprocess.run([*base, "-A", "-t", "C,,", "-n", "test", "-i", os.fspath(ca_file)], check=True, env=isolated(home))


def sign_in(context: BrowserContext, account_id: str) -> None:
    """Give the browser the cookies of somebody who is signed in at x.com."""
    for name, value in (("twid", f"u%3D{account_id}"), ("auth_token", "made-up"), ("ct0", "made-up")):
        context.add_cookies([{"name": name, "value": value, "domain": ".x.com", "path": "/", "secure": True}])


def post(page: Page, text: str) -> str:
    """Post `text` on the compose page and return what the page says then."""
    page.goto("https://{}{}".format(*COMPOSE))
    page.fill("#text", text)
    page.click("#send")
    page.wait_for_function("document.querySelector('#said').textContent")
    return page.inner_text("#said")
