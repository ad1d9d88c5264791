"""Problems as editors, forges and programs read them; every door prints these lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from charters.problems import Problem, Severity, rules

ALIKE = 20
"""Problems of one code in one file that are printed; the rest are counted."""
MOST = 400
"""Lines that are printed in all; nobody reads on."""


def lines(problems: Iterable[Problem], *, every: bool = False) -> Iterator[str]:
    """Yield one line per problem, sorted as they come; of many alike the rest is only counted."""
    return map(str, problems if every else _shortened(problems))


def _shortened(problems: Iterable[Problem]) -> Iterator[Problem | str]:
    """Yield the problems worth printing, and a line of counts for what is left out."""
    every = list(problems)
    said = 0
    for path, group in groupby(every, key=lambda problem: problem.place.path):
        for line in _of_one_file(path, group):
            if said == MOST:
                yield f"and more, {len(every):,} problems in all; print them with: charters check --all"
                return
            said += 1
            yield line


def _of_one_file(path: str, problems: Iterable[Problem]) -> Iterator[Problem | str]:
    said: Counter[str] = Counter()
    for problem in problems:
        said[problem.code] += 1
        if said[problem.code] <= ALIKE:
            yield problem
    for code, count in sorted(said.items()):
        if count > ALIKE:
            yield f"{path}: {code} and {count - ALIKE:,} more like this in this file"


def summary(problems: Sequence[Problem]) -> str:
    """Return the counts in one line: `3 errors, 1 warning`."""
    counts = Counter(problem.severity for problem in problems)
    parts = [_counted(counts[kind], kind.value) for kind in Severity if counts[kind]]
    return ", ".join(parts) or "no problems"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON list."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": problem.text,
                "also": [str(place) for place in problem.also],
            }
            for problem in problems
        ],
        indent=1,
        ensure_ascii=False,
    )


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(problems: Iterable[Problem], *, every: bool = False) -> Iterator[str]:
    """Yield workflow commands that put each problem beside its line in a pull request."""
    for problem in problems if every else _shortened(problems):
        if isinstance(problem, str):
            yield f"::notice::{_escaped(problem)}"
            continue
        place = problem.place
        where = f"file={_property(place.path)},line={place.line},col={place.column}"
        title = _property(f"{problem.code} {rules()[problem.code].title}")
        yield f"::{_LEVELS[problem.severity]} {where},title={title}::{_escaped(problem.text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
