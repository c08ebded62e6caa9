"""How well a selfie is told from other pictures: `uv run python bench/portraits.py FOLDER`.

FOLDER holds packages from public registries, unpacked side by side: scikit-image 0.26.0, scikit-learn 1.9.1,
insightface 2.1 (PyPI) and @vladmandic/face-api 1.7.15 (npm). Which of their pictures show whom is written below, seen
by eye. No package ships selfies, so faces are cut out of those pictures the way an arm's length frames them: that says
whether a face in that place and size is found, not what real selfies do.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageOps
from rich.console import Console
from rich.table import Table

from twohats.media.faces import Face, faces, prominence
from twohats.media.traits import RULING_FACE, Traits

PEOPLE = {
    "astronaut.png": 1,
    "camera.png": 1,
    "Tom_Hanks_54745.png": 1,
    "t1.jpg": 6,
    **{f"sample{number}.jpg": count for number, count in ((1, 3), (2, 3), (3, 3), (4, 4), (5, 5), (6, 4))},
}
"""Pictures with people, and how many faces they show."""

NOBODY = (
    *("brick.png", "cell.png", "chelsea.png", "clock_motion.png", "coffee.png", "coins.png", "color.png", "grass.png"),
    *("gravel.png", "horse.png", "hubble_deep_field.jpg", "ihc.png", "logo.png", "moon.png", "motorcycle_left.png"),
    *("page.png", "phantom.png", "retina.jpg", "rocket.jpg", "text.png", "china.jpg", "flower.jpg"),
    *("mask_black.jpg", "mask_blue.jpg", "mask_green.jpg", "mask_white.jpg"),
)
"""Pictures without anybody; the masks are of cloth."""

FRAMES = ((0.35, 0.5, 0.5), (0.45, 0.5, 0.45), (0.55, 0.45, 0.5), (0.45, 0.6, 0.55), (0.3, 0.5, 0.4))
"""How an arm's length frames a face: its height in heights of the picture, and where its middle lies."""

TALL = 4 / 3


def selfie(picture: Image.Image) -> bool:
    """Return whether the picture alone, without a word from its file, counts as a selfie."""
    found = faces(picture)
    return Traits(face=prominence(found, picture.size), tall=picture.height > picture.width).selfie


def framed(picture: Image.Image, face: Face) -> Iterator[Image.Image]:
    """Yield the face as an arm's length would frame it, where the picture has enough around it."""
    for share, across, down in FRAMES:
        height = face.height / share
        width = height / TALL
        left, top = face.x - across * width, face.y - down * height
        if left >= 0 and top >= 0 and left + width <= picture.width and top + height <= picture.height:
            yield picture.crop((round(left), round(top), round(left + width), round(top + height))).resize((384, 512))


def opened(folder: Path, name: str) -> Image.Image:
    """Return one of the pictures."""
    found = next((path for path in sorted(folder.rglob(name)) if path.is_file()), None)
    if found is None:
        raise SystemExit(f"`{name}` is not in the folder: unpack the packages there")
    return Image.open(found).convert("RGB")


def small(picture: Image.Image) -> Image.Image:
    """Return it in the size that the worker looks at."""
    return ImageOps.contain(picture, (512, 512), Image.Resampling.BILINEAR) if max(picture.size) > 512 else picture


def placed(picture: Image.Image) -> list[Face]:
    """Return its faces, in pixels of the whole."""
    seen = small(picture)
    times = picture.width / seen.width
    return [
        Face(face.score, face.x * times, face.y * times, face.width * times, face.height * times)
        for face in faces(seen)
    ]


def main() -> None:
    """Run the bench."""
    if len(sys.argv) != 2:
        raise SystemExit("name the folder: python bench/portraits.py FOLDER")
    tell(Path(sys.argv[1]))


def tell(folder: Path) -> None:
    """Print how well selfies are told from other pictures, on the pictures of the packages in `folder`."""
    people = {name: opened(folder, name) for name in PEOPLE}
    nobody = [small(opened(folder, name)) for name in NOBODY]
    crops = [crop for picture in people.values() for face in placed(picture) for crop in framed(picture, face)]
    groups = [small(picture) for name, picture in people.items() if PEOPLE[name] > 1]
    right, wrong = sum(map(selfie, crops)), sum(map(selfie, (*nobody, *groups)))
    rule = [sum(prominence(faces(p), p.size) >= RULING_FACE for p in some) for some in (crops, (*nobody, *groups))]
    seen = sum(min(len(placed(picture)), PEOPLE[name]) for name, picture in people.items())
    table = Table("what", "found", title="Faces and selfies")
    table.add_row("faces in pictures of people, mostly groups from afar", f"{seen} of {sum(PEOPLE.values())}")
    table.add_row(
        "pictures without people in which a face is seen", f"{sum(bool(faces(p)) for p in nobody)} of {len(nobody)}"
    )
    table.add_row("faces framed as in a selfie whose face score is 0.5 or more", f"{rule[0]} of {len(crops)}")
    table.add_row("groups and pictures without people, the same", f"{rule[1]} of {len(nobody) + len(groups)}")
    table.add_row("faces framed as in a selfie, taken for one (recall)", f"{right} of {len(crops)}")
    table.add_row("groups and pictures without people, taken for one", f"{wrong} of {len(nobody) + len(groups)}")
    table.add_row("precision on all of these", f"{right / (right + wrong):.2f}" if right + wrong else "-")
    Console(width=None if sys.stdout.isatty() else 120).print(table)


if __name__ == "__main__":
    main()
