"""Values out of the cells of one line, each mended, left out or refused where it cannot stand as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any

from pydantic_core import PydanticCustomError

from charters.importing.account import Account
from charters.importing.amounts import decimals
from charters.importing.faults import CellError
from charters.importing.grid import Cell
from charters.importing.inventory.inventory_columns import inventory
from charters.importing.inventory.snapshot import Line
from charters.importing.numerals import number_in
from charters.model.characters import found_in
from charters.model.limits import NAME, Limit
from charters.model.links import parse_link
from charters.model.refusal import shown
from charters.model.text import plain_words
from charters.problems import Message, Problem
from charters.problems.message import _

LANGUAGES = ("en", "fr")
Said = Mapping[str, str]
"""Words by their language."""
_TAG = re.compile(r"<[^<>]{0,60}>")
_SCRIPT = re.compile(r"(?i)\b(javascript|vbscript|data):")
_DIGITS = 9
"""Decimals that a level may have; a program that divides adds others."""
_OF_THOUSANDS = 3
_BETWEEN = re.compile(r"\s*<>\s*|\s+|,(?=https?://)")
_SERVER = re.compile(r"(?:[\w-]+\.){1,5}[a-z]{2,}(?:[/?#]\S*)?")


@dataclass(frozen=True)
class Taker:
    """Takes values out of a line for one record, and tells the account what became of each cell."""

    account: Account
    line: Line
    into: str
    """The record, as the account names it."""
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The entries under `sources` that were found, by their ids."""
    stale: Message | None = None
    """Why nothing of this line is used, where another says what stands in the record now."""
    is_history: bool = False
    """Whether what lasts of it stands there all the same, as that of an earlier year."""

    def take(self, name: str, key: str, *why: Message, lasts: bool = False) -> None:
        """Say that a cell stands under a key, in another form where reasons say so.

        `lasts` is whether the record keeps it even where another line says what holds now.
        """
        cell = self.line.cells.get(name)
        if cell is None:
            return
        if self.stale and not (lasts and self.is_history):
            self.account.leave(self.line.sheet, cell, self.stale)
            return
        self.account.use(self.line.sheet, cell, f"{self.into} ({key})")
        if why:
            self.account.mend(self.line.sheet, cell, *why)

    def mend(self, name: str, why: Message) -> None:
        """Say how a cell of a row is read."""
        if cell := self.line.cells.get(name):
            self.account.mend(self.line.sheet, cell, why)

    def leave(self, name: str, why: Message) -> None:
        """Say why a cell is left out."""
        if cell := self.line.cells.get(name):
            self.account.leave(self.line.sheet, cell, why)

    def refuse(self, name: str, code: str, said: Message, do: Message) -> None:
        """Say why a cell is refused."""
        if cell := self.line.cells.get(name):
            problem = Problem(self.line.sheet.place(cell), code, said, (), do)
            self.account.refuse_as(self.line.sheet, cell, problem)

    def words(self, name: str, key: str, limit: Limit = NAME, *, lasts: bool = False) -> Said:
        """Return the words of a column in each language; none where nothing is said."""
        return {
            code: said
            for code in LANGUAGES
            if (said := self._words(f"{name}_{code}", key, limit, lasts=lasts))
        }

    def _words(self, name: str, key: str, limit: Limit, *, lasts: bool) -> str:
        text = self.line.text(name)
        if is_nothing(text):
            self.leave(name, _("it says that there is nothing to say"))
            return ""
        said, why = plain(text, limit)
        self.take(name, key, *why, lasts=lasts)
        return said

    def link(self, name: str, key: str) -> str:
        """Return the address in a cell; '' where there is none that a page may carry."""
        text = self.line.text(name)
        if is_nothing(text):
            self.leave(name, _("it says that there is no address"))
            return ""
        link, why = address(text)
        if link:
            self.take(name, key, *why)
        else:
            said = _("{text} is no address that a page may carry", text=shown(text))
            self.refuse(name, "Y015", said, _("ask the agency for the address, and write it"))
        return link

    def source(self, name: str, title: str) -> str:
        """Return where a page is: its address, or an entry under `sources` where each language has its own."""
        english, french = (self.link(f"{name}_{code}", "source") for code in LANGUAGES)
        if not (english and french) or english == french:
            return english or french
        kind = title.replace("_", "-")
        found = f"{kind}-{sha256(f'{english} {french}'.encode()).hexdigest()[:8]}"
        self.sources[found] = {"title": say(title), "link": english, "link_in": {"fr": french}}
        return found


def says_something(line: Line, name: str) -> bool:
    """Return whether a column has words in a language."""
    return not all(is_nothing(line.text(f"{name}_{code}")) for code in LANGUAGES)


def is_nothing(text: str) -> bool:
    """Return whether a cell says in words that there is nothing."""
    return text.lower().replace("’", "'") in _nothing()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(inventory()["nothing"]["words"])


def plain(text: str, limit: Limit) -> tuple[str, list[Message]]:
    """Return words as a page may show them, and what was done to them."""
    why = []
    bare = " ".join(_TAG.sub(" ", text).split())
    if bare != text:
        why.append(_("its markup is taken out"))
    if hidden := {char for _at, char in found_in(bare)}:
        bare = "".join(char for char in bare if char not in hidden)
        why.append(_("characters that nobody sees are taken out"))
    if len(bare) > limit.most:
        bare = f"{bare[: limit.most - 2].rpartition(' ')[0]} …"
        why.append(_("it is cut to {most} characters", most=limit.most))
    try:
        return plain_words(bare, limit), why
    except PydanticCustomError:
        why.append(_("signs that only programs read are taken out"))
        return _harmless(bare), why


def _harmless(text: str) -> str:
    """Return words without what a spreadsheet, a browser or Markdown would obey."""
    found = text.translate({ord(sign): " " for sign in "<>[]&"}).lstrip("=+-@ ")
    return " ".join(_SCRIPT.sub(r"\1 ", found).split()) or "…"


def address(text: str) -> tuple[str, list[Message]]:
    """Return the one address to use of a cell, and what was done to find it; '' where there is none."""
    parts = [part for part in _BETWEEN.split(text) if part]
    why = [_("of several addresses the first is used")] if len(parts) > 1 else []
    links = [_link(part) for part in parts]
    if not all(links):
        return "", []
    if links[0] != parts[0]:
        why.append(_("https:// is put before it"))
    return links[0], why


def _link(part: str) -> str:
    written = f"https://{part}" if _SERVER.fullmatch(part) else part
    try:
        return parse_link(written)
    except PydanticCustomError:
        return ""


def number(text: str) -> Decimal | None:
    """Return an exact number of zero or more; None where the text is none, or a spreadsheet shortened it."""
    try:
        found, words = number_in(text, LANGUAGES[0], Cell(0, 0, text))
    except CellError:
        return None
    return found if found >= 0 and not words else None


def whole(text: str) -> int | None:
    """Return a whole number of zero or more; None where the text is none, or may be thousands: `1.000`."""
    found = number(text)
    is_whole = found is not None and found == int(found) and decimals(found) < _OF_THOUSANDS
    return int(found) if found is not None and is_whole else None


def share(text: str, *, percent: bool) -> Decimal | None:
    """Return a share as a percentage; None where it is none, or where it has two readings."""
    found = number(text.removesuffix("%").strip())
    if found is None:
        return None
    if not text.endswith("%"):
        if percent and 0 < found <= 1:
            return None
        found = found if percent else found.scaleb(2)
    is_noise = int(found.as_tuple().exponent) < -_DIGITS
    return round(found, _DIGITS) if is_noise else found


def aim(line: Line, *, percent: bool) -> Decimal | None:
    """Return how often a line says that a promise is to be kept; None where it says so in no share."""
    is_other = named("targets", line.text("target_type").lower())
    return None if is_other else share(line.text("target"), percent=percent)


def said_percent(amount: Decimal) -> str:
    """Return a percentage as a file has it: `90%`."""
    return f"{amount.normalize():f}%"


def codes(text: str) -> list[str]:
    """Return the codes of a cell, in small letters."""
    return [one for part in text.split(",") if (one := part.strip().lower())]


def named(table: str, code: str) -> str:
    """Return what a code stands for in a table of the inventory; '' for an unknown one."""
    entries = inventory()[table].items()
    found = (
        name for name, one in entries if code in (one if isinstance(one, list) else one["codes"])
    )
    return next(found, "")


def say(key: str, **values: str | Said) -> dict[str, str]:
    """Return a sentence of ours in each language, filled."""
    said: Said = inventory()["say"][key]
    return {
        code: said[code].format(
            **{
                name: one if isinstance(one, str) else in_one(one, code)
                for name, one in values.items()
            }
        )
        for code in LANGUAGES
    }


def page_in(name: str, code: str) -> str:
    """Return what a page is called in a language: `index.md`, `index.fr.md`."""
    return f"{name}.md" if code == LANGUAGES[0] else f"{name}.{code}.md"


def in_one(words: Said, code: str) -> str:
    """Return words in a language; in another where there are none in it."""
    return words.get(code) or next(iter(words.values()), "")


def joined(many: Iterable[Said], code: str) -> str:
    """Return several words of a language as one list."""
    return ", ".join(in_one(one, code) for one in many)


def texts(parts: Sequence[Said], limit: Limit) -> dict[str, str]:
    """Return several texts as one in each language, as many of them as fit."""
    found: dict[str, str] = {}
    for part in parts:
        for code, words in part.items():
            whole_text = f"{found[code]} {words}" if code in found else words
            if len(whole_text) <= limit.most:
                found[code] = whole_text
    return found
