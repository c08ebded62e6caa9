"""Media that calls name."""

from twohats.schedulers.linked_media import linked
from twohats_policy.activity import Media, MediaKind

IMAGE, VIDEO = MediaKind.IMAGE, MediaKind.VIDEO
PICTURE = "https://cdn.example/a.jpg"


def test_a_list_of_addresses() -> None:
    assert linked([PICTURE, "https://cdn.example/v.mp4?x=1", PICTURE]) == (
        Media(url=PICTURE, kind=IMAGE),
        Media(url="https://cdn.example/v.mp4?x=1", kind=VIDEO),
    )


def test_objects_with_an_address_or_an_id() -> None:
    items = [{"type": "video", "url": "https://a.example/v", "altText": "a chair"}, {"media_id": "m", "type": "photo"}]
    assert linked(items) == (
        Media(url="https://a.example/v", kind=VIDEO, alt="a chair"),
        Media(key="m", kind=IMAGE),
    )


def test_the_word_above_says_what_it_is() -> None:
    assert linked({"images": [{"url": "https://a.example/1"}]}) == (Media(url="https://a.example/1", kind=IMAGE),)


def test_addresses_of_the_tools_own_uploads_are_keys() -> None:
    own = "https://uploads.tool.example/a.png"
    assert [media.key for media in linked([own, PICTURE, "https://eviltool.example/a.png"], "tool.example")] == [
        own,
        "",
        "",
    ]


def test_covers_previews_and_links_are_left_out() -> None:
    assert linked({"thumbnails": [PICTURE], "link": {"url": "https://a.example"}}) == ()


def test_what_names_nothing_is_nothing() -> None:
    assert linked([None, True, 5, {}, "", {"url": True}]) == ()


def test_media_nested_without_end_are_left() -> None:
    value: object = PICTURE
    for _ in range(1000):
        value = [value]
    assert linked(value) == ()


def test_an_address_that_is_none_is_still_named() -> None:
    assert linked(["https://[cdn.example/a.jpg"]) == (Media(url="https://[cdn.example/a.jpg"),)
