import subprocess
import sys
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.clock import Clock
from tests.support.holders import (
    ACME,
    ACME_ON_BLUESKY,
    ANNA,
    LAUNCH,
    NOBODY_KNOWN,
    OTHER_BRAND,
    SECRET,
    STRANGER,
    habits_of,
    post,
    reply,
)
from twohats.histories.deeds import Deeds
from twohats.histories.habits import Habits
from twohats.histories.holder import Whose
from twohats.state.store import Store, StoreError
from twohats_policy.activity import Activity, Verb

EDITED = "Our summer collection is in the shop from Monday, come and see it #new https://acme.example"
SORRY = "We are sorry, please send us a message with your order number"


@pytest.fixture
def habits(store: Store, clock: Clock) -> Habits:
    return habits_of(store, clock)


def test_a_near_copy_of_another_account_is_found(habits: Habits) -> None:
    habits.add(ANNA, post(LAUNCH))
    assert habits.copied(ACME, post(EDITED))
    assert habits.copied(OTHER_BRAND, post(LAUNCH.upper()))


def test_an_account_copies_itself_freely_on_all_its_handles(habits: Habits) -> None:
    habits.add(ACME, post(LAUNCH))
    assert not habits.copied(ACME_ON_BLUESKY, post(LAUNCH, platform="bluesky"))


def test_other_words_are_no_copy(habits: Habits) -> None:
    habits.add(ANNA, post("What a day at the beach with the children, we had so much ice cream"))
    assert not habits.copied(ACME, post(LAUNCH))


@pytest.mark.parametrize(
    "text", ["", "Thank you!", "so nice here", "@anna @bo @cy @di", "#a #b #c #d #e", "\u200b" * 50]
)
def test_short_texts_are_nobodys(habits: Habits, text: str) -> None:
    habits.add(ANNA, post(text))
    assert not habits.copied(ACME, post(text))


def test_a_copy_is_forgotten_after_thirty_days(habits: Habits, clock: Clock) -> None:
    habits.add(ANNA, post(LAUNCH))
    clock.turn(days=29)
    assert habits.copied(ACME, post(LAUNCH))
    clock.turn(days=2)
    assert not habits.copied(ACME, post(LAUNCH))


def test_an_account_that_the_policy_does_not_name_is_compared_on_its_platform_only(habits: Habits) -> None:
    habits.add(STRANGER, post(LAUNCH))
    another = STRANGER.model_copy(update={"platform_id": "8888"})
    elsewhere = another.model_copy(update={"platform": "bluesky"})
    assert habits.copied(another, post(LAUNCH))
    assert not habits.copied(elsewhere, post(LAUNCH))
    assert not habits.copied(STRANGER, post(LAUNCH))


def test_likes_and_what_nobody_can_be_named_for_are_not_remembered(habits: Habits, store: Store) -> None:
    for verb in (Verb.REACT, Verb.FOLLOW, Verb.PROFILE, Verb.DELETE, Verb.UPLOAD):
        habits.add(ACME, post(LAUNCH, verb=verb))
    habits.add(NOBODY_KNOWN, post(LAUNCH))
    store.flush()
    assert store.query("SELECT * FROM deeds") == []


def test_near_same_replies_are_counted_for_a_day(habits: Habits, clock: Clock) -> None:
    for number in range(5):
        habits.add(ACME, reply(f"@user{number} {SORRY}"))
    habits.add(ACME, reply("That colour comes back in the first week of May, promised!"))
    assert habits.same_replies(ACME, reply(f"@anna {SORRY}!")) == 5
    assert habits.same_replies(OTHER_BRAND, reply(SORRY)) == 0
    clock.turn(hours=25)
    assert habits.same_replies(ACME, reply(SORRY)) == 0


def test_replies_that_differ_a_little_count_together(habits: Habits) -> None:
    habits.add(ACME, reply(SORRY))
    habits.add(ACME, reply(SORRY.replace("message", "letter")))
    assert habits.same_replies(ACME, reply(SORRY)) == 2


def test_a_post_is_no_reply(habits: Habits) -> None:
    habits.add(ACME, post(SORRY))
    assert habits.same_replies(ACME, reply(SORRY)) == 0


def test_a_burst_is_counted_for_each_platform_over_an_hour(habits: Habits, clock: Clock) -> None:
    assert habits.burst(ACME, "x") == 0
    for _ in range(3):
        habits.add(ACME, post(LAUNCH))
        clock.turn(minutes=10)
    habits.add(ACME_ON_BLUESKY, post(LAUNCH, platform="bluesky"))
    assert (habits.burst(ACME, "x"), habits.burst(ACME_ON_BLUESKY, "bluesky")) == (3, 1)
    clock.turn(minutes=41)
    assert habits.burst(ACME, "x") == 1


def test_an_hour_is_unusual_once_twenty_posts_are_known(habits: Habits, clock: Clock) -> None:
    for _ in range(19):
        habits.add(ACME, post(LAUNCH))  # at 9 o'clock
    clock.turn(hours=5)
    assert not habits.first_at_this_hour(ACME)
    habits.add(ACME, post(LAUNCH))
    clock.turn(hours=1)
    assert not habits.first_at_this_hour(ACME)  # one post was an hour ago
    clock.turn(hours=1)
    assert habits.first_at_this_hour(ACME)
    assert not habits.first_at_this_hour(OTHER_BRAND)


def test_hours_are_local_and_wrap_at_midnight(store: Store, clock: Clock) -> None:
    habits = habits_of(store, clock, Whose("anna", ZoneInfo("Europe/Stockholm")))
    clock.turn(hours=13, minutes=50)  # 22:50 UTC is 23:50 in Stockholm
    for _ in range(20):
        habits.add(ACME, post(LAUNCH))
    clock.turn(minutes=20)
    assert not habits.first_at_this_hour(ACME)
    clock.turn(hours=1)
    assert habits.first_at_this_hour(ACME)


def test_a_tag_is_new_once_ten_posts_with_tags_are_known(habits: Habits) -> None:
    for _ in range(9):
        habits.add(ACME, post(tags=("spring",)))
    assert habits.new_tags(ACME, ("Spring", "whyistayed")) == ()
    habits.add(ACME, post(tags=("summer",)))
    assert habits.new_tags(ACME, ("Spring", "WhyIStayed", "SUMMER")) == ("WhyIStayed",)
    assert habits.new_tags(OTHER_BRAND, ("WhyIStayed",)) == ()


def test_a_mention_is_known_again(habits: Habits) -> None:
    habits.add(ACME, Activity(platform="x", verb=Verb.POST, mentions=("Bo",)))
    assert habits.mentioned(ACME, "@bo")
    assert not habits.mentioned(ACME, "cy")
    assert not habits.mentioned(OTHER_BRAND, "bo")


def test_what_one_employee_did_is_not_told_to_another(store: Store, clock: Clock) -> None:
    habits_of(store, clock, Whose("anna")).add(ANNA, post(LAUNCH, tags=("spring",)))
    assert not habits_of(store, clock, Whose("bo")).copied(ACME, post(LAUNCH))
    assert habits_of(store, clock, Whose("anna")).copied(ACME, post(LAUNCH))


def test_the_employee_at_the_keyboard_can_change(store: Store, clock: Clock) -> None:
    whose = [Whose("anna")]
    habits = Habits(Deeds(store), SECRET, lambda: whose[0], clock)
    habits.add(ANNA, post(LAUNCH))
    assert habits.copied(ACME, post(LAUNCH))
    whose[0] = Whose("bo")
    assert not habits.copied(ACME, post(LAUNCH))
    whose[0] = Whose("anna", UTC)
    assert habits.copied(ACME, post(LAUNCH))


def test_a_restart_forgets_nothing(store: Store, clock: Clock) -> None:
    before = habits_of(store, clock)
    for _ in range(20):
        before.add(ACME, reply(SORRY))
    for _ in range(10):
        before.add(ACME, post(LAUNCH, tags=("spring",)))
    after = habits_of(store, clock)
    assert after.copied(ANNA, post(LAUNCH))
    assert after.same_replies(ACME, reply(SORRY)) == 20
    assert after.burst(ACME, "x") == 30
    assert after.new_tags(ACME, ("spring", "autumn")) == ("autumn",)


def test_nothing_is_counted_twice(habits: Habits) -> None:
    habits.add(ACME, reply(SORRY))
    assert habits.burst(ACME, "x") == 1
    habits.add(ACME, reply(SORRY))
    assert (habits.burst(ACME, "x"), habits.same_replies(ACME, reply(SORRY))) == (2, 2)


def test_handing_over_clears_one_employee(store: Store, clock: Clock) -> None:
    anna, bo = habits_of(store, clock, Whose("anna")), habits_of(store, clock, Whose("bo"))
    anna.add(ANNA, post(LAUNCH))
    bo.add(OTHER_BRAND, post(LAUNCH))
    assert anna.copied(ACME, post(LAUNCH))
    assert anna.clear("anna") == 1
    assert not anna.copied(ACME, post(LAUNCH))
    assert bo.copied(ACME, post(LAUNCH))


def test_one_account_can_be_forgotten(habits: Habits) -> None:
    habits.add(ANNA, post(LAUNCH))
    habits.add(ACME, post(LAUNCH))
    assert habits.forget("x", "2222") == 1
    assert not habits.copied(ACME, post(LAUNCH))
    assert habits.copied(OTHER_BRAND, post(LAUNCH))


def test_what_another_process_erases_is_soon_forgotten_here(habits: Habits, store: Store, clock: Clock) -> None:
    habits.add(ANNA, post(LAUNCH))
    assert habits.copied(ACME, post(LAUNCH))
    other = Store.open(store.folder)
    assert habits_of(other, clock).clear("anna") == 1
    other.close()
    clock.turn(seconds=6)
    assert not habits.copied(ACME, post(LAUNCH))


def test_what_is_too_old_goes_from_the_disk(habits: Habits, store: Store, clock: Clock) -> None:
    habits.add(ANNA, post(LAUNCH, tags=("spring",)))
    clock.turn(days=31)
    habits.tidy()
    store.flush()
    assert [(row["marks"], bool(row["tags"])) for row in store.query("SELECT * FROM deeds")] == [(b"", True)]
    clock.turn(days=150)
    habits.tidy()
    store.flush()
    assert store.query("SELECT * FROM deeds") == []


def test_neither_text_nor_tags_nor_names_reach_the_disk(habits: Habits, store: Store) -> None:
    acting = STRANGER.model_copy(update={"platform_id": "", "username": "annaberg"})
    habits.add(
        acting, Activity(platform="x", verb=Verb.POST, text=LAUNCH, tags=("projectfalcon",), mentions=("bolind",))
    )
    store.flush()
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = b"".join(path.read_bytes() for path in store.folder.iterdir() if path.is_file()).lower()
    assert [word for word in (b"spring", b"collection", b"projectfalcon", b"bolind", b"annaberg") if word in held] == []


def test_a_memory_that_cannot_be_read_is_an_error_not_a_no(habits: Habits, store: Store) -> None:
    store.close()
    with pytest.raises(StoreError):
        habits.copied(ACME, post(LAUNCH))


def test_questions_about_words_do_not_load_what_pictures_need(tmp_path: Path) -> None:
    program = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from twohats.history import History
from twohats.media.fingerprint import Secret
from twohats.state.store import Store
from twohats_policy.account import AccountKind, ActingAccount
from twohats_policy.activity import Activity, Verb
store, now = Store.open(Path({str(tmp_path)!r})), datetime(2026, 3, 2, tzinfo=UTC)
history = History(store, Secret(b"k" * 32), {{}}.get, lambda: now)
post = Activity(platform="x", verb=Verb.POST, text={LAUNCH!r}, tags=("spring",))
account = ActingAccount(platform="x", ref="acme")
history.add(account, post)
history.habits.copied(account, post), history.habits.burst(account, "x"), history.habits.new_tags(account, ("a",))
history.text_seen_on(AccountKind.PERSONAL, post.text)
print(sorted({{"numpy", "PIL"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_look_ups_are_at_hand_once_it_was_read_and_nobody_may_have_erased_anything(store: Store, clock: Clock) -> None:
    habits = habits_of(store, clock)
    assert not habits.at_hand
    habits.burst(ACME, "x")
    assert habits.at_hand
    clock.turn(seconds=6)
    assert not habits.at_hand
    habits.burst(ACME, "x")
    assert habits.at_hand
    clock.turn(days=1)
    assert not habits.at_hand


def test_a_look_keeps_the_next_question_at_hand_and_reads_nothing_until_somebody_asks(
    store: Store, clock: Clock
) -> None:
    habits = habits_of(store, clock)
    habits.catch_up()
    assert not habits.at_hand
    habits.burst(ACME, "x")
    for _ in range(3):
        clock.turn(seconds=6)
        habits.add(ACME, post(LAUNCH))
        habits.catch_up()
        assert habits.at_hand
    assert habits.burst(ACME, "x") == 3
    clock.turn(days=1)
    habits.catch_up()
    assert habits.at_hand
    assert habits.burst(ACME, "x") == 0


def test_a_look_finds_what_another_process_erased(store: Store, clock: Clock) -> None:
    habits = habits_of(store, clock)
    habits.add(ANNA, post(LAUNCH))
    assert habits.copied(ACME, post(LAUNCH))
    other = Store.open(store.folder)
    other.execute("DELETE FROM deeds")
    other.close()
    clock.turn(seconds=6)
    habits.catch_up()
    assert not habits.copied(ACME, post(LAUNCH))
