"""From plain values to records: what the models refuse, said in an editor's words."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from charters.model.fields import Record
from charters.model.refusal import shown
from charters.model.register import Keys
from charters.model.standards import Figure, Standard
from charters.problems import Place, Problem, declared
from charters.problems.message import SILENCE, Message, _, either
from charters.reading.right_forms import (
    choices_at,
    example_of,
    first_key,
    groups_at,
    model_at,
)
from charters.reading.spelling import Speller
from charters.reading.yamldoc import Document

R = TypeVar("R", bound=Record)


def record_of(
    kind: type[R], document: Document, fiscal_start: int = 1, language: str = "en"
) -> tuple[R | None, list[Problem]]:
    """Return the record a document holds, without the parts that had to be refused.

    `fiscal_start` is the month in which the fiscal years that dates are written in begin, `language`
    the one of the site, in which levels may be written.
    """
    context = {"fiscal_start": fiscal_start, "language": language}
    if not isinstance(document.tree, dict):
        said = _(
            "write keys here, each with a colon and a space, such as {example}",
            example=first_key(kind),
        )
        wrong = [] if document.tree is None else [Problem(document.place(), "Y008", said)]
        return None, wrong
    try:
        return kind.model_validate(document.tree, context=context), []
    except ValidationError as refusal:
        faults = refusal.errors(include_url=False)
        problems = _Faults(kind, document).problems(faults)
        places = [fault["loc"] for fault in faults]
        return _salvaged(kind, document.tree, places, context), problems


def _salvaged(kind: type[R], tree: Any, places: list[Keys], context: dict[str, Any]) -> R | None:
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
        return kind.model_validate(rest, context=context)
    except ValidationError:
        return None


def _cut(place: Keys) -> tuple[Any, ...]:
    return place[:2] if len(place) > 1 and isinstance(place[1], int) else place[:1]


_IN_AN_ITEM = 3
"""Steps from the top of a file to a key of an item of a list."""
_OF_ANOTHER = 3
"""Keys of another list in one item, by which it is one of that list."""


class _Faults:
    """Says what pydantic found in one document, in an editor's words."""

    def __init__(self, kind: type[BaseModel], document: Document) -> None:
        self.kind = kind
        self.document = document
        self.spellers: dict[type[BaseModel] | tuple[str, ...], Speller] = {}

    def problems(self, faults: list[Any]) -> list[Problem]:
        """Return a problem for each fault; a key refused or misspelt is not also missing."""
        told = self.of_other_lists(faults)
        faults = [fault for fault in faults if fault["loc"][:2] not in told]
        unknown = [fault["loc"] for fault in faults if fault["type"] == "extra_forbidden"]
        misspelt = {(*place[:-1], self.speller_at(place).near(str(place[-1]))) for place in unknown}
        return [*dict.fromkeys(told.values())] + [
            Problem(self.place(fault), self.code(fault), self.message(fault))
            for fault in faults
            if not (self.was_refused(fault) or fault["loc"] in misspelt)
        ]

    def of_other_lists(self, faults: list[Any]) -> dict[Keys, Problem]:
        """Return the items whose keys are those of another list of the file, each with what is told of the first."""
        keys: dict[Keys, set[str]] = {}
        for fault in faults:
            if fault["type"] == "extra_forbidden" and len(fault["loc"]) == _IN_AN_ITEM:
                keys.setdefault(fault["loc"][:2], set()).add(str(fault["loc"][2]))
        told: dict[Keys, Problem] = {}
        first: dict[tuple[Any, str], Problem] = {}
        for item, odd in keys.items():
            lists = [name for name in self.lists if name != item[0]]
            found = (one for one in lists if len(odd & set(self.keys_in(one))) >= _OF_ANOTHER)
            if meant := next(found, ""):
                said = _(
                    "here begin the records of '{meant}', and they stand under '{key}'; write the line '{meant}:' above this one",
                    meant=meant,
                    key=str(item[0]),
                )
                problem = Problem(self.document.place(*item), "Y004", said)
                told[item] = first.setdefault((item[0], meant), problem)
        return told

    @cached_property
    def lists(self) -> Sequence[str]:
        """The keys at the top that hold lists of records."""
        groups = groups_at(self.kind, ())
        names = (name for name in self.kind.model_fields if name not in groups)
        return [name for name in names if model_at(self.kind, (name,)) is not self.kind]

    def keys_in(self, name: str) -> Iterable[str]:
        """Return the keys of the records of a list at the top."""
        return self.speller_at((name, "id")).known

    def was_refused(self, fault: Any) -> bool:
        """Whether a key that is missing was written, and its value refused before."""
        return fault["type"] == "missing" and self.document.has(*fault["loc"])

    def place(self, fault: Any) -> Place:
        """Return where the fault stands: at the key for unknown keys, else at the value."""
        place, found = fault["loc"], fault["type"]
        if found == "missing":
            return self.document.place(*place[:-1])
        at = fault.get("ctx", {}).get("at", ())
        if found in ("extra_forbidden", "Y013") or place[-1] == "[key]":
            return self.document.key_place(*place, *at)
        return self.document.place(*place, *at)

    def code(self, fault: Any) -> str:
        """Return the code of the catalogue for a fault."""
        codes = {"missing": "Y005", "extra_forbidden": "Y004", "enum": "Y017", "too_long": "Y010"}
        found: str = fault["type"]
        return codes.get(found, found if found[1:].isdigit() else "Y008")

    def message(self, fault: Any) -> Message | str:
        """Return what is wrong and what to write."""
        place, found, value = fault["loc"], fault["type"], fault["input"]
        if found == "missing":
            return _missing(place, example_of(self.kind, place))
        if found == "extra_forbidden":
            return self.unknown_key(place)
        if found == "enum":
            return self.no_such_choice(place, value)
        if found == "too_long":
            count, most = len(value), fault["ctx"]["max_length"]
            return _(
                "this list has {count} items ({count} > {most}); shorten it", count=count, most=most
            )
        if needed := self.form_needed(place, found, value):
            return needed
        said: Message | str = fault.get("ctx", {}).get("message") or str(fault["msg"])
        return said

    def form_needed(self, place: Keys, found: str, value: object) -> Message:
        """Return the form that a value of the wrong form should have had."""
        if found.startswith(("model", "dataclass")):
            return _(
                "{what} needs keys: write them below it, such as {example}, not {seen}",
                what=_named(place),
                example=first_key(self.kind, place),
                seen=_seen(value),
            )
        if found == "list_type":
            return _(
                "{what} needs a list: write each item on a line that begins with '- ', not {seen}",
                what=_named(place),
                seen=_seen(value),
            )
        if found == "dict_type":
            return _(
                "{what} needs keys: write them below it, each with a colon, not {seen}",
                what=_named(place),
                seen=_seen(value),
            )
        return SILENCE

    def unknown_key(self, place: Keys) -> Message:
        """Return what to write instead of a key that no record of this kind has."""
        speller, written = self.speller_at(place), str(place[-1])
        if model_at(self.kind, place[:-1]) is Figure and written in Standard.model_fields:
            do = _INSTEAD.get(written, _("take the line out"))
            return _(
                "a figure promises nothing, so it has no {written}; {do}, or move the whole to 'standards' as a promise",
                written=shown(written),
                do=do,
            )
        if astray := self.astray(place, written):
            return astray
        hint = speller.hint(written, _("known keys: {known}", known=", ".join(speller.known)))
        return _("{written} is not a known key; {hint}", written=shown(written), hint=hint)

    def astray(self, place: Keys, written: str) -> Message:
        """Return where a key belongs that is known one level further out, or further in."""
        inner = place[-2] if len(place) > 1 else 0
        if isinstance(inner, str) and written in self.speller_at(place[:-1]).known:
            return _(
                "{written} does not belong under '{parent}'; indent it as far as '{parent}'",
                written=shown(written),
                parent=inner,
            )
        groups = groups_at(self.kind, place[:-1]).items()
        around = [name for name, group in groups if written in group.model_fields]
        if len(around) != 1:
            return SILENCE
        return _(
            "{written} belongs under '{parent}'; move it there, indented two spaces further",
            written=shown(written),
            parent=around[0],
        )

    def speller_at(self, place: Keys) -> Speller:
        """Return the keys of the record that a key stands in."""
        model = model_at(self.kind, place[:-1])
        if model not in self.spellers:
            fields = model.model_fields.items()
            self.spellers[model] = Speller(sorted(field.alias or name for name, field in fields))
        return self.spellers[model]

    def no_such_choice(self, place: Keys, value: object) -> Message:
        """Return what to write where one of a fixed set of words is asked for."""
        choices = tuple(choice.value for choice in choices_at(self.kind, place))
        if not isinstance(value, str):
            return _(
                "write one of {choices} here, not {seen}",
                choices=", ".join(choices),
                seen=_seen(value),
            )
        speller = self.spellers.setdefault(choices, Speller(choices))
        said = "-".join(value.lower().replace("_", " ").split())
        named = [one for one in choices if said in (*one.split("-"), *_SYNONYMS.get(one, ()))]
        near = named or [*filter(None, [speller.near(value.lower())])]
        listed = ", ".join(choices)
        if near:
            return _(
                "{written} is not one of the choices; did you mean {near}? The choices are {choices}",
                written=shown(value),
                near=either([shown(one) for one in near]),
                choices=listed,
            )
        return _(
            "{written} is not one of the choices; write one of {choices}",
            written=shown(value),
            choices=listed,
        )


_SYNONYMS = {choice: words.split() for choice, words in declared("reading/synonyms").items()}
"""What the field says in place of our choices."""
_INSTEAD = {
    "events": _("say what happened in its 'note'"),
    "suspended": _("write a row with status 'not available' for each period without a result"),
}
"""What a figure has in place of keys that promises have."""


def _missing(place: Keys, example: Message | str) -> Message:
    if len(place) > 1 and isinstance(place[-2], str):
        return _(
            "'{key}' is missing under '{parent}'; add {example}",
            key=str(place[-1]),
            parent=place[-2],
            example=example,
        )
    return _("'{key}' is missing; add {example}", key=str(place[-1]), example=example)


def _named(place: Keys) -> Message | str:
    if isinstance(place[-1], str):
        return shown(place[-1])
    return _("each item under '{key}'", key=str(place[-2]))


def _seen(value: object) -> Message | str:
    if isinstance(value, list):
        return _("a list")
    return _("a group of keys") if isinstance(value, dict) else shown(value)
