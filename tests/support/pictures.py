"""Made pictures for the tests: drawn here, of nobody."""

import io

from PIL import Image, ImageDraw

SIZE = (1080, 1080)


def selfie(shade: int = 0) -> bytes:
    """Return a JPEG that is drawn like a selfie: a round face, close, before a room. `shade` gives another picture."""
    picture = Image.linear_gradient("L").resize(SIZE).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((700, 80, 1040, 520), fill=(120 + shade % 100, 170, 200), outline="white", width=12)
    draw.pieslice((120, 760, 960, 1500), 180, 360, fill=(60, 90, 160 - shade % 100))
    draw.ellipse((230, 120, 850, 880), fill=(70, 45, 30))
    draw.ellipse((280, 210, 800, 860), fill=(228, 186, 160))
    for left in (390, 600):
        draw.ellipse((left, 430, left + 90, 490), fill="white")
        draw.ellipse((left + 28, 440, left + 62, 480), fill=(50, 70, 40))
    draw.arc((420, 560, 660, 740), 20, 160, fill=(170, 60, 70), width=16)
    return _jpeg(picture)


def launch_card(title: str = "Launch day") -> bytes:
    """Return a JPEG like a brand's announcement: flat colour, stripes and a title."""
    picture = Image.new("RGB", SIZE, (12, 60, 120))
    draw = ImageDraw.Draw(picture)
    for number in range(6):
        draw.rectangle(
            (0, 640 + number * 60, 1080 - number * 150, 670 + number * 60), fill=(240, 180 - number * 20, 40)
        )
    draw.text((90, 240), title, fill="white", font_size=150)
    return _jpeg(picture)


def resized(picture: bytes, width: int = 600, quality: int = 60) -> bytes:
    """Return the same picture smaller and compressed harder, as another app would save it."""
    opened = Image.open(io.BytesIO(picture))
    return _jpeg(opened.resize((width, opened.height * width // opened.width)), quality)


def _jpeg(picture: Image.Image, quality: int = 90) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()
