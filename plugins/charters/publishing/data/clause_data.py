"""The findings on the order as open data: one JSON document and its schema."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.data import long_lists
from charters.publishing.data.schemas import as_schema, list_of, object_of
from charters.publishing.views.finding_words import to_add, to_say
from charters.rules.findings import ClauseState, Duty, Finding, State, Strength
from charters.rules.framework import Framework


def as_json(book: Book) -> bytes:
    """Return every finding as JSON, described by data/order.schema.json."""
    agencies = (_agency_json(book, charter) for charter in book.register.charters.values())
    head = {"as_of": book.register.as_of.isoformat()}
    return long_lists.document(head, [("agencies", agencies)])


def _agency_json(book: Book, charter: Charter) -> dict[str, Any]:
    found = book.audit.findings.get(charter.id, ())
    states = book.audit.clauses.get(charter.id, {}).values()
    return {
        "agency": charter.id,
        "items": [_item_json(book, state, found) for state in states],
    }


def _item_json(book: Book, state: ClauseState, found: Sequence[Finding]) -> dict[str, Any]:
    return {
        "item": state.clause,
        "state": state.state.value,
        "checks": [_finding_json(book, one) for one in found if one.clause == state.clause],
    }


def _finding_json(book: Book, finding: Finding) -> dict[str, Any]:
    seen = finding.seen
    return {
        "check": finding.rule,
        "level": finding.level.value,
        "state": finding.state.value,
        "strength": seen.strength.value,
        "sentence": str(to_say(book, finding)),
        "add": str(to_add(book, finding)),
        "path": seen.place.path if seen.place else None,
        "line": seen.place.line if seen.place else None,
        "evidence": list(seen.evidence),
        "judged_by": str(finding.judged_by) if finding.judged_by else None,
        "judged_on": finding.judged_on.isoformat() if finding.judged_on else None,
    }


def order_schema(frame: Framework) -> str:
    """Return the JSON Schema of the findings document."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    states = {"enum": [state.value for state in State]}
    check = object_of(
        {
            "check": text,
            "level": {"enum": [level.value for level in Duty]},
            "state": states,
            "strength": {"enum": [strength.value for strength in Strength]},
            "sentence": text,
            "add": text,
            "path": maybe,
            "line": {"type": ["integer", "null"]},
            "evidence": {"type": "array", "items": text},
            "judged_by": maybe,
            "judged_on": maybe,
        }
    )
    item = object_of(
        {"item": {"enum": list(frame.clauses)}, "state": states, "checks": list_of(check)}
    )
    agency = object_of({"agency": text, "items": list_of(item)})
    day = {"type": "string", "format": "date"}
    title = f"What {frame.name} asks, and what each agency shows"
    return as_schema({"title": title, **object_of({"as_of": day, "agencies": list_of(agency)})})
