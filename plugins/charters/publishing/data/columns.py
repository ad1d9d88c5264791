"""The columns of every table of open data: what each is, and where its value is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from charters.judging.history import counted_on
from charters.model.addresses import addresses_before, all_addresses_before
from charters.model.measures import Measure
from charters.model.period_labels import UNKNOWN
from charters.model.quantities import Quantity
from charters.model.register import Charter
from charters.model.standards import Standard, part_name
from charters.problems import rules
from charters.publishing.data.data_rows import OfChange, OfResult
from charters.publishing.say.result_words import share_figure


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, described for whoever downloads it."""

    name: str
    type: str
    about: str
    """In English; the page that shows it translates it."""
    found: str | Callable[[Any], object]
    """The way to its value from what the row is about; empty where the way ends early."""


def _percent(row: OfResult) -> object:
    counts = row.figures
    if counts is None or counts.met is None or not counts.total:
        return None
    return share_figure(Fraction(counts.met * 100, counts.total), row.target, 4)


def _end(row: OfResult, end: int) -> object:
    interval = row.judged.interval if row.judged else None
    return round(interval[end] * 100, 4) if interval else None


def _part_name(row: OfResult) -> object:
    return part_name(row.standing.standard, row.result.part) if row.result.part else None


def _level(level: Quantity | None) -> object:
    """Return a level with its unit, as levels are written: `60 seconds`."""
    return level and f"{level.amount}{'' if level.is_share else ' '}{level.units}"


def _limits(standard: Standard) -> object:
    """Return the limit of a promise, or each of several with how often it is to be kept."""
    each = (
        f"{_level(one.limit)}{f': {one.target.said}' if one.target else ''}"
        for one in standard.levels
    )
    return _level(standard.limit) or "; ".join(each) or None


def _unit(measure: Measure) -> object:
    return "%" if measure.shape.is_share else measure.unit or ""


def _document(charter: Charter, ref: str | None) -> object:
    """Return where a figure was published: the link of a listed document, or its title."""
    source = charter.source_by_id.get(ref or "")
    return (source.link or source.title) if source else ref


def _before(row: OfChange) -> Measure | None:
    return getattr(row.change, "before", None)


AGENCIES = (
    Column("agency", "string", "id of the agency: part of its address", "id"),
    Column("formerly", "string", "ids it had before, the oldest first, separated by spaces", "agency.formerly"),
    Column("name", "string", "name", "agency.name"),
    Column("kind", "string", "executive, independent or other", "agency.kind"),
    Column("serves", "string", "whom it serves", "agency.serves"),
    Column("compiled_by", "string", "who put the record together, when it was not the agency", "agency.compiled.by"),
    Column("compiled_until", "date", "last day the documents used reach", "agency.compiled.until"),
)  # fmt: skip
SERVICES = (
    Column("agency", "string", "id of the agency", "charter.id"),
    Column("service", "string", "id of the service, unique within the agency", "service.id"),
    Column("formerly", "string", "where it was found before, as agency/service, the oldest first, separated by spaces", lambda row: addresses_before(row.charter, row.service)),
    Column("name", "string", "name", "service.name"),
    Column("summary", "string", "what it does", "service.summary"),
    Column("customers", "string", "ids of the customer groups, separated by spaces", "service.customers"),
    Column("channels", "string", "ids of the channels, separated by spaces", "service.channels"),
)  # fmt: skip
STANDARDS = (
    Column("agency", "string", "id of the agency", "charter.id"),
    Column("service", "string", "id of the service", "standard.service"),
    Column("standard", "string", "id of the standard, unique within the agency and never used again", "standard.id"),
    Column("formerly", "string", "where it was found before, as agency/standard, the oldest first, separated by spaces; the ids of feeds begin with the first", lambda row: all_addresses_before(row.charter, row.standard)),
    Column("also_for", "string", "ids of other services it holds for, separated by spaces; it is one row", "standard.also_for"),
    Column("together_with", "string", "ids of agencies that keep it with this one, separated by spaces; it is one row", "standard.together_with"),
    Column("promise", "string", "the promise as posted", "standard.promise"),
    Column("words", "string", "ours where the sentence is in the words of whoever compiled it", "standard.words"),
    Column("channel", "string", "id of the channel it holds for, where it holds for one; promises in the same words differ by it", "standard.channel"),
    Column("type", "string", "what a customer asks: timeliness, waiting, access, availability, accuracy, quality, ...", "standard.type"),
    Column("shape", "string", "how it is measured: share-within-limit, mean, median, percentile, score, rate, ...", "standard.measure.shape"),
    Column("unit", "string", "unit of values; % for shares", lambda row: _unit(row.standard.measure)),
    Column("limit", "string", "the level promised to one customer", lambda row: _limits(row.standard)),
    Column("target", "string", "the level the agency aims at today, as written", "target.written"),
    Column("introduced", "string", "first day of the promise, as exactly as it is known: a day, a month, a year, or unknown", lambda row: row.standard.introduced or UNKNOWN),
    Column("records_from", "string", "from when results are kept, where that is later", "standard.records_from"),
    Column("withdrawn", "date", "last day of the promise, when it has ended", "standard.withdrawn.date"),
    Column("verdict", "string", "the verdict on the newest result, however old; or why the promise cannot be judged", "verdict.word"),
    Column("headline", "string", "which of the four headline counts it belongs to: missed, met, too-few or cannot-be-judged", lambda row: row.verdict.bucket if row.in_force else "withdrawn"),
    Column("latest_period", "string", "period of the newest result", "newest.result.period"),
    Column("latest_end", "date", "last day of that period", "newest.result.period.end"),
    Column("latest_target", "string", "target in force on the first day of that period", "latest.verdict.target.written"),
    Column("months_old", "integer", "whole months from that day to the day the site is judged on", "months_old"),
    Column("old", "string", "yes when the newest result is older than the site's result_old_after", lambda row: row.is_old if row.newest else None),
    Column("suspended_since", "date", "the day since which the promise does not hold; blank while it holds", "suspended.from_"),
    Column("late_since", "date", "the day the next result was due, when it is late; always blank for a compiled record", "late_since"),
    Column("collected_until", "date", "last day of the documents of a compiled record: later results are not collected", "collected_until"),
)  # fmt: skip
FIGURES = (
    Column("agency", "string", "id of the agency", "charter.id"),
    Column("service", "string", "id of the service", "figure.service"),
    Column("figure", "string", "id of the figure; no standard of the agency has the same", "figure.id"),
    Column("formerly", "string", "where it was found before, as agency/figure, the oldest first, separated by spaces", lambda row: all_addresses_before(row.charter, row.figure)),
    Column("name", "string", "what is measured", "figure.name"),
    Column("shape", "string", "how it is measured: mean, median, percentile, score, rate, backlog, ...", "figure.measure.shape"),
    Column("unit", "string", "unit of values; % for shares", lambda row: _unit(row.figure.measure)),
    Column("reported", "string", "how often a result is published", "figure.reported"),
    Column("since", "date", "first day results are kept for", "figure.since"),
    Column("latest_period", "string", "period of the newest result", "latest.result.period"),
)  # fmt: skip
RESULTS = (
    Column("agency", "string", "id of the agency", "standing.charter.id"),
    Column("standard", "string", "id of the standard or figure", "result.standard"),
    Column("of", "string", "promise, or figure: measured without a promised level, so without target and verdict", "kind"),
    Column("period", "string", "label of the period", "result.period"),
    Column("start", "date", "first day of the period", "result.period.start"),
    Column("end", "date", "last day of the period", "result.period.end"),
    Column("part", "string", "named breakdown; blank for the whole", "result.part"),
    Column("part_name", "string", "what the promise calls the part", _part_name),
    Column("unit", "string", "unit of value and target, as results of the time were counted; % for shares", lambda row: _unit(counted_on(row.standing.standard, row.result.period.start).measure)),
    Column("met", "integer", "cases that kept the promise", "figures.met"),
    Column("total", "integer", "all cases", "figures.total"),
    Column("value", "number", "published value, in the unit of the standard; percent for a share without counts", "figures.value"),
    Column("answer", "string", "yes or no, for a yes/no commitment", "figures.answer"),
    Column("cases", "integer", "cases behind a value, where published", "figures.cases"),
    Column("excluded", "integer", "cases left out by the rule of the standard", "figures.excluded"),
    Column("overdue", "integer", "cases still open past the limit when the period ended; they are in no other count", "figures.overdue"),
    Column("paid", "string", "money paid for misses, with its currency", lambda row: _level(row.result.paid)),
    Column("all_met", "integer", "met, with those left out and those still open counted as not kept", "whole.met"),
    Column("all_total", "integer", "total with those left out and those still open", "whole.total"),
    Column("all_verdict", "string", "the verdict on these, which is not the verdict on the result as published", "whole.verdict"),
    Column("percent", "number", "met in every 100, worked out from the counts: four decimals, more where four would hide a miss", _percent),
    Column("low", "number", "lower end of the 95% Wilson interval, percent", lambda row: _end(row, 0)),
    Column("high", "number", "upper end of the 95% Wilson interval, percent", lambda row: _end(row, 1)),
    Column("target", "string", "target in force on the first day of the period", "judged.target.written"),
    Column("verdict", "string", "met, missed, too-few, or why it cannot be judged: no-level, not-how-often, no-aim-then, over-seasons, changed, no-cases, in-words, not-available, suspended, suspended-then (a result of a time in which the promise did not hold) or hidden", "verdict.word"),
    Column("reached", "string", "yes when the level reached the target, whatever the number of cases", "judged.reached"),
    Column("status", "string", "final, provisional, revised, in words: note has what was published, or not available: there is no result, and note says why", "result.status"),
    Column("in_force", "string", "no when a later row of the same period replaced it, or when it stands in the files no more", "in_force"),
    Column("removed", "date", "the day it was changed or taken out of the files with no row that says so", "removed"),
    Column("published", "string", "when it was published", "result.published"),
    Column("source", "string", "where it was published", lambda row: _document(row.standing.charter, row.result.source)),
    Column("note", "string", "what to know of it; the result in words; why there is no result, where there is none", "result.note"),
    Column("missed_because", "string", "why the promise was missed", "result.missed_because"),
    Column("action", "string", "what is done about it", "result.action"),
    Column("action_by", "date", "by when", "result.action_by"),
)  # fmt: skip
TARGETS = (
    Column("agency", "string", "id of the agency", "standing.charter.id"),
    Column("standard", "string", "id of the standard", "aim.standard"),
    Column("part", "string", "named breakdown; blank for the whole", "aim.part"),
    Column("period", "string", "label of the time it holds for", "aim.period"),
    Column("start", "date", "first day of that time", "aim.period.start"),
    Column("end", "date", "last day of that time", "aim.period.end"),
    Column("target", "string", "the target of that time, as written", "aim.target.written"),
    Column("limit", "string", "the limit of that time, where it has one of its own", lambda row: _level(row.aim.limit)),
    Column("published", "date", "the day it was published, where the promise was published before; it judges only periods that begin later, or that had no aim", "entered"),
    Column("source", "string", "where it was published", lambda row: _document(row.standing.charter, row.aim.source)),
    Column("note", "string", "why it was set, or took the place of an earlier one", "aim.note"),
)  # fmt: skip
BENCHMARKS = (
    Column("agency", "string", "id of the agency", "charter.id"),
    Column("standard", "string", "id of the standard or figure", "benchmark.standard"),
    Column("benchmark", "string", "id of the comparator", "benchmark.id"),
    Column("organization", "string", "whose level", "benchmark.organization"),
    Column("sector", "string", "private, public or own-past", "benchmark.sector"),
    Column("basis", "string", "result, or promise", "benchmark.basis"),
    Column("level", "string", "their level with its unit", lambda row: _level(row.benchmark.value)),
    Column("date", "string", "the time it is about", "benchmark.date"),
    Column("comparable_because", "string", "why they can be compared", "benchmark.comparable_because"),
    Column("source", "string", "where it was published", lambda row: _document(row.charter, row.benchmark.source)),
)  # fmt: skip
EVENTS = (
    Column("agency", "string", "id of the agency", "standing.charter.id"),
    Column("standard", "string", "id of the standard", "standing.standard.id"),
    Column("date", "date", "the day it happened, or its first day", "event.date"),
    Column("until", "date", "its last day, where it lasted", "event.until"),
    Column("what", "string", "what happened", "event.what"),
    Column("reason", "string", "why", "event.reason"),
    Column("restarts", "string", "yes where what is usual is found anew from then on; verdicts stay", "event.restarts"),
    Column("lessons", "string", "what was learned", "event.lessons"),
    Column("source", "string", "where it was published", lambda row: _document(row.standing.charter, row.event.source)),
)  # fmt: skip
WAIVERS = (
    Column("code", "string", "the rule", "waiver.code"),
    Column("title", "string", "what the rule calls it", lambda row: rules()[row.waiver.code].title),
    Column("where", "string", "the file, and the record in it", "waiver.where"),
    Column("because", "string", "why it is left out", "waiver.because"),
    Column("until", "date", "the last day it is left out", "waiver.until"),
)  # fmt: skip
CHANGES = (
    Column("agency", "string", "id of the agency", "standing.charter.id"),
    Column("standard", "string", "id of the standard", "standing.standard.id"),
    Column("date", "date", "the day it came into force", "change.date"),
    Column("published", "date", "the day it was published, where the promise was published before; it judges only periods that begin later", "entered"),
    Column("field", "string", "what changed: promise, limit, target, counted, clock, measure, channel or withdrawn", "field"),
    Column("from", "string", "before", lambda row: getattr(row.change, "from_", None)),
    Column("to", "string", "after", lambda row: getattr(row.change, "to", None)),
    Column("part", "string", "the part it is about; blank for the whole", lambda row: getattr(row.change, "part", None)),
    Column("reason", "string", "why", "change.reason"),
    Column("restated", "string", "yes where earlier results were counted again by the new rule", lambda row: getattr(row.change, "restated", False) or None),
    Column("shape_before", "string", "how results were measured until then, where that changed; as the shape of a standard", lambda row: (before := _before(row)) and before.shape),
    Column("unit_before", "string", "unit of values until then, where that changed", lambda row: (before := _before(row)) and _unit(before)),
    Column("effect", "string", "what it did: weaker, stronger, changed, reworded, ended; or found, where the documents used have a gap and nothing changed", "effect"),
)  # fmt: skip
