"""What changed: lowered is called lowered, old figures stay beside new ones, nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from builders import book, change, changes_told, charter, day, opened, promise, result
from charters.judging.effects import Effect
from charters.judging.promise_changes import effect_of
from charters.model.change import Change
from charters.model.results import Result
from charters.publishing.book import Book
from charters.publishing.data.feeds import feeds
from charters.publishing.say.speech import Speech
from charters.publishing.views import ledger_entries
from charters.publishing.views.change_counts import CountsRow
from charters.publishing.views.change_entry import ChangeView, kind_word
from charters.publishing.views.changes import change_views
from charters.publishing.views.ledger import (
    RESULTS_ON_PAGE,
    Summary,
    changes_pages,
    gaps_pages,
    results_page,
)
from charters.publishing.views.ledger_entries import MOST_CHANGES, MOST_RESULTS, all_changes
from charters.publishing.views.overviews import home
from charters.publishing.views.promise_cards import promise_view
from charters.publishing.views.result_entries import NewResult, in_words
from charters.publishing.views.service import open_promise


def changes(*rows: Result, **more: Any) -> list[ChangeView]:
    found = book(charter([promise(**more)], rows))
    return change_views(found, found.all_standings[0])


def news(*rows: Result, **more: Any) -> list[ChangeView]:
    return list(all_changes(book(charter([promise(**more)], rows))).shown)


def summary_of(found: Book) -> Summary:
    (first,) = filter(None, (page.summary for page in changes_pages(found)))
    return first


def counted(rows: Sequence[CountsRow]) -> dict[str, dict[str, str]]:
    return {row.of.words: {one.label: one.words for one in row.counts} for row in rows}


@pytest.mark.parametrize(
    ("field", "was", "now", "kind"),
    [
        ("target", "90%", "85%", "weaker"),
        ("target", "85%", "90%", "stronger"),
        ("target", "at least 85%", "90%", "stronger"),
        ("target", "at most 15.4 months", "at most 14.9 months", "stronger"),
        ("target", "at most 14.9 months", "at most 15.4 months", "weaker"),
        ("target", "90%", "none", "weaker"),
        ("target", "90%", "none found", "found"),
        ("target", "none", "90%", "stronger"),
        ("target", "none found", "90%", "found"),
        ("limit", "none found", "60 seconds", "found"),
        ("target", "none found", "none", "found"),
        ("target", "none", "none", "changed"),
        ("target", "90%", "90.0%", "changed"),
        ("target", "90%", "at most 3 minutes", "changed"),
        ("target", "at most 5%", "at least 5%", "changed"),
        ("target", "at most 60 minutes", "at most 2 hours", "weaker"),
        ("target", "at least 60 minutes", "at least 2 hours", "stronger"),
        ("target", "at most 60 minutes", "at most 1 hour", "changed"),
        ("target", "at most 60 minutes", "at most 5 business days", "weaker"),
        ("target", "between 36 and 40 hours", "between 36 and 44 hours", "weaker"),
        ("target", "between 36 and 40 hours", "between 37 and 39 hours", "stronger"),
        ("target", "between 36 and 40 hours", "between 37 and 41 hours", "changed"),
        ("limit", "30 seconds", "60 seconds", "weaker"),
        ("limit", "60 seconds", "30 seconds", "stronger"),
        ("limit", "10 business days", "10 calendar days", "stronger"),
        ("limit", "10 calendar days", "10 business days", "weaker"),
        ("limit", "5 calendar days", "5 business days", "weaker"),
        ("limit", "1 calendar day", "1 business day", "weaker"),
        ("limit", "2 weeks", "14 business days", "weaker"),
        ("limit", "2 weeks", "10 business days", "changed"),
        ("limit", "10 calendar days", "8 business days", "changed"),
        ("limit", "30 calendar days", "5 business days", "stronger"),
        ("limit", "5 business days", "30 calendar days", "weaker"),
        ("limit", "10 days", "10 business days", "changed"),
        ("limit", "10 calendar days", "10 days", "changed"),
        ("limit", "10 days", "40 business days", "weaker"),
        ("limit", "1 month", "4 weeks", "changed"),
        ("limit", "1 month", "30 business days", "changed"),
        ("limit", "1 month", "32 calendar days", "weaker"),
        ("limit", "14 calendar days", "2 weeks", "changed"),
        ("limit", "1 year", "13 months", "changed"),
        ("limit", "1 year", "14 months", "weaker"),
        ("limit", "2 days", "3 claims", "changed"),
        ("limit", "50 km", "60 km", "changed"),
        ("limit", "3 attempts", "5 attempts", "changed"),
        ("limit", "90%", "95%", "changed"),
        ("promise", "We answer fast.", "We answer within 60 seconds.", "reworded"),
        ("counted", "all calls", "answered calls", "changed"),
        ("not_counted", "none", "calls cut off", "weaker"),
        ("not_counted", "calls cut off", "none", "stronger"),
        ("not_counted", "calls cut off", "calls at night", "changed"),
        ("channel", "none", "online", "weaker"),
        ("channel", "phone", "online", "changed"),
        ("reported", "quarterly", "yearly", "weaker"),
        ("reported", "yearly", "quarterly", "stronger"),
        ("reported", "yearly", "none", "weaker"),
        ("clock", "the first ring", "the end of the menu", "changed"),
    ],
)
def test_what_a_change_did_to_the_promise(field: str, was: str, now: str, kind: str) -> None:
    assert effect_of(Change.model_validate(change("2024-01-01", field, was, now))) == kind


def test_every_kind_of_change_has_words() -> None:
    promises = [Effect.WEAKER, Effect.STRONGER, Effect.CHANGED, Effect.REWORDED, Effect.ENDED]
    told = [kind for kind in Effect if kind is not Effect.NEW]  # counted, and no entry of its own
    said = {kind_word(Speech(), kind) for kind in told}
    announced = {kind_word(Speech(), kind, announced=True) for kind in promises}
    assert (len(said), len(announced)) == (len(told), len(promises))
    assert not said & announced


LOWERED = [change("2025-01-01", "target", "90%", "80%")]


@pytest.mark.parametrize(
    ("rows", "after_miss"),
    [
        ([result("2024", 850, 1000)], True),
        ([result("2024", 950, 1000)], False),
        ([result("2023", 850, 1000), result("2024", 950, 1000)], False),
        ([result("2025", 700, 1000)], False),
        ([result("2024", 7, 10)], False),
        ([], False),
    ],
)
def test_a_promise_made_weaker_after_a_miss_is_said_to_be(
    rows: list[Result], *, after_miss: bool
) -> None:
    (found,) = changes(*rows, target="80%", changes=LOWERED)
    assert (found.kind, found.after_miss) == ("weaker", after_miss)


def test_a_strengthened_promise_is_not_blamed_for_the_miss_before_it() -> None:
    raised = [change("2025-01-01", "target", "90%", "95%")]
    (found,) = changes(result("2024", 850, 1000), target="95%", changes=raised)
    assert not found.after_miss


def test_a_change_shows_what_was_what_is_and_why() -> None:
    (found,) = changes(target="80%", changes=LOWERED)
    assert (found.was, found.now, found.why.words) == (
        "90 of every 100",
        "80 of every 100",
        "We were asked to.",
    )
    assert found.when == "January 1, 2025"


def test_a_withdrawn_promise_is_listed_with_its_reason() -> None:
    (found,) = changes(withdrawn={"date": "2025-03-31", "reason": "The line was closed."})
    assert (found.kind, found.day, found.why.words) == (
        "ended",
        day("2025-03-31"),
        "The line was closed.",
    )


ANNOUNCED: dict[str, Any] = {
    "promise": "We answer your call within 90 seconds.",
    "limit": "90 seconds",
    "target": "80%",
    "changes": [
        change("2026-07-01", "promise", "We answer within 60 seconds.", "We answer within 90."),
        change("2027-01-01", "limit", "60 seconds", "90 seconds"),
        change("2026-10-01", "target", "90%", "80%"),
        change("2026-06-30", "counted", "all calls", "answered calls"),
    ],
    "withdrawn": {"date": "2028-12-31", "reason": "The line closes."},
}


def test_what_is_announced_is_told_apart_with_its_day_and_the_soonest_first() -> None:
    built = book(charter([promise(**ANNOUNCED)], []))
    announced = summary_of(built).announced
    assert [(view.when, view.word) for view in announced] == [
        ("Announced for July 1, 2026", "to be reworded"),
        ("Announced for October 1, 2026", "to be made weaker"),
        ("Announced for January 1, 2027", "to be made weaker"),
        ("Announced for December 31, 2028", "to end"),
    ]
    assert [(view.when, view.word) for view in changes_told(built)] == [
        ("June 30, 2026", "promise changed")
    ]
    assert all(view.announced for view in announced)


@pytest.mark.parametrize(
    ("as_of", "told"), [("2026-06-30", False), ("2026-09-30", False), ("2026-10-01", True)]
)
def test_an_announced_change_is_in_no_feed_until_its_day(as_of: str, *, told: bool) -> None:
    found = book(charter([promise(**ANNOUNCED)], []), as_of=day(as_of))
    for feed in feeds(found, "https://x.example/", "Promises").values():
        assert ("made weaker" in feed) is told
        assert "to be" not in feed


def test_what_is_announced_is_not_shown_as_in_force() -> None:
    found = book(charter([promise(**ANNOUNCED)], []))
    view = promise_view(found, found.all_standings[0])
    assert view.sentence.words == "We answer within 60 seconds."
    assert view.aim.then == "90 of every 100"
    assert (view.withdrawn, view.ends) == ("", "December 31, 2028")
    facts = {
        fact.label: fact.said.words for fact in open_promise(found, found.all_standings[0]).facts
    }
    assert facts["What one customer is promised"] == "60 seconds"


def test_the_service_page_of_a_promise_tells_what_is_announced() -> None:
    whens = [view.when for view in changes(**ANNOUNCED) if view.announced]
    assert len(whens) == 4


CORRECTED = [
    result("2024", 9100, 10000, line=2, published="2025-02-01"),
    result(
        "2024", 8996, 10000, line=3, status="revised", published="2025-05-01", note="Lost calls."
    ),
]


def test_a_correction_shows_the_old_and_the_new_figure_and_why() -> None:
    (found,) = changes(*CORRECTED)
    assert found.kind == "corrected"
    assert found.was == "91 of every 100 calls (9,100 of 10,000), 2024"
    assert found.now == "just under 90 of every 100 calls (8,996 of 10,000), 2024"
    assert found.why.words == "Lost calls."
    assert found.when == "May 1, 2025"


def test_every_step_of_a_result_corrected_twice_is_listed() -> None:
    again = result("2024", 8000, 10000, line=4, status="revised", published="2025-06", note="Oh.")
    found = changes(*CORRECTED, again)
    assert [view.day for view in found] == [day("2025-06-01"), day("2025-05-01")]
    assert len({view.key for view in found}) == 2


@pytest.mark.parametrize(
    ("rows", "kinds", "of"),
    [
        pytest.param(
            [result("2026", 84, 100, status="provisional", published="2026")],
            ["new-result"], "2026-01-01", id="of a year that goes on, in a month nobody knows",
        ),
        pytest.param(
            [
                result("2025", 84, 100, published="2026-01-15"),
                result("2025", 90, 100, line=3, status="revised", note="Oh.", published="2026-12-01"),
            ],
            ["corrected"], "2026-12-01", id="by a day to come, which is refused",
        ),
    ],
)  # fmt: skip
def test_a_result_that_is_there_is_never_announced(
    rows: list[Result], kinds: list[str], of: str
) -> None:
    told = news(*rows)
    assert [(view.kind, view.announced) for view in told] == [(kind, False) for kind in kinds]
    assert {view.day for view in told} == {day(of)}


def test_a_correction_of_a_part_names_the_part() -> None:
    rows = [
        result("2024", 90, 100, part="channel: mail", published="2025-02-01"),
        result("2024", 80, 100, part="channel: mail", published="2025-03-01", status="revised"),
    ]
    (found,) = changes(*rows)
    assert found.now == "80 of every 100 calls (80 of 100), 2024, Mail"


def test_a_provisional_result_that_became_final_is_no_correction() -> None:
    rows = [
        result("2024", 900, 1000, status="provisional", published="2025-02-01"),
        result("2024", 910, 1000, published="2025-05-01", line=3),
    ]
    (found,) = changes(*rows)
    assert found.kind == "settled"
    (row,) = opened(*rows).table.rows
    assert row.status == ""
    assert row.was == ["was 90 of every 100 calls (900 of 1,000), published February 1, 2025"]


def test_a_new_result_tells_its_verdict_first() -> None:
    (found,) = news(result("2024", 8996, 10000, published="2025-02-01"))
    assert found.kind == "new-result"
    assert found.now == "Missed: just under 90 of every 100 calls (8,996 of 10,000), 2024"


def test_a_new_provisional_result_says_that_it_is_provisional() -> None:
    (found,) = news(result("2024", 950, 1000, published="2025-02-01", status="provisional"))
    assert found.now.startswith("Met, provisional: 95 of every 100 calls")


@pytest.mark.parametrize(
    ("published", "when", "sorted_by"),
    [
        ("2025-02-01", "February 1, 2025", "2025-02-01"),
        ("2025-02", "February 2025", "2025-02-01"),
        ("2025", "2025", "2025-01-01"),
        ("2024", "2024", "2024-12-31"),
        ("2026", "2026", "2026-01-01"),
        ("2026-06", "June 2026", "2026-06-01"),
    ],
)
def test_a_day_that_is_not_known_is_not_made_up(published: str, when: str, sorted_by: str) -> None:
    (found,) = news(result("2024", 950, 1000, published=published))
    assert (found.when, found.day) == (when, day(sorted_by))


def test_a_hidden_result_is_announced_without_its_figures() -> None:
    (found,) = news(result("2024", None, None, published="2025-02-01", hidden=True))
    assert found.now == "Not shown, to protect privacy [c], 2024"


def test_the_page_has_the_newest_first_and_no_more_than_it_can_bear() -> None:
    made = [promise(f"p{n}") for n in range(30)]
    rows = [
        result(f"{2020 + y}", 95, 100, standard=f"p{n}", published=f"{2021 + y}-0{1 + n % 9}-01")
        for n in range(30)
        for y in range(4)
    ]
    whole = all_changes(book(charter(made, rows)))
    found = whole.shown
    assert (len(found), whole.left) == (MOST_RESULTS, 120 - MOST_RESULTS)
    assert [view.day for view in found] == sorted((view.day for view in found), reverse=True)
    assert found[0].day == day("2024-09-01")


def test_only_what_a_list_has_room_for_is_put_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [result(f"{year}", 95, 100, published=f"{year + 1}-02-01") for year in range(1960, 2025)]
    told: list[NewResult] = []

    def counted(book: Book, new: NewResult) -> ChangeView:
        told.append(new)
        return in_words(book, new)

    monkeypatch.setattr(ledger_entries, "in_words", counted)
    assert len(news(*rows)) == len(told) == MOST_RESULTS


def test_many_new_results_do_not_push_a_changed_promise_off_the_page() -> None:
    old = promise("old", changes=[change("2015-01-01", "target", "95%", "90%")])
    made = [old, *(promise(f"p{n}") for n in range(60))]
    rows = [result("2024", 95, 100, standard=f"p{n}", published="2025-02-01") for n in range(60)]
    found = all_changes(book(charter(made, rows))).shown

    assert "weaker" in [view.kind for view in found]
    assert len(found) == MOST_RESULTS + 1 <= MOST_CHANGES


def test_each_entry_has_a_name_that_no_other_one_has() -> None:
    lowered = [*LOWERED, change("2025-01-01", "counted", "all calls", "answered calls")]
    found = news(*CORRECTED, result("2023", 95, 100, published="2024-02-01"), changes=lowered)
    assert len(found) == 4
    assert len({view.key for view in found}) == 4


def test_changes_of_one_agency_are_those_of_the_whole_that_belong_to_it() -> None:
    rows = [result("2024", 95, 100, published="2025-02-01")]
    built = book(charter([promise()], rows, called="ssa"), charter([promise()], rows, called="irs"))
    whole = all_changes(built).shown
    assert [view.agency_id for view in whole] == ["irs", "ssa"]
    assert all_changes(built, "irs").shown == [view for view in whole if view.agency_id == "irs"]


# ------------------------------------------------------------------- what stands in the ledger

GAPS = [
    change("2020-01-01", "target", "none found", "95%"),
    change("2021-01-01", "target", "95%", "none found"),
    change("2022-01-01", "target", "none found", "90%"),
]


def test_a_gap_in_the_documents_is_told_apart_and_in_no_feed() -> None:
    built = book(charter([promise(changes=GAPS)], []))
    (page,) = gaps_pages(built)
    assert [(one.year, len(one.entries)) for one in page.years] == [
        ("2022", 1), ("2021", 1), ("2020", 1)
    ]  # fmt: skip
    assert summary_of(built).gaps.startswith("3 gaps in the documents")
    assert not changes_told(built)
    assert all("<entry>" not in feed for feed in feeds(built, "https://x.example/", "P").values())


def test_the_ledger_counts_what_was_made_weaker_stronger_and_ended_by_year_and_agency() -> None:
    first = promise(
        "first",
        changes=[
            change("2024-02-01", "target", "95%", "92%"),
            change("2024-03-01", "target", "92%", "90%"),
        ],
    )
    second = promise("second", withdrawn={"date": "2025-03-31", "reason": "It was closed."})
    third = promise("third", changes=[change("2025-01-01", "target", "80%", "90%")])
    found = summary_of(
        book(charter([first, second], [], called="ssa"), charter([third], [], called="irs"))
    )
    assert counted(found.years) == {
        "2025": {"Weaker": "0", "Stronger": "1", "Ended": "1", "New": "0"},
        "2024": {"Weaker": "2", "Stronger": "0", "Ended": "0", "New": "0"},
        "2010": {"Weaker": "0", "Stronger": "0", "Ended": "0", "New": "3"},
    }
    assert counted(found.agencies) == {
        "The agency ssa": {"Weaker": "2", "Stronger": "0", "Ended": "1", "New": "2"},
        "The agency irs": {"Weaker": "0", "Stronger": "1", "Ended": "0", "New": "1"},
    }
    assert [row.url for row in found.years] == ["changes/#y2025", "changes/#y2024", ""]


LAST_WEAKER_ON = {
    "2026-06-30": "1 promise was made weaker since June 30, 2024.",
    "2024-06-30": "1 promise was made weaker since June 30, 2024.",
    "2024-06-29": "No promise was made weaker since June 30, 2024.",
}


@pytest.mark.parametrize("day", LAST_WEAKER_ON)
def test_the_first_sentence_says_whether_a_promise_was_made_weaker_lately(day: str) -> None:
    found = summary_of(book(charter([promise(changes=[change(day, "target", "95%", "90%")])], [])))
    assert found.answer == LAST_WEAKER_ON[day]
    assert [(view.was, view.now) for view in found.weaker] == [
        ("95 of every 100", "90 of every 100")
    ]


def test_of_documents_that_end_only_what_was_found_is_said() -> None:
    compiled = {"by": "Testers", "source": "The yearbook", "until": "2020-12-31"}
    found = summary_of(book(charter([promise()], [], compiled=compiled)))
    assert found.answer.startswith("No promise was found to be made weaker since June 30, 2024;")
    assert not found.weaker


def test_many_changes_stand_on_several_pages_and_each_year_leads_to_where_it_begins() -> None:
    levels = [
        change(f"{2000 + n // 4}-{3 * (n % 4) + 1:02}-01", "target", f"{10 + n}%", f"{11 + n}%")
        for n in range(79)
    ]
    built = book(charter([promise(target="89%", changes=levels)], []))
    pages = changes_pages(built)
    assert [page.ledger.page.url for page in pages] == ["changes/", "changes/2/"]
    assert [page.summary is None for page in pages] == [False, True]
    assert [view.day for view in changes_told(built)] == sorted(
        (one.day for one in changes_told(built)), reverse=True
    )
    assert len(changes_told(built)) == 79
    urls = {row.of.words: row.url for row in summary_of(built).years}
    assert (urls["2019"], urls["2000"]) == ("changes/#y2019", "changes/2/#y2000")


REWORDED = [
    change("2024-01-01", "promise", "We answer soon.", "We answer within 90 seconds."),
    change("2024-01-01", "target", "95%", "90%"),
    change("2025-01-01", "promise", "We answer within 90 seconds.", "We answer in time."),
]


def test_each_entry_has_the_promise_in_the_words_of_its_time() -> None:
    found = news(
        result("2023", 950, 1000, published="2024-06-01"),
        promise="We answer in time.",
        changes=REWORDED,
    )
    assert [(view.kind, view.sentence.words) for view in found] == [
        ("reworded", "We answer in time."),
        ("new-result", "We answer soon."),
        ("reworded", "We answer within 90 seconds."),
        ("weaker", "We answer within 90 seconds."),
    ]


def test_where_the_words_of_the_time_are_not_recorded_todays_are_said_to_be_todays() -> None:
    limits = [
        change("2024-01-01", "limit", "6 weeks", "18 weeks"),
        change("2025-01-01", "limit", "18 weeks", "8 weeks"),
    ]
    found = changes(promise="We decide within 8 weeks.", limit="8 weeks", changes=limits)
    assert [view.sentence.words for view in found] == [
        "We decide within 8 weeks.",
        "In today's words: We decide within 8 weeks.",
    ]


@pytest.mark.parametrize(
    ("was", "now", "turned"),
    [
        ((910, 1000), (850, 1000), "Was Met, is now Missed."),
        ((850, 1000), (910, 1000), "Was Missed, is now Met."),
        ((850, 1000), (840, 1000), ""),
        ((910, 1000), (9, 10), "Was Met, is now Too few cases to tell."),
    ],
)
def test_a_correction_says_which_verdict_it_turned(
    was: tuple[int, int], now: tuple[int, int], turned: str
) -> None:
    (found,) = changes(
        result("2024", *was, published="2025-02-01"),
        result("2024", *now, line=3, status="revised", published="2025-05-01", note="Oh."),
    )
    assert (found.kind, found.turned) == ("corrected", turned)


def test_a_correction_of_what_may_not_be_told_tells_no_verdict() -> None:
    (found,) = changes(
        result("2024", 950, 1000, published="2025-02-01"),
        result("2024", None, None, line=3, status="revised", published="2025-05-01", hidden=True),
    )
    assert found.turned == ""


def test_a_result_of_long_ago_that_is_published_now_is_news() -> None:
    rows = [result(str(year), 95, 100, published=f"{year + 1}-02-01") for year in range(2012, 2025)]
    back = result("2010", 95, 100, published="2026-03-01")
    found = news(back, *rows)
    assert len(found) == 14
    assert found[0].when == "March 1, 2026"


def test_of_one_day_the_result_of_the_newest_period_comes_first() -> None:
    rows = [result(str(year), 95, 100, published="2025-02-01") for year in (2021, 2023, 2022)]
    assert [view.now[-4:] for view in news(*rows)] == ["2023", "2022", "2021"]


def test_the_home_page_has_changed_promises_beside_many_new_results() -> None:
    rows = [result(str(year), 95, 100, published="2026-02-01") for year in range(2010, 2025)]
    lately = home(book(charter([promise(target="80%", changes=LOWERED)], rows))).lately
    assert [(view.kind, view.about) for view in lately] == [
        ("new-result", day("2024-12-31")),
        ("weaker", day("2025-01-01")),
    ]


def test_the_home_page_tells_new_results_of_as_many_promises_as_it_can() -> None:
    rows = [result(str(y), 95, 100, published="2026-02-02") for y in range(2020, 2025)]
    rows += [result("2024", 95, 100, standard=one, published="2026-02-01") for one in ("b", "c")]
    made = charter([promise("calls"), promise("b"), promise("c")], rows)
    urls = [view.url.rpartition("#")[2] for view in home(book(made)).lately]
    assert urls == ["calls", "b", "c"]


def test_a_list_that_is_cut_has_every_agency_in_turn_and_says_how_many_are_left() -> None:
    names = [f"a{n}" for n in range(50)]
    made = [
        charter(
            [promise(f"p{n}") for n in range(6)],
            [result("2024", 95, 100, standard=f"p{n}", published="2025-02-01") for n in range(6)],
            called=name,
        )
        for name in names
    ]
    page = results_page(book(*made))
    assert len(page.results.shown) == RESULTS_ON_PAGE
    assert {view.agency_id for view in page.results.shown[:50]} == set(names)
    assert page.left.startswith("220 more entries are not listed here.")
    assert results_page(book(made[0])).left == ""


@pytest.mark.parametrize("published", ["2026", "2026-06", "2026-06-15", "2025"])
def test_a_feed_built_on_a_later_day_has_the_same_dates(published: str) -> None:
    rows = [
        result("2025-Q4", 950, 1000, published=published),
        result("2024", 950, 1000, published="2026"),
        result("2024", 850, 1000, line=3, published="2026", status="revised", note="Oh."),
    ]
    made = charter([promise(changes=LOWERED)], rows)
    first, second = (
        feeds(book(made, as_of=day(when)), "https://x.example/", "Promises")
        for when in ("2026-06-30", "2026-12-24")
    )
    assert first == second
    assert all("<updated>2026-12" not in feed for feed in first.values())


@pytest.mark.parametrize(
    ("rows", "about", "summary"),
    [
        (
            [],
            {"target": "80%", "changes": LOWERED},
            "90 of every 100 → 80 of every 100. We were asked to.",
        ),
        (
            CORRECTED,
            {},
            "91 of every 100 calls (9,100 of 10,000), 2024 → just under 90 of every 100 calls (8,996 of 10,000), 2024. Lost calls.",
        ),
    ],
)
def test_a_feed_ends_what_was_and_is_before_it_says_why(
    rows: list[Result], about: dict[str, Any], summary: str
) -> None:
    found = feeds(book(charter([promise(**about)], rows)), "https://x.example/", "P")
    assert all(summary in feed for feed in found.values())


def test_a_feed_without_entries_is_not_new_every_day() -> None:
    made = charter([promise()], [])
    first, second = (
        feeds(book(made, as_of=day(when)), "https://x.example/", "P")
        for when in ("2026-06-30", "2026-07-01")
    )
    assert first == second


def test_a_feed_that_is_cut_says_so() -> None:
    made = [promise(f"p{n}") for n in range(50)]
    rows = [result("2024", 95, 100, standard=f"p{n}", published="2025-02-01") for n in range(50)]
    for feed in feeds(book(charter(made, rows)), "https://x.example/", "P").values():
        assert "<subtitle>10 more entries are not listed here." in feed


@pytest.mark.parametrize(
    ("compiled", "beside", "today"),
    [
        (None, "", "Our aim today: 90 of every 100."),
        (
            {"by": "volunteers", "source": "documents", "until": "2026-01-01"},
            "No aim of the time of the result was found.",
            "Their aim today: 90 of every 100.",
        ),
    ],
)
def test_a_gap_is_not_called_a_newer_aim(
    compiled: dict[str, str] | None, beside: str, today: str
) -> None:
    given = [change("2025-01-01", "target", "none found", "90%")]
    about: dict[str, Any] = {"compiled": compiled} if compiled else {}
    found = book(charter([promise(changes=given)], [result("2024", 950, 1000)], **about))
    aim = promise_view(found, found.all_standings[0]).aim
    assert (aim.beside, aim.today) == (beside, today)
