"""Where records are found, and where they were before: `agency/id`, today's and every earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.standards import Measured


def address(charter: Charter, record: Service | Measured) -> str:
    """Return where a service, promise or figure is found today."""
    return f"{charter.id}/{record.id}"


def addresses_before(charter: Charter, record: Service | Measured) -> list[str]:
    """Return where a record was found before under names of its own or of its agency, oldest first."""
    agencies = *charter.agency.formerly, charter.id
    found = [
        name if "/" in name else f"{agency}/{name}"
        for name in (*record.formerly, record.id)
        for agency in agencies
    ]
    return [one for one in dict.fromkeys(found) if one != address(charter, record)]


def came_with(charter: Charter, measured: Measured) -> Iterator[tuple[Service, str]]:
    """Yield where a promise or figure was found when its service was another agency's."""
    service = charter.service_by_id.get(measured.service)
    if service is None or any("/" in name for name in measured.formerly):
        return  # It says itself where it was.
    for there in service.formerly:
        agency, slash, _name = there.rpartition("/")
        if slash and agency != charter.id:
            names = (*measured.formerly, measured.id)
            yield from ((service, f"{agency}/{name}") for name in names)


def all_addresses_before(charter: Charter, measured: Measured) -> list[str]:
    """Return every place where a promise or figure was found before, the oldest first."""
    moved = [there for _service, there in came_with(charter, measured)]
    return list(dict.fromkeys([*moved, *addresses_before(charter, measured)]))


def old_anchors(charter: Charter, measured: Measured) -> list[str]:
    """Return the ids by which a place on a page was found before."""
    names = (there.rpartition("/")[2] for there in all_addresses_before(charter, measured))
    return [name for name in dict.fromkeys(names) if name not in charter.measured_by_id]


def first_address(charter: Charter, measured: Measured) -> str:
    """Return where a promise or figure was found first: the name that feeds keep for it."""
    found = all_addresses_before(charter, measured)
    return found[0] if found else address(charter, measured)


def moved_to(charters: Iterable[Charter]) -> dict[str, tuple[Charter, Measured]]:
    """Return what is found elsewhere today, by every place where it was before."""
    return {
        there: (charter, measured)
        for charter in charters
        for measured in charter.measured
        for there in all_addresses_before(charter, measured)
    }
