"""Where the links of a page lead on its own site, and which of them lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from urllib.parse import SplitResult, unquote, urldefrag, urljoin, urlsplit

from charters.problems import Message
from charters.problems.message import _
from charters.rules.pages.elements import Element
from charters.rules.pages.html_tree import Document
from charters.rules.pages.known import Lead

_ADDRESSES = frozenset(("href", "src", "srcset", "poster", "data", "action", "formaction"))
_CARD = "og:image"
"""The picture beside a link to the page elsewhere; its address is a whole one."""
_WITH_ADDRESS = (
    "[href]",
    "[src]",
    "[srcset]",
    "[poster]",
    "object",
    "form",
    "[formaction]",
    "meta",
)
_TOP = "top"
"""Where every page begins, for every browser."""
_NOWHERE = _("{target} leads to no page or file of this site")
_NO_PLACE = _("{target} leads to a place that is not on {path}")

_BESIDE = re.compile(r"(?a)((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#([\w.:-]*))?\Z")
"""Nearly every link within a site: the way up, the way down, and a place there."""


def led(page: Document, base: str) -> Iterator[tuple[Element, str, Lead | None]]:
    """Yield what leads anywhere, as it is written, with where on this site that is; None for elsewhere."""
    here = f"{base}{page.path}"
    folders = [*accumulate(here.split("/")[:-1], "{}/{}".format)]
    for element in page.all(_WITH_ADDRESS):
        found = element.attrs
        is_ours = "hreflang" not in found  # Another build may make another language.
        for target in _targets(element.tag, found):
            written = f"{target}/" if target.endswith("/..") else target
            if is_ours and (plain := _BESIDE.match(written)):
                up, rest, place = plain.groups(default="")
                folder = folders[max(0, len(folders) - 1 - len(up) // 3)]
                yield element, target, (f"{folder}/{rest}" if up or rest else here, place)
            elif (parts := parts_of(target)) is None or parts.scheme or parts.netloc:
                yield element, target, None
            elif is_ours:
                address, place = urldefrag(target)
                led = unquote(urlsplit(urljoin(here, address)).path) if address else here
                yield element, target, (led, unquote(place))


def _targets(tag: str, found: Mapping[str, str | None]) -> Iterator[str]:
    if tag == "meta" and found.get("property") == _CARD:
        yield urlsplit(found.get("content") or "").path
    for name, value in found.items():
        if name in _ADDRESSES and value is not None:
            if name == "srcset":
                yield from (one.split()[0] for one in value.split(",") if one.strip())
            else:
                yield value.strip()


def parts_of(target: str) -> SplitResult | None:
    """Return the parts of an address; None for one that cannot be an address (`https://[`)."""
    try:
        return urlsplit(target)
    except ValueError:
        return None


def broken(
    leads: Iterable[Lead], ids: Mapping[str, str], file_of: Callable[[str], str | None]
) -> Iterator[tuple[Lead, tuple[str, Message]]]:
    """Yield each address of this site that leads nowhere, with the code and words of what is wrong.

    `ids` are those of each page, `file_of` returns the file an address stands for.
    """
    files: dict[str, str | None] = {}
    for address, place in leads:
        if address not in files:
            files[address] = file_of(address)
        path = files[address]
        if path is None:
            yield (address, place), ("S001", _NOWHERE)
        elif place not in ("", _TOP) and path in ids and f"\n{place}\n" not in ids[path]:
            yield (address, place), ("S002", _NO_PLACE.filled(path=path))
