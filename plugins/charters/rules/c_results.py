"""Item (c), the second half: results are measured against the standards, and add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from charters.judging.kept_up import is_too_old, left_out
from charters.judging.settling import share_left_out
from charters.judging.standings import Standing
from charters.model.results import Result
from charters.model.standards import Standard
from charters.problems import Cases, Place, Problem
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


def _left_out(case: Case, standing: Standing) -> str:
    """C7: the first period that was due and has no result."""
    gaps = left_out(case.register, standing)
    return f"{gaps[0].period.label} of {standing.id}" if gaps else ""


def _unexplained(_case: Case, row: Row) -> str:
    """C8: the keys that a missed result leaves empty."""
    result, standard = row.result, row.standard
    filled = {
        "missed_because": is_sentence(result.missed_because, "missed_because"),
        "action": is_sentence(result.action, "action"),
        "action_by": result.action_by is not None,
        "if_missed": is_sentence(standard.if_missed, "if_missed"),
    }
    return ", ".join(key for key, is_there in filled.items() if not is_there)


def _many_left_out(case: Case) -> Iterator[Seen]:
    """C12: a result that leaves out much is to be read with care."""
    shares = [(int(share_left_out(row.result)), row.standing.id) for row in rows_leaving_out(case)]
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
    for standing in case.standings:
        scale = standing.standard.measure.scale
        for shows, amount, place in _scored(case, standing) if scale else ():
            if scale and not scale.min <= amount <= scale.max:
                said = _(
                    "{amount} lies outside the scale, which goes from {least} to {most}",
                    amount=amount,
                    least=scale.min,
                    most=scale.max,
                )
                there = case.in_standard(standing.standard, "measure", "scale")
                yield clash("K4", shows, place, said, _MEND_ONE, there)


def _scored(case: Case, standing: Standing) -> Iterator[tuple[str, Decimal, Place]]:
    if standing.standard.target:
        place = case.in_standard(standing.standard, "target")
        yield "C4", standing.standard.target.level.amount, place
    for result in (row.result for row in rows_of(standing)):
        if result.value is not None:
            yield "C5", result.value, case.in_row(result, "value")


def _other_channel(case: Case) -> Iterator[Problem]:
    """C5: a result of one channel is of one that the promise, or its service, is about (K4)."""
    parted = (standing for standing in case.standings if standing.parts)
    for row in (row for standing in parted for row in rows_of(standing)):
        key, _colon, name = (word.strip() for word in row.result.part.partition(":"))
        if key != "channel":
            continue
        own, place = _channels_of(case, row.standard)
        named = _channels_named(case, name)
        if named and own and named.isdisjoint(own):
            only = ", ".join(own)
            message = _(
                "this result is for '{name}', but the service names {only}", name=name, only=only
            )
            if row.standard.channel:
                message = _(
                    "this result is for '{name}', but the promise names {only}",
                    name=name,
                    only=only,
                )
            yield clash("K4", "C5", case.in_row(row.result, "part"), message, _MEND_ONE, place)


def _channels_of(case: Case, standard: Standard) -> tuple[Sequence[str], Place]:
    """Return the channels a promise is about, or its service is given through, with the place."""
    service = case.charter.service_by_id.get(standard.service)
    if standard.channel or service is None:
        return [standard.channel] if standard.channel else [], case.in_standard(standard, "channel")
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
        words = row.standard.measure.not_counted
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


def _parts(case: Case) -> Iterator[Problem]:
    """C6: a part is no more than the whole, nor are all parts that do not overlap (K12)."""
    for standing in (found for found in case.standings if found.parts):
        wholes = {judged.result.period.days: judged.result for judged in standing.judged}
        together: dict[tuple[tuple[date, date], str], list[Result]] = defaultdict(list)
        for part in (row.result for row in rows_of(standing) if row.result.part):
            if part.period.days in wholes:
                yield from _more_than_whole(case, part, wholes[part.period.days])
                together[part.period.days, part.part.partition(":")[0].strip()].append(part)
        for (days, key), parts in together.items():
            if key in _DISJOINT:
                yield from _sum(case, key, parts, wholes[days])


def _more_than_whole(case: Case, part: Result, whole: Result) -> Iterator[Problem]:
    for cell in ("met", "total", "cases"):
        some, most = getattr(part, cell), getattr(whole, cell)
        if some is not None and most is not None and some > most:
            message = _(
                "'{part}' has {some} in '{cell}', but all together have {most}",
                part=part.part,
                some=Cases(some),
                cell=cell,
                most=Cases(most),
            )
            places = [case.in_row(row, cell) for row in (part, whole)]
            yield clash("K12", "C6", places[0], message, _MEND_ONE, places[1])
            return


def _sum(case: Case, key: str, parts: Sequence[Result], whole: Result) -> Iterator[Problem]:
    counts = [part.total or 0 for part in parts]
    if whole.total is not None and max(counts) <= whole.total < sum(counts):
        message = _(
            "all together have {most} cases, but the parts by {key} have {sum}",
            most=Cases(whole.total),
            key=key,
            sum=Cases(sum(counts)),
        )
        places = [case.in_row(row, "total") for row in (whole, *parts)]
        yield clash("K12", "C6", places[0], message, _MEND_ONE, *places[1:])


SUBJECT = Subject(
    looks={"C12": _many_left_out},
    has={"C6": Lacking(_uncounted), "C7": Lacking(_left_out), "C8": Lacking(_unexplained)},
    short={"C7": lambda case, standing: is_too_old(case.register, standing)},
    clashes=(_scores, _other_channel, _left_out_in_vain, _two_counts, _parts),
)
