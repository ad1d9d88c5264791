"""Tables: whether they have headings that head something, and cells that say something."""

from __future__ import annotations

from collections.abc import Sequence

from charters.model.refusal import shown
from charters.problems.message import _
from charters.rules.pages.aria import HEADS, NONE, TABLES, role, written_role
from charters.rules.pages.checks import Found, of, with_roles
from charters.rules.pages.elements import Element

_SCOPES = ("col", "row", "colgroup", "rowgroup")
_EMPTY = ("", "-", "–", "—")


@of("table")
def unheaded_tables(tables: Sequence[Element]) -> Found:
    """Yield tables that cannot be read aloud: no heading cells, or cells that say nothing."""
    page = tables[0].page
    heads = page.in_order(page.all([*with_roles(HEADS)]))
    for table in tables:
        if not _is_content(table):
            if written_role(table) in NONE and table.holds("th", "caption"):
                said = _(
                    "a table is said to be for its looks alone, and has a caption or heading cells; take out the role, or them"
                )
                yield table, said
        elif not table.holds("th") and not table.holds_one_of(heads):
            yield (
                table,
                _("a table has no heading cells; write <th> for what each row and column is"),
            )
    for head in page.having("scope"):
        scope = head.get("scope")
        if (
            scope not in _SCOPES
            and scope.lower() not in _SCOPES
            and head.tag == "th"
            and head.nearest(_is_content) is not None
        ):
            said = _(
                "scope cannot be {scope}; write one of {scopes}",
                scope=shown(scope.lower()),
                scopes=", ".join(_SCOPES),
            )
            yield head, said
    yield from _first_empty(page.tagged("td"))


def _is_content(table: Element) -> bool:
    if table.tag != "table" or written_role(table) in NONE or not table.in_tree:
        return False
    return _is_ours(table) or table.nearest(_is_ours) is not None


def _is_ours(element: Element) -> bool:
    return element.tag in ("main", "article") or "ch-hosted" in element.get("class")


def _first_empty(cells: Sequence[Element]) -> Found:
    """Yield the first cell of each table that says nothing; one that holds a table says what that says."""
    told: set[Element] = set()
    for cell in cells:
        if cell.node.text().strip() not in _EMPTY or cell.holds("table"):
            continue
        table = cell.nearest(_is_content)
        if (
            table is not None
            and table not in told
            and not cell.holds("img", "svg", "input", "[aria-label]")
        ):
            told.add(table)
            yield cell, _("a cell of a table is empty; say what is missing in a word")


@of("table")
def unnamed_tables(tables: Sequence[Element]) -> Found:
    """Yield tables without a caption."""
    for table in tables:
        marks = ("aria-label", "aria-labelledby")
        holders = (table, *([table.parent] if table.parent else []))  # Markdown knows no caption.
        is_named = any(mark in holder.attrs for holder in holders for mark in marks)
        if _is_content(table) and not is_named and not table.holds("caption"):
            yield table, _("a table does not say what it shows; write <caption>")


@of("[headers]")
def lost_headers(cells: Sequence[Element]) -> Found:
    """Yield cells that name heading cells which are not in their table, and headings of nothing."""
    for cell in cells:
        table = cell.closest("table")
        if table is None or role(table) not in TABLES or not cell.visible or not cell.in_tree:
            continue
        for key in cell.get("headers").split():
            other = cell.page.by_id.get(key)
            if (
                other is None
                or other is cell
                or other.tag not in ("td", "th")
                or not other.is_in(table)
            ):
                yield (
                    cell,
                    _(
                        "headers names {key}, which is no other cell of this table; write the id of a heading cell",
                        key=shown(key),
                    ),
                )
