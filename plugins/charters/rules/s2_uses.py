"""Section 2: surveys are reported on, and used to judge management and to give out resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charters.model.file_names import SURVEYS
from charters.model.periods import Period
from charters.model.register import Keys
from charters.model.surveys import Fielded
from charters.problems import Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.findings import Seen, Strength
from charters.rules.forms import Subject
from charters.rules.records import nothing
from charters.rules.saying import clash, present, stale

FIRST_REPORTS = 1995
"""The order asked for the first report in 1994; one of early 1995 is still that report."""


def _kept_up(case: Case) -> Iterator[Seen]:
    """S2.5: reported once in 1994, and kept up since: two facts."""
    ends = sorted(report.date.end for report in case.charter.surveys.reports)
    add = _("In surveys.yml, add the newest report on surveys under 'reports'.")
    place = case.place(SURVEYS, "reports")
    if not ends:
        yield nothing(case, _("report on surveys"), add, place)
        return
    once = _("No report of 1994 is listed")
    if ends[0].year <= FIRST_REPORTS:
        once = _("The first report, asked for in 1994, is listed")
    sentence = _("{once}; the newest report is of {day}.", once=once, day=ends[-1])
    if case.is_old_survey(ends[-1]):
        yield stale(sentence, add, place)
    else:
        yield present(sentence, Strength.WORDS, case.page("surveys"))


def _fieldwork(case: Case) -> Mapping[str, tuple[str, Fielded]]:
    """Return of each survey the list it stands in, and the days of its fieldwork."""
    surveys = case.charter.surveys
    found = [(survey.id, "customers", survey.fielded) for survey in surveys.customers]
    found += [(survey.id, "staff", survey.fielded) for survey in surveys.staff]
    return {name: (key, fielded) for name, key, fielded in found}


def _days(case: Case) -> Iterator[Problem]:
    """B5, E4: a survey begins before it ends."""
    for name, (key, fielded) in _fieldwork(case).items():
        if fielded.last.end < fielded.first.start:
            last, first = (case.in_surveys(key, name, "fielded", end) for end in ("last", "first"))
            said = _("the last day ({day}) is before the first", day=fielded.last.label)
            shows = "E4" if key == "staff" else "B5"
            yield clash("K6", shows, last, said, _("mend one of the dates"), first)


def _too_early(case: Case) -> Iterator[Problem]:
    """B5, S2.1, S2.4: what rests on a survey comes after it."""
    fieldwork = _fieldwork(case)
    for shows, keys, when, name in _resting(case):
        if name in fieldwork and when.end < fieldwork[name][1].last.start:
            key, fielded = fieldwork[name]
            said = _(
                "this is dated {when}, before the survey '{survey}' ended on {day}",
                when=when.label,
                survey=name,
                day=fielded.last.start,
            )
            do = _("mend one of the dates, or name the survey it rests on")
            if key in keys:
                do = _("mend one of the dates")
            here, there = case.in_surveys(*keys), case.in_surveys(key, name, "fielded", "last")
            yield clash("K17", shows, here, said, do, there)


def _resting(case: Case) -> Iterator[tuple[str, Keys, Period, str]]:
    """Yield what rests on a survey: what that shows, the keys to its date, the date, the survey."""
    surveys = case.charter.surveys
    for survey in surveys.customers:
        if survey.published:
            yield "B5", ("customers", survey.id, "published"), survey.published, survey.id
    for n, report in enumerate(surveys.reports):
        for name in report.surveys:
            yield "S2.1", ("reports", n, "date"), report.date, name
    for n, use in enumerate(surveys.uses):
        yield "S2.4", ("uses", n, "date"), use.date, use.survey or ""


def _planned(case: Case) -> Iterator[Problem]:
    """S3.4: a survey to come lies in the future."""
    for n, planned in enumerate(case.charter.surveys.planned):
        if (last := planned.when.end) < case.today:
            here, when = case.in_surveys("planned", n, "when"), planned.when.label
            said = _("a survey is planned for {when}, which was over on {day}", when=when, day=last)
            do = _("write the new date, or move it to 'customers' with its answers")
            yield clash("K18", "S3.4", here, said, do)


SUBJECT = Subject(
    looks={"S2.5": _kept_up},
    has={
        "S2.1": lambda case, survey: survey.id in case.charter.reported,
        "S2.4": lambda case, use: use.it.survey in case.charter.survey_by_id,
    },
    clashes=(_days, _too_early, _planned),
)
