"""What a charter is held against: the clauses of a duty, and the rules of each, as a data file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import BinaryIO, NamedTuple

from charters.model.agency import AgencyKind
from charters.model.duty import ORDER, ClauseEntry, FrameworkFile, PlanPart
from charters.model.register import Register
from charters.model.text import Text
from charters.problems import SILENCE, Message, Rule, declared, rules
from charters.rules.findings import Duty

Say = Callable[[Text], Message]


class Clause(NamedTuple):
    """One clause: what it is called, what it asks in one plain sentence, and its rules by level."""

    id: str
    title: Message
    short: Message
    """What a narrow column calls it."""
    asks: Message
    levels: Mapping[str, Duty]


@dataclass(frozen=True)
class Framework:
    """The clauses that agencies are asked to meet, in their own order, and what pages say of them."""

    name: Message
    called: Message
    """What a sentence calls it: "the order"."""
    clauses: Mapping[str, Clause]
    first_steps: tuple[str, ...]
    """Rules in the order in which meeting them helps most: first what a citizen comes to find."""
    parts: Mapping[PlanPart, Message]
    kinds: Mapping[AgencyKind, Message]
    rights: Message
    footing: Message
    sources: Mapping[str, Message]
    """Where it asks for a rule."""

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

    def source_of(self, rule: Rule) -> Message:
        """Return what asks for a rule: the framework itself, or other guidance."""
        return self.sources.get(rule.code, Message(rule.source))


@cache
def framework(name: str = ORDER) -> Framework:
    """Return a framework that comes with the program, by the name of its file."""
    # Its words are the keys of their translations.
    file = FrameworkFile.model_validate(declared(f"rules/frameworks/{name}"))
    return _framework(file, lambda text: Message(str(text)))


def framework_of(register: Register) -> Framework | None:
    """Return what a site holds its charters against; None where it names nothing, or nothing that can be read."""
    if register.framework is not None:
        return _framework(register.framework, lambda text: Message("{words}", (("words", text),)))
    return framework(name) if (name := register.settings.framework) == ORDER else None


def _framework(file: FrameworkFile, say: Say) -> Framework:
    clauses = {
        name: Clause(
            name,
            say(entry.title),
            say(entry.short) if entry.short else SILENCE,
            say(entry.asks),
            _levels(entry),
        )
        for name, entry in file.clauses.items()
    }
    return Framework(
        name=say(file.name),
        called=say(file.called),
        clauses=clauses,
        first_steps=tuple(file.first_steps),
        parts={part: say(text) for part, text in file.parts.items()},
        kinds={kind: say(text) for kind, text in file.kinds.items()},
        rights=say(file.rights) if file.rights else SILENCE,
        footing=say(file.footing) if file.footing else SILENCE,
        sources={code: say(text) for code, text in file.sources.items()},
    )


def _levels(entry: ClauseEntry) -> Mapping[str, Duty]:
    levels = {**dict.fromkeys(entry.must, Duty.MUST), **dict.fromkeys(entry.should, Duty.SHOULD)}
    return {code: levels[code] for code in sorted(levels, key=_number)}


def _number(code: str) -> tuple[str, int]:
    """Return what rules are put in order by: their subject and their number in it (`S2.`, 3)."""
    subject = code.rstrip("0123456789")
    return subject, int(code.removeprefix(subject))


def words(file: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what a framework says on pages, as Babel collects it for translators."""
    told = FrameworkFile.model_validate(tomllib.load(file))
    said = [told.name, told.called, told.rights, told.footing]
    said += [*told.parts.values(), *told.kinds.values(), *told.sources.values()]
    for name, entry in told.clauses.items():
        for text in filter(None, (entry.title, entry.short, entry.asks)):
            yield 1, "gettext", str(text), [f"Translators: clause {name}"]
    for text in filter(None, said):
        yield 1, "gettext", str(text), ["Translators: of the framework"]
