"""A charter in which every field holds something of its own, made from the models of the files.

A field is named by its file and the way to it: `agency.yml: channels.*.hours`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from babel.dates import format_date

from builders import AS_OF, Nowhere, result
from charters.model.agency import Agency
from charters.model.benchmarks import BenchmarksFile
from charters.model.fields import Former, Id, Link, Record, Short, SourceRef, YesNo
from charters.model.period_fields import Begun, Day, Moment, Month, PeriodLabel, When, YearDay
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.settings import Settings
from charters.model.shapes import Shape
from charters.model.standards import Measured, StandardsFile
from charters.model.surveys import SurveysFile
from charters.model.text import Name, Note, Words
from charters.model.written_levels import Aim, Count, Level, Number, Signed
from charters.publishing.data.schemas import FILES
from charters.reading.named import REFERENCES
from charters.reading.written import ID_LISTS

Tree = dict[str, Any]
KINDS = {f"{file}: {key}": kind for file, key, kind in ID_LISTS}
NAMED = {f"{file}: {way}": kind for file, way, kind in REFERENCES} | {
    "agency.yml: customers.*.source": "source"  # so that the listed document is used somewhere
}
SHAPES = (
    Shape.SHARE_WITHIN_LIMIT,
    Shape.PERCENTILE,
    Shape.SCORE,
    Shape.RATE,
    Shape.YES_NO,
)
"""How the promises are measured: each of them shows another field of the measure."""
MEASURED = {
    "standards.yml: standards": (SHAPES, "standard"),
    "standards.yml: figures": (
        (Shape.SHARE_WITH_PROPERTY, Shape.PERCENTILE, Shape.SCORE, Shape.RATE),
        "figure",
    ),
}
"""How what is measured in each list is measured, and what its ids begin with."""
_CHOICES = (
    (YesNo, ["yes", "no"]),
    (Month, ["january", "october"]),
    (PeriodLabel, ["2024", "2025"]),
)
FIRST_DAY = date(1990, 1, 1)


@dataclass
class Filling:
    """Fills records; remembers what each field holds, in every form it may be seen in."""

    marks: dict[str, list[str]] = field(default_factory=dict)
    """Words, numbers, days and links by field."""
    choices: dict[str, list[str]] = field(default_factory=dict)
    """The values to choose from, by field."""
    references: dict[str, str] = field(default_factory=dict)
    """The kind of record that is named, by field."""
    hints: dict[str, Any] = field(default_factory=dict)
    """The type of each field that is one value, by field."""
    keys: dict[str, str] = field(default_factory=dict)
    """The record and the key of each field: `Channel.hours`."""
    needed: dict[str, frozenset[str]] = field(default_factory=dict)
    """The keys that a record cannot do without, by the way to it."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def files(self) -> dict[str, Tree]:
        """Return all YAML files, every field filled."""
        return {name: self.record(kind, f"{name}: ") for name, kind in FILES.items()}

    def record(self, kind: type[Record], way: str, *, full: bool = True) -> Tree:
        """Return one record; without its optional fields unless it is to be full."""
        hints = get_type_hints(kind, include_extras=True)
        fields = [(about.alias or name, about) for name, about in kind.model_fields.items()]
        self.needed[way] = frozenset(key for key, about in fields if about.is_required())
        self.keys |= {f"{way}{key}": f"{kind.__name__}.{key}" for key, _ in fields}
        return {
            (about.alias or name): self.value(hints[name], f"{way}{about.alias or name}")
            for name, about in kind.model_fields.items()
            if full or about.is_required()
        }

    def value(self, hint: Any, way: str) -> Any:
        """Return what fills a field of a type."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return self.value(next(one for one in inner if one is not NoneType), way)
        if origin is Annotated and get_origin(inner[0]) is list:
            return self.value(inner[0], way)
        if origin is list:
            return self.items(inner[0], way)
        if origin is dict:
            key = (*_choices(inner[0]), "fr")[0]
            return {key: self.value(inner[1], f"{way}.*")}
        if isinstance(hint, type) and issubclass(hint, Record):
            return self.record(hint, f"{way}.")
        self.hints[way] = hint
        values = _choices(hint)
        if values:
            self.choices[way] = values
        return values[0] if values else self.made(hint, way)

    def items(self, hint: Any, way: str) -> list[Any]:
        """Return what fills a list; of records with ids also one more, for others to name."""
        shapes, what = MEASURED.get(way, ((), ""))
        if shapes:
            made = [self.record(hint, f"{way}.*.") for _ in shapes]
            for one, shape in zip(made, shapes, strict=True):
                one["id"], one["measure"]["shape"] = f"the-{what}-{shape}", shape.value
            made[0]["id"] = f"the-{what}"
        else:
            made = [self.value(hint, f"{way}.*")]
        if (kind := KINDS.get(way)) is not None:
            # A service without a promise says other things than one with.
            spare = self.record(hint, f"{way}.*.", full=kind == "service")
            made.append({**spare, "id": f"spare-{kind.replace(' ', '-')}"})
        return made

    def made(self, hint: Any, way: str) -> str:
        """Return a value that stands nowhere else."""
        if (kind := NAMED.get(way)) is not None:
            kind = self.references[way] = kind.partition(" or ")[0]
            return f"the-{kind.replace(' ', '-')}"
        if hint == Short:  # An item of the order.
            return "D2"
        if hint == Id and not way.endswith(("formerly.*", "together_with.*")):
            kind = KINDS.get(way.removesuffix(".*.id"), "question")
            name = f"{'staff' if ': staff' in way else 'the'}-{kind.replace(' ', '-')}"
            self.marks[way] = [name]
            return name
        text, forms = _unlike(hint, next(self.numbers))
        self.marks.setdefault(way, []).extend(forms)
        return text


def _choices(hint: Any) -> list[str]:
    """Return the values to choose from for a field of a type; none where it may hold anything."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [one.value for one in hint]
    choices = {YesNo: ["yes", "no"], Month: ["january", "october"], PeriodLabel: ["2024", "2025"]}
    return next((values for kind, values in choices.items() if hint == kind), [])


def _unlike(hint: Any, n: int) -> tuple[str, list[str]]:
    """Return the n-th value of a type as an editor writes it, and the forms it may be seen in."""
    # Numbers go down: of those who were asked, or took part, no more answered or succeeded.
    at, day, word = 40_999 - n, FIRST_DAY + timedelta(n), f"Zq{n:05}"
    number = str(at)
    words = f"{word} stands for what is said here"  # A sentence, as some rules ask for one.
    said = [f"{at:,}", number]
    days = [format_date(day, "long", locale="en"), day.isoformat()]
    made = {
        Words: (words, [word]),
        Name: (words, [word]),
        Note: (words, [word]),
        Link: (f"https://{word.lower()}.example/", [f"{word.lower()}.example"]),
        SourceRef: (f"https://{word.lower()}.example/", [f"{word.lower()}.example"]),
        Former: (word.lower(), [word.lower()]),
        Id: (word.lower(), [word.lower()]),
        Day: (day.isoformat(), days),
        When: (day.isoformat(), days),
        Moment: (day.isoformat(), days),
        Begun: (day.isoformat(), days),
        Count: (number, said),
        Number: (number, said),
        Signed: (number, said),
        YearDay: (f"{day:%m-%d}", [format_date(day, "MMMM d", locale="en")]),
        Level: (f"{number} minutes", said),
        Aim: (f"at least {number} points", said),
    }
    return next(value for kind, value in made.items() if kind == hint)


def charter_of(files: dict[str, Tree]) -> Charter:
    """Return the charter that the files describe, with results for each of its promises."""
    agency = Agency.model_validate(files["agency.yml"])
    posted = StandardsFile.model_validate(files["standards.yml"])
    compared = BenchmarksFile.model_validate(files["benchmarks.yml"])
    measured: list[Measured] = [*posted.standards, *posted.figures]
    return Charter(
        id="filled",
        agency=agency,
        services=tuple(posted.services),
        standards=tuple(posted.standards),
        figures=tuple(posted.figures),
        results={one.id: _rows(one.id, one.measure.shape) for one in measured},
        benchmarks=tuple(compared.benchmarks),
        surveys=SurveysFile.model_validate(files["surveys.yml"]),
        files={name: Nowhere(name) for name in (*FILES, "results.csv")},
    )


def register_of(files: dict[str, Tree], **settings: Any) -> Register:
    """Return the register of one agency."""
    return Register(
        Settings.model_validate({"as_of": AS_OF, **settings}), AS_OF, {"filled": charter_of(files)}
    )


def _rows(standard: str, shape: Shape) -> list[Result]:
    values: Tree = {"value": "3.5", "cases": "900"}
    if shape.is_share:
        values = {"met": 800, "total": 900}
    if shape is Shape.YES_NO:
        values = {"answer": "yes"}
    years = enumerate(("2022", "2023", "2024", "2025"), 2)
    return [result(year, standard=standard, line=line, **values) for line, year in years]


def records_at(tree: Any, steps: list[str]) -> Iterator[Tree]:
    """Yield the records that hold the field at the end of a way."""
    if len(steps) == 1 and isinstance(tree, dict):
        yield tree
    elif isinstance(tree, dict) and steps[0] != "*":
        if steps[0] in tree:
            yield from records_at(tree[steps[0]], steps[1:])
    else:
        for one in tree.values() if isinstance(tree, dict) else tree:
            yield from records_at(one, steps[1:])


def changed(files: dict[str, Tree], way: str, value: Any = None) -> dict[str, Tree]:
    """Return the files with another value in a field, or without it."""
    found = copy.deepcopy(files)
    name, _, path = way.partition(": ")
    steps = path.removesuffix(".*").split(".")
    for record in records_at(found[name], steps):
        if value is None:
            record.pop(steps[-1], None)
        elif steps[-1] in record:
            record[steps[-1]] = [value] if path.endswith(".*") else value
    return found


def alone(filling: Filling, files: dict[str, Tree], way: str) -> dict[str, Tree]:
    """Return the files with a field that stands without the others that its record can do without."""
    found = copy.deepcopy(files)
    name, _, path = way.partition(": ")
    steps = path.removesuffix(".*").split(".")
    needed = filling.needed[way.removesuffix(".*").removesuffix(steps[-1])]
    for record in records_at(found[name], steps):
        for key in set(record) - needed - {steps[-1]}:
            del record[key]
    return found
