"""Fields that ask: with a label that stays, and choices that say of what."""

from __future__ import annotations

from charters.model.refusal import shown
from charters.rules.pages.aria import NONE, written_role
from charters.rules.pages.html_tree import Document, Element
from charters.rules.pages.named_things import Found


def lost_hints(page: Document) -> Found:
    """Yield fields whose only label goes away as soon as somebody types."""
    for field in page.having("placeholder"):
        named = any(mark in field.attrs for mark in ("aria-label", "aria-labelledby", "title"))
        is_field = field.tag in ("input", "textarea") and written_role(field) not in NONE
        if is_field and not named and not _has_label(page, field) and field.in_tree:
            said = f"{shown(field.get('placeholder'))} goes away as soon as somebody types; write a label that stays"
            yield field, said


def _has_label(page: Document, field: Element) -> bool:
    key = field.get("id")
    by_id = any(key and label.get("for") == key for label in page.tagged("label"))
    return by_id or field.closest("label") is not None


def unnamed_choices(page: Document) -> Found:
    """Yield choices of which one is to be taken, and nothing says together of what."""
    groups: dict[tuple[int, str], list[Element]] = {}
    for field in page.tagged("input"):
        if field.get("type").lower() == "radio" and field.get("name") and field.in_tree:
            form = field.closest("form")
            at = form.node.mem_id if form else 0
            groups.setdefault((at, field.get("name")), []).append(field)
    for fields in groups.values():
        if len(fields) > 1 and not _is_grouped(fields[0]):
            said = (
                "nothing says what is chosen here; put the choices into <fieldset> with a <legend>"
            )
            yield fields[0], said


def _is_grouped(element: Element) -> bool:
    groups = ("group", "radiogroup")
    return any(one.tag == "fieldset" or written_role(one) in groups for one in element.above)
