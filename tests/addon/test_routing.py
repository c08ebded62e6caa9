from dataclasses import dataclass

from tests.support.calls import call
from tests.support.strangers import Stranger
from twohats.adapter import Request
from twohats.routing import routes


@dataclass(frozen=True)
class Claims(Stranger):
    """Claims the calls below its own path."""

    path: str = "/"

    def claims(self, request: Request) -> bool:
        return request.path.startswith(self.path)


ONE = Claims(name="one", hosts=frozenset({"shared.example", "one.example"}), path="/one")
TWO = Claims(name="two", hosts=frozenset({"shared.example", ".two.example"}), path="/two")
FEDERATED = Claims(name="federated", hosts=frozenset({"home.example"}), any_host=True, path="/api/")
TABLE = routes([ONE, TWO, FEDERATED], {"federated": ["small.example"], "two": []})


def found(host: str, path: str) -> object:
    adapter = TABLE.adapter_for({host}, call("POST", f"https://{host}{path}"))
    return adapter.name if adapter else None


def test_a_host_is_guarded_if_any_of_its_names_is() -> None:
    assert TABLE.guards(["one.example"])
    assert TABLE.guards(["192.0.2.1", "cdn.example", "one.example"])
    assert not TABLE.guards(["cdn.example"])
    assert not TABLE.guards([])


def test_a_domain_means_itself_and_everything_below_it_and_nothing_beside_it() -> None:
    assert TABLE.guards(["two.example"])
    assert TABLE.guards(["a.b.two.example"])
    assert not TABLE.guards(["nottwo.example"])
    assert not TABLE.guards(["two.example.org"])


def test_the_adapter_that_claims_the_call_on_a_shared_host_reads_it() -> None:
    assert found("shared.example", "/one/x") == "one"
    assert found("shared.example", "/two/x") == "two"
    assert found("shared.example", "/three") is None


def test_servers_that_the_policy_names_belong_to_their_platform() -> None:
    assert TABLE.guards(["small.example"])
    assert found("small.example", "/api/v1/statuses") == "federated"
    assert not TABLE.guards(["unnamed.example"])


def test_offline_a_call_on_any_host_is_claimed_by_its_path_if_its_platform_has_many_servers() -> None:
    assert TABLE.by_path(call("POST", "https://unnamed.example/api/v1/statuses")) == FEDERATED
    assert TABLE.by_path(call("POST", "https://unnamed.example/one/x")) is None


def test_names_that_strangers_make_up_do_not_fill_the_memory() -> None:
    for number in range(10_050):
        TABLE.guards([f"{number}.example"])
    assert len(TABLE._found) <= 10_000
    assert TABLE.guards(["later.two.example"])
