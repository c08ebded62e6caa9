"""Sizes of phone screens in pixels: a PNG of exactly such a size that no camera signed is a screenshot (facts: media
2).
"""

_SIZES = frozenset(
    {
        *((640, 1136), (750, 1334), (828, 1792), (1080, 2340), (1125, 2436), (1170, 2532), (1179, 2556), (1206, 2622)),
        *((1242, 2208), (1242, 2688), (1260, 2736), (1284, 2778), (1290, 2796), (1320, 2868)),  # iPhone
        *((720, 1280), (720, 1560), (720, 1600), (720, 1612), (1080, 2160), (1080, 2220), (1080, 2280), (1080, 2310)),
        *((1080, 2376), (1080, 2400), (1080, 2408), (1080, 2412), (1080, 2424), (1200, 2652), (1220, 2712)),
        *((1240, 2772), (1260, 2800), (1264, 2780), (1280, 2856), (1344, 2992), (1440, 2560), (1440, 2880)),
        *((1440, 2960), (1440, 3040), (1440, 3088), (1440, 3120), (1440, 3168), (1440, 3200)),  # Android
        *((1536, 2048), (1620, 2160), (1640, 2360), (1668, 2224), (1668, 2388), (2048, 2732)),  # iPad
    }
)
"""Upright; 1080 by 1920 is left out, since stories are made in that size."""


def is_screen_size(width: int, height: int) -> bool:
    """Tell whether a phone or tablet has a screen of this size, held either way."""
    return (width, height) in _SIZES or (height, width) in _SIZES
