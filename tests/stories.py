"""A site whose versions are published on the days that are named, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from charters.model.settings import Settings
from charters.publishing.book import Book, open_book
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.changes import change_views
from charters.reading import read
from charters.rules import audit
from repositories import AGENCY, SERVICES, Site

COMPILED = AGENCY + "compiled: {by: the project, source: Documents, until: 2026-06-30}\n"
STANDARDS = (
    SERVICES
    + """standards:
  - id: phone-wait
    service: water
    type: waiting
    promise: We answer your call within 60 seconds.
    limit: 60 seconds
    measure: {shape: share-within-limit, of: calls, counted: all calls}
    target: 90%
    reported: yearly
    introduced: 2015-01-01
"""
)
ROWS = (
    "phone-wait,2021,,850,1000,,,,final,2022-02-01,,,,,",
    "phone-wait,2022,,860,1000,,,,final,2023-02-01,,,,,",
    "phone-wait,2023,,870,1000,,,,final,2024-02-01,,,,,",
)
LOWERED = "target: 80%\n    reported: yearly\n    introduced: 2015-01-01\n    changes:\n"
ENTRY = "      - {{date: {date}, field: target, from: 90%, to: 80%, reason: Two offices were closed.}}\n"


class Story(Site):
    """One promise and its results, published on a day in March 2024."""

    def __init__(
        self,
        root: Path,
        agency: str = AGENCY,
        rows: Sequence[str] = ROWS,
        standards: str = STANDARDS,
    ) -> None:
        settings = "site_name: T\ndocs_dir: content\nplugins:\n  - charters\n"
        super().__init__(root, agency=agency, standards=standards, settings=settings)
        self.rows(*rows)
        self.commit("2024-03-01")

    def lower(self, date: str) -> None:
        old = "target: 90%\n    reported: yearly\n    introduced: 2015-01-01\n"
        self.change((old, LOWERED + ENTRY.format(date=date)))

    def book(self, root: Path | None = None, as_of: str = "2026-11-28") -> Book:
        register, problems = read(root or self.root, Settings.model_validate({"as_of": as_of}))
        return open_book(audit(register, problems))

    def verdicts(self) -> list[str]:
        (standing,) = self.book().all_standings
        return [judged.verdict.word.value for judged in standing.judged]

    def found(self) -> list[str]:
        """Return the codes of problems that the past shows."""
        problems = self.book().audit.problems
        return [one.code for one in problems if one.code in ("K7", "K7S", "K27", "F17")]

    def changes(self) -> list[ChangeView]:
        book = self.book()
        return [view for standing in book.all_standings for view in change_views(book, standing)]
