"""Ordinary posts with words that look touchy and are not: no signal about words tells anything of them."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.support.subjects import told
from twohats.signals import (
    draft_markers,
    echoes_user_text,
    nonsense,
    password_like,
    private_shaped,
    swearing,
    topics,
)

_YAML: Any = YAML(typ="safe", pure=True)
POSTS: dict[str, list[str]] = _YAML.load(
    (Path(__file__).parent / "support" / "posts" / "near_misses.yaml").read_text("utf-8")
)
SIGNALS = (draft_markers, echoes_user_text, nonsense, password_like, private_shaped, swearing, topics)


@pytest.mark.parametrize("language", POSTS)
def test_an_ordinary_post_is_not_taken_for_another(language: str) -> None:
    found = {
        (text, module.SIGNAL.key): value
        for text in POSTS[language]
        for module in SIGNALS
        if (value := told(module.SIGNAL, text, acme=f"languages: [{language}]")) not in {False, "none", ()}
    }
    assert found == {}
