"""What only somebody who sees the page can follow: headings and lists that are none, words in pictures, colors."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from itertools import groupby

from charters.model.refusal import shown
from charters.problems.catalogue import declared
from charters.problems.message import _
from charters.rules.pages.checks import Found, of
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document

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
_ENDS = frozenset(side.partition(" ")[2] for side in _WORDS["sides"])
"""One of these words, or a side, stands in whatever the pattern finds: most texts hold none."""
_ITEM = re.compile(r"\s*(?:[-*•·▪◦‣–—]|\(?\d{1,2}[.)])\s+\S")
_LETTERS = frozenset(string.ascii_lowercase)
_FEWEST_LETTERS, _MOST_LETTERS = 3, 4
_LONGEST_HEADING = 60
_LONGEST_ALT = 150
_AFTER_HEADING = ("p", "ul", "ol", "dl", "table", "div")


@of("b", "strong")
def look_like_headings(elements: Sequence[Element]) -> Found:
    """Yield paragraphs that are all bold, stand over others, and end without a stop."""
    for element in elements:
        paragraph = element.parent
        if paragraph is None or paragraph.tag != "p":
            continue
        words = paragraph.text.strip()
        is_all = len(words) <= _LONGEST_HEADING and words == element.text.strip()
        if is_all and words and words[-1] not in ".!?:;," and "://" not in words:
            after = _next(paragraph)
            is_apart = paragraph.closest("li", "td", "th", "blockquote", "figure", "dd") is None
            if after in _AFTER_HEADING and is_apart and paragraph.in_tree:
                said = _(
                    "{words} looks like a heading and is none; write it as one (## in Markdown)",
                    words=shown(words),
                )
                yield paragraph, said


def _next(element: Element) -> str:
    after = element.page.elements[element.end : element.end + 1]
    return after[0].tag if after and after[0].parent is element.parent else ""


@of("p")
def look_like_lists(paragraphs: Sequence[Element]) -> Found:
    """Yield items with a sign before each that stand in no list."""
    before: Element | None = None
    has_breaks = bool(paragraphs[0].page.tagged("br"))
    for element in paragraphs:
        text = element.text
        is_item = _ITEM.match(text) is not None
        is_broken = "\n" in text.strip() or (has_breaks and element.holds("br"))
        if not is_item and not is_broken:
            before = None
            continue
        pieces = element.node.text(separator="\n").split("\n")
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
                _(
                    "items with a sign before each are no list to a screen reader; write a list (- in Markdown, with a line free before it)"
                ),
            )
        before = element if is_item else None


def spaced_letters(page: Document) -> Found:
    """Yield words whose letters are set apart by blanks: they are read out letter by letter."""
    if len(_LETTERS & page.said.different) < _FEWEST_LETTERS:
        return
    letters = [at for at, word in enumerate(page.said.each) if len(word) == 1 and word.isalpha()]
    for _place, run in groupby(enumerate(letters), key=lambda one: one[1] - one[0]):
        places = [at for _number, at in run]
        if len(places) > _MOST_LETTERS:
            words = " ".join(page.said.text.split()[places[0] : places[-1] + 1])
            said = _(
                "{words} is read out letter by letter; write the word, and set its letters apart in the styles",
                words=shown(words),
            )
            yield page.with_words(words), said


def told_by_looks(page: Document) -> Found:
    """Yield words that lead by color, form or place alone."""
    text = page.said.folded
    has_side = any(end in text for end in _ENDS) and any(s in text for s in _WORDS["sides"])
    if has_side or not _SIGNS.isdisjoint(page.said.vocabulary):
        found = _BY_LOOKS.finditer(text)
        for where in dict.fromkeys(page.said.text[one.start() : one.end()] for one in found):
            said = _(
                "{words} can be followed only by who sees it; name the thing, or say it in words as well",
                words=shown(" ".join(where.split())),
            )
            yield page.with_words(where), said


@of("img")
def words_in_pictures(images: Sequence[Element]) -> Found:
    """Yield pictures whose words are as long as a text: what they show is read by those alone who see it."""
    for image in images:
        if len(image.get("alt")) > _LONGEST_ALT and image.in_tree:
            said = _(
                "the words in place of this picture are a text ({letters} letters); write it on the page, and say in a few words what the picture shows",
                letters=len(image.get("alt")),
            )
            yield image, said
