"""Places on a page: an id of a promise is its address, so it can be no other place of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from charters.model.refusal import shown
from charters.problems import Problem, declared
from charters.problems.message import Message, _
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
    taken = {**dict.fromkeys(TAKEN, _("another part of the page")), **dict(_of_surveys(surveys))}
    for written in measured:
        owners = [owner for owner in _before_endings(written.name) if owner in names]
        whose = (
            _("a part of the promise {promise}", promise=shown(owners[0]))
            if owners
            else taken.get(written.name)
        )
        if whose is not None:
            is_figure = written.kind == "figure"
            said = (
                _(
                    "{name} is already the address of {whose}; give this figure another id, such as {id}-figure",
                    name=shown(written.name),
                    whose=whose,
                    id=written.name,
                )
                if is_figure
                else _(
                    "{name} is already the address of {whose}; give this promise another id, such as {id}-promise",
                    name=shown(written.name),
                    whose=whose,
                    id=written.name,
                )
            )
            yield Problem(written.place, "T010", said)


def _of_surveys(surveys: Iterable[WrittenId]) -> Iterator[tuple[str, Message]]:
    """Yield what surveys keep a promise from being called, and by which survey."""
    for survey in surveys:
        place = f"{SURVEY}{survey.name}"
        yield place, _("the survey {survey}", survey=shown(survey.name))
        for owner in _before_endings(place):
            yield owner, _("the survey {survey}", survey=shown(survey.name))


def _before_endings(place: str) -> Iterator[str]:
    """Yield what a place may be a part of: an ending can itself hold another one."""
    for hyphen in re.finditer("-", place):
        if _ENDING.fullmatch(place, hyphen.end()):
            yield place[: hyphen.start()]
