"""Inline references: one fact of a promise, printed from the data inside a sentence.

`{phone-wait: result}` prints what the card of the promise prints, `{ssa/phone-wait: aim}` that of
another agency. The form is none of Markdown's, of its attribute lists or of template languages; what
names no promise has been refused by the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from re import Match
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from charters.judging.figures import FigureSeries
from charters.judging.history import breaks
from charters.judging.standings import Standing
from charters.judging.verdicts import level_reached
from charters.model.results import Result
from charters.model.standards import Measured
from charters.publishing.book import Book
from charters.publishing.counterparts import language_at
from charters.publishing.say.distances import distance_words
from charters.publishing.say.result_words import result_words
from charters.publishing.say.verdict_words import said_in_one
from charters.publishing.views.figure_tables import figure_view
from charters.publishing.views.promise_cards import promise_view
from charters.publishing.views.shown_aims import aim_words
from charters.reading.page_references import FACTS
from charters.reading.prose import REFERENCE

_AFTER_ESCAPES = 175
"""Python-Markdown reads code spans (190) and escapes (180) first, and links (170) after."""


class InlineFacts(Extension):  # type: ignore[misc]  # the library is not typed
    """Prints the facts that a page names; `agency` is whose page is being rendered."""

    def __init__(self, book: Book, agency: str = "") -> None:
        """Keep the book, in which each promise is looked up when it is first named."""
        super().__init__()
        self.books, self.book, self.agency = book.in_languages, book, agency
        self._known: dict[tuple[str, str, str], Mapping[str, str]] = {}

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802 - the library's name
        """Register the form of a reference."""
        md.inlinePatterns.register(_Reference(self), "charters-fact", _AFTER_ESCAPES)

    def about(self, source: str, written_in: str = "") -> None:
        """Say whose page is rendered next, and in which language: its references name the agency's own promises."""
        settings = self.book.register.settings
        language = language_at(settings, source)
        folder, _slash, name = source.removeprefix(settings.folder_of(language)).rpartition("/")
        is_plan = folder == f"{settings.path}agencies"
        self.book = self.books[written_in or language]
        self.agency = name.removesuffix(".md") if is_plan else ""

    def fact(self, named: str, fact: str) -> str | None:
        """Return a fact in the words of the site; None for what is no reference."""
        agency, _slash, promise = named.rpartition("/")
        key = self.book.speech.language, agency or self.agency, promise
        if key not in self._known:
            self._known[key] = self._look_up(*key[1:])
        return self._known[key].get(fact)

    def _look_up(self, agency: str, name: str) -> Mapping[str, str]:
        if agency in self.book.register.unread:
            said = self.book.speech.gettext("[of {agency}, which is not in this preview]")
            return dict.fromkeys(FACTS, said.format(agency=agency))
        if (charter := self.book.register.charters.get(agency)) is None:
            return {}
        if (standing := self.book.standing_of(charter, name)) is not None:
            return _facts(self.book, standing)
        series = self.book.figure_of(charter, name)
        return _figure_facts(self.book, series) if series else {}


class _Reference(InlineProcessor):  # type: ignore[misc]  # the same
    def __init__(self, facts: InlineFacts) -> None:
        super().__init__(REFERENCE.pattern)
        self.facts = facts

    def handleMatch(  # noqa: N802 - the library's name
        self, m: Match[str], _data: str
    ) -> tuple[Element | None, int | None, int | None]:
        words = self.facts.fact(m[1], m[2])
        if words is None:
            return None, None, None
        element = Element("span")
        element.text = AtomicString(words)  # not Markdown, whatever signs the data holds
        return element, m.start(), m.end()


def _facts(book: Book, standing: Standing) -> Mapping[str, str]:
    speech, view, latest = book.speech, promise_view(book, standing), standing.latest
    result = view.result
    aim = view.aim.then or aim_words(speech, standing.standard, standing.target)
    return {
        "result": result.words if result else view.verdict.word,
        "aim": aim or speech.gettext("no aim"),
        "verdict": said_in_one(speech, view.verdict),
        "period": speech.period(latest.result.period) if latest else view.verdict.word,
        "change": _change(book, standing),
    }


def _figure_facts(book: Book, series: FigureSeries) -> Mapping[str, str]:
    newest, none = figure_view(book, series).newest, book.speech.gettext("no result")
    return {
        "result": newest.words if newest else none,
        "period": newest.period if newest else none,
        "change": _change(book, series),
    }


def _change(book: Book, standing: Standing | FigureSeries) -> str:
    """Return how the newest result differs from the one of the period before."""
    speech, _ = book.speech, book.speech.gettext
    if len(standing.judged) < 2:
        return _("no earlier result")
    before, newest = (judged.result for judged in standing.judged[-2:])
    for result in (newest, before):
        if result.hidden:
            return result_words(speech, standing.standard, result, None)
    period = speech.period(before.period)
    there, here = (_amount(standing.standard, result) for result in (before, newest))
    broken = breaks(standing.standard) if isinstance(standing, Standing) else ()
    changed = (before.period.start < c.date <= newest.period.end for c in broken)
    if there is None or here is None or any(changed):
        return _("not comparable with {period}").format(period=period)
    if newest.answer is not None and here != there:
        kept = (
            _("kept, unlike for {period}") if newest.answer else _("not kept, unlike for {period}")
        )
        return kept.format(period=period)
    if there == here:
        return _("the same as for {period}").format(period=period)
    distance = distance_words(speech, standing.standard, abs(here - there))
    words = _("{distance} higher than for {period}")
    if here < there:
        words = _("{distance} lower than for {period}")
    return words.format(distance=distance, period=period)


def _amount(measured: Measured, result: Result) -> Fraction | None:
    return level_reached(measured, result) if result.answer is None else Fraction(result.answer)
