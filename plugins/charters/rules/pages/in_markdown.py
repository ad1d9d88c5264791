"""Accessibility of what editors write in Markdown, told with its line before any page is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.tables import TableExtension
from markdown.util import STX

from charters.model.register import AgencyPage
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.pages import SLASHES
from charters.reading.prose import prose_of
from charters.rules.pages.accessibility import PIECES
from charters.rules.pages.checks import Found
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document
from charters.rules.pages.named_things import jumps
from charters.rules.pages.shown_signs import SignsLeft
from charters.rules.pages.written_at import written

_EXTENSIONS = (
    *(TableExtension, AttrListExtension, DefListExtension),
    *(FencedCodeExtension, FootnoteExtension, MarkdownInHtmlExtension),
)
"""By their classes: by a name each is looked for among all that is installed."""

_MADE = re.compile(f"[&<{STX}]")
"""What Markdown writes in another way than an editor does."""


def markdown_problems(
    page: AgencyPage, language: str = "", *, is_put_in_order: bool = False
) -> Iterator[Problem]:
    """Yield what keeps people from using a page, where its Markdown says it; `language` is that of the site.

    The program itself puts the headings of some pages in order: there it is no fault of the page.
    """
    html = _converter().reset().convert(SLASHES.sub("", page.body))
    body = prose_of(page).without_code
    spoken = f' lang="{language}"' if language else ""
    document = Document(f"<main{spoken}>{html}</main>", page.path)
    left: dict[str, list[int]] = {}
    headings = "M020" if is_put_in_order else "S007"
    for code, check in {**PIECES, headings: jumping_headings, "S049": wordless_pictures}.items():
        for element, said in check(document):
            yield Problem(_place(page, body, element, code, left), code, said)
    document.forget()
    for code, words, said in _signs_left().slips():
        plain = _MADE.split(words, maxsplit=1)[0]
        places = (_taken(page, body, known, code, left) for known in (words, plain) if known)
        found = next(filter(None, places), Place(page.path, page.body_line))
        yield Problem(found, code, said)


@cache
def _converter() -> Markdown:
    markdown = Markdown(extensions=[extension() for extension in _EXTENSIONS])
    _signs_left().follow(markdown)
    return markdown


@cache
def _signs_left() -> SignsLeft:
    return SignsLeft()


def jumping_headings(page: Document) -> Found:
    """Yield headings that skip a level, or are a second main one; what stands around the page is not known."""
    headings = page.headings
    mains = [one for one in headings if one.tag == "h1"]
    yield from ((one, _("a page has one main heading (#); write ## here")) for one in mains[1:])
    if headings and headings[0].tag > "h2":
        yield (
            headings[0],
            _(
                "the first heading of a page is of level {level}; write ##",
                level=headings[0].tag[1],
            ),
        )
    yield from jumps(headings)


def wordless_pictures(page: Document) -> Found:
    """Yield pictures with nothing between the brackets, that are not said to adorn."""
    for image in page.tagged("img"):
        if image.attrs.get("alt") == "" and "role" not in image.attrs and image.in_tree:
            said = _(
                "this picture has no words; write between the brackets what it shows, or {{: role=presentation }} behind it where it only adorns"
            )
            yield image, said


def _place(
    page: AgencyPage, body: str, element: Element | None, code: str, left: dict[str, list[int]]
) -> Place:
    """Return where an element stands in the Markdown, by what is written of it there.

    `left` keeps where words stand that no fault has taken yet: a page may say the same thousands of times.
    """
    for words in written(element) if element else ():
        if place := _taken(page, body, words, code, left):
            return place
    return Place(page.path, page.body_line)


def _taken(
    page: AgencyPage, body: str, words: str, code: str, left: dict[str, list[int]]
) -> Place | None:
    """Return where words stand that no fault of one rule has taken yet; None where they do not."""
    if (key := code + words) not in left:
        hits = re.finditer(re.escape(words), f"\n{body}\n")
        left[key] = [one.start() + (words[0] == "\n") - 1 for one in hits][::-1]
    if places := left[key]:
        return prose_of(page).place(places.pop() if len(places) > 1 else places[0])
    return None
