"""What an editor has to mend: the problem itself, and the catalogue of all codes."""

from charters.problems.catalogue import Rule, Severity, rules
from charters.problems.problem import Place, Problem

__all__ = ["Place", "Problem", "Rule", "Severity", "rules"]
