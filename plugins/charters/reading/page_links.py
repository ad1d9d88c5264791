"""The links of a Markdown page: where each leads, and whether its words say another place."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from charters.model.links import fault_of_server, is_address, other_place
from charters.model.refusal import shown
from charters.problems import Problem
from charters.problems.message import Message, _
from charters.reading.sources import SourceText

SAFE_SCHEMES = ("http", "https", "mailto", "tel")

LONGEST_TARGET = 2000
LONGEST_WORDS = 300
# Looking ahead takes up nothing, so that no link can hide another one that begins inside it.
_LINKS = (
    re.compile(  # [words](target)
        rf"\](?=\(\s*((?:[^)\n]|\n(?![ \t]*\n)){{0,{LONGEST_TARGET}}})(\)?))"
    ),
    # [name]: target, but not *[name]: words
    re.compile(rf"(?<!\*)\[[^\[\]\n]*\]:(?=\s*(\S{{1,{LONGEST_TARGET}}}))"),
    re.compile(r"<(?=([A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*)>)"),  # <target>
)
_BY_NAME = re.compile(
    rf"\[([^\[\]\n]{{1,{LONGEST_WORDS}}})\][ \n]?\[([^\[\]\n]{{1,{LONGEST_WORDS}}})\]"
)
_NAMED = re.compile(rf"(?<!\*)\[([^\[\]\n]{{1,{LONGEST_WORDS}}})\]:\s*(\S{{1,{LONGEST_TARGET}}})")
_NOT_IN_A_SCHEME = re.compile(r"[\x00-\x20\\<]")
_STRIPPED = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
"""What is taken out of an address before it is taken apart."""
_TITLE = re.compile(r"\s[\"']")
_OWN_DISK = re.compile(r"(?i)[A-Z]:[\\/]|file:/")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MARKS = re.compile(r"[*`~\\]|\b_|_\b")
_A_PLACE = re.compile(r"[.&@\d]")
"""What words hold that could name a place."""


def link_problems(source: SourceText, start: int = 0) -> Iterator[Problem]:
    """Yield links that lead nowhere we can let a reader go, or elsewhere than they say."""
    for found in (match for form in _LINKS for match in form.finditer(source.text, start)):
        if fault := _fault_of(found[1]):
            yield Problem(source.place(found.start(1)), "M004", fault)
    for at, words, target in _with_words(source.text, start):
        if _A_PLACE.search(words) and (place := other_place(_plain(words), address_of(target))):
            yield Problem(source.place(at), "Y050", names_another(place, address_of(target)))


def names_another(place: str, target: str) -> Message:
    """Return what to say of a link whose words name a place that it does not lead to."""
    return _(
        "these words say {place}, and the link leads to {target}; write where it leads, or words that name no address",
        place=shown(place),
        target=shown(target),
    )


def _fault_of(target: str) -> Message:
    if not _is_safe(target) and _OWN_DISK.match(target):
        return _(
            "{link} lies on your own computer; put the file into the folder of this page, and write its name alone",
            link=shown(target),
        )
    if not _is_safe(target):
        near = difflib.get_close_matches(target.partition(":")[0].lower(), SAFE_SCHEMES, 1, 0.7)
        if near:
            better = f"{near[0]}:{target.partition(':')[2]}"
            said = _("{link} is not a link that a page may carry; did you mean {better}?")
            return said.filled(link=shown(target), better=shown(better))
        return _(
            "{link} is not a link that a page may carry; use https:, mailto: or tel:",
            link=shown(target),
        )
    address = address_of(target)
    if _is_broken(address):
        return _(
            "{link} is no address; write it as a browser shows it, such as https://www.ssa.gov/",
            link=shown(target),
        )
    fault = fault_of_server(address)
    return fault and _("{link} hides where it leads: {fault}", link=shown(target), fault=fault)


def _is_safe(target: str) -> bool:
    """Whether a link leads to a page, a mail address or a number, however it is disguised."""
    scheme = _SCHEME.match(_NOT_IN_A_SCHEME.sub("", html.unescape(target)))
    return len(target) < LONGEST_TARGET and (scheme is None or scheme[1].lower() in SAFE_SCHEMES)


def _is_broken(address: str) -> bool:
    """Whether a link names a server that cannot be one: MkDocs would stop at it without a place."""
    host = _HOST.match(address)
    if host is None:
        return False
    name = host[1].strip()
    return not name or not set("[]()").isdisjoint(name) or not is_address(f"//{name}")


def address_of(target: str) -> str:
    """Return a target as a browser reads it, without angle brackets and title: `<target> "title"`."""
    target = html.unescape(target).strip()
    if target.startswith("<"):
        target = target[1:].partition(">")[0]
    else:
        target = _TITLE.split(target, maxsplit=1)[0]
    return _STRIPPED.sub("", target)


def _plain(words: str) -> str:
    return _MARKS.sub("", html.unescape(words))


class Link(NamedTuple):
    """A link, or a picture, as it is written: where its words and its target begin."""

    at: int
    words: str
    target_at: int
    target: str
    is_picture: bool


def links_in(text: str, start: int = 0) -> Iterator[Link]:
    """Yield the links of a text that are written with their target and closed: `[words](target)`."""
    for found in _LINKS[0].finditer(text, start):
        begins = text.rfind("[", max(start, found.start() - LONGEST_WORDS), found.start()) + 1
        words = text[begins : found.start()]
        is_picture = text[max(0, begins - 2) : begins] == "![" and "](" not in words
        if begins and found[2]:
            yield Link(begins, words, found.start(1), found[1], is_picture)


def unknown_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield the names of links that the page does not say the targets of, and where each stands."""
    known = {found[1].lower() for found in _NAMED.finditer(text)}
    for found in _BY_NAME.finditer(text):
        if len(found[2]) > 1 and found[2].lower() not in known:
            yield found.start(2), found[2]


def _with_words(text: str, start: int) -> Iterator[tuple[int, str, str]]:
    """Yield where the words of each link begin, the words, and the target."""
    yield from ((o.at, o.words, o.target) for o in links_in(text, start) if not o.is_picture)
    named = {}
    for found in _NAMED.finditer(text, start):
        named[found[1].lower()] = found[2]
        yield found.start(1), found[1], found[2]
    for found in _BY_NAME.finditer(text, start):
        if target := named.get(found[2].lower()):
            yield found.start(1), found[1], target
