"""Which changed copies of a video are found again: `uv run python bench/clips.py [--pictures DIR] [--count N]`.

Each film is five pictures that the camera moves over, 20 seconds in all, made here; with `--pictures` of the files of a
folder. A copy is found if 30 % of the frames looked at are known from the film, as the guard counts them: certain (at
most 31 bits away), probable (46), alike (62, not for flat frames). Needs the extra `video`.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from io import BytesIO
from itertools import batched
from pathlib import Path

import av
from PIL import Image, ImageOps
from rich.console import Console
from rich.table import Table
from variations import caption, story, warm

sys.path.append(str(Path(__file__).parents[1]))

from tests.support.photographs import photograph

from twohats.histories.gallery import Gallery
from twohats.histories.holder import Holder
from twohats.media import explicit, worker
from twohats.media.fingerprint import Closeness, Fingerprint, closeness

SIZE, RATE, SECONDS, SCENES = (640, 360), 10, 20, 5
ANNA = Holder("anna")

type Frames = list[Image.Image]
type Change = Callable[[Image.Image], Image.Image]


def moved_over(pictures: Iterable[Image.Image]) -> Frames:
    """Return the frames of a film that moves over each picture and closer to it."""
    steps = SECONDS * RATE // SCENES
    return [_closer(picture, step / steps) for picture in pictures for step in range(steps)]


def _closer(picture: Image.Image, at: float) -> Image.Image:
    width = picture.width * (0.95 - 0.2 * at)
    height = min(width * SIZE[1] / SIZE[0], picture.height)
    left, top = (picture.width - width) * at, (picture.height - height) / 2
    return picture.resize(SIZE, Image.Resampling.BILINEAR, box=(left, top, left + width, top + height))


def encoded(frames: Frames, quality: int = 23, apart: int = 250) -> bytes:
    """Return the film as H.264, with a key frame at least every `apart` frames."""
    written = BytesIO()
    with av.open(written, "w", format="mp4") as out:
        stream = out.add_stream("h264", rate=Fraction(RATE))
        stream.width, stream.height = (side // 2 * 2 for side in frames[0].size)
        stream.pix_fmt, stream.options = "yuv420p", {"crf": str(quality), "preset": "veryfast", "g": str(apart)}
        for frame in frames:
            cut = frame.crop((0, 0, stream.width, stream.height))
            out.mux(stream.encode(av.VideoFrame.from_image(cut)))  # type: ignore[no-untyped-call]
        out.mux(stream.encode())
    return written.getvalue()


def each(change: Change) -> Callable[[Frames], Frames]:
    """Return the change of a film that changes every frame."""
    return lambda frames: [change(frame) for frame in frames]


def upright(image: Image.Image) -> Image.Image:
    """Cut to the format of stories."""
    return ImageOps.fit(image, (image.height * 9 // 16, image.height))


def framed(image: Image.Image) -> Image.Image:
    """As a story: upright, on itself, blurred."""
    return story(image).resize((360, 640))


CHANGES: dict[str, tuple[Callable[[Frames], Frames], int, int]] = {
    "compressed again, smaller": (each(lambda frame: frame.resize((426, 240))), 30, 60),
    "filter": (each(warm), 26, 60),
    "black and white": (each(lambda frame: frame.convert("L").convert("RGB")), 26, 60),
    "mirrored": (each(ImageOps.mirror), 26, 60),
    "bar with words over the lowest 12 %": (each(caption), 26, 60),
    "cut to a square": (each(lambda frame: ImageOps.fit(frame, (frame.height,) * 2)), 26, 60),
    "vertical, cut": (each(upright), 26, 60),
    "vertical, on itself, blurred": (each(framed), 26, 60),
    "5 % of both sides cut off": (each(lambda frame: ImageOps.fit(frame, SIZE, bleed=0.025)), 26, 60),
    "without its first third": (lambda frames: frames[len(frames) // 3 :], 26, 60),
    "twice as fast": (lambda frames: frames[::2], 26, 60),
}
"""Each change, and how the copy is compressed: quality, and frames between key frames at most."""


def fingerprint(content: bytes, name: str) -> Fingerprint:
    """Return the fingerprint of a film or a picture, as the guard keeps it (without its secret, which changes no
    distance).
    """
    told = worker.look(content)
    stored, asked = (tuple(bytes.fromhex(one) for one in told[part]) for part in ("stored", "asked"))
    return Fingerprint(name, stored, asked, told["quality"], tuple(told.get("shots", ())))


def close(known: Fingerprint, asked: Fingerprint) -> Closeness:
    """Return how alike the guard calls them."""
    wall = Gallery()
    wall.add("personal", ANNA, known)
    nearest = wall.nearest(asked, lambda _kind, _holder: True)
    return closeness(nearest.distance, asked.quality) if nearest else Closeness.NONE


def shares(found: list[Closeness]) -> str:
    """Return how many of them are certain, at least probable, at least alike, in percent."""
    levels = (Closeness.CERTAIN, Closeness.PROBABLE, Closeness.LOOKS_LIKE)
    return " / ".join(f"{100 * sum(one >= level for one in found) / len(found):.0f}" for level in levels)


def tell(sources: list[list[Image.Image]]) -> None:
    """Print what is found of films over these pictures."""
    films = [moved_over(pictures) for pictures in sources]
    known = [fingerprint(encoded(frames), str(number)) for number, frames in enumerate(films)]
    table = Table("copy", "certain / probable / alike, %", "taken for another", title=f"Videos ({len(films)})")
    for name, (change, quality, apart) in CHANGES.items():
        copies = [fingerprint(encoded(change(frames), quality, apart), "copy") for frames in films]
        wrong = [close(other, copy) for at, copy in enumerate(copies) for to, other in enumerate(known) if at != to]
        right = shares([close(other, copy) for other, copy in zip(known, copies, strict=True)])
        table.add_row(name, right, f"{sum(map(bool, wrong))} of {len(wrong)}")
    table.add_section()
    for name, found in mixed(films, known, sources):
        table.add_row(name, shares(found), "")
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def mixed(
    films: list[Frames], known: list[Fingerprint], sources: list[list[Image.Image]]
) -> Iterator[tuple[str, list[Closeness]]]:
    """Yield what is found of films that hold a part of another one, or a picture."""
    hosts = films[1:] + films[:1]
    for what, seconds in (("1 s", 1), ("2 s", 2), ("8 s", 8), ("12 s", 12)):
        part = seconds * RATE
        mixes = [
            fingerprint(encoded([*film[:part], *host[part:]]), "mix") for film, host in zip(films, hosts, strict=True)
        ]
        yield f"{what} of it in another film of 20 s", [close(*pair) for pair in zip(known, mixes, strict=True)]
    pictures = [fingerprint(_still(source[0]), "picture") for source in sources]
    for what, seconds in (("2 s", 2), ("10 s", 10)):
        shown = [[_fitted(source[0])] * (seconds * RATE) for source in sources]
        whole = [[*still, *host[len(still) :]] for still, host in zip(shown, hosts, strict=True)]
        mixes = [fingerprint(encoded(frames), "mix") for frames in whole]
        yield (
            f"a picture shown for {what} in a film of 20 s",
            [close(*pair) for pair in zip(pictures, mixes, strict=True)],
        )
    stills = [fingerprint(_still(film[75]), "still") for film in films]
    yield "a picture that is a frame of it", [close(*pair) for pair in zip(known, stills, strict=True)]


def _fitted(picture: Image.Image) -> Image.Image:
    return ImageOps.pad(picture, SIZE, Image.Resampling.BILINEAR)


def _still(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()


def main() -> None:
    """Run the bench."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="folder of pictures, all different")
    parser.add_argument("--count", type=int, default=8, help="how many films")
    wanted = parser.parse_args()
    explicit.score = lambda pictures: None
    files = sorted(wanted.pictures.rglob("*.*")) if wanted.pictures else []
    pictures = [Image.open(file).convert("RGB") for file in files] or [
        photograph(seed, 1280, 960) for seed in range(SCENES * wanted.count)
    ]
    tell([list(some) for some in batched(pictures, SCENES) if len(some) == SCENES][: wanted.count])


if __name__ == "__main__":
    main()
