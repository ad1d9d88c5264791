"""JSON Schemas of the editors' files, for completion in an editor, and what every schema is made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args, get_type_hints

from charters.model.agency import Agency
from charters.model.audited import KnownFaults
from charters.model.benchmarks import BenchmarksFile
from charters.model.fields import Record
from charters.model.file_names import AGENCY, BENCHMARKS, STANDARDS, SURVEYS
from charters.model.limits import ITEMS
from charters.model.meanings import meaning
from charters.model.standards import StandardsFile
from charters.model.surveys import SurveysFile
from charters.model.table_map import TableMap
from charters.problems import Severity, rules
from charters.publishing.data.problem_documents import VERSION

FILES: Mapping[str, type[Record]] = {
    AGENCY: Agency,
    STANDARDS: StandardsFile,
    BENCHMARKS: BenchmarksFile,
    SURVEYS: SurveysFile,
}
BESIDE: Mapping[str, type[Record]] = {"known-faults.yml": KnownFaults, "map.yml": TableMap}
"""What is no agency's: what is known not to work on the pages, and what an import is told by."""


def schemas() -> dict[str, str]:
    """Return the JSON Schema of each YAML file, and of what the check finds, by its own name."""
    of_files = {
        f"{name.removesuffix('.yml')}.schema.json": _limited(model)
        for name, model in {**FILES, **BESIDE}.items()
    }
    every = {**of_files, "problems.schema.json": _of_problems()}
    return {name: f"{as_schema(schema)}\n" for name, schema in every.items()}


def _limited(model: type[Record]) -> dict[str, Any]:
    """Return the schema of a file, with what each key means, and the most items of each list in a record."""
    schema = model.model_json_schema()
    for record in records_in(model):
        keys = (schema if record is model else schema["$defs"][record.__name__])["properties"]
        for name, field in record.model_fields.items():
            key = field.alias or name
            told = {"description": said} if (said := meaning(record, name)) else {}
            keys[key] = dict(sorted({**keys[key], **told}.items()))
            if record is not model and keys[key].get("type") == "array":
                keys[key].setdefault("maxItems", ITEMS.most)
    return schema


def as_schema(body: Mapping[str, Any]) -> str:
    """Return what describes a document as a JSON Schema."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**draft, **body}, indent=1, ensure_ascii=False)


def object_of(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _of_problems() -> dict[str, Any]:
    """Return the schema of what programs get of `charters check --format json`."""
    place = {
        "path": {"type": "string"},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    }
    text = {"type": "string", "minLength": 1}
    problem = {
        **place,
        "code": {"enum": [*rules()]},
        "severity": {"enum": [one.value for one in Severity]},
        **dict.fromkeys(("title", "message"), text),
        "also": list_of(object_of(place)),
        "explain": text,
        "page": {"type": ["string", "null"], "minLength": 1},
    }
    return object_of(
        {
            "version": {"const": VERSION},
            "as_of": {"type": ["string", "null"], "format": "date"},
            "problems": list_of(object_of(problem)),
        }
    )


def list_of(items: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def records_in(model: type[Record]) -> list[type[Record]]:
    """Return a record and those inside it, each once, in the order of the keys."""
    found = [model]
    for hint in get_type_hints(model, include_extras=True).values():
        found += [one for inner in _inside(hint) for one in records_in(inner)]
    return list(dict.fromkeys(found))


def _inside(hint: Any) -> list[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record):
        return [hint]
    return [one for inner in get_args(hint) for one in _inside(inner)]
