"""The access matrix of a plan: every barrier by everything that has to be easy to reach."""

from __future__ import annotations

from typing import Any

import pytest

from builders import book, charter, there
from charters.publishing.views.access_grid import AccessGrid, access_grid

PHONE = {"id": "line", "kind": "phone", "name": "Phone line"}
RELAY = {"id": "relay", "kind": "relay", "name": "Relay line"}
LETTER = {"id": "letter", "kind": "mail", "name": "Letters"}
RAMP = {"object": "services", "barrier": "disability", "how": "Every desk has a ramp."}


def grid_of(**agency: Any) -> AccessGrid | None:
    one = charter([], **agency)
    return access_grid(book(one).speech, one)


def cell_of(barrier: str, about: str, **agency: Any) -> list[str]:
    grid = there(grid_of(**agency))
    (row,) = (row for row in grid.rows if row.barrier.casefold() == barrier)
    (cell,) = (cell for cell in row.cells if cell.object == about)
    return [way.how.words for way in cell.ways]


def test_every_barrier_has_a_cell_for_everything_that_has_to_be_easy_to_reach() -> None:
    grid = there(grid_of(access=[RAMP]))
    assert grid.objects == ["Information", "Services", "Complaints"]
    assert [len(row.cells) for row in grid.rows] == [3] * 5


def test_where_nothing_is_recorded_there_is_no_grid() -> None:
    assert grid_of() is None


def test_a_cell_without_ways_says_that_nothing_is_published_or_was_found() -> None:
    ours = grid_of(access=[RAMP])
    theirs = grid_of(
        access=[RAMP], compiled={"by": "A reader", "source": "leaflets", "until": "2026-01-01"}
    )
    assert ours is not None
    assert theirs is not None
    assert (ours.blank, theirs.blank) == ("Nothing published", "Nothing found")


@pytest.mark.parametrize(
    ("channels", "barrier", "ways"),
    [
        ([RELAY], "disability", "Relay or TTY"),
        ([PHONE], "disability", None),
        ([PHONE, LETTER], "disability", "Phone, Mail"),
        ([PHONE, LETTER, RELAY], "disability", "Relay or TTY"),
        ([PHONE], "another language", None),
        ([{**PHONE, "languages": ["English", "Welsh"]}], "another language", "Phone"),
        ([{**PHONE, "helps": ["language"]}], "another language", "Phone"),
        ([PHONE, LETTER], "reading and writing", "Phone"),
        ([LETTER], "no internet", "Mail"),
    ],
)
def test_ways_that_meet_a_need_are_named_as_open(
    channels: list[dict[str, Any]], barrier: str, ways: str | None
) -> None:
    said = [f"Ways open to them: {ways}"] if ways else []
    elsewhere = {**RAMP, "object": "information"}
    assert cell_of(barrier, "Services", channels=channels, access=[elsewhere]) == said
    assert cell_of(barrier, "Complaints", channels=channels, access=[RAMP]) == []
    complaints = {"how": "Tell us.", "channels": [channel["id"] for channel in channels]}
    found = cell_of(barrier, "Complaints", channels=channels, access=[RAMP], complaints=complaints)
    assert found == said


def test_what_is_done_stands_before_the_ways_with_the_day_it_was_checked() -> None:
    done = {**RAMP, "checked": "2026-02-01"}
    found = cell_of("disability", "Services", channels=[RELAY], access=[done])
    assert found == [
        "Every desk has a ramp. Checked February 1, 2026.",
        "Ways open to them: Relay or TTY",
    ]
