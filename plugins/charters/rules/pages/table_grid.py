"""Whether each heading cell of a table heads something, by where its cells stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from charters.problems.message import _
from charters.rules.pages.aria import HEADS, TABLES, role
from charters.rules.pages.checks import Found, of
from charters.rules.pages.elements import Element

_CELLS = ("cell", "gridcell")
_SAYING = frozenset(("colspan", "rowspan", "headers", "role", "style", "hidden"))
_UNUSUAL = frozenset(f"[{name}]" for name in _SAYING - {"role"})
_SPANNING = frozenset(("colspan", "rowspan"))
_FARTHEST = 1000
"""The last column from which on cells may cover others."""


@of("tr", "[role=row]")
def idle_headers(elements: Sequence[Element]) -> Found:
    """Yield heading cells that head nothing."""
    page = elements[0].page
    rows: dict[Element, list[Element]] = defaultdict(list)
    around, table = None, None
    for row in page.in_order(elements):
        if row.parent is not around:
            around, table = row.parent, row.nearest(_is_grid)
        if table is not None:
            rows[table].append(row)
    for table, its_rows in rows.items():
        grid = _Grid()
        for at, row in enumerate(its_rows if table.in_tree and not _is_usual(its_rows) else ()):
            grid.place(at, row.children)
        for cell in grid.idle():
            yield (
                cell,
                _(
                    "a heading cell heads nothing; put the cells below or beside it, or name it in their headers"
                ),
            )


def _is_usual(rows: Sequence[Element]) -> bool:
    """Whether headings stand over rows of one and figures, as in nearly all tables: none of them is idle."""
    page = rows[0].page
    if len(rows) < 2 or page.styles or not _UNUSUAL.isdisjoint(page.names):
        return False
    first, *others = (row.children if row.rendered else () for row in rows)
    return all(cell.tag == "th" and cell.get("scope") == "col" for cell in first) and all(
        len(cells) == len(first) > 1 and _is_usual_row(*cells) for cells in others
    )


def _is_usual_row(head: Element, *figures: Element) -> bool:
    is_plain = all(
        cell.tag == "td" and cell.attrs.get("role", "cell") == "cell" for cell in figures
    )
    return is_plain and head.tag == "th" and head.get("scope") == "row"


def _is_grid(element: Element) -> bool:
    return (element.tag == "table" or "role" in element.attrs) and role(element) in TABLES


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading cell where it stands in its table, and how many columns and rows it covers from there."""

    cell: Element
    row: int
    column: int
    wide: int
    high: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """What is known of a table once its cells are placed, row by row."""

    heads: list[_Head] = field(default_factory=list)
    lowest: dict[int, int] = field(default_factory=dict)
    """By column: the last row in which a cell stands."""
    last: dict[int, int] = field(default_factory=dict)
    """By row: the last column in which a cell stands that is no heading."""
    named: set[str] = field(default_factory=set)
    """The headings that cells name themselves."""
    taken: dict[int, int] = field(default_factory=dict)
    """By column: the row from which on no cell that began above covers it."""

    def place(self, row: int, cells: Iterable[Element]) -> None:
        """Place the cells of a row."""
        column = 0
        for cell in cells:
            is_figure = cell.tag == "td" and _SAYING.isdisjoint(cell.attrs)
            if is_figure or cell.tag == "th" or role(cell) in (*HEADS, *_CELLS):
                while self.taken.get(column, 0) > row:
                    column += 1
                column += self._place(cell, row, column, is_plain=is_figure)

    def _place(self, cell: Element, row: int, column: int, *, is_plain: bool) -> int:
        """Place a cell; return how many columns it covers."""
        is_one = column > _FARTHEST or _SPANNING.isdisjoint(cell.attrs)
        wide, high = (1, 1) if is_one else (_span(cell, "colspan"), _span(cell, "rowspan"))
        is_head = role(cell) in HEADS and cell.in_tree
        covered = range(column, column + wide)
        if high > 1:
            self.taken.update(dict.fromkeys(covered, row + high))
        if is_head:
            self.heads.append(_Head(cell, row, column, wide, high))
        if "headers" in cell.attrs:
            self.named.update(cell.get("headers").split())
        elif is_plain or cell.rendered:
            for at in covered:
                self.lowest[at] = max(row + high - 1, self.lowest.get(at, 0))
            for at in range(row, row + high) if not is_head else ():
                self.last[at] = max(column + wide - 1, self.last.get(at, 0))
        return wide

    def idle(self) -> Iterator[Element]:
        """Yield the headings that no cell names, and none stands below or beside."""
        for head in self.heads:
            scope = head.cell.get("scope").lower()[:3]
            is_used = (scope != "col" and self._has_beside(head)) or (
                scope != "row" and self._has_below(head)
            )
            is_named = head.cell.get("id") in self.named
            if not is_used and not is_named and _says_something(head.cell):
                yield head.cell

    def _has_beside(self, head: _Head) -> bool:
        rows = range(head.row, head.row + head.high)
        return any(self.last.get(at, 0) > head.column for at in rows)

    def _has_below(self, head: _Head) -> bool:
        columns = range(head.column, head.column + head.wide)
        return any(self.lowest.get(at, 0) > head.row for at in columns)


def _says_something(cell: Element) -> bool:
    return cell.holds("table") or bool(cell.text.strip())


def _span(cell: Element, name: str) -> int:
    said = cell.get(name)
    return max(1, min(int(said), 1000)) if said.isdecimal() else 1
