"""The paths of the page and of the commands' calls, and what answers each."""

from typing import Final

from twohats.page import activity, answering, api, entering, following, listing, looking, questioning, release, showing
from twohats.page.door import Door

_ID = r"([A-Za-z0-9]{1,32})"
_REF = r"([a-z0-9][a-z0-9._-]{0,63})"

ROUTES: Final[tuple[tuple[str, type[Door]], ...]] = (
    (r"/enter", entering.Enter),
    (r"/enter/([A-Za-z0-9_-]{1,64})", entering.Link),
    (r"/", listing.List),
    (r"/activity", activity.Activity),
    (r"/policy", showing.Rules),
    (r"/logins", showing.SeenLogins),
    (r"/pulse", following.Pulse),
    (r"/events", following.Events),
    (r"/view", following.InView),
    (rf"/avatar/{_REF}", questioning.Avatar),
    (rf"/q/{_ID}", questioning.Ask),
    (rf"/q/{_ID}/picture/([0-9]{{1,3}})", questioning.Thumbnail),
    (rf"/q/{_ID}/touch", questioning.Touch),
    (rf"/q/{_ID}/answer", answering.Reply),
    (rf"/q/{_ID}/release", release.Release),
    (rf"/look/{_ID}", looking.Look),
    (r"/api/status", api.StatusCall),
    (r"/api/pending", api.PendingCall),
    (r"/api/answer", api.AnswerCall),
    (r"/api/open", api.OpenCall),
)
