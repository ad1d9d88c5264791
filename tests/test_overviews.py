"""What the pages over all agencies show of many: each in its turn, and what nobody told in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builders import SHARE, book, charter, pages_of, promise, result
from charters.model.offered import Service
from charters.publishing.book import Book
from charters.publishing.say.speech import speech_for
from charters.publishing.site import site_of
from charters.publishing.views.change_counts import counts_of_agencies
from charters.publishing.views.counts import headline_view
from charters.publishing.views.measure_facts import measure_pairs
from charters.publishing.views.overviews import (
    ROWS_ON_A_PAGE,
    complaints_page,
    complaints_paged,
    home,
)
from charters.publishing.views.plan import SERVICES_ON_A_PLAN, plan_of, service_block
from charters.publishing.views.promise_lists import promise_lists
from charters.publishing.views.reach import channel_view
from charters.publishing.views.service import service_page
from charters.publishing.views.signposts import choices

ROUTE: dict[str, Any] = {"complaints": {"how": "Call us."}}
COMPILED: dict[str, Any] = {
    "compiled": {"by": "volunteers", "source": "public documents", "until": "2025-03-31"}
}


def shown(made: Book, url: str) -> str:
    """Return the HTML of one page."""
    site = site_of(made, site_url="", title="")
    only = {name: page for name, page in site.pages.items() if page.url == url}
    ((_page, html),) = pages_of(made, replace(site, pages=only))
    return html


def test_promises_missed_on_one_day_are_shown_of_one_agency_after_the_other() -> None:
    names = [f"p{number}" for number in range(9)]
    rows = [result("2025", 40, 100, standard=name) for name in names]
    made = (charter([promise(one) for one in names], rows, called=one) for one in "abc")
    assert [one.agency_id for one in home(book(*made)).missed] == ["a", "b", "c"] * 2


def test_agencies_of_which_no_way_to_complain_is_recorded_stand_together_by_name() -> None:
    made = book(charter([], called="a", **ROUTE), *(charter([], called=one) for one in "bc"))
    (page,) = complaints_paged(made)
    shown = complaints_page(made, page)
    assert [one.agency.words for one in shown.complaints] == ["The agency a"]
    assert [one.url for one in shown.untold] == ["agencies/b/", "agencies/c/"]


def test_how_often_promises_changed_is_listed_by_the_names_that_are_shown() -> None:
    since = {"introduced": "2020-01-01"}
    made = book(
        *(
            charter([promise(**since)], called=one, short_name=f"Z{9 - n}")
            for n, one in enumerate("abc")
        )
    )
    assert [row.of.words for row in counts_of_agencies(made, [])] == ["Z7", "Z8", "Z9"]


def test_names_alone_take_fewer_pages_than_ways_to_complain() -> None:
    quiet = book(*(charter([], called=f"a{number}") for number in range(ROWS_ON_A_PAGE)))
    told = book(*(charter([], called=f"a{number}", **ROUTE) for number in range(ROWS_ON_A_PAGE)))
    assert (len(complaints_paged(quiet)), len(complaints_paged(told))) == (1, 5)


@pytest.mark.parametrize(
    ("way", "lacks"),
    [
        ({"kind": "phone"}, "number not found, hours not found"),
        ({"kind": "fax"}, "number not found"),
        ({"kind": "fax", "contact": "555 0100"}, ""),
        ({"kind": "online"}, "address not found"),
        ({"kind": "online", "link": "https://example.org/"}, ""),
        ({"kind": "mail", "link": "https://example.org/"}, "address not found"),
        ({"kind": "app"}, ""),
    ],
)
def test_a_way_without_what_one_needs_to_take_it_says_what_is_missing(
    way: dict[str, Any], lacks: str
) -> None:
    ours = charter([], channels=[{"id": "way", "name": "Way", **way}], **COMPILED)
    speech = book(ours).speech
    assert channel_view(speech, ours, ours.agency.channels[0]).lacks == lacks


@pytest.mark.parametrize(
    ("written", "said"),
    [("free", "gratis"), ("Free.", "gratis"), ("2.500 colones", "2.500 colones")],
)
def test_a_word_of_our_files_is_said_in_the_language_of_the_page(written: str, said: str) -> None:
    ours = charter([], channels=[{"id": "way", "kind": "phone", "name": "V", "cost": written}])
    view = channel_view(speech_for("es"), ours, ours.agency.channels[0])
    assert [(fact.label, fact.said.words) for fact in view.facts] == [("Costo del contacto", said)]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "No promise is posted for this service."),
        (COMPILED, "No promise was found in the documents used."),
    ],
)
def test_of_a_compiled_charter_nobody_says_that_nothing_is_promised(
    more: dict[str, Any], said: str
) -> None:
    ours = charter([], **more)
    found = book(ours)
    assert service_page(found, ours, ours.services[0]).no_promise == said
    assert service_block(found, ours, ours.services[0], 1).no_promise == said


@pytest.mark.parametrize(("more", "first"), [(0, "Service s0"), (1, "Service s3")])
def test_a_plan_that_cannot_list_all_services_lists_those_with_promises(
    more: int, first: str
) -> None:
    services = [f"s{n}" for n in range(SERVICES_ON_A_PLAN + more)]
    promised = [promise("one", service="s3"), promise("other", service=services[-1])]
    ours = charter(promised, services=services)
    plan = plan_of(book(ours), ours)
    assert len(plan.services) == SERVICES_ON_A_PLAN
    assert plan.services[0].name.words == first
    listed = [one.name.words for one in plan.services if one.promises]
    assert listed == ["Service s3", f"Service {services[-1]}"]
    assert bool(plan.services_url) is bool(more)


def test_what_a_service_costs_is_told_apart_from_what_a_way_to_it_costs() -> None:
    way = {"id": "line", "kind": "phone", "name": "The line", "cost": "free"}
    told = {
        "id": "phone",
        "name": "Help",
        "summary": "We help.",
        "cost": "$5",
        "channels": ["line"],
    }
    ours = replace(charter([], channels=[way]), services=(Service.model_validate(told),))
    view = service_page(book(ours), ours, ours.services[0])
    costs = [(fact.label, fact.said.words) for fact in (*view.facts, *view.channels[0].facts)]
    assert costs == [("Cost of the service", "$5"), ("Cost of contact", "free")]


def test_nothing_comes_after_nothing_where_a_result_is_new() -> None:
    rows = [result("2025", 95, 100, published="2026-02-01")]
    html = shown(book(charter([promise()], rows)), "")
    assert "Met: 95 of every 100 calls (95 of 100), 2025" in html
    assert [one for one in ("After:", "→") if one in html] == []


def test_a_signpost_counts_the_promises_that_the_page_it_leads_to_counts() -> None:
    ended = promise("old", withdrawn={"date": "2020-12-31", "reason": "It is done."})
    made = book(charter([promise(), ended]))
    (of_type,) = promise_lists(made).types
    assert [one.count for one in choices(made.speech, [of_type])] == ["1"]
    assert (of_type.headline.total, len(of_type.standings)) == ("1", 2)


def test_that_nothing_is_left_out_is_said_in_the_language_of_the_page() -> None:
    clock = {"starts": "uno", "stops": "dos", "pauses": "none"}
    made = promise(measure={**SHARE, "clock": clock, "not_counted": "none"})
    found = [*measure_pairs(speech_for("es"), charter([made]), made.measure)]
    assert ("No se cuenta", "nada") in found
    assert ("El tiempo se detiene mientras", "no se detiene nunca") in found


def test_where_no_promise_is_nothing_is_counted() -> None:
    made = book(charter([]))
    html = shown(made, "agencies/ssa/")
    assert "No promise is recorded here." in html
    assert 'class="ch-counts"' not in html


@pytest.mark.parametrize(
    ("periods", "said"),
    [
        (["2019"], "It rests on a result older than 2 years."),
        (["2019", "2025"], "1 of these rests on a result older than 2 years."),
        (["2019", "2018"], "All of these rest on results older than 2 years."),
        (["2019", "2018", "2025"], "2 of these rest on results older than 2 years."),
    ],
)
def test_a_count_says_how_many_of_it_are_old_or_that_all_are(periods: list[str], said: str) -> None:
    rows = [result(period, 40, 100, standard=f"p{period}") for period in periods]
    made = book(charter([promise(f"p{period}") for period in periods], rows))
    assert headline_view(made.speech, made.all_standings).answer.endswith(said)


def test_results_without_a_day_of_publication_are_not_said_to_be_unpublished() -> None:
    made = book(charter([promise()], [result("2025", 40, 100, published=None)]))
    told = "No result here says on which day it was published."
    assert told in shown(made, "changes/results/")
