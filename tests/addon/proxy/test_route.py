from mitmproxy.options import Options
from mitmproxy.proxy.mode_specs import ProxyMode
from mitmproxy.test import tflow

from twohats.proxy.route import route_for


def options(**values: object) -> Options:
    known = Options(**values)
    known.add_option("upstream_auth", str, "user:made-up", "")
    return known


def test_an_upstream_proxy_is_used_with_its_login() -> None:
    flow = tflow.tflow()
    flow.client_conn.proxy_mode = ProxyMode.parse("upstream:http://proxy.test:3128")
    route = route_for(options(ssl_insecure=True))(flow)
    assert (route.proxy, route.proxy_login, route.proxy_secure) == (("proxy.test", 3128), "user:made-up", False)
    assert route.insecure
    flow.client_conn.proxy_mode = ProxyMode.parse("upstream:https://proxy.test:3128")
    assert route_for(options())(flow).proxy_secure


def test_without_one_the_address_of_the_waiting_call_is_used() -> None:
    flow = tflow.tflow()
    route = route_for(options(ssl_verify_upstream_trusted_ca="/ca.pem"))(flow)
    assert (route.proxy, route.proxy_login) == (None, "")
    assert (route.host, route.address) == ("address", ("address", 22))
    assert route.trusted_file == "/ca.pem"


def test_behind_a_reverse_proxy_the_real_address_is_used() -> None:
    flow = tflow.tflow()
    flow.client_conn.proxy_mode = ProxyMode.parse("reverse:https://127.0.0.1:8443")
    assert route_for(options())(flow).address == ("127.0.0.1", 8443)
