import random

from twohats.histories.gallery import Gallery
from twohats.histories.holder import Holder
from twohats.media.fingerprint import Fingerprint

DICE = random.Random(4)


def picture(name: str) -> Fingerprint:
    hashes = (DICE.randbytes(32),)
    return Fingerprint(name, hashes, hashes, 80)


def test_the_nearest_picture_of_wanted_accounts_is_found() -> None:
    gallery, one, other = Gallery(), picture("one"), picture("other")
    gallery.add("personal", Holder("anna"), one)
    gallery.add("brand", Holder("acme"), other)
    nearest = gallery.nearest(one, lambda kind, _: kind == "personal")
    elsewhere = gallery.nearest(one, lambda _, holder: holder == Holder("acme"))
    assert nearest is not None
    assert elsewhere is not None
    assert (nearest.distance, nearest.owner, elsewhere.owner) == (0, "one", "other")
    assert elsewhere.distance > 60


def test_an_empty_gallery_and_a_picture_without_hashes_have_no_nearest() -> None:
    gallery = Gallery()
    gallery.add("brand", Holder("acme"), Fingerprint("blind"))
    assert gallery.nearest(picture("one"), lambda _kind, _holder: True) is None
