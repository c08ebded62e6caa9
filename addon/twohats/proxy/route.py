"""How a call of our own goes out beside a flow: the same upstream proxy, the same trust."""

from collections.abc import Callable

from mitmproxy import http
from mitmproxy.optmanager import OptManager
from mitmproxy.proxy.mode_specs import ReverseMode, UpstreamMode

from twohats.proxy.fetch import Route
from twohats.proxy.names import names_of


def route_for(options: OptManager) -> Callable[[http.HTTPFlow], Route]:
    """Return a function that tells the route beside a flow, from mitmproxy's options."""

    def route(flow: http.HTTPFlow) -> Route:
        mode = flow.client_conn.proxy_mode
        address = mode.address if isinstance(mode, ReverseMode) else (flow.request.host, flow.request.port)
        return Route(
            proxy=mode.address if isinstance(mode, UpstreamMode) else None,
            proxy_secure=isinstance(mode, UpstreamMode) and mode.scheme == "https",
            proxy_login=(options.upstream_auth or "") if isinstance(mode, UpstreamMode) else "",
            host=names_of(flow).chosen,
            address=address,
            trusted_file=options.ssl_verify_upstream_trusted_ca or "",
            trusted_folder=options.ssl_verify_upstream_trusted_confdir or "",
            insecure=bool(options.ssl_insecure),
        )

    return route
