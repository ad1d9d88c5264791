"""The columns of every table of open data, described for whoever downloads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table, described for whoever downloads it."""

    name: str
    type: str
    about: str
    """In English; the page that shows it translates it."""


AGENCIES = (
    Column("agency", "string", "id of the agency: part of its address"),
    Column("name", "string", "name"),
    Column("kind", "string", "executive, independent (asked to follow the order) or other"),
    Column("serves", "string", "whom it serves"),
    Column("compiled_by", "string", "who put the record together, when it was not the agency"),
    Column("compiled_until", "date", "last day the documents used reach"),
)
SERVICES = (
    Column("agency", "string", "id of the agency"),
    Column("service", "string", "id of the service, unique within the agency"),
    Column("name", "string", "name"),
    Column("summary", "string", "what it does"),
    Column("customers", "string", "ids of the customer groups, separated by spaces"),
    Column("channels", "string", "ids of the channels, separated by spaces"),
)
STANDARDS = (
    Column("agency", "string", "id of the agency"),
    Column("service", "string", "id of the service"),
    Column(
        "standard",
        "string",
        "id of the standard, unique within the agency and never used again",
    ),
    Column("promise", "string", "the promise as posted"),
    Column(
        "type",
        "string",
        "what a customer asks: timeliness, waiting, access, availability, accuracy, quality, ...",
    ),
    Column(
        "shape",
        "string",
        "how it is measured: share-within-limit, mean, median, percentile, score, rate, ...",
    ),
    Column("unit", "string", "unit of values; % for shares"),
    Column("limit", "string", "the level promised to one customer"),
    Column("target", "string", "the level the agency aims at today, as written"),
    Column("introduced", "date", "first day of the promise"),
    Column("withdrawn", "date", "last day of the promise, when it has ended"),
    Column("verdict", "string", "where the promise stands today"),
    Column("headline", "string", "which of the five headline counts it belongs to"),
    Column("latest_period", "string", "period of the newest result"),
)
RESULTS = (
    Column("agency", "string", "id of the agency"),
    Column("standard", "string", "id of the standard"),
    Column("period", "string", "label of the period"),
    Column("start", "date", "first day of the period"),
    Column("end", "date", "last day of the period"),
    Column("part", "string", "named breakdown; blank for the whole"),
    Column("met", "integer", "cases that kept the promise"),
    Column("total", "integer", "all cases"),
    Column(
        "value",
        "number",
        "published value, in the unit of the standard; percent for a share without counts",
    ),
    Column("answer", "string", "yes or no, for a yes/no commitment"),
    Column("cases", "integer", "cases behind a value, where published"),
    Column("excluded", "integer", "cases left out by the rule of the standard"),
    Column(
        "percent",
        "number",
        "met in every 100, worked out from the counts: four decimals, more where four would hide a miss",
    ),
    Column("low", "number", "lower end of the 95% Wilson interval, percent"),
    Column("high", "number", "upper end of the 95% Wilson interval, percent"),
    Column("target", "string", "target in force on the first day of the period"),
    Column("verdict", "string", "met, missed, too-few, no-cases, no-target, changed or hidden"),
    Column(
        "reached",
        "string",
        "yes when the level reached the target, whatever the number of cases",
    ),
    Column("status", "string", "final, provisional or revised"),
    Column("in_force", "string", "no when a later row of the same period replaced it"),
    Column("published", "string", "when it was published"),
    Column("source", "string", "where it was published"),
    Column("note", "string", "what to know of it"),
    Column("missed_because", "string", "why the promise was missed"),
    Column("action", "string", "what is done about it"),
    Column("action_by", "date", "by when"),
)
BENCHMARKS = (
    Column("agency", "string", "id of the agency"),
    Column("standard", "string", "id of the standard"),
    Column("benchmark", "string", "id of the comparator"),
    Column("organization", "string", "whose level"),
    Column("sector", "string", "private, public or own-past"),
    Column("basis", "string", "result, or promise"),
    Column("level", "string", "their level with its unit"),
    Column("date", "string", "the time it is about"),
    Column("comparable_because", "string", "why they can be compared"),
    Column("source", "string", "where it was published"),
)
CHANGES = (
    Column("agency", "string", "id of the agency"),
    Column("standard", "string", "id of the standard"),
    Column("date", "date", "the day it came into force"),
    Column(
        "field",
        "string",
        "what changed: promise, limit, target, counted, clock, measure, channel or withdrawn",
    ),
    Column("from", "string", "before"),
    Column("to", "string", "after"),
    Column("reason", "string", "why"),
)
