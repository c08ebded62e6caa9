"""The activity view: what happened lately, as charts with a table beside each, and what there is to do about it."""

import asyncio

from twohats.page.door import Door
from twohats.reports.sheet import drawn
from twohats.reports.summary import summary


class Activity(Door):
    """What happened in the last weeks."""

    async def get(self) -> None:
        """Show it. Counting reads the trail, in a thread."""
        report, language = await asyncio.to_thread(self.house.sights.report), self.house.language
        if report is None:
            self.show("activity.html", summary=None, pictures=())
            return
        figures = report.figures
        told = summary(figures, report.book, report.reviews, language)
        self.show("activity.html", summary=told, pictures=[one for one in drawn(figures, language) if one.grid.rows])

    def sentence_for(self, status: int) -> str:
        """Word a trail that cannot be read."""
        return "page.activity_unread" if status >= 500 else super().sentence_for(status)
