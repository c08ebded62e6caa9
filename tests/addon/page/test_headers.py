from twohats.page.headers import headers


def test_nothing_is_kept_framed_or_loaded_from_elsewhere() -> None:
    found = headers("made-up-nonce")
    assert found["Cache-Control"] == "no-store"
    assert found["X-Frame-Options"] == "DENY"
    assert found["Referrer-Policy"] == "same-origin"
    policy = dict(part.strip().split(" ", 1) for part in found["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'nonce-made-up-nonce'"
    assert not any("http" in sources or "unsafe" in sources or "*" in sources for sources in policy.values())
