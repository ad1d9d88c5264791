"""The levels that stand beside each other: our results and aims, and those of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from charters.judging.comparators import Compared, Ours, amount_of, best_among, is_old
from charters.judging.verdicts import level_reached
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.quantities import Target
from charters.publishing.book import Book
from charters.publishing.say.choice_words import word
from charters.publishing.say.marks import _n
from charters.publishing.say.result_words import words_of
from charters.publishing.say.speech import Said, Speech, capitalized
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.facts import put
from charters.publishing.views.places import agency_name
from charters.publishing.views.shown_aims import aim_words

Beside = Sequence[tuple[Ours, list[Benchmark]]]
"""Each result of ours with the comparators that stand beside it."""


@dataclass(frozen=True, slots=True)
class LevelView:
    """One row under the picture: whose level, how much, and of when."""

    kind: str
    who: Said
    level: str
    note: str
    source: SourceView | None
    amount: Fraction | None
    """None where the level cannot be drawn on the common scale."""


def our_rows(book: Book, standing: Compared, beside: Beside) -> Iterator[LevelView]:
    """Yield our result of each period that a comparator stands beside; of several, each says whose."""
    speech = book.speech
    for ours, others in beside:
        result = ours.result
        level = level_reached(standing.standard, result)
        if level is None or result.hidden:
            continue
        note = speech.period(result.period)
        if len(beside) > 1:
            who = ", ".join(dict.fromkeys(speech.say(o.organization).words for o in others))
            note = speech.gettext("{period}, to set beside {who}").format(period=note, who=who)
        words = words_of(speech, standing.standard, ours)
        source = source_view(speech, standing.charter, result.source)
        agency = agency_name(speech, standing.charter)
        yield LevelView("us", agency, words, capitalized(note), source, level)


def aim_rows(book: Book, standing: Compared, beside: Beside) -> Iterator[LevelView]:
    """Yield the aim of those periods; where it changed between them, each with its period."""
    speech = book.speech
    aims: dict[str, tuple[Target, str]] = {}
    for ours, _others in beside:
        if (target := ours.target) is not None:
            when = speech.period(ours.result.period)
            aims.setdefault(aim_words(speech, standing.standard, target), (target, when))
    if not beside and standing.target:
        aims[aim_words(speech, standing.standard, standing.target)] = (standing.target, "")
    for words, (target, when) in aims.items():
        note = capitalized(when) if len(aims) > 1 else ""
        amount = Fraction(target.level.amount)
        agency = agency_name(speech, standing.charter)
        who = put(speech, speech.gettext("Aim of {agency}"), agency=agency)
        yield LevelView("aim", who, words, note, None, amount)


def other_row(
    book: Book,
    standing: Compared,
    benchmark: Benchmark,
    found: Sequence[Benchmark],
    chosen: Benchmark | None,
) -> LevelView:
    """Return the level of another organization."""
    speech = book.speech
    notes = (
        _rank(book, standing, benchmark, found, chosen),
        basis_words(speech, benchmark) if benchmark.basis is Basis.PROMISE else "",
    )
    return LevelView(
        benchmark.sector.value,
        speech.say(benchmark.organization),
        speech.amount(benchmark.value) if benchmark.value else "",
        capitalized(", ".join(note for note in notes if note)),
        source_view(speech, standing.charter, benchmark.source),
        amount_of(standing.standard, benchmark),
    )


def _rank(
    book: Book,
    standing: Compared,
    benchmark: Benchmark,
    found: Sequence[Benchmark],
    chosen: Benchmark | None,
) -> str:
    """Return whose level it is and of when; and whether it is the best of several, or only old."""
    speech, register, charter = book.speech, book.register, standing.charter
    who = "" if benchmark.sector is Sector.OWN_PAST else word(speech, benchmark.sector)
    when = speech.gettext("year not known")
    if benchmark.date:
        when = speech.period(benchmark.date)
    count = best_among(register, standing, found, benchmark) if benchmark is chosen else 0
    if count:
        one, many = _BEST[benchmark.sector]
        who = speech.so_many(one, many, count)
    elif who and chosen and is_old(register, charter, chosen) and _of_one_year(chosen, benchmark):
        newest = speech.gettext("Newest level recorded (old)")
        who = f"{newest}, {who}"
    elif is_old(register, charter, benchmark):
        when = speech.gettext("{period} (old)").format(period=when)
    return ", ".join(filter(None, (who, when)))


def _of_one_year(one: Benchmark, other: Benchmark) -> bool:
    return bool(one.date and other.date and one.date.end.year == other.date.end.year)


_BEST = {
    Sector.PRIVATE: _n(
        "Best of {count} private organization with a recent result here",
        "Best of {count} private organizations with a recent result here",
    ),
    Sector.PUBLIC: _n(
        "Best of {count} public organization with a recent result here",
        "Best of {count} public organizations with a recent result here",
    ),
}


def basis_words(speech: Speech, benchmark: Benchmark) -> str | None:
    """Return whether a level is a result, or only promised; None of a result without a number."""
    if benchmark.basis is Basis.PROMISE:
        return speech.gettext("what they promise, not a result")
    return speech.gettext("a published result") if benchmark.value is not None else None
