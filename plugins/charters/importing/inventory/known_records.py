"""The records of an agency as they stand in its files, made of all that snapshots ever said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from charters.importing.inventory.inventory_columns import inventory
from charters.importing.inventory.kept import Kept
from charters.importing.inventory.keys import Ids, ids_of
from charters.importing.inventory.promise_facts import SOURCE, Record
from charters.importing.inventory.snapshot import period
from charters.importing.inventory.taking import LANGUAGES, joined, say
from charters.model.change import NOT_FOUND
from charters.model.file_names import AGENCY, STANDARDS

Years = dict[str, Record]
"""A record as the last snapshot of each year has it."""
KINDS = {
    AGENCY: ("agency", "customers", "channels", "sources"),
    STANDARDS: ("services", "standards", "figures"),
}
"""The lists of records in each file; `agency` itself stands at the top of the first."""
_CHANGES = ("promise", "limit", "target", "channel")
"""The keys of a promise whose changes are recorded."""


def records_of(kept: Kept) -> dict[str, dict[str, Record]]:
    """Return every record as it stands in the files, by kind and id."""
    if not kept.years:
        return {}
    services, standards = ids_of(kept)
    own = _by_year(kept, "services", services.now)
    alone = _by_year(kept, "names", services.now)
    every = own | {name: years for name, years in alone.items() if name not in own}
    promises = _by_year(kept, "standards", standards.now)
    found: dict[str, dict[str, Record]] = {
        "services": {
            name: {**_known_as(name, services.former.get(name, ())), **years[max(years)]}
            for name, years in every.items()
        },
        "standards": {
            name: {
                **_of_service(name, standards.former.get(name, ()), years, services),
                **_since(years),
                **_until(years, kept),
            }
            for name, years in promises.items()
        },
        "figures": _figures(kept, services),
    }
    for one in found["standards"].values():
        found["services"].get(one["service"], {}).pop("no_standard_because", None)
    return found | _of_agency(kept, found)


def figure_id(key: str, services: Ids) -> str:
    """Return the id of a figure, which the inventory knows by its service and its columns."""
    service, _slash, figure = key.rpartition("/")
    return f"{services.now[service]}-{figure}"


def _by_year(kept: Kept, kind: str, ids: Mapping[str, str]) -> dict[str, Years]:
    """Return what the last snapshot of each year says of the things of a kind, by their ids."""
    found: dict[str, Years] = {}
    for year, _one, facts in kept.told(kind):
        for key, said in facts.items():
            found.setdefault(ids.get(key, key), {})[year] = said
    return found


def _known_as(name: str, former: Sequence[str]) -> Record:
    return {"id": name, "formerly": [*former]} if former else {"id": name}


def _of_service(name: str, former: Sequence[str], years: Years, services: Ids) -> Record:
    newest = years[max(years)]
    return {**_known_as(name, former), **newest, "service": services.now[newest["service"]]}


def _figures(kept: Kept, services: Ids) -> dict[str, Record]:
    keys = {key: figure_id(key, services) for *_, found in kept.told("figures") for key in found}
    found = {}
    for name, years in _by_year(kept, "figures", keys).items():
        service = services.now[years[max(years)]["service"]]
        figure = name.removeprefix(f"{service}-")
        former = [f"{one}-{figure}" for one in services.former.get(service, ())]
        since = {"since": period(min(years)).start.isoformat()}
        found[name] = _of_service(name, former, years, services) | _until(years, kept) | since
    return found


def _until(years: Years, kept: Kept) -> Record:
    """Return until when the documents reach, of what the newest year does not name."""
    newest = max(years)
    return {"compiled": compiled(newest)} if newest < kept.years[-1] else {}


def _since(years: Years) -> Record:
    found: Record = {"records_from": period(min(years)).start.isoformat()}
    changes = [
        _change(later, key, years[before].get(key), years[later].get(key))
        for before, later in pairwise(sorted(years))
        for key in _CHANGES
        if _differ(key, years[before].get(key), years[later].get(key))
    ]
    return found | ({"changes": changes} if changes else {})


def _differ(key: str, before: Any, after: Any) -> bool:
    """Return whether two years promise something else; no way at all is a code, and no promise."""
    return before != after and (key != "channel" or bool(before and after))


def _change(year: str, key: str, before: Any, after: Any) -> Record:
    return {
        "date": period(year).start.isoformat(),
        "field": key,
        "from": before or NOT_FOUND,
        "to": after or NOT_FOUND,
        "reason": say("changed", year=year),
    }


def compiled(year: str) -> Record:
    """Return who put a charter together, and until when its documents reach."""
    return {"by": say("by"), "source": say("source"), "until": period(year).end.isoformat()}


# --------------------------------------------------------------------------------- the agency


def _of_agency(
    kept: Kept, found: Mapping[str, Mapping[str, Record]]
) -> dict[str, dict[str, Record]]:
    """Return the agency itself, and the groups, the ways and the sources that its records name."""
    known, years = inventory(), _by_year(kept, "agency", {})[""]
    newest = years[max(years)]
    groups = _named(found["services"].values(), "customers")
    serves = {"serves": _serves(newest, groups)} if "serves" not in newest else {}
    ever = _named((one for *_, said in kept.told("services") for one in said.values()), "customers")
    ways = {
        *_named((one for *_, said in kept.told("services") for one in said.values()), "channels"),
        *(one.get("channel") for *_, said in kept.told("standards") for one in said.values()),
    }
    said = {key: say(key) for key in ("title", "publisher")}
    whole = {"id": SOURCE, **said, "link": known["dataset"], "note": say("method")}
    pages = _by_year(kept, "sources", {})
    return {
        "agency": {"": {"id": "", **newest, **serves, "compiled": compiled(max(years))}},
        "customers": {
            name: {"id": name, "name": one["name"], "who": say("who"), "source": SOURCE}
            for name, one in known["customers"].items()
            if name in ever
        },
        "channels": {
            name: {"id": name, "kind": one["kind"], "name": one["name"]}
            for name, one in known["channels"].items()
            if name in ways
        },
        "sources": {SOURCE: whole}
        | {name: {"id": name, **said[max(said)]} for name, said in pages.items()},
    }


def _named(records: Iterable[Record], key: str) -> list[str]:
    return sorted({name for one in records for name in one.get(key, ())})


def _serves(newest: Record, groups: Sequence[str]) -> Mapping[str, str]:
    if not groups:
        return say("serves_unknown", name=newest["name"])
    names = [inventory()["customers"][name]["name"] for name in groups]
    listed = {code: joined(names, code) for code in LANGUAGES}
    return say("serves", name=newest["name"], groups=listed)
