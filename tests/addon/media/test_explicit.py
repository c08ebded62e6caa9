import pytest

from tests.support.photographs import photograph
from twohats.media import explicit


def test_with_the_extra_a_harmless_picture_has_a_low_score() -> None:
    found = explicit.score([photograph(1, 240, 180), photograph(2, 240, 180)])
    assert found is not None
    assert 0 <= found < 0.5


def test_without_the_extra_nobody_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explicit, "find_spec", lambda _: None)
    explicit.classifier.cache_clear()
    assert explicit.score([photograph(1, 240, 180)]) is None
    explicit.classifier.cache_clear()
