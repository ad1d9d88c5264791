"""Item (h): complaint figures: whether they are new, whether they add up, what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charters.judging import balances
from charters.model.complaints import ComplaintFigures
from charters.model.file_names import AGENCY
from charters.model.register import Keys
from charters.problems import Cases, Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, Strength
from charters.rules.forms import Look, Subject
from charters.rules.records import kind_of, nothing
from charters.rules.saying import clash, idle, partial, parts, present, stale

MANY_CUSTOMERS = 10_000
"""Customers above which no complaint at all is a warning, not a success (H8)."""

_ADD = _(
    "In agency.yml, under 'complaints', add 'figures' for the last year: period, "
    "received, upheld, partly_upheld, not_upheld, withdrawn, open_at_start, open_at_end."
)
_MEND = _("mend one of them")


def _figures(case: Case) -> Sequence[ComplaintFigures]:
    complaints = case.charter.agency.complaints
    return complaints.figures if complaints else ()


def _newest(case: Case) -> ComplaintFigures:
    return max(_figures(case), key=lambda figures: figures.period.end)


def _place(case: Case, *keys: str | int) -> Place | None:
    return case.place(AGENCY, "complaints", "figures", *keys)


def _of_figures(look: Look) -> Look:
    """Return a rule about complaint figures, which says so where there are none."""

    def seen(case: Case) -> Iterator[Seen]:
        if _figures(case):
            yield from look(case)
        elif case.charter.agency.complaints is None:
            yield kind_of("complaints").none(case)
        else:
            yield nothing(case, _("figures on complaints"), _ADD, _place(case))

    return seen


def _every_year(case: Case) -> Iterator[Seen]:
    """H6: figures at least once a year, with themes and what was changed."""
    newest, windows = _newest(case), case.windows
    if case.is_older(newest.period.end, windows.results_months, windows.result_lag_days):
        said = _("The newest complaint figures end on {day}.", day=newest.period.end)
        add = _("In agency.yml, under 'complaints', add the figures of the last twelve months.")
        yield stale(said, add, _place(case), strength=Strength.FIGURES)
    themes = any(is_said(found.theme, "theme") for found in newest.themes)
    told = (
        ("received", _("how many there were"), True),
        ("themes", _("what they were about"), themes),
        ("changes", _("what was changed"), any(map(is_sentence, newest.changes))),
    )
    pages = (case.page("complain"), *case.links([newest.source]))
    seen = parts(case, "complaints.figures", _("the newest complaints"), told, *pages)
    yield seen._replace(strength=Strength.FIGURES)


def _enough_counts(case: Case) -> Iterator[Seen]:
    """H7: whether there are counts enough to see that they add up; see `_balance`."""
    unknown = [n for n, one in enumerate(_figures(case)) if balances.missing(one) is None]
    if not unknown:
        sentence = _("The complaint figures add up.")
        yield present(sentence, Strength.FIGURES, case.page("complain"))
        return
    said = _("Complaint figures without enough counts to see whether they add up.")
    add = _(
        "In agency.yml, add upheld, not_upheld, open_at_start and open_at_end to the "
        "figures of {period}.",
        period=_figures(case)[unknown[0]].period.label,
    )
    yield partial(said, add, *(_place(case, n) for n in unknown), strength=Strength.FIGURES)


def _not_praised(case: Case) -> Iterator[Seen]:
    """H8: no complaint at all from many customers says that people cannot complain."""
    if not _figures(case):
        yield idle(_("No complaint figures are shown that could be too low."))
        return
    newest, customers = _newest(case), _most_customers(case)
    if newest.received or customers <= MANY_CUSTOMERS:
        sentence = _("Complaints in the newest period: {count}.", count=Cases(newest.received))
        yield present(sentence, Strength.FIGURES, case.page("complain"))
        return
    said = _(
        "No complaint came from {customers} customers. That can mean that people cannot complain.",
        customers=Cases(customers),
    )
    add = _(
        "Try the way to complain as a customer would, and record it in agency.yml, under 'last_tried' of the channel."
    )
    yield partial(said, add, _place(case), strength=Strength.FIGURES)


def _most_customers(case: Case) -> int:
    sizes = [group.size.number for group in case.charter.agency.customers if group.size]
    return max([0, *sizes, *(survey.customers or 0 for survey in case.charter.surveys.customers)])


def _wrong(case: Case, keys: Keys, others: Keys, said: Message, do: Message = _MEND) -> Problem:
    here, there = (case.in_agency("complaints", "figures", *at) for at in (keys, others))
    return clash("K16", "H7", here, said, do, there)


def _balance(case: Case) -> Iterator[Problem]:
    """H7: all that was open or came in was dealt with, or is still open."""
    for n, one in enumerate(_figures(case)):
        if off := balances.missing(one):
            came = one.received + (one.open_at_start or 0)
            said = _(
                "{came} were open or came in, but {left} were dealt with or are still open",
                came=Cases(came),
                left=Cases(came - off),
            )
            ends = ("open_at_start", "open_at_end")
            lacking = ", ".join(name for name in ends if getattr(one, name) is None)
            add = _("mend the counts, or add {keys}", keys=lacking)
            last = "closed" if balances.outcomes(one) is None else "not_upheld"
            other = last if one.open_at_end is None else "open_at_end"
            do = add if lacking else _("mend the counts")
            yield _wrong(case, (n, "received"), (n, other), said, do)


def _one_period(case: Case) -> Iterator[Problem]:
    """H7: what happened to complaints of a period happened to no more than there were."""
    for n, one in enumerate(_figures(case)):
        counted = balances.outcomes(one)
        if counted is not None and one.closed not in (None, counted):
            said = _(
                "closed says {closed}, but the outcomes add up to {sum}",
                closed=Cases(one.closed or 0),
                sum=Cases(counted),
            )
            yield _wrong(case, (n, "closed"), (n, "upheld"), said)
        for keys, count, most in balances.too_many(one):
            said = _(
                "{count} is more than the {most} complaints there were",
                count=Cases(count),
                most=Cases(most),
            )
            yield _wrong(case, (n, *keys), (n, "received"), said)
        if one.oldest_open_days and one.open_at_end == 0:
            days = one.oldest_open_days
            said = _("the oldest open complaint has {days} days, but none is open", days=days)
            yield _wrong(case, (n, "oldest_open_days"), (n, "open_at_end"), said)


def _two_periods(case: Case) -> Iterator[Problem]:
    """H7: what is open when a period ends is open when the next begins; none stands twice."""
    figures = _figures(case)
    for before, n in balances.not_carried_over(figures):
        said = _(
            "{opened} were open at the start of {later}, but {left} at the end of {earlier}",
            opened=Cases(figures[n].open_at_start or 0),
            later=figures[n].period.label,
            left=Cases(figures[before].open_at_end or 0),
            earlier=figures[before].period.label,
        )
        do = _("write the same number in both")
        yield _wrong(case, (n, "open_at_start"), (before, "open_at_end"), said, do)
    for before, n in balances.counted_twice(figures):
        said = _("the figures of {period} stand here twice", period=figures[n].period.label)
        do = _("leave one of them out, or name the 'service' that each is about")
        yield _wrong(case, (n, "period"), (before, "period"), said, do)


def _counted_elsewhere(case: Case) -> Iterator[Problem]:
    """H6, H2: the result of a promise on complaints is the count that the figures give."""
    complaints = case.charter.agency.complaints
    names = {step.standard for step in complaints.steps} if complaints else ()
    rows = [j.result for one in case.standings if one.standard.id in names for j in one.judged]
    for n, one in enumerate(_figures(case)):
        given = (one.acknowledged_in_time, one.answered_in_time)
        for row in rows if one.service is None and None not in given else ():
            same = row.period == one.period and row.total == one.received
            if same and row.met not in (None, *given):
                confirmed, answered = (Cases(count or 0) for count in given)
                said = _(
                    "{met} of {total} complaints are counted here, but the complaint figures "
                    "say {confirmed} acknowledged in time and {answered} answered in time",
                    met=Cases(row.met or 0),
                    total=Cases(one.received),
                    confirmed=confirmed,
                    answered=answered,
                )
                do, other = _("write the same count in both"), ("figures", n, "received")
                here, there = case.in_row(row, "met"), case.in_agency("complaints", *other)
                yield clash("K11", "H6 H2", here, said, do, there)


SUBJECT = Subject(
    looks={
        "H6": _of_figures(_every_year),
        "H7": _of_figures(_enough_counts),
        "H8": _not_praised,
    },
    clashes=(_balance, _one_period, _two_periods, _counted_elsewhere),
)
