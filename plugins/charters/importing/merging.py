"""New rows beside those that are there: nothing twice, nothing over another, every change with a note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from charters.importing.account import WRITTEN, Account, Outcome, Proposed
from charters.importing.faults import CellError
from charters.importing.files import as_lines
from charters.model.file_names import RESULTS
from charters.model.register import Charter
from charters.model.results import COLUMNS, Result, Status
from charters.model.text import as_cell, cell_in_languages
from charters.problems import Message, Problem
from charters.problems.message import _
from charters.publishing.say.clause_words import sayer
from charters.reading.result_rows import results_of
from charters.reading.sources import SourceText
from charters.reading.table import Table
from charters.reading.written import Written

Key = tuple[Any, ...]
Say = Callable[[Message], str]
"""How a message is said in the language of the site."""


def merge_results(
    account: Account, charter: Charter, written: Written, languages: Sequence[str]
) -> None:
    """Give every proposed result its outcome beside the results that are there.

    `languages` are those of the site, in which a correction says what it was before.
    """
    proposed = [row for row in account.rows if row.file == RESULTS and row.outcome is None]
    read = _read(account, proposed, charter, written)
    groups: dict[Key, list[Proposed]] = defaultdict(list)
    for row in read:
        groups[_key(read[row])].append(row)
    for key, rows in groups.items():
        there = [one for one in charter.results.get(key[0], ()) if _key(one) == key]
        for row in _one_of_each(account, rows, read):
            _beside(account, row, read[row], there, languages)
            if row.outcome in WRITTEN:
                there.append(replace(read[row], line=_OF_THE_TABLE))


def _key(result: Result) -> Key:
    return result.standard, result.period.days, result.part


def _figures(result: Result) -> Key:
    return result.met, result.total, result.value, result.answer, result.cases, result.excluded


def _read(
    account: Account, rows: Sequence[Proposed], charter: Charter, written: Written
) -> dict[Proposed, Result]:
    """Return the rows that the reader of results.csv takes; the others are refused, as it says."""
    text = f"{','.join(COLUMNS)}\n{as_lines((row.values for row in rows), COLUMNS)}"
    source = SourceText(RESULTS, text)
    (results, table), problems = results_of(source, written.shapes(), charter.fiscal_start, written)
    if table is None:
        return {}
    for problem in problems:
        row = rows[problem.place.line - 2]
        account.refuse_row(row, problem, _column(table, problem))
    found = {rows[result.line - 2]: result for result in results}
    return {row: result for row, result in found.items() if row.outcome is not Outcome.REFUSED}


def _column(table: Table, problem: Problem) -> str:
    line = problem.place.line
    return next((name for name in COLUMNS if table.place(line, name) == problem.place), "")


def _refuse(account: Account, row: Proposed, refusal: CellError) -> None:
    problem = Problem(row.place(), refusal.code, refusal.said, (), refusal.do)
    account.refuse_row(row, problem)


def _one_of_each(
    account: Account, rows: Sequence[Proposed], read: Mapping[Proposed, Result]
) -> Iterable[Proposed]:
    """Return one row of those that say the same; where the table contradicts itself, refuse all.

    A table that holds its own corrections, each marked as one, does not contradict itself.
    """
    first = rows[0]
    if all(read[row].status is Status.REVISED for row in rows[1:]):
        return rows
    if len({_figures(read[row]) for row in rows}) == 1:
        for row in rows[1:]:
            row.outcome = Outcome.THERE
            row.said = _("the table says the same at {place}", place=str(first.place()))
        return rows[:1]
    for row in rows:
        other = next(one for one in rows if _figures(read[one]) != _figures(read[row]))
        said = _(
            "the table says {one} here and {other} at {place}",
            one=said_of(row.values),
            other=said_of(other.values),
            place=str(other.place()),
        )
        _refuse(
            account, row, CellError("I009", said, _("find out which is right, and mend the table"))
        )
    return ()


def said_of(row: Mapping[str, str]) -> Message:
    """Return the figures of a row in words."""
    met, total = row.get("met"), row.get("total")
    if met or total:
        return _counts(*(int(one) if one and one.isdecimal() else one for one in (met, total)))
    status = row.get("status", "")
    return Message("{said}", (("said", row.get("value") or _NO_FIGURE.get(status, status)),))


def _counts(met: int | str | None, total: int | str | None) -> Message:
    return _("{met} of {total}", met=met, total=total)


def _beside(
    account: Account,
    row: Proposed,
    new: Result,
    there: Sequence[Result],
    languages: Sequence[str],
) -> None:
    """Decide what a row is beside the ones with its key: new, known, or a change."""
    if not there:
        row.outcome = Outcome.ADDED
        return
    latest, later = there[-1], _is_later(new, there[-1])
    same, settles = _figures(latest) == _figures(new), latest.status is Status.PROVISIONAL
    at = {"line": latest.line, "file": RESULTS}
    if same and settles and later and new.status is not Status.PROVISIONAL:
        row.outcome, row.said = Outcome.ADDED, _("it settles line {line} of {file}", **at)
    elif same:
        row.outcome, row.said = Outcome.THERE, _("line {line} of {file} says the same", **at)
    elif later:
        _revise(row, latest, languages)
    elif any(_figures(one) == _figures(new) for one in there):
        row.outcome, row.said = (
            Outcome.OLDER,
            _("it was revised since, on line {line} of {file}", **at),
        )
    else:
        said = _(
            "{new} is said here, and {old} on line {line} of {file}",
            new=said_of(row.values),
            old=_old(latest, row),
            **at,
        )
        do = _(
            "say in the map when this table was published, after that line: all: {{published: 2025-03-01}}"
        )
        _refuse(account, row, CellError("I010", said, do))


def _is_later(new: Result, latest: Result) -> bool:
    if new.published is None:
        return False
    return latest.published is None or new.published.start > latest.published.end


def _revise(row: Proposed, latest: Result, languages: Sequence[str]) -> None:
    row.outcome = Outcome.REVISED
    old = _old(latest, row)
    row.said = _("line {line} of {file} says {old}", line=latest.line, file=RESULTS, old=old)
    if latest.line == _OF_THE_TABLE:
        row.said = _("the row before it in the table says {old}", old=old)
    if row.values.get("status") == Status.REVISED and row.values.get("note"):
        return  # the table says itself what was revised, and why
    if latest.status in _FINAL and row.values.get("status") in _FINAL:
        row.values["status"] = Status.REVISED.value
    file = row.sheet.file
    why = _("Was {old}; changed in {file}.", old=_old(latest, row), file=file)
    row.values["note"] = note_with(why, row.values.get("note", ""), languages)


def note_with(why: Message, note: str, languages: Sequence[str]) -> str:
    """Return why a row replaces another, before its own note: in each language that this has, or the site."""
    in_languages = cell_in_languages(note)
    if in_languages is None and note:
        return f"{sayer(languages[0])(why)} {note}"
    said = {
        code: " ".join(filter(None, [sayer(code)(why), (in_languages or {}).get(code)]))
        for code in in_languages or languages
    }
    return as_cell(said) if len(said) > 1 else next(iter(said.values()))


_OF_THE_TABLE = 0
"""The line of a row that is not in the file yet."""
_FINAL = (Status.FINAL, Status.REVISED)
_NO_FIGURE: Mapping[str, Message] = {Status.NOT_AVAILABLE: _("not available")}


def _old(result: Result, row: Proposed) -> Message:
    """Return the figures of a row that is there, written like those beside it."""
    if result.met is not None and result.total is not None:
        return _counts(result.met, result.total)
    if not result.is_available:
        return _NO_FIGURE[Status.NOT_AVAILABLE]
    if result.answer is not None:
        said = "yes" if result.answer else "no"
    else:
        is_share = row.values.get("value", "").endswith("%") or row.values.get("met")
        said = f"{result.value:f}{'%' if is_share else ''}"
    return Message("{said}", (("said", said),))
