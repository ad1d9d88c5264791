"""What the columns of a table may be: by their headings, and by what stands below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charters.importing.grid import Cell, Sheet
from charters.importing.guessed_cells import FIGURES, WORDS, is_figure, is_period
from charters.importing.guessed_names import likeness
from charters.importing.names import alike, label_in
from charters.model.register import Charter
from charters.model.table_map import IGNORE
from charters.problems import Message
from charters.problems.message import _

_LOOKED_AT = 60
"""Rows by which the column of promises is found."""


@dataclass(frozen=True, slots=True)
class GuessedColumn:
    """What a column may be, and why."""

    number: int
    role: str
    why: Message
    heading_row: int | None = None
    """The row in which its own period stands."""
    needs_row: bool = False
    """Whether the map has to say which row that is."""


def columns_of(
    sheet: Sheet, header: tuple[int, int], rows: Sequence[int], charter: Charter
) -> list[GuessedColumn]:
    """Return what each column that holds anything may be, in their order."""
    guess = _Guess(sheet, header, rows)
    found = [one for n in range(1, sheet.last_column + 1) if (one := guess.column(n))]
    return _once(sheet, _with_standard(guess, found, charter))


@dataclass(frozen=True)
class _Guess:
    """Looks at one column after the other."""

    sheet: Sheet
    header: tuple[int, int]
    rows: Sequence[int]

    def below(self, number: int) -> list[Cell]:
        """Return the cells of a column below its heading."""
        found = (self.sheet.shown((row, number)) for row in self.rows)
        return [cell for cell in found if cell is not None and cell.text]

    def above(self, number: int) -> dict[int, Cell]:
        """Return the heading of a column, row by row."""
        rows = range(self.header[0], self.header[1] + 1)
        return {row: cell for row in rows if (cell := self.sheet.shown((row, number)))}

    def column(self, number: int) -> GuessedColumn | None:
        """Return what a column may be; None of one that is blank."""
        below, above = self.below(number), self.above(number)
        if not below:
            return None
        has_figures = sum(map(is_figure, below)) * 2 >= len(below)
        labels = {row: _period_in(cell) for row, cell in above.items()}
        period = next((row for row, label in labels.items() if label), None)
        texts = (c.text.replace(labels[row], "", row == period) for row, c in above.items())
        words = " ".join(filter(None, dict.fromkeys(map(str.strip, texts))))
        role, why = role_of(words)
        if period is not None and has_figures and role != IGNORE:
            role = role if role in FIGURES else "value"
            why = _("likely: its heading is the period {text}", text=labels[period])
            return GuessedColumn(number, role, why, period, self.header[0] != self.header[1])
        if role in FIGURES and not has_figures:
            why = _("look: few of the cells under {text} are figures", text=words)
            role = IGNORE
        return GuessedColumn(number, role or IGNORE, why)


def _period_in(cell: Cell) -> str:
    """Return the period that a heading names, alone or among other words; '' where none is."""
    return cell.text if is_period(cell) else label_in(cell.text)


def role_of(words: str) -> tuple[str, Message]:
    """Return what a heading may mean; '' where nobody can tell."""
    said = alike("".join(char if char.isalnum() or char == "%" else " " for char in words))
    headings = WORDS["headings"]
    exact = next((role for role, names in headings.items() if said in names), None)
    if exact == IGNORE:
        return exact, _("look: {text} is no result yet", text=words)
    if exact:
        return exact, _("sure: the heading is {text}", text=words)
    parts = set(said.split())
    near = [
        (len(name), role)
        for role, names in headings.items()
        for name in names
        if set(name.split()) <= parts
    ]
    if near:
        return max(near)[1], _("likely: the heading is {text}", text=words)
    return "", _("look: nothing of ours is called {text}", text=words or "-")


def _with_standard(
    guess: _Guess, columns: list[GuessedColumn], charter: Charter
) -> list[GuessedColumn]:
    """Return the columns with the one that names the promises: by its cells, before its heading."""
    texts = [one for one in columns if one.role in (IGNORE, "standard")]
    fits = {one.number: _fits(guess.below(one.number), charter) for one in texts}
    best = max(texts, key=lambda one: (fits[one.number], one.role == "standard"), default=None)
    if best is None:
        return columns
    if fits[best.number]:
        why = _("likely: its cells name our promises")
    elif best.role == "standard":
        return columns
    else:
        best = next((one for one in texts if _is_text(guess.below(one.number))), best)
        why = _("look: it is the first column of words")
    others = _("look: another column names the promises")
    return [
        replace(one, role="standard", why=why)
        if one.number == best.number
        else (replace(one, role=IGNORE, why=others) if one.role == "standard" else one)
        for one in columns
    ]


def _fits(cells: Sequence[Cell], charter: Charter) -> float:
    """Return which share of the names in a column are like one of our promises each."""
    names = list(dict.fromkeys(cell.text for cell in cells))[:_LOOKED_AT]
    if not names or not _is_text(cells):
        known = sum(name in charter.measured_by_id for name in names)
        return known / len(names) if names else 0
    found = [likeness(name, charter) for name in names]
    return len({one.id for one in found if one.is_likely}) / len(names)


def _is_text(cells: Sequence[Cell]) -> bool:
    return bool(cells) and not any(is_figure(cell) or is_period(cell) for cell in cells[:5])


def _once(sheet: Sheet, columns: list[GuessedColumn]) -> list[GuessedColumn]:
    """Return the columns, each thing guessed once: the first that is surest."""
    found: list[GuessedColumn] = []
    taken: set[tuple[str, str]] = set()
    for one in columns:
        period = sheet.shown((one.heading_row, one.number)) if one.heading_row else None
        key = one.role, period.text if period else ""
        if one.role != IGNORE and key in taken:
            why = _("look: another column is '{role}' already", role=one.role)
            found.append(replace(one, role=IGNORE, why=why, heading_row=None))
        else:
            found.append(one)
        taken.add(key)
    return found
