"""Read request bodies: JSON, forms, multipart, GraphQL and what is nested in them, or say that they cannot be read.

Everything is bounded: a body that decompresses or nests beyond the limits is unreadable, never skipped (facts: mitm 9).
What is read is kept with the request, so that asking twice costs once: treat every value from here as frozen.
"""

from collections.abc import Callable
from functools import wraps

from twohats.adapter import Request
from twohats.bodies import form_pairs, graphql, looks, media_types, multipart
from twohats.bodies.content_encoding import decode
from twohats.bodies.fields import Fields
from twohats.bodies.graphql import Operation
from twohats.bodies.json_text import Json, as_text, decode_json, dig, is_list, is_object, items, parse_json, whole
from twohats.bodies.multipart import Part
from twohats.errors import UnreadableActivityError


def _once[T](read: Callable[[Request], T]) -> Callable[[Request], T]:
    """Keep the answer (or that it is unreadable) in the request's own dictionary, as `cached_property` does."""
    key = f"body.{read.__name__}"

    @wraps(read)
    def remembered(request: Request) -> T:
        memory = vars(request)
        if key not in memory:
            try:
                memory[key] = read(request)
            except UnreadableActivityError as error:
                memory[key] = error
        if isinstance(memory[key], UnreadableActivityError):
            raise UnreadableActivityError(str(memory[key])) from None
        value: T = memory[key]
        return value

    return remembered


@_once
def decoded(request: Request) -> bytes:
    """Return the body with its content encodings undone, bounded in size and ratio.

    Raises:
        UnreadableActivityError: unknown or broken encoding, or too large when decoded.
    """
    encodings = ",".join(value for name, value in request.headers if name == "content-encoding")
    return decode(request.content, encodings)


@_once
def json_value(request: Request) -> Json:
    """Return the body as JSON, whatever its content type says; an empty body is None.

    Raises:
        UnreadableActivityError: not JSON, duplicate keys with different values, nested too deep, or in an encoding that
            JSON is not written in.
    """
    media_types.require_unicode(request.header("content-type"))
    content = decoded(request)
    return parse_json(decode_json(content), what="body") if content.strip() else None


def json_object(request: Request) -> dict[str, Json]:
    """Return the body as a JSON object.

    Raises:
        UnreadableActivityError: the body is anything else.
    """
    value = json_value(request)
    if not isinstance(value, dict):
        raise UnreadableActivityError("body is not a JSON object")
    return value


def form(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the pairs of a form body.

    Raises:
        UnreadableActivityError: the body is not text in its charset.
    """
    return form_text(media_types.text(decoded(request), request.header("content-type")))


def form_text(text: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of form-encoded `text`, as it also stands inside JSON (facts: official 0.3, facebook batch).

    Raises:
        UnreadableActivityError: percent code that is no text, too many pairs, or a mark of byte order at the start.
    """
    if text.startswith("\ufeff"):
        raise UnreadableActivityError("form begins with a mark of byte order")
    return form_pairs.pairs(whole(text))


@_once
def parts(request: Request) -> tuple[Part, ...]:
    """Return the parts of a multipart body.

    Raises:
        UnreadableActivityError: no boundary, a cut-off body, or too many parts.
    """
    return multipart.split(decoded(request), request.header("content-type"))


@_once
def fields(request: Request) -> Fields:
    """Return the named values of the call: query, then form, multipart fields or top-level JSON (facts: official 0.3).

    The body is read by its content type; without a telling one, by its looks.

    Raises:
        UnreadableActivityError: the body is there but cannot be read.
    """
    return Fields([(whole(name), whole(value)) for name, value in request.query] + _body_pairs(request))


def files(request: Request) -> tuple[Part, ...]:
    """Return the file parts of a multipart body; nothing for other bodies.

    Raises:
        UnreadableActivityError: the multipart body is broken.
    """
    return tuple(part for part in parts(request) if part.is_file) if shape(request) == "multipart" else ()


@_once
def shape(request: Request) -> str:
    """Tell how the body is to be read: `empty`, `json`, `form`, `multipart`, `bytes` (one file) or `unknown`.

    Raises:
        UnreadableActivityError: the call gives its body several types, or its content encoding cannot be undone.
    """
    if not request.content:
        return "empty"
    kind = media_type(request)
    if len(_types(request)) > 1:
        raise UnreadableActivityError("body with more than one type")
    if kind == "application/json" or kind.endswith("+json"):
        return "json"
    if kind.startswith("multipart/"):
        return "multipart"
    return looks.shape(decoded(request), kind)


def media_type(request: Request) -> str:
    """Return the content type without its parameters, lower case."""
    return media_types.kind(request.header("content-type"))


def operations(request: Request) -> tuple[Operation, ...]:
    """Return the GraphQL operations of a call: one object, a batch array, form fields (as they are, or all in the field
    `operations` beside files), or the query string.

    Raises:
        UnreadableActivityError: the body cannot be read, or an entry is not an operation.
    """
    kind = shape(request)
    if kind == "bytes" or any(part.name in graphql.NAMES for part in files(request)):
        raise UnreadableActivityError("GraphQL in a body of bytes")
    value = json_value(request) if kind == "json" else fields(request).json("operations")
    if isinstance(value, list):
        return graphql.batch(value)
    values = Fields(list(value.items())) if kind != "json" and isinstance(value, dict) else fields(request)
    return (graphql.operation(values),)


def signed(text: str) -> dict[str, Json]:
    """Return the object inside a `signed_body` value: `SIGNATURE.{json}`, `<hex>.{json}` or bare (facts: private 2.1).

    Raises:
        UnreadableActivityError: there is no readable object in it.
    """
    payload = text if text.lstrip().startswith("{") else text.partition(".")[2]
    value = parse_json(payload, what="`signed_body`")
    if not isinstance(value, dict):
        raise UnreadableActivityError("`signed_body` is not a JSON object")
    return value


def _body_pairs(request: Request) -> list[tuple[str, Json]]:
    match shape(request):
        case "json":
            value = json_value(request)
            return list(value.items()) if isinstance(value, dict) else [("", value)]
        case "form":
            return list(form(request))
        case "multipart":
            told = (part for part in parts(request) if not part.is_file or looks.may_be_field(part))
            return [(part.name, _part_value(part)) for part in told]
        case "unknown":
            raise UnreadableActivityError(f"body of type `{media_type(request)[:60]}` cannot be read")
        case _:
            return []


def _part_value(part: Part) -> Json:
    is_json = part.is_json and not part.is_file
    return parse_json(part.text(), what="multipart part") if is_json else whole(part.text())


def _types(request: Request) -> set[str]:
    """Return the different types that the call gives its body; which of several counts, servers disagree."""
    return {value.strip().lower() for name, value in request.headers if name == "content-type"}


__all__ = [
    "Fields",
    "Json",
    "Operation",
    "Part",
    "as_text",
    "decode",
    "decoded",
    "dig",
    "fields",
    "files",
    "form",
    "form_text",
    "is_list",
    "is_object",
    "items",
    "json_object",
    "json_value",
    "media_type",
    "operations",
    "parse_json",
    "parts",
    "shape",
    "signed",
]
