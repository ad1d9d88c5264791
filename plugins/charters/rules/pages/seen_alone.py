"""What only somebody who sees the page can follow: headings and lists that are none, words in pictures, colors."""

from __future__ import annotations

import re
import string
from itertools import groupby

from charters.model.refusal import shown
from charters.problems.catalogue import declared
from charters.rules.pages.html_tree import Document, Element
from charters.rules.pages.named_things import Found

_WORDS = declared("rules/pages/seen_alone")
_COLORS = "|".join(_WORDS["colors"])
_THINGS = "|".join(_WORDS["things"])
_SIDES = "|".join(_WORDS["sides"])
_BY_LOOKS = re.compile(
    rf"\b(?:{'|'.join(_WORDS['shown_in'])}) (?:{_COLORS})\b"
    rf"|\bin (?:{_COLORS}) (?:{'|'.join(_WORDS['verbs'])})\b"
    rf"|\b(?:{_COLORS}|{'|'.join(_WORDS['forms'])}) (?:{_THINGS})\b"
    rf"|\b(?:{_THINGS}) (?:{_SIDES})"
    rf"|\b(?:{'|'.join(_WORDS['things_elsewhere'])}) (?:{'|'.join(_WORDS['colors_elsewhere'])})\b"
)
_SIGNS = frozenset((*_WORDS["colors"], *_WORDS["forms"], *_WORDS["colors_elsewhere"]))
"""One of these words, or a side, stands in whatever the pattern finds: most texts hold none."""
_ITEM = re.compile(r"\s*(?:[-*•·▪◦‣–—]|\(?\d{1,2}[.)])\s+\S")
_LETTERS = frozenset(string.ascii_lowercase)
_FEWEST_LETTERS, _MOST_LETTERS = 3, 4
_LONGEST_HEADING = 60
_LONGEST_ALT = 150
_LIKE_HEADING = ("b", "strong")
_AFTER_HEADING = ("p", "ul", "ol", "dl", "table", "div")


def look_like_headings(page: Document) -> Found:
    """Yield paragraphs that are all bold, stand over others, and end without a stop."""
    for node in (*page.nodes("b"), *page.nodes("strong")):
        above = node.parent
        if above is None or above.tag != "p":
            continue
        words = (above.text() or "").strip()
        is_all = len(words) <= _LONGEST_HEADING and words == (node.text() or "").strip()
        if is_all and words and words[-1] not in ".!?:;," and "://" not in words:
            after, paragraph = _next(page.element(above)), page.element(above)
            is_apart = paragraph.closest("li", "td", "th", "blockquote", "figure", "dd") is None
            if after in _AFTER_HEADING and is_apart and paragraph.in_tree:
                said = f"{shown(words)} looks like a heading and is none; write it as one (## in Markdown)"
                yield paragraph, said


def _next(element: Element) -> str:
    node = element.node.next
    while node is not None and not node.is_element_node:
        node = node.next
    return (node.tag or "") if node is not None else ""


def look_like_lists(page: Document) -> Found:
    """Yield items with a sign before each that stand in no list."""
    before: Element | None = None
    is_broken = bool(page.nodes("br"))
    for node in page.nodes("p"):
        text = node.text() or ""
        is_item = _ITEM.match(text) is not None
        if not is_item and not (is_broken and node.css_first("br")) and "\n" not in text.strip():
            before = None
            continue
        element = page.element(node)
        pieces = node.text(separator="\n").split("\n")
        here = sum(bool(_ITEM.match(piece)) for piece in pieces)
        follows = (
            is_item
            and before is not None
            and _next(before) == "p"
            and before.parent is element.parent
        )
        if (here > 1 or follows) and element.in_tree:
            yield (
                element,
                "items with a sign before each are no list to a screen reader; write a list (- in Markdown, with a line free before it)",
            )
        before = element if is_item else None


def spaced_letters(page: Document) -> Found:
    """Yield words whose letters are set apart by blanks: they are read out letter by letter."""
    if len(_LETTERS & page.vocabulary) < _FEWEST_LETTERS:
        return
    for is_letter, run in groupby(page.words.split(), key=_is_letter):
        letters = [*run] if is_letter else []
        if len(letters) > _MOST_LETTERS:
            words = " ".join(letters)
            said = f"{shown(words)} is read out letter by letter; write the word, and set its letters apart in the styles"
            yield page.with_words(words), said


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def told_by_looks(page: Document) -> Found:
    """Yield words that lead by color, form or place alone."""
    text = page.words.casefold()
    if not page.vocabulary.isdisjoint(_SIGNS) or any(side in text for side in _WORDS["sides"]):
        for found in _BY_LOOKS.finditer(text):
            where = page.words[found.start() : found.end()]
            said = f"{shown(' '.join(where.split()))} can be followed only by who sees it; name the thing, or say it in words as well"
            yield page.with_words(where), said


def words_in_pictures(page: Document) -> Found:
    """Yield pictures whose words are as long as a text: what they show is read by those alone who see it."""
    for image in page.tagged("img"):
        if len(image.get("alt")) > _LONGEST_ALT and image.in_tree:
            said = f"the words in place of this picture are a text ({len(image.get('alt'))} letters); write it on the page, and say in a few words what the picture shows"
            yield image, said
