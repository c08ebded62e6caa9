"""What a media signal tells of a picture whose traits are given."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.clock import Clock
from tests.support.gates import policy
from twohats.activity_signal import MediaSignal, Subject
from twohats.assembly import judge_of
from twohats.media.fingerprint import Fingerprint, Secret
from twohats.media.pictures import Pictures
from twohats.media.traits import Traits
from twohats.state.store import Store
from twohats_policy.account import ActingAccount
from twohats_policy.activity import Activity, Media, MediaKind, Verb
from twohats_policy.request import SignalValue

DIGEST = "d" * 32


async def worked_out(signal: MediaSignal, traits: Traits | None, kind: MediaKind = MediaKind.IMAGE) -> SignalValue:
    """Return the signal's value for one file with these traits, or for one that nobody saw."""
    media = Media(kind=kind, fingerprint=DIGEST if traits else "")
    subject = Subject(
        Activity(platform="x", verb=Verb.POST, media=(media,)), ActingAccount(platform="x"), policy(), Clock()()
    )
    with (
        TemporaryDirectory() as folder,
        closing(Pictures(Secret(b"k" * 32))) as pictures,
        closing(Store.open(Path(folder))) as store,
    ):
        pictures.remember(Fingerprint(DIGEST), traits)
        judge = judge_of(policy, Path(folder), store, pictures, b"k" * 32)
        return await signal.work(judge.sensing.sources, media, subject)
