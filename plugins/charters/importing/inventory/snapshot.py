"""One snapshot of the inventory: its files as lines with our own names for their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from pydantic_core import PydanticCustomError

from charters.importing.account import Account
from charters.importing.delimited import sheet_of
from charters.importing.faults import TableError
from charters.importing.grid import Cell, Sheet
from charters.importing.inventory.inventory_columns import columns_of, names_of_columns, plain_name
from charters.model.period_labels import parse_period
from charters.model.periods import Frequency, Period
from charters.problems.message import _

_DAY = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_FIRST_MONTH = 4
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?|\d{1,9}(?:\.\d{1,9})? ?%")


@dataclass(frozen=True, eq=False)
class Line:
    """One row of a file, its cells by our names for their columns; blank ones are not there."""

    sheet: Sheet
    number: int
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """Return what stands in a column; '' where it is blank."""
        cell = self.cells.get(name)
        return cell.text if cell else ""

    @cached_property
    def year(self) -> str:
        """Its fiscal year, such as 2023-2024, however it is written; '' where it names none."""
        try:
            found = period(self.text("fiscal_yr"))
        except PydanticCustomError:
            return ""
        is_fiscal = found.start.month == _FIRST_MONTH and Frequency.YEARLY.fits(found)
        return f"{found.start.year}-{found.end.year}" if is_fiscal else ""


def period(year: str) -> Period:
    """Return the days of a fiscal year."""
    return parse_period(year, _FIRST_MONTH, Frequency.YEARLY)


@dataclass
class Snapshot:
    """The files of one day, and the account of their cells."""

    account: Account
    standards: Sequence[Line] = ()
    services: Sequence[Line] = ()
    organisations: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    """The lines about organizations, by the kind of their file."""
    percent: bool = False
    """Whether shares are written of 100 and not of 1, as they were until 2023."""
    day: date | None = None
    """The day it was published, where the name of a file or of its folder says so."""
    files: dict[str, str] = field(default_factory=dict)
    """What tells its files from every other, by their kind."""

    @property
    def lines(self) -> Iterator[Line]:
        """Every line about a service or a standard."""
        yield from self.standards
        yield from self.services


def snapshot_of(
    standards: Path | None, services: Path | None, organisations: Sequence[Path]
) -> Snapshot:
    """Return the files of a snapshot; raise where one is not what it is to be."""
    found = Snapshot(Account([]))
    if standards:
        found.standards = _lines(standards, ("standards",), found.account)[1]
        found.percent = _is_percent(found.standards)
    if services:
        found.services = _lines(services, ("services",), found.account)[1]
    kinds = ("organisations", "organisations_fr", "names")
    read = (_lines(path, kinds, found.account) for path in _with_siblings(organisations))
    found.organisations = dict(read)
    paths = {"standards": standards, "services": services}
    days = [day for path in paths.values() if path and (day := _day_of(path))]
    found.day = max(days, default=None)
    found.files = {
        kind: sha256(path.read_bytes()).hexdigest()[:12] for kind, path in paths.items() if path
    }
    return found


def _with_siblings(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of organizations, and those that stand beside them by their usual names."""
    given = list(dict.fromkeys(paths))
    yield from given
    for folder in dict.fromkeys(path.parent for path in given):
        usual = (folder / name for name in ("ifoi_en.csv", "ifoi_fr.csv", "org_var.csv"))
        yield from (path for path in usual if path.is_file() and path not in given)


def _day_of(path: Path) -> date | None:
    found = _DAY.search(path.name) or _DAY.search(path.absolute().parent.name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _is_percent(lines: Iterable[Line]) -> bool:
    """Return whether a file writes shares of 100, as it did until 2023: most of its aims say so."""
    aims = [line.text("target") for line in lines]
    of_a_hundred = [aim.endswith("%") or float(aim) > 1 for aim in aims if _NUMBER.fullmatch(aim)]
    return 2 * sum(of_a_hundred) > len(of_a_hundred)


def _lines(path: Path, kinds: Sequence[str], account: Account) -> tuple[str, list[Line]]:
    """Return which kind of file it is, and its lines; what no field is for is told at once."""
    if not path.is_file():
        raise TableError(_("there is no file '{path}'", path=str(path)))
    sheet = sheet_of(path)
    account.sheets = [*account.sheets, sheet]
    account.remarks.extend(sheet.remarks)
    head = {cell.column: plain_name(cell.text) for cell in sheet.row(1)}
    kind = max(kinds, key=lambda one: len({*head.values()} & {*names_of_columns(one)}))
    columns = columns_of(sheet, head, kind, account)
    lines = []
    for number in sheet.rows[1:]:
        cells = {columns[cell.column]: cell for cell in sheet.row(number) if cell.column in columns}
        lines.append(Line(sheet, number, cells))
    return kind, lines
