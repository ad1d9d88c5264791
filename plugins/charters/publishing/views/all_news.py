"""All that a change of the files does: promises, results, whatever else they say, and problems."""

from __future__ import annotations

from charters.model.file_names import STANDARDS
from charters.publishing.views.news import News, NewsKind, Sides
from charters.publishing.views.promise_news import promise_news
from charters.publishing.views.record_news import problem_news, record_news
from charters.publishing.views.result_news import result_news


def news_of(sides: Sides) -> list[News]:
    """Return every entry on two versions of a site; of an agency that cannot be read, that alone."""
    had, has = (side.book.audit.problems for side in (sides.before, sides.now))
    blind = sides.before.unreadable | sides.now.unreadable
    found = [*promise_news(sides), *result_news(sides), *record_news(sides)]
    return [
        *(_unreadable(sides, name) for name in sorted(blind)),
        *(one for one in found if one.agency not in blind),
        *problem_news(sides.speech, had, has),
    ]


def _unreadable(sides: Sides, agency: str) -> News:
    """Return that nobody can tell what becomes of an agency's promises; before a change that is no fault of it."""
    is_now = agency in sides.now.unreadable
    _ = sides.speech.gettext
    said = (
        _("What becomes of its promises cannot be told.")
        if is_now
        else _("It could not be read before.")
    )
    return News(NewsKind.UNREADABLE, agency, STANDARDS, said, unsaid=is_now)
