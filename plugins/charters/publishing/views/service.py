"""A service's page: each promise opened, with history, chart, table and comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from charters.judging.standings import Standing
from charters.model.addresses import address
from charters.model.offered import Service
from charters.model.register import Charter
from charters.publishing.book import Book, for_a_while
from charters.publishing.charts.pictures import TrendChart
from charters.publishing.charts.promised_chart import promised_chart
from charters.publishing.charts.series import series_of
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.about_plan import statements
from charters.publishing.views.change_entry import ChangeView
from charters.publishing.views.changes import change_views
from charters.publishing.views.cited import Link, SourceView, source_view
from charters.publishing.views.comparisons import ComparisonView, comparison_view
from charters.publishing.views.complaint_block import ComplaintView, complaint_view
from charters.publishing.views.facts import (
    Fact,
    facts,
    keyword,
    listed,
    named,
    no_promise,
    noted,
)
from charters.publishing.views.figure_tables import FigureView, figures_of_service
from charters.publishing.views.how_counted import CountedBefore, counted_before, promise_facts
from charters.publishing.views.moved import formerly_words
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import (
    agency_name,
    agency_url,
    is_listed,
    poster_url,
    service_url,
)
from charters.publishing.views.promise_cards import PromiseView, promise_view
from charters.publishing.views.promise_notes import notes_on, published_beside
from charters.publishing.views.promise_parts import PartRow, chart_of, part_rows, sole_source
from charters.publishing.views.reach import ChannelView, channel_view
from charters.publishing.views.result_table import ResultTable, result_table
from charters.publishing.views.timeline import EventView, event_views

LISTED_ON_A_PAGE = 60
MOST_SISTERS = 20
"""Of an agency with more services, a page names none but its own: each would list all others."""


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """One promise with everything known of it."""

    promise: PromiseView
    chart: TrendChart | None
    beside: list[str]
    """Results published in other rhythms as well, newest first; none of them is judged."""
    notes: list[Said]
    events: list[EventView]
    note: Said | None
    table: ResultTable
    """Every result for the whole."""
    parts: list[PartRow]
    by_level: bool
    """Whether its parts are several levels of one promise."""
    parts_source: SourceView | None
    """The source of the newest result of every part; None where they differ."""
    says_source: bool
    """Whether the source of the newest result stands below, so that the promise need not say it."""
    facts: list[Fact]
    counted_before: list[CountedBefore]
    """How results were counted in other times, the newest first."""
    promised: TrendChart | None
    """The promised level over time, where it moved often enough to draw."""
    changes: list[ChangeView]
    comparison: ComparisonView | None
    source: SourceView | None
    history: str = ""
    """Where every result and change of it stands, from the site's root; '' where that is here."""

    @property
    def tables(self) -> Iterator[ResultTable]:
        """Its tables of results: of the whole, and of each part."""
        yield self.table
        yield from (part.table for part in self.parts if part.table)


@dataclass(frozen=True)
class ServicePage:
    """Everything a service's page shows."""

    agency: Said
    agency_in_full: Said
    agency_url: str
    sisters: list[Link]
    """The other services of the agency."""
    poster_url: str
    """Where its poster is, and each promise to cite or to embed; '' where nothing is promised."""
    name: Said
    summary: Said
    promises: list[OpenPromise]
    """Its promises opened; none where each has a page of its own."""
    rows: Sequence[PromiseView]
    """Where each has, one page of the list of them."""
    page: Paged[Standing]
    also: list[PromiseView]
    """Promises of other services that hold for this one too."""
    figures: list[FigureView]
    no_promise: str
    """What to say where it has none."""
    no_standard_because: Said | None
    channels: list[ChannelView]
    facts: list[Fact]
    source: SourceView | None
    complaints: ComplaintView
    statements: list[str]
    formerly: list[Fact]

    @property
    def of_each(self) -> list[str]:
        """Remarks that all of several promises have, and that are said once, above them."""
        views = [one.promise for one in self.promises]
        remarks = [{view.whose_words for view in views}, {view.collected for view in views}]
        shared = (found.pop() for found in remarks if len(found) == 1 < len(views))
        return [said for said in shared if said]

    @cached_property
    def cited(self) -> Mapping[SourceView, int]:
        """The sources that rows and changes name by a number, each listed once on the page."""
        return cited_in(self.promises, self.figures)


def cited_in(
    promises: Sequence[OpenPromise], figures: Sequence[FigureView] = ()
) -> Mapping[SourceView, int]:
    """Return the sources that results, changes and figures name, numbered in the order of the page."""
    tables = [table for promise in promises for table in promise.tables]
    rows = (row.source for table in tables if table.has_sources for row in table.rows)
    changes = (one.source for promise in promises for one in promise.changes)
    measured = (source for figure in figures for source in figure.sources)
    found = dict.fromkeys(filter(None, chain(rows, changes, measured)))
    return {source: number for number, source in enumerate(found, 1)}


def service_pages(book: Book, charter: Charter, service: Service) -> list[Paged[Standing]]:
    """Return the promises of a service page by page: a few stand on one, opened."""
    standings, url = book.of_service(charter, service.id), service_url(charter, service.id)
    return paged(url, standings, LISTED_ON_A_PAGE, below="more/")


def service_page(
    book: Book, charter: Charter, service: Service, page: Paged[Standing] | None = None
) -> ServicePage:
    """Return a service's page, the first unless told otherwise."""
    speech, page = book.speech, page or service_pages(book, charter, service)[0]
    _ = speech.gettext
    channels, listed_only = charter.channel_by_id, is_listed(charter, service.id)
    sole = service.sole_source
    return ServicePage(
        agency=agency_name(speech, charter),
        agency_in_full=speech.say(charter.agency.name),
        agency_url=agency_url(charter),
        sisters=[
            Link(speech.say(one.name), service_url(charter, one.id))
            for one in (charter.services if len(charter.services) <= MOST_SISTERS else ())
            if one is not service
        ],
        poster_url=poster_url(address(charter, service)) if page.total else "",
        name=speech.say(service.name),
        summary=speech.say(service.summary),
        promises=[] if listed_only else [open_promise(book, one) for one in page.entries],
        rows=[promise_view(book, one) for one in page.entries] if listed_only else [],
        page=page,
        also=[promise_view(book, one) for one in book.also_for(charter, service.id)],
        figures=figures_of_service(book, charter, service.id),
        no_promise=no_promise(speech, charter),
        no_standard_because=speech.said(service.no_standard_because),
        channels=[
            channel_view(speech, charter, channels[name])
            for name in service.channels
            if name in channels
        ],
        facts=facts(
            speech,
            (_("Also called"), listed(speech, service.also_called)),
            (_("For"), named(speech, charter.group_by_id, service.customers)),
            (_("Whom it serves"), service.serves),
            (_("Cost of the service"), keyword(service.cost, free=_("free"))),
            (_("Money back"), service.refund),
            (_("Where else you can get it"), _providers(speech, service)),
            (_("Why only we provide it"), sole.because if sole else None),
            (_("By law"), sole.cites if sole else None),
            (_("Why there is one way only"), service.one_channel_because),
            (_("What we need from you"), service.customers_part),
            *(
                (_("No promise about {kind}").format(kind=word(speech, kind)), why)
                for kind, why in service.not_covered.items()
            ),
        ),
        source=source_view(speech, charter, service.source),
        complaints=complaint_view(book, charter),
        statements=statements(book, charter),
        formerly=facts(speech, (_("Found before at"), formerly_words(speech, charter, service))),
    )


def _providers(speech: Speech, service: Service) -> Said:
    _ = speech.gettext
    choice = {True: _("you can choose it"), False: _("you cannot choose it"), None: None}
    return listed(
        speech, (noted(speech, one.name, choice[one.can_choose]) for one in service.providers)
    )


@for_a_while
def open_promise(book: Book, standing: Standing) -> OpenPromise:
    """Return one promise with its history, chart and everything else known of it."""
    speech, charter, standard = book.speech, standing.charter, standing.standard
    promise = promise_view(book, standing)
    series = series_of(book, standing)
    table, parts = result_table(book, standing, series), part_rows(book, standing)
    of_parts = sole_source(parts)
    return OpenPromise(
        promise=promise,
        chart=chart_of(book, standing, promise.id, promise.aim.beside, promise.aim.today),
        notes=[note for note in notes_on(book, standing) if note.words != promise.pattern],
        events=event_views(book, standing),
        note=speech.said(standard.note),
        table=table,
        beside=published_beside(speech, standing),
        parts=parts,
        by_level=bool(standard.levels),
        parts_source=of_parts,
        says_source=promise.result is not None
        and promise.result.source in (table.sole_source, of_parts),
        facts=promise_facts(speech, charter, standard),
        counted_before=counted_before(speech, charter, standard),
        promised=promised_chart(speech, standing, f"{promise.id}-promised"),
        changes=change_views(book, standing),
        comparison=comparison_view(book, standing),
        source=source_view(speech, charter, standard.source),
    )
