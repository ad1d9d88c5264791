"""The card of a promise: its verdict, the age of that, what is late, and the aim of the time."""

from __future__ import annotations

import re
from typing import Any

import pytest

from builders import (
    book,
    change,
    charter,
    day,
    measured_by,
    pages_of,
    promise,
    result,
    there,
)
from charters.model.results import Result
from charters.publishing.data.feeds import feeds
from charters.publishing.site import site_of
from charters.publishing.views.counts import HeadlineView, headline_view
from charters.publishing.views.promise_cards import PromiseView, promise_view

YEARLY: dict[str, Any] = {"reported": "yearly", "introduced": "2019-01-01"}
COMPILED = {"by": "volunteers", "source": "public documents", "until": "2024-03-31"}


def card(
    *rows: Result, as_of: str = "2026-06-30", site: dict[str, Any] | None = None, **more: Any
) -> PromiseView:
    """Return one promise as every page shows it."""
    about = {"compiled": more.pop("compiled")} if "compiled" in more else {}
    made = charter([promise(**more)], rows, **about)
    found = book(made, as_of=day(as_of), **(site or {}))
    return promise_view(found, found.all_standings[0])


def test_promises_in_the_same_words_are_told_apart_by_the_way_they_hold_for() -> None:
    ways = [{"id": one, "kind": one, "name": one.capitalize()} for one in ("phone", "mail")]
    alike = [promise(way, channel=way) for way in ("phone", "mail")]
    other = promise("desk", channel="mail", service="desk")
    made = book(charter([*alike, other], services=("phone", "desk"), channels=ways))
    phone, mail, desk = (promise_view(made, one).sentence.words for one in made.all_standings)
    assert (phone, mail) == (f"{desk} (Phone)", f"{desk} (Mail)")


def test_promises_in_the_same_words_are_told_apart_in_lists_by_their_services() -> None:
    both = [promise("phone"), promise("desk", service="desk")]
    alike = book(charter(both, services=("phone", "desk")))
    told = (promise_view(alike, one).is_of for one in alike.all_standings)
    assert [one and one.words for one in told] == ["Service phone", "Service desk"]
    alone = book(charter(both[:1], services=("phone", "desk")))
    assert promise_view(alone, alone.all_standings[0]).is_of is None


def test_on_pages_of_one_agency_equal_promises_are_told_apart_by_their_services() -> None:
    services = ("a", "phone", "desk")
    missed = [promise(one, service=one) for one in services]
    rows = [result("2025", 1, 100, standard=one) for one in services]
    both = charter(missed, rows, services=services), charter([promise()], called="va")
    found = book(*both)
    site = site_of(found, site_url="", title="")
    pages = {page.url: html for page, html in pages_of(found, site)}
    for url in ("agencies/ssa/", "promises/of/ssa/"):
        told = re.findall(r'<span class="ch-source">(Service \w+)</span>', pages[url])
        assert {*told} >= {"Service phone", "Service desk"}, url
    lists = ("promises/of/ssa/", "promises/")
    assert [url for url in lists if ">Agency</th>" in pages[url]] == ["promises/"]


def test_a_site_of_one_agency_names_it_in_no_list_and_asks_no_search_for_it() -> None:
    found = book(charter([promise()], [result("2025", 1, 100)]))
    pages = {page.url: html for page, html in pages_of(found, site_of(found))}
    for url in ("promises/", "promises/of/ssa/"):
        assert ">Agency</th>" not in pages[url], url
        assert 'name="agency"' not in pages[url], url


# ------------------------------------------------------------------------- three facts, never one


def test_misses_that_are_followed_by_silence_stay_missed_and_the_next_is_late() -> None:
    rows = [result(f"{year}", 40, 100, line=year) for year in range(2020, 2025)]
    found = card(*rows, **YEARLY)
    assert found.result is not None
    assert (found.verdict.word, found.verdict.age) == ("Missed", "")
    assert (found.result.words, found.result.period) == ("40 of every 100 calls", "2024")
    assert found.verdict.late == "The next result has been late since March 31, 2026."
    assert found.state == "missed"


@pytest.mark.parametrize(
    ("as_of", "site", "age"),
    [
        ("2026-06-30", {}, ""),
        ("2026-12-31", {}, ""),
        ("2027-01-01", {}, "2 years ago"),
        ("2027-12-30", {}, "2 years ago"),
        ("2027-12-31", {}, "3 years ago"),
        ("2026-06-30", {"result_old_after": "12"}, "1 year ago"),
        ("2025-09-30", {"result_old_after": "6"}, "9 months ago"),
    ],
)
def test_an_old_verdict_says_how_old_it_is(as_of: str, site: dict[str, Any], age: str) -> None:
    assert card(result("2024", 40, 100), as_of=as_of, site=site).verdict.age == age


@pytest.mark.parametrize(
    ("about", "none"),
    [
        ({"target": None}, "none"),
        ({"target": None, "compiled": COMPILED}, "none found"),
        ({"target": None, "measure": {"shape": "yes-no"}}, "to keep it"),
    ],
)
def test_a_table_says_of_no_aim_what_kind_of_none_it_is(about: dict[str, Any], none: str) -> None:
    assert card(**about).aim.cell == none


def test_what_is_old_and_not_judged_says_its_age_beside_the_result() -> None:
    found = card(result("2019", 40, 100), target=None)
    assert (found.verdict.word, found.verdict.age, found.ago) == (
        "Cannot be judged: no level promised",
        "",
        "6 years ago",
    )


def test_a_promise_without_any_result_says_since_when_the_first_is_late() -> None:
    found = card(**YEARLY)
    assert found.verdict.word == "Cannot be judged: no result yet"
    assert found.verdict.late == "The first result has been late since March 30, 2020."


def test_in_a_compiled_charter_nothing_is_late_and_the_line_says_why() -> None:
    found = card(result("2022", 40, 100), compiled=COMPILED, **YEARLY)
    assert found.verdict.late == ""
    assert found.collected == "Results after March 31, 2024 are not collected here."
    assert card(result("2022", 40, 100), **YEARLY).collected == ""


@pytest.mark.parametrize(
    ("rows", "more", "why"),
    [
        (
            [result("2024", 40, 100)],
            {"target": None, "limit": "60 seconds", "compiled": COMPILED},
            (
                "How often the agency wants to keep this was not found in the documents used, "
                "so we cannot say kept or missed."
            ),
        ),
        (
            [result("2024", 40, 100)],
            {
                "changes": [change("2025-01-01", "target", "none found", "90%")],
                "compiled": COMPILED,
            },
            "No aim of that time was found in the documents used, so we cannot say kept or missed.",
        ),
        (
            [result("2024", 40, 100)],
            {
                "limit": "3 weeks",
                "measure": {"shape": "share-within-limit", "of": "passports"},
                "changes": [change("2025-01-01", "limit", "6 weeks", "3 weeks")],
            },
            (
                "This result was measured under an older promise (6 weeks). "
                "No result has been published for the promise of today."
            ),
        ),
        (
            [result("2024", 40, 100)],
            {"changes": [change("2025-01-01", "counted", "all calls", "answered calls")]},
            (
                "This result was measured before the promise was changed on January 1, 2025. "
                "No result has been published for the promise of today."
            ),
        ),
    ],
)
def test_why_a_promise_cannot_be_judged_is_told(
    rows: list[Result], more: dict[str, Any], why: str
) -> None:
    assert card(*rows, **more).verdict.why.words == why


# ------------------------------------------------------------------------------ the aim of the time


@pytest.mark.parametrize(
    ("changes", "target", "aims"),
    [
        ([], "90%", ("90 of every 100", "Our aim: 90 of every 100.", "")),
        (
            [change("2025-01-01", "target", "90%", "95%")],
            "95%",
            (
                "90 of every 100",
                "Our aim then: 90 of every 100.",
                "Our aim today: 95 of every 100.",
            ),
        ),
        (
            [change("2024-07-01", "target", "90%", "80%")],
            "80%",
            (
                "90 of every 100",
                "Our aim then: 90 of every 100.",
                "Our aim today: 80 of every 100.",
            ),
        ),
        (
            [change("2025-01-01", "target", "none", "90%")],
            "90%",
            ("", "", "Our aim today: 90 of every 100."),
        ),
        (
            [change("2025-01-01", "target", "90%", "none")],
            None,
            ("90 of every 100", "Our aim then: 90 of every 100.", "There is no aim today."),
        ),
        ([], None, ("", "", "")),
    ],
)
def test_the_aim_beside_a_result_is_that_of_its_period_and_todays_stands_by_itself(
    changes: list[dict[str, str]], target: str | None, aims: tuple[str, str, str]
) -> None:
    found = card(result("2024", 84, 100), target=target, changes=changes, **YEARLY).aim
    assert (found.then, found.beside, found.today) == aims


def test_without_a_result_the_aim_is_todays() -> None:
    assert card().aim.beside == "Our aim: 90 of every 100."


def test_an_aim_for_a_rate_has_its_base_and_so_has_the_result() -> None:
    measure = measured_by("rate", per="100,000", of="payments")
    found = card(result("2025", value="2.9"), target="at most 3 errors", measure=measure)
    assert found.result is not None
    assert found.result.words == "2.9 errors for every 100,000 payments"
    assert found.aim.beside == "Our aim: at most 3 errors for every 100,000."


def test_a_unit_that_names_the_base_of_a_rate_is_not_doubled() -> None:
    measure = measured_by("rate", per="100,000", of="payments", unit="errors per 100,000 payments")
    found = card(result("2025", value="2.9"), target=None, measure=measure)
    assert found.result is not None
    assert found.result.words == "2.9 errors per 100,000 payments"


@pytest.mark.parametrize(
    ("period", "when"),
    [
        ("2022-10-01/2023-09-30", "at the end of September 2023"),
        ("2024", "at the end of December 2024"),
        ("2024-01-01/2024-01-17", "on January 17, 2024"),
        ("2024-01-17/2024-01-17", "January 17, 2024"),
    ],
)
def test_what_was_waiting_is_told_of_its_last_day(period: str, when: str) -> None:
    found = card(result(period, value="321819"), target=None, measure=measured_by("backlog"))
    assert found.result is not None
    assert found.result.period == when


# -------------------------------------------------------------------------------- why we missed

REASON: dict[str, Any] = {"missed_because": "Many were ill.", "action": "We hire ten people."}


def test_why_we_missed_stands_only_under_missed() -> None:
    assert card(result("2024", 40, 100, **REASON)).missed is not None
    assert card(result("2024", 4, 10, **REASON)).missed is None
    changes = [change("2025-01-01", "counted", "all calls", "answered calls")]
    assert card(result("2024", 40, 100, **REASON), changes=changes).missed is None


@pytest.mark.parametrize(
    ("by", "summary", "past"),
    [
        (
            "2025-06-30",
            "Why we missed, and what was to be done by June 30, 2025",
            "This was to be done by June 30, 2025; nothing says whether it was.",
        ),
        ("2026-06-30", "Why we missed, and what we are doing by June 30, 2026", ""),
        (None, "Why we missed, and what we are doing", ""),
    ],
)
def test_an_action_whose_day_has_passed_is_told_in_the_past(
    by: str | None, summary: str, past: str
) -> None:
    row = result("2024", 40, 100, action_by=day(by) if by else None, **REASON)
    found = there(card(row).missed)
    assert (found.summary, found.past) == (summary, past)


# ------------------------------------------------------------------------------------ the headline


def counted(*, compiled: tuple[str, ...] = ()) -> HeadlineView:
    made = [
        promise(name, **YEARLY, compiled=COMPILED if name in compiled else None)
        for name in ("old", "new", "kept", "none")
    ]
    rows = [
        result("2020", 40, 100, standard="old"),
        result("2025", 40, 100, standard="new"),
        result("2025", 99, 100, standard="kept"),
    ]
    found = book(charter(made, rows))
    return headline_view(found.speech, found.all_standings)


def test_a_headline_adds_up_to_all_promises_and_says_what_is_old_and_late() -> None:
    found = counted()
    assert [(one.count, one.word) for one in found.counts] == [
        ("2", "missed"),
        ("1", "kept"),
        ("0", "too few cases to tell"),
        ("1", "cannot be judged"),
    ]
    assert found.counts[0].beside == (
        "1 of them on a result older than 2 years; of 1 the next result is late"
    )
    assert found.counts[3].beside == "the next result is late"
    assert found.answer == (
        "4 promises. 3 can be judged: 2 missed, 1 kept. 1 of these rests on a result older than "
        "2 years. Of 2 promises the next result is late."
    )
    assert found.notes == ""


def test_a_headline_says_of_how_many_promises_nothing_can_be_late() -> None:
    assert counted(compiled=("old", "none")).notes == (
        "The records of 2 promises were put together from public documents. "
        "Later results are not collected here, so none of these is called late."
    )


@pytest.mark.parametrize(
    ("period", "judged", "since"),
    [
        ("2024", "Missed: 40 of every 100 calls, 2024.", "March 31, 2026"),
        ("2021", "Missed, 4 years ago: 40 of every 100 calls, 2021.", "March 31, 2023"),
    ],
)
def test_a_feed_says_what_is_late_beside_the_verdict_on_the_newest_result_and_its_age(
    period: str, judged: str, since: str
) -> None:
    made = charter([promise(**YEARLY)], [result(period, 40, 100)])
    found = feeds(book(made), "https://promises.example/", "Promises")
    late = f"{since[-4:]}-03-31"
    for feed in (found["changes/feed.xml"], found["agencies/ssa/feed.xml"]):
        assert f"<id>https://promises.example/agencies/ssa/calls/late/{late}</id>" in feed
        assert f"<updated>{late}T00:00:00Z</updated>" in feed
        assert f"{judged} The next result has been late since {since}." in feed
