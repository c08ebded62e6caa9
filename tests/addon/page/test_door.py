"""The attacks of facts desktop 2.2, through real sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.prompters import question
from tests.support.visitor import House, Visitor, page
from twohats.page.entrance import SESSION_SECONDS, TOKEN_SECONDS
from twohats.page.peer import Peer
from twohats.page.server import MAX_BODY, MAX_HEADERS
from twohats.page.tries import MOST_TRIES
from twohats.question import Standing

ANSWER = "/q/K7Q2WX/answer"
EVERY_PATH = (
    "/",
    "/pulse",
    "/q/K7Q2WX",
    "/events",
    "/policy",
    "/logins",
    "/avatar/acme",
    "/q/K7Q2WX/picture/0",
    "/api/status",
    "/api/pending",
    "/no/such",
)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with page(tmp_path) as running:
        asking = asyncio.create_task(running.questions.ask(question(), asyncio.Event()))
        await asyncio.sleep(0.01)
        yield running
        asking.cancel()


def still_open(house: House) -> bool:
    return [held.standing for held in house.questions.open()] == [Standing.OPEN]


@pytest.mark.parametrize(
    "host", ["rebind.test", "localhost", "127.0.0.1", "127.0.0.1.:{port}", "[::1]:{port}", "x@127.0.0.1:{port}", ""]
)
@pytest.mark.parametrize("path", ["/", "/api/status"])
async def test_a_page_that_reaches_us_under_another_name_is_misdirected(house: House, host: str, path: str) -> None:
    visitor = await house.visitor()
    name = (
        host.format(port=house.port)
        if "{" in host
        else (f"{host}:{house.port}" if host not in ("127.0.0.1", "") else host)
    )
    got = await visitor.get(path, Host=name)
    assert got.status in (400, 421)
    assert "selfie" not in got.text


async def test_the_link_under_another_name_is_misdirected_and_stays_good(house: House) -> None:
    token, visitor = house.entrance.token("K7Q2WX"), Visitor(house.port)
    assert (await visitor.enter(token, Host=f"rebind.test:{house.port}")).status == 421
    assert (await visitor.enter(token)).status == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost:{port}", None]
)
async def test_a_cross_site_form_with_the_right_nonce_decides_nothing(house: House, origin: str | None) -> None:
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    sent = origin.format(port=house.port) if origin else None
    got = await visitor.post(ANSWER, {"form": form, "choice": "block"}, Origin=sent, Sec_Fetch_Site=None)
    assert got.status == 403
    assert still_open(house)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
@pytest.mark.parametrize("path", EVERY_PATH)
async def test_a_page_of_another_site_or_port_reads_nothing(house: House, site: str, path: str) -> None:
    got = await (await house.visitor()).get(path, Sec_Fetch_Site=site)
    assert got.status == 403
    assert "Sunday" not in got.text


async def test_a_page_on_another_port_of_this_computer_decides_nothing(house: House) -> None:
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    other = {"Origin": f"http://127.0.0.1:{house.port + 1}", "Sec_Fetch_Site": "same-site"}
    assert (await visitor.post(ANSWER, {"form": form, "choice": "block"}, **other)).status == 403
    assert still_open(house)


async def test_another_users_program_gets_nowhere_even_with_the_link(tmp_path: Path) -> None:
    async with page(tmp_path, owner_of=lambda client, server: Peer.STRANGER) as house:
        visitor = Visitor(house.port)
        token = house.entrance.token("")
        assert (await visitor.enter(token)).status == 403
        for path in EVERY_PATH:
            assert (await visitor.get(path)).status == 403
        assert house.entrance.admit(token) is not None


async def test_where_nobody_can_tell_the_user_the_token_decides(tmp_path: Path) -> None:
    async with page(tmp_path, owner_of=lambda client, server: Peer.CANNOT_TELL) as house:
        assert (await Visitor(house.port).get("/")).status == 403
        assert (await (await house.visitor()).get("/")).status == 200


async def test_another_user_cannot_read_the_redirect_file(house: House) -> None:
    path = house.entrance.write_file(house.entrance.token("K7Q2WX"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


async def test_a_link_works_once(house: House) -> None:
    token = house.entrance.token("K7Q2WX")
    assert (await Visitor(house.port).enter(token)).status == 200
    got = await Visitor(house.port).enter(token)
    assert got.status == 410
    assert "Set-Cookie" not in got.headers


@pytest.mark.parametrize("token", ["", "guess", "x" * 43])
async def test_a_guessed_link_is_refused(house: House, token: str) -> None:
    assert (await Visitor(house.port).enter(token)).status == 410


async def test_another_site_cannot_use_a_link(house: House) -> None:
    assert (await Visitor(house.port).enter(house.entrance.token(""), Origin="https://evil.example")).status == 403


async def test_a_link_with_the_token_works_once_and_only_for_our_own_browser(house: House, tmp_path: Path) -> None:
    token, visitor = house.entrance.token("K7Q2WX"), Visitor(house.port)
    assert (await visitor.get(f"/enter/{token}", Sec_Fetch_Site="cross-site")).status == 403
    assert (await visitor.get(f"/enter/{token}")).status == 200
    assert (await visitor.get(f"/enter/{token}")).status == 410
    assert still_open(house)


@pytest.mark.parametrize("peer", [Peer.STRANGER, Peer.CANNOT_TELL])
async def test_a_link_that_others_can_see_is_no_way_in_where_nobody_tells_the_user(tmp_path: Path, peer: Peer) -> None:
    async with page(tmp_path, owner_of=lambda client, server: peer) as house:
        token = house.entrance.token("")
        assert (await Visitor(house.port).get(f"/enter/{token}")).status == 403
        assert not house.entrance.used(token)


async def test_the_link_is_in_no_address(house: House) -> None:
    token, visitor = house.entrance.token("K7Q2WX"), Visitor(house.port)
    assert (await visitor.get(f"/enter?token={token}")).status == 405
    got = await visitor.enter(token)
    assert token not in got.text
    assert token not in str(got.headers)


async def test_without_a_session_there_is_nothing_to_see(house: House) -> None:
    for path in EVERY_PATH:
        got = await Visitor(house.port).get(path)
        assert got.status in (403, 404)
        assert "Sunday" not in got.text


async def test_a_made_up_cookie_is_no_session(house: House) -> None:
    visitor = await house.visitor()
    name = visitor.cookie.partition("=")[0]
    visitor.cookie = f"{name}=guess"
    assert (await visitor.get("/")).status == 403


async def test_the_cookie_is_strict_closed_to_scripts_and_named_by_its_port(house: House) -> None:
    cookie = (await Visitor(house.port).enter(house.entrance.token(""))).headers["Set-Cookie"]
    assert cookie.startswith(f"twohats_{house.port}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


async def test_links_and_sessions_grow_old(tmp_path: Path) -> None:
    now = [0.0]
    async with page(tmp_path, clock=lambda: now[0]) as house:
        token, visitor = house.entrance.token(""), await house.visitor()
        now[0] += TOKEN_SECONDS + 1
        assert (await Visitor(house.port).enter(token)).status == 410
        assert (await visitor.get("/")).status == 200
        now[0] += SESSION_SECONDS
        assert (await visitor.get("/")).status == 403


async def test_a_get_never_decides(house: House) -> None:
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    assert (await visitor.get(f"{ANSWER}?form={form}&choice=block")).status == 405
    assert (await visitor.get("/q/K7Q2WX/touch")).status == 405
    assert still_open(house)


async def test_a_form_works_once_and_only_for_its_question(house: House) -> None:
    second = asyncio.create_task(house.questions.ask(question("BBBBBB"), asyncio.Event()))
    await asyncio.sleep(0.01)
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    assert (await visitor.post("/q/BBBBBB/answer", {"form": form, "choice": "block"})).status == 403
    assert (await visitor.post(ANSWER, {"form": form, "choice": "block"})).status == 403
    assert (await visitor.post(ANSWER, {"choice": "block"})).status == 403
    assert len(house.questions.open()) == 2
    second.cancel()


async def test_a_form_of_another_session_is_refused(house: House) -> None:
    one, other = await house.visitor(), await house.visitor()
    form = (await one.get("/q/K7Q2WX")).form
    assert (await other.post(ANSWER, {"form": form, "choice": "block"})).status == 403
    assert still_open(house)


async def test_a_form_cannot_say_anything_else(house: House) -> None:
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    assert (await visitor.post(ANSWER, {"form": form, "choice": "allow"})).status == 400
    assert still_open(house)


async def test_large_bodies_and_headers_are_refused(house: House) -> None:
    visitor = await house.visitor()
    form = (await visitor.get("/q/K7Q2WX")).form
    got = await visitor.post(ANSWER, {"form": form, "choice": "block", "x": "x" * MAX_BODY})
    assert got.status in (400, 413)
    with pytest.raises(ConnectionError):
        await visitor.get("/", X_Large="x" * MAX_HEADERS)
    assert still_open(house)


async def test_every_reply_closes_what_a_page_does_not_need(house: House) -> None:
    visitor = await house.visitor()
    ending = [path for path in (*EVERY_PATH, "/q/NOSUCH") if path != "/events"]
    replies = [await visitor.get(path) for path in ending]
    for got in (*replies, await visitor.enter("guess"), await visitor.get("/", Host="rebind.test")):
        policy = got.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert got.headers["Referrer-Policy"] == "same-origin"
        assert got.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert got.headers["X-Frame-Options"] == "DENY"
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Cache-Control"] == "no-store"
        assert "Server" not in got.headers
        assert "Access-Control-Allow-Origin" not in got.headers


async def test_the_script_nonce_is_new_every_time(house: House) -> None:
    visitor = await house.visitor()
    policies = {(await visitor.get("/")).headers["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


async def test_a_flood_of_wrong_links_is_slowed_and_the_right_one_still_works(house: House) -> None:
    visitor = Visitor(house.port)
    token = house.entrance.token("")
    statuses = [(await visitor.enter("guess")).status for _ in range(MOST_TRIES + 3)]
    assert statuses[0] == 410
    assert statuses[-1] == 429
    assert (await visitor.enter(token)).status == 200
    assert (await visitor.get("/")).status == 200


async def test_a_browser_cannot_speak_as_a_command(house: House) -> None:
    headers = {"Authorization": f"Bearer {house.server._token()}"}
    visitor = Visitor(house.port)
    assert (await visitor.get("/api/pending", Sec_Fetch_Site=None, **headers)).status == 200
    assert (await visitor.get("/api/pending", Sec_Fetch_Site="same-origin", **headers)).status == 403
    assert (await visitor.get("/api/pending", Sec_Fetch_Site=None, Origin="null", **headers)).status == 403


async def test_it_listens_on_loopback_only(house: House) -> None:
    found = [listening.getsockname()[0] for listening in house.server._server._sockets.values()]
    assert found == ["127.0.0.1"]


async def test_nonsense_on_the_socket_hurts_nobody(house: House) -> None:
    def shout() -> bytes:
        with socket.create_connection(("127.0.0.1", house.port), timeout=5) as spoken:
            spoken.sendall(b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n")
            return spoken.recv(1000)

    await asyncio.to_thread(shout)
    assert (await (await house.visitor()).get("/")).status == 200


async def test_a_page_that_fails_says_so_and_nothing_else(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.questions, "recent", lambda: 1 / 0)
    got = await (await house.visitor()).get("/")
    assert got.status == 500
    assert "This cannot be shown: something failed." in got.text
    assert "<code>twohats pending</code>" in got.text
    assert "ZeroDivision" not in got.text
