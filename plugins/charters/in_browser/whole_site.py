"""Every page of a site, two at a time; a page that is what it was is not looked at again."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from charters import __version__
from charters.in_browser import axe, probes
from charters.in_browser.chromium import chromium, version
from charters.in_browser.hosting import pages_of, serving
from charters.in_browser.one_page import SCHEMES, WIDTHS, Looker
from charters.model.audited import AuditRecord, Found, KnownFault
from charters.model.settings import WcagLevel
from charters.problems import browser_checks

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = 2
Tell = Callable[[int, int], None]
"""Called with how many pages are done, and how many there are."""
Looking = Callable[["Browser"], Looker]


def audit_site(
    site: Path, cache: Path, tell: Tell, day: date, level: WcagLevel
) -> tuple[AuditRecord, int]:
    """Return what was found on every page, and how many pages were opened for it."""
    pages = pages_of(site)
    axe_is, browser_is = axe.version(), version()
    keys = _keys(site, pages, f"{axe_is} {browser_is} {level}")
    found = {one: _kept(cache / key) for one, key in keys.items()}
    wanted = [one for one in pages if found[one] is None]
    tell(len(pages) - len(wanted), len(pages))
    with serving(site) as host:
        _look(partial(Looker, host=host, level=level), wanted, _Keeper(found, keys, cache, tell))
    record = AuditRecord(
        checked=day,
        program=f"charters {__version__}",
        axe=axe_is,
        browser=browser_is,
        wcag=f"2.2 {level}",
        screens=tuple(f"{width} px, {scheme}" for width in WIDTHS for scheme in SCHEMES),
        checks=tuple(one for one in browser_checks() if probes.is_held_to(one, level)),
        pages=tuple(pages),
        found=tuple(one for address in pages for one in found[address] or ()),
    )
    return record, len(wanted)


@dataclass
class _Keeper:
    """Takes what was found on each page, from whichever browser, and keeps it for the next time."""

    found: dict[str, list[Found] | None]
    keys: Mapping[str, str]
    cache: Path
    tell: Tell

    def keep(self, address: str, found: list[Found]) -> None:
        self.found[address] = found
        self.cache.mkdir(parents=True, exist_ok=True)
        (self.cache / ".gitignore").write_text("*\n", encoding="utf-8")
        text = json.dumps([one.model_dump(mode="json") for one in found])
        (self.cache / self.keys[address]).write_text(text, encoding="utf-8")
        self.tell(sum(one is not None for one in self.found.values()), len(self.found))


def _look(looking: Looking, wanted: Iterable[str], keeper: _Keeper) -> None:
    """Let each browser, in a thread of its own, take the next page until none is left."""
    left = deque(wanted)
    with ThreadPoolExecutor(BROWSERS) as pool:
        browsers = min(BROWSERS, len(left))
        for done in [pool.submit(_take, looking, left, keeper) for _ in range(browsers)]:
            done.result()


def _take(looking: Looking, left: deque[str], keeper: _Keeper) -> None:
    try:
        with chromium() as browser:
            looker = looking(browser)
            with suppress(IndexError):
                while True:
                    address = left.popleft()
                    keeper.keep(address, looker.found_on(address))
    finally:
        left.clear()  # Where one browser is stopped, the other has nothing to go on for.


def _keys(site: Path, pages: Mapping[str, Path], versions: str) -> dict[str, str]:
    """Return what tells each page from any other: itself, all styles and programs, and what looks at it."""
    looks = sorted(one for one in site.rglob("*") if one.suffix in (".css", ".js"))
    shared = hashlib.sha256(f"{versions}{__version__}{probes.script()}".encode())
    for one in looks:
        shared.update(one.relative_to(site).as_posix().encode() + one.read_bytes())
    keys = {}
    for address, file in pages.items():
        own = shared.copy()
        own.update(address.encode() + file.read_bytes())
        keys[address] = own.hexdigest()
    return keys


def _kept(file: Path) -> list[Found] | None:
    try:
        return [Found.model_validate(one) for one in json.loads(file.read_bytes())]
    except (OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class AuditOutcome:
    """What an audit comes to beside the faults that are known."""

    new: list[Found]
    known: list[Found]
    advice: list[Found]
    unsure: list[Found]
    expired: list[KnownFault]
    """Known faults whose day has passed."""
    gone: list[KnownFault]
    """Known faults that no page has any more."""

    @property
    def passes(self) -> bool:
        """Whether nothing has to be done."""
        return not (self.new or self.expired or self.gone)


def outcome_of(record: AuditRecord, known: Iterable[KnownFault], day: date) -> AuditOutcome:
    """Return which faults are known and which are not, and which known ones are out of date."""
    every = list(known)
    new = [one for one in record.faults if not any(fault.covers(one) for fault in every)]
    return AuditOutcome(
        new=new,
        known=[one for one in record.faults if one not in new],
        advice=[one for one in record.found if one.advice],
        unsure=record.unsure,
        expired=[one for one in every if one.until < day],
        gone=[one for one in every if not any(one.covers(found) for found in record.faults)],
    )
