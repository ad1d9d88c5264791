"""The catalogue of rules: what each is called, how much it matters, why, and examples.

The rules are data, so that their words can be mended without touching code: those of reading and
of finished pages in `rules/*.toml` beside this module, those of the audit in `charters/rules/*.toml`,
each beside the module of its subject.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

PACKAGE = Path(__file__).parent.parent
"""The folder of the program, with its data files."""
ROOMS = (
    *("problems/rules/reading", "problems/rules/results", "problems/rules/ties"),
    *("problems/rules/pages", "rules/promise/promise", "rules/clashes", "rules/past/past"),
    *("rules/a_customers", "rules/b_surveys", "rules/c_standards", "rules/d_benchmarks"),
    *("rules/e_staff", "rules/f_channels", "rules/g_access", "rules/h_complaints"),
    *("rules/s2_uses", "rules/s_sections", "rules/x_further", "problems/rules/site"),
    "rules/language/language",
    "problems/rules/importing",
)
"""The files of the catalogue, in the order an editor meets them."""

_WORDS = (
    *("title", "why", "source", "what", "do", "none_found"),
    *("begin", "begin_for", "idle"),
)
"""What a page says of a rule: its title and its reason, what its forms and remarks say, and its records."""


class Severity(StrEnum):
    """How much a problem matters; the rule decides, never the caller."""

    ERROR = "error"
    """The published page would be wrong."""
    WARNING = "warning"
    """A duty is not met, or a text is unclear."""
    NOTE = "note"
    """Advice."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its file declares it."""

    code: str
    """Its id in the requirements catalogue (`A1`, `K14`), or that of a fault of reading (`Y020`)."""
    title: str
    severity: Severity
    why: str
    bad: str
    good: str
    leads: bool = False
    """Whether others follow from it: it is told first."""
    source: str = ""
    """What asks for it: the section of an order, a guide, a memorandum."""
    where: str = ""
    """The file and the key its evidence is written under: `surveys.yml: staff`."""
    windows: tuple[str, ...] = ()
    """The settings under `windows` that say how old evidence may be."""
    asked_with: str = ""
    """The rule that a framework must ask for, so that this one has any ground."""
    state: str = "contradictory"
    """What a problem of this code makes of the rules that it shows."""
    wcag: tuple[str, ...] = ()
    """Of a rule of finished pages: the criteria of WCAG 2.2 it looks after."""
    act: tuple[str, ...] = ()
    """The rules of the W3C's ACT format that it follows, by their ids."""
    languages: tuple[str, ...] = ()
    """Of a rule of plain language: the languages it is for."""
    what: str = ""
    do: str = ""
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The shared forms it is looked at by, by name; see `charters.rules.forms`."""

    @property
    def follows(self) -> str:
        """The criteria and the rules of others that it follows, as a reader looks them up."""
        act = f"; ACT rules {', '.join(self.act)}" if self.act else ""
        return f"WCAG 2.2, {', '.join(self.wcag)}{act}" if self.wcag else ""


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by code, in the order of the catalogue."""
    entries = (entry for room in ROOMS for entry in declared(room).items())
    return MappingProxyType({code: _rule(code, entry) for code, entry in entries})


@cache
def declared(name: str) -> dict[str, Any]:
    """Return what a data file of the package says, by its path in the package without `.toml`."""
    return tomllib.loads((PACKAGE / f"{name}.toml").read_text(encoding="utf-8"))


def browser_checks() -> Mapping[str, Mapping[str, Any]]:
    """Return what is looked at in a browser besides axe's rules, by name."""
    return declared("problems/rules/browser")


def languages_of(folder: str, prefix: str = "") -> tuple[str, ...]:
    """Return the languages that have a data file in a folder of the package."""
    found = (PACKAGE / folder).glob(f"{prefix}*.toml")
    return tuple(sorted(file.stem.removeprefix(prefix) for file in found))


def spoken() -> tuple[str, ...]:
    """Return the languages that the words of the program are in."""
    files = (PACKAGE / "locale").glob("*/LC_MESSAGES/*.po")
    return tuple(sorted({"en", *(file.parts[-3].replace("_", "-") for file in files)}))


def _rule(code: str, entry: dict[str, Any]) -> Rule:
    forms = {name: table for name, table in entry.items() if isinstance(table, dict)}
    plain = {name: value for name, value in entry.items() if name not in forms}
    severity = Severity(plain.pop("severity", Severity.WARNING))
    plain |= {name: tuple(plain.get(name, ())) for name in ("windows", "wcag", "act", "languages")}
    return Rule(code=code, severity=severity, forms=forms, **plain)


def told(
    file: BinaryIO, _keywords: object, _tags: object, options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what a data file says under some keys, as Babel collects it for translators."""
    keys = options["keys"].split()
    for listed in tomllib.load(file).values():
        for entry in listed if isinstance(listed, list) else [listed]:
            yield from ((1, "gettext", entry[key], []) for key in keys if entry.get(key))


def words(file: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what a file of rules says of each on a page, as Babel collects it for translators."""
    for code, entry in tomllib.load(file).items():
        tables = [entry, *(table for table in entry.values() if isinstance(table, dict))]
        for sentence in (table[key] for table in tables for key in _WORDS if table.get(key)):
            yield 1, "gettext", sentence, [f"Translators: rule {code}"]
