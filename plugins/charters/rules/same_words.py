"""The same sentence posted by two agencies that do not name each other (K35): one promise, or two?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charters.model.file_names import STANDARDS
from charters.problems import Problem
from charters.problems.message import _
from charters.rules.case import Case


def same_words(cases: Mapping[str, Case]) -> Iterator[tuple[str, Problem]]:
    """Yield each promise still made whose words another agency has posted too, with its agency."""
    first: dict[str, tuple[Case, str]] = {}
    for name, case in cases.items():
        for promise in case.promises:
            said = promise.promise.spoken
            found = (first[words] for words in said if words in first)
            other = next((one for one in found if one[0] is not case), None)
            if other is not None:
                yield name, _pointed_out(case, promise.id, *other)
            for words in said:
                first.setdefault(words, (case, promise.id))


def _pointed_out(case: Case, name: str, other: Case, theirs: str) -> Problem:
    there = other.charter.place(STANDARDS, "standards", theirs, "promise")
    said = _(
        "'{agency}' has posted a promise in the same words ('{name}')",
        agency=other.charter.id,
        name=theirs,
    )
    do = _(
        "where both keep one promise together, let one record name the other agency under 'together_with' and take the other record out; where each keeps its own, leave it"
    )
    here = case.charter.place(STANDARDS, "standards", name, "promise")
    return Problem(here, "K35", said, (there,), do)
