"""From plain values to records: what the models refuse, said in an editor's words."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from charters.model.fields import Record
from charters.model.refusal import shown
from charters.problems import Problem
from charters.reading.yamldoc import Document

R = TypeVar("R", bound=Record)


def record_of(kind: type[R], document: Document) -> tuple[R | None, list[Problem]]:
    """Return the record a document holds, without the parts that had to be refused."""
    if not isinstance(document.tree, dict):
        return None, [Problem(document.place(), "Y008", "expected keys at the start of this file, such as name: ...")]
    try:
        return kind.model_validate(document.tree), []
    except ValidationError as refusal:
        faults = refusal.errors(include_url=False)
        problems = [_problem(kind, document, fault) for fault in faults]
        return _salvaged(kind, document.tree, [fault["loc"] for fault in faults]), problems


def _salvaged(kind: type[R], tree: Any, places: list[tuple[int | str, ...]]) -> R | None:
    """Return the record without its refused parts: a refused item of a list, or a whole key."""
    rest = copy.deepcopy(tree)
    cuts = {_cut(place) for place in places}
    for cut in sorted(cuts, key=lambda cut: (cut[0], -int(cut[1]) if len(cut) > 1 else 0)):
        holder = rest.get(cut[0])
        if len(cut) > 1 and isinstance(holder, list):
            del holder[int(cut[1])]
        else:
            rest.pop(cut[0], None)
    try:
        return kind.model_validate(rest)
    except ValidationError:
        return None


def _cut(place: tuple[int | str, ...]) -> tuple[Any, ...]:
    return place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1]


def _problem(kind: type[BaseModel], document: Document, fault: Any) -> Problem:
    place, found, value = fault["loc"], fault["type"], fault["input"]
    if found == "missing":
        holder = document.place(*place[:-1])
        return Problem(holder, "Y005", f"'{place[-1]}' is missing{_of(place)}; add {_example(str(place[-1]))}")
    where = document.place(*place)
    if found == "extra_forbidden":
        return Problem(document.key_place(*place), "Y004", _unknown_key(kind, place))
    if found == "enum":
        return Problem(where, "Y017", _no_such_choice(kind, place, value))
    if found.startswith(("model", "dataclass")):
        return Problem(where, "Y008", f"'{place[-1]}' needs keys below it, not {_seen(value)}")
    if found in ("list_type", "dict_type"):
        form = "a list, each item on a line that begins with '- '" if found == "list_type" else "keys below it"
        return Problem(where, "Y008", f"'{place[-1]}' needs {form}, not {_seen(value)}")
    return Problem(where, found if found[1:].isdigit() else "Y008", fault["msg"])


def _of(place: tuple[int | str, ...]) -> str:
    return f" under '{place[-2]}'" if len(place) > 1 and isinstance(place[-2], str) else ""


def _seen(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    return "a group of keys" if isinstance(value, dict) else shown(value)


_EXAMPLES: Mapping[str, str] = {
    "id": "id: phone-wait",
    "promise": "promise: We answer your call within 12 minutes on average.",
    "introduced": "introduced: 2024-10-01",
    "date": "date: 2024-10-01",
    "kind": "kind: executive",
    "type": "type: waiting",
    "shape": "shape: mean",
    "measure": "measure: {shape: mean, unit: minutes}",
    "reason": "reason: ... in your own words",
}


def _example(key: str) -> str:
    return _EXAMPLES.get(key, f"{key}: ...")


def _unknown_key(kind: type[BaseModel], place: tuple[int | str, ...]) -> str:
    model = _model_at(kind, place[:-1])
    known = sorted(field.alias or name for name, field in model.model_fields.items())
    written = str(place[-1])
    near = difflib.get_close_matches(written, known, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"known keys: {', '.join(known)}"
    return f"{shown(written)} is not a known key; {hint}"


def _no_such_choice(kind: type[BaseModel], place: tuple[int | str, ...], value: object) -> str:
    choices = _choices_at(kind, place)
    if not isinstance(value, str):
        return f"expected one of {', '.join(choices)}, not {_seen(value)}"
    near = difflib.get_close_matches(value, choices, 1)
    hint = f"did you mean '{near[0]}'? " if near else ""
    return f"{shown(value)} is not one of the choices; {hint}write {', '.join(choices)}"


def _model_at(kind: type[BaseModel], place: tuple[int | str, ...]) -> type[BaseModel]:
    model = kind
    for step in place:
        if isinstance(step, str):
            model = _inside(_annotation(model, step), BaseModel) or model
    return model


def _choices_at(kind: type[BaseModel], place: tuple[int | str, ...]) -> list[str]:
    names = [step for step in place if isinstance(step, str) and step != "[key]"]
    model = kind
    for at, name in enumerate(names):
        annotation = _annotation(model, name)
        choices = _inside(annotation, StrEnum)
        deeper = _inside(annotation, BaseModel)
        if choices is not None and (deeper is None or at == len(names) - 1):
            return [choice.value for choice in choices]
        model = deeper or model
    return []


def _annotation(model: type[BaseModel], name: str) -> Any:
    for key, field in model.model_fields.items():
        if name in (key, field.alias):
            return field.annotation
    return None


def _inside(annotation: Any, base: type[Any]) -> Any:
    """Return the class of a kind that an annotation such as `list[X] | None` holds."""
    if isinstance(annotation, type) and issubclass(annotation, base):
        return annotation
    found = (_inside(part, base) for part in get_args(annotation))
    return next((part for part in found if part is not None), None)
