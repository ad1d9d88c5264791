"""Our ids of services and standards: made of the inventory's own, and the same from year to year.

The inventory changes its ids now and then (3181 became SRV03181), and uses one for several standards.
A standard's id is made of both; what had another id before is known by its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from charters.importing.inventory.kept import Kept
from charters.importing.inventory.snapshot import Line
from charters.model.fields import id_like


@dataclass
class Keys:
    """Finds and makes the ids of one agency."""

    kept: Kept

    def learn(self, services: Iterable[Line], standards: Iterable[Line]) -> None:
        """Give an id to every service and every standard of some lines."""
        of_standards = [*standards]
        lines = [*services, *of_standards]
        names = {line.text("service_id"): line.text("service_name_en") for line in reversed(lines)}
        self._learn("services", names, {key: id_like(key) or "service" for key in names})
        words = {key_of(line): line.text("service_standard_en") for line in of_standards}
        ours = {
            key_of(
                line
            ): f"{self.service(line)}-{id_like(line.text('service_standard_id')) or 'standard'}"
            for line in of_standards
        }
        self._learn("standards", words, ours)

    def _learn(self, kind: str, words: dict[str, str], ours: dict[str, str]) -> None:
        """Keep an id for each key: the one it had under another key, or a new one."""
        known = self.kept.keys[kind]
        fresh = [key for key in words if key not in known]
        alone = Counter(_told(kind, key, words[key]) for key in fresh)
        gone: dict[tuple[str, str], list[str]] = {}
        for key, name in known.items():
            if key not in words:
                gone.setdefault(_told(kind, key, self._words(kind, name)), []).append(name)
        taken = {*known.values()}
        for key in fresh:
            told = _told(kind, key, words[key])
            before = list(dict.fromkeys(gone.get(told, ())))
            if len(before) == alone[told] == 1:
                known[key] = before[0]
            else:
                known[key] = _unused(ours[key], taken)
            taken.add(known[key])

    def _words(self, kind: str, name: str) -> str:
        years = self.kept.years(kind, name)
        record = years[max(years)] if years else {}
        return str(record.get("name" if kind == "services" else "promise", {}).get("en", ""))

    def service(self, line: Line) -> str:
        """Return our id of the service of a line."""
        return self.kept.keys["services"][line.text("service_id")]

    def standard(self, line: Line) -> str:
        """Return our id of the standard of a line."""
        return self.kept.keys["standards"][key_of(line)]


def key_of(line: Line) -> str:
    """Return what the inventory calls a standard: the id of its service, and its own; its words without one."""
    own = line.text("service_standard_id") or line.text("service_standard_en")
    return f"{line.text('service_id')}/{own}"


def _told(kind: str, key: str, words: str) -> tuple[str, str]:
    """Return what tells a record whatever key it has: its words, of a standard its own id too."""
    own = key.rpartition("/")[2] if kind == "standards" else ""
    return own, " ".join(words.casefold().split())


def _unused(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
