"""Links in data beside the words that a page shows for them."""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.links import other_place
from charters.problems import Problem
from charters.reading.page_links import names_another
from charters.reading.yamldoc import Document

_SHOWN = ("title", "name", "contact")
"""The keys beside `link` whose words a page makes the link of."""
Way = tuple[str | int, ...]


def data_link_problems(document: Document) -> Iterator[Problem]:
    """Yield words that name another place than the link beside them leads to."""
    for way, words, link in _linked(document.tree, ()):
        if place := other_place(words, link):
            yield Problem(document.place(*way), "Y050", names_another(place, link))


def _linked(value: object, way: Way) -> Iterator[tuple[Way, str, str]]:
    """Yield words that stand beside a link, the keys that lead to them, and the link."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _linked(item, (*way, number))
    elif isinstance(value, dict):
        link = value.get("link")
        for key, inner in value.items():
            if isinstance(inner, str) and isinstance(link, str) and key in _SHOWN:
                yield (*way, key), inner, link
            elif isinstance(inner, dict) and isinstance(link, str) and key in _SHOWN:
                yield from (((*way, key, code), str(said), link) for code, said in inner.items())
            else:
                yield from _linked(inner, (*way, key))
