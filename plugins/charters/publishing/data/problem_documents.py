"""Problems as documents and lines that programs read: JSON, SARIF, and the commands of a workflow."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from urllib.parse import quote

from charters import __version__
from charters.problems import Message, Place, Problem, Severity, rules
from charters.publishing.data import reports
from charters.publishing.data.reports import (
    Counted,
    Told,
    first_of,
    language_of_reader,
    line_of,
    rank,
    what_is_told,
)
from charters.publishing.say.clause_words import sayer

VERSION = 1
"""Of the form in which programs get problems; a key that is taken away makes a new one."""


def as_json(
    problems: Iterable[Problem],
    as_of: date | None = None,
    pages: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the problems as a document for programs; `schemas/problems.schema.json` describes it.

    `pages` are the addresses below the site's own at which it says why rules exist, by their codes.
    """
    document = {
        "version": VERSION,
        "as_of": as_of.isoformat() if as_of else None,
        "problems": [
            {
                **_as_fields(problem.place),
                "code": problem.code,
                "severity": problem.severity.value,
                "title": rules()[problem.code].title,
                "message": problem.text,
                "also": [_as_fields(place) for place in problem.also],
                "explain": reports.explain(problem.code),
                "page": pages.get(problem.code),
            }
            for problem in problems
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False)


def _as_fields(place: Place) -> dict[str, str | int]:
    return {"path": place.path, "line": place.line, "column": place.column}


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(
    problems: Iterable[Problem], *, folder: str = "", every: bool = False, language: str = ""
) -> Iterator[str]:
    """Yield workflow commands that put each problem beside its line in a pull request.

    A forge shows ten of each level: the first of each kind and file come before the second.
    `folder` is where the site lies in the repository, `sites/charters/`.
    """
    language = language_of_reader(language)
    say = sayer(language)
    for told in _spread(what_is_told(problems, every=every)):
        problem = first_of(told)
        if isinstance(told, Counted):
            yield f"::notice::{_escaped(f'{folder}{line_of(told, language)}')}"
            continue
        place = problem.place
        where = f"file={_property(folder + place.path)},line={place.line},col={place.column}"
        title = _property(f"{problem.code} {say(Message(rules()[problem.code].title))}")
        yield f"::{_LEVELS[problem.severity]} {where},title={title}::{_escaped(problem.text)}"


_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_SARIF_LEVELS = {**_LEVELS, Severity.NOTE: "note"}


def sarif(problems: Sequence[Problem], *, folder: str = "") -> str:
    """Return the problems as a SARIF log (OASIS, 2.1.0), which forges and editors show beside the lines."""
    driver = {
        "name": "charters",
        "version": __version__,
        "rules": [_sarif_rule(code) for code in sorted({one.code for one in problems})],
    }
    results = [_sarif_result(one, folder) for one in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1, ensure_ascii=False)


def _sarif_rule(code: str) -> dict[str, object]:
    rule = rules()[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": reports.explain(code)},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(problem: Problem, folder: str) -> dict[str, object]:
    places = [_sarif_place(place, folder) for place in (problem.place, *problem.also)]
    return {
        "ruleId": problem.code,
        "level": _SARIF_LEVELS[problem.severity],
        "message": {"text": problem.text},
        "locations": places[:1],
        **({"relatedLocations": places[1:]} if problem.also else {}),
    }


def _sarif_place(place: Place, folder: str) -> dict[str, object]:
    at = {"startLine": place.line, "startColumn": place.column}
    file = {"uri": quote(folder + place.path)}
    return {"physicalLocation": {"artifactLocation": file, "region": at}}


def _spread(told: list[Told]) -> list[Told]:
    """Return the lines in the order in which ten of them say the most."""
    said: Counter[tuple[str, str]] = Counter()
    placed = []
    for one in told:
        problem = first_of(one)
        said[problem.place.path, problem.code] += 1
        placed.append((*rank(problem), said[problem.place.path, problem.code]))
    return [one for _place, one in sorted(zip(placed, told, strict=True), key=lambda pair: pair[0])]


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
