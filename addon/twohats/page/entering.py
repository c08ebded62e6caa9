"""The way in: swaps a one-time token for a session."""

from twohats.page.door import Door, cookie_name
from twohats.page.doors import Way
from twohats.page.peer import Peer


class Enter(Door):
    """The way in by the redirect file."""

    way = Way.ENTRANCE
    needs_session = False

    def post(self) -> None:
        """Take the token from the form of the redirect file."""
        self.admit(self.get_body_argument("token", ""))

    def admit(self, token: str) -> None:
        """Answer 200 and let the page go on by itself.

        A redirect would keep the file as its initiator, and the strict cookie would be withheld (facts: desktop 2.2).
        """
        admitted = self.house.entrance.admit(token)
        if admitted is None:
            self.turn_away(410, "page.used_link")
        cookie, question = admitted
        name = cookie_name(self.house.entrance)
        self.set_cookie(name, cookie, httponly=True, samesite="Strict", path="/")  # pyright: ignore[reportUnknownMemberType]
        self.show("enter.html", target=f"/q/{question}" if question else "/")


class Link(Enter):
    """The way in for a browser that may not read our file (Snap, Flatpak): the token is in the address.

    Other users can see an address in the list of processes, so this way is open only where the system tells whose the
    connection is (facts: desktop 2.2).
    """

    way = Way.PAGE

    def get(self, token: str) -> None:
        """Take the token from the address."""
        if self.peer() is not Peer.OURS:
            self.turn_away(403, "page.wrong_way")
        self.admit(token)
