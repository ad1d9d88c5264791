"""Our ids of services and standards: made of what the inventory calls them last, with what it called them before.

The inventory changes its ids now and then (3181 became SRV03181), and uses one for several standards.
A standard's id is made of both; what had another id before is known by its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charters.importing.inventory.kept import Kept
from charters.importing.inventory.snapshot import Line
from charters.model.fields import id_like


@dataclass(frozen=True)
class Ids:
    """The ids of the things of one kind."""

    now: Mapping[str, str]
    """By what the inventory ever called them."""
    former: Mapping[str, Sequence[str]]
    """The ids that each had before, the oldest first."""


def ids_of(kept: Kept) -> tuple[Ids, Ids]:
    """Return the ids of the services and of the standards that any snapshot names."""
    named = [
        {key: ("", _told(said["name"])) for key, said in found.items()}
        for _year, _one, found in kept.told("services", "names")
    ]
    every, services = _ids(named, lambda key: id_like(key) or "service")
    promised = [found for _year, _one, found in kept.told("standards")]
    ours = {
        key: f"{every[said['service']]}-{id_like(_own(key, said)) or 'standard'}"
        for found in promised
        for key, said in found.items()
    }
    words = [
        {key: (_own(key, said), _told(said["promise"])) for key, said in found.items()}
        for found in promised
    ]
    return services, _ids(words, ours.__getitem__)[1]


def _ids(
    named: Sequence[Mapping[str, tuple[str, str]]], ours: Callable[[str], str]
) -> tuple[Mapping[str, str], Ids]:
    """Return the id that each key makes, and those of today: of all that call one thing the last."""
    last = {key: at for at, batch in enumerate(named) for key in batch}
    every, taken = dict[str, str](), dict[str, list[str]]()
    now, former = dict[str, str](), dict[str, list[str]]()
    same = _linked(named)
    for key, group in same.items():
        name, number = ours(key), 1
        while taken.setdefault(name, group) is not group:
            number += 1
            name = f"{ours(key)}-{number}"
        every[key] = name
    for group in same.values():
        *before, newest = dict.fromkeys(every[key] for key in sorted(group, key=last.__getitem__))
        now |= dict.fromkeys(group, newest)
        former[newest] = before
    return every, Ids(now, former)


def _linked(named: Sequence[Mapping[str, tuple[str, str]]]) -> Mapping[str, list[str]]:
    """Return for each key all the keys of the same thing: what has the same words under another key.

    Never two that stand beside each other in one snapshot, in which the same words may be there twice.
    """
    groups = {key: [key] for batch in named for key in batch}
    told: dict[tuple[str, str], dict[str, None]] = {}
    for batch in named:
        for key, words in batch.items():
            if words[-1]:
                told.setdefault(words, {})[key] = None
    for keys in told.values():
        found = [*{id(groups[key]): groups[key] for key in keys}.values()]
        whole = [key for group in found for key in group]
        if len(found) > 1 and not _are_beside_each_other(whole, named):
            groups |= dict.fromkeys(whole, whole)
    return groups


def _are_beside_each_other(keys: Sequence[str], named: Iterable[Mapping[str, object]]) -> bool:
    return any(sum(key in batch for key in keys) > 1 for batch in named)


def key_of(line: Line) -> str:
    """Return what the inventory calls a standard: the id of its service, and its own; its words without one."""
    own = line.text("service_standard_id") or f"/{line.text('service_standard_en')}"
    return f"{line.text('service_id')}/{own}"


def _own(key: str, said: Mapping[str, Any]) -> str:
    """Return a standard's own id; '' where it has none."""
    own = key.removeprefix(f"{said['service']}/")
    return "" if own.startswith("/") else own


def _told(words: Mapping[str, str]) -> str:
    """Return the words that tell a thing whatever key it has."""
    return " ".join(words.get("en", "").casefold().split())
