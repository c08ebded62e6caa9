"""What the demo plays with: two accounts, a policy, a drawn selfie, and a stand-in for X."""

import io
import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from twohats.errors import UsageError
from twohats.policy_file import PEOPLE_FOLDER, TEAM_FILE
from twohats.stand_ins.messages import Answer, Received

HOST = "api.x.com"
BRAND, PERSON = "1111111111", "2222222222"
NAMES = {BRAND: "@acme", PERSON: "@anna"}
CAPTION = "Friday! Who is coming along? #wild"

TEAM = f"""\
twohats: 1
accounts:
  acme:
    kind: brand
    name: Acme Tools
    handles: {{x: {{id: "{BRAND}", username: acme}}}}
  anna:
    kind: personal
    owner: anna
    handles: {{x: {{id: "{PERSON}", username: anna}}}}
people:
  anna: {{name: Anna Berg, posts_as: [acme]}}
"""

PERSON_POLICY = """\
twohats: 1
employee: anna
rules:
  - id: no-pictures-of-mine-on-the-brand
    for: {account: brand}
    when: account.kind == "brand" && post.media.exists(m, m.seen_on_personal)
    effect: ask
    message: You posted this picture from your own account before.
"""


def write_policy(folder: Path) -> Path:
    """Write the sample policy and return its folder.

    Raises:
        UsageError: another policy is there, or the folder cannot be written.
    """
    files = {folder / TEAM_FILE: TEAM, folder / PEOPLE_FOLDER / "anna.yaml": PERSON_POLICY}
    try:
        if any(file.exists() and file.read_bytes() != text.encode() for file, text in files.items()):
            raise UsageError(f"`{folder}` holds another policy: choose another folder with `--state`")
        for file, text in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"cannot write `{folder}` ({why}): choose another folder with `--state`") from error
    return folder


def selfie() -> bytes:
    """Draw a face before a window and return it as PNG; a drawing, so that no real person is in the package."""
    picture = Image.new("RGB", (640, 640), "#8fb7d9")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 60, 260, 380), fill="#fdf3c4", outline="#6b4f3a", width=14)
    draw.ellipse((170, 130, 510, 560), fill="#f0c49c")
    draw.chord((150, 90, 530, 420), 180, 360, fill="#3d2a20")
    for eye in (270, 400):
        draw.ellipse((eye, 300, eye + 44, 344), fill="white")
        draw.ellipse((eye + 12, 310, eye + 34, 334), fill="#24405c")
    draw.arc((270, 380, 420, 490), 20, 160, fill="#8e2f2f", width=12)
    draw.rectangle((0, 560, 640, 640), fill="#b5473c")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@dataclass
class Platform:
    """The stand-in's memory: what was published, by which account, in order."""

    published: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    _uploads: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Received) -> Answer:
        """Answer as X does, to uploads and posts."""
        with self._lock:
            if request.path == "/2/media/upload":
                self._uploads += 1
                return Answer.of({"data": {"id": f"18000000000000000{self._uploads:02d}"}})
            if request.path == "/2/tweets":
                self.published.append((_who(request), str(json.loads(request.content)["text"])))
                return Answer.of({"data": {"id": f"19000000000000000{len(self.published):02d}"}}, status=201)
        return Answer.of({"title": "Not Found", "status": 404}, status=404)

    def arrived_from(self, account: str) -> list[str]:
        """Return the texts that arrived from an account."""
        return [text for who, text in self.published if who == account]


def authorization(account: str) -> str:
    """Return a made-up OAuth 1 header of an account; X's tokens begin with the account's id (facts: official 1.1)."""
    return f'OAuth oauth_consumer_key="demo", oauth_token="{account}-demo", oauth_signature="demo"'


def _who(request: Received) -> str:
    return request.header("authorization").partition('oauth_token="')[2].partition("-")[0]
