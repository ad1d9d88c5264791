"""All checks of the order, item by item: id, level, what it asks in plain words, and the check.

The ids are those of the requirements catalogue (sections 1.2 to 1.4). Whoever adds a check adds
it here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charters.checks.findings import Level, Message, _
from charters.checks.order import (
    access,
    answers,
    benchmarks,
    channels,
    choices,
    complaints,
    coverage,
    customers,
    figures,
    further,
    pages,
    plan,
    reporting,
    results,
    sections,
    sizes,
    staff,
    standards,
    surveys,
    upkeep,
    uses,
)
from charters.checks.order.seen import Look

MUST, SHOULD = Level.MUST, Level.SHOULD

ITEMS: Mapping[str, Message] = {
    "a": _("Know the customers: who is served, and who should be"),
    "b": _("Ask customers what they want and how satisfied they are"),
    "c": _("Post service standards and measure results against them"),
    "d": _("Compare the service with the best in business"),
    "e": _("Ask the staff who serve customers about barriers and ideas"),
    "f": _("Give customers choices of source and of means"),
    "g": _("Make information, services and complaints easy to reach"),
    "h": _("Put right what customers complain about"),
    "s2": _("Report on surveys, and use them (Section 2)"),
    "s3": _("Publish a plan that customers can readily understand (Section 3)"),
    "s4": _("Ask independent agencies to follow (Section 4)"),
    "s5": _("Create no right to go to court (Section 5)"),
    "x": _("What other guidance asks of a good charter"),
}
"""The items of the order, in its own order, in plain words."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: which item it belongs to, what it asks in plain words, and how it looks."""

    item: str
    id: str
    level: Level
    title: Message
    look: Look
    windows: tuple[str, ...] = ()
    """The settings under `windows` that say how old evidence may be."""


_RESULTS = ("results_months", "result_lag_days")
_WINDOWS: Mapping[str, tuple[str, ...]] = {
    "A4": ("customer_months",),
    **dict.fromkeys(("B3", "B4", "B5", "B10", "E1", "E4", "E6", "H10"), ("survey_months",)),
    **dict.fromkeys(("S2.1", "S2.5"), ("survey_months",)),
    **dict.fromkeys(("C7", "C8", "H6", "X17"), _RESULTS),
    **dict.fromkeys(("C2", "X11"), ("standard_review_months",)),
    "D3": ("benchmark_months",),
    **dict.fromkeys(("F4", "G4"), ("contact_months",)),
    **dict.fromkeys(("G1", "G5"), ("statement_months",)),
    **dict.fromkeys(("S3.1", "S3.2"), ("plan_months",)),
}

_TABLE: Mapping[str, tuple[tuple[str, Level, Message, Look], ...]] = {
    "a": (
        ("A1", MUST, _("Customer groups are named"), customers.check_named),
        ("A2", MUST, _("Groups and services name each other"), customers.check_linked),
        ("A3", MUST, _("Those not served yet are named"), customers.check_unserved),
        ("A4", SHOULD, _("How many customers there are"), sizes.check_sized),
        ("A5", SHOULD, _("What customers need is known and met"), customers.check_needs),
        ("A6", SHOULD, _("How the groups were found"), customers.check_found),
    ),
    "b": (
        ("B1", MUST, _("Customers were asked what they want"), surveys.check_wants),
        ("B2", MUST, _("Customers were asked if they are satisfied"), surveys.check_satisfaction),
        ("B3", MUST, _("How many were asked and answered"), surveys.check_response),
        ("B4", MUST, _("Questions and answers are shown"), answers.check_wording),
        ("B5", MUST, _("Surveys are new enough and cover all services"), surveys.check_window),
        ("B6", SHOULD, _("Satisfaction is itself a promise"), surveys.check_posted_as_measure),
        ("B7", SHOULD, _("Promises rest on what customers want"), surveys.check_wants_kept),
        ("B8", SHOULD, _("Questions reach what matters, and trust"), answers.check_drivers),
        ("B9", MUST, _("Only like questions are compared"), answers.check_comparable),
        ("B10", MUST, _("It is said who counts as satisfied"), answers.check_satisfied_defined),
    ),
    "c": (
        ("C1", MUST, _("Promises are posted on the web"), standards.check_on_the_web),
        ("C2", MUST, _("Promises are posted where people come"), standards.check_at_the_service),
        ("C3", MUST, _("Promises can be tested"), standards.check_testable),
        ("C4", MUST, _("Each promise has an aim"), standards.check_target),
        ("C5", MUST, _("Each promise has a result"), results.check_result),
        ("C6", MUST, _("Results show the cases behind them"), results.check_counts),
        ("C7", MUST, _("No period is left out or late"), results.check_periods),
        ("C8", MUST, _("Misses are explained"), results.check_misses),
        ("C9", MUST, _("Changes of a promise are recorded"), standards.check_changes),
        ("C10", SHOULD, _("Speed, getting it right, satisfaction"), coverage.check_balance),
        ("C11", MUST, _("Somebody answers for each promise"), standards.check_owned),
        ("C12", MUST, _("Cases left out are counted"), results.check_excluded),
        ("C13", SHOULD, _("Normal circumstances are stated"), standards.check_circumstances),
        ("C14", SHOULD, _("One promise at a time"), standards.check_single),
        ("C15", MUST, _("Every service has a promise"), coverage.check_every_service),
        ("C16", SHOULD, _("Promises of courtesy rest on something"), coverage.check_manner),
    ),
    "d": (
        ("D1", MUST, _("Compared with private organizations"), benchmarks.check_private),
        ("D2", MUST, _("Why they are comparable"), benchmarks.check_comparable),
        ("D3", MUST, _("Their level, its date and source"), benchmarks.check_value),
        ("D4", MUST, _("Like is compared with like"), benchmarks.check_same_terms),
        ("D5", MUST, _("The agency's own figure is the published one"), benchmarks.check_our_value),
        ("D6", SHOULD, _("What is done about the difference"), benchmarks.check_gap),
        ("D7", MUST, _("Compared with others, not the past alone"), benchmarks.check_not_self),
        ("D8", SHOULD, _("A comparison for each service"), benchmarks.check_coverage),
    ),
    "e": (
        ("E1", MUST, _("Staff who serve customers were asked"), staff.check_asked),
        ("E2", MUST, _("Barriers they named"), staff.check_barriers),
        ("E3", MUST, _("Their ideas, and what became of them"), staff.check_ideas),
        ("E4", MUST, _("The staff survey is new enough"), staff.check_window),
        ("E5", MUST, _("Nobody can be known by a small number"), staff.check_small_groups),
        ("E6", SHOULD, _("Tied to a promise or a comparison"), staff.check_tied),
    ),
    "f": (
        ("F1", MUST, _("Two ways to get each service"), choices.check_means),
        ("F2", SHOULD, _("One way without internet"), choices.check_offline),
        ("F3", MUST, _("A choice of who gives the service"), choices.check_sources),
        ("F4", MUST, _("Hours, cost and contact of each way"), channels.check_details),
        ("F5", MUST, _("Channels agree everywhere"), channels.check_agreement),
        ("F6", SHOULD, _("Results by channel"), choices.check_by_channel),
    ),
    "g": (
        ("G1", MUST, _("Pages were checked for access"), pages.check_pages),
        ("G2", MUST, _("Pages are in plain language"), pages.check_plain),
        ("G3", MUST, _("A way for every need"), access.check_routes),
        ("G4", MUST, _("Everybody can complain"), access.check_complaint_access),
        ("G5", MUST, _("A statement on accessibility"), pages.check_statement),
        ("G6", MUST, _("Complaints are one link away"), pages.check_in_reach),
    ),
    "h": (
        ("H1", MUST, _("How to complain is complete"), complaints.check_route),
        ("H2", MUST, _("Times for complaints are promises"), complaints.check_times),
        ("H3", MUST, _("What can be put right"), complaints.check_remedies),
        ("H4", MUST, _("Somebody outside reviews complaints"), complaints.check_outside),
        ("H5", MUST, _("It is safe and free to complain"), complaints.check_safe),
        ("H6", MUST, _("Complaint figures every year"), figures.check_figures),
        ("H7", MUST, _("Complaint figures add up"), figures.check_balance),
        ("H8", SHOULD, _("Few complaints are not praised"), figures.check_not_praised),
        ("H9", SHOULD, _("Suggestions are answered"), figures.check_suggestions),
        ("H10", SHOULD, _("Surveys show how to complain"), surveys.check_complaint_offered),
    ),
    "s2": (
        ("S2.1", MUST, _("Surveys are reported on"), uses.check_reported),
        ("S2.2", MUST, _("Surveys are used to judge management"), uses.check_management),
        ("S2.3", MUST, _("Surveys are used to give out resources"), uses.check_resources),
        ("S2.4", MUST, _("Uses come after the survey"), uses.check_use_dates),
        ("S2.5", SHOULD, _("Reports were kept up"), uses.check_kept_up),
    ),
    "s3": (
        ("S3.1", MUST, _("The plan is published, dated and owned"), plan.check_published),
        ("S3.2", MUST, _("Readers understood the plan"), plan.check_understood),
        ("S3.3", MUST, _("The plan shows the standards"), plan.check_standards_inside),
        ("S3.4", MUST, _("Future surveys are planned"), plan.check_future_surveys),
        ("S3.5", MUST, _("Private and public benchmarks are named"), plan.check_benchmarks_named),
        ("S3.6", SHOULD, _("Training of staff"), plan.check_training),
        ("S3.7", SHOULD, _("Parts of Executive Order 13571"), plan.check_parts),
    ),
    "s4": (("S4.1", MUST, _("Asked to follow, not bound"), sections.check_asked_to_follow),),
    "s5": (
        ("S5.1", MUST, _("The notice on every page"), sections.check_notice),
        ("S5.2", MUST, _("No words of right without a law"), sections.check_no_rights),
        ("S5.3", MUST, _("Limits set by law are cited"), sections.check_laws_cited),
        ("S5.4", MUST, _("Complaints stand beside the notice"), sections.check_complaint_beside),
        ("S5.5", MUST, _("What this report is not"), sections.check_disclaimer),
    ),
    "x": (
        ("X1", SHOULD, _("About what customers care for"), further.check_relevant),
        ("X2", SHOULD, _("Aims are within reach, and not soft"), further.check_ambitious),
        ("X3", SHOULD, _("An owner and a deputy"), further.check_owned),
        ("X4", SHOULD, _("Sources, methods and how often"), further.check_monitored),
        ("X5", SHOULD, _("Told to customers and staff"), further.check_communicated),
        ("X6", SHOULD, _("Customers and staff were asked first"), further.check_consulted),
        ("X7", SHOULD, _("So many of every 100 within so long"), further.check_share_in_time),
        ("X8", SHOULD, _("Few promises"), upkeep.check_few),
        ("X9", SHOULD, _("What happens when a promise is missed"), further.check_if_missed),
        ("X10", SHOULD, _("Remedies are listed and lawful"), reporting.check_remedy),
        ("X11", SHOULD, _("Promises are reviewed"), upkeep.check_reviewed),
        ("X12", SHOULD, _("Who is accountable is named"), reporting.check_accountable),
        ("X13", SHOULD, _("Complaints are reviewed outside"), complaints.check_outside),
        ("X14", SHOULD, _("Suggestions get an answer"), figures.check_suggestions),
        ("X15", SHOULD, _("Your part is short"), upkeep.check_your_part),
        ("X16", SHOULD, _("Cost and refunds"), upkeep.check_cost),
        ("X17", SHOULD, _("A yearly report with an outside voice"), reporting.check_yearly_report),
        ("X18", SHOULD, _("Measured the same way over time"), reporting.check_consistent),
        ("X19", SHOULD, _("Results in several depths"), reporting.check_depths),
        ("X20", SHOULD, _("Bad news as plain as good"), reporting.check_balanced),
        ("X21", SHOULD, _("Results by group of customers"), reporting.check_groups),
        ("X22", SHOULD, _("Data to download"), reporting.check_machine_readable),
        ("X23", SHOULD, _("Results outlive a platform"), reporting.check_outlives),
    ),
}

CHECKS: tuple[Check, ...] = tuple(
    Check(item, name, level, title, look, _WINDOWS.get(name, ()))
    for item, rows in _TABLE.items()
    for name, level, title, look in rows
)
"""Every check, in the order of the catalogue."""

CHECK_BY_ID: Mapping[str, Check] = {check.id: check for check in CHECKS}
