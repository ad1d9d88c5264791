"""How an agency compares: its own published result beside the levels of others (item d)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from charters.judging.comparators import (
    amount_of,
    best_of,
    is_old,
    lower_is_better,
    our_result,
    ours_beside,
)
from charters.judging.standings import Judged, Standing
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.quantities import PERCENT, Target
from charters.model.standards import Standard
from charters.publishing.book import Book, once
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, Speech, rounded
from charters.publishing.say.verdict_words import MOST_DECIMALS, words_of
from charters.publishing.views.facts import Fact, facts
from charters.publishing.views.promise_cards import (
    SourceView,
    agency_name,
    aim_words,
    service_url,
    source_view,
)


@dataclass(frozen=True, slots=True)
class LevelView:
    """One row of the strip: whose level, how much, and its length on the common scale."""

    kind: str
    who: Said
    level: str
    note: str
    source: SourceView | None
    amount: Fraction | None
    width: str = ""
    """Percent of the longest level; '' where the level cannot be drawn on this scale."""


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """One comparator in full."""

    id: str
    who: Said
    sector: str
    facts: list[Fact]
    gap: str
    warnings: list[str]
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One promise beside its comparators."""

    sentence: Said
    url: str
    agency: Said
    summary: str
    levels: list[LevelView]
    benchmarks: list[BenchmarkView]
    warnings: list[str]


@once
def comparison_view(book: Book, standing: Standing) -> ComparisonView | None:
    """Return how a promise compares; None where no comparator is recorded."""
    charter, speech = standing.charter, book.speech
    found = [b for b in charter.benchmarks if b.standard == standing.standard.id]
    if not found:
        return None
    best = [
        best_of(book.register, standing, found, sector)
        for sector in (Sector.PRIVATE, Sector.PUBLIC)
    ]
    shown = [benchmark for benchmark in best if benchmark is not None]
    beside = ours_beside(standing, shown or found[:1])
    return ComparisonView(
        sentence=speech.say(standing.standard.promise),
        url=f"{service_url(charter, standing.standard.service)}#{standing.standard.id}",
        agency=agency_name(speech, charter),
        summary=_summary(speech, standing, shown),
        levels=_levels(book, standing, beside, shown),
        benchmarks=[_benchmark_view(book, standing, benchmark) for benchmark in found],
        warnings=[*_warnings(speech, found), *_old_levels(book, standing, shown)],
    )


def _levels(
    book: Book,
    standing: Standing,
    beside: Sequence[tuple[Judged, list[Benchmark]]],
    shown: Sequence[Benchmark],
) -> list[LevelView]:
    rows = [
        *_our_rows(book, standing, beside),
        *_aim_rows(book, standing, beside),
        *(_other(book, standing, benchmark) for benchmark in shown),
    ]
    amounts = [row.amount for row in rows if row.amount is not None]
    longest = (
        Fraction(100)
        if standing.standard.measure.result_unit == PERCENT
        else max(amounts, default=Fraction(0))
    )
    return [replace(row, width=_width(row.amount, longest)) for row in rows]


def _our_rows(
    book: Book, standing: Standing, beside: Sequence[tuple[Judged, list[Benchmark]]]
) -> Iterator[LevelView]:
    """Yield our result of each period that a comparator stands beside; of several, each says whose."""
    speech = book.speech
    for ours, others in beside:
        result = ours.result
        if result.amount is None or result.hidden:
            continue
        note = speech.period(result.period)
        if len(beside) > 1:
            who = speech.say(others[0].organization).words
            note = speech.gettext("{period}, to set beside {who}").format(period=note, who=who)
        words = words_of(speech, standing.standard, ours)
        source = source_view(speech, standing.charter, result.source)
        yield LevelView(
            "us", agency_name(speech, standing.charter), words, note, source, result.amount
        )


def _aim_rows(
    book: Book, standing: Standing, beside: Sequence[tuple[Judged, list[Benchmark]]]
) -> Iterator[LevelView]:
    """Yield the aim of those periods; where it changed between them, each with its period."""
    speech = book.speech
    aims: dict[str, tuple[Target, str]] = {}
    for ours, _others in beside:
        if (target := ours.verdict.target) is not None:
            when = speech.period(ours.result.period)
            aims.setdefault(aim_words(speech, standing.standard, target), (target, when))
    if not beside and standing.target:
        aims[aim_words(speech, standing.standard, standing.target)] = (standing.target, "")
    for words, (target, when) in aims.items():
        note = when if len(aims) > 1 else ""
        amount = Fraction(target.level.amount)
        yield LevelView("aim", Said(speech.gettext("Our aim")), words, note, None, amount)


def _width(amount: Fraction | None, longest: Fraction) -> str:
    if amount is None or not longest:
        return ""
    return f"{rounded(amount * 100 / longest, 1):f}"


def _other(book: Book, standing: Standing, benchmark: Benchmark) -> LevelView:
    speech = book.speech
    best = {
        Sector.PRIVATE: speech.gettext("Best private organization recorded"),
        Sector.PUBLIC: speech.gettext("Best public organization recorded"),
    }.get(benchmark.sector, "")
    when = f", {speech.period(benchmark.date)}" if benchmark.date else ""
    promised = (
        f" ({speech.gettext('what they promise, not a result')})"
        if benchmark.basis is Basis.PROMISE
        else ""
    )
    level = speech.amount(benchmark.value) if benchmark.value else ""
    source = source_view(speech, standing.charter, benchmark.source)
    return LevelView(
        benchmark.sector.value,
        speech.say(benchmark.organization),
        level,
        f"{best}{when}{promised}",
        source,
        amount_of(standing.standard, benchmark),
    )


def _summary(speech: Speech, standing: Standing, shown: Sequence[Benchmark]) -> str:
    private = next((b for b in shown if b.sector is Sector.PRIVATE), None)
    ours = our_result(standing, private) if private else None
    return gap_words(speech, standing, ours, private) if ours and private else ""


def gap_words(speech: Speech, standing: Standing, ours: Judged, other: Benchmark) -> str:
    """Return the gap between our result and a comparator in one sentence; '' where none fits (D6)."""
    _ = speech.gettext
    theirs, mine = amount_of(standing.standard, other), ours.result.amount
    if theirs is None or mine is None or ours.result.hidden:
        return ""
    who = speech.say(other.organization).words
    if other.basis is Basis.PROMISE:
        who = _("what {who} promises").format(who=who)
    if theirs == mine:
        return _("We are at the same level as {who}.").format(who=who)
    gap, lower = (
        distance_words(speech, standing.standard, abs(mine - theirs)),
        lower_is_better(standing.standard),
    )
    if lower is None:
        sentence = _("There are {gap} between us and {who}.")
    elif (mine < theirs) is lower:
        sentence = _("We are {gap} better than {who}.")
    else:
        sentence = _("We are {gap} behind {who}.")
    return sentence.format(gap=gap, who=who)


def distance_words(speech: Speech, standard: Standard, distance: Fraction) -> str:
    """Return how far two results of a promise lie apart: 4 points, 1.2 minutes."""
    unit, exact = standard.measure.result_unit, _gap_shown(distance)
    if unit == PERCENT:
        return speech.ngettext("{number} point", "{number} points", 1 if exact == 1 else 2).format(
            number=speech.number(exact)
        )
    return speech.measured(exact, unit)


def _gap_shown(gap: Fraction) -> Decimal:
    """Return a gap exactly where three decimals do, else with two, or as many as it takes to see it."""
    exact = (rounded(gap, n) for n in range(4) if rounded(gap, n) == gap)
    seen = (rounded(gap, n) for n in range(2, MOST_DECIMALS) if rounded(gap, n))
    return next(exact, None) or next(seen)


def _benchmark_view(book: Book, standing: Standing, benchmark: Benchmark) -> BenchmarkView:
    speech = book.speech
    _ = speech.gettext
    ours = our_result(standing, benchmark)
    return BenchmarkView(
        id=benchmark.id,
        who=speech.say(benchmark.organization),
        sector=word(speech, benchmark.sector),
        facts=facts(
            speech,
            (_("Their level"), benchmark.value or _("not published")),
            (_("What kind of figure"), _basis(speech, benchmark)),
            (_("When"), benchmark.date),
            (_("What they do"), benchmark.does),
            (_("Why we compare"), benchmark.comparable_because),
            (_("How they measure"), benchmark.measure),
            (_("What differs"), benchmark.differences),
            (_("How we made them comparable"), benchmark.conversion),
            (_("What we do about the gap"), benchmark.action or benchmark.no_action_because),
            (_("Chosen by"), benchmark.chosen_by),
        ),
        gap=gap_words(speech, standing, ours, benchmark) if ours else "",
        warnings=_own_warnings(book, standing, benchmark),
        source=source_view(speech, standing.charter, benchmark.source),
    )


def _basis(speech: Speech, benchmark: Benchmark) -> str:
    if benchmark.basis is Basis.PROMISE:
        return speech.gettext("what they promise, not a result")
    return speech.gettext("a published result")


def _own_warnings(book: Book, standing: Standing, benchmark: Benchmark) -> list[str]:
    _ = book.speech.gettext
    warnings = []
    if (
        benchmark.value is not None
        and amount_of(standing.standard, benchmark) is None
        and not benchmark.conversion
    ):
        warnings.append(
            _(
                "Their figure is in another unit than ours, so the two cannot be set against each other."
            )
        )
    if benchmark.basis is Basis.PROMISE:
        warnings.append(
            _("This sets our result against what they promise, not against what they did.")
        )
    if benchmark.date and is_old(book.register, standing.charter, benchmark):
        warnings.append(
            _("This figure is old: it is about {when}.").format(
                when=book.speech.period(benchmark.date)
            )
        )
    return warnings


def _warnings(speech: Speech, benchmarks: Sequence[Benchmark]) -> list[str]:
    _ = speech.gettext
    sectors = {benchmark.sector for benchmark in benchmarks}
    if sectors == {Sector.OWN_PAST}:
        return [
            _("Only our own past is set beside this result. That is a trend, not a comparison.")
        ]
    if Sector.PRIVATE not in sectors:
        return [
            _(
                "Only public organizations are compared here. The order asks for the best private ones."
            )
        ]
    return []


def _old_levels(book: Book, standing: Standing, shown: Sequence[Benchmark]) -> list[str]:
    """Return a warning for each level of the strip that is old because there is no newer one."""
    speech = book.speech
    return [
        speech.gettext("The level shown for {who} is old: it is about {when}.").format(
            who=speech.say(benchmark.organization).words, when=speech.period(benchmark.date)
        )
        for benchmark in shown
        if benchmark.date and is_old(book.register, standing.charter, benchmark)
    ]
