"""Write multipart bodies, as odd as somebody may want them."""

import base64
from dataclasses import replace

from tests.support.disguises import pairs
from tests.support.wire import Wire


def multipart(
    sent: Wire,
    boundary: str = "sample",
    said: str = "",
    line: str = "\r\n",
    preamble: str = "",
    epilogue: str = "",
    end: str = "--",
    padding: str = "",
    part: str = "",
    disposition: str = 'form-data; name="{name}"',
    headers: str = "",
    kind: str = "multipart/form-data",
    again: str = "",
) -> Wire:
    """Write the values of the body as parts.

    `said` is how the content type names the boundary, `part` how the value is written (`base64`, `quoted`), `headers`
    stand in each part, `again` is the value of a second part of each name.
    """
    values = [*pairs(sent), *((name, again) for name, _ in pairs(sent) if again)]
    pieces = [
        f"--{boundary}{padding}{line}Content-Disposition: {disposition.format(name=name)}{line}"
        + (f"{headers}{line}" if headers else "")
        + f"{line}{written(value, part)}{line}"
        for name, value in values
    ]
    text = f"{preamble}{''.join(pieces)}--{boundary}{end}{line}{epilogue}"
    return replace(sent, body=text.encode()).saying(content_type=f"{kind}; {said or f'boundary={boundary}'}")


def written(value: str, part: str) -> str:
    """Return a value as a part carries it."""
    if part == "base64":
        return base64.b64encode(value.encode()).decode()
    return "".join(f"={byte:02X}" for byte in value.encode()) if part == "quoted" else value
