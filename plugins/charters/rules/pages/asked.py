"""Fields that ask: with a label that stays, and choices that say of what."""

from __future__ import annotations

from collections.abc import Sequence

from charters.model.refusal import shown
from charters.problems.message import _
from charters.rules.pages.aria import NONE, written_role
from charters.rules.pages.checks import Found, of
from charters.rules.pages.elements import Element


@of("[placeholder]")
def lost_hints(fields: Sequence[Element]) -> Found:
    """Yield fields whose only label goes away as soon as somebody types."""
    for field in fields:
        named = any(mark in field.attrs for mark in ("aria-label", "aria-labelledby", "title"))
        is_field = field.tag in ("input", "textarea") and written_role(field) not in NONE
        if is_field and not named and not _has_label(field) and field.in_tree:
            said = _(
                "{words} goes away as soon as somebody types; write a label that stays",
                words=shown(field.get("placeholder")),
            )
            yield field, said


def _has_label(field: Element) -> bool:
    key = field.get("id")
    return bool(key and key in field.page.labels) or field.closest("label") is not None


@of("input")
def unnamed_choices(inputs: Sequence[Element]) -> Found:
    """Yield choices of which one is to be taken, and nothing says together of what."""
    groups: dict[tuple[int, str], list[Element]] = {}
    for field in inputs:
        if field.get("type").lower() == "radio" and field.get("name") and field.in_tree:
            form = field.closest("form")
            at = form.at if form else 0
            groups.setdefault((at, field.get("name")), []).append(field)
    for fields in groups.values():
        if len(fields) > 1 and fields[0].nearest(_is_group) is None:
            said = _(
                "nothing says what is chosen here; put the choices into <fieldset> with a <legend>"
            )
            yield fields[0], said


def _is_group(element: Element) -> bool:
    return element.tag == "fieldset" or written_role(element) in ("group", "radiogroup")
