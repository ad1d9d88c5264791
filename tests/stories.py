"""A site whose versions are published on the days that are named, and what is told of them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from builders import replaced
from charters.model.settings import Settings
from charters.problems import Problem
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


ROADS = """services:
  - {id: roads, name: Roads, summary: We mend roads.}
standards:
  - id: holes
    service: roads
    type: timeliness
    promise: We fill a hole within 5 calendar days of your report.
    limit: 5 calendar days
    measure: {shape: share-within-limit, of: reports}
    target: 80%
    introduced: 2015-01-01
"""
CARE = "  - {id: care, name: Water care, summary: Call us about water., formerly: [fair-river/water]}\n"


class Town(Story):
    """The same site with a second agency, into which the first may go."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.town = self.folder.with_name("town")
        self.town.mkdir()
        self.town_writes("agency.yml", AGENCY.replace("Fair River Water Board", "Town"))
        self.town_writes("standards.yml", ROADS)
        page = self.root / "content/agencies/town.md"
        page.write_text("---\nagency: town\n---\n\nOur plan.\n")
        self.commit("2024-03-02")

    def town_writes(self, name: str, text: str) -> None:
        (self.town / name).write_text(text)

    def takes_over(self, *changes: tuple[str, str]) -> None:
        """Let the service of the first agency, its promise and its rows move to the second one."""
        services, _, promises = STANDARDS.partition("standards:\n")
        moved = replaced(promises, ("service: water", "service: care"), *changes)
        text = ROADS.replace("standards:\n", f"{CARE}standards:\n{moved}")
        self.town_writes("standards.yml", text)
        shutil.move(self.folder / "results.csv", self.town / "results.csv")
        self.write("standards.yml", services.replace("water, name: Water", "pipes, name: Pipes"))

    def takes_over_without_target(self) -> None:
        """Let it move where each year has an aim of its own."""
        self.takes_over(("    target: 90%\n", ""))

    def ends(self) -> None:
        """Take the first agency's folder and page away."""
        shutil.rmtree(self.folder)
        (self.root / "content/agencies/fair-river.md").unlink()

    def past(self) -> list[Problem]:
        problems = self.book().audit.problems
        return [one for one in problems if one.code in ("K7", "K27", "F17")]

    def verdicts_on(self, name: str) -> list[str]:
        (standing,) = [one for one in self.book().all_standings if one.id == name]
        return [judged.verdict.word.value for judged in standing.judged]


def renamed(story: Story, *more: tuple[str, str]) -> None:
    story.change(("id: phone-wait", "id: wait\n    formerly: [phone-wait]"), *more)
