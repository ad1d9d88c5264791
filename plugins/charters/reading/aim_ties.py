"""What has to fit together between a promise and its rows of `targets.csv`, and among the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from charters.model.aims import YearlyAim
from charters.model.change import NOTHING, ChangedField, level_written, same_level
from charters.model.file_names import TARGETS
from charters.model.register import Charter, Keys
from charters.model.standards import Standard
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.promises import limit_misfit, target_misfit
from charters.reading.references import no_such_source
from charters.reading.written import Written


def aim_problems(charter: Charter, written: Written) -> Iterator[Problem]:
    """Yield what does not fit together in targets.csv."""
    for standard in charter.standards:
        by_part: dict[str, list[YearlyAim]] = defaultdict(list)
        for row in standard.aims:
            yield from _row_problems(charter, written, standard, row)
            by_part[row.part].append(row)
        for rows in by_part.values():
            yield from _repeat_problems(charter, rows)
            last = {row.period.days: row for row in rows}
            for row in last.values():
                yield from _against_standing(charter, standard, row)


def _problem(
    charter: Charter, row: YearlyAim, column: str, code: str, said: Message, *also: Place
) -> Problem:
    return Problem(charter.place(TARGETS, row.line, column), code, said, also)


def _row_problems(
    charter: Charter, written: Written, standard: Standard, row: YearlyAim
) -> Iterator[Problem]:
    label, measure = row.period.label, standard.measure_on(row.period.start)
    if row.source and (said := no_such_source(row.source, written)):
        yield _problem(charter, row, "source", "V022", said)
    if row.target and (said := target_misfit(measure, row.target.level)):
        yield _problem(charter, row, "target", "T006", said)
    if row.limit and (said := limit_misfit(measure, row.limit)):
        yield _problem(charter, row, "limit", "T006", said)
    if standard.begins and row.period.end < standard.begins:
        also = charter.in_standard(standard, "introduced")
        said = _(
            "{period} ends before the promise was introduced ({begins}); mend the period here, or 'introduced' in standards.yml",
            period=label,
            begins=str(standard.begins),
        )
        yield _problem(charter, row, "period", "V018", said, also)
    if (gone := standard.withdrawn) and row.period.start > gone.date:
        said = _(
            "{period} begins after the promise was withdrawn ({day}); take the row out",
            period=label,
            day=str(gone.date),
        )
        yield _problem(charter, row, "period", "V019", said)


def _repeat_problems(charter: Charter, rows: Sequence[YearlyAim]) -> Iterator[Problem]:
    """Yield a second aim for one time without a reason, and times that only partly overlap."""
    for n, row in enumerate(rows):
        for earlier in rows[:n]:
            also = charter.place(TARGETS, earlier.line, "period")
            label = row.period.label
            if row.period == earlier.period:
                if not row.note:
                    said = _(
                        "{period} has an aim on line {line} already; take one row out, or say in 'note' why this one takes its place",
                        period=label,
                        line=str(earlier.line),
                    )
                    yield _problem(charter, row, "period", "V014", said, also)
            elif row.period.overlaps(earlier.period) and not _is_nested(row, earlier):
                said = _(
                    "{period} overlaps {other} on line {line}, and neither lies within the other; a day has one aim: mend one of the two",
                    period=label,
                    other=earlier.period.label,
                    line=str(earlier.line),
                )
                yield _problem(charter, row, "period", "V015", said, also)


def _is_nested(one: YearlyAim, other: YearlyAim) -> bool:
    return one.holds_for(other.period) or other.holds_for(one.period)


def _against_standing(charter: Charter, standard: Standard, row: YearlyAim) -> Iterator[Problem]:
    """Yield an aim that is another one than standards.yml says for the same time, with both places."""
    for field, level in ((ChangedField.TARGET, row.target), (ChangedField.LIMIT, row.limit)):
        day = max(row.period.start, standard.begins or date.min)
        standing, keys = _standing(standard, row.part, field, day)
        said, measure = level_written(level), standard.measure_on(row.period.start)
        unfit = (row.target and target_misfit(measure, row.target.level)) or (
            row.limit and limit_misfit(measure, row.limit)
        )
        if unfit or NOTHING[0] in (said, standing) or same_level(field, said, standing):
            continue
        place = charter.in_standard(standard, *keys)
        message = _(
            "this says {said} for {period}, and '{field}' in standards.yml says {standing} for the same time; mend one of the two, or take '{field}' out of standards.yml where each year has a row of its own",
            said=said,
            period=row.period.label,
            field=field.value,
            standing=standing,
        )
        yield _problem(charter, row, field.value, "T014", message, place)


def _standing(standard: Standard, part: str, field: ChangedField, day: date) -> tuple[str, Keys]:
    """Return the level that standards.yml has for a day, and where it says so."""
    if part:
        for n, own in enumerate(standard.parts):
            if own.id == part and (level := getattr(own, field.value)):
                return level_written(level), ("parts", n, field.value)
        return NOTHING[0], ()
    later = [(one.date, n) for n, one in enumerate(standard.changes) if one.field is field]
    for _date, n in sorted(pair for pair in later if pair[0] > day)[:1]:
        was = str(standard.changes[n].from_)
        return (NOTHING[0] if was in NOTHING else was), ("changes", n, "from")
    return level_written(getattr(standard, field.value)), (field.value,)
