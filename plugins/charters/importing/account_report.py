"""The account of an import as a person reads it, and as a table with one line for each cell."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from charters.importing.account import Account, Entry, Fate, Outcome, Proposed
from charters.importing.imports import Imported
from charters.importing.merging import Say, said_of
from charters.model.cells import as_shown
from charters.problems import Message, Problem
from charters.problems.message import _
from charters.publishing.data import reports
from charters.publishing.data.reports import headed
from charters.publishing.say.clause_words import sayer

COLUMNS = ("file", "sheet", "cell", "text", "became", "code", "why", "into")
ALIKE = 20
"""Refusals of one code that are printed; all of them are in the table of cells."""
MOST = 12
"""Places that are named one by one; of more, the rest is only counted."""


def lines(imported: Imported, language: str) -> Iterator[str]:
    """Yield the account as lines of text: what to mend first, then what became of the rest."""
    account, say = imported.account, sayer(language)
    entries = account.entries
    yield from _refused(account, say)
    yield from reports.lines(reports.spoken(imported.elsewhere, language), language=language)
    look = _("look")
    yield from (say(headed(look, remark)) for remark in account.remarks)
    if imported.before:
        count = imported.before
        before = _("charters check finds {count} errors in the files of before", count=count)
        yield say(headed(look, before))
    for row, problem in imported.warnings:
        yield say(headed(look, f"{row.place()}: {_told(problem, say)}"))
    for fate in (Fate.MENDED, Fate.LEFT):
        yield from _of_fate(fate, entries, say)
    yield from _rows(account, say)
    yield _counts(entries, say)


def _refused(account: Account, say: Say) -> Iterator[str]:
    """Yield what is refused, in the order of the table; of many alike the rest is only counted."""
    said: Counter[str] = Counter()
    for problem in account.problems:
        said[problem.code] += 1
        if said[problem.code] <= ALIKE:
            yield f"{problem.place}: {_told(problem, say)}"
    for code, count in said.items():
        if count > ALIKE:
            more = _("and {count} more like this", count=count - ALIKE)
            yield say(headed(code, more))


def _told(problem: Problem, say: Say) -> str:
    said = problem.said if problem.message else problem.do
    return f"{problem.code} {say(said) if isinstance(said, Message) else said}"


def _of_fate(fate: Fate, entries: Sequence[Entry], say: Say) -> Iterator[str]:
    """Yield each reason once, with the cells it holds for."""
    places: dict[str, list[str]] = {}
    several = len({(entry.sheet.file, entry.sheet.name) for entry in entries}) > 1
    for entry in entries:
        if entry.fate is fate:
            why = _reasons(entry, say)
            places.setdefault(why, []).append(_address(entry, several=several))
    for why, cells in places.items():
        named: Message | str = " ".join(cells[:MOST])
        if (more := len(cells) - MOST) > 0:
            named = _("{cells} +{count}", cells=named, count=more)
        yield say(headed(_FATES[fate], headed(named, why)))


def _reasons(entry: Entry, say: Say) -> str:
    """Return why a cell became what it did; several reasons are parted as its language parts them."""
    return say(_("; ")).join(map(say, entry.why))


def _address(entry: Entry, *, several: bool) -> str:
    """Return where a cell stands, with its sheet or its file where there are several."""
    sheet = entry.sheet
    before = (f"{sheet.name}!" if sheet.name else f"{sheet.file}:") if several else ""
    return f"{before}{entry.cell.address}"


def _rows(account: Account, say: Say) -> Iterator[str]:
    for outcome in (Outcome.REVISED, Outcome.EARLIER, Outcome.OLDER):
        for row in account.rows:
            if row.outcome is outcome:
                said = f"{_figure(row, say)} ({say(row.said) if row.said else ''})"
                yield say(headed(_OUTCOMES[outcome], headed(row.label, said)))
    counts = Counter((row.file, row.outcome) for row in account.rows)
    for file in sorted({row.file for row in account.rows}):
        told = ((counts[file, one], _OUTCOMES[one]) for one in Outcome)
        parts = [_tally(count, what, say) for count, what in told if count]
        yield say(headed(file, ", ".join(parts)))


def _figure(row: Proposed, say: Say) -> str:
    return row.values.get("target") or row.values.get("limit") or say(said_of(row.values))


def _counts(entries: Sequence[Entry], say: Say) -> str:
    counts = Counter(entry.fate for entry in entries)
    parts = [_tally(counts[fate], _FATES[fate], say) for fate in Fate if counts[fate]]
    return say(_("{count} cells: {parts}", count=len(entries), parts=", ".join(parts)))


def sums(account: Account, say: Say) -> Iterator[str]:
    """Yield what became of each file, its blank cells counted too: rows by columns, and how they add up."""
    counts: dict[str, Counter[Fate]] = {sheet.file: Counter() for sheet in account.sheets}
    for entry in account.entries:
        if entry.cell.row > 1:
            counts[entry.sheet.file][entry.fate] += 1
    for sheet in account.sheets:
        found, rows = counts[sheet.file], len(sheet.rows) - 1
        parts = [_tally(found[fate], _FATES[fate], say) for fate in Fate if found[fate]]
        cells = rows * sheet.last_column
        blank = say(_("{count} blank", count=cells - sum(found.values())))
        told = {"file": sheet.file, "rows": rows, "columns": sheet.last_column, "cells": cells}
        said = _("{file}: {rows} rows of {columns} columns are {cells} cells", **told)
        yield say(headed(said, ", ".join([*parts, blank])))


def _tally(count: int, what: Message, say: Say) -> str:
    return say(_("{count} {what}", count=count, what=what))


_FATES = {
    Fate.USED: _("used"),
    Fate.MENDED: _("read as"),
    Fate.LEFT: _("left out"),
    Fate.REFUSED: _("refused"),
}
_OUTCOMES = {
    Outcome.ADDED: _("added"),
    Outcome.REVISED: _("revised"),
    Outcome.THERE: _("there already"),
    Outcome.EARLIER: _("put before what replaced it"),
    Outcome.OLDER: _("older than what is there"),
    Outcome.REFUSED: _("refused"),
}


def as_csv(account: Account, say: Say) -> str:
    """Return one line for each cell: what it says, what became of it, and why."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    say = cache(say)
    for entry in account.entries:
        why = _reasons(entry, say)
        cell = (entry.sheet.file, entry.sheet.name, entry.cell.address, as_shown(entry.cell.text))
        told = (say(_FATES[entry.fate]), entry.code, as_shown(why), as_shown("; ".join(entry.into)))
        writer.writerow((*cell, *told))
    return out.getvalue()
