"""Where the links and pictures of pages lead: to a page, a place or a file of this site, or to no such thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, normpath
from urllib.parse import SplitResult, unquote, urlsplit

from charters.model.refusal import shown
from charters.model.register import AgencyPage
from charters.model.settings import Settings
from charters.problems import Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.anchors import TAKEN
from charters.reading.link_places import Places
from charters.reading.page_links import Link, address_of, links_in, unknown_names
from charters.reading.prose import Prose, prose_of
from charters.reading.published import KINDS_OF_LOOKS
from charters.reading.spelling import Speller
from charters.reading.taken_addresses import url_of
from charters.reading.written import MEASURED

_HEADING = re.compile(r"^ {0,3}#{1,6}(.*?)#*[ \t]*$", re.MULTILINE)
_OWN_ID = re.compile(r"\{:?[^{}\n]*#([\w-]+)[^{}\n]*\}|\[\^([^\]\n]+)\]:|\bid=[\"']([^\"']+)")
_TABLE = re.compile(r"^[ \t]*\|[^\n]*\n([ \t]*\|[ \t:|-]+)\n((?:[ \t]*\|[^\n]*\n?)+)", re.MULTILINE)
_ROW = re.compile(r"[^\n]+")
_EMPTY_CELL = re.compile(r"(?<=\|)[ \t]*[-–—]?[ \t]*(?=\|)")
_WRONG_WAY = re.compile(r"\(([^()\n]{1,300})\)\[((?:https?:|mailto:|tel:)[^\]\s]{1,2000})\]")
_QUOTES = "\"'“”„‘’«» "
_TWICE = re.compile(r"(?:https?:/{0,2})+(?=https?://)")
_NO_STROKES = re.compile(r"^(https?:)/?(?=[^/])")
_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[A-Za-z]{2,}")
_SERVER = re.compile(r"(?:www\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(\.[A-Za-z]{2,})(?:[/?#].*)?")

_MADE = ("fn:", "fnref:", "survey-", "words_", "placed_")
"""What the names of places begin with that a build makes."""


def page_target_problems(
    pages: Iterable[tuple[str, AgencyPage]], places: Places
) -> Iterator[Problem]:
    """Yield what a build would refuse of the links and pictures of pages, where it is written."""
    listed = [_Page(own, prose_of(page), places) for own, page in pages]
    others = {one.prose.page.path: one for one in listed}
    for page in listed:
        text, prose = page.prose.without_code, page.prose
        for link in links_in(text) if "](" in text else ():
            if fault := page.fault(link, others):
                yield Problem(prose.place(link.target_at), *fault)
        for at, name in unknown_names(text) if "][" in text or "] [" in text else ():
            message = _(
                "no link of this page is called {name}, so the brackets would be shown; write the address in round brackets, or add a line {line}"
            ).filled(name=shown(name), line=f"[{name}]: https://...")
            yield Problem(prose.place(at), "M017", message)
        for found in _WRONG_WAY.finditer(text) if ")[" in text else ():
            message = _(
                "the brackets are the wrong way round, and would be shown; write {link}",
                link="[{}]({})".format(*found.groups()),
            )
            yield Problem(prose.place(found.start()), "M017", message)
        yield from _empty_cells(prose)


def _empty_cells(prose: Prose) -> Iterator[Problem]:
    """Yield the first empty cell of each row of a table; the names of its columns may be blank."""
    for found in _TABLE.finditer(prose.without_code):
        for row in _ROW.finditer(found[2]):
            if cell := _EMPTY_CELL.search(row[0].rstrip()):
                message = _("a cell of this table is empty; say in a word what is missing")
                at = found.start(2) + row.start() + cell.start()
                yield Problem(prose.place(at), "M019", message)


@dataclass(frozen=True)
class _Page:
    """A page from which links lead, and to which others can."""

    own: str
    """The agency that it is a page of; '' for one that is no agency's."""
    prose: Prose
    places: Places

    def fault(self, link: Link, others: Mapping[str, _Page]) -> tuple[str, Message] | None:
        """Return what is wrong with a link or picture, behind the code of the rule."""
        target = address_of(link.target)
        if said := _typed_otherwise(target) or _no_address(target, link.target):
            return "M016", said
        try:
            parts = urlsplit(target)
        except ValueError:
            return None  # no address, which is told of it
        if parts.scheme or parts.netloc:
            return _fault_elsewhere(link, target, parts, self.places.settings)
        if parts.path and "\\" not in target:
            said = self._no_file(unquote(parts.path), is_picture=link.is_picture)
        if not said and parts.fragment:
            said = self._no_place(parts, others)
        return ("M016", said) if said else None

    def _no_place(self, parts: SplitResult, others: Mapping[str, _Page]) -> Message:
        """Return that a link leads to no place of its own page, or of another; nothing where it does."""
        said, led_to = _("{place} leads to no place of this page; {do}"), self
        if parts.path:
            found = self._in_its_language(parts.path, others)
            if found is None:
                return SILENCE
            said, led_to = _("{place} leads to no place of that page; {do}"), found
        do = led_to.instead_of(parts.fragment)
        return said.filled(place=shown(f"#{parts.fragment}"), do=do) if do else SILENCE

    def _in_its_language(self, path: str, others: Mapping[str, _Page]) -> _Page | None:
        """Return a page by its path, in the language of this one where it is written in it."""
        docs, page = self.places.settings.docs_dir, self.prose.page
        named = f"{docs}/{_joined(dirname(page.path.removeprefix(f'{docs}/')), unquote(path))}"
        ending = self.places.settings.folder_of(page.language).strip("/")
        return others.get(f"{named.removesuffix('.md')}.{ending}.md") or others.get(named)

    def instead_of(self, name: str) -> Message:
        """Return what to write instead of a place that this page does not have; nothing where it does."""
        plain = re.sub(r"_[0-9]+$", "", unquote(name))
        written = self.places.written.get(self.own)
        if plain == "top" or plain in self._names or name.startswith(_MADE):
            return SILENCE
        if written is not None and not written.lacks(MEASURED, plain):
            return SILENCE
        near = self._speller.near(plain)
        otherwise = _("write # and the words of a heading, with hyphens")
        return _("did you mean {near}?", near=f"#{near}") if near else otherwise

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._names)

    @cached_property
    def _names(self) -> frozenset[str]:
        """What the places of this page are called."""
        headings = [found[1] for found in _HEADING.finditer(self.prose.without_code)]
        named = (found for groups in _OWN_ID.findall(self.prose.page.body) for found in groups)
        return frozenset(
            {*map(_slug, headings), *filter(None, named), *(TAKEN if self.own else ())}
        )

    def _no_file(self, path: str, *, is_picture: bool) -> Message:
        """Return what is wrong with a path of this site; nothing where it leads somewhere."""
        places, docs = self.places, self.places.settings.docs_dir
        here = places.settings.source_of(self.prose.page.path.removeprefix(f"{docs}/"))
        beside = _joined(dirname(here), path)
        beside = beside and places.in_first(beside)
        if places.leads_on(path, beside, _joined(unquote(url_of(here)), path)):
            return SILENCE
        if said := _no_whole_address(path, is_picture=is_picture):
            return said
        said = _("{written} leads to no page or file of this site ({where}); {do}")
        if is_picture:
            said = _("{written} leads to no picture of this site ({where}); {do}")
        elif path.endswith(".md"):
            said = _("{written} leads to no page of this site ({where}); {do}")
        where = f"{docs}/{beside}" if beside else _("outside the site")
        do = places.instead_of(path, beside or "", dirname(places.in_first(here)))
        return said.filled(written=shown(path), where=where, do=do)


def _fault_elsewhere(
    link: Link, target: str, parts: SplitResult, settings: Settings
) -> tuple[str, Message] | None:
    """Return what is wrong with a link to another host, or with a picture from one."""
    is_fetched = link.is_picture and parts.scheme in ("http", "https", "")
    if is_fetched and parts.hostname not in settings.allowed_hosts:
        said = _(
            "the picture {picture} would be fetched from another host; keep a copy in the folder of this page, or have the publisher name the host under allowed_hosts",
            picture=shown(target),
        )
        return "M018", said
    if link.is_picture or link.words.strip():
        return None
    said = _("the link to {target} has no words; write them between [ and ]")
    return "M016", said.filled(target=shown(target))


def _no_address(target: str, written: str) -> Message:
    """Return what keeps a link from being an address of any kind; '' where nothing does."""
    if not target:
        return _("this link leads nowhere; write the address between ( and )")
    scheme, _colon, rest = target.partition(":")
    if scheme == "mailto" and "@" not in rest:
        return _(
            "{target} has no @; write a name, an @ and a server, such as mailto:name@example.org",
            target=shown(target),
        )
    if scheme == "tel" and re.search(r"[^\W\d_]", rest):
        return _("{target} has letters; write the number in digits alone", target=shown(target))
    if scheme in ("http", "https") and re.search(r"\S[ \t]+\S", target):
        return _("{target} has a blank in it; write %20 for it", target=shown(target))
    if ":" not in target and re.search(r"[\w.]\\\w", written):
        return _(
            "{target} has a \\ where an address has a /; write {better}",
            target=shown(target),
            better=target.replace(chr(92), "/"),
        )
    return SILENCE


def _typed_otherwise(target: str) -> Message:
    """Return that an address has quotes around it, its beginning twice, or no strokes; '' of a sound one."""
    plain = target.strip(_QUOTES)
    twice = _TWICE.match(plain)
    plain = plain[twice.end() :] if twice else _NO_STROKES.sub(r"\1//", plain)
    if not plain or plain == target:
        return SILENCE
    said = _("{target} is no address as a browser shows it; write {better}")
    return said.filled(target=shown(target), better=plain)


def _no_whole_address(path: str, *, is_picture: bool) -> Message:
    """Return that a path is meant for a mail address or a server; nothing where it is not."""
    if _MAIL.fullmatch(path):
        said = _("{written} is no link to a mail address; write mailto:{address}")
        return said.filled(written=shown(path), address=path)
    server = _SERVER.fullmatch(path)
    if server and server[1].lower() not in KINDS_OF_LOOKS and not is_picture:
        said = _("{written} is no whole address; write https://{address}")
        return said.filled(written=shown(path), address=path)
    return SILENCE


def _joined(folder: str, path: str) -> str | None:
    """Return a path from the top of the site; None where it leads out of it."""
    if path.startswith("/"):
        return path.lstrip("/")
    found = normpath(f"{folder.rstrip('/')}/{path}" if folder else path)
    if found == ".":
        return ""
    return None if found.startswith("..") else found.lstrip("/")


def _slug(heading: str) -> str:
    """Return the address that Markdown gives to a heading."""
    words = re.sub(r"\]\([^)]*\)|[*`]", "", heading)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
