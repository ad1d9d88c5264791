"""Two answers to one question, of which only one can be right (K11, K25)."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.contradictions.places import STANDARDS, SURVEYS, beside
from charters.model.register import Charter, Register
from charters.model.standards import Service
from charters.problems import Place, Problem


def check_two_answers(register: Register) -> Iterator[Problem]:
    """Yield services and suggestions with an answer and its opposite."""
    for charter in register.charters.values():
        for service in charter.services:
            yield from _only_source(charter, service)
            yield from _one_channel(charter, service)
        for n, heard in enumerate(charter.surveys.heard):
            if heard.did is not None and heard.did_not_because is not None:
                here, there = (
                    charter.place(SURVEYS, "heard", n, key) for key in ("did_not_because", "did")
                )
                said = "it is said why nothing was done, but also what was done"
                yield _problem(here, there, said, "K11")


def _only_source(charter: Charter, service: Service) -> Iterator[Problem]:
    """F3: who is the only source has no others to choose from."""
    others = [n for n, provider in enumerate(service.providers) if provider.can_choose]
    if service.sole_source is not None and others:
        where = ("services", service.id)
        here = charter.place(STANDARDS, *where, "sole_source")
        there = charter.place(STANDARDS, *where, "providers", others[0])
        said = "only one source is named, but another that people can choose"
        yield _problem(here, there, said, "K11")


def _one_channel(charter: Charter, service: Service) -> Iterator[Problem]:
    """F1: the reason for one channel stands only where there is one."""
    if service.one_channel_because is not None and len(service.channels) > 1:
        where = ("services", service.id)
        here = charter.place(STANDARDS, *where, "one_channel_because")
        there = charter.place(STANDARDS, *where, "channels")
        said = f"a reason is given for one channel, but {len(service.channels)} are listed"
        yield _problem(here, there, said, "K25")


def _problem(here: Place, there: Place, said: str, code: str) -> Problem:
    message = f"{said} ({beside(here, there)}); take one of them out"
    return Problem(here, code, message, (there,))
