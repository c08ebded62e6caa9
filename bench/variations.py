"""Which changed copies of a picture are found again: `uv run python bench/variations.py [--pictures DIR] [--count N]`.

For each variation the share of pictures whose changed copy is certain (at most 31 bits away), probable (46) or looks
like it (62, not for flat pictures), as the guard counts them; and how many changed copies are taken for another
picture. Without `--pictures` the pictures are made here; with it they are the files of a folder, which should all be
different; `--held-out` takes every second of them, those that were not looked at while the views were chosen. Last come
single round objects on plain grounds, the pictures that are hardest to tell from one another. The columns beside them
are what was found with 300 desktop and stock photographs before this code was written (facts: media 1).
"""

import argparse
import math
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps
from rich.console import Console
from rich.table import Table

sys.path.append(str(Path(__file__).parents[1]))

from tests.support.photographs import encoded, photograph, round_object

from twohats.media import decode, worker
from twohats.media.fingerprint import CERTAIN_BITS, LIKENESS_BITS, LIKENESS_QUALITY, PROBABLE_BITS

type Change = Callable[[Image.Image], Image.Image]
type Hashes = np.ndarray

SEED = 7


def crop(share: float) -> Change:
    """Cut this share of width and height away, anywhere."""

    def cut(image: Image.Image) -> Image.Image:
        dice = np.random.default_rng(image.width * 7919 + int(np.asarray(image)[5, 5, 0]) + SEED)
        width, height = round(image.width * (1 - share)), round(image.height * (1 - share))
        left, top = (int(dice.integers(0, most + 1)) for most in (image.width - width, image.height - height))
        return image.crop((left, top, left + width, top + height))

    return cut


def screenshot(ground: str) -> Change:
    """On a phone's screen, with a line of text over and under it."""

    def shot(image: Image.Image) -> Image.Image:
        screen = Image.new("RGB", (1170, 2532), ground)
        inner = image.resize((1170, 1170 * image.height // image.width))
        top = (2532 - inner.height) // 2
        screen.paste(inner, (0, top))
        ink = "white" if ground == "black" else "black"
        for line in (max(top - 110, 40), min(top + inner.height + 60, 2400)):
            ImageDraw.Draw(screen).text((60, line), "anna and 12 others", fill=ink, font_size=44)
        return screen

    return shot


def caption(image: Image.Image) -> Image.Image:
    """A bar with words over the lowest 12 %."""
    changed = image.copy()
    draw = ImageDraw.Draw(changed)
    top = round(image.height * 0.88)
    draw.rectangle((0, top, image.width, image.height), fill="black")
    draw.text((30, top + 20), "Monday mood", fill="white", font_size=image.height // 16)
    return changed


def sticker(image: Image.Image) -> Image.Image:
    """Words over the head and a round sticker over the lower right."""
    changed = image.copy()
    draw = ImageDraw.Draw(changed)
    width, height = image.size
    place, size = (width * 0.08, height * 0.1), height // 9
    draw.text(place, "Look at this!", fill="white", font_size=size, stroke_width=3, stroke_fill="black")
    draw.ellipse((width * 0.68, height * 0.62, width * 0.9, height * 0.62 + width * 0.22), fill=(255, 220, 0))
    return changed


def browser(image: Image.Image) -> Image.Image:
    """In a page on a computer's screen, beside what people say."""
    screen = Image.new("RGB", (1920, 1080), (245, 246, 247))
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, 1920, 80), fill=(222, 225, 230))
    draw.text((100, 20), "https://www.example.org/photos/1234", fill="black", font_size=30)
    for line in range(12):
        draw.text((1300, 160 + line * 60), "anna: so lovely, where was it?", fill=(40, 40, 40), font_size=28)
    scale = min(900 / image.width, 860 / image.height)
    screen.paste(image.resize((round(image.width * scale), round(image.height * scale))), (300, 150))
    return screen


def straightened(image: Image.Image) -> Image.Image:
    """Turned by 3 degrees, and cut so that no corner is empty."""
    turned = image.rotate(3, Image.Resampling.BICUBIC)
    lean = math.tan(math.radians(3))
    across, down = round(image.height * lean / 2) + 1, round(image.width * lean / 2) + 1
    return turned.crop((across, down, image.width - across, image.height - down))


def meme(image: Image.Image) -> Image.Image:
    """A white head with words above."""
    whole = Image.new("RGB", (image.width, round(image.height * 1.25)), "white")
    whole.paste(image, (0, whole.height - image.height))
    ImageDraw.Draw(whole).text((30, 30), "When the meeting ends", fill="black", font_size=image.height // 12)
    return whole


def story(image: Image.Image) -> Image.Image:
    """On itself, blurred, as a story."""
    ground = ImageOps.fit(image, (1080, 1920)).filter(ImageFilter.GaussianBlur(40))
    inner = image.resize((1080, 1080 * image.height // image.width))
    ground.paste(inner, (0, (1920 - inner.height) // 2))
    return ground


def warm(image: Image.Image) -> Image.Image:
    """A filter: warmer, more contrast, more colour."""
    red, green, blue = image.split()
    toned = Image.merge("RGB", (red.point(lambda v: min(255, v * 1.1)), green, blue.point(lambda v: v * 0.9)))
    return ImageEnhance.Color(ImageEnhance.Contrast(toned).enhance(1.2)).enhance(1.2)


CHANGES: Mapping[str, tuple[Change, int, str]] = {
    "JPEG 30": (lambda image: image, 30, "99-100 / 100 / 100"),
    "1080 px, JPEG 75": (lambda image: ImageOps.contain(image, (1080, 1080)), 75, "99-100 / 100 / 100"),
    "a quarter of the size": (
        lambda image: image.resize((image.width // 4, image.height // 4)),
        85,
        "99-100 / 100 / 100",
    ),
    "filter, smaller, JPEG 60": (lambda image: warm(ImageOps.contain(image, (900, 900))), 60, "99-100 / 100 / 100"),
    "black and white": (lambda image: image.convert("L").convert("RGB"), 80, "99-100 / 100 / 100"),
    "mirrored": (ImageOps.mirror, 80, "99-100 / 100 / 100"),
    "cut to a square": (lambda image: ImageOps.fit(image, (min(image.size),) * 2), 80, "99 / 99 / 99"),
    "cut to 4:5": (lambda image: ImageOps.fit(image, (image.height * 4 // 5, image.height)), 80, "98 / 99 / 99"),
    "caption bar": (caption, 80, "34 / 73 / 93"),
    "words and a sticker": (sticker, 80, "55 / 87 / 94"),
    "meme head": (meme, 80, "89 / 92 / 95"),
    "border of 5 %": (lambda image: ImageOps.expand(image, image.width // 20, "black"), 80, "92 / 95 / 98"),
    "border of 10 %": (lambda image: ImageOps.expand(image, image.width // 10, "black"), 80, "97 / 98 / 99"),
    "phone screenshot, dark": (screenshot("black"), 80, "96 / 97 / 97"),
    "phone screenshot, light": (screenshot("white"), 80, "82 / 87 / 88"),
    "in a browser's window": (browser, 80, "58 / 60 / 61"),
    "story on itself, blurred": (story, 80, "55 / 58 / 61"),
    "5 % cut off anywhere": (crop(0.05), 80, "49 / 85 / 98"),
    "10 % cut off anywhere": (crop(0.10), 80, "29 / 43 / 65"),
    "20 % cut off anywhere": (crop(0.20), 80, "12 / 17 / 25"),
    "30 % cut off anywhere": (crop(0.30), 80, "4 / 5 / 7"),
    "13 % cut off anywhere": (crop(0.13), 80, ""),
    "turned by 2 degrees": (lambda image: image.rotate(2, Image.Resampling.BICUBIC), 80, "24 / 83 / 98"),
    "turned by 3 degrees and cut": (straightened, 80, ""),
}
"""Each change, the JPEG quality of the copy, and what was found before for 31 / 46 / 62 bits (nine views)."""

ROUND_CHANGES = ("JPEG 30", "10 % cut off anywhere", "caption bar", "5 % cut off anywhere", "turned by 2 degrees")


def hashes(content: bytes) -> tuple[Hashes, Hashes, int]:
    """Return what is stored of a picture, what is searched with, and its quality."""
    frames = decode.pictures(content)
    found = worker._looks(frames)
    stored, asked = (
        np.frombuffer(bytes.fromhex("".join(found[name])), dtype=np.uint64).reshape(-1, 4)
        for name in ("stored", "asked")
    )
    return stored, asked, int(found["quality"])


def nearest(asked: Hashes, stored: Hashes) -> int:
    """Return the least distance in bits."""
    return int(np.bitwise_count(asked[:, None] ^ stored[None]).sum(axis=2).min()) if len(asked) and len(stored) else 256


def close(distance: int, quality: int) -> tuple[bool, bool, bool]:
    """Return whether it counts as certain, at least as probable, at least as a likeness."""
    likeness = distance <= LIKENESS_BITS and quality >= LIKENESS_QUALITY
    return distance <= CERTAIN_BITS, distance <= PROBABLE_BITS, distance <= PROBABLE_BITS or likeness


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="folder of pictures, all different")
    parser.add_argument("--count", type=int, default=40, help="how many pictures")
    parser.add_argument("--held-out", action="store_true", help="every second picture, from the second on")
    wanted = parser.parse_args()
    files = sorted(wanted.pictures.rglob("*.*")) if wanted.pictures else []
    files = files[1::2] if wanted.held_out else files
    tell([Image.open(file).convert("RGB") for file in files[: wanted.count]] if files else made(wanted.count))
    tell_round(wanted.count)


def made(count: int) -> list[Image.Image]:
    """Return pictures that are made here, all different."""
    return [photograph(seed) for seed in range(count)]


def tell(originals: list[Image.Image]) -> None:
    """Print which changed copies of these pictures are found again."""
    known = [hashes(encoded(image, quality=92)) for image in originals]
    table = Table("variation", "certain / probable / likeness", "facts", "taken for another", title="Changed copies, %")
    pairs, wrong = 0, np.zeros(3, dtype=int)
    for name, (change, quality, before) in CHANGES.items():
        found, mistaken = np.zeros(3, dtype=int), np.zeros(3, dtype=int)
        for number, image in enumerate(originals):
            _, asked, clear = hashes(encoded(change(image), quality=quality))
            found += close(nearest(asked, known[number][0]), clear)
            others = [
                close(nearest(asked, stored), clear) for place, (stored, _, _) in enumerate(known) if place != number
            ]
            mistaken += np.sum(others, axis=0)
            pairs += len(others)
        wrong += mistaken
        shares = " / ".join(f"{100 * count / len(originals):.0f}" for count in found)
        table.add_row(name, shares, before, " / ".join(map(str, mistaken)))
    table.add_section()
    table.add_row(
        "taken for another, of all pairs", "", "4 of 489,300 certain", f"{' / '.join(map(str, wrong))} of {pairs:,}"
    )
    Console(width=None if sys.stdout.isatty() else 140).print(table)


def tell_round(count: int) -> None:
    """Print how many single round objects on plain grounds are taken for another one."""
    originals = [round_object(seed) for seed in range(count)]
    known = [hashes(encoded(image, quality=92))[0] for image in originals]
    wrong = np.zeros(3, dtype=int)
    for name in ROUND_CHANGES:
        change, quality, _ = CHANGES[name]
        for number, image in enumerate(originals):
            _, asked, clear = hashes(encoded(change(image), quality=quality))
            others = (stored for place, stored in enumerate(known) if place != number)
            wrong += np.sum([close(nearest(asked, stored), clear) for stored in others], axis=0)
    pairs = len(ROUND_CHANGES) * count * (count - 1)
    told = " / ".join(map(str, wrong))
    print(f"round objects taken for another one, certain / probable / likeness: {told} of {pairs:,}")


if __name__ == "__main__":
    main()
