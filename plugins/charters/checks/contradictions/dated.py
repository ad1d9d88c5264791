"""Shares that a text claims for a year, against the result of that year (K2, K8).

'In 2024 we answered 84% of calls' can be set against one row; aims, surveys and hedged numbers cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from charters.checks.contradictions.figures import Claim
from charters.checks.wording.numbers import NUMBER, number_said
from charters.model.quantities import PERCENT
from charters.model.register import Charter
from charters.model.results import Result
from charters.model.standards import Standard

_YEAR = r"(?:fiscal year |fy ?)?(?P<year>(?:19|20)\d\d)\b"
_SHARE = rf"\b(?P<share>{NUMBER['en']}) ?(?:%|per ?cent)"
_FORMS = (
    re.compile(rf"\bin {_YEAR}(?P<between>[^.;,%\d]{{0,60}}?){_SHARE}"),
    re.compile(rf"{_SHARE}(?P<between>[^.;,%\d]{{0,40}}?) in {_YEAR}"),
)
_NO_RESULT = re.compile(
    r"\b(?:aim\w*|targets?|goals?|promis\w+|plan\w*|than|points?|more|less|about|nearly|almost|over"
    r"|under|others?|told|satisf\w+|some|only|they|their|rose|fell|grew|up|down|by)\b"
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A claim, and the row it disagrees with."""

    claim: Claim
    row: Result


def wrong_claims(charter: Charter, standard: Standard, text: str) -> Iterator[Wrong]:
    """Yield shares claimed for a year (in lower-case words) that the year's result denies."""
    for year, claim in _claims(text):
        labels = (str(year), f"FY{year}")
        rows = [r for r in charter.results.get(standard.id, ()) if r.period.label in labels]
        wholes = [row for row in rows if not row.part and row.amount is not None]
        if wholes and not any(_agrees(claim, row) for row in rows):
            yield Wrong(claim, wholes[-1])


def _claims(text: str) -> Iterator[tuple[int, Claim]]:
    for form in _FORMS:
        for found in form.finditer(text):
            if not _NO_RESULT.search(found["between"]):
                amount = number_said(found["share"], "en")
                yield int(found["year"]), Claim(amount, PERCENT, found[0])


def _agrees(claim: Claim, row: Result) -> bool:
    """Return whether a row has the claimed share, or the rest of it."""
    amount = row.amount
    levels = () if amount is None else (amount, 100 - amount)
    return any(claim.agrees_with(level, PERCENT) for level in levels)
