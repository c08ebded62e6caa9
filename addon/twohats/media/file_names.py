"""Names of files: which are those that phones, messengers and screenshots give (facts: media 2)."""

import re

_ENDING = r"(\.\w{3,4})?"
_DAY = r"\d{4}-?[01]\d-?[0-3]\d"

_PHONE = (
    r"img_e?\d{4,5}( \(\d+\)| \d+)?",  # iPhone
    r"(img|vid|mvimg|burst)[_-]\d{8}[_-]\d{6,9}\w*",  # Android
    r"pxl_\d{8}_\d{6,9}[\w.~-]*",  # Pixel
    r"\d{8}_\d{6}(_\d+)?( ?\(\d+\))?",  # Samsung
    r"(img|vid)-\d{8}-wa\d{4}",  # WhatsApp on Android
    r"whatsapp (image|video) [\w .()-]{1,60}",
    r"snapchat-\d+",
    rf"signal-{_DAY}[\w -]{{0,40}}",
    rf"(photo|video)_{_DAY}[\w -]{{0,40}}",  # Telegram
    r"selfie[\w -]{0,40}",
)

_SCREEN = (
    r"(screenshot|screen[ _-]shot|screen recording|screen_recording|simulator screen ?shot)\b.{0,120}",
    r"screenshot_.{0,120}",
    r"(skärmavbild|skärmbild|bildschirmfoto|screenshot|captura de pantalla|capture d.écran)[ _-]?.{0,120}",
)

_PHONE_NAME = re.compile(f"({'|'.join(_PHONE)}){_ENDING}")
_SCREEN_NAME = re.compile(f"({'|'.join(_SCREEN)})")
_LONGEST = 255


def is_phone_name(name: str) -> bool:
    """Tell whether a phone or a messenger would call a picture or video so."""
    return _PHONE_NAME.fullmatch(_plain(name)) is not None


def is_screen_name(name: str) -> bool:
    """Tell whether a screenshot or a recording of a screen would be called so."""
    return _SCREEN_NAME.fullmatch(_plain(name)) is not None


def _plain(name: str) -> str:
    """The name without folders, in lower case; what is too long for a file's name is none."""
    last = name.replace("\\", "/").rpartition("/")[2].strip().casefold()
    return last if len(last) <= _LONGEST else ""
