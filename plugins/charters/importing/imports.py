"""One import from end to end: rows proposed by a source, merged, tried against every rule, written.

A source reads files of some kind and fills an `Account`: rows it proposes, with the cells they come
from, and what it says of each cell. All that follows is the same for every source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from charters.importing.account import WRITTEN, Account, Proposed
from charters.importing.faults import unreadable
from charters.importing.files import HEADS, AgencyFiles
from charters.importing.merging import merge_results
from charters.importing.merging_aims import merge_targets
from charters.model.file_names import TARGETS
from charters.model.register import Charter
from charters.problems import Problem, errors_of
from charters.reading.table import Table
from charters.reading.written import Written
from charters.reading.yamldoc import Document

Source = Callable[[Charter], Account]
"""Reads its files beside an agency's charter, and proposes rows."""


@dataclass(frozen=True)
class Imported:
    """What an import comes to: the account, the files as they would be, and what else is wrong."""

    account: Account
    texts: Mapping[str, str]
    """The files that change, with their whole new text."""
    warnings: list[tuple[Proposed, Problem]]
    """What the check will say of added rows, though it takes them."""
    elsewhere: list[Problem]
    """Errors that the new rows bring about in other places."""
    before: int
    """Errors that the agency's files had already."""


def import_from(
    source: Source, files: AgencyFiles, texts: Mapping[str, str] | None = None
) -> Imported:
    """Return what an import comes to; nothing is written.

    `texts` are files of the agency that the source itself writes anew, beside its rows.
    """
    charter, problems = files.charter(texts) if texts is not None else files.read()
    if charter is None:
        raise unreadable(f"{files.agency}/agency.yml")
    _stop_where_unread(charter, files)
    account = source(charter)
    documents = {
        name: found for name, found in charter.files.items() if isinstance(found, Document)
    }
    written = Written(documents, frozenset(), files.settings.of_levels)
    languages = files.settings.languages or [files.settings.language]
    merge_results(account, charter, written, languages)
    merge_targets(account, files.text(TARGETS), charter.fiscal_start, languages)
    if texts is not None:
        problems = files.read()[1] if files.folder.is_dir() else []
    return _tried(account, files, problems, texts or {})


def _stop_where_unread(charter: Charter, files: AgencyFiles) -> None:
    """Stop where a file is there and cannot be read: new rows could double old ones."""
    for name in HEADS:
        if (files.folder / name).exists() and not isinstance(charter.files.get(name), Table):
            raise unreadable(name)


def _tried(
    account: Account, files: AgencyFiles, before: list[Problem], own: Mapping[str, str]
) -> Imported:
    """Hold the files with the new rows against every rule, and take out the rows that fail."""
    known = Counter(_told(problem) for problem in before)
    while True:
        rows, lines = files.with_rows(account.rows)
        texts = {**own, **rows}
        found = files.read(texts)[1] if texts else []
        fresh = [problem for problem in found if not known[_told(problem)]]
        here = [(row, problem) for problem in fresh if (row := _row(problem, lines))]
        failed = [(row, problem) for row, problem in here if problem.is_error]
        if not failed:
            break
        for row, problem in failed:
            account.refuse_row(row, problem)
    mine = {id(problem) for _, problem in here}
    elsewhere = [one for one in errors_of(fresh) if id(one) not in mine]
    return Imported(account, texts, here, elsewhere, len(errors_of(before)))


def _told(problem: Problem) -> tuple[str, int, str, str]:
    return problem.place.path, problem.place.line, problem.code, problem.text


def _row(problem: Problem, lines: Mapping[tuple[str, int], Proposed]) -> Proposed | None:
    name = problem.place.path.rpartition("/")[2]
    row = lines.get((name, problem.place.line))
    return row if row is not None and row.outcome in WRITTEN else None
