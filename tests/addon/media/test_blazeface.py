from io import BytesIO

import numpy as np
from PIL import Image

from tests.support.pictures import selfie
from twohats.media.blazeface import SIDE, look, network


def square(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.resize((SIDE, SIDE)), dtype=np.float32) / 127.5 - 1


def test_the_network_is_the_one_that_was_published() -> None:
    net = network()
    assert len(net.blocks) == 16
    assert net.anchors.shape == (896, 2)
    assert sum(block.halves for block in net.blocks) == 3


def test_every_place_has_a_score_and_a_box() -> None:
    scores, boxes = look(np.zeros((SIDE, SIDE, 3), dtype=np.float32))
    assert (scores.shape, boxes.shape) == ((896,), (896, 4))
    assert 0 <= scores.min() <= scores.max() < 0.5


def test_a_drawn_face_is_found_where_it_is() -> None:
    scores, boxes = look(square(Image.open(BytesIO(selfie())).convert("RGB")))
    x, y, width, height = boxes[np.argmax(scores)]
    assert scores.max() > 0.7
    assert abs(x - 0.5) < 0.06
    assert abs(y - 0.5) < 0.08
    assert 0.3 < width < 0.7
    assert 0.3 < height < 0.7


def test_looking_changes_nothing() -> None:
    pixels = np.random.default_rng(1).uniform(-1, 1, (SIDE, SIDE, 3)).astype(np.float32)
    before = pixels.copy()
    first, _ = look(pixels)
    second, _ = look(pixels)
    assert (before == pixels).all()
    assert (first == second).all()
