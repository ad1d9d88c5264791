"""Promises of several services or agencies: each stands in one record, which names the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.standards import Standard
from charters.problems import Problem
from charters.problems.message import _
from charters.reading.spelling import Speller


def shared_promise_problems(
    charters: Mapping[str, Charter], agencies: Collection[str]
) -> Iterator[Problem]:
    """Yield what a promise is said to be shared with and cannot be; `agencies` has every folder."""
    known = Speller(agencies)
    for charter in charters.values():
        for standard in charter.standards:
            yield from _of_itself(charter, standard)
            for n, name in enumerate(standard.together_with):
                if name not in known.known:
                    hint = known.hint(name, _("write the name of its folder"))
                    message = _("there is no agency {name}; {hint}", name=shown(name), hint=hint)
                    yield Problem(
                        charter.in_standard(standard, "together_with", n), "T003", message
                    )
                elif name in charters and name != charter.id:
                    yield from _twice(charter, standard, n, charters[name])


def _of_itself(charter: Charter, standard: Standard) -> Iterator[Problem]:
    own = {"also_for": standard.service, "together_with": charter.id}
    for key, mine in own.items():
        listed = getattr(standard, key)
        for n, name in enumerate(listed):
            if name == mine or name in listed[:n]:
                message = _(
                    "{name} is named already; name only the others here, each once",
                    name=shown(name),
                )
                if name == mine:
                    message = _(
                        "{name} is its own; name only the others here, each once", name=shown(name)
                    )
                yield Problem(charter.in_standard(standard, key, n), "T022", message)


def _twice(charter: Charter, standard: Standard, n: int, other: Charter) -> Iterator[Problem]:
    """Yield a promise that the other agency has a record of as well: it would be counted twice."""
    for theirs in other.standards:
        if standard.promise.spoken & theirs.promise.spoken:
            there = other.in_standard(theirs, "promise")
            message = _(
                "{other} has a record of the same promise ({there}), so it would be counted twice; keep one record, with the results, and let it name the other agency",
                other=shown(other.id),
                there=there,
            )
            yield Problem(
                charter.in_standard(standard, "together_with", n), "T022", message, (there,)
            )
