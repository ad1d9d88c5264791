"""What the rules of plain language say of files, for programs: each with its sentence and its place."""

from __future__ import annotations

import json
from collections.abc import Iterable

from charters.problems import rules
from charters.rules.language import InSentence


def as_json(found: Iterable[InSentence]) -> str:
    """Return a list of what the rules say, in the order of the files."""
    return json.dumps([_fields(one) for one in found], indent=1, ensure_ascii=False)


def _fields(one: InSentence) -> dict[str, object]:
    problem, place = one.problem, one.problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "title": rules()[problem.code].title,
        "words": one.remarked.said,
        "sentence": one.remarked.sentence,
        "message": str(problem.message),
        "do": str(problem.do),
    }
