"""Whether a link says where it leads, and what happens there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from charters.model.refusal import shown
from charters.problems.catalogue import declared
from charters.problems.message import _
from charters.rules.pages.checks import Found, of
from charters.rules.pages.elements import Element
from charters.rules.pages.named_things import plain
from charters.rules.pages.spoken_names import name

_WORDS = declared("rules/pages/link_words")
_LONGEST_VAGUE, _LEAST_NAME = 40, 4
_VAGUE: frozenset[str] = frozenset(_WORDS["vague"])
_ADDRESS = re.compile(r"https?://[^/\s]+/\S{12,}")
"""An address that nobody wants to hear; that of a whole site is its name."""
_OF_FOLDERS = ("/", ".", "")
"""What addresses of folders end with."""
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|zip)$", re.IGNORECASE)


@of("a")
def vague_links(links: Sequence[Element]) -> Found:
    """Yield links that say nothing of where they lead: "click here", "more"."""
    for element in links:
        words = element.text
        if "://" in words and _ADDRESS.fullmatch(words.strip()) and element.in_tree:
            yield (
                element,
                _(
                    "{words} is read out letter by letter; write the name of the place, and put the address behind it",
                    words=shown(words.strip()),
                ),
            )
        if len(words) > _LONGEST_VAGUE or plain(words) not in _VAGUE:
            continue
        is_said = plain(name(element)) in _VAGUE
        if is_said and "href" in element.attrs and element.in_tree:
            yield (
                element,
                _(
                    "{words} does not say where the link leads; write the name of the place",
                    words=shown(" ".join(words.split())),
                ),
            )


@of("a")
def untold_files(links: Sequence[Element]) -> Found:
    """Yield links to files of this site that do not say what opens."""
    told: dict[tuple[Element | None, str], bool] = {}
    for link in links:
        path = link.get("href").partition("#")[0].partition("?")[0]
        found = None if path[-1:] in _OF_FOLDERS else _FILE.search(path)
        if found is None or not link.in_tree:
            continue
        kind, around = found[1].casefold(), link.parent
        if (around, kind) not in told:
            told[around, kind] = around is not None and kind in around.text.casefold()
        if not told[around, kind] and kind not in link.get("aria-label").casefold():
            said = _(
                "this link leads to a file ({kind}) and does not say so; write '({kind})' behind its words",
                kind=kind.upper(),
            )
            yield link, said


@of("[target]")
def new_windows(links: Sequence[Element]) -> Found:
    """Yield links that open a window without saying so."""
    for link in links:
        if link.get("target") != "_blank" or link.tag not in ("a", "area") or not link.in_tree:
            continue
        words = f"{link.text} {link.get('aria-label')} {link.get('title')}".casefold()
        if not any(said in words for said in _WORDS["new_window"]):
            yield (
                link,
                _(
                    "this link opens a new window and does not say so; take out target, or say so in its words"
                ),
            )


@of("a")
def led_apart(links: Sequence[Element]) -> Found:
    """Yield links with the same words that lead to different places."""
    first: dict[str, str] = {}
    for link in links:
        said = plain(link.text)
        place = link.get("href").partition("#")[0]
        is_name = len(said) >= _LEAST_NAME and said not in _VAGUE
        is_told = is_name and place and first.setdefault(said, place) != place
        if is_told and link.in_tree and not _is_among_others(link):
            told = _(
                "{words} leads to another place than the same words before; say in each what is behind it",
                words=shown(link.text),
            )
            yield link, told


def _is_among_others(link: Element) -> bool:
    """Whether what stands around a link, or its own name, says which of several it is."""
    is_named = any(mark in link.attrs for mark in ("aria-label", "aria-labelledby", "title"))
    return is_named or link.closest("li", "tr", "article", "figure", "dd") is not None
