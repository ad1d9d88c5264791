"""Signs of Markdown that it took for none: they are left over among the words, where readers would see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown import Markdown

from charters.model.refusal import shown
from charters.problems.message import Message, _
from charters.rules.pages.shown_tables import table_slips

Slip: TypeAlias = tuple[str, str, Message]
"""The code of its rule, the words it begins with, and what is wrong."""

_BEFORE_ESCAPED = 5
"""A place among what Markdown does to a tree: words are found, and signs behind a `\\` are no signs again yet."""
_CODE = ("code", "pre")
_ADDRESS = r"(?:https?://|mailto:|tel:)[^\s()\[\]]+"
_TARGET = rf"(?:{_ADDRESS}|[\w./-]*\.md(?:#[\w-]+)?|#[\w-]+)"
_LINKS = (
    re.compile(rf"(?<!!)\[(?P<words>[^\[\]\n]+)\]\s+\((?P<target>{_TARGET})\)"),
    re.compile(rf"\[(?P<words>[^\[\]\n]+)\](?P<target>{_ADDRESS}(?<![.,;:!?]))"),
    re.compile(rf"\[(?P<target>{_ADDRESS})\s+(?P<words>[^\[\]\n]+)\]"),
    re.compile(rf"\[(?P<words>[^\[\]()\n]+)\((?P<target>{_TARGET})\)\]?"),
    re.compile(rf"\[(?P<words>[^\[\]\n]+)\]\((?P<target>{_TARGET})(?=\s|$)"),
)
"""A blank between both, no round brackets, both in square ones, one bracket too few."""
_OPEN = re.compile(r"(?<![\w*])(?P<signs>\*\*|__|\*)(?=[^\W\d_]).*")
_CLOSED = re.compile(r"(?P<word>[^\W_]+[.!?]?)(?P<signs>\*\*)(?![\w*]).*")
_APART = re.compile(r"(?<!\S)(?P<signs>\*\*) +(?P<word>[^*\n]+?) +\*\*(?!\S)")
_LEADS, _REMARK = re.compile(r"[\w.)]\*{1,2}(?!\*)"), re.compile(r"\*{1,2} ?[^*]")
"""Stars that lead to a remark, and a remark with its stars before it."""
_HEADING = re.compile(r"^[ \t]*(?P<signs>#{2,6}|#(?= )) *(?=[^\W\d_]).*", re.MULTILINE)
_SIGN = r"[ \t]*(?:[-+*•]|\d{1,2}[.)])(?=[^\W\d_]).*"
_ITEMS = re.compile(rf"^{_SIGN}(?:\n{_SIGN})+", re.MULTILINE)
_CALLOUT = re.compile(r"^\[!(?P<kind>\w+)\]")
_EMPHASIS = (
    (_APART, _("a blank parts {signs} from its words, so it is shown; write {signs}{word}{signs}")),
    (
        _OPEN,
        _(
            "{signs} opens here and is closed nowhere, so it is shown; write {signs} right behind the last word it is for, or \\ before each sign that readers shall see"
        ),
    ),
    (
        _CLOSED,
        _(
            "{signs} closes here and is opened nowhere, so it is shown; write {signs} right before the first word it is for, or take it out"
        ),
    ),
)


class SignsLeft:
    """Keeps what Markdown leaves of a page as words, while signs that are meant are still told apart."""

    words: tuple[str, ...] = ()
    """Those between two elements."""
    blocks: tuple[str, ...] = ()
    """Those of each paragraph and at the head of each item."""

    def follow(self, markdown: Markdown) -> None:
        """Have them kept of each page that is made."""
        markdown.treeprocessors.register(self, "signs-left", _BEFORE_ESCAPED)

    def run(self, root: Element) -> None:
        """Keep them."""
        self.words = tuple(_words(root))
        self.blocks = tuple(_blocks(root))

    def slips(self) -> Iterator[Slip]:
        """Yield what they hold of Markdown, each with the words by which it is found in the file."""
        for words in self.words:
            yield from _links(words)
        yield from (("M017", *slip) for slip in table_slips(self.blocks))
        for block in self.blocks:
            yield from (("M021", *slip) for slip in _lines(block))
        if not (any(map(_LEADS.search, self.words)) and any(map(_REMARK.match, self.blocks))):
            for words in self.words:
                yield from (("M021", *slip) for slip in _emphasis(_ITEMS.sub("", words)))


def _words(element: Element) -> Iterator[str]:
    if element.tag not in _CODE:
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def _blocks(root: Element) -> Iterator[str]:
    for one in root.iter():
        if one.tag == "p":
            yield "".join(one.itertext())
        elif one.tag in ("li", "dd"):
            yield one.text or ""


def _links(words: str) -> Iterator[Slip]:
    for form in _LINKS if "[" in words else ():
        for found in form.finditer(words):
            said = _("the signs of this link would be shown as they stand; write {link}")
            yield "M017", found[0], said.filled(link=f"[{found['words']}]({found['target']})")


def _emphasis(words: str) -> Iterator[tuple[str, Message]]:
    """Yield the first emphasis of some words that is opened or closed alone, or keeps away from its words."""
    for form, said in _EMPHASIS:
        if found := form.search(words):
            yield found[0], said.filled(**found.groupdict())
            return


def _lines(block: str) -> Iterator[tuple[str, Message]]:
    for heading in _HEADING.finditer(block):
        said = _("a heading begins where its line begins; take the blanks before {signs} out")
        yield heading[0].strip(), said.filled(signs=heading["signs"])
    if items := _ITEMS.search(block):
        said = _("these lines look like a list and are none; write a blank behind the sign of each")
        if items.start():
            said = _(
                "these lines look like a list and are none; write a blank behind the sign of each, and leave a line free above the first"
            )
        yield items[0].strip().partition("\n")[0], said
    if callout := _CALLOUT.match(block):
        said = _("{sign} is shown as it stands; write **{word}:** in its place")
        word = callout["kind"].capitalize()
        yield callout[0], said.filled(sign=shown(callout[0]), word=word)
