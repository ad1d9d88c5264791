"""Item (c), the second half: results are measured against the standards, and add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from math import ceil, floor

from charters.judging.comparators import Compared
from charters.judging.kept_up import is_too_old, left_out
from charters.judging.settling import share_left_out
from charters.judging.standings import Standing
from charters.judging.verdicts import of_no_case
from charters.model.agency import OTHER_WAYS
from charters.model.periods import Period
from charters.model.register import CHANNEL
from charters.model.results import Result, Status
from charters.model.shapes import Shape
from charters.model.standards import Measured, Scale, Standard
from charters.problems import Cases, Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_sentence, says_none
from charters.rules.findings import Seen, Strength
from charters.rules.forms import Lacking, Subject, clash, present
from charters.rules.rows import Row, all_rows, rows_leaving_out, rows_of

MANY_LEFT_OUT = 10
"""Cases left out of every 100, above which the plan says so."""

_DISJOINT = ("channel", "office", "region", "state", "place")
"""Breakdowns in which each case is counted once."""

_MEND_ONE = _("mend one of them")


def _uncounted(_case: Case, row: Row) -> str:
    """C6: the columns of counts that are blank."""
    counts = [c for c in row.standard.measure.shape.row.columns if c != "value"]
    return ", ".join(column for column in counts if getattr(row.result, column) is None)


def _left_out(case: Case, standing: Standing) -> str | Message:
    """C7: the first period that was due and has no result, nor a reason why there is none."""
    if gaps := left_out(case.register, standing):
        return _of(gaps[0].period, standing)
    for result in (judged.result for judged in standing.judged):
        if result.status is Status.NOT_AVAILABLE and not is_sentence(result.note, "note"):
            row = _of(result.period, standing)
            return _("{row} that says in a sentence why it is not available", row=row)
    return ""


def _of(period: Period, standing: Standing) -> Message:
    return _("{period} of {name}", period=period.label, name=standing.id)


def _unexplained(case: Case, row: Row) -> str:
    """C8: the keys that a missed result leaves empty."""
    result, standard = row.result, case.charter.standard_by_id[row.standard.id]
    filled = {
        "missed_because": is_sentence(result.missed_because, "missed_because"),
        "action": is_sentence(result.action, "action"),
        "action_by": result.action_by is not None,
        "if_missed": is_sentence(standard.if_missed, "if_missed"),
    }
    return ", ".join(key for key, is_there in filled.items() if not is_there)


def _many_left_out(case: Case) -> Iterator[Seen]:
    """C12: a result that leaves out much is to be read with care."""
    shares = [(int(share_left_out(row.result)), row.standard.id) for row in rows_leaving_out(case)]
    most, name = max(shares, default=(0, ""))
    if most > MANY_LEFT_OUT:
        sentence = _(
            "{name} leaves out {share} of every 100 cases: read its result with care.",
            name=name,
            share=most,
        )
        yield present(sentence, Strength.FIGURES, case.page("standards"))


# ------------------------------------------------------- a row against what it is a result of


def _scores(case: Case) -> Iterator[Problem]:
    """C4, C5: a score, and the target for it, lie on their scale (K4)."""
    for standing in case.compared:
        off = [one for one in _scored(case, standing) if not one[3].min <= one[1] <= one[3].max]
        if not off:
            continue
        there = case.in_standard(standing.standard, "measure", "scale")
        scales = {(scale.min, scale.max) for *_rest, scale in off if scale.min < scale.max}
        if len(scales) == 1 and len(off) > 2:
            said = _("{count} results or targets lie outside this scale", count=len(off))
            places = [place for _shows, _amount, place, _scale in off]
            yield clash("K4", "C5", there, said, _("mend the scale, or those numbers"), *places[:3])
            continue
        for shows, amount, place, scale in off:
            said = _(
                "{amount} lies outside the scale, which goes from {least} to {most}",
                amount=amount,
                least=scale.min,
                most=scale.max,
            )
            if scale.min < scale.max:  # else told of the scale
                yield clash("K4", shows, place, said, _MEND_ONE, there)


def _scored(case: Case, standing: Compared) -> Iterator[tuple[str, Decimal, Place, Scale]]:
    """Yield what lies on a scale, with that of its time."""
    measured = standing.standard
    scale = measured.measure.scale
    if isinstance(measured, Standard) and measured.target and scale:
        target = case.in_standard(measured, "target")
        yield "C4", measured.target.level.amount, target, scale
    valued = any(one.result.value is not None for one in standing.judged)
    for row in rows_of(standing) if valued or standing.parts else ():
        if row.result.value is not None and (scale := row.standard.measure.scale):
            yield "C5", row.result.value, case.in_row(row.result, "value"), scale


def _other_channel(case: Case) -> Iterator[Problem]:
    """C5: a result of one channel is of one that the promise, or its service, is about (K4)."""
    parted = (found for found in case.compared if found.parts)
    for row in (row for standing in parted for row in rows_of(standing)):
        key, _colon, name = (word.strip() for word in row.result.part.partition(":"))
        if key.casefold() != "channel" or name == OTHER_WAYS:
            continue
        channel = row.standard.channel if isinstance(row.standard, Standard) else None
        own, place = _channels_of(case, row.standard, channel)
        named = _channels_named(case, name)
        if name.casefold() in named and row.result.part != f"channel: {name.casefold()}":
            message = _("'{part}' is not how this channel is written", part=row.result.part)
            do = _("write channel: {name}", name=name.casefold())
            yield clash("K4", "C5", case.in_row(row.result, "part"), message, do)
        if case.channel_by_id and not named and CHANNEL not in case.charter.refused:
            message = _("there is no channel '{name}'", name=name)
            do = _("write one of {known}", known=", ".join(case.channel_by_id))
            yield clash("K4", "C5", case.in_row(row.result, "part"), message, do)
        if named and own and named.isdisjoint(own):
            only = ", ".join(own)
            message = _(
                "this result is for '{name}', but the service names {only}", name=name, only=only
            )
            if channel:
                message = _(
                    "this result is for '{name}', but the promise names {only}",
                    name=name,
                    only=only,
                )
            yield clash("K4", "C5", case.in_row(row.result, "part"), message, _MEND_ONE, place)


def _channels_of(
    case: Case, measured: Measured, channel: str | None
) -> tuple[Sequence[str], Place]:
    """Return the channel a promise is about, or those its service is given through, and where."""
    service = case.charter.service_by_id.get(measured.service)
    if channel or service is None:
        return [channel] if channel else [], case.in_standard(measured, "channel")
    return service.channels, case.in_service(service, "channels")


def _channels_named(case: Case, name: str) -> set[str]:
    """Return the channels that a name may stand for: an id, a kind or a name."""
    wanted = name.casefold()
    return {
        channel.id
        for channel in case.charter.agency.channels
        if wanted in (channel.id, channel.kind.value)
        or wanted in (words.casefold() for _code, words in channel.name.by_language)
    }


def _left_out_in_vain(case: Case) -> Iterator[Problem]:
    """C12: who leaves nothing out has no cases left out (K4)."""
    for row in all_rows(case):
        words = row.standard.measure.not_counted if row.result.excluded else None
        if row.result.excluded and says_none(words):
            message = _(
                "{cases} cases were left out, but 'not_counted' says '{words}'",
                cases=Cases(row.result.excluded),
                words=words,
            )
            place = case.in_row(row.result, "excluded")
            other = case.in_standard(row.standard, "measure", "not_counted")
            yield clash("K4", "C12", place, message, _("say there which cases"), other)


# ------------------------------------------------------------------ counts against each other


def _two_counts(case: Case) -> Iterator[Problem]:
    """C6: the cases of a share are its total (K12)."""
    for row in all_rows(case):
        cases, total = row.result.cases, row.result.total
        if cases is not None and total is not None and cases != total:
            message = _(
                "'cases' says {cases}, 'total' says {total}", cases=Cases(cases), total=Cases(total)
            )
            do = _("leave 'cases' blank where there is a total")
            places = [case.in_row(row.result, column) for column in ("cases", "total")]
            yield clash("K12", "C6", places[0], message, do, places[1])


def _no_cases(case: Case) -> Iterator[Problem]:
    """C6: a level of no cases is none, and the page says so (K12)."""
    for row in all_rows(case):
        if row.result.value and of_no_case(row.standard, row.result):
            message = _("'value' holds a level, but 'cases' says that there was no case")
            do = _("leave 'value' blank, or mend 'cases'")
            places = [case.in_row(row.result, column) for column in ("value", "cases")]
            yield clash("K12", "C6", places[0], message, do, places[1])


def _parts(case: Case) -> Iterator[Problem]:
    """C6: a part is no more than the whole, nor are all parts that do not overlap (K12)."""
    for standing in (found for found in case.compared if found.parts):
        wholes = {judged.result.period.days: judged.result for judged in standing.judged}
        together: dict[tuple[tuple[date, date], str], list[Result]] = defaultdict(list)
        shape = standing.standard.measure.shape
        for row in (one for one in rows_of(standing) if one.result.part):
            part, shape = row.result, row.standard.measure.shape
            if part.period.days in wholes:
                yield from _more_than_whole(case, shape, part, wholes[part.period.days])
                together[part.period.days, part.part.rpartition(":")[0].strip()].append(part)
        cell = "value" if shape is Shape.BACKLOG else "total"
        for (days, key), parts in together.items():
            rows = [*parts, wholes[days]]
            if key in _DISJOINT:
                yield from _sum(case, key, cell, rows)
            yield from _kept_together(case, rows)


def _more_than_whole(case: Case, shape: Shape, part: Result, whole: Result) -> Iterator[Problem]:
    counts = ("met", "total", "cases")
    for cell in counts if shape.counts_cases else ("value",):
        some, most = getattr(part, cell), getattr(whole, cell)
        if some is not None and most is not None and some > most:
            message = _(
                "'{part}' has {some} in '{cell}', but all together have {most}",
                part=part.part,
                some=Cases(ceil(some)),
                cell=cell,
                most=Cases(floor(most)),
            )
            places = [case.in_row(row, cell) for row in (part, whole)]
            yield clash("K12", "C6", places[0], message, _MEND_ONE, places[1])
            return


def _sum(case: Case, key: str, cell: str, rows: Sequence[Result]) -> Iterator[Problem]:
    *parts, whole = rows
    counts, most = [getattr(part, cell) or 0 for part in parts], getattr(whole, cell)
    if most is not None and max(counts) <= most < sum(counts):
        message = _(
            "all together have {most} cases, but the parts by {key} have {sum}",
            most=Cases(floor(most)),
            key=key,
            sum=Cases(ceil(sum(counts))),
        )
        places = [case.in_row(row, cell) for row in (whole, *parts)]
        yield clash("K12", "C6", places[0], message, _MEND_ONE, *places[1:])


def _kept_together(case: Case, rows: Sequence[Result]) -> Iterator[Problem]:
    """C6: where the parts hold all the cases of the whole, they hold all that were kept (K12)."""
    *parts, whole = rows
    counts = [(row.met, row.total) for row in rows]
    if len(parts) < 2 or any(met is None or total is None for met, total in counts):
        return
    met, total = (sum(count or 0 for count in column[:-1]) for column in zip(*counts, strict=True))
    if total == whole.total and met != whole.met:
        message = _(
            "the parts have all {total} cases, but {sum} of them were kept, and {most} of all together",
            total=Cases(total),
            sum=Cases(met),
            most=Cases(whole.met or 0),
        )
        places = [case.in_row(row, "met") for row in (whole, *parts)]
        yield clash("K12", "C6", places[0], message, _MEND_ONE, *places[1:])


SUBJECT = Subject(
    looks={"C12": _many_left_out},
    has={"C6": Lacking(_uncounted), "C7": Lacking(_left_out), "C8": Lacking(_unexplained)},
    short={"C7": lambda case, standing: is_too_old(case.register, standing)},
    clashes=(_scores, _other_channel, _left_out_in_vain, _two_counts, _no_cases, _parts),
)
