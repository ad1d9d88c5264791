"""How a message names the other place of a contradiction, and the figures on both sides."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath

from charters.model.quantities import Quantity
from charters.model.register import Charter
from charters.model.results import Result
from charters.model.standards import Standard
from charters.problems import Place

AGENCY, STANDARDS, RESULTS = "agency.yml", "standards.yml", "results.csv"
BENCHMARKS, SURVEYS = "benchmarks.yml", "surveys.yml"

Keys = tuple[str | int, ...]


def beside(here: Place, other: Place) -> str:
    """Return how a message at one place names another: `line 47`, or `results.csv:12`."""
    if here.path == other.path:
        return f"line {other.line}"
    return f"{PurePosixPath(other.path).name}:{other.line}"


def in_standard(charter: Charter, standard: Standard, *keys: str | int) -> Place:
    """Return the place of a value of a standard."""
    return charter.place(STANDARDS, "standards", standard.id, *keys)


def plain(amount: Decimal | Fraction) -> str:
    """Return an amount for a message: at most two decimals, no trailing zeros."""
    rounded = Decimal(round(amount * 100)) / 100
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def level_said(level: Quantity) -> str:
    """Return a level with its unit: `90%`, `20 business days`."""
    if level.is_share:
        return f"{plain(level.amount)}%"
    many = "" if level.amount == 1 or level.unit.endswith("s") else "s"
    return f"{plain(level.amount)} {level.unit}{many}"


def result_said(standard: Standard, result: Result) -> str:
    """Return a result as worked out: `84% (2,310 of 2,750)`, `12.8 minutes`."""
    amount = result.amount
    if amount is None:
        return "no cases"
    if result.met is not None and result.total is not None:
        return f"{plain(amount)}% ({result.met:,} of {result.total:,})"
    if standard.measure.shape.is_share:
        return f"{plain(amount)}%"
    unit = f" {standard.measure.unit}" if standard.measure.unit else ""
    return f"{plain(amount)}{unit}"
