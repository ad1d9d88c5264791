"""What a change of the files does to promises and results: one entry for each, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from charters.model.file_names import STANDARDS
from charters.model.register import Charter
from charters.problems import errors_of
from charters.publishing.book import Book
from charters.publishing.say.speech import Speech
from charters.reading.past.blocks import blocks_of, values_of
from charters.reading.past.trails import text_of


class NewsKind(StrEnum):
    """What became of something, in the order in which reviewers have to know it."""

    UNREADABLE = "cannot be read"
    """What becomes of an agency's promises nobody can tell, until its file is mended."""
    WEAKER = "weaker"
    CHANGED = "changed"
    """Whether it is weaker, the words do not tell."""
    ENDED = "ended"
    STRONGER = "stronger"
    NEW = "new"
    REWORDED = "reworded"
    MOVED = "moved"
    REMOVED = "result removed"
    REWRITTEN = "result rewritten"
    CORRECTED = "result corrected"
    LATE = "late result in"
    ADDED = "result added"
    RECORD = "record"
    """Something else that the charter says: a benchmark, a survey, a way to complain."""
    FINDING = "finding"
    """A problem that there was not before."""
    MENDED = "mended"
    """A problem that there is no more."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is another one than before."""

    kind: NewsKind
    agency: str
    name: str
    """The id of the promise, or the place of what else it is about."""
    title: str
    """The promise in its words; of anything else what it is called."""
    what: str = ""
    was: str = ""
    now: str = ""
    notes: tuple[str, ...] = ()
    unsaid: bool = False
    """Whether it makes a promise weaker, or may, with nothing under `changes` that says so and why."""


@dataclass(frozen=True)
class Side:
    """The site before, or after: its files, and what they come to."""

    home: Path
    book: Book

    @cached_property
    def charters(self) -> Mapping[str, Charter]:
        """The agencies by id, without small numbers that are hidden."""
        return self.book.register.charters

    @cached_property
    def unreadable(self) -> frozenset[str]:
        """The agencies whose promises cannot be read, by their folders."""
        data = self.home / self.book.register.settings.data_dir
        folders = {file.parent.name for file in data.glob("*/standards.yml")}
        return frozenset(
            name
            for name in folders
            if name not in self.charters or STANDARDS not in self.charters[name].files
        )

    def has_errors(self, agency: str) -> bool:
        """Return whether rows or promises of an agency were refused: then they are not gone."""
        below = f"{self.book.register.settings.data_dir}/{agency}/"
        return any(one.place.path.startswith(below) for one in errors_of(self.book.audit.problems))

    def text(self, charter: Charter, file: str) -> str:
        """Return a file of an agency; '' where there is none that can be read."""
        if file not in charter.files:
            return ""
        return text_of((self.home / charter.place(file).path).read_bytes())

    def values(self, charter: Charter, key: str = "standards") -> Mapping[str, Mapping[str, Any]]:
        """Return the promises of an agency as its file says them; or its figures, or services."""
        blocks = blocks_of(self.text(charter, STANDARDS), key)
        return {name: values_of(block) for name, block in blocks.items()}


@dataclass(frozen=True)
class Sides:
    """Both, and which agency of the one is which of the other."""

    before: Side
    now: Side

    @property
    def speech(self) -> Speech:
        """The language of the site."""
        return self.now.book.speech

    def earlier(self, charter: Charter) -> Charter | None:
        """Return an agency as it was, under whatever name its folder had."""
        names = (charter.id, *reversed(charter.agency.formerly))
        return next(
            (self.before.charters[name] for name in names if name in self.before.charters), None
        )


def kind_words(speech: Speech, kind: NewsKind) -> str:
    """Return what a list of entries of one kind is headed with."""
    _ = speech.gettext
    return {
        NewsKind.UNREADABLE: _("Cannot be read: mend this first"),
        NewsKind.WEAKER: _("Made weaker"),
        NewsKind.CHANGED: _("Changed, and may be weaker: read it"),
        NewsKind.ENDED: _("Ended"),
        NewsKind.STRONGER: _("Made stronger"),
        NewsKind.NEW: _("New"),
        NewsKind.REWORDED: _("Reworded"),
        NewsKind.MOVED: _("Moved"),
        NewsKind.REMOVED: _("Results taken out"),
        NewsKind.REWRITTEN: _("Results changed without a word"),
        NewsKind.CORRECTED: _("Results corrected"),
        NewsKind.LATE: _("Late results that are in now"),
        NewsKind.ADDED: _("Results added"),
        NewsKind.RECORD: _("Also changed"),
        NewsKind.FINDING: _("Problems that there were not before"),
        NewsKind.MENDED: _("Problems that are mended"),
    }[kind]
