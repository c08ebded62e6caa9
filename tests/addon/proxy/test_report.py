import logging

import pytest

from twohats.proxy.report import report


def test_an_error_is_reported_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        try:
            raise ValueError("the text of somebody's post")
        except ValueError as error:
            report(error)
        report(KeyError("token"))
    assert "ValueError at" in caplog.text
    assert "test_report.py" in caplog.text
    assert "somebody" not in caplog.text
    assert "token" not in caplog.text
