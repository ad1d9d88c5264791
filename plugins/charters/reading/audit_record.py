"""`audit.json` and `known-faults.yml`: what an audit in a browser found, and which of it is known.

Both lie beside the folder of the agencies. The first is written by `charters audit` alone, the second by people;
a build only reads them.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from charters.model.audited import AuditRecord, KnownFault, KnownFaults
from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.shape import record_of
from charters.reading.sources import relative, text_of
from charters.reading.yamldoc import document_of

RECORD, KNOWN = "audit.json", "known-faults.yml"
_LARGEST = 5_000_000


def audit_record(home: Path, settings: Settings) -> tuple[AuditRecord | None, list[Problem]]:
    """Return what the last audit found; None where there was none."""
    path = record_place(home, settings)
    source, problems = text_of(home, path, _LARGEST) if path.exists() else (None, [])
    if source is None:
        return None, problems
    try:
        return AuditRecord.model_validate_json(source.text), problems
    except ValidationError:
        said = _("this is no record of an audit; make it again: charters audit")
        return None, [*problems, Problem(Place(relative(home, path)), "Y008", said)]


def known_faults(home: Path, settings: Settings) -> tuple[dict[KnownFault, Place], list[Problem]]:
    """Return the faults that are known, each with its place."""
    path = record_place(home, settings).with_name(KNOWN)
    source, problems = text_of(home, path) if path.exists() else (None, [])
    document, faults = document_of(source) if source else (None, [])
    if document is None:
        return {}, [*problems, *faults]
    record, refused = record_of(KnownFaults, document, language=settings.language)
    known = enumerate(record.faults) if record else ()
    return {one: document.place("faults", n) for n, one in known}, [*problems, *faults, *refused]


def write_record(place: Path, record: AuditRecord) -> None:
    """Write what was found, whole or not at all."""
    half = place.with_name(f"{place.name}.half")
    half.write_text(f"{record.model_dump_json(indent=1)}\n", encoding="utf-8")
    half.replace(place)


def record_place(home: Path, settings: Settings) -> Path:
    """Return where the record of a site lies."""
    return (home / settings.data_dir).parent / RECORD
