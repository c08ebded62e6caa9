"""Headers of adapters as data, and the page made from them."""

import types

import pytest

from tests.support.platform_page import PAGE, samples, text
from twohats.adapter import Adapter
from twohats.adapters import ADAPTERS, mastodon
from twohats.platform_table import ORIGINS, Sample, header_of, page
from twohats_policy.activity import Verb

HEADER = header_of(mastodon)


def test_the_page_is_the_one_in_the_docs() -> None:
    assert PAGE.read_text("utf-8") == text(), "write it anew: uv run python -m tests.support.platform_page"


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.name)
def test_every_header_names_verbs_and_a_title(adapter: Adapter) -> None:
    header = header_of(adapter)
    assert header.title
    assert not header.title.endswith(".")
    assert set(header.reads) & {verb.value for verb in Verb}, "`:reads:` says which verbs are read, parted by commas"


def test_a_header_without_a_field_names_the_field() -> None:
    spoilt = types.ModuleType("spoilt", (mastodon.__doc__ or "").replace(":checked:", ":chequed:"))
    spoilt.__dict__.update({name: value for name, value in vars(mastodon).items() if name != "__doc__"})
    with pytest.raises(ValueError, match=r"adapter `mastodon` lacks checked"):
        header_of(spoilt)


def test_a_field_may_go_on_in_the_next_line() -> None:
    long = types.ModuleType("long", (mastodon.__doc__ or "").replace(":checked:", "  and more\n:checked:"))
    long.__dict__.update({name: value for name, value in vars(mastodon).items() if name != "__doc__"})
    assert header_of(long).not_read.endswith("and more")


def test_the_best_sample_of_a_verb_shows() -> None:
    found = [Sample("mastodon", "api", origin, ("post",)) for origin in reversed(ORIGINS)]
    assert "| api | ● |" in page([HEADER], found)


def test_samples_are_counted_by_what_they_rest_on() -> None:
    found = [Sample("mastodon", "web", "handmade", ("reply",)), Sample("mastodon", "api", "recorded", ())]
    shown = page([HEADER], found)
    assert "| 1 | 0 | 1 |" in shown
    assert "| web | ○ |" in shown
    assert "| api |" not in shown, "a sample that publishes nothing counts, but it shows no verb"


def test_every_platform_has_samples_by_some_way_in() -> None:
    assert {sample.platform for sample in samples()} == {adapter.name for adapter in ADAPTERS}
