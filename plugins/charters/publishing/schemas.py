"""JSON Schemas of the editors' files, for completion in an editor, and their reference page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from charters.model.agency import Agency
from charters.model.benchmarks import BenchmarksFile
from charters.model.fields import Record
from charters.model.results import COLUMNS
from charters.model.settings import Settings
from charters.model.shapes import SHAPES
from charters.model.standards import StandardsFile
from charters.model.surveys import SurveysFile

FILES: Mapping[str, type[Record]] = {
    "agency.yml": Agency,
    "standards.yml": StandardsFile,
    "benchmarks.yml": BenchmarksFile,
    "surveys.yml": SurveysFile,
}


def schemas() -> dict[str, str]:
    """Return the JSON Schema of each YAML file, by the schema's own name."""
    found = {}
    for name, model in FILES.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **model.model_json_schema(by_alias=True),
        }
        found[f"{name.removesuffix('.yml')}.schema.json"] = (
            json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
        )
    return found


def reference() -> str:
    """Return the reference of every file and key as Markdown, from the same models."""
    parts = [_HEAD]
    described: Mapping[str, type[Record]] = {**FILES, _SETTINGS: Settings}
    for name, model in described.items():
        schema = model.model_json_schema(by_alias=True)
        parts.append(f"## {name}\n")
        records = schema.get("$defs", {})
        parts.extend(_record(schema, None, records))
        for record, inner in sorted(records.items()):
            if inner.get("properties"):
                parts.extend(_record(inner, record, records))
    parts.append(_shapes())
    parts.append(
        "## results.csv\n\nThe first line is exactly:\n\n```csv\n" + ",".join(COLUMNS) + "\n```\n"
    )
    return "\n".join(parts)


_SETTINGS = "mkdocs.yml, under plugins: charters"
_SHAPES = """\
## The shapes of a measure

How a promise is measured: `shape` under `measure` in standards.yml. Where a share is published without
its counts, `value` holds it in place of met and total, with its sign: 84%.

| shape | what it is for | what it needs | such as target: | its columns in results.csv |
|---|---|---|---|---|
"""
_HEAD = """\
# The editors' files, key by key

Made from the models of the program by `charters schema --reference`; do not edit by hand.
A key in **bold** is needed. Every text may be one string or a map of languages.
"""


def _shapes() -> str:
    """Return the table of shapes: what each is for, and what it needs."""
    rows = [_SHAPES]
    for shape, row in SHAPES.items():
        needs = [
            f"`{key}: {example}`" if key == "limit" else f"`measure: {{{key}: {example}}}`"
            for key, example in {**row.needs, **row.tested_by}.items()
        ]
        target = f"`{row.aim}`" if row.aim else ""
        columns = ", ".join(row.columns)
        rows.append(f"| {shape} | {row.says} | {'<br>'.join(needs)} | {target} | {columns} |\n")
    return "".join(rows)


def _record(
    schema: Mapping[str, Any], name: str | None, records: Mapping[str, Any]
) -> Iterator[str]:
    if name:
        yield f"### {name}\n"
    if about := schema.get("description"):
        yield f"{about}\n"
    yield "| key | value | what it is |\n|---|---|---|"
    needed = schema.get("required", [])
    for key, field in schema.get("properties", {}).items():
        shown = f"**{key}**" if key in needed else key
        yield f"| {shown} | {_kind(field, records)} | {' '.join(field.get('description', '').split())} |"
    yield ""


def _kind(field: Mapping[str, Any], records: Mapping[str, Any]) -> str:
    """Return what a value looks like, in a word or two."""
    if "$ref" in field:
        name = str(field["$ref"]).rsplit("/", 1)[-1]
        return _kind(records[name], records) if "enum" in records.get(name, {}) else name
    if "anyOf" in field:
        kinds = [_kind(part, records) for part in field["anyOf"] if part.get("type") != "null"]
        return "text" if kinds == ["string", "object"] else ", ".join(dict.fromkeys(kinds))
    if "enum" in field:
        return ", ".join(str(value) for value in field["enum"] if not isinstance(value, bool))
    if field.get("type") == "array":
        return f"list of {_kind(field.get('items', {}), records)}"
    if field.get("format") == "date":
        return "date"
    examples = field.get("examples")
    return f"such as `{examples[0]}`" if examples else str(field.get("type", "text"))
