"""Links in data beside the words that a page shows for them."""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.links import other_place
from charters.model.register import Keys
from charters.problems import Problem
from charters.reading.page_links import names_another
from charters.reading.yamldoc import Document


def _shown_with(link: str) -> tuple[str, ...]:
    """Return the keys beside a link whose words a page makes the link of.

    A number or a mailbox as `contact` is held against its link by a rule of its own (K11).
    """
    return ("title", "name", "contact") if link.startswith("http") else ("title", "name")


def data_link_problems(document: Document) -> Iterator[Problem]:
    """Yield words that name another place than the link beside them leads to."""
    for way, words, link in _linked(document.tree, ()):
        if place := other_place(words, link):
            yield Problem(document.place(*way), "Y050", names_another(place, link))


def _linked(value: object, way: Keys) -> Iterator[tuple[Keys, str, str]]:
    """Yield words that stand beside a link, the keys that lead to them, and the link."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _linked(item, (*way, number))
    elif isinstance(value, dict):
        said = value.get("link")
        link = said if isinstance(said, str) else ""
        shown = _shown_with(link) if link else ()
        for key, inner in value.items():
            if key not in shown:
                if not isinstance(inner, str):
                    yield from _linked(inner, (*way, key))
            elif isinstance(inner, dict):
                yield from (((*way, key, code), str(said), link) for code, said in inner.items())
            else:
                yield (*way, key), str(inner), link
