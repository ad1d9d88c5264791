"""What changed: lowered is called lowered, old figures stay beside new ones, nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest

from builders import book, change, charter, day, promise, result
from charters.judging.promise_changes import effect_of
from charters.model.results import Result
from charters.model.standards import Change
from charters.publishing.data.feeds import feeds
from charters.publishing.say.speech import Speech
from charters.publishing.views.changes import (
    MOST_CHANGES,
    MOST_RESULTS,
    ChangeView,
    all_changes,
    announced_word,
    change_views,
    changes_page,
    kind_word,
)
from charters.publishing.views.promise_cards import promise_view
from charters.publishing.views.service import open_promise


def changes(*rows: Result, **more: Any) -> list[ChangeView]:
    found = book(charter([promise(**more)], rows))
    return change_views(found, found.all_standings[0])


def news(*rows: Result, **more: Any) -> list[ChangeView]:
    return all_changes(book(charter([promise(**more)], rows)))


@pytest.mark.parametrize(
    ("field", "was", "now", "kind"),
    [
        ("target", "90%", "85%", "lowered"),
        ("target", "85%", "90%", "raised"),
        ("target", "at least 85%", "90%", "raised"),
        ("target", "at most 15.4 months", "at most 14.9 months", "raised"),
        ("target", "at most 14.9 months", "at most 15.4 months", "lowered"),
        ("target", "90%", "none", "lowered"),
        ("target", "90%", "none found", "changed"),
        ("target", "none", "90%", "changed"),
        ("target", "none found", "90%", "changed"),
        ("target", "90%", "90.0%", "changed"),
        ("target", "90%", "at most 3 minutes", "changed"),
        ("target", "at most 5%", "at least 5%", "changed"),
        ("target", "at most 60 minutes", "at most 2 hours", "changed"),
        ("target", "between 36 and 40 hours", "between 36 and 44 hours", "changed"),
        ("limit", "30 seconds", "60 seconds", "lowered"),
        ("limit", "60 seconds", "30 seconds", "raised"),
        ("limit", "10 business days", "10 calendar days", "changed"),
        ("limit", "50 km", "60 km", "changed"),
        ("limit", "3 attempts", "5 attempts", "changed"),
        ("limit", "90%", "95%", "changed"),
        ("promise", "We answer fast.", "We answer within 60 seconds.", "reworded"),
        ("counted", "all calls", "answered calls", "changed"),
        ("clock", "the first ring", "the end of the menu", "changed"),
    ],
)
def test_what_a_change_did_to_the_promise(field: str, was: str, now: str, kind: str) -> None:
    assert effect_of(Change.model_validate(change("2024-01-01", field, was, now))) == kind


def test_every_kind_of_change_has_words() -> None:
    kinds = ["new-result", "settled", "corrected", "lowered", "raised", "changed", "reworded"]
    assert len({kind_word(Speech(), kind) for kind in [*kinds, "withdrawn"]}) == 8
    said = {announced_word(Speech(), kind) for kind in [*kinds[3:], "withdrawn"]}
    assert len(said) == 5
    assert not said & {kind_word(Speech(), kind) for kind in [*kinds, "withdrawn"]}


LOWERED = [change("2025-01-01", "target", "90%", "80%")]


@pytest.mark.parametrize(
    ("rows", "after_miss"),
    [
        ([result("2024", 850, 1000)], True),
        ([result("2024", 950, 1000)], False),
        ([result("2023", 850, 1000), result("2024", 950, 1000)], False),
        ([result("2025", 700, 1000)], False),
        ([], False),
    ],
)
def test_a_promise_lowered_after_a_miss_is_said_to_be(
    rows: list[Result], *, after_miss: bool
) -> None:
    (found,) = changes(*rows, target="80%", changes=LOWERED)
    assert (found.kind, found.after_miss) == ("lowered", after_miss)


def test_a_raised_promise_is_not_blamed_for_the_miss_before_it() -> None:
    raised = [change("2025-01-01", "target", "90%", "95%")]
    (found,) = changes(result("2024", 850, 1000), target="95%", changes=raised)
    assert not found.after_miss


def test_a_change_shows_what_was_what_is_and_why() -> None:
    (found,) = changes(target="80%", changes=LOWERED)
    assert (found.was, found.now, found.why) == (
        "90 of every 100",
        "80 of every 100",
        "We were asked to.",
    )
    assert found.when == "January 1, 2025"


def test_a_withdrawn_promise_is_listed_with_its_reason() -> None:
    (found,) = changes(withdrawn={"date": "2025-03-31", "reason": "The line was closed."})
    assert (found.kind, found.day, found.why) == (
        "withdrawn",
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
    page = changes_page(book(charter([promise(**ANNOUNCED)], [])))
    assert [(view.when, view.word) for view in page.announced] == [
        ("Announced for July 1, 2026", "promise to be reworded"),
        ("Announced for October 1, 2026", "promise to be lowered"),
        ("Announced for January 1, 2027", "promise to be lowered"),
        ("Announced for December 31, 2028", "promise to be withdrawn"),
    ]
    assert [(view.when, view.word) for view in page.changes] == [
        ("June 30, 2026", "promise changed")
    ]
    assert all(view.announced for view in page.announced)


@pytest.mark.parametrize(
    ("as_of", "told"), [("2026-06-30", False), ("2026-09-30", False), ("2026-10-01", True)]
)
def test_an_announced_change_is_in_no_feed_until_its_day(as_of: str, *, told: bool) -> None:
    found = book(charter([promise(**ANNOUNCED)], []), as_of=day(as_of))
    for feed in feeds(found, "https://x.example/", "Promises").values():
        assert ("promise lowered" in feed) is told
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
    assert found.why == "Lost calls."
    assert found.when == "May 1, 2025"


def test_every_step_of_a_result_corrected_twice_is_listed() -> None:
    again = result("2024", 8000, 10000, line=4, status="revised", published="2025-06", note="Oh.")
    found = changes(*CORRECTED, again)
    assert [view.day for view in found] == [day("2025-06-30"), day("2025-05-01")]
    assert len({view.key for view in found}) == 2


def test_a_correction_of_a_part_names_the_part() -> None:
    rows = [
        result("2024", 90, 100, part="channel: mail", published="2025-02-01"),
        result("2024", 80, 100, part="channel: mail", published="2025-03-01", status="revised"),
    ]
    (found,) = changes(*rows)
    assert found.now == "80 of every 100 calls (80 of 100), 2024, channel: mail"


def test_a_provisional_result_that_became_final_is_no_correction() -> None:
    rows = [
        result("2024", 900, 1000, status="provisional", published="2025-02-01"),
        result("2024", 910, 1000, published="2025-05-01", line=3),
    ]
    (found,) = changes(*rows)
    assert found.kind == "settled"
    built = book(charter([promise()], rows))
    (row,) = open_promise(built, built.all_standings[0]).rows
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
        ("2025-02", "February 2025", "2025-02-28"),
        ("2025", "2025", "2025-12-31"),
        ("2026", "2026", "2026-06-30"),
        ("2026-06", "June 2026", "2026-06-30"),
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
    found = all_changes(book(charter(made, rows)))
    assert len(found) == MOST_RESULTS
    assert [view.day for view in found] == sorted((view.day for view in found), reverse=True)
    assert found[0].day == day("2024-09-01")


def test_many_new_results_do_not_push_a_changed_promise_off_the_page() -> None:
    old = promise("old", changes=[change("2015-01-01", "target", "95%", "90%")])
    made = [old, *(promise(f"p{n}") for n in range(60))]
    rows = [result("2024", 95, 100, standard=f"p{n}", published="2025-02-01") for n in range(60)]
    found = all_changes(book(charter(made, rows)))

    assert "lowered" in [view.kind for view in found]
    assert len(found) == MOST_RESULTS + 1 <= MOST_CHANGES


def test_each_entry_has_a_name_that_no_other_one_has() -> None:
    lowered = [*LOWERED, change("2025-01-01", "counted", "all calls", "answered calls")]
    found = news(*CORRECTED, result("2023", 95, 100, published="2024-02-01"), changes=lowered)
    assert len(found) == 4
    assert len({view.key for view in found}) == 4


def test_changes_of_one_agency_are_those_of_the_whole_that_belong_to_it() -> None:
    rows = [result("2024", 95, 100, published="2025-02-01")]
    built = book(charter([promise()], rows, called="ssa"), charter([promise()], rows, called="irs"))
    whole = all_changes(built)
    assert [view.agency_id for view in whole] == ["ssa", "irs"]
    assert all_changes(built, "irs") == [view for view in whole if view.agency_id == "irs"]
