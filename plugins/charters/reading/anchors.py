"""Places on a page: an id of a promise is its address, so it can be no other place of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from charters.model.refusal import shown
from charters.problems import Problem, declared
from charters.reading.written import WrittenId

TAKEN = frozenset(declared("reading/anchors")["taken"])
"""What the templates of plans and services call their own places."""
ENDINGS = (
    "p",
    "figures",
    "parts",
    "compare",
    "(?:promised-)?desc",
    "events",
    r"part\d+-(?:p|desc)",
)
"""What they put behind the id of a promise, after a hyphen, to name its parts."""
SURVEY = "survey-"
"""What they put before the id of a survey."""

_ENDING = re.compile("|".join(ENDINGS))


def anchor_problems(
    measured: Sequence[WrittenId], surveys: Iterable[WrittenId]
) -> Iterator[Problem]:
    """Yield ids of promises and figures that would stand twice on a page: also as something else."""
    names = {written.name for written in measured}
    taken = {**dict.fromkeys(TAKEN, "another part of the page"), **dict(_of_surveys(surveys))}
    for written in measured:
        owners = [owner for owner in _before_endings(written.name) if owner in names]
        whose = f"a part of the promise {shown(owners[0])}" if owners else taken.get(written.name)
        if whose is not None:
            kind = "figure" if written.kind == "figure" else "promise"
            message = f"{shown(written.name)} is already the address of {whose}; give this {kind} another id, such as {written.name}-{kind}"
            yield Problem(written.place, "T010", message)


def _of_surveys(surveys: Iterable[WrittenId]) -> Iterator[tuple[str, str]]:
    """Yield what surveys keep a promise from being called, and by which survey."""
    for survey in surveys:
        place = f"{SURVEY}{survey.name}"
        yield place, f"the survey {shown(survey.name)}"
        for owner in _before_endings(place):
            yield owner, f"the survey {shown(survey.name)}"


def _before_endings(place: str) -> Iterator[str]:
    """Yield what a place may be a part of: an ending can itself hold another one."""
    for hyphen in re.finditer("-", place):
        if _ENDING.fullmatch(place, hyphen.end()):
            yield place[: hyphen.start()]
