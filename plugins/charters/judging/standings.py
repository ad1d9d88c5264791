"""Where a promise stands: its current results, each judged, what is missing, and the latest word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from charters.judging.ages import known_on
from charters.judging.history import as_it_reads, breaks, in_force
from charters.judging.periods_due import Missing, missing_periods
from charters.judging.verdicts import Bucket, Verdict, Word, judge
from charters.model.periods import Period
from charters.model.quantities import Target
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.standards import Standard


@dataclass(frozen=True)
class Judged:
    """One result in force, its verdict, and the rows it replaced."""

    result: Result
    verdict: Verdict
    replaced: Sequence[Result] = ()

    @property
    def target(self) -> Target | None:
        """The target the result is held against."""
        return self.verdict.target


@dataclass(frozen=True)
class Slot:
    """One period of a promise's history: its result, or the lack of one."""

    period: Period
    verdict: Verdict
    """On the result, or on the lack of one; with the aim of the period."""
    judged: Judged | None = None


@dataclass(frozen=True)
class Standing:
    """Where one promise stands on the day the site is judged on."""

    charter: Charter
    standard: Standard
    """The promise as it reads today, whatever change is announced for later."""
    judged: Sequence[Judged]
    """Results for the whole, oldest first."""
    parts: Mapping[str, Sequence[Judged]]
    """Results of each named breakdown, oldest first."""
    missing: Sequence[Missing]
    """Periods due and without a result."""
    verdict: Verdict
    """The word on the promise as it stands today."""
    as_of: date
    """Today: the day the site is judged on."""

    @property
    def id(self) -> str:
        """The id of the promise."""
        return self.standard.id

    @property
    def latest(self) -> Judged | None:
        """The newest result for the whole."""
        return self.judged[-1] if self.judged else None

    @cached_property
    def slots(self) -> Sequence[Slot]:
        """Every period with a result, or due and without one, oldest first."""
        found = [Slot(judged.result.period, judged.verdict, judged) for judged in self.judged]
        found += [Slot(gap.period, self._lack_of(gap)) for gap in self.missing]
        return sorted(found, key=lambda slot: (slot.period.start, slot.period.end))

    def _lack_of(self, gap: Missing) -> Verdict:
        """Return the verdict on a period without a result; of a compiled charter, what we know."""
        compiled = self.charter.compiled_for(self.standard)
        word = Word.NOT_COLLECTED if compiled else Word.NOT_REPORTED
        return Verdict(word, target=in_force(self.standard, gap.period.start).target, on=gap.due)

    @property
    def in_force(self) -> bool:
        """Whether the promise is still made; the day of its withdrawal is its last."""
        return _still_made(self.standard, self.as_of)

    @cached_property
    def target(self) -> Target | None:
        """The target in force today."""
        return in_force(self.standard, self.as_of).target


def standing_of(register: Register, charter: Charter, standard: Standard) -> Standing:
    """Return where a standard of a charter stands on the register's as-of date."""
    standard = as_it_reads(standard, register.as_of)
    rows = charter.results.get(standard.id, ())
    series = replacing(rows)
    judged = _judged(standard, series.get("", []))
    missing = missing_periods(
        standard,
        _reported(rows),
        fiscal_start=charter.fiscal_start,
        lag_days=register.settings.windows.result_lag_days,
        as_of=known_on(register, charter, standard.compiled),
    )
    parts = {part: _judged(standard, found) for part, found in series.items() if part}
    compiled = charter.compiled_for(standard) is not None
    verdict = _latest_word(standard, judged, missing, register.as_of, compiled=compiled)
    return Standing(charter, standard, judged, parts, missing, verdict, register.as_of)


def _still_made(standard: Standard, as_of: date) -> bool:
    return standard.withdrawn is None or as_of <= standard.withdrawn.date


def _reported(rows: Sequence[Result]) -> Sequence[Result]:
    """Return the rows that count as reported: a part stands for no whole, where there is one."""
    return [row for row in rows if not row.part] or rows


def replacing(rows: Sequence[Result]) -> dict[str, list[tuple[Result, list[Result]]]]:
    """Return, by part, the row in force for each period with the rows it replaced, oldest first."""
    found: dict[str, dict[tuple[date, date], tuple[Result, list[Result]]]] = {}
    for row in rows:
        periods = found.setdefault(row.part, {})
        key = row.period.start, row.period.end
        earlier = periods.get(key)
        periods[key] = (row, [*earlier[1], earlier[0]] if earlier else [])
    return {part: [periods[key] for key in sorted(periods)] for part, periods in found.items()}


def _judged(standard: Standard, rows: Iterable[tuple[Result, list[Result]]]) -> list[Judged]:
    return [Judged(row, judge(standard, row), replaced) for row, replaced in rows]


def _latest_word(
    standard: Standard,
    judged: Sequence[Judged],
    missing: Sequence[Missing],
    as_of: date,
    *,
    compiled: bool,
) -> Verdict:
    if not standard.measure.shape.is_measured:
        return Verdict(Word.NOT_MEASURED)
    last = judged[-1] if judged else None
    if _still_made(standard, as_of) and not compiled:
        late = [gap for gap in missing if last is None or gap.period.start > last.result.period.end]
        if late:
            return Verdict(Word.LATE, on=late[0].due)
    if last is None:
        return Verdict(Word.NOT_COLLECTED if compiled else Word.NOT_MEASURED)
    changed = [c for c in breaks(standard) if last.result.period.end < c.date <= as_of]
    if changed:
        return Verdict(Word.CHANGED, on=changed[-1].date)
    return last.verdict


def headline(standings: Iterable[Standing]) -> dict[Bucket, int]:
    """Return the five counts over all promises in force, the unjudged included."""
    counts = Counter(standing.verdict.bucket for standing in standings if standing.in_force)
    return {bucket: counts[bucket] for bucket in Bucket}


def standings_of(register: Register, charter: Charter) -> list[Standing]:
    """Return the standings of a charter's promises, in the order of the file."""
    return [standing_of(register, charter, standard) for standard in charter.standards]
