import random
import string

import pytest

from twohats.plain_words import is_plain


@pytest.mark.parametrize(
    "word",
    [
        *("CreateTweet", "useBarcelonaCreateTextPostMutation", "app.bsky.feed.post", "media_publish", "configure"),
        *("v2", "21.0", "statuses", "PUBLISHED", "com.atproto.repo.applyWrites", "COMPOSER_SEND", "$type"),
    ],
)
def test_names_of_calls_and_values_of_protocols_are_plain(word: str) -> None:
    assert is_plain(word)


@pytest.mark.parametrize(
    "word", ["", "17841400000000000", "a1b2c3", "T00000000", "anna@example.org1", "a b", "ä", "x" * 61, "eyJhbGciOi.x1"]
)
def test_ids_and_what_has_other_signs_are_not(word: str) -> None:
    assert not is_plain(word)


def test_random_letters_as_long_as_a_token_are_seldom_plain() -> None:
    made_up = random.Random(7)
    tokens = ["".join(made_up.choices(string.ascii_letters, k=24)) for _ in range(2000)]
    assert sum(map(is_plain, tokens)) <= 100
