"""Activities: what is about to become public."""

from twohats_policy.activity import Activity, Media, Verb


def test_only_uploads_and_deletes_publish_nothing() -> None:
    silent = {verb for verb in Verb if not Activity(platform="x", verb=verb).publishes}

    assert silent == {Verb.UPLOAD, Verb.DELETE}


def test_people_see_the_form_where_the_call_names_one() -> None:
    assert Activity(platform="x", verb=Verb.SCHEDULE, form=Verb.REPLY).shown_as is Verb.REPLY
    assert Activity(platform="x", verb=Verb.POST).shown_as is Verb.POST


def test_the_bytes_of_media_are_neither_shown_nor_dumped() -> None:
    media = Media(content=b"secret")

    assert "secret" not in repr(media)
    assert "content" not in media.model_dump()
