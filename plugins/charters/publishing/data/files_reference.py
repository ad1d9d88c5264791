"""The reference of every file and key that editors write, as Markdown, from the models that read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from charters.model.aims import AIM_COLUMN_MEANINGS, AIM_COLUMNS
from charters.model.fields import (
    Below,
    Ending,
    Former,
    Host,
    Id,
    Link,
    Record,
    Short,
    SourceRef,
    YesNo,
)
from charters.model.limits import LIMITS
from charters.model.meanings import meaning
from charters.model.period_fields import Begun, Day, Moment, Month, PeriodLabel, When, YearDay
from charters.model.results import COLUMN_MEANINGS, COLUMNS, MORE_MEANINGS
from charters.model.settings import PluginOptions
from charters.model.shapes import SHAPES, Shape
from charters.model.table_map import CellText, ColumnOrRole, NameOrId, RoleName, RowNumbers
from charters.model.text import LanguageCode, Name, Note, Words
from charters.model.written_levels import Aim, Count, Level, Number, Signed
from charters.problems import declared
from charters.publishing.data.schemas import BESIDE, FILES, records_in


def reference() -> str:
    """Return the reference of every file and key as Markdown, from the same models."""
    written = around()
    parts = [written["head"]]
    described: Mapping[str, type[Record]] = {**FILES, **BESIDE, _SETTINGS: PluginOptions}
    for name, model in described.items():
        parts += [f"## {name}\n", *(_described(record, model) for record in records_in(model))]
    parts.append(f"{written['results']}```csv\n{','.join(COLUMNS)}\n```\n")
    parts.append(_table(("column", "what it is"), COLUMN_MEANINGS.items()))
    parts.append(f"\n{written['more']}")
    parts.append(_table(("column", "what it is"), MORE_MEANINGS.items()))
    parts.append(f"{written['targets']}```csv\n{','.join(AIM_COLUMNS)}\n```\n")
    parts.append(_table(("column", "what it is"), AIM_COLUMN_MEANINGS.items()))
    parts += [f"\n{written['levels']}", written["shapes"]]
    columns = ("shape", "what it is for", "what it needs", "such as target:", "its columns")
    parts.append(_table(columns, map(_shape, Shape)))
    parts.append(written["limits"])
    parts.append(_table(("the most", "what it is"), ((f"{one.most:,}", one.of) for one in LIMITS)))
    return "\n".join(parts)


@cache
def around() -> Mapping[str, Any]:
    """Return what stands around the tables, and which pages show a key."""
    return declared("publishing/data/reference")


def seen(record: str, key: str) -> str:
    """Return who sees a key: the pages that show it, or why none does."""
    name, written = f"{record}.{key}", around()
    if name in written["private"]:
        return f"private: {written['private'][name]}"
    return str(written["seen"].get(name, written["seen"][record]))


_SETTINGS = "mkdocs.yml, under plugins: charters"
_KINDS: Sequence[tuple[object, str]] = (
    (Words, "text"),
    (Name, "name"),
    (Note, "note"),
    (Id, "id"),
    (Former, "id, or `agency/id`"),
    (Link, "link"),
    (Ending, "ending of a name: `.docx`"),
    (Host, "host: `dap.digitalgov.gov`"),
    (Below, "part of an address: `charters/`"),
    (SourceRef, "id of a source, or web address"),
    (YesNo, "yes or no"),
    (Day, "day: `2024-10-01`"),
    (When, "time: `2024`, `2024-10`, `FY2024`"),
    (Moment, "time: `2024-10-01`, `2024-10`, `2024`"),
    (YearDay, "day of the year: `01-15`"),
    (Begun, "time: `2024-10-01`, `2024-10`, `2024`, or `unknown`"),
    (PeriodLabel, "period: `FY2024`, `2024-Q1`"),
    (Month, "month: `october`"),
    (Count, "whole number"),
    (Number, "number"),
    (Signed, "number, also below zero"),
    (Level, "number and unit: `60 seconds`"),
    (Aim, "aim: `90%`, `at most 14.9 months`"),
    (RoleName, "a column of our files, or `ignore`"),
    (RowNumbers, "rows: `3`, `3-4`"),
    (ColumnOrRole, "a column of our files, or TableColumn"),
    (NameOrId, "id, or TableName"),
    (CellText, "text of a cell"),
    (LanguageCode, "code of a language: `en`"),
    (Short, "text"),
    (str, "text"),
)


def _described(record: type[Record], file: type[Record]) -> str:
    """Return the head of a record, and the table of its keys."""
    head = "" if record is file else f"### {record.__name__}\n\n"
    hints = get_type_hints(record, include_extras=True)
    rows = []
    for name, field in record.model_fields.items():
        key = field.alias or name
        rows.append(
            (
                f"**{key}**" if field.is_required() else key,
                meaning(record, name),
                kind_of(hints[name]),
                "needed" if field.is_required() else _default(field.get_default()),
                seen(record.__name__, key),
            )
        )
    columns = ("key", "what it is", "value", "when left out", "seen on")
    return f"{head}{record.__doc__}\n\n{_table(columns, rows)}"


def kind_of(hint: Any) -> str:
    """Return what a value looks like, in a word or two."""
    origin, inner = get_origin(hint), [one for one in get_args(hint) if one is not NoneType]
    if origin in (Union, UnionType) or (origin is Annotated and get_origin(inner[0]) is list):
        return kind_of(inner[0])
    if origin is list:
        return f"list: {kind_of(inner[0])}"
    if origin is dict:
        return f"{kind_of(inner[1])} for each of: {kind_of(inner[0])}"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return ", ".join(f"`{one.value}`" for one in hint)
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.__name__
    return next(said for kind, said in _KINDS if kind == hint)


def _default(value: object) -> str:
    """Return what holds where a key is left out; '' where that is simply nothing."""
    if isinstance(value, bool):
        return "`yes`" if value else "`no`"
    return f"`{value}`" if isinstance(value, str | int) else ""


def _shape(shape: Shape) -> tuple[str, ...]:
    row = SHAPES[shape]
    needs = [
        f"`{key}: {example}`" if key == "limit" else f"`measure: {{{key}: {example}}}`"
        for key, example in {**row.needs, **row.tested_by}.items()
    ]
    target = f"`{row.aim}`" if row.aim else ""
    return f"`{shape.value}`", row.says, "<br>".join(needs), target, ", ".join(row.columns)


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(cell or 'nothing' for cell in cells)} |\n" for cells in lines)
