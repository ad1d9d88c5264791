"""What git shows of earlier versions: promises changed without a word (K7), results rewritten (F17)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from charters.model.register import Register
from charters.problems import Problem
from charters.rules.past.promises_before import promises_before
from charters.rules.past.results_before import results_before


def past_problems(register: Register, root: Path) -> Iterator[tuple[str, Problem]]:
    """Yield what git shows that the register does not say, each with its agency.

    `root` is the folder the site was read from; where there is no git, nothing is found.
    """
    yield from promises_before(register, root)
    yield from results_before(register, root)
