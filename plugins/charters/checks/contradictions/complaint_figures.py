"""Complaint figures that do not balance (K16, H7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from charters.checks.contradictions.dates import days_of
from charters.checks.contradictions.places import AGENCY, RESULTS, Keys, beside
from charters.model.complaints import ComplaintFigures
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.problems import Place, Problem

_OUTCOMES = ("upheld", "partly_upheld", "not_upheld")


def check_complaint_figures(register: Register) -> Iterator[Problem]:
    """Yield complaint figures that do not balance."""
    for charter in register.charters.values():
        figures = charter.agency.complaints.figures if charter.agency.complaints else []
        for n, entry in enumerate(figures):
            yield from _balance(charter, n, entry)
            yield from _parts(charter, n, entry)
            yield from _posted(charter, n, entry)
        yield from _carried_over(charter, figures)


def _at(charter: Charter, n: int, *keys: str | int) -> Place:
    return charter.place(AGENCY, "complaints", "figures", n, *keys)


def _balance(charter: Charter, n: int, figures: ComplaintFigures) -> Iterator[Problem]:
    """K16, H7: all that was open or came in was decided, withdrawn, closed or is still open."""
    # A late import: the checks of the order are many, and most agencies post no such figures.
    from charters.checks.order.balance import balance, outcomes

    done = outcomes(figures)
    done = figures.closed if done is None else done
    if done is not None and (balance(figures) or _is_off_with_one_end(figures, done)):
        yield _unbalanced(charter, n, figures, done)


def _is_off_with_one_end(figures: ComplaintFigures, done: int) -> bool:
    """Return whether figures cannot balance, whatever the end that is not given may be."""
    start, end = figures.open_at_start, figures.open_at_end
    if start is not None and end is None:
        return done > figures.received + start
    return start is None and end is not None and done + end < figures.received


def _unbalanced(charter: Charter, n: int, figures: ComplaintFigures, done: int) -> Problem:
    place, other = _at(charter, n, "received"), _at(charter, n)
    came = figures.received + (figures.open_at_start or 0)
    there = done + (figures.open_at_end or 0)
    start = f" + {figures.open_at_start:,} open before = {came:,}" if figures.open_at_start else ""
    end = f" + {figures.open_at_end:,} still open = {there:,}" if figures.open_at_end else ""
    missing = [name for name in ("open_at_start", "open_at_end") if getattr(figures, name) is None]
    remedy = f"add {' and '.join(missing)}, or mend the counts" if missing else "mend the counts"
    last = max(_at(charter, n, name) for name in _written(figures))
    lines = f"lines {other.line} to {last.line}" if last.line > other.line else f"line {other.line}"
    return Problem(
        place,
        "K16",
        f"{figures.received:,} received{start}, but {done:,} dealt with{end} ({lines}); {remedy}",
        (other, last),
    )


def _written(figures: ComplaintFigures) -> list[str]:
    names = (*_OUTCOMES, "withdrawn", "closed", "open_at_end", "received")
    return [name for name in names if getattr(figures, name) is not None]


def _parts(charter: Charter, n: int, figures: ComplaintFigures) -> Iterator[Problem]:
    """K16: nothing that happened to complaints happened to more than there were."""
    came = figures.received + (figures.open_at_start or 0)
    for name, most in (("acknowledged_in_time", figures.received), ("answered_in_time", came)):
        count = getattr(figures, name)
        if count is not None and count > most and (name[:2] == "ac" or _start_known(figures)):
            yield _too_many(charter, n, (name,), count, most)
    for m, theme in enumerate(figures.themes):
        if theme.count is not None and theme.count > figures.received:
            yield _too_many(charter, n, ("themes", m, "count"), theme.count, figures.received)
    if figures.oldest_open_days and figures.open_at_end == 0:
        place, other = _at(charter, n, "oldest_open_days"), _at(charter, n, "open_at_end")
        yield Problem(
            place,
            "K16",
            f"the oldest open complaint has {figures.oldest_open_days:,} days, but none is open "
            f"({beside(place, other)}); mend one of them",
            (other,),
        )


def _posted(charter: Charter, n: int, figures: ComplaintFigures) -> Iterator[Problem]:
    """K11, H2: the result of a promise on complaints is the count that the figures give."""
    given = {
        name: getattr(figures, name)
        for name in ("acknowledged_in_time", "answered_in_time")
        if getattr(figures, name) is not None
    }
    if len(given) < 2 or figures.service is not None:
        return
    days = days_of(figures.period, charter)
    for row in _results_of_steps(charter):
        same = (row.period.start, row.period.end) == (days.start, days.end)
        if same and row.total == figures.received and row.met not in given.values():
            place, other = charter.place(RESULTS, row.line, "met"), _at(charter, n, "received")
            said = " and ".join(
                f"{count:,} {name.replace('_', ' ')}" for name, count in given.items()
            )
            yield Problem(
                place,
                "K11",
                f"{row.met:,} of {row.total:,} complaints are counted here, but the complaint "
                f"figures say {said} ({beside(place, other)}); write the same count in both",
                (other,),
            )


def _results_of_steps(charter: Charter) -> Iterator[Result]:
    """Yield the results of the promises that the steps of a complaint name."""
    steps = charter.agency.complaints.steps if charter.agency.complaints else []
    for name in dict.fromkeys(step.standard for step in steps if step.standard):
        rows = charter.results.get(name, ())
        yield from (row for row in rows if not row.part and row.met is not None)


def _start_known(figures: ComplaintFigures) -> bool:
    """Answers may go to complaints from before, unless we know how many those were."""
    return figures.open_at_start is not None or figures.open_at_end is None


def _too_many(charter: Charter, n: int, keys: Keys, count: int, most: int) -> Problem:
    place, other = _at(charter, n, *keys), _at(charter, n, "received")
    return Problem(
        place,
        "K16",
        f"{count:,} is more than the {most:,} complaints there were ({beside(place, other)}); mend "
        "one of them",
        (other,),
    )


def _carried_over(charter: Charter, figures: Sequence[ComplaintFigures]) -> Iterator[Problem]:
    """K16: what is open at the end of one period is open at the start of the next."""
    by_service: dict[str | None, list[tuple[date, date, int]]] = defaultdict(list)
    for n, entry in enumerate(figures):
        days = days_of(entry.period, charter)
        by_service[entry.service].append((days.start, days.end, n))
    for found in by_service.values():
        ends = {end: n for _, end, n in found}
        for start, _, n in found:
            before = ends.get(start - timedelta(days=1))
            opened = figures[n].open_at_start
            left = figures[before].open_at_end if before is not None else None
            if before is not None and opened is not None and left is not None and opened != left:
                place = _at(charter, n, "open_at_start")
                other = _at(charter, before, "open_at_end")
                yield Problem(
                    place,
                    "K16",
                    f"{opened:,} were open at the start of {figures[n].period.label}, but {left:,} "
                    f"at the end of {figures[before].period.label} ({beside(place, other)}); write "
                    "the same number in both",
                    (other,),
                )
