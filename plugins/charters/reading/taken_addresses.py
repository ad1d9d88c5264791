"""Where the files of a site stand on it, and which would stand in the place of another.

Of two files with one address, one is lost without a word; on a disk or a host that does not tell
`Filter.js` from `filter.js`, so is one of those two. What the program makes is known by the folders
it makes: no file of an editor or of the looks may lie in one of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from charters.problems import Place, Problem, declared

CONTENT, LOOKS = "content", "overrides"
"""The folders that are published: what people write, and how it looks."""
_MADE = declared("reading/taken_addresses")


def url_of(source: str) -> str:
    """Return the address of a Markdown file's page, from the site's own."""
    name = source.rpartition(".")[0]
    folder, _, last = name.rpartition("/")
    name = folder if last in ("index", "README") else name
    return quote(f"{name}/") if name else ""


def address_problems(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield the files that would take the place of another; their paths are from the site's folder."""
    taken: dict[str, str] = {}
    for path in sorted(paths):
        folder, _slash, name = path.partition("/")
        if folder == LOOKS and name.endswith(".html"):
            continue  # a template, which is no file of the site
        address = _address(name)
        alike = unicodedata.normalize("NFC", address).casefold()
        ours = _made_there(name, alike, is_of_the_looks=folder == LOOKS)
        if ours or alike in taken:
            said = f"{ours}, which the program makes" if ours else f"{taken[alike]} (at {address})"
            message = f"this would take the place of {said}; give it another name or another folder"
            yield Problem(Place(path), "Y051", message)
        taken.setdefault(alike, path)


def _address(name: str) -> str:
    """Return where a file stands on the site."""
    return f"{unquote(url_of(name))}index.html" if name.endswith(".md") else name


def _made_there(name: str, address: str, *, is_of_the_looks: bool) -> str:
    """Return what the program makes at an address; '' where it makes nothing."""
    first, _slash, rest = address.partition("/")
    last = address.rpartition("/")[2]
    if _holds_words_of_a_page(name) and not is_of_the_looks:
        return ""
    if not rest:
        return first if first in _MADE["files"] else ""
    if first == "agencies" and name.startswith("agencies/"):
        # Pictures may lie beside the agencies' pages; other pages there are told of elsewhere.
        is_other_page = name.endswith(".md") and name != "agencies/index.md"
        return address if last in _MADE["files"] and not is_other_page else ""
    if first == "assets":
        return "" if is_of_the_looks else "a file of the looks in assets/"
    return f"the folder {first}/" if first in _MADE["folders"] else ""


def _holds_words_of_a_page(name: str) -> bool:
    """Return whether a Markdown file holds somebody's words for a page that the program makes."""
    folder, _slash, page = name.removesuffix(".md").rpartition("/")
    return name.endswith(".md") and (
        page in _MADE["pages"] if not folder else folder in _MADE["of_agencies"] and page != "index"
    )
