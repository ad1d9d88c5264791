"""An agency's customer service plan: the ten parts of design section 5.1, top to bottom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from charters.judging.standings import Standing
from charters.judging.verdicts import Bucket
from charters.model.agency import Compiled
from charters.model.duty import PlanPart
from charters.model.offered import Service
from charters.model.register import Charter
from charters.publishing.book import Book, in_reading_order
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.about_plan import about_plan, statements
from charters.publishing.views.access_grid import AccessGrid, access_grid
from charters.publishing.views.comparisons import ComparisonView, comparison_view
from charters.publishing.views.complaint_block import ComplaintView, complaint_view
from charters.publishing.views.counts import HeadlineView, headline_view
from charters.publishing.views.dated import (
    Dated,
    planned_views,
    report_views,
    training_views,
    use_views,
)
from charters.publishing.views.facts import Fact, Nothing, no_promise, nothing, put
from charters.publishing.views.figure_tables import FigureView, figure_comparisons, figures_on_plan
from charters.publishing.views.hearing import (
    HeardView,
    SurveyView,
    customer_survey_view,
    heard_view,
    not_surveyed_facts,
    staff_survey_view,
)
from charters.publishing.views.order import OrderFoot, order_foot
from charters.publishing.views.places import part_titles, service_url
from charters.publishing.views.promise_cards import PromiseView, promise_view
from charters.publishing.views.promise_lists import promises_of
from charters.publishing.views.reach import (
    ChannelView,
    GroupView,
    channel_view,
    group_view,
    search_facts,
)
from charters.publishing.views.services import services_of

MISSED_IN_FULL = 1
MISSED_TOO = 30
PROMISES_ON_A_PLAN = 60
"""Above this, each service shows its first ones and leads to its own page: a page stays small."""
SERVICES_ON_A_PLAN, FIGURES_ON_A_PLAN = 20, 40
"""Of an agency with more services those with promises come first; the way to complain stands below them all."""


@dataclass(frozen=True, slots=True)
class ServiceBlock:
    """A service and its promises, as the plan lists them."""

    name: Said
    url: str
    promises: list[PromiseView]
    """Those that are told in one line: all but the ones told first."""
    missed: str
    """That every promise of it was missed, where all stand among those told first."""
    also: list[PromiseView]
    """Promises of other services that hold for this one too; each stands at its own."""
    more: str
    """How many promises are only on the service's own page; '' when none are."""
    no_promise: str
    """What to say where it has none."""
    no_standard_because: Said | None


@dataclass(frozen=True, slots=True)
class PlanHead:
    """The head of a plan: who, for whom, and the state of the promises in counts."""

    name: Said
    short_name: Said | None
    serves: Said
    headline: HeadlineView
    compiled: Said | None


@dataclass(frozen=True)
class Plan:
    """Everything a plan shows; the templates put it in order."""

    agency: str
    head: PlanHead
    titles: Mapping[str, str]
    """What its parts are called, in their order, by the places they stand in."""
    missed: list[PromiseView]
    """Missed promises that are told first and whole."""
    missed_too: list[PromiseView]
    """The other missed ones; like every other promise, each is a line."""
    more_missed: str
    """How many more are missed than stand here; '' when none are."""
    promises_url: str
    services: list[ServiceBlock]
    services_url: str
    """Where all its services are; '' where these are all."""
    promises: Mapping[str, PromiseView]
    together: list[PromiseView]
    """Promises of other agencies that this one keeps with them."""
    figures: list[FigureView]
    more_figures: str
    """How many more stand on the pages of their services alone; '' when none do."""
    website: str
    channels: list[ChannelView]
    access: AccessGrid | None
    complaints: ComplaintView
    comparisons: list[ComparisonView]
    surveys: list[SurveyView]
    heard: list[HeardView]
    reports: list[Dated]
    uses: list[Dated]
    staff: list[SurveyView]
    customers: list[GroupView]
    search: list[Fact]
    not_surveyed: list[Fact]
    planned: list[Dated]
    training: list[Dated]
    about: list[Fact]
    statements: list[str]
    order: OrderFoot | None
    """None where nothing is asked of any agency."""
    empty: Mapping[str, Nothing] = field(default_factory=dict)
    """What to say of each part that holds nothing, by the part's name."""


def plan_of(book: Book, charter: Charter) -> Plan:
    """Return an agency's plan."""
    speech, surveys = book.speech, charter.surveys
    standings = book.standings[charter.id]
    most = max(1, PROMISES_ON_A_PLAN // max(1, len(charter.services)))
    if len(standings) <= PROMISES_ON_A_PLAN:
        most = PROMISES_ON_A_PLAN
    missed = [one for one in in_reading_order(standings) if is_missed(one)]
    missed_views = [promise_view(book, standing) for standing in missed[:MISSED_TOO]]
    services = [service_block(book, charter, one, most) for one in _services(book, charter)]
    return Plan(
        agency=charter.id,
        head=_head(book, charter, standings),
        titles=part_titles(speech),
        missed=missed_views[:MISSED_IN_FULL],
        missed_too=missed_views[MISSED_IN_FULL:MISSED_TOO],
        more_missed=_more_missed(speech, len(missed) - MISSED_TOO),
        promises_url=promises_of(charter),
        services=services,
        services_url=services_of(charter) if len(charter.services) > len(services) else "",
        promises={standing.standard.id: promise_view(book, standing) for standing in standings},
        together=[promise_view(book, one) for one in book.together_with(charter)],
        figures=figures_on_plan(book, charter)[:FIGURES_ON_A_PLAN],
        more_figures=_more_figures(speech, len(charter.figures) - FIGURES_ON_A_PLAN),
        website=charter.agency.link or "",
        channels=[channel_view(speech, charter, channel) for channel in charter.agency.channels],
        access=access_grid(speech, charter),
        complaints=complaint_view(book, charter),
        comparisons=[*_comparisons(book, standings), *figure_comparisons(book, charter)],
        surveys=[customer_survey_view(book, charter, survey) for survey in surveys.customers],
        heard=[heard_view(speech, charter, heard) for heard in surveys.heard],
        reports=report_views(speech, charter),
        uses=use_views(speech, charter),
        staff=[staff_survey_view(speech, charter, survey) for survey in surveys.staff],
        customers=[group_view(speech, charter, group) for group in charter.agency.customers],
        search=search_facts(speech, charter),
        not_surveyed=not_surveyed_facts(speech, charter),
        planned=planned_views(book, charter),
        training=training_views(speech, charter),
        about=about_plan(book, charter),
        statements=statements(book, charter),
        order=order_foot(book, charter) if book.audit.framework else None,
        empty=_empty(book, charter),
    )


def is_missed(standing: Standing) -> bool:
    """Return whether a promise that is still made was missed."""
    return standing.in_force and standing.verdict.bucket is Bucket.MISSED


def _services(book: Book, charter: Charter) -> Sequence[Service]:
    """Return the services that a plan lists, in the order of the file where it can list all."""
    every = charter.services
    if len(every) <= SERVICES_ON_A_PLAN:
        return every
    promised = sorted(every, key=lambda one: not book.of_service(charter, one.id))
    return promised[:SERVICES_ON_A_PLAN]


def service_block(book: Book, charter: Charter, service: Service, most: int) -> ServiceBlock:
    """Return a service with its promises but those missed, told already; `most` of them are on the plan."""
    speech, all_of_it = book.speech, book.of_service(charter, service.id)
    standings = [standing for standing in all_of_it if not is_missed(standing)]
    left = len(standings) - most
    more = speech.if_any("and {count} more promise", "and {count} more promises", left)
    return ServiceBlock(
        name=speech.say(service.name),
        url=service_url(charter, service.id),
        promises=[promise_view(book, standing) for standing in standings[:most]],
        missed=_all_missed(speech, len(all_of_it)) if all_of_it and not standings else "",
        also=[promise_view(book, one) for one in book.also_for(charter, service.id)],
        more=more,
        no_promise=no_promise(speech, charter),
        no_standard_because=speech.said(service.no_standard_because),
    )


def _all_missed(speech: Speech, count: int) -> str:
    return speech.so_many(
        "Its only promise was missed.", "All its {count} promises were missed.", count
    )


def _more_missed(speech: Speech, left: int) -> str:
    return speech.if_any(
        "and {count} more missed promise", "and {count} more missed promises", left
    )


def _more_figures(speech: Speech, left: int) -> str:
    return speech.if_any(
        "and {count} more on the page of its service",
        "and {count} more on the pages of their services",
        left,
    )


def _head(book: Book, charter: Charter, standings: Sequence[Standing]) -> PlanHead:
    speech = book.speech
    return PlanHead(
        name=speech.say(charter.agency.name),
        short_name=speech.said(charter.agency.short_name),
        serves=speech.say(charter.agency.serves),
        headline=headline_view(speech, standings),
        compiled=_compiled(speech, charter.agency.compiled),
    )


def _compiled(speech: Speech, compiled: Compiled | None) -> Said | None:
    """Return who put a compiled charter together, and up to when; None for an agency's own."""
    if compiled is None:
        return None
    words = speech.gettext(
        "Put together by {by} from {source}, up to {day}. The agency has not seen it. "
        "Later results are not collected here, and what is missing was not found in these documents."
    )
    return put(speech, words, by=compiled.by, source=compiled.source, day=compiled.until)


def _comparisons(book: Book, standings: Sequence[Standing]) -> list[ComparisonView]:
    found = (comparison_view(book, standing) for standing in in_reading_order(standings))
    return [view for view in found if view is not None]


def _empty(book: Book, charter: Charter) -> dict[str, Nothing]:
    return {part.value: nothing(book, charter, part) for part in PlanPart}
