"""All that a change of the files does: promises, results, whatever else they say, and problems."""

from __future__ import annotations

from collections.abc import Sequence

from charters.problems import Problem
from charters.publishing.views.news import News, Sides
from charters.publishing.views.promise_news import promise_news
from charters.publishing.views.record_news import problem_news, record_news
from charters.publishing.views.result_news import result_news


def news_of(sides: Sides) -> list[News]:
    """Return every entry on two versions of a site."""
    problems: list[Sequence[Problem]] = [
        side.book.audit.problems for side in (sides.before, sides.now)
    ]
    return [
        *promise_news(sides),
        *result_news(sides),
        *record_news(sides),
        *problem_news(*problems),
    ]
