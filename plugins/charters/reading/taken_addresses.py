"""Where the files of a site stand on it, and which would stand in the place of another.

Of two files with one address, one is lost without a word; on a disk or a host that does not tell
`Filter.js` from `filter.js`, so is one of those two. What the program makes is known by the folders
it makes: no file of an editor or of the looks may lie in one of them. Two kinds of page alone hold
somebody's words and what the program adds to them: the home page, and the agencies' own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote, unquote

from charters.model.settings import Settings
from charters.problems import PACKAGE, Place, Problem, declared
from charters.problems.message import Message, _

_MADE = declared("reading/taken_addresses")


def url_of(source: str) -> str:
    """Return the address of a Markdown file's page, from the site's own."""
    name = source.rpartition(".")[0]
    folder, _, last = name.rpartition("/")
    name = folder if last in ("index", "README") else name
    return quote(f"{name}/") if name else ""


def address_problems(paths: Iterable[str], settings: Settings) -> Iterator[Problem]:
    """Yield the files that would take the place of another; their paths are from the site's folder."""
    taken: dict[str, str] = {}
    for path in sorted(paths):
        of_looks = settings.is_of_the_looks(path)
        written = path.removeprefix(f"{settings.looks_dir if of_looks else settings.docs_dir}/")
        name, language = settings.told_apart(written)
        if of_looks and name.endswith(".html"):
            continue  # a template, which is no file of the site
        address, below = _address(name), settings.folder_of(language)
        alike = unicodedata.normalize("NFC", address).casefold()
        ours = "" if _holds_words(path, settings) else _made_at(alike, name, settings)
        address, alike = f"{below}{address}", f"{below.casefold()}{alike}"
        if alike in _assets() and not of_looks:
            ours = _("{address} of the looks", address=alike)
        if ours or alike in taken:
            message = (
                _(
                    "this would take the place of {made}, which the program makes; give it another name or another folder",
                    made=ours,
                )
                if ours
                else _(
                    "this would take the place of {other} (at {address}); give it another name or another folder",
                    other=taken[alike],
                    address=address,
                )
            )
            yield Problem(Place(path), "Y051", message)
        taken.setdefault(alike, path)


def is_made(path: str, below: str) -> str:
    """Return the first part of an address if the program makes what stands there; '' where it does not."""
    first = path.removeprefix(below).partition("/")[0].removesuffix(".md")
    known = (*_MADE["folders"], *_MADE["files"], *_MADE["at_the_top"])
    return first if path.startswith(below) and first in known else ""


def _address(name: str) -> str:
    """Return where a file stands on the site."""
    return f"{unquote(url_of(name))}index.html" if name.endswith(".md") else name


def _holds_words(path: str, settings: Settings) -> bool:
    """Return whether a file holds somebody's words for a page that the program makes."""
    path, _language = settings.told_apart(path)
    folder, _slash, name = path.rpartition("/")
    is_agency = folder == settings.agencies_dir and name.endswith(".md") and name != "index.md"
    return is_agency or path == f"{settings.words_dir}/index.md"


def _made_at(address: str, name: str, settings: Settings) -> Message | str:
    """Return what the program makes at an address; '' where it makes nothing."""
    top, below = address.partition("/")[0], settings.path
    if "/" in address and top in map(str.casefold, settings.folders):
        return _("the folder {folder}", folder=top + "/")
    if top in _MADE["at_the_top"]:
        return _("the folder {folder}", folder=top + "/") if "/" in address else top
    first, slash, rest = address.removeprefix(below).partition("/")
    if not address.startswith(below) or not slash:
        return address if first in _MADE["files"] and address.startswith(below) else ""
    if name.startswith(f"{below}agencies/"):
        # Pictures may lie beside the agencies' pages; other pages there are told of elsewhere.
        is_other_page = name.endswith(".md") and name != f"{below}agencies/index.md"
        return address if rest.rpartition("/")[2] in _MADE["files"] and not is_other_page else ""
    return _("the folder {folder}", folder=below + first + "/") if first in _MADE["folders"] else ""


@cache
def _assets() -> frozenset[str]:
    """Return the addresses of the files of the looks that come with the program."""
    found = (path for path in PACKAGE.glob("*/assets/**/*") if path.is_file())
    return frozenset("/".join(path.relative_to(PACKAGE).parts[1:]).casefold() for path in found)
