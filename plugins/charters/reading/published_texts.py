"""What the text files say that are published as they are: no page, table or style may deceive or run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain

from charters.model.cells import runs
from charters.model.characters import found_in
from charters.model.refusal import shown
from charters.problems import Problem
from charters.problems.message import _
from charters.reading.codes import in_markdown, in_yaml, without_codes
from charters.reading.front_matter import FENCE
from charters.reading.page_limits import page_limit_problems
from charters.reading.page_links import link_problems
from charters.reading.sources import SourceText, misleading_problems
from charters.reading.table import cell_place


def text_problems(path: str, ending: str, data: bytes) -> Iterator[Problem]:
    """Yield what misleads in a published text, by what its ending says it is."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    source = SourceText(path, text)
    yield from misleading_problems(source, found_in(text))
    if ending == ".md":
        if too_much := [*page_limit_problems(source)]:
            yield from too_much
            return
        front = FENCE.match(text)
        codes = chain(in_yaml(front[0]) if front else (), in_markdown(text))
        source, coded = without_codes(source, codes)
        yield from coded
        yield from link_problems(source)
    elif ending == ".csv":
        yield from _running_cells(source)


def _running_cells(source: SourceText) -> Iterator[Problem]:
    """Yield cells that a spreadsheet would run; what is no table has none."""
    line, rows = 1, csv.reader(io.StringIO(source.text, newline=""))
    try:
        for cells in rows:
            for number, cell in enumerate(cells):
                if runs(cell):
                    said = _(
                        "a spreadsheet would run {cell}; begin with a word, or with an apostrophe",
                        cell=shown(cell),
                    )
                    yield Problem(cell_place(source, line, number), "V008", said)
            line = rows.line_num + 1
    except csv.Error:
        return
