"""What a charter is held against: the clauses of an order, and the rules of each, as a data file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, BinaryIO

from charters.problems import Message, Rule, rules
from charters.rules.findings import Duty

ORDER = "eo12862"
"""The framework of a site that names no other: Executive Order 12862."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: what it is called, what it asks in one plain sentence, and its rules by level."""

    id: str
    title: Message
    asks: Message
    levels: Mapping[str, Duty]


@dataclass(frozen=True)
class Framework:
    """The clauses that agencies are asked to meet, in their own order."""

    name: str
    clauses: Mapping[str, Clause]
    first_steps: tuple[str, ...]
    """Rules in the order in which meeting them helps most: first what a citizen comes to find."""

    @property
    def asked(self) -> Iterator[tuple[Clause, Rule, Duty]]:
        """Every rule with its clause and its level, in the order of the clauses."""
        for clause in self.clauses.values():
            for code, level in clause.levels.items():
                yield clause, rules()[code], level

    @cached_property
    def clause_of(self) -> Mapping[str, Clause]:
        """The clause that each rule belongs to."""
        return {code: clause for clause in self.clauses.values() for code in clause.levels}


@cache
def framework(name: str = ORDER) -> Framework:
    """Return a framework by the name of its file."""
    text = (files("charters.rules.frameworks") / f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    clauses = {name: _clause(name, entry) for name, entry in table["clauses"].items()}
    return Framework(table["name"], clauses, tuple(table["first_steps"]))


def _clause(name: str, entry: Mapping[str, Any]) -> Clause:
    levels = {code: level for level in Duty for code in entry.get(level.value, ())}
    in_order = sorted(levels, key=_number)
    title, asks = Message(entry["title"]), Message(entry["asks"])
    return Clause(name, title, asks, {code: levels[code] for code in in_order})


def _number(code: str) -> float:
    """Return the number of a rule within its clause: 3 for `A3` and for `S2.3`."""
    return int(code.rpartition(".")[2].lstrip("ABCDEFGHSX"))


def words(file: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what a framework says on pages, as Babel collects it for translators."""
    for name, entry in tomllib.load(file)["clauses"].items():
        for said in (entry["title"], entry["asks"]):
            yield 1, "gettext", said, [f"Translators: clause {name}"]
