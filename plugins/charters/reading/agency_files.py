"""The files of an agency's folder, and its page: each opened once, and told what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from charters.model.aims import YearlyAim
from charters.model.fields import Record
from charters.model.file_names import (
    AGENCY,
    FILES,
    NEEDED,
    RESULTS,
    TARGETS,
)
from charters.model.register import RESULT, AgencyPage, Located, grouped
from charters.model.results import Result
from charters.model.settings import Settings
from charters.problems import Problem, errors_of
from charters.reading.aim_rows import aims_of
from charters.reading.fiscal_year import fiscal_start_in, hangs_on_month, is_month_unread
from charters.reading.misnamed import as_needed, is_there
from charters.reading.other_file import KEYS, other_file
from charters.reading.other_words import posted_elsewhere
from charters.reading.pages import page_of
from charters.reading.result_rows import results_of
from charters.reading.shape import record_of
from charters.reading.sources import SourceText, text_of
from charters.reading.table import first_cells
from charters.reading.written import ID_LISTS, Written, WrittenId, written_ids
from charters.reading.yamldoc import Document, document_of

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Rows = Mapping[str, Sequence[T]]
"""Rows of a table by the promise or figure they are about, in their order."""


class Gathered(NamedTuple, Generic[T]):
    """One part of what an agency says, as far as it can be read."""

    it: T
    problems: Sequence[Problem] = ()
    refused: Collection[str] = ()
    """The kinds of records of which some were refused."""


@dataclass(frozen=True)
class OpenedFiles:
    """The files of an agency, each opened once."""

    home: Path
    folder: Path
    settings: Settings

    @cached_property
    def _documents(self) -> Mapping[str, Gathered[Document | None]]:
        return {name: self._document(name) for name in self._there(".yml")}

    @cached_property
    def _tables(self) -> Mapping[str, Gathered[SourceText | None]]:
        return {name: self._text(name) for name in self._there(".csv")}

    def _there(self, ending: str) -> list[str]:
        return [name for name in FILES if name.endswith(ending) and is_there(self.folder / name)]

    def _document(self, name: str) -> Gathered[Document | None]:
        source, problems, _ = self._text(name)
        document, faults = document_of(source) if source else (None, [])
        hidden = {one.place.line for one in problems if one.code == "Y012"}
        told = [one for one in faults if one.code != "Y001" or one.place.line not in hidden]
        return Gathered(document, [*problems, *(as_needed(one, name) for one in told)])

    def _text(self, name: str) -> Gathered[SourceText | None]:
        """Return the text of a file; None where it cannot be read, or is that of another file."""
        source, problems = text_of(self.home, self.folder / name)
        if source and (problem := other_file(source, name)):
            return Gathered(None, [*problems, problem])
        return Gathered(source, [as_needed(one, name) for one in problems])

    @cached_property
    def documents(self) -> Mapping[str, Document | None]:
        """The YAML files that are there, by name; None for one that cannot be read."""
        return {name: part.it for name, part in self._documents.items()}

    @cached_property
    def tables(self) -> Mapping[str, SourceText | None]:
        """The tables that are there, by name; None for one that cannot be read."""
        return {name: part.it for name, part in self._tables.items()}

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files themselves."""
        parts: Sequence[Gathered[Any]] = (*self._documents.values(), *self._tables.values())
        return [problem for part in parts for problem in part.problems]

    @cached_property
    def written(self) -> Written:
        """What the YAML files say, refused records included."""
        broken = {name for name, document in self.documents.items() if document is None}
        missing = {name for name in NEEDED if name not in self.documents}
        rows = [row for source in self.tables.values() if source for row in first_cells(source)]
        unread = frozenset(broken | missing)
        elsewhere = cache(partial(posted_elsewhere, self.folder))
        return Written(self.documents, unread, self.settings.of_levels, rows, elsewhere)

    @cached_property
    def fiscal_start(self) -> int:
        """The month the agency's fiscal year begins in: its own, or else the site's."""
        return fiscal_start_in(self.said_of_agency, self.settings.fiscal_year_starts)

    @property
    def said_of_agency(self) -> Mapping[str, Any]:
        """What agency.yml says under its keys, read or refused."""
        document = self.documents.get(AGENCY)
        return document.top if document else {}

    @property
    def is_month_unread(self) -> bool:
        """Whether nobody knows the days of the agency's fiscal years."""
        says_none = fiscal_start_in(self.said_of_agency, 0) == 0
        is_of_site = says_none and self.settings.is_month_unread
        return is_of_site or is_month_unread(self.said_of_agency)

    def ids(self, file: str, *kinds: str) -> list[WrittenId]:
        """Return the ids of all records of some kinds in a file, in their order."""
        document = self.documents.get(file)
        return [
            written
            for name, key, kind in ID_LISTS
            if document and name == file and kind in kinds
            for written in written_ids(document, key, kind)
        ]

    def record(self, kind: type[R], name: str) -> Gathered[R | None]:
        """Return a file as a record, without what had to be refused."""
        if name not in self.documents:
            return Gathered(None)
        kinds = {key: one for file, key, one in ID_LISTS if file == name}
        every, document = {*kinds.values(), *KEYS[name]}, self.documents[name]
        if document is None:
            return Gathered(None, (), every)
        record, problems = record_of(kind, document, self.fiscal_start, self.settings.of_levels)
        if record is None:
            return Gathered(None, problems, every)
        known = ((key, said) for key, said in document.top.items() if key in kind.model_fields)
        left = [key for key, said in known if not _is_whole(said, getattr(record, key))]
        return Gathered(record, problems, {kinds.get(key, key) for key in left})

    def results(self) -> Gathered[tuple[Rows[Result], Located | None]]:
        """Return the good rows of results.csv by standard, and the file for its places."""
        source = self.tables.get(RESULTS)
        if source is None:
            return Gathered(({}, None), (), {RESULT} if RESULTS in self.tables else ())
        shapes = self.written.shapes()
        (rows, table), problems = results_of(source, shapes, self.fiscal_start, self.written)
        if self.is_month_unread:  # with days that are only guessed, whatever follows would be, too
            rows = [one for one in rows if not hangs_on_month(one.period)]
        refused = {RESULT} if errors_of(problems) or self.is_month_unread else ()
        return Gathered((grouped(rows, attrgetter("standard")), table), problems, refused)

    def aims(self) -> Gathered[tuple[Rows[YearlyAim], Located | None]]:
        """Return the good rows of targets.csv by standard, and the file for its places."""
        source = self.tables.get(TARGETS)
        if source is None:
            return Gathered(({}, None))
        (rows, table), problems = aims_of(source, self.fiscal_start, self.written)
        return Gathered((grouped(rows, attrgetter("standard")), table), problems)

    def pages(self) -> dict[str, Gathered[AgencyPage | None]]:
        """Return the agency's own words for its plan, by the language of the site they are in."""
        folder, name = self.home / self.settings.agencies_dir, self.folder.name
        further = {one: f"{name}.{ending}.md" for ending, one in self.settings.folders.items()}
        called = {self.settings.language: f"{name}.md", **further}
        return {one: self._page(folder / file, one) for one, file in called.items()}

    def _page(self, path: Path, language: str) -> Gathered[AgencyPage | None]:
        if not is_there(path):
            return Gathered(None)
        source, problems = text_of(self.home, path)
        if path.stem == self.folder.name:
            problems = [as_needed(one) for one in problems]
        page, faults = page_of(source, self.folder.name, self.written) if source else (None, [])
        return Gathered(page and page.in_language(language), [*problems, *faults])


def _is_whole(said: Any, read: Any) -> bool:
    """Return whether all that is written under a key was read."""
    both_lists = isinstance(said, list) and isinstance(read, list)
    return len(said) == len(read) if both_lists else read is not None
