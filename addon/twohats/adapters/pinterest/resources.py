"""The calls of Pinterest's own page: resources with JSON options in a form, and the tunnel among them
(facts: private 10 and 17).
"""

import dataclasses
import json
import re

from twohats import body
from twohats.adapter import Request
from twohats.bodies.fields import Fields
from twohats.bodies.json_text import dig
from twohats.errors import UnreadableActivityError
from twohats.json_lists import as_object
from twohats.normal_form import path_of

RESOURCE = re.compile(r"/(?:_ngjs/)?resource/(\w+)/(\w+)/?")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS = {"delete": "DELETE", "update": "PUT", "get": "GET"}


def values(request: Request) -> Fields:
    """Return the call's values: the API's own, or the `options` of a resource.

    Raises:
        UnreadableActivityError: there are none, or they cannot be read.
    """
    fields = body.fields(request)
    if not RESOURCE.match(request.path):
        return fields
    options = dig(fields.json("data"), "options")
    if not isinstance(options, dict):
        raise UnreadableActivityError("a resource call without options")
    return Fields(list(as_object(options).items()))


def unwrapped(request: Request) -> Request:
    """Return the API call inside the page's tunnel `ApiResource`; other calls as they are.

    Raises:
        UnreadableActivityError: the tunnel cannot be read.
    """
    found = RESOURCE.match(request.path)
    if not found or found[1] != "ApiResource" or request.method in SAFE:
        return request
    options = values(request)
    target = options.text("url")
    if not target.startswith("/"):
        raise UnreadableActivityError("a tunnelled call without address")
    return dataclasses.replace(
        request,
        method=options.text("method").upper() or _METHODS.get(found[2], "POST"),
        path=path_of(target),
        raw_target=target,
        headers=(("content-type", "application/json"),),
        content=json.dumps(as_object(options.json("data"))).encode(),
    )
