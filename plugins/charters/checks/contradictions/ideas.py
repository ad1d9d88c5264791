"""Ideas of front-line staff: what became of each, in one word and in the story (K15, E3)."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.contradictions.places import SURVEYS, Keys, beside
from charters.model.register import Charter, Register
from charters.model.surveys import Idea, IdeaStatus
from charters.problems import Problem


def check_ideas(register: Register) -> Iterator[Problem]:
    """Yield ideas of staff whose status and story differ (K15, E3)."""
    for charter in register.charters.values():
        for staff in charter.surveys.staff:
            for n, idea in enumerate(staff.ideas):
                yield from _idea(charter, idea, ("staff", staff.id, "ideas", n))


def _idea(charter: Charter, idea: Idea, where: Keys) -> Iterator[Problem]:
    status = charter.place(SURVEYS, *where, "status")
    if idea.status is IdeaStatus.ADOPTED and idea.changed is None:
        place = charter.place(SURVEYS, *where)
        yield Problem(
            status,
            "K15",
            f"the idea on line {place.line} is adopted, but nothing says what changed; add changed: "
            "..., or write status: trying",
            (place,),
        )
    elif idea.status in (IdeaStatus.NO, IdeaStatus.NOT_NOW) and idea.changed is not None:
        other = charter.place(SURVEYS, *where, "changed")
        yield Problem(
            status,
            "K15",
            f"the status is {idea.status.value}, but 'changed' says what was changed "
            f"({beside(status, other)}); write status: adopted, or take 'changed' out",
            (other,),
        )
