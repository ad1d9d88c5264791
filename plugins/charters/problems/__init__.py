"""What an editor has to mend: the problem itself, and the catalogue of all codes."""

from charters.problems.catalogue import Rule, Severity, declared, rules
from charters.problems.message import SILENCE, Cases, Message
from charters.problems.problem import Place, Problem, named_from

__all__ = [
    "SILENCE",
    "Cases",
    "Message",
    "Place",
    "Problem",
    "Rule",
    "Severity",
    "declared",
    "named_from",
    "rules",
]
