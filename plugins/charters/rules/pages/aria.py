"""Roles: what an element is to a screen reader, and what WAI-ARIA says of it (`aria.toml`)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from charters.problems.catalogue import declared
from charters.rules.pages.elements import Element

_TABLES: dict[str, Any] = declared("rules/pages/aria")


def _listed(table: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _TABLES[table].items()}


GLOBAL = frozenset(_TABLES["global"].split())
KINDS = _listed("roles")
CONTEXT, OWNS = _listed("context"), _listed("owns")
TOKENS, TOKEN_LISTS = _listed("tokens"), _listed("token_lists")
VALUES = {name: kind for kind, words in _TABLES["values"].items() for name in words.split()}
ATTRIBUTES = frozenset((*VALUES, *TOKENS, *TOKEN_LISTS))
SUPPORTS = {
    role: frozenset(words.replace("!", "").split()) for role, words in _TABLES["supports"].items()
}
REQUIRED = {
    role: [word[:-1] for word in words.split() if word.endswith("!")]
    for role, words in _TABLES["supports"].items()
}
ROLES = frozenset((*SUPPORTS, *KINDS["others"]))
_TOLD = GLOBAL - {"hidden", "roledescription", "brailleroledescription"}
NONE = ("none", "presentation")
_IMPLICIT: dict[str, str] = _TABLES["implicit"]
_INPUTS: dict[str, str] = _TABLES["inputs"]
_SECTIONS = ("article", "aside", "main", "nav", "section")
TABLES = ("table", "grid", "treegrid")
HEADS = ("columnheader", "rowheader")


def written_role(element: Element) -> str:
    """Return the first role of an element that there is; '' where none is written."""
    return _first(element.attrs["role"] or "") if "role" in element.attrs else ""


@lru_cache(maxsize=256)
def _first(words: str) -> str:
    return next((word for word in words.lower().split() if word in ROLES), "")


def role(element: Element) -> str:
    """Return what an element is to a screen reader, by what is written or by what it is."""
    if element.role is None:
        written = written_role(element)
        if written in NONE and is_exposed(element):
            written = ""
        element.role = written or native_role(element)
    return element.role


def is_exposed(element: Element) -> bool:
    """Whether an element is told of even where it is said to be of no meaning."""
    return element.focusable or any(
        name.startswith("aria-") and name[5:] in _TOLD and value
        for name, value in element.attrs.items()
    )


def native_role(element: Element) -> str:
    """Return what an element is without any role written; '' where HTML names none."""
    by_tag = _BY_TAG.get(element.tag)
    return by_tag(element) if by_tag else _IMPLICIT.get(element.tag, "")


def _link(element: Element) -> str:
    return "link" if "href" in element.attrs else "generic"


def _image(element: Element) -> str:
    is_empty = "alt" in element.attrs and not element.get("alt")
    return "none" if is_empty and not is_exposed(element) else "img"


def _input(element: Element) -> str:
    kind = element.get("type").lower()
    found = _INPUTS.get(kind or "text", "" if kind == "hidden" else "textbox")
    is_combined = "list" in element.attrs and found in ("textbox", "searchbox")
    return "combobox" if is_combined else found


def _select(element: Element) -> str:
    size = element.get("size")
    is_long = size.isdigit() and int(size) > 1
    return "listbox" if is_long or "multiple" in element.attrs else "combobox"


def _item(element: Element) -> str:
    above = element.parent
    return "listitem" if above is not None and above.tag in ("ul", "ol", "menu") else "generic"


def _section(element: Element) -> str:
    is_named = any(element.get(name).strip() for name in ("aria-label", "aria-labelledby"))
    return "region" if is_named else "generic"


def _frame_part(element: Element) -> str:
    if element.closest(*_SECTIONS) is not None:
        return "generic"
    return "banner" if element.tag == "header" else "contentinfo"


def _cell(element: Element) -> str:
    table = element.closest("table")
    if table is None or role(table) not in TABLES:
        return "generic"
    if element.tag == "td":
        return "cell" if role(table) == "table" else "gridcell"
    scope = element.get("scope").lower()
    if scope in ("row", "rowgroup"):
        return "rowheader"
    row = element.parent
    if scope or row is None or row.at + 1 != element.at:
        return "columnheader"
    return "rowheader" if any(cell.tag == "td" for cell in row.children) else "columnheader"


def _part_of_table(element: Element) -> str:
    table = element.closest("table")
    if table is None or written_role(table) not in ("", *TABLES):
        return "generic"
    return _IMPLICIT[element.tag]


_BY_TAG = {
    "a": _link,
    "area": _link,
    "img": _image,
    "input": _input,
    "select": _select,
    "li": _item,
    "section": _section,
    "header": _frame_part,
    "footer": _frame_part,
    "td": _cell,
    "th": _cell,
    **dict.fromkeys(("tr", "tbody", "thead", "tfoot"), _part_of_table),
}
