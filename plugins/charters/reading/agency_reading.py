"""One agency: its files and its page, held together as its charter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from charters.model.agency import Agency, AgencyKind
from charters.model.aims import YearlyAim
from charters.model.benchmarks import BenchmarksFile
from charters.model.file_names import (
    AGENCY,
    BENCHMARKS,
    RESULTS,
    STANDARDS,
    SURVEYS,
    TARGETS,
)
from charters.model.register import RESULT, AgencyPage, Charter, Located, level_of
from charters.model.results import Result
from charters.model.settings import Settings
from charters.model.standards import Figure, Measured, Standard, StandardsFile
from charters.model.surveys import SurveysFile
from charters.model.text import parse_text
from charters.problems import Problem, errors_of
from charters.reading.agency_files import Gathered, OpenedFiles, Rows
from charters.reading.aim_ties import aim_problems
from charters.reading.anchors import anchor_problems
from charters.reading.data_links import data_link_problems
from charters.reading.lost_ids import lost_problems
from charters.reading.misnamed import misnamed, name_problems
from charters.reading.our_periods import our_period_problems
from charters.reading.part_ties import part_problems
from charters.reading.promises import figure_problems, promise_problems
from charters.reading.references import (
    called_problems,
    item_problems,
    reference_problems,
    twice_problems,
)
from charters.reading.ties import row_problems
from charters.reading.written import ID_LISTS

M = TypeVar("M", bound=Measured)


class AgencyRead(NamedTuple):
    """What was read of one agency."""

    files: OpenedFiles
    charter: Charter | None
    """None when agency.yml cannot be read; the other files are held together all the same."""
    problems: Sequence[Problem]


def read_agency(home: Path, folder: Path, settings: Settings, as_of: date) -> AgencyRead:
    """Read one agency's folder and its page."""
    files = OpenedFiles(home, folder, settings)
    names, parts = _names(files), _Parts.of(files)
    written = files.written
    # A name that leads nowhere stands for a record, too.
    unknown = {one.kind for one in written.named if written.lacks(one.kind, one.name)}
    refused = unknown.union(*(part.refused for part in (names, *parts.every)))
    charter = parts.charter(files, frozenset(refused))
    levels = [_levels(files, charter, standard) for standard in charter.standards]
    read = (names, *parts.every, *levels)
    problems = [*files.problems, *(problem for part in read for problem in part.problems)]
    problems += _ties(files, charter, as_of)
    by_name = [*called_problems(written)]
    places = {one.place for one in by_name}
    problems = [one for one in problems if one.code != "Y014" or one.place not in places] + by_name
    if parts.agency.it is None:
        return AgencyRead(files, None, problems)
    of_levels = charter.refused.union(*(part.refused for part in levels))
    return AgencyRead(files, replace(charter, refused=of_levels), problems)


def _names(files: OpenedFiles) -> Gathered[None]:
    others = misnamed(files.folder)
    problems = [*name_problems(files.home, files.folder, files.documents, others)]
    return Gathered(None, problems, {RESULT} if RESULTS in others.values() else ())


class _Parts(NamedTuple):
    """What the files say, each by itself."""

    agency: Gathered[Agency | None]
    posted: Gathered[StandardsFile | None]
    benchmarks: Gathered[BenchmarksFile | None]
    surveys: Gathered[SurveysFile | None]
    results: Gathered[tuple[Rows[Result], Located | None]]
    aims: Gathered[tuple[Rows[YearlyAim], Located | None]]
    pages: Mapping[str, Gathered[AgencyPage | None]]

    @classmethod
    def of(cls, files: OpenedFiles) -> _Parts:
        """Read each of the files."""
        return cls(
            files.record(Agency, AGENCY),
            files.record(StandardsFile, STANDARDS),
            files.record(BenchmarksFile, BENCHMARKS),
            files.record(SurveysFile, SURVEYS),
            files.results(),
            files.aims(),
            files.pages(),
        )

    @property
    def every(self) -> Sequence[Gathered[Any]]:
        """All of them, one by one."""
        return [*self[:-1], *self.pages.values()]

    def charter(self, files: OpenedFiles, refused: frozenset[str]) -> Charter:
        """Return everything that can be read, under one agency."""
        posted, (rows, results), (aims, targets) = self.posted.it, self.results.it, self.aims.it
        own, *further = ((language, part.it) for language, part in self.pages.items())
        located = {**files.documents, RESULTS: results, TARGETS: targets}
        posted = posted or StandardsFile()
        return Charter(
            id=files.folder.name,
            agency=self.agency.it or _stand_in(files.folder.name),
            services=tuple(posted.services),
            standards=tuple(
                one.with_aims(aims[one.id]) if one.id in aims else one
                for one in _first_of_each(posted.standards)
            ),
            figures=_others_than(posted.standards, _first_of_each(posted.figures)),
            results=rows,
            benchmarks=tuple((self.benchmarks.it or _NONE).benchmarks),
            surveys=self.surveys.it or _NO_SURVEYS,
            page=own[1],
            translations={language: page for language, page in further if page},
            files={name: found for name, found in located.items() if found},
            fiscal_start=files.fiscal_start,
            refused=refused,
        )


_NONE, _NO_SURVEYS = BenchmarksFile.model_construct(), SurveysFile.model_construct()
"""What a file that is not there says; made without what checks one that is."""
_OF_NO_LEVEL = ("T005", "T009", "T011")
"""What is said of a promise that lacks a level."""
_SHARED = ("standard", "figure")
_ID_SPACES = dict.fromkeys(
    (file, _SHARED if kind in _SHARED else (kind,)) for file, _, kind in ID_LISTS
)
"""What shares its ids in a file: standards and figures do, as rows of results name both."""


def _levels(files: OpenedFiles, charter: Charter, standard: Standard) -> Gathered[None]:
    """Return what does not fit together in a promise, and whether its level cannot be told from that."""
    found, document = [*promise_problems(charter, standard)], files.documents.get(STANDARDS)
    blank = (one for one in ("target", "limit") if getattr(standard, one) is None)
    # A level that is written and holds nothing is told of its key.
    is_blank = document and any(document.has("standards", standard.id, one) for one in blank)
    told = [one for one in found if not (is_blank and one.code in _OF_NO_LEVEL)]
    return Gathered(None, told, {level_of(standard.id)} if is_blank or errors_of(found) else ())


def _ties(files: OpenedFiles, charter: Charter, as_of: date) -> Iterator[Problem]:
    """Yield what does not fit together."""
    for file, kinds in _ID_SPACES:
        yield from twice_problems(files.ids(file, *kinds))
    yield from anchor_problems(files.ids(STANDARDS, *_SHARED), files.ids(SURVEYS, "survey"))
    for figure in charter.figures:
        yield from figure_problems(charter, figure)
    for document in filter(None, files.documents.values()):
        yield from data_link_problems(document)
    if agency := files.documents.get(AGENCY):
        yield from item_problems(agency)
    yield from reference_problems(files.written)
    yield from lost_problems(files.written)
    yield from row_problems(charter, files.written, as_of)
    yield from aim_problems(charter, files.written)
    yield from part_problems(charter)
    yield from our_period_problems(charter)


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
