from datetime import UTC, datetime

from twohats import report
from twohats.page.reporting import Report
from twohats.reports.budget import RuleBook
from twohats.reports.figures import Period, Reader, figures


def test_what_reports_make_is_what_the_page_shows() -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    made: Report = report.Report(figures([], Period.of_days(now, UTC), Reader("anna")), RuleBook())
    assert made.figures.total.posts == 0
    assert list(made.reviews) == []
