from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.calls import call, said
from tests.support.clock import Clock
from tests.support.photographs import encoded, photograph
from twohats.adapter import Adapter, KeptAs
from twohats.adapters import mastodon, misskey
from twohats.media.fingerprint import Secret
from twohats.media.pictures import Pictures
from twohats.state.store import Store
from twohats.uploads import Uploads
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind, Verb

MULTIPART = "multipart/form-data; boundary=b"
ANNA = ActingAccount(platform="x", kind=AccountKind.PERSONAL, ref="anna", platform_id="2222")
PHOTO = encoded(photograph(1, 400, 300))
OTHER = encoded(photograph(2, 400, 300))


@pytest.fixture(scope="module")
def pictures() -> Iterator[Pictures]:
    opened = Pictures(Secret(b"k" * 32))
    opened.look(b"the worker is started with the first").result(timeout=60)
    yield opened
    opened.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def uploads(store: Store, pictures: Pictures) -> Uploads:
    return Uploads(store, pictures, Clock())


def upload(*media: Media, platform: str = "x", text: str = "") -> Activity:
    return Activity(platform=platform, verb=Verb.UPLOAD, media=media, text=text)


def post(*keys: str, platform: str = "x", uses: str = "") -> Activity:
    return Activity(platform=platform, verb=Verb.POST, media=tuple(Media(key=key) for key in keys), uses=uses)


async def test_an_upload_is_tied_to_its_post_by_the_key_of_the_reply(uploads: Uploads, pictures: Pictures) -> None:
    uploads.keep("x", ANNA, upload(Media(content=PHOTO)), "700")
    (media,) = (await uploads.settle(post("700"))).media
    assert media.fingerprint.startswith(pictures.secret.digest(PHOTO))
    assert (media.kind, media.size) == (MediaKind.IMAGE, len(PHOTO))


async def test_an_upload_is_tied_to_its_post_by_a_key_of_the_client(uploads: Uploads) -> None:
    uploads.keep("x", ANNA, upload(Media(content=PHOTO, key="177200")), "")
    assert (await uploads.settle(post("177200"))).media[0].fingerprint


async def test_after_the_look_the_post_is_complete_at_once(uploads: Uploads) -> None:
    uploads.keep("x", ANNA, upload(Media(content=PHOTO)), "700")
    settled = await uploads.settle(post("700"))
    assert uploads.complete(post("700")) == settled


async def test_an_unknown_key_or_another_platforms_stays_without_a_fingerprint(uploads: Uploads) -> None:
    uploads.keep("x", ANNA, upload(Media(content=PHOTO)), "700")
    assert (await uploads.settle(post("701"))).media == (Media(key="701"),)
    assert (await uploads.settle(post("700", platform="threads"))).media == (Media(key="700"),)


async def test_pieces_make_one_file(uploads: Uploads, pictures: Pictures) -> None:
    uploads.keep("x", ANNA, upload(Media(size=len(PHOTO))), "700")
    uploads.keep("x", ANNA, upload(Media(key="700", offset=0, content=PHOTO[:4000])), "")
    uploads.keep("x", ANNA, upload(Media(key="700", offset=1, content=PHOTO[4000:])), "")
    (media,) = (await uploads.settle(post("700"))).media
    assert media.fingerprint.startswith(pictures.secret.digest(PHOTO))


async def test_a_missing_piece_means_nobody_can_tell(uploads: Uploads) -> None:
    uploads.keep("x", ANNA, upload(Media(size=len(PHOTO))), "700")
    uploads.keep("x", ANNA, upload(Media(key="700", offset=0, content=PHOTO[:4000])), "")
    assert (await uploads.settle(post("700"))).media[0].fingerprint == ""


async def test_media_in_the_call_itself_are_looked_at(uploads: Uploads, pictures: Pictures) -> None:
    activity = post().model_copy(update={"media": (Media(content=PHOTO), Media(content=OTHER))})
    found = (await uploads.settle(activity)).media
    assert [media.fingerprint.partition(".")[0] for media in found] == [
        pictures.secret.digest(PHOTO),
        pictures.secret.digest(OTHER),
    ]
    assert found[0].content == PHOTO


async def test_a_container_gives_its_text_and_media_to_the_publishing_call(uploads: Uploads) -> None:
    media = Media(url="https://acme.example/a.jpg", kind=MediaKind.IMAGE)
    container = upload(media, platform="instagram", text="Launch #day").model_copy(update={"form": Verb.STORY})
    uploads.keep("instagram", ANNA, container, "c1")
    found = await uploads.settle(post(platform="instagram", uses="c1"))
    assert (found.text, found.tags, found.media, found.shown_as) == ("Launch #day", ("day",), (media,), Verb.STORY)
    assert uploads.knows(post(platform="instagram", uses="c1"))


async def test_a_carousel_gives_the_media_of_its_children(uploads: Uploads) -> None:
    for key in ("c1", "c2"):
        uploads.keep("instagram", ANNA, upload(Media(url=f"https://acme.example/{key}.jpg"), platform="instagram"), key)
    carousel = upload(Media(key="c1"), Media(key="c2"), platform="instagram", text="Both")
    uploads.keep("instagram", ANNA, carousel, "c3")
    found = await uploads.settle(post(platform="instagram", uses="c3"))
    assert [media.url for media in found.media] == ["https://acme.example/c1.jpg", "https://acme.example/c2.jpg"]
    assert found.text == "Both"


async def test_containers_that_hold_each_other_come_to_an_end(uploads: Uploads) -> None:
    uploads.keep("instagram", ANNA, upload(Media(key="c2"), platform="instagram"), "c1")
    uploads.keep("instagram", ANNA, upload(Media(key="c1"), platform="instagram"), "c2")
    assert len((await uploads.settle(post(platform="instagram", uses="c1"))).media) == 1


async def test_a_file_can_be_what_is_published(uploads: Uploads) -> None:
    uploads.keep("youtube", ANNA, upload(Media(content=PHOTO), platform="youtube"), "v1")
    assert (await uploads.settle(post(platform="youtube", uses="v1"))).media[0].fingerprint


def test_what_is_used_but_was_never_seen_is_said(uploads: Uploads) -> None:
    assert not uploads.knows(post(platform="instagram", uses="c9"))
    assert uploads.knows(post("700"))


async def test_an_alt_text_of_a_call_of_its_own_belongs_to_the_picture(uploads: Uploads) -> None:
    uploads.keep("x", ANNA, upload(Media(content=PHOTO)), "700")
    uploads.keep("x", ANNA, upload(Media(key="700", alt="Anna on a beach")), "")
    assert (await uploads.settle(post("700"))).media[0].alt == "Anna on a beach"


async def test_no_text_reaches_the_disk(uploads: Uploads, store: Store) -> None:
    words = "a very personal sentence"
    uploads.keep("x", ANNA, upload(Media(content=PHOTO, alt=words), text=words), "700")
    await uploads.settle(post("700"))
    files = b"".join(file.read_bytes() for file in store.folder.iterdir() if file.is_file())
    assert words.encode() not in files


async def test_whoever_listens_is_told_of_every_upload_with_its_login(store: Store, pictures: Pictures) -> None:
    told: list[tuple[ActingAccount, Activity]] = []
    uploads = Uploads(store, pictures, Clock(), seen=lambda login, activity: told.append((login, activity)))
    uploads.keep("x", ANNA, upload(Media(content=OTHER)), "700")
    await uploads.settle(post("700"))
    pictures.look(b"last in line").result(timeout=30)
    ((login, activity),) = told
    assert (login, activity.verb) == (ANNA, Verb.UPLOAD)
    assert activity.media[0].fingerprint.startswith(pictures.secret.digest(OTHER))


async def test_a_post_of_words_alone_is_settled_without_waiting(uploads: Uploads) -> None:
    activity = Activity(platform="x", verb=Verb.POST, text="Hello #world")
    assert (await uploads.settle(activity, seconds=0)).tags == ("world",)


@pytest.mark.parametrize(
    ("adapter", "uploading", "posting", "field"),
    [
        (mastodon, "/api/v2/media", "/api/v1/statuses", "media_ids"),
        (misskey, "/api/drive/files/create", "/api/notes/create", "fileIds"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
async def test_one_number_on_two_servers_is_two_files(
    uploads: Uploads, pictures: Pictures, adapter: Adapter, uploading: str, posting: str, field: str
) -> None:
    digests: dict[str, str] = {}
    for server, content in (("https://one.example", PHOTO), ("https://two.example", OTHER)):
        form = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        )
        sent = call("POST", server + uploading, form + content + b"\r\n--b--\r\n", content_type=MULTIPART)
        (kept,) = adapter.learn(sent, said({"id": "22"}))
        assert isinstance(kept, KeptAs)
        uploads.keep(adapter.name, ANNA, adapter.read(sent)[0], kept.key)
        digests[server] = pictures.secret.digest(content)
    for server, digest in digests.items():
        (written,) = adapter.read(call("POST", server + posting, {"status": "hej", field: ["22"]}))
        assert (await uploads.settle(written)).media[0].fingerprint.startswith(digest)
