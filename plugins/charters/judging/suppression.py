"""Hiding small numbers, so that a published figure tells nothing about one person.

Off by default. A count from 1 to below the threshold is hidden, together with every figure that
would give it away: the other count, the share, and, where a whole is shown, a second part
(statistics.md section 9). Zero may be shown. What is hidden here reaches no page and no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from charters.model.register import Charter, Register
from charters.model.results import Result


def publishable(register: Register) -> Register:
    """Return the register as it may be published: small numbers taken out of every result."""
    below = register.settings.suppress_below
    if below <= 1:
        return register
    charters = {name: _publishable(charter, below) for name, charter in register.charters.items()}
    return replace(register, charters=charters)


def _publishable(charter: Charter, below: int) -> Charter:
    return replace(
        charter, results={name: _hidden(rows, below) for name, rows in charter.results.items()}
    )


def _hidden(rows: Sequence[Result], below: int) -> list[Result]:
    """Return the rows of one standard with small numbers, and what would give them away, hidden."""
    lines = {row.line for row in rows if is_small(row, below)}
    groups: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for row in rows:
        if row.part:
            groups[row.period.label, row.part.partition(":")[0]].append(row)
    whole = {row.period.label: row for row in rows if not row.part}
    for (period, _), parts in groups.items():
        lines |= _second(parts, whole.get(period), lines)
    return [
        _without_figures(row) if row.line in lines else _without_small_rest(row, below)
        for row in rows
    ]


def is_small(row: Result, below: int) -> bool:
    """Return whether a count of a row, or one that can be worked out from it, is too small."""
    counts = [row.met, row.total, row.cases]
    if row.met is not None and row.total is not None:
        counts.append(row.total - row.met)
    return any(count is not None and 0 < count < below for count in counts)


def _second(parts: Sequence[Result], whole: Result | None, lines: set[int]) -> set[int]:
    """Return the line of a second part to hide, where the others and the whole would tell the first."""
    if whole is None:
        return set()
    hidden = sum(part.line in lines for part in parts) + (whole.line in lines)
    shown = [part for part in parts if part.line not in lines]
    if hidden != 1 or not shown:
        return set()
    return {min(shown, key=lambda part: (part.number_of_cases or 0, part.line)).line}


def _without_figures(row: Result) -> Result:
    return replace(row, met=None, total=None, value=None, cases=None, excluded=None, hidden=True)


def _without_small_rest(row: Result, below: int) -> Result:
    small = row.excluded is not None and 0 < row.excluded < below
    return replace(row, excluded=None) if small else row


def hide_counts(counts: Sequence[int | None], below: int) -> list[int | None]:
    """Return counts that add up to a known total, with the small ones hidden.

    Where only one would be hidden, the next smallest is hidden too: the total would tell it.
    """
    hidden = {n for n, count in enumerate(counts) if count is not None and 0 < count < below}
    rest = [(count, n) for n, count in enumerate(counts) if count and n not in hidden]
    if len(hidden) == 1 and rest:
        hidden.add(min(rest)[1])
    return [None if n in hidden else count for n, count in enumerate(counts)]
