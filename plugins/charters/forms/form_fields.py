"""The fields of a form: one for each key of a record, from the models that read the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from charters.model.fields import Record, YesNo
from charters.model.meanings import meaning
from charters.model.period_fields import Day
from charters.model.text import Note, Words
from charters.publishing.data.files_reference import kind_of

Say = Callable[[str], str]
"""What says words of the program in the language of the site."""
Field = dict[str, Any]
"""A field as the configuration of Decap CMS describes it."""

_DAY: Field = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
_WIDGETS: tuple[tuple[object, Field], ...] = (
    (Words, {"widget": "text"}),
    (Note, {"widget": "text"}),
    (Day, _DAY),
)
_EXPLAINED = ("id", "name", "text", "note", "link", "yes or no", "day: `2024-10-01`")
"""Kinds of value that a form shows by itself; of any other the hint has an example."""


@cache
def fields_of(record: type[Record], say: Say = str) -> list[Field]:
    """Return a field for each key of a record, in the order of the reference."""
    hints = get_type_hints(record, include_extras=True)
    return [
        {
            **described(field.alias or name, meaning(record, name), kind_of(hints[name]), say),
            "required": field.is_required(),
            **_widget(hints[name], say),
        }
        for name, field in record.model_fields.items()
    ]


def described(key: str, what: str, kind: str = "", say: Say = str) -> Field:
    """Return the name of a field, and what the reference says of it."""
    alone = not kind or kind in _EXPLAINED or kind[0] in "`ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    told = [say(what)] if what else []
    told += [] if alone or kind.startswith("list:") else [f"({say(kind)})"]
    return {"name": key, "label": label(key), "hint": " ".join(told).replace("`", "")}


def label(key: str) -> str:
    """Return a key as words."""
    return key.replace("_", " ").capitalize()


def chosen(values: Any, **more: Any) -> Field:
    """Return a field that offers values to choose from."""
    return {"widget": "select", "options": list(values), "dropdown_threshold": 0, **more}


def _widget(hint: Any, say: Say) -> Field:
    """Return how a value is asked for."""
    hint = _one_kind(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is list:
        return _list(inner[0], say)
    if origin is dict:
        return {"widget": "keyvalue"}
    if hint == YesNo:
        return chosen(("yes", "no"))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return chosen(one.value for one in hint)
    if isinstance(hint, type) and issubclass(hint, Record):
        return {"widget": "object", "collapsed": True, "fields": fields_of(hint, say)}
    return dict(next((widget for kind, widget in _WIDGETS if kind == hint), {"widget": "string"}))


def _list(item: Any, say: Say) -> Field:
    item = _one_kind(item)
    if isinstance(item, type) and issubclass(item, StrEnum):
        return chosen((one.value for one in item), multiple=True)
    if isinstance(item, type) and issubclass(item, Record):
        named = {"summary": "{{promise}}"} if "promise" in item.model_fields else {}
        return {"widget": "list", "collapsed": True, **named, "fields": fields_of(item, say)}
    return {"widget": "list", "field": {"name": "item", "label": "", **_widget(item, say)}}


def _one_kind(hint: Any) -> Any:
    """Return the kind of value a form asks for, where a key takes several or may be left out."""
    inner = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) in (Union, UnionType):
        return _one_kind(inner[0])
    if get_origin(hint) is Annotated and get_origin(inner[0]) is list:
        return inner[0]
    return hint


def unshown(fields: list[Field], value: Any, way: str = "") -> Iterator[str]:
    """Yield the keys whose value, as it is written, no field of the form can hold."""
    known = {field["name"]: field for field in fields}
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        if key in known:
            yield from _unshown(known[key], inner, f"{way}{key}")


def _unshown(field: Field, value: Any, way: str) -> Iterator[str]:
    kind, many = field["widget"], field.get("multiple", field["widget"] == "list")
    if many != isinstance(value, list) or (
        kind not in ("object", "list", "keyvalue") and isinstance(value, Mapping)
    ):
        yield way
        return
    for item in value if isinstance(value, list) else [value]:
        if "fields" in field:
            yield from [way] if isinstance(item, str) else unshown(field["fields"], item, f"{way}.")
        elif isinstance(item, Mapping | list) and kind != "keyvalue":
            yield way


def without(fields: list[Field], ways: frozenset[str], way: str = "") -> list[Field]:
    """Return fields without those that the form cannot hold: their values stay as they are."""
    if not any(name.startswith(way) for name in ways):
        return fields
    return [
        {**field, "fields": without(field["fields"], ways, f"{way}{field['name']}.")}
        if "fields" in field
        else field
        for field in fields
        if f"{way}{field['name']}" not in ways
    ]
