"""Published results and aims that are gone or changed (F17, K7): rows are only ever added.

Every version that was published counts, however old. A charter compiled by others is left alone: to
mend a record is no change of a published result.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from charters.model.file_names import RESULTS, STANDARDS, TARGETS
from charters.model.past import AimBefore, RowBefore, Version
from charters.model.register import Charter
from charters.model.results import Result
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.rules.case import Case
from charters.rules.saying import clash

_FIGURES = ("met", "total", "value", "cases", "excluded", "overdue")
_MANY = 5
"""Results of one promise that are gone together; more are told at once."""


def results_before(case: Case) -> Iterator[Problem]:
    """Yield published results changed or taken out instead of corrected."""
    charter, past = case.charter, case.charter.past
    for aim in past.aims if TARGETS not in dict(past.lost) else ():
        yield _aim_gone(charter, aim)
    for name, seen in past.lost:
        yield _lost(charter, name, seen)
    lost = RESULTS in dict(past.lost)
    gone = [row for row in past.rows if row.now is None and not lost]
    hidden = case.register.settings.hides_small_counts
    newest = {_about(row): row for row in reversed(past.rows) if row.now is not None}
    for row in newest.values():
        yield _problem(charter, row, _("was changed"), hidden=hidden)
    gone.sort(key=lambda row: row.result.standard)
    for name, found in groupby(gone, lambda row: row.result.standard):
        rows = list({_about(row): row for row in reversed(list(found))}.values())
        if len(rows) > _MANY:
            yield _many_gone(charter, name, rows)
            continue
        for row in rows:
            yield _problem(charter, row, _("is gone"), hidden=hidden)


def _aim_gone(charter: Charter, before: AimBefore) -> Problem:
    """Return that an aim of a time is gone or another one: a promise that changed without a word."""
    aim = before.aim
    levels = (("target", aim.target and aim.target.said), ("limit", aim.limit))
    said = _(
        "the aim of {which} {changed}: in the version of {day} (commit {commit}) it said {figures}",
        which=", ".join(filter(None, (aim.standard, aim.period.label, aim.part))),
        changed=_("was changed") if before.now else _("is gone"),
        **_version(before.seen),
        figures=", ".join(f"{name} {level}" for name, level in levels if level),
    )
    do = _("put it back, and add the other aim as a row of its own with a note that says why")
    file, line = (TARGETS, before.now) if TARGETS in charter.files else (STANDARDS, None)
    return clash("K7", "C9", charter.place(file, *([line] if line else ())), said, do)


def _about(row: RowBefore) -> tuple[object, ...]:
    result = row.result
    return result.standard, *result.period.days, result.part


def _problem(charter: Charter, row: RowBefore, changed: Message, *, hidden: bool) -> Problem:
    about = row.result.standard, row.result.period.label, row.result.part
    said = _(
        "the result of {which} {changed}: in the version of {day} (commit {commit}) it said {figures}",
        which=", ".join(filter(None, about)),
        changed=changed,
        **_version(row.seen),
        figures=_("something else") if hidden else _figures(row.result),
    )
    do = _(
        "put it back, and add the correction as a row of its own with status revised and a note that says why"
    )
    return clash("F17", "C5", _place(charter, row.now), said, do)


def _version(seen: Version) -> dict[str, str]:
    return {"day": seen.day.isoformat(), "commit": seen.commit[:7]}


def _figures(result: Result) -> str | Message:
    named = [(name, getattr(result, name)) for name in _FIGURES]
    told = [f"{name} {value}" for name, value in named if value is not None]
    if result.answer is not None:
        told.append("value yes" if result.answer else "value no")
    return ", ".join(told) or _("no figures")


def _place(charter: Charter, line: int | None) -> Place:
    if RESULTS not in charter.files:
        return charter.place(STANDARDS)
    return charter.place(RESULTS, *([line] if line else ()))


def _lost(charter: Charter, name: str, seen: Version) -> Problem:
    rows = len(charter.past.rows) if name == RESULTS else 0
    said = _(
        "{file} is gone; it stands in the version of {day} (commit {commit})",
        file=name,
        **_version(seen),
    )
    if rows:
        said = _(
            "{file} is gone; in the version of {day} (commit {commit}) it held published results ({count})",
            file=name,
            **_version(seen),
            count=rows,
        )
    do = _("put the file back; what was published stays")
    return clash("F17", "C5", charter.place(STANDARDS), said, do)


def _many_gone(charter: Charter, name: str, rows: list[RowBefore]) -> Problem:
    last = max((row.seen for row in rows), key=attrgetter("day"))
    said = _(
        "the results of {name} for {count} periods are gone; they stand in the version of {day} (commit {commit})",
        name=name,
        count=len(rows),
        **_version(last),
    )
    return clash("F17", "C5", _place(charter, None), said, _("put the rows back"))
