"""The clauses of a framework by agencies, as one matrix: in each cell a mark and a word, and the way to its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.say.alphabet import alphabetical
from charters.publishing.say.clause_words import clause_title, column_title, say_message, state_word
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.order import ItemRow, item_rows, kind_of, order_url
from charters.publishing.views.paging import Paged, paged
from charters.publishing.views.places import agency_name
from charters.rules.findings import State
from charters.rules.framework import Clause

URL = "order/"
CELLS_ON_A_PAGE = 170
"""So that a page stays under 60 kB in any language; agencies stand on one page with all their cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """One clause: what it is called and asks, and how many agencies are in each state of it."""

    item: str
    title: str
    short: str
    """What the head of a narrow column calls it."""
    asks: str
    """'' where the title has said it."""
    counts: Sequence[tuple[str, str, str]]
    """Kind, word and number of agencies in each state that occurs."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One agency with the state of every clause, in the order of the columns."""

    agency: Said
    url: str
    cells: Sequence[ItemRow | None]
    """None where the clause asks nothing of the agency."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """One page of the matrix."""

    columns: Sequence[Column]
    kinds: Sequence[str]
    """The states whose marks the page shows."""
    page: Paged[MatrixRow]


def matrices(book: Book) -> list[Matrix]:
    """Return the matrix page by page; every page counts all agencies."""
    frame = book.audit.framework
    clauses = list(frame.clauses.values()) if frame else []
    rows = [
        MatrixRow(
            agency_name(book.speech, charter),
            order_url(charter),
            [cells.get(clause.id) for clause in clauses],
        )
        for charter in sorted(book.register.charters.values(), key=partial(_by_name, book))
        for cells in ({row.item: row for row in item_rows(book, charter)},)
    ]
    columns = [
        _column(book.speech, clause, [cell for row in rows if (cell := row.cells[at])])
        for at, clause in enumerate(clauses)
    ]
    kinds = [kind for state in State if (kind := kind_of(state)) in _kinds(columns)]
    on_a_page = max(1, CELLS_ON_A_PAGE // max(1, len(columns)))
    # Below `order/` itself stand the agencies.
    pages = paged(URL, rows, on_a_page, below="more/", named=lambda row: row.agency.words)
    return [Matrix(columns, kinds, page) for page in pages]


def _by_name(book: Book, charter: Charter) -> tuple[str, str]:
    return alphabetical(agency_name(book.speech, charter).words)


def _kinds(columns: Sequence[Column]) -> set[str]:
    return {kind for column in columns for kind, _word, _count in column.counts}


def _column(speech: Speech, clause: Clause, cells: Sequence[ItemRow]) -> Column:
    states = {kind_of(state): state for state in State}
    counts = []
    for kind, count in sorted(Counter(cell.kind for cell in cells).items()):
        words = {cell.state for cell in cells if cell.kind == kind}
        compiled = state_word(speech, states[kind]) not in words
        word = state_word(speech, states[kind], count, compiled=compiled)
        counts.append((kind, word, speech.number(count)))
    title, asks = clause_title(speech, clause), say_message(speech, clause.asks)
    said = asks.rstrip(".") in title
    return Column(clause.id, title, column_title(speech, clause), "" if said else asks, counts)
