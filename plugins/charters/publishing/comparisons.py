"""How an agency compares: its own published result beside the levels of others (item d)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from charters.judging.history import in_force
from charters.judging.standings import Judged, Standing
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.periods import month_after, parse_period
from charters.model.quantities import Direction, Quantity
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.facts import Fact, facts
from charters.publishing.promises import (
    SourceView,
    agency_name,
    aim_words,
    service_url,
    source_view,
)
from charters.publishing.speech import Said, Speech, rounded
from charters.publishing.verdict_words import result_words

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
"""Units that turn into each other exactly."""


@dataclass(frozen=True, slots=True)
class LevelView:
    """One row of the strip: whose level, how much, and its length on the common scale."""

    kind: str
    who: Said
    level: str
    width: str
    """Percent of the longest level; '' where the level cannot be drawn on this scale."""
    note: str
    source: SourceView | None = None


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

    standard: str
    sentence: Said
    url: str
    agency: Said
    summary: str
    levels: list[LevelView]
    benchmarks: list[BenchmarkView]
    warnings: list[str]


def comparison_view(book: Book, standing: Standing) -> ComparisonView | None:
    """Return how a promise compares; None where no comparator is recorded."""
    charter, speech = standing.charter, book.speech
    found = [b for b in charter.benchmarks if b.standard == standing.standard.id]
    if not found:
        return None
    best = [_best(standing, found, sector) for sector in (Sector.PRIVATE, Sector.PUBLIC)]
    shown = [benchmark for benchmark in best if benchmark is not None]
    ours = _ours(standing, shown[0] if shown else found[0])
    levels = _levels(book, standing, ours, shown)
    return ComparisonView(
        standard=standing.standard.id,
        sentence=speech.say(standing.standard.promise),
        url=f"{service_url(charter, standing.standard.service)}#{standing.standard.id}",
        agency=agency_name(speech, charter),
        summary=_summary(speech, standing, ours, shown),
        levels=levels,
        benchmarks=[_benchmark_view(book, standing, benchmark) for benchmark in found],
        warnings=_warnings(speech, found),
    )


def _ours(standing: Standing, benchmark: Benchmark) -> Judged | None:
    """Return our own result for the period the comparator stands beside; the newest by default."""
    if benchmark.our_period:
        wanted = parse_period(benchmark.our_period, standing.charter.fiscal_start)
        same = [j for j in standing.judged if (j.result.period.start, j.result.period.end) == (wanted.start, wanted.end)]
        return same[-1] if same else None
    return standing.latest


def _best(standing: Standing, benchmarks: Sequence[Benchmark], sector: Sector) -> Benchmark | None:
    """Return the best comparator of a sector: by the promise's own direction, results first."""
    found = [b for b in benchmarks if b.sector is sector and b.value is not None and _amount(standing, b) is not None]
    if not found:
        return next((b for b in benchmarks if b.sector is sector and b.value is not None), None)
    sign = -1 if _lower_is_better(standing) else 1
    return max(found, key=lambda b: (b.basis is Basis.RESULT, sign * (_amount(standing, b) or 0)))


def _lower_is_better(standing: Standing) -> bool:
    target = standing.standard.target
    if target is not None:
        return target.direction is Direction.LOWER
    return not standing.standard.measure.shape.is_share and standing.standard.measure.scale is None


def _unit(standing: Standing) -> str:
    measure = standing.standard.measure
    if measure.shape.is_share:
        return "%"
    from charters.model.quantities import unit_named

    return unit_named(str(measure.unit)) if measure.unit else ""


def _amount(standing: Standing, benchmark: Benchmark) -> Fraction | None:
    """Return a comparator's level in our unit; None where the units do not fit (D4)."""
    value = benchmark.value
    return None if value is None else converted(value, _unit(standing))


def converted(value: Quantity, unit: str) -> Fraction | None:
    """Return an amount in another unit, exactly; None where the units do not fit."""
    if value.unit == unit:
        return Fraction(value.amount)
    if value.unit in _SECONDS and unit in _SECONDS:
        return Fraction(value.amount) * _SECONDS[value.unit] / _SECONDS[unit]
    return None


def _levels(book: Book, standing: Standing, ours: Judged | None, shown: Sequence[Benchmark]) -> list[LevelView]:
    speech, rows = book.speech, []
    target = in_force(standing.standard, ours.result.period.start).target if ours else standing.standard.target
    amounts: list[Fraction | None] = []
    if ours is not None and ours.result.amount is not None and not ours.result.hidden:
        words = result_words(speech, standing.standard, ours.result, target)
        note = speech.period(ours.result.period)
        source = source_view(speech, standing.charter, ours.result.source)
        rows.append(("us", agency_name(speech, standing.charter), words, note, source))
        amounts.append(ours.result.amount)
    if target is not None:
        rows.append(("aim", Said(speech.gettext("Our aim")), aim_words(speech, target), "", None))
        amounts.append(Fraction(target.level.amount))
    for benchmark in shown:
        rows.append(_other(book, standing, benchmark))
        amounts.append(_amount(standing, benchmark))
    longest = Fraction(100) if _unit(standing) == "%" else max([a for a in amounts if a is not None], default=Fraction(0))
    return [
        LevelView(kind, who, level, _width(amount, longest), note, source)
        for (kind, who, level, note, source), amount in zip(rows, amounts, strict=True)
    ]


def _width(amount: Fraction | None, longest: Fraction) -> str:
    if amount is None or not longest:
        return ""
    return f"{rounded(amount * 100 / longest, 1):f}"


def _other(book: Book, standing: Standing, benchmark: Benchmark) -> tuple[str, Said, str, str, SourceView | None]:
    speech = book.speech
    best = {
        Sector.PRIVATE: speech.gettext("Best private organization recorded"),
        Sector.PUBLIC: speech.gettext("Best public organization recorded"),
    }.get(benchmark.sector, "")
    when = f", {speech.period(benchmark.date)}" if benchmark.date else ""
    promised = f" ({speech.gettext('what they promise, not a result')})" if benchmark.basis is Basis.PROMISE else ""
    level = speech.amount(benchmark.value) if benchmark.value else ""
    source = source_view(speech, standing.charter, benchmark.source)
    return benchmark.sector.value, speech.say(benchmark.organization), level, f"{best}{when}{promised}", source


def _summary(speech: Speech, standing: Standing, ours: Judged | None, shown: Sequence[Benchmark]) -> str:
    private = next((b for b in shown if b.sector is Sector.PRIVATE), None)
    if ours is None or private is None:
        return ""
    return gap_words(speech, standing, ours, private)


def gap_words(speech: Speech, standing: Standing, ours: Judged, other: Benchmark) -> str:
    """Return the gap between our result and a comparator in one sentence; '' where none fits (D6)."""
    _ = speech.gettext
    theirs, mine = _amount(standing, other), ours.result.amount
    if theirs is None or mine is None or ours.result.hidden:
        return ""
    who = speech.say(other.organization).words
    if theirs == mine:
        return _("{who} is at the same level as we are.").format(who=who)
    better = (mine < theirs) == _lower_is_better(standing)
    gap = _gap(speech, standing, abs(mine - theirs))
    sentence = _("We are {gap} better than {who}.") if better else _("We are {gap} behind {who}.")
    return sentence.format(gap=gap, who=who)


def _gap(speech: Speech, standing: Standing, gap: Fraction) -> str:
    unit = _unit(standing)
    exact = next((rounded(gap, n) for n in range(4) if rounded(gap, n) == gap), rounded(gap, 2))
    if unit == "%":
        return speech.ngettext("{number} point", "{number} points", 1 if exact == 1 else 2).format(number=speech.number(exact))
    return speech.measured(exact, unit)


def _benchmark_view(book: Book, standing: Standing, benchmark: Benchmark) -> BenchmarkView:
    speech = book.speech
    _ = speech.gettext
    ours = _ours(standing, benchmark)
    return BenchmarkView(
        id=benchmark.id,
        who=speech.say(benchmark.organization),
        sector=sector_word(speech, benchmark.sector),
        facts=facts(
            speech,
            (_("Their level"), speech.amount(benchmark.value) if benchmark.value else _("not published")),
            (_("What kind of figure"), _basis(speech, benchmark)),
            (_("When"), speech.period(benchmark.date) if benchmark.date else None),
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


def sector_word(speech: Speech, sector: Sector) -> str:
    """Return the word for a comparator's sector."""
    _ = speech.gettext
    return {
        Sector.PRIVATE: _("private organization"),
        Sector.PUBLIC: _("public organization"),
        Sector.OWN_PAST: _("our own past"),
    }[sector]


def _basis(speech: Speech, benchmark: Benchmark) -> str:
    if benchmark.basis is Basis.PROMISE:
        return speech.gettext("what they promise, not a result")
    return speech.gettext("a published result")


def _own_warnings(book: Book, standing: Standing, benchmark: Benchmark) -> list[str]:
    _ = book.speech.gettext
    warnings = []
    if benchmark.value is not None and _amount(standing, benchmark) is None and not benchmark.conversion:
        warnings.append(_("Their figure is in another unit than ours, so the two cannot be set against each other."))
    if benchmark.basis is Basis.PROMISE:
        warnings.append(_("This sets our result against what they promise, not against what they did."))
    if benchmark.date and is_stale(benchmark.date.end, book.register.settings.windows.benchmark_months, book.register.as_of):
        warnings.append(_("This figure is old: it is about {when}.").format(when=book.speech.period(benchmark.date)))
    return warnings


def is_stale(day: date, months: int, as_of: date) -> bool:
    """Return whether a day lies more than a number of months before another."""
    return month_after(day, months + 1) <= as_of.replace(day=1)


def _warnings(speech: Speech, benchmarks: Sequence[Benchmark]) -> list[str]:
    _ = speech.gettext
    sectors = {benchmark.sector for benchmark in benchmarks}
    if sectors == {Sector.OWN_PAST}:
        return [_("Only our own past is set beside this result. That is a trend, not a comparison.")]
    if Sector.PRIVATE not in sectors:
        return [_("Only public organizations are compared here. The order asks for the best private ones.")]
    return []


