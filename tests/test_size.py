"""A site as large as a government: no page lists everything, and everything is found in two steps."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from builders import book, change, charter, figure, pages_of, promise, result
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.pages.page import Page
from charters.publishing.site import site_of
from charters.publishing.views.overviews import AGENCIES_AT_HOME, NAMES_AT_HOME, home
from charters.publishing.views.paging import paged
from charters.publishing.views.places import MOST_OPENED
from charters.publishing.views.promise_lists import all_promises, promises_page
from charters.publishing.views.service import LISTED_ON_A_PAGE

MANY, MOST = 160, 95_000
"""Agencies; and bytes of HTML, without a frame of 5,000."""
LEAVES = ("agency.html", "service.html", "order_agency.html", "all_results.html", "moved.html")
LONG = "We answer whatever you ask us about the rules, the forms and the fees of this service in time. "
CHANNEL = {"id": "hotline", "kind": "phone", "name": "Hotline"}
GROUP = {"id": "veterans", "name": "Veterans", "who": "Who has served."}


def agency(name: str, promises: int, services: int = 1, figures: int = 0) -> Charter:
    ids = [f"s{n}" for n in range(services)]
    shop = {"organization": "A shop", "sector": "private", "date": "2025", "value": "95%"}
    made = charter(
        [
            promise(
                f"p{n}",
                service=ids[n % services],
                promise=f"{LONG}{name} {n}",
                activity="deciding",
                channel="hotline",
                changes=[
                    change("2025-02-01", "target", "95%", "90%"),
                    change("2027-02-01", "target", "90%", "80%"),
                ],
            )
            for n in range(promises)
        ],
        [result("2025", 700 + n, 1000, standard=f"p{n}") for n in range(promises)],
        called=name,
        services=ids,
        benchmarks=[
            {**shop, "id": f"shop{n}", "standard": f"p{n}"} for n in range(min(promises, 3))
        ],
        channels=[CHANNEL],
        customers=[GROUP],
        figures=[figure(f"f{n}", service=ids[n % services]) for n in range(figures)],
    )
    services_of = (
        one.model_copy(update={"customers": ["veterans"], "channels": ["hotline"]})
        for one in made.services
    )
    return replace(made, services=tuple(services_of))


@cache
def government() -> tuple[Book, dict[str, tuple[Page, str]]]:
    """Return a book of many agencies, one of them with much of everything, and its pages by address."""
    small = (agency(f"a{n:03}", 2) for n in range(MANY))
    found = book(
        *small,
        agency("large", 3 * MOST_OPENED, 30),
        agency("wide", 100, 100, 60),
        agency("deep", 2 * LISTED_ON_A_PAGE),
    )
    site = site_of(found)
    shown = {
        name: page
        for name, page in site.pages.items()
        if page.shows.template not in LEAVES
        or page.url.startswith(("agencies/large/", "agencies/wide/", "agencies/deep/"))
    }
    return found, {
        page.url: (page, html) for page, html in pages_of(found, replace(site, pages=shown))
    }


def leads_to(html: str) -> set[str]:
    return set(re.findall(r'href="/([^"]*)"', html))


def test_no_page_is_heavier_than_the_limit_however_many_agencies_there_are() -> None:
    _book, pages = government()
    assert {url: len(html) for url, (_, html) in pages.items() if len(html.encode()) > MOST} == {}


def test_every_link_leads_to_a_page_and_to_a_place_on_it() -> None:
    found, pages = government()
    every = {page.url for page in site_of(found).pages.values()}
    for url, (_page, html) in pages.items():
        for link in leads_to(html):
            where, _hash, place = link.partition("#")
            if where.endswith("/") and not where.startswith(("poster/", "embed/")):
                assert where in every, (url, link)
            if place and where in pages:
                assert re.search(f'id="?{re.escape(place)}[" >]', pages[where][1]), (url, link)


def test_services_are_found_from_home_in_two_steps_by_whom_they_are_for_and_how_to_get_them() -> (
    None
):
    _book, pages = government()
    first = leads_to(pages[""][1])
    ways = {"services/", "agencies/", "services/for/veterans/", "services/by/phone/", "promises/about/waiting/", "promises/by/phone/"}  # fmt: skip
    assert ways <= first
    for way in sorted(ways - {"agencies/", "services/"}):
        assert leads_to(pages[way][1]) & {"agencies/a000/s0/", "agencies/a000/s0/#p0"}, way
    assert "agencies/a000/s0/" in leads_to(pages["agencies/"][1])


def test_every_page_of_a_list_can_be_reached_from_home_and_the_menu() -> None:
    _book, pages = government()
    lists = ("agencies/", "complaints/", "compare/", "due/", "order/", "promises/", "services/")
    seen, to_see = set(), ["", *(url for url, (page, _) in pages.items() if page.is_in_menu)]
    while to_see:
        url = to_see.pop()
        if url in pages and url not in seen:
            seen.add(url)
            to_see += [link.partition("#")[0] for link in leads_to(pages[url][1])]
    assert [url for url in pages if url.startswith(lists) and url not in seen] == []


def test_a_list_of_several_pages_leaves_its_form_to_the_search() -> None:
    _book, pages = government()
    lists = [html for page, html in pages.values() if page.shows.template == "promises.html"]
    narrowed = ["data-status=" in html for html in lists]
    assert ["filter.js" in html for html in lists] == narrowed
    assert {*narrowed} == {True, False}


@pytest.mark.parametrize(("promises", "narrowed"), [(1, False), (2, True)])
def test_a_list_of_one_promise_has_nothing_to_narrow(promises: int, *, narrowed: bool) -> None:
    found = book(agency("a", promises))
    pages = {page.url: html for page, html in pages_of(found, site_of(found))}
    html = pages["promises/"]
    assert ("data-status=" in html, "filter.js" in html) == (narrowed, narrowed)


def test_the_agencies_of_the_home_page_give_way_to_their_names_and_then_to_links() -> None:
    shown = {
        many: home(book(*(charter([], called=f"a{n:03}") for n in range(many))))
        for many in (AGENCIES_AT_HOME, AGENCIES_AT_HOME + 1, NAMES_AT_HOME + 1)
    }
    counts = {many: (len(one.agencies), len(one.names)) for many, one in shown.items()}
    assert counts == {30: (30, 0), 31: (0, 31), 101: (0, 0)}


def test_a_service_with_many_promises_lists_them_and_opens_each_on_a_page_of_its_own() -> None:
    _book, pages = government()
    service, further = pages["agencies/deep/s0/"][1], pages["agencies/deep/s0/more/2/"][1]
    for number in range(2 * LISTED_ON_A_PAGE):
        own = f"agencies/deep/s0/p{number}/"
        assert f'href="/{own}#p{number}"' in service + further
        assert f'id="p{number}"' in service + further
        assert f'id="p{number}-figures"' in pages[own][1]
        assert f'id="p{number}.2025-12-31"' in pages[own][1].replace("id=p", 'id="p').replace(
            "-31>", '-31">'
        )
    assert "ch-chart" not in service


def test_few_promises_stand_opened_on_the_page_of_their_service() -> None:
    _book, pages = government()
    assert 'id="p0-figures"' in pages["agencies/large/s0/"][1]
    assert "agencies/large/s0/p0/" not in pages


@pytest.mark.parametrize(("many", "most"), [(0, 5), (1, 5), (5, 5), (6, 5), (2000, 5)])
def test_each_entry_stands_on_one_page_in_its_order_and_no_page_links_to_all(
    many: int, most: int
) -> None:
    pages = paged("list/", range(many), most)
    assert [entry for page in pages for entry in page.entries] == list(range(many))
    assert [page.url for page in pages] == [
        "list/",
        *(f"list/{n}/" for n in range(2, len(pages) + 1)),
    ]
    for page in pages:
        assert len(page.links) <= 40
        assert [link.url for link in page.links if link.here] == [page.url] * (len(pages) > 1)
        assert (page.first, page.last) == (page.before + 1, page.before + len(page.entries))
    for one, following in pairwise(pages):
        assert following.url in [link.url for link in one.links]
        assert one.url in [link.url for link in following.links]


def test_a_list_by_name_is_paged_by_letters() -> None:
    pages = paged("list/", ["Abbey", "Barn", "Cellar"], 2, below="more/", named=str)
    assert [(link.words, link.url) for link in pages[0].links] == [
        ("Abb … Bar", "list/"),
        ("Cel … Cel", "list/more/2/"),
    ]


def test_a_list_of_thousands_counts_them_as_its_language_writes_numbers() -> None:
    made = book(charter([promise(f"p{n}") for n in range(1001)], []))
    every = all_promises(made)
    assert promises_page(every, every.paged()[-1], []).span == (
        "Promises 961 to 1,001 of 1,001, missed ones first."
    )
