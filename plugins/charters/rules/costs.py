"""What words on cost say: free, a charge, or nothing (F4, G4, H5, X16)."""

from __future__ import annotations

import re

from charters.rules.filled import is_said

_CHARGE = re.compile(
    r"[$€£]\s?\d|\b\d+ (?:dollars|cents|euros|d[óo]lares|centavos|pesos)\b|\b(?:fee|charge)s?\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:free|no (?:charge|cost|fee)s?|nothing|none|gratuit\w*|sans frais|gratis"
    r"|sin (?:costo|coste|cargo)s?)\b",
    re.IGNORECASE,
)


def is_free(cost: str) -> bool:
    """Return whether words say that something is free."""
    return bool(_FREE.search(cost))


def names_charge(cost: str) -> bool:
    """Return whether words name a charge."""
    return bool(_CHARGE.search(cost)) and not is_free(cost)


def is_charged(cost: str) -> bool:
    """Return whether words name a charge and do not explain it."""
    return names_charge(cost) and "because" not in cost.lower()


def is_answered_cost(cost: str) -> bool:
    """Return whether words say what something costs."""
    return is_free(cost) or names_charge(cost) or is_said(cost, "cost")
