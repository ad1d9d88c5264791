"""Lists, ids and fields: whether what belongs together is written together."""

from __future__ import annotations

from collections.abc import Sequence

from charters.model.refusal import shown
from charters.problems.catalogue import declared
from charters.problems.message import _
from charters.rules.pages.aria import role, written_role
from charters.rules.pages.checks import Found, of
from charters.rules.pages.elements import Element

_TOKENS = {
    key: frozenset(words.split()) for key, words in declared("rules/pages/autocomplete").items()
}
_OF_ITEMS = ("ul", "ol", "menu")
_LISTS = ("list", "menu", "menubar", "tablist")
_NO_ITEMS = ("script", "template")


@of("[id]")
def twice(elements: Sequence[Element]) -> Found:
    """Yield ids that stand twice on a page."""
    if len({element.attrs["id"] for element in elements}) == len(elements):
        return
    seen: set[str] = set()
    for element in elements:
        key = element.get("id")
        if key and key in seen:
            yield (
                element,
                _("the id {key} is there twice on this page; give each its own", key=shown(key)),
            )
        seen.add(key)


@of("ul", "ol", "dl", "li", "dt", "dd")
def broken_lists(elements: Sequence[Element]) -> Found:
    """Yield lists with something else than items in them, and items in no list."""
    page = elements[0].page
    for parent in page.tagged("ul", "ol", "dl"):
        items = ("dt", "dd", "div") if parent.tag == "dl" else ("li",)
        for child in parent.children if not written_role(parent) else ():
            is_one = child.tag in items or child.tag in _NO_ITEMS
            if not is_one and role(child) != "listitem":
                yield (
                    child,
                    _(
                        "<{tag}> stands right in a list; put it into <{into}>",
                        tag=child.tag,
                        into=items[0],
                    ),
                )
    for item in page.tagged("li", "dt", "dd"):
        if item.tag == "li" and item.parent is not None and item.parent.tag in _OF_ITEMS:
            continue
        around = item.closest("dl") if item.tag != "li" else item.parent
        if around is None or not (item.tag != "li" or "role" in item.attrs or _holds_items(around)):
            yield item, _("<{tag}> stands in no list; put it into one", tag=item.tag)


def _holds_items(element: Element) -> bool:
    return role(element) in _LISTS


@of("label")
def idle_labels(labels: Sequence[Element]) -> Found:
    """Yield labels that are for nothing."""
    for label in labels:
        key = label.get("for")
        if key and key not in label.page.by_id:
            yield (
                label,
                _(
                    "a label is for {key}, an id that is not on this page; write that of its field",
                    key=shown(key),
                ),
            )


@of("[autocomplete]")
def wrong_completion(fields: Sequence[Element]) -> Found:
    """Yield `autocomplete` that no browser understands."""
    for one in fields:
        words = one.get("autocomplete").lower().split()
        is_word = bool(words) and words not in (["on"], ["off"]) and _is_filled_in(one)
        if is_word and not _may_complete(words):
            yield (
                one,
                _(
                    "autocomplete cannot be {words}; write a word of the HTML standard, such as email or tel",
                    words=shown(" ".join(words)),
                ),
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
