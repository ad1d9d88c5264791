"""How old a figure is: one clock and one way to count months, for pages and rules alike."""

from __future__ import annotations

from datetime import date, timedelta

from charters.model.agency import Compiled
from charters.model.periods import months_later
from charters.model.register import Charter, Register


def known_on(register: Register, charter: Charter, compiled: Compiled | None = None) -> date:
    """Return the day on which the evidence of a charter is judged.

    Where somebody else compiled it (or the one promise that `compiled` is about), nothing is known
    after the last day of the documents used.
    """
    compiled = compiled or charter.agency.compiled
    return min(register.as_of, compiled.until) if compiled else register.as_of


def is_older(day: date, months: int, on: date, days: int = 0) -> bool:
    """Return whether a day lies more than some months, and days, before another."""
    return months_later(day + timedelta(days=days), months) < on


def months_between(day: date, later: date) -> int:
    """Return how many whole months lie between two days."""
    months = (later.year - day.year) * 12 + later.month - day.month
    return months if months_later(day, months) <= later else months - 1
