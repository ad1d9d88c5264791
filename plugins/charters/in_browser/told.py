"""What an audit found, as problems: each at the file that somebody mends, where it is known, else at the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path

from charters.in_browser.whole_site import AuditOutcome
from charters.model.audited import Found, KnownFault
from charters.model.settings import Settings
from charters.problems import SILENCE, Message, Place, Problem, browser_checks
from charters.problems.message import _
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

    def told(self, outcome: AuditOutcome) -> Iterator[Problem]:
        """Yield what has to be mended, and what is advice."""
        yield from (Problem(self._place(one), "W001", _said(one)) for one in outcome.new)
        for code, more in (("W002", outcome.advice), ("W004", outcome.unsure)):
            for first, pages in _by_rule(more):
                said = _said(first)
                if pages > 1:
                    said = _("on {pages} pages, {found}", pages=pages, found=said)
                yield Problem(self._place(first), code, said)
        for known in outcome.expired:
            said = _(
                "{fault} was to be mended by {day}; mend it, or {owner} gives a new day",
                fault=_named(known),
                day=known.until.isoformat(),
                owner=known.owner,
            )
            yield Problem(self.known[known], "W003", said)
        for known in outcome.gone:
            said = _(
                "no page has {fault} any more; take it out of {file}",
                fault=_named(known),
                file=KNOWN,
            )
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


def _named(fault: KnownFault) -> Message:
    return _("the known fault {rule} at {place}", rule=fault.rule, place=fault.where)


_LOOKS = (_("light"), _("dark"), _("forced colors"), _("no JavaScript"))
"""How a page was looked at, besides the width of the screen; see `one_page`."""


def _screen(at: str) -> Message:
    width, comma, look = at.rpartition(", ")
    return _("{width}, {look}", width=width, look=Message(look)) if comma else Message(look)


def _and_then(one: Message, other: Message) -> Message:
    return _("{one}; {other}", one=one, other=other) if one else other


def _said(one: Found) -> Message:
    """Return what is wrong on a page; axe's own words are in English."""
    title: Message | str = Message(one.title) if one.rule in browser_checks() else one.title
    if one.wcag:
        title = _("{title} (WCAG {criteria})", title=title, criteria=", ".join(one.wcag))
    where: Message | str = one.where
    if one.elements > 1:
        where = _("{place} and {count} more", place=where, count=one.elements - 1)
    return _(
        "/{page} [{screens}] {rule}: {title}: {place}: {told}",
        page=one.page,
        screens=reduce(_and_then, map(_screen, one.at), SILENCE),
        rule=one.rule,
        title=title,
        place=where,
        told=one.said,
    )
