"""Names that records had before: none may be taken again, and each leads to one place of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from charters.model.addresses import address, came_with
from charters.model.file_names import AGENCY, STANDARDS
from charters.model.offered import Service
from charters.model.refusal import shown
from charters.model.register import Charter, Keys
from charters.model.standards import Figure, Measured
from charters.problems import Place, Problem
from charters.problems.message import Message, _


class _Name(NamedTuple):
    """A name, of today or of before: what has it, and where that is written."""

    kind: str
    name: str
    charter: Charter
    file: str
    keys: Keys = ()
    of: str = ""
    """What a former name leads to."""

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.charter.place(self.file, *self.keys)

    @property
    def key(self) -> tuple[str, str]:
        """What no two records can have in common; promises and figures share their names."""
        return "promise" if self.kind == "figure" else self.kind, self.name


def former_name_problems(charters: Mapping[str, Charter]) -> Iterator[Problem]:
    """Yield former names that something else has today, or had before as well."""
    today = {one.key: one for charter in charters.values() for one in _today(charter)}
    before: dict[tuple[str, str], _Name] = {}
    for charter in charters.values():
        for one in _before(charter):
            taken = today.get(one.key)
            earlier = before.setdefault(one.key, one)
            if one.name == one.of:
                message = _("{name} is what it is called today; take it out", name=shown(one.name))
                yield Problem(one.place, "T020", message)
            elif taken is not None:
                message = _(
                    "{name} is the address of another {kind} today ({place}), so it cannot lead here; take it out, or give that {kind} an id of its own",
                    name=shown(one.name),
                    kind=Message(taken.kind),
                    place=str(taken.place),
                )
                yield Problem(one.place, "T020", message, (taken.place,))
            elif earlier is not one:
                message = _(
                    "{name} leads to another {kind} already ({place}), and an old address can lead to one alone; take it out of one of them",
                    name=shown(one.name),
                    kind=Message(earlier.kind),
                    place=str(earlier.place),
                )
                yield Problem(one.place, "T020", message, (earlier.place,))
        yield from _came_to_a_living_name(charter, today)


def _today(charter: Charter) -> Iterator[_Name]:
    yield _Name("agency", charter.id, charter, AGENCY)
    for key, record in _records(charter):
        keys = (key, record.id, "id")
        yield _Name(_kind(record), address(charter, record), charter, STANDARDS, keys)


def _before(charter: Charter) -> Iterator[_Name]:
    for n, name in enumerate(charter.agency.formerly):
        yield _Name("agency", name, charter, AGENCY, ("formerly", n), charter.id)
    for key, record in _records(charter):
        for n, name in enumerate(record.formerly):
            keys = (key, record.id, "formerly", n)
            whole = name if "/" in name else f"{charter.id}/{name}"
            yield _Name(_kind(record), whole, charter, STANDARDS, keys, address(charter, record))


def _records(charter: Charter) -> Iterator[tuple[str, Service | Measured]]:
    yield from (("services", one) for one in charter.services)
    yield from (("standards", one) for one in charter.standards)
    yield from (("figures", one) for one in charter.figures)


def _kind(record: Service | Measured) -> str:
    if isinstance(record, Service):
        return "service"
    return "figure" if isinstance(record, Figure) else "promise"


def _came_to_a_living_name(
    charter: Charter, today: Mapping[tuple[str, str], _Name]
) -> Iterator[Problem]:
    """Yield promises of a service that moved here whose names still stand where it was."""
    for key, record in _records(charter):
        for service, name in () if isinstance(record, Service) else came_with(charter, record):
            if (there := today.get(("promise", name))) is not None:
                message = _(
                    "the service {service} moved here, and {name} is still a {kind} where it was ({place}), so nobody can tell which of the two is the old one; take it out there, or give this {own} an id of its own",
                    service=shown(service.id),
                    name=shown(name),
                    kind=Message(there.kind),
                    place=str(there.place),
                    own=Message(_kind(record)),
                )
                place = charter.place(STANDARDS, key, record.id, "id")
                yield Problem(place, "T020", message, (there.place,))
