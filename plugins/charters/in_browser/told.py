"""What an audit found, as problems: each at the file that somebody mends, where it is known, else at the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from charters.in_browser.whole_site import Standing
from charters.model.audited import Found, KnownFault
from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.reading.audit_record import KNOWN
from charters.reading.sources import relative
from charters.rules.pages.html_tree import Document
from charters.rules.pages.written_at import EditorsFiles


@dataclass
class Teller:
    """Knows the built site, and the files it was made from."""

    home: Path
    settings: Settings
    site: Path
    known: Mapping[KnownFault, Place]
    _pages: dict[str, Document] = field(default_factory=dict)

    def told(self, stands: Standing) -> Iterator[Problem]:
        """Yield what has to be mended, and what is advice."""
        yield from (Problem(self._place(one), "W001", _said(one)) for one in stands.new)
        for code, more in (("W002", stands.advice), ("W004", stands.unsure)):
            for first, pages in _by_rule(more):
                said = f"on {pages:,} pages, {_said(first)}" if pages > 1 else _said(first)
                yield Problem(self._place(first), code, said)
        for known in stands.expired:
            said = f"{_named(known)} was to be mended by {known.until}; mend it, or {known.owner} gives a new day"
            yield Problem(self.known[known], "W003", said)
        for known in stands.gone:
            said = f"no page has {_named(known)} any more; take it out of {KNOWN}"
            yield Problem(self.known[known], "W003", said)

    def _place(self, found: Found) -> Place:
        file = f"{found.page}index.html" if found.page[-1:] in ("", "/") else found.page
        page = self._pages.get(file)
        if page is None:
            html = (self.site / file).read_text(encoding="utf-8", errors="replace")
            editors = EditorsFiles(self.home, self.settings)
            page = self._pages[file] = Document(html, file, editors=editors)
        place = page.place(page.chosen(found.where))
        if place.path != file:
            return place
        return Place(relative(self.home, self.site / file), place.line, place.column)


def _by_rule(found: Iterable[Found]) -> Iterator[tuple[Found, int]]:
    """Yield each rule once, with how many pages it is about: nobody reads the same advice a thousand times."""
    first: dict[str, Found] = {}
    count = Counter[str]()
    for one in found:
        first.setdefault(one.rule, one)
        count[one.rule] += 1
    yield from ((one, count[rule]) for rule, one in first.items())


def _named(fault: KnownFault) -> str:
    return f"the known fault {fault.rule} at {fault.where}"


def _said(one: Found) -> str:
    wcag = f" (WCAG {', '.join(one.wcag)})" if one.wcag else ""
    more = f" and {one.elements - 1} more" if one.elements > 1 else ""
    said = f"/{one.page} [{'; '.join(one.at)}] {one.rule}: {one.title}{wcag}"
    return f"{said}: {one.where}{more}: {one.said}"
