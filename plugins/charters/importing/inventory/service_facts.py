"""What one line of the inventory says of a service: whom it is for, how to get it, and how often it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charters.importing.account import Proposed
from charters.importing.grid import Cell
from charters.importing.inventory.inventory_columns import inventory
from charters.importing.inventory.promise_facts import SOURCE, Record, without_blanks
from charters.importing.inventory.taking import (
    LANGUAGES,
    Taker,
    codes,
    is_nothing,
    named,
    say,
    texts,
    whole,
)
from charters.model.file_names import RESULTS
from charters.model.limits import NOTE
from charters.model.refusal import shown
from charters.model.results import Status
from charters.model.text import as_cell
from charters.problems.message import _


@dataclass(frozen=True)
class ServiceFacts:
    """Reads a line about a service."""

    taker: Taker
    id: str
    year: str

    def record(self) -> Record:
        """Return the service as it stood in the year of the line."""
        taker = self.taker
        taker.take("service_id", "id", lasts=True)
        taker.take("fiscal_yr", "since", lasts=True)
        found = {
            "name": taker.words("service_name", "name") or {"en": taker.line.text("service_id")},
            "summary": taker.words("service_description", "summary", NOTE) or say("no_summary"),
            "serves": self._serves(),
            "customers": self._customers(),
            "channels": self._channels(),
            "cost": self._cost(),
            "no_standard_because": say("no_standard"),
            "source": taker.source("service_uri", "service_page") or SOURCE,
        }
        return without_blanks(found)

    def _serves(self) -> str:
        line = self.taker.line
        scope = {named("serves", code) for code in codes(line.text("service_scope"))}
        kind = named("serves", line.text("service_recipient_type").lower())
        self.taker.take("service_scope", "serves")
        self.taker.take("service_recipient_type", "serves")
        if kind == "society":
            return kind
        return "agencies" if scope == {"agencies"} else ""

    def _customers(self) -> list[str]:
        found = [
            named("customers", code) for code in codes(self.taker.line.text("client_target_groups"))
        ]
        if "" in found:
            said = _("it names a group that the dictionary does not know")
            self.taker.take("client_target_groups", "customers", said)
        else:
            self.taker.take("client_target_groups", "customers")
        return sorted({*found} - {""})

    def _channels(self) -> list[str]:
        """Return the ways of which the inventory does not say that they are none of this service."""
        return [
            name
            for name, one in inventory()["channels"].items()
            if any(self._is_a_way(column) for column in one["volumes"])
        ]

    def _is_a_way(self, column: str) -> bool:
        text = self.taker.line.text(column).lower()
        return bool(text) and text not in inventory()["nothing"]["not_applicable"]

    def _cost(self) -> Mapping[str, str]:
        said = {"y": "fee", "n": "free"}.get(self.taker.line.text("service_fee").lower(), "")
        if not said:
            self.taker.leave("service_fee", _("it says that there is nothing to say"))
            return {}
        self.taker.take("service_fee", "cost", _("the code is written as a sentence"))
        return say(said)

    # ----------------------------------------------------------------------------- the figures

    def figures(self) -> Iterator[tuple[str, Record, list[Proposed]]]:
        """Yield each figure that has a number in the year: what the inventory calls it, its record, and its rows."""
        remarked, service = False, self.taker.line.text("service_id")
        for name, one in inventory()["figures"].items():
            rows = [*self._rows(f"{self.id}-{name}", one)]
            if not rows:
                continue
            record: dict[str, Any] = {
                "service": service,
                "name": one["name"],
                "measure": {"shape": "count-at-least", "unit": one["unit"]},
                "reported": "yearly",
                "source": SOURCE,
            }
            if remarks := one.get("remarks"):
                remarked = True
                record["note"] = texts([self.taker.words(remarks, "note", NOTE)], NOTE)
            yield f"{service}/{name}", without_blanks(record), rows
        if not remarked:
            for code in ("en", "fr"):
                said = _("there is no figure for it to stand beside")
                self.taker.leave(f"special_remarks_{code}", said)

    def _rows(self, name: str, one: Mapping[str, Any]) -> Iterator[Proposed]:
        parts = one.get("parts", {})
        counts = {part: self._count(column) for part, column in parts.items()}
        known = {part: count for part, count in counts.items() if count is not None}
        whole_count = self._count(one["whole"])
        if parts and not known:
            self.taker.leave(one["whole"], _("no way has a number: a sum of nothing is no zero"))
            return
        if whole_count is not None:
            yield self._row(
                name, "", whole_count, one["whole"], self._note(whole_count, known, parts)
            )
        for part, count in known.items():
            yield self._row(name, f"channel: {part}", count, parts[part], "")

    def _count(self, column: str) -> int | None:
        text = self.taker.line.text(column)
        found = whole(text)
        if found is not None or not text:
            return found
        nothing = inventory()["nothing"]
        if text.lower() in nothing["not_applicable"]:
            self.taker.leave(column, _("it says that the service cannot be had this way"))
        elif text.lower() in nothing["not_collected"]:
            self.taker.leave(column, _("it says that nobody counted"))
        elif is_nothing(text):
            self.taker.leave(column, _("it says that there is no figure"))
        else:
            said = _("{text} is no whole number", text=shown(text))
            self.taker.refuse(column, "I004", said, _("ask the agency for the count"))
        return None

    def _note(self, total: int, known: Mapping[str, int], parts: Mapping[str, str]) -> str:
        """Return what a reader should know of a sum: what is not in it, and whether it adds up."""
        line, nothing = self.taker.line, inventory()["nothing"]["not_collected"]
        written = {part: line.text(column) for part, column in parts.items() if part not in known}
        lacking = {
            "uncounted": [part for part, text in written.items() if text.lower() in nothing],
            "unread": [part for part, text in written.items() if not is_nothing(text)],
        }
        said = [say(why, ways=_ways(ways)) for why, ways in lacking.items() if ways]
        if parts and (found := sum(known.values())) != total:
            said.append(say("other_sum", sum=str(found), total=str(total)))
        told = {code: " ".join(one[code] for one in said) for code in LANGUAGES}
        return as_cell(told) if said else ""

    def _row(self, name: str, part: str, count: int, column: str, note: str) -> Proposed:
        line = self.taker.line
        cell = line.cells[column]
        row = {
            "standard": name,
            "period": self.year,
            "part": part,
            "value": str(count),
            "status": Status.FINAL.value,
            "source": SOURCE,
            "note": note,
        }
        cells: dict[str, Cell] = {"value": cell}
        if str(count) != cell.text:
            self.taker.mend(column, _("it is written without signs between its digits"))
        return Proposed(RESULTS, row, cells, line.sheet, cell.at)


def _ways(parts: Sequence[str]) -> dict[str, str]:
    """Return what several ways are called in each language."""
    called = inventory()["channels"]
    names = [called[one]["name"] if one in called else say("other_ways") for one in parts]
    return {code: ", ".join(name[code].lower() for name in names) for code in LANGUAGES}
