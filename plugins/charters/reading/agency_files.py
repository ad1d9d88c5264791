"""One agency's folder and page, read into its charter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from charters.model.agency import Agency, AgencyKind
from charters.model.aims import YearlyAim
from charters.model.benchmarks import BenchmarksFile
from charters.model.fields import Record
from charters.model.file_names import AGENCY, BENCHMARKS, RESULTS, STANDARDS, SURVEYS, TARGETS
from charters.model.refusal import shown
from charters.model.register import RESULT, AgencyPage, Charter, Located, grouped, level_of
from charters.model.results import Result
from charters.model.settings import Settings
from charters.model.standards import Figure, Measured, Standard, StandardsFile
from charters.model.surveys import SurveysFile
from charters.model.text import parse_text
from charters.problems import Place, Problem, errors_of
from charters.problems.message import Message, _
from charters.reading.aim_rows import aims_of
from charters.reading.aim_ties import aim_problems
from charters.reading.anchors import anchor_problems
from charters.reading.data_links import data_link_problems
from charters.reading.fiscal_year import fiscal_start_in
from charters.reading.lost_ids import lost_problems
from charters.reading.other_file import KEYS, other_file
from charters.reading.our_periods import our_period_problems
from charters.reading.pages import page_of
from charters.reading.part_ties import part_problems
from charters.reading.promises import figure_problems, promise_problems
from charters.reading.references import (
    item_problems,
    reference_problems,
    twice_problems,
)
from charters.reading.result_rows import results_of
from charters.reading.shape import record_of
from charters.reading.sources import SourceText, misleading_name, relative, text_of
from charters.reading.spelling import Speller
from charters.reading.table import first_cells
from charters.reading.ties import row_problems
from charters.reading.written import ID_LISTS, Written, WrittenId, written_ids
from charters.reading.yamldoc import Document, document_of

FILES = (AGENCY, STANDARDS, TARGETS, RESULTS, BENCHMARKS, SURVEYS)
NEEDED = FILES[:2]
_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=Measured)
T = TypeVar("T")
Rows = Mapping[str, Sequence[T]]
"""Rows of a table by the promise or figure they are about, in their order."""


@dataclass
class AgencyReader:
    """Reads one agency's folder and its page."""

    home: Path
    folder: Path
    settings: Settings
    as_of: date
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    """The kinds of records of which some were refused."""

    def read(self) -> Charter | None:
        """Return the agency's charter, or None when agency.yml cannot be read.

        The other files are read and held together all the same, so that one run shows every
        problem.
        """
        self.unknown_files()
        agency = self.record(Agency, AGENCY)
        charter = self.charter(agency or _stand_in(self.folder.name))
        self.problems.extend(self.ties(charter))
        return replace(charter, refused=frozenset(self.refused)) if agency else None

    def charter(self, agency: Agency) -> Charter:
        """Return everything that can be read, under one agency."""
        posted = self.record(StandardsFile, STANDARDS) or StandardsFile()
        start = self.fiscal_start
        results, places = self.results(start)
        unknown = (one.kind for one in self.written.named if self.written.lacks(one.kind, one.name))
        self.refused.update(unknown)  # a name that leads nowhere stands for a record, too
        aims, of_aims = self.aims(start)
        return Charter(
            id=self.folder.name,
            agency=agency,
            services=tuple(posted.services),
            standards=tuple(
                one.with_aims(aims[one.id]) if one.id in aims else one
                for one in _first_of_each(posted.standards)
            ),
            figures=_others_than(posted.standards, _first_of_each(posted.figures)),
            results=results,
            benchmarks=tuple((self.record(BenchmarksFile, BENCHMARKS) or _NONE).benchmarks),
            surveys=self.record(SurveysFile, SURVEYS) or _NO_SURVEYS,
            page=self.own_words(),
            translations=self.translations(),
            files={
                **{name: found for name, found in self.documents.items() if found},
                **places,
                **of_aims,
            },
            fiscal_start=start,
            refused=frozenset(self.refused),
        )

    @cached_property
    def documents(self) -> Mapping[str, Document | None]:
        """The YAML files that are there, by name; None for one that cannot be read."""
        names = [name for name in FILES if name.endswith(".yml")]
        return {name: self.document(name) for name in names if self.is_there(self.folder / name)}

    @cached_property
    def written(self) -> Written:
        """What the YAML files say, refused records included."""
        broken = {name for name, document in self.documents.items() if document is None}
        missing = {name for name in NEEDED if name not in self.documents}
        rows = [row for source in self.tables.values() if source for row in first_cells(source)]
        return Written(self.documents, frozenset(broken | missing), self.settings.language, rows)

    @cached_property
    def tables(self) -> Mapping[str, SourceText | None]:
        """The tables that are there, by name; None for one that cannot be read."""
        names = [name for name in FILES if name.endswith(".csv")]
        return {name: self.text(name) for name in names if self.is_there(self.folder / name)}

    def is_there(self, path: Path) -> bool:
        """Return whether anything has a file's name, be it a link to nowhere."""
        return path.exists() or path.is_symlink()

    def report(self, path: Path, code: str, message: Message) -> None:
        """Add a problem of a whole file."""
        self.problems.append(Problem(Place(relative(self.home, path)), code, message))

    def unknown_files(self) -> None:
        """Report what is in the folder and is not one of the six files, and what is missing."""
        misnamed = set[str | None]()
        for path in sorted(self.folder.iterdir()):
            known = path.name in FILES or path.suffix.lower() == ".md"
            if not known and not path.name.startswith("."):
                near = Speller(FILES).near(path.name.lower())
                message = _(
                    "{name} is not one of {files}; {do}",
                    name=shown(path.name),
                    files=", ".join(FILES),
                    do=self.in_place_of(path, near),
                )
                if near == RESULTS:
                    self.refused.add(RESULT)
                misnamed.add(near)
                self.report(path, "Y045", misleading_name(path.name) or message)
        if not (self.documents or misnamed):
            message = _("this folder has none of {files}; put them here, or take it away")
            self.report(self.folder, "Y046", message.filled(files=", ".join(NEEDED)))
        for name in NEEDED if self.documents or misnamed else ():
            if name not in self.documents and name not in misnamed:
                message = _(
                    "{name} is missing; every agency needs it: copy one from another agency",
                    name=name,
                )
                self.report(self.folder / name, "Y046", message)

    def in_place_of(self, path: Path, near: str | None) -> Message:
        """Return what to do with a file that has none of the names, and is most like one of them."""
        if near is None:
            return _("rename it, or take it away")
        if self.is_there(self.folder / near):
            return _(
                "{near} is there already: put into it what is new here, and take this file away",
                near=near,
            )
        if path.suffix.lower() in _SPREADSHEETS:
            return _("save it as CSV in UTF-8, with the name {near}", near=near)
        return _("rename it to {near}", near=near)

    def kept(self, read: tuple[T, list[Problem]]) -> T:
        """Return what was read, and keep what is wrong with it."""
        self.problems.extend(read[1])
        return read[0]

    def document(self, name: str) -> Document | None:
        """Return one of the YAML files, None when it cannot be read."""
        source = self.text(name)
        return self.kept(document_of(source)) if source else None

    def text(self, name: str) -> SourceText | None:
        """Return the text of a file; None where it cannot be read, or is that of another file."""
        source = self.kept(text_of(self.home, self.folder / name))
        problem = other_file(source, name) if source else None
        self.problems += [problem] if problem else []
        return None if problem else source

    def record(self, kind: type[R], name: str) -> R | None:
        """Return a file as a record, without what had to be refused."""
        document, record = self.documents.get(name), None
        if document:
            read = record_of(kind, document, self.fiscal_start, self.settings.language)
            record = self.kept(read)
        self.refused |= (
            _refused(name, document, record) if self.is_there(self.folder / name) else set()
        )
        return record

    def own_words(self) -> AgencyPage | None:
        """Return the agency's page: its own words for its plan."""
        path = self.home / self.settings.agencies_dir / f"{self.folder.name}.md"
        return self.page_at(path, self.settings.language) if self.is_there(path) else None

    def translations(self) -> dict[str, AgencyPage]:
        """Return the agency's page in the further languages of the site."""
        folder = self.home / self.settings.agencies_dir
        known = self.settings.folders.items()
        paths = {one: folder / f"{self.folder.name}.{ending}.md" for ending, one in known}
        read = {one: self.page_at(path, one) for one, path in paths.items() if self.is_there(path)}
        return {language: page for language, page in read.items() if page is not None}

    def page_at(self, path: Path, language: str) -> AgencyPage | None:
        """Return a page of the agency, in a language."""
        source = self.kept(text_of(self.home, path))
        page = self.kept(page_of(source, self.folder.name, self.written)) if source else None
        return page and page.in_language(language)

    @cached_property
    def fiscal_start(self) -> int:
        """The month the agency's fiscal year begins in: its own, or else the site's."""
        document = self.documents.get(AGENCY)
        return fiscal_start_in(document.top if document else {}, self.settings.fiscal_year_starts)

    def results(self, fiscal_start: int) -> tuple[Rows[Result], dict[str, Located]]:
        """Return the good rows of results.csv by standard, and the file for its places."""
        source = self.tables.get(RESULTS)
        if source is None:
            self.refused |= {RESULT} if RESULTS in self.tables else set()
            return {}, {}
        shapes = self.written.shapes()
        read = results_of(source, shapes, fiscal_start, self.written)
        if errors_of(read[1]):
            self.refused.add(RESULT)
        results, table = self.kept(read)
        rows = grouped(results, attrgetter("standard"))
        return rows, {RESULTS: table} if table else {}

    def aims(self, fiscal_start: int) -> tuple[Rows[YearlyAim], dict[str, Located]]:
        """Return the good rows of targets.csv by standard, and the file for its places."""
        source = self.tables.get(TARGETS)
        if source is None:
            return {}, {}
        aims, table = self.kept(aims_of(source, fiscal_start, self.written))
        rows = grouped(aims, attrgetter("standard"))
        return rows, {TARGETS: table} if table else {}

    def ids(self, file: str, *kinds: str) -> list[WrittenId]:
        """Return the ids of all records of some kinds in a file, in their order."""
        document = self.documents.get(file)
        return [
            written
            for name, key, kind in ID_LISTS
            if document and name == file and kind in kinds
            for written in written_ids(document, key, kind)
        ]

    def has_blank_level(self, standard: Standard) -> bool:
        """Return whether a level of a promise is written and holds nothing, which is told of its key."""
        document = self.documents.get(STANDARDS)
        blank = (one for one in ("target", "limit") if getattr(standard, one) is None)
        return document is not None and any(
            document.has("standards", standard.id, one) for one in blank
        )

    def ties(self, charter: Charter) -> Iterator[Problem]:
        """Yield what does not fit together."""
        measured = self.ids(STANDARDS, *_SHARED)
        for file, kinds in _ID_SPACES:
            yield from twice_problems(self.ids(file, *kinds))
        yield from anchor_problems(measured, self.ids(SURVEYS, "survey"))
        for standard in charter.standards:
            found = [*promise_problems(charter, standard)]
            is_blank = self.has_blank_level(standard)
            if is_blank or errors_of(found):
                self.refused.add(level_of(standard.id))
            found = [one for one in found if not (is_blank and one.code in _OF_NO_LEVEL)]
            yield from found
        for figure in charter.figures:
            yield from figure_problems(charter, figure)
        for document in filter(None, self.documents.values()):
            yield from data_link_problems(document)
        if agency := self.documents.get(AGENCY):
            yield from item_problems(agency)
        yield from reference_problems(self.written)
        yield from lost_problems(self.written)
        yield from row_problems(charter, self.written, self.as_of)
        yield from aim_problems(charter, self.written)
        yield from part_problems(charter)
        yield from our_period_problems(charter)


_NONE, _NO_SURVEYS = BenchmarksFile.model_construct(), SurveysFile.model_construct()
"""What a file that is not there says; made without what checks one that is."""
_OF_NO_LEVEL = ("T005", "T009", "T011")
"""What is said of a promise that lacks a level."""
_SHARED = ("standard", "figure")
_ID_SPACES = dict.fromkeys(
    (file, _SHARED if kind in _SHARED else (kind,)) for file, _, kind in ID_LISTS
)
"""What shares its ids in a file: standards and figures do, as rows of results name both."""


def _refused(name: str, document: Document | None, record: Record | None) -> set[str]:
    """Return the kinds of records of which a file says more than could be read."""
    kinds = {key: kind for file, key, kind in ID_LISTS if file == name}
    if document is None or record is None:
        return {*kinds.values(), *KEYS[name]}
    written = (
        (key, said) for key, said in document.top.items() if key in type(record).model_fields
    )
    return {
        kinds.get(key, key) for key, said in written if not _is_whole(said, getattr(record, key))
    }


def _is_whole(said: Any, read: Any) -> bool:
    """Return whether all that is written under a key was read."""
    both_lists = isinstance(said, list) and isinstance(read, list)
    return len(said) == len(read) if both_lists else read is not None


def _stand_in(name: str) -> Agency:
    """Return an agency to hold the other files against where agency.yml cannot be read."""
    words = parse_text(name)
    return Agency(name=words, kind=AgencyKind.OTHER, serves=words)


def _first_of_each(records: Sequence[M]) -> tuple[M, ...]:
    """Return the records without later ones that use an id again (reported as a problem)."""
    return tuple({record.id: record for record in reversed(records)}.values())[::-1]


def _others_than(standards: Sequence[Standard], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures whose ids no standard has (reported as a problem)."""
    taken = {standard.id for standard in standards}
    return tuple(figure for figure in figures if figure.id not in taken)
