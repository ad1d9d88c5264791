"""Aims of a table beside those of targets.csv: nothing twice, and a changed one with a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from charters.importing.account import Account, Outcome, Proposed
from charters.importing.files import rows_in
from charters.importing.merging import note_with
from charters.model.file_names import TARGETS
from charters.model.period_labels import parse_period
from charters.model.written_levels import parse_quantity, parse_target
from charters.problems import Problem
from charters.problems.message import _

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    """An aim that is there, and on which line."""

    line: int
    level: object
    said: str


@dataclass(frozen=True, slots=True)
class _Aims:
    """Says of rows which time they are for, and what they aim at, however both are written."""

    fiscal_start: int
    language: str

    def key(self, row: Row) -> tuple[Any, ...]:
        """Return what two rows have in common that are about one thing."""
        period = row.get("period", "").strip()
        try:
            days: object = parse_period(period, self.fiscal_start).days
        except PydanticCustomError:
            days = period
        return row.get("standard", "").strip(), row.get("part", "").strip(), days

    def level(self, row: Row) -> tuple[object, ...]:
        """Return what a row aims at."""
        return tuple(self._levels(row))

    def _levels(self, row: Row) -> Iterator[object]:
        for name, parse in (("target", parse_target), ("limit", parse_quantity)):
            written = " ".join(row.get(name, "").split())
            try:
                found: Any = parse(written, self.language)
            except PydanticCustomError:
                yield written
            else:
                upper = getattr(found, "upper", None)
                yield getattr(found, "direction", ""), getattr(found, "level", found), upper


def merge_targets(account: Account, text: str, fiscal_start: int, languages: Sequence[str]) -> None:
    """Give every proposed aim its outcome beside those that are there."""
    aims = _Aims(fiscal_start, languages[0])
    there: dict[tuple[Any, ...], _Known] = {}
    for line, written in rows_in(text)[1]:
        there[aims.key(written)] = _Known(line, aims.level(written), _said(written))
    groups: dict[tuple[Any, ...], list[Proposed]] = {}
    for row in account.rows:
        if row.file == TARGETS and row.outcome is None:
            groups.setdefault(aims.key(row.values), []).append(row)
    for key, rows in groups.items():
        if len({aims.level(row.values) for row in rows}) > 1:
            _contradicted(account, rows)
            continue
        _beside(rows[0], aims.level(rows[0].values), there.get(key), languages)
        for row in rows[1:]:
            row.outcome = Outcome.THERE
            row.said = _("the table says the same at {place}", place=str(rows[0].place()))


def _said(row: Row) -> str:
    return ", ".join(filter(None, (row.get("target"), row.get("limit"))))


def _beside(row: Proposed, level: object, known: _Known | None, languages: Sequence[str]) -> None:
    """Decide what an aim is beside the one that is there for the same time."""
    if known is None:
        row.outcome = Outcome.ADDED
        return
    at = {"line": known.line, "file": TARGETS}
    if level == known.level:
        row.outcome, row.said = Outcome.THERE, _("line {line} of {file} says the same", **at)
    else:
        row.outcome = Outcome.REVISED
        row.said = _("line {line} of {file} says {old}", **at, old=known.said)
        why = _("Was {old}; changed in {file}.", old=known.said, file=row.sheet.file)
        row.values["note"] = note_with(why, row.values.get("note", ""), languages)


def _contradicted(account: Account, rows: Sequence[Proposed]) -> None:
    """Refuse the aims of a table that says two things of one time."""
    for row in rows:
        other = next(one for one in rows if _said(one.values) != _said(row.values))
        told = {"one": _said(row.values), "other": _said(other.values)}
        place = str(other.place())
        said = _("the table says {one} here and {other} at {place}", place=place, **told)
        do = _("find out which is right, and mend the table")
        account.refuse_row(row, Problem(row.place(), "I009", said, (), do))
