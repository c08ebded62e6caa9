"""Activities for each account a tool posts from."""

from twohats.schedulers.handles import Handle, each, edited, kept, scheduled
from twohats_policy.activity import Activity, Target, Verb

POST = Activity(platform="tool", verb=Verb.POST, text="hi")


def test_every_account_gets_an_activity_of_its_own() -> None:
    one, two = each(POST, [Handle("a", "x"), Handle("b", "tool"), Handle("a", "facebook")], "json.ids")
    assert one.actor is not None
    assert (one.actor.platform_id, one.actor.where) == ("a", "json.ids")
    assert one.targets == (Target(network="x", ref="a"), Target(network="facebook", ref="a"))
    assert two.targets == (Target(network="tool", ref="b"),)


def test_without_a_handle_the_login_acts() -> None:
    (post,) = each(POST, [Handle("", "x"), Handle("", "x")], "header.profile-key")
    assert (post.actor, post.targets) == (None, (Target(network="x"),))


def test_other_targets_of_the_activity_stay() -> None:
    group = Target(network="facebook", platform_id="9")
    (post,) = each(POST.model_copy(update={"targets": (group,)}), [Handle("a", "x")], "json.id")
    assert post.targets == (Target(network="x", ref="a"), group)


def test_a_time_makes_it_one_for_later() -> None:
    later = scheduled(POST, "2030-01-01T10:00:00+01:00")
    assert (later.verb, later.form, later.schedule) == (Verb.SCHEDULE, Verb.POST, "2030-01-01T09:00:00Z")
    assert scheduled(POST, "next-free-slot").schedule == "next-free-slot"
    assert scheduled(POST, "") is POST


def test_a_draft_publishes_nothing_but_keeps_its_form() -> None:
    draft = kept(scheduled(POST.model_copy(update={"verb": Verb.STORY}), "2030-01-01T09:00:00Z"))
    assert (draft.publishes, draft.form) == (False, Verb.STORY)


def test_a_handle_may_be_a_name() -> None:
    (post,) = each(POST, [Handle("acme", "x")], "form.user", by_name=True)
    assert post.actor is not None
    assert (post.actor.platform_id, post.actor.username) == ("", "acme")


def test_a_change_without_words_uses_what_was_written_before() -> None:
    silent = edited(scheduled(POST.model_copy(update={"text": ""}), "2030-01-01T09:00:00Z"), "9")
    assert (silent.verb, silent.form, silent.uses, silent.schedule) == (
        Verb.EDIT,
        Verb.POST,
        "9",
        "2030-01-01T09:00:00Z",
    )
    assert edited(POST, "9").uses == ""
    assert edited(kept(POST), "9").verb is Verb.UPLOAD
