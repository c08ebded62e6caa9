import base64
import json
from io import BytesIO

import pytest
from PIL import Image

from tests.support.films import clip, film
from tests.support.photographs import encoded, photograph, round_object
from tests.support.pictures import selfie
from twohats.media import video, worker
from twohats.media.fingerprint import LIKENESS_BITS, LIKENESS_QUALITY, distance
from twohats.media.frames import read_frame, write_frame
from twohats.media.worker import THUMBNAIL, look, serve


def test_a_look_tells_hashes_quality_thumbnail_and_preview() -> None:
    told = look(encoded(photograph(1)))
    assert told["quality"] == 100
    assert len(told["stored"]) >= 9
    assert len(base64.b64decode(told["thumbnail"])) == THUMBNAIL * THUMBNAIL


def test_the_preview_is_small_and_says_nothing_of_the_camera() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Anna"
    told = look(encoded(photograph(1), exif=exif))
    preview = Image.open(BytesIO(base64.b64decode(told["preview"])))
    assert max(preview.size) <= 540
    assert not preview.getexif()


def test_a_look_tells_of_faces_and_of_the_camera() -> None:
    traits = look(selfie())["traits"]
    assert (traits["faces"], traits["face"] > 0.9) == (1, True)
    assert look(encoded(photograph(1)))["traits"]["faces"] == 0


def test_a_film_is_known_by_its_frames_and_tells_of_its_camera() -> None:
    told = look(clip())
    assert len(told["shots"]) == 6
    assert sum(told["shots"]) == len(told["asked"])
    assert told["traits"]["faces"] == 0


def test_what_moves_has_no_thumbnail_to_be_approved_by() -> None:
    frames = [photograph(seed, 200, 150) for seed in (1, 2, 3)]
    assert look(encoded(frames[0], "GIF"))["thumbnail"]
    assert not look(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))["thumbnail"]
    assert not look(clip())["thumbnail"]


def test_without_the_extra_a_film_tells_what_its_file_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(video, "find_spec", lambda _: None)
    monkeypatch.setattr(worker, "find_spec", lambda _: None)
    traits = look(film(b"iPhone com.apple.quicktime.location.ISO6709"))["traits"]
    assert (traits["camera"], traits["located"]) == ("phone", True)
    assert "twohats[video]" in traits["doubt"]


def test_where_one_object_stands_on_a_plain_ground_a_likeness_says_nothing() -> None:
    assert look(encoded(round_object(1)))["quality"] < LIKENESS_QUALITY


def test_a_piece_of_a_picture_is_searched_with_what_is_kept_of_the_whole() -> None:
    whole = photograph(1)
    piece = look(encoded(whole.crop((100, 20, 1000, 695))))
    found = min(
        distance(bytes.fromhex(asked), bytes.fromhex(kept))
        for asked in piece["asked"]
        for kept in look(encoded(whole))["stored"]
    )
    assert found <= LIKENESS_BITS


def test_a_flat_picture_has_no_hashes() -> None:
    told = look(encoded(Image.new("RGB", (400, 300), "white")))
    assert (told["stored"], told["asked"]) == ([], [])


def test_what_cannot_be_decoded_is_answered_with_the_reason() -> None:
    assert look(b"no picture") == {"traits": {"doubt": "not a picture in a format that twohats can read"}}


def test_it_answers_until_the_input_ends() -> None:
    asked, answered = BytesIO(), BytesIO()
    for content in (b"no picture", encoded(photograph(2, 200, 150))):
        write_frame(asked, content)
    asked.seek(0)
    serve(asked, answered)
    answered.seek(0)
    assert read_frame(answered) == b""
    answers = [json.loads(read_frame(answered) or b"{}") for _ in range(2)]
    assert [sorted(answer)[0] for answer in answers] == ["traits", "asked"]
    assert read_frame(answered) is None
