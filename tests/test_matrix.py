"""The order as one matrix: agencies by clauses, in every cell a mark, a word and the way to its evidence."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from builders import Made, book, charter, promise
from charters.publishing.views.matrix import CELLS_ON_A_PAGE, Matrix, matrices
from charters.publishing.views.order import item_rows


def government(agencies: int) -> list[Matrix]:
    return matrices(book(*(charter([promise()], called=f"agency-{n:02}") for n in range(agencies))))


@pytest.mark.parametrize("agencies", [0, 1, 8, 62])
def test_every_agency_stands_on_one_page_with_all_its_clauses(agencies: int) -> None:
    pages = government(agencies)
    rows = [row for page in pages for row in page.page.entries]
    assert [row.url for row in rows] == [f"order/agency-{n:02}/" for n in range(agencies)]
    for page in pages:
        assert sum(len(row.cells) for row in page.page.entries) <= CELLS_ON_A_PAGE
        assert {len(row.cells) for row in page.page.entries} <= {len(page.columns)}
        assert page.page.url.startswith("order/")
    assert len({page.page.url for page in pages}) == len(pages)


def test_every_page_counts_the_agencies_of_all_pages() -> None:
    pages = government(62)
    assert len(pages) > 1
    for page in pages:
        for column in page.columns:
            assert sum(int(count) for _kind, _word, count in column.counts) == 62


def test_a_count_of_agencies_stands_before_a_plural_in_languages_that_have_one() -> None:
    (page,) = matrices(book(*(charter([promise()], called=name) for name in "ab"), language="es"))
    words = {(word, count) for column in page.columns for _kind, word, count in column.counts}
    assert ("parciales", "2") in words
    assert ("parcial", "2") not in words


def test_a_cell_counts_only_checks_that_apply() -> None:
    cells = [cell for page in government(2) for row in page.page.entries for cell in row.cells]
    assert "" in {cell.present for cell in cells if cell}
    for cell in filter(None, cells):
        applying = {one.check for one in cell.checks if one.kind != "not-applicable"}
        assert cell.present.partition(" of ")[2] == (str(len(applying)) if applying else "")


def test_a_cell_stands_below_its_own_clause() -> None:
    for page in government(2):
        for row in page.page.entries:
            assert [cell and cell.item for cell in row.cells] == [one.item for one in page.columns]


def test_the_checks_of_a_clause_are_grouped_by_state_and_none_is_lost() -> None:
    found = book(charter([promise()]))
    (one,) = found.register.charters.values()
    for row in item_rows(found, one):
        grouped = [check for group in row.groups for check in group.checks]
        assert sorted(grouped, key=repr) == sorted(row.checks, key=repr)
        assert all({check.kind for check in group.checks} == {group.kind} for group in row.groups)


def leads_to(cell: LexborNode, what: str) -> str:
    (found,) = cell.css(what)
    return found.attributes["href"] or ""


def test_each_cell_has_a_mark_that_is_drawn_and_a_word_that_leads_to_its_clause(
    whole: Made,
) -> None:
    page = LexborHTMLParser((whole.site / "order/index.html").read_text("utf-8"))
    cells = page.css(".ch-matrix td")
    heads = [head.text() for head in page.css(".ch-matrix thead th")][1:]
    assert len(cells) == len(heads) * len(page.css(".ch-matrix tbody tr"))
    for at, cell in enumerate(cells):
        agency, _, item = leads_to(cell, "a").partition("#")
        there = LexborHTMLParser((whole.site / "order" / agency / "index.html").read_text("utf-8"))
        assert there.css_first(f"#{item}") is not None
        assert page.css_first(leads_to(cell, "use")) is not None
        (link,) = cell.css("a")
        named = link.attributes["aria-label"] or ""
        assert named.endswith(f": {link.text().strip()}")
        assert heads[at % len(heads)] in named
        assert cell.attributes["data-label"] == heads[at % len(heads)]
    names = [link.attributes["aria-label"] for link in page.css(".ch-matrix td a")]
    assert len(set(names)) == len(names)
