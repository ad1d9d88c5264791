"""Whether a link says where it leads, and what happens there."""

from __future__ import annotations

import re

from charters.model.refusal import shown
from charters.problems.catalogue import declared
from charters.rules.pages.html_tree import Document
from charters.rules.pages.named_things import Found, as_words
from charters.rules.pages.spoken_names import name

_WORDS = declared("rules/pages/link_words")
_LONGEST_VAGUE = 40
_VAGUE: frozenset[str] = frozenset(_WORDS["vague"])
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|zip)$", re.IGNORECASE)


def vague_links(page: Document) -> Found:
    """Yield links that say nothing of where they lead: "click here", "more"."""
    for element in page.tagged("a"):
        words = element.node.text()
        if len(words) > _LONGEST_VAGUE or " ".join(as_words(words)) not in _VAGUE:
            continue
        is_said = " ".join(as_words(name(element))) in _VAGUE
        if is_said and "href" in element.attrs and element.in_tree:
            yield (
                element,
                f"{shown(' '.join(words.split()))} does not say where the link leads; write the name of the place",
            )


def untold_files(page: Document) -> Found:
    """Yield links to files of this site that do not say what opens."""
    for link in page.tagged("a"):
        kind = _FILE.search(link.get("href").partition("#")[0].partition("?")[0])
        if kind is None or not link.in_tree:
            continue
        around = link.parent.node.text() if link.parent else ""
        if (
            kind[1].casefold()
            not in f"{link.node.text()} {around} {link.get('aria-label')}".casefold()
        ):
            said = f"this link leads to a file ({kind[1].upper()}) and does not say so; write '({kind[1].upper()})' behind its words"
            yield link, said


def new_windows(page: Document) -> Found:
    """Yield links that open a window without saying so."""
    for link in page.having("target"):
        if link.get("target") != "_blank" or link.tag not in ("a", "area") or not link.in_tree:
            continue
        words = f"{link.node.text()} {link.get('aria-label')} {link.get('title')}".casefold()
        if not any(said in words for said in _WORDS["new_window"]):
            yield (
                link,
                "this link opens a new window and does not say so; take out target, or say so in its words",
            )
