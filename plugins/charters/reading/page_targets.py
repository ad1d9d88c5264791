"""Where the links and pictures of pages lead: to a page, a place or a file of this site, or to no such thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname, normpath
from urllib.parse import unquote, urlsplit

from charters.model.refusal import shown
from charters.model.register import AgencyPage
from charters.model.settings import Settings
from charters.problems import Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.anchors import TAKEN
from charters.reading.page_links import Link, address_of, links_in, unknown_names
from charters.reading.prose import Prose, prose_of
from charters.reading.published import KINDS_OF_LOOKS
from charters.reading.spelling import Speller
from charters.reading.taken_addresses import is_made, url_of
from charters.reading.written import MEASURED, Written

_HEADING = re.compile(r"^ {0,3}#{1,6}(.*?)#*[ \t]*$", re.MULTILINE)
_OWN_ID = re.compile(r"\{:?[^{}\n]*#([\w-]+)[^{}\n]*\}|\[\^([^\]\n]+)\]:|\bid=[\"']([^\"']+)")
_TABLE = re.compile(r"^[ \t]*\|[^\n]*\n([ \t]*\|[ \t:|-]+)\n((?:[ \t]*\|[^\n]*\n?)+)", re.MULTILINE)
_ROW = re.compile(r"[^\n]+")
_EMPTY_CELL = re.compile(r"(?<=\|)[ \t]*[-–—]?[ \t]*(?=\|)")
_WRONG_WAY = re.compile(r"\(([^()\n]{1,300})\)\[((?:https?:|mailto:|tel:)[^\]\s]{1,2000})\]")
_MAIL = re.compile(r"[^\s@/]+@[^\s@/]+\.[A-Za-z]{2,}")
_SERVER = re.compile(r"(?:www\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(\.[A-Za-z]{2,})(?:[/?#].*)?")


@dataclass(frozen=True)
class Places:
    """What a link of this site can lead to."""

    files: Collection[str]
    """The published files, from the folder of the pages."""
    agencies: Collection[str]
    written: Mapping[str, Written]
    settings: Settings

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of the pages that people write."""
        return frozenset(unquote(url_of(name)).strip("/") for name in self.files)

    def in_first(self, path: str) -> str:
        """Return a path of the site as it is in its first language, in which every page stands."""
        first, _slash, rest = path.partition("/")
        return rest if first in self.settings.folders else path

    def has(self, path: str) -> bool:
        """Return whether a file, or a page by the name of its file, is at a path."""
        if path in self.files:
            return True
        made = is_made(path, self.settings.path)
        return self._is_of_an_agency(path) if made == "agencies" else bool(made)

    def _is_of_an_agency(self, path: str) -> bool:
        """Return whether a path below `agencies` can be a page; a picture there is a file."""
        _, *below = path.removeprefix(self.settings.path).removesuffix(".md").split("/")
        if not below or below[0] in ("", "index", "feed.xml"):
            return True
        if "." in below[-1] and not below[-1].endswith(".xml"):
            return False
        agency, *service = [part for part in below if part and part != "index"]
        written = self.written.get(agency)
        if not service or written is None:
            return agency in self.agencies
        return not written.lacks("service", service[0])


def page_target_problems(
    pages: Iterable[tuple[str, AgencyPage]], places: Places
) -> Iterator[Problem]:
    """Yield what a build would refuse of the links and pictures of pages, where it is written."""
    listed = [*pages]
    others = {page.path: (own, prose_of(page)) for own, page in listed}
    for own, page in listed:
        prose = prose_of(page)
        text = prose.without_code
        for link in links_in(text) if "](" in text else ():
            for code, said in _faults(link, own, prose, places, others):
                yield Problem(prose.place(link.target_at), code, said)
        for at, name in unknown_names(text) if "][" in text or "] [" in text else ():
            message = _(
                "no link of this page is called {name}, so the brackets would be shown; write the address in round brackets, or add a line {line}",
                name=shown(name),
                line="[" + name + "]: https://...",
            )
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


def _faults(
    link: Link, own: str, prose: Prose, places: Places, others: Mapping[str, tuple[str, Prose]]
) -> Iterator[tuple[str, Message]]:
    target = address_of(link.target)
    said = _no_address(target, link.target)
    if said:
        yield "M016", said
        return
    try:
        parts = urlsplit(target)
    except ValueError:
        return  # no address, which is told of it
    if parts.scheme or parts.netloc:
        is_fetched = link.is_picture and parts.scheme in ("http", "https", "")
        if is_fetched and parts.hostname not in places.settings.allowed_hosts:
            yield (
                "M018",
                _(
                    "the picture {picture} would be fetched from another host; keep a copy in the folder of this page, or have the publisher name the host under allowed_hosts",
                    picture=shown(target),
                ),
            )
        elif not link.is_picture and not link.words.strip():
            yield (
                "M016",
                _(
                    "the link to {target} has no words; write them between [ and ]",
                    target=shown(target),
                ),
            )
    elif not parts.path:
        if parts.fragment and (said := _no_place(parts.fragment, own, prose, places)):
            yield "M016", said
    elif (
        "\\" not in target
        and (said := _no_file(unquote(parts.path), prose.page, places, is_picture=link.is_picture))
    ) or (
        parts.fragment
        and (other := _in_language(others, _path_of(parts.path, prose.page, places), prose, places))
        and (said := _no_place(parts.fragment, *other, places, is_here=False))
    ):
        yield "M016", said


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


def _in_language(
    others: Mapping[str, tuple[str, Prose]], path: str, prose: Prose, places: Places
) -> tuple[str, Prose] | None:
    """Return a page by its path, in the language of the page that leads there, where it is written in it."""
    ending = places.settings.folder_of(prose.page.language).strip("/")
    return others.get(f"{path.removesuffix('.md')}.{ending}.md") or others.get(path)


def _path_of(path: str, page: AgencyPage, places: Places) -> str:
    """Return the file of the site that a path of a page names, from the site's folder."""
    docs = places.settings.docs_dir
    here = page.path.removeprefix(f"{docs}/")
    return f"{docs}/{_joined(dirname(here), unquote(path))}"


def _no_file(path: str, page: AgencyPage, places: Places, *, is_picture: bool) -> Message:
    """Return what is wrong with a path of this site; '' where it leads somewhere."""
    here = places.settings.source_of(page.path.removeprefix(f"{places.settings.docs_dir}/"))
    beside = _joined(dirname(here), path)
    beside = beside and places.in_first(beside)
    if beside and "." in basename(path) and places.has(beside):
        return SILENCE
    on_site = _joined(unquote(url_of(here)), path)
    if on_site is not None and not path.endswith(".md"):
        page_there = places.in_first(on_site.removesuffix("/index.html"))
        if page_there in places.addresses or places.has(page_there):
            return SILENCE
    if _MAIL.fullmatch(path):
        return _(
            "{written} is no link to a mail address; write mailto:{address}",
            written=shown(path),
            address=path,
        )
    server = _SERVER.fullmatch(path)
    if server and server[1].lower() not in KINDS_OF_LOOKS and not is_picture:
        return _(
            "{written} is no whole address; write https://{address}",
            written=shown(path),
            address=path,
        )
    where = f"{places.settings.docs_dir}/{beside}" if beside else _("outside the site")
    near = Speller(_names_beside(beside or "", places)).near(basename(path))
    do = _("put it there, or mend the link")
    if near:
        do = _("did you mean {near}?", near="/".join(filter(None, [dirname(path), near])))
    elif beside and places.has(f"{beside.strip('/')}.md"):
        do = _("write {better}", better=path.strip("/") + ".md")
    said = _("{written} leads to no page or file of this site ({where}); {do}")
    if is_picture:
        said = _("{written} leads to no picture of this site ({where}); {do}")
    elif path.endswith(".md"):
        said = _("{written} leads to no page of this site ({where}); {do}")
    return said.filled(written=shown(path), where=where, do=do)


def _names_beside(path: str, places: Places) -> Iterator[str]:
    folder = dirname(path)
    yield from (basename(name) for name in places.files if dirname(name) == folder)


def _joined(folder: str, path: str) -> str | None:
    """Return a path from the top of the site; None where it leads out of it."""
    if path.startswith("/"):
        return path.lstrip("/")
    found = normpath(f"{folder.rstrip('/')}/{path}" if folder else path)
    if found == ".":
        return ""
    return None if found.startswith("..") else found.lstrip("/")


def _no_place(
    name: str, own: str, prose: Prose, places: Places, *, is_here: bool = True
) -> Message:
    """Return what is wrong with a link to a place of a page, its own or another; nothing where it is there."""
    headings = [found[1] for found in _HEADING.finditer(prose.without_code)]
    named = (found for groups in _OWN_ID.findall(prose.page.body) for found in groups if found)
    known = {*map(_slug, headings), *named, *(TAKEN if own else ())}
    written = places.written.get(own)
    plain = re.sub(r"_[0-9]+$", "", unquote(name))
    if plain in {*known, "top"} or name.startswith(
        ("fn:", "fnref:", "survey-", "words_", "placed_")
    ):
        return SILENCE
    if written is not None and not written.lacks(MEASURED, plain):
        return SILENCE
    near = Speller(known).near(plain)
    do = _("write # and the words of a heading, with hyphens")
    if near:
        do = _("did you mean {near}?", near="#" + near)
    if is_here:
        return _("{place} leads to no place of this page; {do}", place=shown("#" + name), do=do)
    return _("{place} leads to no place of that page; {do}", place=shown("#" + name), do=do)


def _slug(heading: str) -> str:
    """Return the address that Markdown gives to a heading."""
    words = re.sub(r"\]\([^)]*\)|[*`]", "", heading)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())
