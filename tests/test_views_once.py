"""Each view is made once per build, however many pages show it."""

from __future__ import annotations

from collections import Counter

import pytest

from builders import every_view, whole_folder
from charters.publishing.book import Book, open_book
from charters.reading import read
from charters.rules import audit
from counting import calls

OF_PROMISES = ("promise_view", "series_of", "change_views", "comparison_view")
OF_AGENCIES = ("complaint_view", "order_foot", "item_rows", "agency_card")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return open_book(audit(read(whole_folder(tmp_path_factory.mktemp("whole")))[0]))


@pytest.fixture(scope="module")
def made(book: Book) -> Counter[str]:
    """Return how often each function was called while the whole site was made."""
    return calls(lambda: every_view(book))


@pytest.mark.parametrize("name", OF_PROMISES)
def test_a_view_of_a_promise_is_made_once(book: Book, made: Counter[str], name: str) -> None:
    beside = {
        "comparison_view": sum(map(len, book.figures.values())),
        "series_of": sum(len(standing.parts) for standing in book.all_standings),
    }
    assert made[name] == len(book.all_standings) + beside.get(name, 0) > 40


@pytest.mark.parametrize("name", OF_AGENCIES)
def test_a_view_of_an_agency_is_made_once(book: Book, made: Counter[str], name: str) -> None:
    assert made[name] == len(book.register.charters) > 5
