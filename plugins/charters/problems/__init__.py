"""What an editor has to mend: the problem itself, and the catalogue of all codes."""

from charters.problems.catalogue import (
    PACKAGE,
    Rule,
    Severity,
    browser_checks,
    declared,
    languages_of,
    rules,
    spoken,
)
from charters.problems.machine import refusal
from charters.problems.message import SILENCE, Cases, Message
from charters.problems.problem import Place, Problem, errors_of, named_from, without_notes

__all__ = [
    "PACKAGE",
    "SILENCE",
    "Cases",
    "Message",
    "Place",
    "Problem",
    "Rule",
    "Severity",
    "browser_checks",
    "declared",
    "errors_of",
    "languages_of",
    "named_from",
    "refusal",
    "rules",
    "spoken",
    "without_notes",
]
