"""Whether words are in the language that is said of them."""

from __future__ import annotations

from collections.abc import Sequence

from charters.problems.catalogue import declared
from charters.problems.message import _
from charters.rules.pages.checks import Found
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document

_EVERYDAY = {
    one: frozenset(words.split()) for one, words in declared("rules/pages/everyday").items()
}
_OTHERS = {
    one: frozenset().union(*(words for other, words in _EVERYDAY.items() if other != one))
    for one in _EVERYDAY
}
"""Those of all other languages."""
_OWN = {one: words - _OTHERS[one] for one, words in _EVERYDAY.items()}
"""Those that no other of these languages has."""
_MUCH = 50
"""From how many elements in a part on its words are told from those of the parts in it."""
_PARTS = ("p", "li", "blockquote")
_LEAST_LETTERS, _SURE, _FEWEST = 60, 5, 3
"""From how many letters a language can be told, and by how many everyday words; how many of them a text has."""


def other_languages(page: Document) -> Found:
    """Yield parts that are in another language than they say."""
    for element in _suspects(page):
        said = element.presence.language
        has_much = element.end - element.at > _MUCH and element.holds(*_PARTS)
        text = _own_words(element) if has_much else element.text
        if said not in _EVERYDAY or len(text) < _LEAST_LETTERS:
            continue
        words = text.casefold().split()
        if sum(map(_OTHERS[said].__contains__, words)) < _SURE:
            continue
        if len(_EVERYDAY[said].intersection(words)) >= _SURE:
            continue
        counts = {one: sum(word in own for word in words) for one, own in _EVERYDAY.items()}
        most = max(counts, key=lambda one: counts[one])
        is_other = most != said and counts[most] >= _SURE and counts[most] > 3 * counts[said]
        if is_other and element.in_tree and not _has_parts(element):
            yield (
                element,
                _(
                    'these words are in another language ({most}) than is said of them ({said}); write lang="{most}" here, or {{: lang={most} }} behind it in Markdown',
                    most=most,
                    said=said,
                ),
            )


def _suspects(page: Document) -> Sequence[Element]:
    """Return the parts to look at: all where a page has everyday words of another language, else those said to be in one."""
    html, parts = page.first("html"), page.tagged(*_PARTS)
    own = html.presence.language if html else ""
    others = [words for one, words in _OWN.items() if one != own]
    if any(len(words.intersection(page.said.vocabulary)) >= _FEWEST for words in others):
        return parts
    says_of_parts = len(page.having("lang")) > 1
    return [one for one in parts if one.presence.language != own] if says_of_parts else ()


def _own_words(element: Element) -> str:
    """Return the words of a part without those of the parts in it, which are looked at by themselves."""
    return "".join(
        one if isinstance(one, str) else one.text
        for one in element.parts
        if isinstance(one, str) or not (one.tag in _PARTS or one.holds(*_PARTS))
    )


def _has_parts(element: Element) -> bool:
    """Return whether some of it says its language itself, or is to be copied, where nothing can be marked."""
    return element.holds("[lang]", "textarea")
