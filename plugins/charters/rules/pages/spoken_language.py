"""Whether words are in the language that is said of them."""

from __future__ import annotations

from charters.problems.catalogue import declared
from charters.rules.pages.html_tree import Document, Element
from charters.rules.pages.named_things import Found

_EVERYDAY = {
    one: frozenset(words.split()) for one, words in declared("rules/pages/everyday").items()
}
_LEAST_LETTERS, _SURE = 60, 5
"""From how many letters a language can be told, and by how many everyday words."""


def other_languages(page: Document) -> Found:
    """Yield parts that are in another language than they say."""
    for node in (*page.nodes("p"), *page.nodes("li"), *page.nodes("blockquote")):
        text = node.text()
        if len(text) < _LEAST_LETTERS:
            continue
        words = text.casefold().split()
        element = page.element(node)
        said = _language(element)
        if said not in _EVERYDAY or len(_EVERYDAY[said].intersection(words)) >= _SURE:
            continue
        counts = {one: sum(word in own for word in words) for one, own in _EVERYDAY.items()}
        most = max(counts, key=lambda one: counts[one])
        is_other = most != said and counts[most] >= _SURE and counts[most] > 3 * counts[said]
        if is_other and element.in_tree and not _has_parts(element):
            yield (
                element,
                f'these words are in another language ({most}) than is said of them ({said}); write lang="{most}" here, or {{: lang={most} }} behind it in Markdown',
            )


def _has_parts(element: Element) -> bool:
    return any("lang" in one.attrs for one in element.below)


def _language(element: Element) -> str:
    for one in (element, *element.above):
        if "lang" in one.attrs:
            return one.get("lang").lower().partition("-")[0]
    return ""
