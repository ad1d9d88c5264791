"""Tables, lists, ids and fields: whether what belongs together is written together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from charters.model.refusal import shown
from charters.problems.catalogue import declared
from charters.rules.pages.aria import NONE, role, written_role
from charters.rules.pages.html_tree import Document, Element
from charters.rules.pages.named_things import Found

_Grid: TypeAlias = dict[tuple[int, int], Element | None]
"""Cells by row and column; None for one of figures that nothing more is said of."""
_PLAIN = frozenset(("colspan", "rowspan", "headers", "role", "style", "hidden"))

_TOKENS = {
    key: frozenset(words.split()) for key, words in declared("rules/pages/autocomplete").items()
}
_HEADS = ("columnheader", "rowheader")
_CELLS = ("cell", "gridcell")
_OF_ITEMS = ("ul", "ol", "menu")
_LISTS = ("list", "menu", "menubar", "tablist")
_NO_ITEMS = ("script", "template")
_SCOPES = ("col", "row", "colgroup", "rowgroup")
_EMPTY = ("", "-", "–", "—")
_TABLES = ("table", "grid", "treegrid")


def twice(page: Document) -> Found:
    """Yield ids that stand twice on a page."""
    seen: set[str] = set()
    for element in page.having("id"):
        key = element.get("id")
        if key and key in seen:
            yield element, f"the id {shown(key)} is there twice on this page; give each its own"
        seen.add(key)


def unheaded_tables(page: Document) -> Found:
    """Yield tables that cannot be read aloud: no heading cells, or cells that say nothing."""
    for table in page.tagged("table"):
        if not _is_content(table):
            if written_role(table) in NONE and table.node.css_first("th, caption"):
                said = "a table is said to be for its looks alone, and has a caption or heading cells; take out the role, or them"
                yield table, said
            continue
        if table.node.css_first("th, [role=columnheader], [role=rowheader]") is None:
            yield table, "a table has no heading cells; write <th> for what each row and column is"
        for node in table.node.css("th[scope]"):
            scope = (node.attributes["scope"] or "").lower()
            if scope not in _SCOPES:
                said = f"scope cannot be {shown(scope)}; write one of {', '.join(_SCOPES)}"
                yield page.element(node), said
        for node in table.node.css("td"):
            if (
                node.text(strip=True) in _EMPTY
                and node.css_first("img, svg, input, [aria-label]") is None
            ):
                yield (
                    page.element(node),
                    "a cell of a table is empty; say what is missing in a word",
                )
                break


def _is_content(table: Element) -> bool:
    is_ours = "ch-hosted" in table.get("class") or any(
        above.tag in ("main", "article") or "ch-hosted" in above.get("class")
        for above in table.above
    )
    return is_ours and written_role(table) not in NONE and table.in_tree


def unnamed_tables(page: Document) -> Found:
    """Yield tables without a caption."""
    for table in page.tagged("table"):
        marks = ("aria-label", "aria-labelledby")
        holders = (table, *([table.parent] if table.parent else []))  # Markdown knows no caption.
        is_named = any(mark in holder.attrs for holder in holders for mark in marks)
        if _is_content(table) and not is_named and table.node.css_first("caption") is None:
            yield table, "a table does not say what it shows; write <caption>"


def lost_headers(page: Document) -> Found:
    """Yield cells that name heading cells which are not in their table, and headings of nothing."""
    for cell in page.having("headers"):
        table = cell.closest("table")
        if table is None or role(table) not in _TABLES or not cell.visible or not cell.in_tree:
            continue
        for key in cell.get("headers").split():
            node = page.by_id.get(key)
            other = None if node is None else page.element(node)
            if (
                other is None
                or other is cell
                or other.tag not in ("td", "th")
                or not _within(other, table)
            ):
                yield (
                    cell,
                    f"headers names {shown(key)}, which is no other cell of this table; write the id of a heading cell",
                )


def _within(element: Element, table: Element) -> bool:
    return any(above is table for above in element.above)


def idle_headers(page: Document) -> Found:
    """Yield heading cells that head nothing."""
    for table in {id(e): e for e in [*page.tagged("table"), *page.having("role")]}.values():
        if role(table) in _TABLES and table.in_tree:
            for cell in _idle(_grid(table)):
                yield (
                    cell,
                    "a heading cell heads nothing; put the cells below or beside it, or name it in their headers",
                )


def _idle(grid: _Grid) -> Iterator[Element]:
    """Yield the heading cells of a table that no cell names, and none stands below or beside."""
    lowest, last, named = dict[int, int](), dict[int, int](), set[str]()
    heads = [(at, cell) for at, cell in grid.items() if cell is not None and _is_head(cell)]
    for (row, column), cell in grid.items():
        if cell is not None and "headers" in cell.attrs:
            named.update(cell.get("headers").split())
        elif cell is None or cell.rendered:
            lowest[column] = max(row, lowest.get(column, 0))
            if cell is None or not _is_head(cell):
                last[row] = max(column, last.get(row, 0))
    used = set[int]()
    for (row, column), cell in heads:
        scope = cell.get("scope").lower()
        below = not scope.startswith("row") and lowest.get(column, 0) > row
        beside = not scope.startswith("col") and last.get(row, 0) > column
        if below or beside or cell.get("id") in named or not cell.node.text(strip=True):
            used.add(id(cell))
    yield from {id(cell): cell for _at, cell in heads if id(cell) not in used}.values()


def _is_head(cell: Element) -> bool:
    return role(cell) in _HEADS and cell.in_tree


def _grid(table: Element) -> _Grid:
    """Return the cells of a table by row and column, each at every place it covers."""
    grid: _Grid = {}
    for at, row in enumerate(_rows(table)):
        column = 0
        for cell in row:
            while (at, column) in grid:
                column += 1
            wide, high = (
                (1, 1) if cell is None else (_span(cell, "colspan"), _span(cell, "rowspan"))
            )
            for down in range(high):
                for right in range(wide):
                    grid.setdefault((at + down, column + right), cell)
            column += wide
    return grid


def _rows(table: Element) -> Iterator[list[Element | None]]:
    page = table.page
    for row in table.node.css("tr, [role=row]"):
        yield [
            None if node.tag == "td" and _PLAIN.isdisjoint(node.attributes) else page.element(node)
            for node in row.iter()
            if node.tag in ("td", "th") or role(page.element(node)) in (*_HEADS, *_CELLS)
        ]


def _span(cell: Element, name: str) -> int:
    said = cell.get(name)
    return max(1, min(int(said), 1000)) if said.isdecimal() else 1


def broken_lists(page: Document) -> Found:
    """Yield lists with something else than items in them, and items in no list."""
    for parent in page.tagged("ul", "ol", "dl"):
        items = ("dt", "dd", "div") if parent.tag == "dl" else ("li",)
        for node in parent.node.iter() if not written_role(parent) else ():
            if node.tag not in (*items, *_NO_ITEMS) and role(page.element(node)) != "listitem":
                said = f"<{node.tag}> stands right in a list; put it into <{items[0]}>"
                yield page.element(node), said
    lost = (n for n in page.nodes("li") if n.parent is None or n.parent.tag not in _OF_ITEMS)
    for item in [*map(page.element, lost), *page.tagged("dt", "dd")]:
        around = item.closest("dl") if item.tag != "li" else item.parent
        if around is None or not (item.tag != "li" or "role" in item.attrs or _holds_items(around)):
            yield item, f"<{item.tag}> stands in no list; put it into one"


def _holds_items(element: Element) -> bool:
    return role(element) in _LISTS


def idle_labels(page: Document) -> Found:
    """Yield labels that are for nothing."""
    for label in page.tagged("label"):
        key = label.get("for")
        if key and key not in page.by_id:
            yield (
                label,
                f"a label is for {shown(key)}, an id that is not on this page; write that of its field",
            )


def wrong_completion(page: Document) -> Found:
    """Yield `autocomplete` that no browser understands."""
    for field in page.having("autocomplete"):
        words = field.get("autocomplete").lower().split()
        is_word = bool(words) and words not in (["on"], ["off"]) and _is_filled_in(field)
        if is_word and not _may_complete(words):
            yield (
                field,
                f"autocomplete cannot be {shown(' '.join(words))}; write a word of the HTML standard, such as email or tel",
            )


def _is_filled_in(field: Element) -> bool:
    if field.tag not in ("input", "select", "textarea"):
        return False
    is_button = field.get("type").lower() in (
        "hidden",
        "button",
        "submit",
        "reset",
        "image",
        "checkbox",
        "radio",
    )
    can_be_used = not field.disabled and field.get("aria-disabled") != "true"
    return can_be_used and not (field.tag == "input" and is_button) and field.in_tree


def _may_complete(words: list[str]) -> bool:
    if words[0].startswith("section-"):
        words = words[1:]
    if words and words[0] in ("shipping", "billing"):
        words = words[1:]
    if words and words[-1] == "webauthn":
        words = words[:-1]
    if len(words) == 2 and words[0] in _TOKENS["places"]:
        return words[1] in _TOKENS["contacts"]
    return len(words) == 1 and words[0] in _TOKENS["fields"] | _TOKENS["contacts"]
