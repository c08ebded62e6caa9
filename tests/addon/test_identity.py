from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.strangers import Book, Stranger, call
from twohats.adapter import LoginIs, NameIs
from twohats.identity import Identity
from twohats.state.store import Store
from twohats_policy.account import AccountKind, Evidence, Role, Strength
from twohats_policy.activity import Activity, Actor, Target, Verb

X = Stranger()
POST = Activity(platform="x", verb=Verb.POST, text="hello")


def stated(platform_id: str = "", username: str = "", role: Role = Role.LOGIN) -> Evidence:
    return Evidence(role=role, where="cookie", strength=Strength.STATED, platform_id=platform_id, username=username)


def acting_as(platform_id: str = "", username: str = "") -> Activity:
    return POST.model_copy(update={"actor": Actor(where="path", platform_id=platform_id, username=username)})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def identity(store: Store, clock: Clock) -> Identity:
    return opened(store, clock)


def opened(store: Store, clock: Clock) -> Identity:
    return Identity(store, b"k" * 32, Book, clock)


def test_an_id_in_the_call_names_login_and_account(identity: Identity) -> None:
    account, login = identity.resolve(Stranger(signs=(stated("1111"),)), call(), POST)
    assert (account.ref, account.kind, account.confidence) == ("acme", AccountKind.BRAND, Strength.STATED)
    assert login == account


def test_nothing_in_the_call_is_an_unknown_account(identity: Identity) -> None:
    account, login = identity.resolve(X, call("secret"), POST)
    assert (account.kind, account.confidence, account.identified) == (AccountKind.UNKNOWN, Strength.NONE, False)
    assert login == account


def test_an_account_that_the_policy_does_not_name_is_identified_but_of_unknown_kind(identity: Identity) -> None:
    account, _ = identity.resolve(Stranger(signs=(stated("9999"),)), call(), POST)
    assert (account.kind, account.platform_id, account.known) == (AccountKind.UNKNOWN, "9999", False)


def test_two_stated_signs_that_disagree_identify_nobody_and_are_both_kept(identity: Identity) -> None:
    signs = (stated("1111"), stated("2222"))
    account, _ = identity.resolve(Stranger(signs=signs), call(), POST)
    assert (account.kind, account.identified) == (AccountKind.UNKNOWN, False)
    assert account.evidence == signs


def test_a_name_that_nothing_confirms_stays_a_hint(identity: Identity) -> None:
    hint = Evidence(role=Role.LOGIN, where="header", strength=Strength.HINT, username="acme")
    account, _ = identity.resolve(Stranger(signs=(hint,)), call(), POST)
    assert (account.ref, account.confidence) == ("acme", Strength.HINT)


def test_a_reply_teaches_whose_the_token_is(identity: Identity) -> None:
    identity.learn(X, call("secret"), LoginIs(platform_id="1111", username="acme"))
    account, _ = identity.resolve(X, call("secret"), POST)
    assert (account.ref, account.confidence) == ("acme", Strength.REMEMBERED)
    assert identity.resolve(X, call("other"), POST)[0].identified is False


def test_a_reply_teaches_whose_a_new_token_is(identity: Identity) -> None:
    identity.learn(X, call(), LoginIs(platform_id="2222", username="anna", credential="minted"))
    assert identity.resolve(X, call("minted"), POST)[0].ref == "anna"


def test_what_was_learnt_survives_a_restart_and_the_token_is_nowhere_on_disk(
    identity: Identity, store: Store, clock: Clock
) -> None:
    identity.learn(X, call("open sesame"), LoginIs(platform_id="1111", username="acme"))
    assert opened(store, clock).resolve(X, call("open sesame"), POST)[0].ref == "acme"
    files = b"".join(file.read_bytes() for file in store.folder.iterdir() if file.is_file())
    assert b"1111" in files
    assert b"open sesame" not in files


def test_the_newest_reply_wins(identity: Identity) -> None:
    identity.learn(X, call("secret"), LoginIs(platform_id="1111"))
    identity.learn(X, call("secret"), LoginIs(platform_id="2222"))
    assert identity.resolve(X, call("secret"), POST)[0].ref == "anna"


def test_the_call_is_believed_before_memory_and_both_are_kept(identity: Identity) -> None:
    identity.learn(X, call("secret"), LoginIs(platform_id="1111"))
    account, _ = identity.resolve(Stranger(signs=(stated("2222"),)), call("secret"), POST)
    assert (account.ref, account.confidence) == ("anna", Strength.STATED)
    assert [sign.where for sign in account.evidence] == ["cookie", "memory"]


def test_the_same_token_on_two_servers_is_two_logins(identity: Identity) -> None:
    anywhere = Stranger(name="mastodon", any_host=True)
    post = POST.model_copy(update={"platform": "mastodon"})
    identity.learn(anywhere, call("secret", "one.example"), LoginIs(platform_id="7", username="acme@one.example"))
    assert identity.resolve(anywhere, call("secret", "one.example"), post)[0].username == "acme@one.example"
    assert identity.resolve(anywhere, call("secret", "two.example"), post)[0].identified is False


def test_the_same_id_on_two_servers_has_two_names(identity: Identity) -> None:
    anywhere = Stranger(name="mastodon", any_host=True)
    for server in ("one.example", "two.example"):
        fact = NameIs(network="mastodon", platform_id="7", username=f"acme@{server}")
        identity.learn(anywhere, call(host=server), fact)
    stating = Stranger(name="mastodon", any_host=True, signs=(stated("7"),))
    names = [
        identity.resolve(stating, call(host=server), POST.model_copy(update={"platform": "mastodon"}))[0].username
        for server in ("one.example", "two.example")
    ]
    assert names == ["acme@one.example", "acme@two.example"]


def test_the_account_that_the_call_names_is_the_author(identity: Identity) -> None:
    account, login = identity.resolve(Stranger(signs=(stated("2222"),)), call(), acting_as("1111"))
    assert (account.ref, login.ref) == ("acme", "anna")
    assert account.evidence[0].role is Role.ACTING


@pytest.mark.parametrize("word", ["", "me", "Me"])
def test_me_is_the_login(identity: Identity, word: str) -> None:
    account, login = identity.resolve(Stranger(signs=(stated("2222"),)), call(), acting_as(word))
    assert account == login
    assert account.ref == "anna"


def test_an_acting_sign_of_the_call_counts_where_the_activity_names_nobody(identity: Identity) -> None:
    signs = (stated("1111", role=Role.ACTING), stated("2222"))
    account, login = identity.resolve(Stranger(signs=signs), call(), POST)
    assert (account.ref, login.ref) == ("acme", "anna")


def test_a_learnt_name_leads_to_the_policy_but_no_surer_than_memory(identity: Identity) -> None:
    linkedin = Stranger(name="linkedin", signs=(stated("urn:9"),))
    post = POST.model_copy(update={"platform": "linkedin"})
    assert identity.resolve(linkedin, call(), post)[0].known is False
    identity.learn(linkedin, call(), NameIs(network="linkedin", platform_id="urn:9", username="acme-tools"))
    account, _ = identity.resolve(linkedin, call(), post)
    assert (account.ref, account.confidence) == ("acme", Strength.REMEMBERED)


def test_a_tools_handle_is_itself_until_its_account_is_known(identity: Identity) -> None:
    tool = Stranger(name="buffer")
    post = acting_as("c1").model_copy(update={"platform": "buffer"})
    assert identity.resolve(tool, call("secret"), post)[0].platform_id == "c1"
    identity.learn(tool, call(), NameIs(handle="c1", network="x", platform_id="1111", username="acme"))
    account, login = identity.resolve(tool, call("secret"), post)
    assert (account.platform, account.platform_id, account.ref) == ("x", "1111", "acme")
    assert account.confidence is Strength.REMEMBERED
    assert [sign.platform_id for sign in account.evidence] == ["c1", "1111"]
    assert login.identified is False


def test_a_handle_of_one_tool_says_nothing_about_another(identity: Identity) -> None:
    identity.learn(Stranger(name="buffer"), call(), NameIs(handle="c1", network="x", platform_id="1111"))
    account, _ = identity.resolve(Stranger(name="postiz"), call(), acting_as("c1"))
    assert account.known is False


def test_a_handle_for_accounts_of_both_hats_is_of_unknown_kind(identity: Identity) -> None:
    tool = Stranger(name="typefully")
    identity.learn(tool, call(), NameIs(handle="11", network="x", platform_id="2222"))
    identity.learn(tool, call(), NameIs(handle="11", network="linkedin", username="acme-tools"))
    account, _ = identity.resolve(tool, call(), acting_as("11").model_copy(update={"platform": "typefully"}))
    assert (account.kind, account.platform_id) == (AccountKind.UNKNOWN, "11")


def test_a_handle_for_accounts_of_one_hat_is_that_hats(identity: Identity) -> None:
    tool = Stranger(name="typefully")
    identity.learn(tool, call(), NameIs(handle="11", network="x", platform_id="1111"))
    identity.learn(tool, call(), NameIs(handle="11", network="linkedin", username="acme-tools"))
    account, _ = identity.resolve(tool, call(), acting_as("11").model_copy(update={"platform": "typefully"}))
    assert (account.ref, account.kind, account.confidence) == ("acme", AccountKind.BRAND, Strength.REMEMBERED)


def test_a_tool_may_name_an_account_by_its_id_on_another_network(identity: Identity) -> None:
    elsewhere = Activity(
        platform="business page",
        verb=Verb.POST,
        actor=Actor(where="json", platform_id="1111"),
        targets=(Target(network="x", platform_id="1111"),),
    )
    account, _ = identity.resolve(X, call(), elsewhere)
    assert (account.platform, account.ref) == ("x", "acme")
    two = elsewhere.model_copy(update={"targets": elsewhere.targets * 2})
    assert not identity.resolve(X, call(), two)[0].known


def test_targets_get_their_native_accounts(identity: Identity) -> None:
    tool = Stranger(name="buffer")
    identity.learn(tool, call(), NameIs(handle="c1", network="x", platform_id="1111", username="acme"))
    targets = (Target(network="x", ref="c1"), Target(network="x", ref="c2"), Target(network="linkedin", ref="c1"))
    named = identity.named(tool, POST.model_copy(update={"targets": targets})).targets
    assert [target.platform_id for target in named] == ["1111", "", ""]
    assert named[0].username == "acme"


def test_a_probe_is_made_once_for_a_login_that_nobody_knows(identity: Identity, clock: Clock) -> None:
    _, login = identity.resolve(X, call("secret"), POST)
    assert identity.needs_probe(X, call("secret"), login)
    identity.probed(X, call("secret"))
    assert not identity.needs_probe(X, call("secret"), login)
    clock.turn(hours=2)
    assert identity.needs_probe(X, call("secret"), login)


def test_a_failed_probe_is_remembered_over_a_restart(identity: Identity, store: Store, clock: Clock) -> None:
    _, login = identity.resolve(X, call("secret"), POST)
    identity.probed(X, call("secret"))
    assert not opened(store, clock).needs_probe(X, call("secret"), login)


def test_a_known_login_needs_no_probe(identity: Identity) -> None:
    known = Stranger(signs=(stated("9999"),))
    assert not identity.needs_probe(known, call("secret"), identity.resolve(known, call("secret"), POST)[1])
    identity.learn(X, call("secret"), LoginIs(platform_id="1111"))
    assert not identity.needs_probe(X, call("secret"), identity.resolve(X, call("secret"), POST)[1])


def test_no_probe_without_a_credential_or_a_call_for_it(identity: Identity) -> None:
    _, login = identity.resolve(X, call(), POST)
    assert not identity.needs_probe(X, call(), login)
    assert not identity.needs_probe(Stranger(asks=False), call("secret"), login)


def test_a_probe_of_a_known_login_forgets_nothing(identity: Identity) -> None:
    identity.learn(X, call("secret"), LoginIs(platform_id="1111"))
    identity.probed(X, call("secret"))
    assert identity.resolve(X, call("secret"), POST)[0].ref == "acme"


def test_a_person_names_a_login_that_nobody_knew(identity: Identity, store: Store, clock: Clock) -> None:
    _, login = identity.resolve(X, call("secret"), POST)
    identity.met(X, call("secret"), login)
    ((seen, account),) = identity.logins()
    assert not account.identified
    assert identity.name(seen.short, platform_id="1111", username="acme")
    assert opened(store, clock).resolve(X, call("secret"), POST)[0].ref == "acme"


def test_naming_what_was_never_seen_fails(identity: Identity) -> None:
    assert not identity.name("deadbeef", platform_id="1111", username="acme")


def test_a_forgotten_login_is_unknown_again_and_its_name_is_gone(identity: Identity, store: Store) -> None:
    identity.learn(X, call("secret"), LoginIs(platform_id="1111", username="acme"))
    ((seen, _),) = identity.logins()
    assert identity.forget(seen.short)
    assert identity.resolve(X, call("secret"), POST)[0].identified is False
    assert store.query("SELECT * FROM logins") == []
    assert store.query("SELECT * FROM names") == []
    assert not identity.forget(seen.short)


def test_what_another_process_taught_is_there_after_a_refresh(identity: Identity, store: Store, clock: Clock) -> None:
    with closing(Store.open(store.folder)) as another:
        opened(another, clock).learn(X, call("secret"), LoginIs(platform_id="1111"))
        another.flush()
    assert not identity.resolve(X, call("secret"), POST)[0].known
    identity.refresh()
    assert identity.resolve(X, call("secret"), POST)[0].ref == "acme"


def test_resolving_never_asks_the_store(identity: Identity, store: Store) -> None:
    identity.learn(X, call("secret"), LoginIs(platform_id="1111", username="acme"))
    store.close()
    account, _ = identity.resolve(X, call("secret"), acting_as(username="acme"))
    assert (account.ref, account.platform_id) == ("acme", "1111")
