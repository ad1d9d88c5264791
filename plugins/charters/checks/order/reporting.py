"""What other guidance asks of reports, complaints and access (section 1.4, X10 to X23)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order import complaints
from charters.checks.order.case import AGENCY, RESULTS, Case
from charters.checks.order.said import is_said
from charters.checks.order.seen import (
    Seen,
    idle,
    listed,
    no_promises,
    nothing,
    partial,
    present,
    stale,
)
from charters.judging.history import breaks

_MONEY_BACK = re.compile(
    r"[$€£]\s?\d|\b(?:compensat\w+|reimburse\w*|pay you|money back)\b", re.IGNORECASE
)


def check_remedy(case: Case) -> Iterator[Seen]:
    """X10: remedies are listed; whether money is lawful and fair, a person judges."""
    yield from complaints.check_remedies(case)
    block = case.charter.agency.complaints
    money = [
        remedy for remedy in (block.remedies if block else ()) if _MONEY_BACK.search(str(remedy))
    ]
    if money:
        yield Seen(
            State.NEEDS_A_PERSON,
            _(
                "Whether the law allows this remedy, a person has to judge: {remedy}",
                remedy=money[0],
            ),
            Strength.WORDS,
            _("In agency.yml, add what a person judged under 'judged', with item: X10."),
            case.place(AGENCY, "complaints", "remedies"),
            evidence=(case.page("complain"),),
        )


def check_accountable(case: Case) -> Iterator[Seen]:
    """X12: who answers for the plan is named on the page."""
    owner = case.charter.agency.owner
    if owner is not None and is_said(owner, "owner"):
        yield present(
            _("Who answers for the plan: {owner}.", owner=owner), Strength.WORDS, case.page("about")
        )
    else:
        yield nothing(
            case,
            _("name of the role that answers for it"),
            _("In agency.yml, add 'owner', by role, such as Commissioner."),
            case.place(AGENCY, "owner"),
        )


def check_yearly_report(case: Case) -> Iterator[Seen]:
    """X17: a yearly report against the charter, with an outside voice."""
    reports = case.charter.agency.yearly_reports
    place = case.place(AGENCY, "yearly_reports")
    add = _(
        "In agency.yml, add the newest report under 'yearly_reports': date, source and "
        "outside_voice (what a user panel or an auditor said in it)."
    )
    if not reports:
        yield nothing(case, _("yearly report on its promises"), add, place)
        return
    newest = max(reports, key=lambda report: report.date.end)
    sentence = _("The newest yearly report is of {day}.", day=newest.date.end)
    if case.is_older(newest.date.end, case.windows.results_months, case.windows.result_lag_days):
        yield stale(sentence, add, place)
    elif not is_said(newest.outside_voice, "outside_voice"):
        yield partial(_("The newest yearly report has no voice from outside."), add, place)
    else:
        yield present(sentence, Strength.WORDS, case.page("about"), *case.links([newest.source]))


def check_consistent(case: Case) -> Iterator[Seen]:
    """X18: the same measure over time, and every change disclosed."""
    standings = [standing for standing in case.kept if len(standing.judged) > 1]
    if not standings:
        yield idle(_("No promise has two results yet that could be compared."))
        return
    broken = [standing.standard.id for standing in standings if breaks(standing.standard)]
    sentence = (
        _("Changes of a measure are disclosed: {names}.", names=listed(broken))
        if broken
        else _("Results are measured the same way over time, as far as the history says.")
    )
    yield present(sentence, Strength.FIGURES, case.page("standards"), "changes/")


def check_depths(case: Case) -> Iterator[Seen]:
    """X19: results in several depths; the site makes headline, table and download of each."""
    yield _of_results(case, _("Each result stands in a headline, a table and a download."))


def check_balanced(case: Case) -> Iterator[Seen]:
    """X20: bad news as plain as good; one template shows both, and none can be hidden."""
    yield _of_results(case, _("Missed and met promises are shown in the same form."))


def check_outlives(case: Case) -> Iterator[Seen]:
    """X23: results outlive a platform; they live in the repository."""
    yield _of_results(case, _("Results are kept in files that belong to nobody's platform."))


def _of_results(case: Case, sentence: Message) -> Seen:
    if any(standing.latest for standing in case.kept):
        return present(sentence, Strength.FIGURES, case.page("standards"), "data/")
    return nothing(
        case,
        _("published result"),
        _("In results.csv, add a row with standard, period and figures."),
        case.place(RESULTS),
    )


def check_groups(case: Case) -> Iterator[Seen]:
    """X21: results by group, where lawful and where enough people stand behind them."""
    grouped = [s for s in case.kept if any(part.startswith("group:") for part in s.parts)]
    if grouped:
        yield present(
            _(
                "Results are shown by group of customers: {names}.",
                names=listed([standing.standard.id for standing in grouped]),
            ),
            Strength.FIGURES,
            case.page("standards"),
        )
    elif not case.promises:
        yield no_promises(case)
    else:
        yield Seen(
            State.NEEDS_A_PERSON,
            _(
                "Whether results may and should be shown by group of customers, a person has to judge."
            ),
            add=_(
                "In results.csv, add rows with a part such as 'group: ...'; or in agency.yml, "
                "add what a person judged under 'judged', with item: X21."
            ),
            place=case.place(RESULTS),
        )


def check_machine_readable(case: Case) -> Iterator[Seen]:
    """X22: a copy that machines can read; the site makes one of every record."""
    if case.promises:
        yield present(
            _("Promises and results can be downloaded as data: {count}.", count=len(case.promises)),
            Strength.FIGURES,
            "data/",
        )
    else:
        yield no_promises(case)
