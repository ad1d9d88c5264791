"""What form a value takes at a place of a file: its record, its choices, an example."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from charters.model.register import Keys
from charters.problems.message import Message, _

_EXAMPLES: Mapping[str, str] = {
    "id": "a-name-of-its-own",
    "columns": "{Promise: standard, Period: period, Result: value}",
    "header": "1",
    "measure": "{shape: mean, unit: minutes}",
    "fielded": "{first: 2024-10-01, last: 2024-10-31}",
    "purposes": "[satisfaction]",
    "service": "phone-help",
    "type": "waiting",
    "shape": "mean",
    "agency": "ssa",
    "clauses": "{redress: {title: Hear complaints, asks: Answer complaints., must: [H1]}}",
    "contact": "mailto:web@example.org",
    "link": "https://example.org/",
}
"""Values that say more than the first one a field would take."""


def example_of(kind: type[BaseModel], place: Keys) -> Message | str:
    """Return a key with a value that its field takes."""
    key = str(place[-1])
    field = _field_of(model_at(kind, place[:-1]), key)
    example = _EXAMPLES.get(key) or (_example_of(field) if field else None)
    return f"{key}: {example}" if example else _("{key}: ... in your own words", key=str(key))


def _example_of(field: FieldInfo) -> str | None:
    choices = _inside(field.annotation, StrEnum)
    if choices is not None:
        return str(next(iter(choices)).value)
    schemas = (
        part.json_schema or {} for part in field.metadata if isinstance(part, WithJsonSchema)
    )
    found = next(iter(schemas), {})
    listed = found.get("examples") or found.get("enum")
    return str(listed[0]) if listed else _EXAMPLES_BY_TYPE.get(_type_of(found))


def _type_of(schema: Mapping[str, Any]) -> str:
    types = schema.get("type", "")
    return str(schema.get("format") or (types if isinstance(types, str) else types[-1]))


_EXAMPLES_BY_TYPE = {
    "date": "2024-10-01",
    "integer": "1200",
    "number": "14.9",
    "string": "phone-wait",
}


def first_key(kind: type[BaseModel], place: Keys = ()) -> str:
    """Return the first key of the record at a place, as an example."""
    return f"{next(iter(model_at(kind, place).model_fields))}: ..."


def model_at(kind: type[BaseModel], place: Keys) -> type[BaseModel]:
    """Return the record that stands at a place."""
    return _model_below(kind, tuple(step for step in place if isinstance(step, str)))


@lru_cache(maxsize=1024)
def _model_below(kind: type[BaseModel], names: tuple[str, ...]) -> type[BaseModel]:
    model = kind
    for name in names:
        model = _inside(_annotation(model, name), BaseModel) or model
    return model


def groups_at(kind: type[BaseModel], place: Keys) -> Mapping[str, type[BaseModel]]:
    """Return the keys of the record at a place that hold one group of keys, each with its record."""
    fields = model_at(kind, place).model_fields.items()
    found = {name: _inside(field.annotation, BaseModel) for name, field in fields}
    lists = {name for name, field in fields if "list[" in str(field.annotation)}
    return {name: model for name, model in found.items() if model and name not in lists}


def choices_at(kind: type[BaseModel], place: Keys) -> list[StrEnum]:
    """Return the words that may stand at a place, where it takes one of a fixed set."""
    names = [step for step in place if isinstance(step, str) and step != "[key]"]
    model = kind
    for name in names:
        annotation = _annotation(model, name)
        if annotation is None:
            continue  # a key of the editor's own, such as the name of a column
        if (deeper := _inside(annotation, BaseModel)) is None:
            return list(_inside(annotation, StrEnum) or ())
        model = deeper
    return []


def _annotation(model: type[BaseModel], name: str) -> Any:
    field = _field_of(model, name)
    return field.annotation if field else None


def _field_of(model: type[BaseModel], name: str) -> FieldInfo | None:
    fields = model.model_fields.items()
    return next((field for key, field in fields if name in (key, field.alias)), None)


def _inside(annotation: Any, base: type[Any]) -> Any:
    """Return the class of a kind that an annotation such as `list[X] | None` holds."""
    if isinstance(annotation, type) and issubclass(annotation, base):
        return annotation
    found = (_inside(part, base) for part in get_args(annotation))
    return next((part for part in found if part is not None), None)
