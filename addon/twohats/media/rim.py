"""The rim of a picture, which tells whether one object stands on a plain ground: such pictures look alike.

Gradients cannot tell: a ball on white is as rich in them as a landscape (measured, docs/content.md).
"""

import numpy as np
from PIL import Image

_SAME = 3  # grey levels up and down that are one colour
_MOST = 0.5  # share of the rim
_WIDTH = 0.05  # of the rim, in sides
_ENOUGH = 96  # pixels a side


def has_plain_rim(grey: Image.Image) -> bool:
    """Tell whether most of the rim is of one colour."""
    step = max(1, min(grey.size) // _ENOUGH)
    pixels = np.asarray(grey)[::step, ::step]
    width = max(1, round(min(pixels.shape) * _WIDTH))
    rim = (pixels[:width], pixels[-width:], pixels[:, :width], pixels[:, -width:])
    counts = np.bincount(np.concatenate([side.ravel() for side in rim]), minlength=256)
    return bool(np.convolve(counts, np.ones(2 * _SAME + 1), "same").max() > _MOST * counts.sum())
