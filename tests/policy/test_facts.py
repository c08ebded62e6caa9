"""What rules may know about one request."""

from tests.support.policies import HEAD, good_policy, policy, problems, question
from twohats_policy.activity import Target
from twohats_policy.facts import Facts, facts

TEAM = good_policy().team


def known(**asked: object) -> Facts:
    return facts(TEAM, question(**asked))  # type: ignore[arg-type]


def test_tags_mentions_and_links_of_the_text_join_those_of_the_call() -> None:
    text = "#Two (#three) a#four &#5; https://a.example/b#six @Bo @carl@mastodon.example mail@example.com"
    found = known(text=text, tags=("#One", "two"), mentions=("@Dora",), links=("https://c.example",))

    assert found.tags == ["one", "two", "three"]
    assert found.mentions == ["dora", "bo", "carl"]
    assert found.links == ["https://c.example", "https://a.example/b#six"]


def test_an_account_is_what_the_policy_says_of_it() -> None:
    acme = known().account
    stranger = known(ref="gone").account

    assert (acme.kind, acme.name, acme.owner, acme.yours) == ("brand", "Acme Tools", "", True)
    assert (acme.tags, acme.links, acme.languages) == (
        ["acmetools", "acmetips", "drillweek"],
        ("acme.example",),
        ("en", "sv"),
    )
    assert (stranger.kind, stranger.ref, stranger.name, stranger.yours) == ("unknown", "", "", False)
    assert not stranger.has_approved_media


def test_an_account_may_have_touchy_topics_as_its_trade() -> None:
    named = HEAD.replace("kind: brand,", "kind: brand, topics: [alcohol, death],")
    assert facts(policy(named).team, question()).account.topics == ("alcohol", "death")
    assert facts(policy(HEAD.replace("kind: brand,", "kind: brand, topics: war,")).team, question()).account.topics == (
        "war",
    )
    (problem,) = problems(HEAD.replace("kind: brand,", "kind: brand, topics: [beer],"))
    assert "accounts.acme.topics[0]: `beer` is none of the words offered here" in problem


def test_an_account_may_have_bad_news_of_its_own() -> None:
    news = "bad_news: [{from: 2026-01-14, to: 2026-01-15, what: a recall}]"
    named = policy(HEAD.replace("kind: brand,", f"kind: brand, {news},"))
    assert facts(named.team, question()).account.bad_news == ("a recall",)


def test_the_time_is_local() -> None:
    assert known().now.hour == 12


def test_a_target_is_known_by_key_id_or_name() -> None:
    targets = (
        Target(network="x", ref="anna"),
        Target(network="x", platform_id="1111111111"),
        Target(network="x", username="bo"),
        Target(network="facebook", platform_id="9"),
    )

    found = known(targets=targets).targets
    assert [(target.ref, target.kind) for target in found] == [
        ("anna", "personal"),
        ("acme", "brand"),
        ("bo-private", "personal"),
        ("", "unknown"),
    ]


def test_media_without_signals_have_none() -> None:
    found = known(media=2, media_signals=({"approved": True},)).media

    assert [dict(item.signals) for item in found] == [{"approved": True}, {}]


def test_a_person_the_team_does_not_know_has_no_name() -> None:
    assert known().person_name == "Anna Berg"
    assert known(asked={"employee": "zoe"}).person_name == ""
