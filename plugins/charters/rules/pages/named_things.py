"""Whether what a reader can use, see or jump to has a name, and one that says what is seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from charters.model.refusal import shown
from charters.problems.message import _
from charters.rules.pages.aria import KINDS, NONE, is_exposed, native_role, role, written_role
from charters.rules.pages.checks import Found, of, with_roles
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import HEADINGS, Document
from charters.rules.pages.spoken_names import has_words, name, seen_words

_MEDIA = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|mp3|ogg|wav|mp4|webm|m4[av])(?:$|[?#])")
_WORD = re.compile(r"[^\W_]+")
_COUNTED = re.compile(r"[_\d]")
"""What a name has that a camera or a program gave."""
_PICTURES = frozenset(
    ("image", "picture", "photo", "photograph", "img", "graphic", "imagen", "foto")
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ICONS = "icon"
_CONTROLS = KINDS["links"] | {"button", "menuitem", "summary"}


@of("a", "area", "button", "summary", "input", *with_roles(_CONTROLS))
def unnamed_controls(elements: Sequence[Element]) -> Found:
    """Yield links, buttons, items of menus and summaries that have no name."""
    for element in elements:
        if has_words(element):
            continue
        kind = role(element)
        if element.tag == "summary" and kind in ("", *NONE):
            kind = "summary" if element.is_summary else ""
        if element.tag == "input" and element.get("type").lower() == "image":
            continue
        if kind in _CONTROLS and element.in_tree and not name(element):
            yield (
                element,
                _(
                    "<{tag}> has no name; write words between its tags, or aria-label",
                    tag=element.tag,
                ),
            )


@of("img", "input", "object", *with_roles(KINDS["pictures"]))
def unnamed_pictures(elements: Sequence[Element]) -> Found:
    """Yield pictures that nothing stands in place of for those who do not see them."""
    for element in elements:
        if _is_unnamed_picture(element) and element.in_tree:
            yield (
                element,
                _(
                    '<{tag}> has no words in its place; write alt, or alt="" where it only adorns',
                    tag=element.tag,
                ),
            )
        elif element.get("alt") and _says_nothing(element) and element.in_tree:
            said = _(
                '{words} does not say what the picture shows; write it, or alt="" where it only adorns',
                words=shown(element.get("alt")),
            )
            yield element, said


def _is_unnamed_picture(element: Element) -> bool:
    if element.tag == "input":
        return element.get("type").lower() == "image" and not name(element)
    if element.tag == "object":
        is_media = bool(_MEDIA.search(element.get("data").lower()))
        return is_media and not written_role(element) and not name(element)
    kind = role(element)
    return kind in KINDS["pictures"] and native_role(element) != "none" and not name(element)


def _says_nothing(picture: Element) -> bool:
    """Whether the words in place of a picture are the name of its file, or only say that it is a picture."""
    words, file = (
        picture.get("alt").strip(),
        picture.get("src").partition("?")[0].rpartition("/")[2],
    )
    is_file = words == file or (words == file.rpartition(".")[0] and bool(_COUNTED.search(words)))
    return is_file or words.casefold() in _PICTURES


@of("input", "select", "textarea", *with_roles(KINDS["fields"]))
def unnamed_fields(elements: Sequence[Element]) -> Found:
    """Yield fields of forms that nobody is told the meaning of."""
    for element in elements:
        if role(element) in KINDS["fields"] and element.in_tree and not name(element):
            yield (
                element,
                _(
                    "<{tag}> has no label; write <label for> with its id, or aria-label",
                    tag=element.tag,
                ),
            )


@of("iframe")
def unnamed_frames(frames: Sequence[Element]) -> Found:
    """Yield frames without a title."""
    for element in frames:
        reached = not element.get("tabindex").startswith("-")
        if element.in_tree and reached and written_role(element) not in NONE and not name(element):
            yield element, _("<iframe> has no title; write what it shows in title")


@of(*HEADINGS, *with_roles(["heading"]))
def empty_headings(elements: Sequence[Element]) -> Found:
    """Yield headings that say nothing."""
    for element in elements:
        if has_words(element):
            continue
        is_one = element.tag in HEADINGS and written_role(element) in ("", *NONE)
        if (is_one or role(element) == "heading") and element.in_tree and not name(element):
            yield (
                element,
                _(
                    "<{tag}> is a heading without words; write them, or take it out",
                    tag=element.tag,
                ),
            )


@of("[aria-label]", "[aria-labelledby]")
def hidden_labels(elements: Sequence[Element]) -> Found:
    """Yield controls whose name leaves out the words that are seen on them."""
    for element in elements:
        if role(element) not in KINDS["labelled"] or not element.visible:
            continue
        if element.itself_or_nearest(_is_in_icons) is not None:
            continue
        said, seen = name(element), " ".join(seen_words(element).split())
        if seen and not _holds(said, seen):
            yield (
                element,
                _(
                    "{seen} is seen here, and {said} is said; begin aria-label with the words that are seen",
                    seen=shown(seen),
                    said=shown(said),
                ),
            )


def _is_in_icons(element: Element) -> bool:
    return _ICONS in element.style.get("font-family", ("",))[0]


def _holds(said: str, seen: str) -> bool:
    """Whether the words that are seen stand among those that are said, in their order."""
    seen, said = (text.replace("-", "") for text in (seen, said))
    wanted, given = as_words(_IN_BRACKETS.sub(" ", seen)), as_words(said)
    if not wanted or (len(wanted) == 1 and len(wanted[0]) == 1 and wanted[0].isalpha()):
        return True
    ends = {word.strip(".").casefold() for word in seen.split() if word.endswith(".")}
    for at in range(len(given) - len(wanted) + 1):
        pairs = zip(wanted, given[at : at + len(wanted)], strict=True)
        if all(want == got or (want in ends and got.startswith(want)) for want, got in pairs):
            return True
    return False


def as_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without signs."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """Return a text as such words alone; most links of a page stand on the pages before it too."""
    return " ".join(as_words(text))


@of("img", *with_roles(NONE))
def exposed_decoration(elements: Sequence[Element]) -> Found:
    """Yield what is said to be of no meaning and is told of all the same."""
    for element in elements:
        is_empty = element.tag == "img" and element.attrs.get("alt", "-") in ("", None)
        marked = written_role(element) in NONE or (is_empty and not written_role(element))
        if marked and element.in_tree and is_exposed(element):
            yield (
                element,
                _(
                    "<{tag}> is marked as of no meaning and is told of all the same; take out the mark, or its aria- attributes and its focus",
                    tag=element.tag,
                ),
            )


def skipped_headings(page: Document) -> Found:
    """Yield headings out of their order, and a page without one main heading."""
    headings = page.headings
    mains = sum(element.tag == "h1" for element in headings)
    if mains != 1:
        yield None, _("the page has {mains} main headings; it needs one", mains=mains)
    yield from jumps(headings)


def jumps(headings: Sequence[Element]) -> Found:
    """Yield headings that lie more than one level below the one before."""
    for before, after in pairwise(headings):
        if after.tag > before.tag and after.tag[1] > str(int(before.tag[1]) + 1):
            said = _(
                "a heading of level {after} follows one of level {before}; write level {level}",
                after=after.tag[1],
                before=before.tag[1],
                level=int(before.tag[1]) + 1,
            )
            yield after, said
