"""What a page must have before anything on it: language, title, main part, ways around, room to zoom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from babel import localedata

from charters.model.refusal import shown
from charters.problems.message import _
from charters.rules.pages.aria import role
from charters.rules.pages.checks import Found, of, with_roles
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document
from charters.rules.pages.spoken_names import name

_REFRESH = re.compile(r"\s*(\d+)(?:\.[\d.]*)?\s*(?:$|[;,]|\s)")
_LONGEST_WAIT = 72000
"""Twenty hours: what comes later surprises nobody."""
_NUMBER = re.compile(r"\s*([+-]?\d*\.?\d+)")
_LANDMARKS = ("banner", "contentinfo", "navigation", "complementary", "region", "search", "form")
_WAYS = ("nav", "aside", "header", "footer", *with_roles(_LANDMARKS))
_NO_TITLES = ("untitled", "untitled document", "document", "index", "page", "title", "new page")


def without_main(page: Document) -> Found:
    """Yield a page without a main part, or with two."""
    mains = [e for e in page.all(("main", "[role=main]")) if role(e) == "main" and e.rendered]
    if not mains:
        yield None, _("the page has no main part; put what it is about into <main>")
    for main in mains[1:]:
        yield main, _("the page has a second main part; it needs one")


def without_language(page: Document) -> Found:
    """Yield a page that does not say its language."""
    html = page.first("html")
    if html is None or not html.get("lang").strip():
        yield html, _("the page does not say its language; write it in lang of <html>")


def unknown_language(page: Document) -> Found:
    """Yield a page whose language is none, or that says two."""
    html = page.first("html")
    lang, other = (html.get("lang").strip(), html.get("xml:lang").strip()) if html else ("", "")
    if lang and not _is_language(lang):
        yield (
            html,
            _(
                "{lang} is no code of a language; write one such as en, fr or es-US",
                lang=shown(lang),
            ),
        )
    elif lang and other and _is_language(other) and _primary(lang) != _primary(other):
        yield (
            html,
            _(
                "the page says two languages, {lang} and {other}; write one",
                lang=shown(lang),
                other=shown(other),
            ),
        )


@of("[lang]")
def unknown_parts(parts: Sequence[Element]) -> Found:
    """Yield parts of a page whose language is none."""
    for element in parts:
        lang = element.get("lang")
        if element.tag != "html" and lang and not _is_language(lang) and _says_something(element):
            yield (
                element,
                _(
                    "{lang} is no code of a language; write one such as en, fr or es-US",
                    lang=shown(lang),
                ),
            )


def _says_something(element: Element) -> bool:
    """Whether words of an element are in its language, and seen or heard."""
    for part in element.parts:
        if isinstance(part, str):
            if part.strip() and element.shown_to_all:
                return True
        elif "lang" not in part.attrs and part.rendered:
            named = part.tag == "img" and bool(part.get("alt").strip())
            if named or _says_something(part):
                return True
    return False


@lru_cache(maxsize=512)
def _is_language(tag: str) -> bool:
    """Whether the first part of a tag is in IANA's registry of languages."""
    first = _primary(tag)
    is_short = first.isascii() and first.isalpha() and 2 <= len(first) <= 3
    if is_short and localedata.exists(first):
        return True
    import langcodes  # late: it loads the registry, and most pages are in a language of Unicode's data

    return (
        is_short
        and langcodes.tag_is_valid(first)
        and langcodes.standardize_tag(first, macro=False).partition("-")[0] == first
    ) or first in ("iw", "in", "ji", "sh", "mo", "tl", "no")


def _primary(tag: str) -> str:
    return tag.strip().lower().partition("-")[0]


def without_title(page: Document) -> Found:
    """Yield a page whose first title says nothing."""
    title = next((t for t in page.tagged("title") if t.closest("svg") is None), None)
    words = title.text.strip() if title else ""
    if not words:
        yield title, _("the page has no title; write one in <title>")
    elif words.casefold() in _NO_TITLES or words.endswith((".html", ".htm")):
        yield (
            title,
            _(
                "{words} says nothing of the page; write what it is about in <title>",
                words=shown(words),
            ),
        )


@of("[http-equiv]")
def reloading(elements: Sequence[Element]) -> Found:
    """Yield a page that loads again, or another, within twenty hours."""
    return _reloading(elements, _LONGEST_WAIT)


def _reloading(elements: Sequence[Element], longest: int) -> Found:
    for meta in elements:
        is_one = meta.tag == "meta" and meta.get("http-equiv").lower() == "refresh"
        if is_one and (at := _REFRESH.match(meta.get("content"))):
            if 0 < int(at[1]) <= longest:
                yield (
                    meta,
                    _(
                        "the page is left after {seconds} seconds; let the reader follow a link, or lead on at once (0)",
                        seconds=at[1],
                    ),
                )
            return


@of("[http-equiv]")
def reloading_late(elements: Sequence[Element]) -> Found:
    """Yield a page that loads again, or another, at any time."""
    return _reloading(elements, 10**9)


@of("meta")
def not_zoomed(metas: Sequence[Element]) -> Found:
    """Yield a viewport that keeps readers from zooming."""
    for meta in metas:
        if meta.get("name").lower() == "viewport" and _is_fixed(meta.get("content")):
            yield (
                meta,
                _(
                    "the page forbids to zoom; take user-scalable and maximum-scale out of the viewport"
                ),
            )


@lru_cache(maxsize=64)
def _is_fixed(viewport: str) -> bool:
    parts = (part.partition("=") for part in re.split("[,;]", viewport.lower()))
    said = {key.strip(): value.strip() for key, _equals, value in parts}
    scalable, most = said.get("user-scalable"), said.get("maximum-scale")
    if scalable is not None and scalable not in ("yes", "device-width", "device-height"):
        number = _NUMBER.match(scalable)
        if scalable == "no" or number is None or -1 < float(number[1]) < 1:
            return True
    if most is None or most in ("device-width", "device-height"):
        return False
    number = _NUMBER.match(most)
    return (0 <= float(number[1]) < 2) if number else True


def without_ways(page: Document) -> Found:
    """Yield a page whose menu cannot be skipped, and landmarks of one kind that have one name."""
    first = next((e for e in page.tagged("a") if "href" in e.attrs), None)
    if (
        page.tagged("nav")
        and page.tagged("main")
        and first is not None
        and not first.get("href").startswith("#")
    ):
        mains = [key for main in page.tagged("main") if (key := main.get("id"))]
        if not any(
            a.get("href")[1:] in mains for a in page.tagged("a") if a.get("href")[:1] == "#"
        ):
            yield (
                first,
                _(
                    "the first link does not lead past the menu; begin the page with a link to the id of <main>"
                ),
            )
    parts: dict[str, list[Element]] = defaultdict(list)
    for element in page.all(_WAYS):
        if element.in_tree and (kind := role(element)) in _LANDMARKS:
            parts[kind].append(element)
    for kind, same in parts.items():
        names: set[str] = set()
        for element in same if len(same) > 1 else ():
            if (called := name(element).casefold()) in names:
                said = _(
                    "two parts of the kind {kind} are called the same; tell them apart with aria-label",
                    kind=kind,
                )
                yield element, said
            names.add(called)
