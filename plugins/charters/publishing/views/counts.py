"""The four counts of a headline, over all promises, each with how many are old and how many late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from charters.judging.headlines import Tally, headline, tally
from charters.judging.standings import Standing
from charters.judging.verdicts import Bucket
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import bucket_word, word_of_column


@dataclass(frozen=True, slots=True)
class CountView:
    """One of the four counts."""

    kind: str
    count: str
    word: str
    head: str
    """The word alone, as the head of a column."""
    empty: bool
    start: str
    """Where its part of a bar of all promises begins, in percent of the bar."""
    width: str
    """How long that part is, in percent of the bar."""
    beside: str
    """How many of it rest on old results and of how many the next one is late; '' for none."""


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """All four counts, and what they come to."""

    total: str
    counts: list[CountView]
    answer: str
    """How many promises there are, and the counts, in a few sentences."""
    newest: str
    """The period of the newest result; '' where there is none."""
    is_empty: bool
    """Whether there is no promise that could be counted."""
    notes: str
    """How many promises are suspended or withdrawn, and of how many later results are not collected here."""


def headline_view(speech: Speech, standings: Sequence[Standing]) -> HeadlineView:
    """Return the four counts over all promises in force, missed first."""
    found = headline(standings)
    made = [standing for standing in standings if standing.in_force]
    months = made[0].register.settings.result_old_after if made else 0
    return HeadlineView(
        total=speech.number(len(made)),
        counts=_counts(speech, found, months),
        newest=_newest(speech, standings),
        answer=" ".join([_total(speech, len(made)), *_answer(speech, found, made, months)]),
        is_empty=not made,
        notes=" ".join(
            filter(
                None,
                [
                    _suspended(speech, sum(one.suspended is not None for one in made)),
                    _withdrawn(speech, len(standings) - len(made)),
                    collected_words(speech, made),
                ],
            )
        ),
    )


def _counts(speech: Speech, found: dict[Bucket, Tally], months: int) -> list[CountView]:
    """Return the counts, each with its part of one bar."""
    whole, views, start = sum(one.count for one in found.values()) or 1, [], 0
    for bucket, one in found.items():
        views.append(
            CountView(
                bucket.value,
                speech.number(one.count),
                bucket_word(speech, bucket, one.count),
                word_of_column(speech, bucket),
                empty=not one.count,
                start=f"{100 * start / whole:.6g}",
                width=f"{100 * one.count / whole:.6g}",
                beside=speech.joined(_beside(speech, one, months)),
            )
        )
        start += one.count
    return views


def _newest(speech: Speech, standings: Sequence[Standing]) -> str:
    ends = [one.last_published.result.period for one in standings if one.last_published]
    return speech.period(max(ends, key=attrgetter("end"))) if ends else ""


def _total(speech: Speech, count: int) -> str:
    if not count:
        return speech.gettext("No promise is recorded here.")
    return speech.so_many("{count} promise.", "{count} promises.", count)


def _suspended(speech: Speech, count: int) -> str:
    return speech.if_any(
        "{count} promise is suspended, and so cannot be judged.",
        "{count} promises are suspended, and so cannot be judged.",
        count,
    )


def _withdrawn(speech: Speech, count: int) -> str:
    return speech.if_any(
        "{count} promise was withdrawn and is not counted.",
        "{count} promises were withdrawn and are not counted.",
        count,
    )


def _beside(speech: Speech, one: Tally, months: int) -> list[str]:
    said = []
    if one.old:
        words = speech.ngettext(
            "{count} of them on a result older than {age}",
            "{count} of them on results older than {age}",
            one.old,
        )
        if one.old == one.count:
            words = speech.ngettext(
                "on a result older than {age}", "all of them on results older than {age}", one.old
            )
        said.append(words.format(count=speech.number(one.old), age=age_limit(speech, months)))
    if one.late:
        words = speech.ngettext(
            "of {count} the next result is late", "of {count} the next results are late", one.late
        )
        if one.late == one.count:
            words = speech.ngettext(
                "the next result is late", "of all of them the next results are late", one.late
            )
        said.append(words.format(count=speech.number(one.late)))
    return said


def age_limit(speech: Speech, months: int) -> str:
    """Return the age from which results are old: 2 years, 18 months."""
    years, left = divmod(months, 12)
    if left or not years:
        return speech.measured(Decimal(months), "month")
    return speech.measured(Decimal(years), "year")


def _answer(
    speech: Speech, found: dict[Bucket, Tally], made: Sequence[Standing], months: int
) -> list[str]:
    """Return the answer to whether promises are kept, with what can be judged and how old that is."""
    _, kept, missed = speech.gettext, found[Bucket.MET].count, found[Bucket.MISSED].count
    judged = [one for one in made if one.verdict.bucket in (Bucket.MET, Bucket.MISSED)]
    if not judged:
        return []
    ways = {"missed": speech.number(missed), "kept": speech.number(kept)}
    said = [
        speech.so_many(
            "{count} can be judged: {missed} missed, {kept} kept.",
            "{count} can be judged: {missed} missed, {kept} kept.",
            len(judged),
            **ways,
        )
    ]
    if old := tally(judged).old:
        age = age_limit(speech, months)
        words = speech.so_many(
            "{count} of these rests on a result older than {age}.",
            "{count} of these rest on results older than {age}.",
            old,
            age=age,
        )
        if old == len(judged):
            words = speech.so_many(
                "It rests on a result older than {age}.",
                "All of these rest on results older than {age}.",
                old,
                age=age,
            )
        said.append(words)
    late = speech.if_any(
        "Of {count} promise the next result is late.",
        "Of {count} promises the next result is late.",
        tally(made).late,
    )
    return [*said, late] if late else said


def collected_words(speech: Speech, made: Sequence[Standing]) -> str:
    """Return of how many promises nothing can be late, as somebody else compiled their record."""
    count = sum(standing.collected_until is not None for standing in made)
    if not count:
        return ""
    if count == len(made):
        return speech.gettext(
            "These records were put together from public documents. "
            "Later results are not collected here, so no result is called late."
        )
    return speech.so_many(
        "The record of {count} promise was put together from public documents. "
        "Later results are not collected here, so none is called late.",
        "The records of {count} promises were put together from public documents. "
        "Later results are not collected here, so none of these is called late.",
        count,
    )
