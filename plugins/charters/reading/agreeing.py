"""Many rows against one line of another file: the one line is told, with where the rows are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from charters.problems import Place, Problem, named_from
from charters.problems.message import Message, _

SEVERAL = 2
"""Rows that agree with each other against one line."""
_NAMED = 3
"""Places that a message names."""


def agreeing(
    problems: Sequence[Problem], said: Callable[[Message | str], Message]
) -> Iterator[Problem]:
    """Yield the problem of a row; of several, one problem of the line that all of them go against.

    That line is the first of the other places that each problem names; `said` is told where the rows are.
    """
    if len(problems) < SEVERAL:
        yield from problems
        return
    rows = [problem.place for problem in problems]
    there = problems[0].also[0]
    yield Problem(there, problems[0].code, said(places(there, rows)), tuple(rows))


def places(here: Place, others: Sequence[Place]) -> Message | str:
    """Return where others stand, in words: `results.csv:5, results.csv:6 and 12 more places`."""
    more = len(others) - _NAMED
    named = named_from(here, others[:_NAMED])
    if more == 1:
        return _("{places} and 1 more place", places=named)
    return _("{places} and {more} more places", places=named, more=more) if more > 0 else named
