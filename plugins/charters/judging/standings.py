"""Where a promise stands: the verdict of its newest result, how old that is, and what is late.

Design 6.5: three facts, never one in place of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from charters.judging.ages import is_older, known_on, months_between
from charters.judging.by_level import newest_by_level, verdict_of_levels
from charters.judging.history import as_it_reads, breaks, in_force, judged_by
from charters.judging.periods_due import Missing, missing_periods
from charters.judging.suspended_times import suspension_on
from charters.judging.verdicts import Verdict, Word, judge, without_target
from charters.model.periods import Period, rhythm_of
from charters.model.quantities import Target
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.standards import Standard
from charters.model.suspensions import Suspension


@dataclass(frozen=True)
class JudgedResult:
    """One result in force, its verdict, and the rows it replaced."""

    standard: Standard
    """The promise it is a result of, as it reads today."""
    result: Result
    replaced: Sequence[Result] = ()

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on it; a check asks for few of them."""
        return judge(self.standard, self.result)

    @property
    def target(self) -> Target | None:
        """The target the result is held against."""
        return self.verdict.target

    @property
    def counts(self) -> bool:
        """Whether there is a result, of a time in which the promise held."""
        return self.result.is_available and self.verdict.suspended is None


class Slot(NamedTuple):
    """One period of a promise's history: its result, or the lack of one."""

    period: Period
    verdict: Verdict
    """On the result, or on the lack of one; with the aim of the period."""
    judged: JudgedResult | None = None


@dataclass(frozen=True)
class Standing:
    """Where one promise stands on the day the site is judged on."""

    register: Register
    charter: Charter
    standard: Standard
    """The promise as it reads today, whatever change is announced for later."""
    judged: Sequence[JudgedResult]
    """Results for the whole, oldest first."""
    parts: Mapping[str, Sequence[JudgedResult]]
    """Results of each named breakdown, oldest first."""
    beside: Sequence[Result] = ()
    """Results published in other rhythms as well, oldest first; none of them is judged."""
    part: str = ""
    """The part it is about, where it is one of a part alone."""

    @property
    def as_of(self) -> date:
        """Today: the day the site is judged on."""
        return self.register.as_of

    @cached_property
    def missing(self) -> Sequence[Missing]:
        """The periods that are due and without a result; of a part only where it is promised."""
        return [gap for gap in self._lacking if gap.suspended is None]

    @cached_property
    def _lacking(self) -> Sequence[Missing]:
        """The same, and those of a time in which the promise did not hold."""
        return self.lacking_on(known_on(self.register, self.charter, self.standard.compiled))

    def lacking_on(self, day: date) -> Sequence[Missing]:
        """Return the periods without a result that are due by a day, if none is published until then."""
        if self.part and self.part not in self.standard.part_by_id:
            return ()
        return missing_periods(
            self.standard,
            [one.result for one in self.judged] if self.part else self._reported(),
            fiscal_start=self.charter.fiscal_start,
            lag_days=self.register.settings.windows.result_lag_days,
            as_of=day,
        )

    def _reported(self) -> Sequence[Result]:
        """Return the rows that count as reported: a part stands for no whole, where there is one."""
        of_it = self.charter.results.get(self.standard.id, ())
        rows = [row for row in of_it if not is_beside(self.standard, row)]
        return [row for row in rows if not row.part] or rows

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the newest result, however old it is; or why there can be none."""
        if (now := self.suspended) is not None:
            return Verdict(Word.SUSPENDED, on=now.from_, suspended=now)
        if self.latest is None and self.by_level:
            return verdict_of_levels(self.by_level)
        if self.latest is None:
            return Verdict(_without_results(self.charter, self.standard, self.parts))
        end = self.latest.result.period.end
        changed = [c for c in breaks(self.standard, self.part) if end < c.date <= self.as_of]
        if changed:
            return Verdict(Word.OLDER_PROMISE, on=changed[-1].date)
        return self.latest.verdict

    @cached_property
    def late(self) -> Sequence[Missing]:
        """What is late: the results after the newest one; gaps before it are gaps.

        Nothing is in a compiled charter.
        """
        if self.collected_until is not None or not self.in_force:
            return ()
        if not self.standard.measure.shape.is_measured:
            return ()
        newest = _newest(self.judged, self.parts)
        return [gap for gap in self.missing if gap.period.end > newest]

    @property
    def late_since(self) -> date | None:
        """The day the first result that is late was due; None while none is late."""
        return self.late[0].due if self.late else None

    @property
    def id(self) -> str:
        """The id of the promise."""
        return self.standard.id

    @property
    def latest(self) -> JudgedResult | None:
        """The newest result for the whole."""
        return self.judged[-1] if self.judged else None

    @cached_property
    def by_level(self) -> Sequence[JudgedResult]:
        """The newest results of its levels, where there are several; none of a part alone."""
        return () if self.part else newest_by_level(self.standard, self.parts)

    @property
    def newest(self) -> JudgedResult | None:
        """The newest result for the whole, or of the first of its levels."""
        return next(iter(self.by_level), None) if self.latest is None else self.latest

    @property
    def last_published(self) -> JudgedResult | None:
        """The newest result for the whole that there is: of a period without one, the one before."""
        return next((one for one in reversed(self.judged) if one.result.is_available), None)

    @property
    def last_counted(self) -> JudgedResult | None:
        """The newest result that there is of a time in which the promise held."""
        return next((one for one in reversed(self.judged) if one.counts), None)

    @cached_property
    def suspended(self) -> Suspension | None:
        """The time in which the promise does not hold, where today belongs to one."""
        return suspension_on(self.standard, self.as_of) if self.in_force else None

    @property
    def months_old(self) -> int | None:
        """How many whole months ago the period of the newest result ended."""
        if self.newest is None:
            return None
        return months_between(self.newest.result.period.end, self.as_of)

    @property
    def is_old(self) -> bool:
        """Whether the newest result is old, judged on the day of the site, whoever compiled it."""
        return self.newest is not None and is_older(
            self.newest.result.period.end, self.register.settings.result_old_after, self.as_of
        )

    @property
    def collected_until(self) -> date | None:
        """The last day of the documents of a compiled charter; None where results are awaited."""
        compiled = self.charter.compiled_for(self.standard)
        return compiled.until if compiled else None

    @cached_property
    def slots(self) -> Sequence[Slot]:
        """Every period with a result, or due and without one, oldest first."""
        found = [Slot(judged.result.period, judged.verdict, judged) for judged in self.judged]
        found += [Slot(gap.period, self._lack_of(gap)) for gap in self._lacking]
        return sorted(found, key=lambda slot: (slot.period.end, slot.period.start))

    def _lack_of(self, gap: Missing) -> Verdict:
        """Return the verdict on a period without a result; of a compiled charter, what we know."""
        compiled = self.charter.compiled_for(self.standard)
        word = Word.NOT_COLLECTED if compiled else Word.NOT_REPORTED
        word = Word.SUSPENDED if gap.suspended else word
        target = judged_by(self.standard, gap.period, self.part).target
        return Verdict(word, target=target, on=gap.due, suspended=gap.suspended)

    @property
    def in_force(self) -> bool:
        """Whether the promise is still made; the day of its withdrawal is its last."""
        withdrawn = self.standard.withdrawn
        return withdrawn is None or self.as_of <= withdrawn.date

    @cached_property
    def target(self) -> Target | None:
        """The target in force today."""
        return in_force(self.standard, self.as_of, self.part).target


def standing_of(register: Register, charter: Charter, standard: Standard) -> Standing:
    """Return where a standard of a charter stands on the register's as-of date."""
    standard = as_it_reads(standard, register.as_of)
    rows = charter.results.get(standard.id, ())
    beside = [row for row in rows if is_beside(standard, row)]
    series = replacing([row for row in rows if row not in beside] if beside else rows)
    judged = _judged(standard, series.get("", []))
    parts = {part: _judged(standard, found) for part, found in series.items() if part}
    shown = [row for found in replacing(beside).values() for row, _replaced in found]
    return Standing(register, charter, standard, judged, parts, shown)


def is_beside(measured: Standard, row: Result) -> bool:
    """Return whether a result is in another rhythm than the one that is judged."""
    rhythm = rhythm_of(measured, row.period) if measured.also_reported else None
    return rhythm is not None and rhythm is not measured.reported


def standing_of_part(standing: Standing, part: str) -> Standing:
    """Return where a part of a promise stands, by its own results and its own aim."""
    return replace(standing, judged=standing.parts[part], parts={}, beside=(), part=part)


def replacing(rows: Sequence[Result]) -> dict[str, list[tuple[Result, Sequence[Result]]]]:
    """Return, by part, the row in force for each period with the rows it replaced, oldest first."""
    found: dict[str, dict[tuple[date, date], tuple[Result, Sequence[Result]]]] = {}
    for row in rows:
        periods = found.setdefault(row.part, {})
        earlier = periods.get(row.period.days)
        periods[row.period.days] = (row, (*earlier[1], earlier[0]) if earlier else ())
    return {part: [periods[key] for key in sorted(periods)] for part, periods in found.items()}


def _judged(
    standard: Standard, rows: Iterable[tuple[Result, Sequence[Result]]]
) -> list[JudgedResult]:
    return [JudgedResult(standard, row, replaced) for row, replaced in rows]


def _without_results(
    charter: Charter, standard: Standard, parts: Mapping[str, Sequence[JudgedResult]]
) -> Word:
    shape = standard.measure.shape
    if not shape.is_measured:
        return Word.NO_LEVEL
    if parts:
        return Word.ONLY_PARTS
    if shape.takes_target and standard.target is None:
        return without_target(standard, standard.limit)
    return Word.NOT_FOUND if charter.compiled_for(standard) else Word.NONE_YET


def _newest(judged: Sequence[JudgedResult], parts: Mapping[str, Sequence[JudgedResult]]) -> date:
    """Return the last day that results reach; those of parts, where there is none for the whole."""
    found = judged or [one for results in parts.values() for one in results]
    return max((one.result.period.end for one in found), default=date.min)


def standings_of(register: Register, charter: Charter) -> list[Standing]:
    """Return the standings of a charter's promises, in the order of the file."""
    return [standing_of(register, charter, standard) for standard in charter.standards]
