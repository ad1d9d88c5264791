"""Each view is made once per build, however many pages show it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from builders import every_view, whole_folder
from charters.publishing.book import Book, open_book
from charters.publishing.charts import series
from charters.publishing.views import changes, comparisons, order, overviews
from charters.publishing.views import complaint_block as complaints
from charters.publishing.views import promise_cards as promises
from charters.reading import read
from charters.rules import audit

OF_PROMISES = {
    "promise_view": promises.promise_view,
    "series_of": series.series_of,
    "change_views": changes.change_views,
    "comparison_view": comparisons.comparison_view,
}
OF_AGENCIES = {
    "complaint_view": complaints.complaint_view,
    "order_foot": order.order_foot,
    "item_rows": order.item_rows,
    "agency_card": overviews.agency_card,
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return open_book(audit(read(whole_folder(tmp_path_factory.mktemp("whole")))[0]))


@pytest.fixture(scope="module")
def calls(book: Book) -> Counter[str]:
    """Return how often each maker of views was called while the whole site was made."""
    makers: dict[str, Callable[..., Any]] = {**OF_PROMISES, **OF_AGENCIES}
    names = {maker.__wrapped__.__code__: name for name, maker in makers.items()}  # type: ignore[attr-defined]
    counted = Counter[str]()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in names:
            counted[names[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        every_view(book)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("name", OF_PROMISES)
def test_a_view_of_a_promise_is_made_once(book: Book, calls: Counter[str], name: str) -> None:
    beside = {
        "comparison_view": sum(map(len, book.figures.values())),
        "series_of": sum(len(standing.parts) for standing in book.all_standings),
    }
    assert calls[name] == len(book.all_standings) + beside.get(name, 0) > 40


@pytest.mark.parametrize("name", OF_AGENCIES)
def test_a_view_of_an_agency_is_made_once(book: Book, calls: Counter[str], name: str) -> None:
    assert calls[name] == len(book.register.charters) > 5
