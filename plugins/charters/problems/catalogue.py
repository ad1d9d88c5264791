"""The catalogue of codes: what each rule is called, how much it matters, why, and examples.

The rules are data (`rules/*.toml`), so that their words can be mended without touching code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import BinaryIO

ROOMS = ("reading", "results", "ties", "pages", "wording", "order", "site")
"""The files of the catalogue, in the order an editor meets them."""


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
    """One rule of the catalogue."""

    code: str
    title: str
    severity: Severity
    why: str
    bad: str
    good: str


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by code, in the order of the catalogue."""
    found: dict[str, Rule] = {}
    folder = files("charters.problems") / "rules"
    for room in ROOMS:
        text = (folder / f"{room}.toml").read_text(encoding="utf-8")
        for code, entry in tomllib.loads(text).items():
            severity = Severity(entry.pop("severity"))
            found[code] = Rule(code=code, severity=severity, **entry)
    return MappingProxyType(found)


def words(file: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what a file of rules says of each on a page, as Babel collects it for translators."""
    for code, entry in tomllib.load(file).items():
        for said in (entry["title"], entry["why"]):
            yield 1, "gettext", said, [f"Translators: rule {code}"]
