"""How an agency compares: its own published result beside the levels of others (item d)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from charters.judging.comparators import (
    Compared,
    amount_of,
    best_of,
    is_old,
    lower_is_better,
    our_result,
    ours_beside,
)
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.duty import PlanPart
from charters.model.measures import Measure
from charters.model.quantities import PERCENT, TIME_UNITS
from charters.model.shapes import Shape
from charters.model.standards import Measured
from charters.publishing.book import Book, once
from charters.publishing.charts.dot_line import DotLine, Level, dot_line
from charters.publishing.charts.pictures import SHARE_ENDS
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.compared_levels import (
    Beside,
    LevelView,
    aim_rows,
    basis_words,
    other_row,
    our_rows,
)
from charters.publishing.views.facts import Fact, asked_of, facts
from charters.publishing.views.gaps import gap_between
from charters.publishing.views.places import agency_name, measured_name, place_url


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """One comparator in full."""

    who: Said
    sector: str
    facts: list[Fact]
    gap: Said
    warnings: list[str]
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """One promise, or one figure, beside its comparators."""

    sentence: Said
    url: str
    agency: Said
    summary: Said
    better: str
    """Which way is better, said at that end of the scale."""
    toward: str
    """Which end that is: `start` or `end`; '' for neither."""
    picture: DotLine | None
    levels: list[LevelView]
    """Our results, the aims, and every comparator that has a level: private ones, then public ones."""
    past: list[LevelView]
    """The agency's own past: a trend, not a comparison."""
    benchmarks: list[BenchmarkView]
    warnings: list[str]


@once
def comparison_view(book: Book, standing: Compared) -> ComparisonView | None:
    """Return how a promise or figure compares; None where no comparator is recorded."""
    charter, speech = standing.charter, book.speech
    found = charter.benchmarks_of.get(standing.standard.id, ())
    if not found:
        return None
    chosen = {sector: best_of(book.register, standing, found, sector) for sector in Sector}
    shown = [b for sector in _OTHERS for b in _in_order(found, sector, chosen[sector])]
    past = [b for b in found if b.sector is Sector.OWN_PAST and b.value is not None]
    beside = ours_beside(standing, shown or found)

    def rows(of: Sequence[Benchmark]) -> list[LevelView]:
        return [other_row(book, standing, b, found, chosen[b.sector]) for b in of]

    def levels(beside: Beside, of: Sequence[Benchmark]) -> list[LevelView]:
        ours = our_rows(book, standing, beside), aim_rows(book, standing, beside)
        return [*chain(*ours), *rows(of)]

    return ComparisonView(
        sentence=measured_name(speech, standing.standard),
        url=place_url(charter, standing.standard),
        agency=agency_name(speech, charter),
        summary=_gap(speech, standing, next((chosen[s] for s in _OTHERS if chosen[s]), None)),
        better=_better(speech, standing.standard),
        toward={None: "", True: "start", False: "end"}[lower_is_better(standing.standard)],
        picture=_picture(speech, standing.standard, levels(*_drawn(beside, shown))),
        levels=levels(beside, shown),
        past=rows(past),
        benchmarks=[_benchmark_view(book, standing, benchmark) for benchmark in found],
        warnings=_warnings(book, found),
    )


def _drawn(beside: Beside, shown: Sequence[Benchmark]) -> tuple[Beside, Sequence[Benchmark]]:
    """Return what one line can hold: of several times that of the summary, as no dot says of when it is."""
    if len(beside) < 2:
        return beside, shown
    return beside[:1], [b for b in beside[0][1] if b in shown]


_OTHERS = (Sector.PRIVATE, Sector.PUBLIC)


def _in_order(
    found: Sequence[Benchmark], sector: Sector, chosen: Benchmark | None
) -> list[Benchmark]:
    """Return those of a sector that have a level: the chosen one, then the others as in the file."""
    given = [b for b in found if b.sector is sector and b.value is not None]
    return sorted(given, key=lambda b: b is not chosen)


def _picture(speech: Speech, standard: Measured, rows: Sequence[LevelView]) -> DotLine | None:
    drawn = [Level(row.kind, row.who.words, row.amount) for row in rows if row.amount is not None]
    if standard.measure.result_unit != PERCENT:
        return dot_line(drawn, (), speech.number)
    return dot_line(drawn, SHARE_ENDS, lambda n: speech.measured(n, PERCENT))


def _better(speech: Speech, standard: Measured) -> str:
    _ = speech.gettext
    lower, unit = lower_is_better(standard), standard.measure.result_unit
    if lower is None:
        return _("Neither more nor less is better by itself.")
    if unit in TIME_UNITS:
        return _("Shorter is better.") if lower else _("Longer is better.")
    if unit == PERCENT or standard.measure.shape is Shape.SCORE:
        return _("Lower is better.") if lower else _("Higher is better.")
    return _("Fewer is better.") if lower else _("More is better.")


def _gap(speech: Speech, standing: Compared, other: Benchmark | None) -> Said:
    ours = our_result(standing, other) if other else None
    if ours is None or other is None:
        return Said("")
    agency = agency_name(speech, standing.charter)
    return gap_between(speech, standing.standard, agency, ours.result, other)


def _benchmark_view(book: Book, standing: Compared, benchmark: Benchmark) -> BenchmarkView:
    speech = book.speech
    _ = speech.gettext
    return BenchmarkView(
        who=speech.say(benchmark.organization),
        sector=word(speech, benchmark.sector),
        facts=facts(
            speech,
            (_("Their level"), benchmark.value or _("no number is given here")),
            (_("What kind of figure"), basis_words(speech, benchmark)),
            (_("When"), benchmark.date),
            (_("What they do"), benchmark.does),
            (_("Why they are compared"), benchmark.comparable_because),
            (_("How they measure"), benchmark.measure),
            (_("What differs"), benchmark.differences),
            (_("How they were made comparable"), benchmark.conversion),
            (_("What is done about the gap"), benchmark.action or benchmark.no_action_because),
            (_("Chosen by"), benchmark.chosen_by),
        ),
        gap=_gap(speech, standing, benchmark),
        warnings=_own_warnings(book, standing, benchmark),
        source=source_view(speech, standing.charter, benchmark.source),
    )


def _own_warnings(book: Book, standing: Compared, benchmark: Benchmark) -> list[str]:
    _ = book.speech.gettext
    warnings = []
    if (
        benchmark.value is not None
        and amount_of(standing.standard, benchmark) is None
        and not benchmark.conversion
    ):
        warnings.append(_not_beside(book.speech, standing.standard.measure))
    if benchmark.basis is Basis.PROMISE and benchmark.value is not None:
        warnings.append(
            _("This sets a result against what they promise, not against what they did.")
        )
    if benchmark.date and is_old(book.register, standing.charter, benchmark):
        words = _("This figure is old: it is from {when}.")
        if benchmark.value is None:
            words = _("What is said here is old: it is from {when}.")
        warnings.append(words.format(when=book.speech.period(benchmark.date)))
    return warnings


def _not_beside(speech: Speech, measure: Measure) -> str:
    """Return why a level cannot be set against our results."""
    _ = speech.gettext
    if not measure.shape.is_measured:
        return _(
            "This promise is in words and has no results, so nothing can be set against their figure."
        )
    if measure.shape.is_answer:
        return _("Our results are a yes or a no, so the two cannot be set against each other.")
    if not measure.result_unit:
        return _("Our results have no unit, so the two cannot be set against each other.")
    return _("Their figure is in another unit, so the two cannot be set against each other.")


def _warnings(book: Book, benchmarks: Sequence[Benchmark]) -> list[str]:
    _ = book.speech.gettext
    sectors = {benchmark.sector for benchmark in benchmarks}
    if sectors == {Sector.OWN_PAST}:
        return [
            _(
                "Only the agency's own past is set beside this result. That is a trend, not a comparison."
            )
        ]
    if Sector.PRIVATE not in sectors:
        said = _("Only public organizations are compared here.")
        return [f"{said} {asked_of(book, PlanPart.PRIVATE)}".rstrip()]
    return []
