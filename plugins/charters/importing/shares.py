"""A share beside the counts it was worked out from: left out where they agree, refused where not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from charters.importing.account import Account
from charters.importing.amounts import percent
from charters.importing.faults import CellError
from charters.importing.grid import Cell, Sheet
from charters.model.standards import Measured
from charters.problems.message import _


def held_against_counts(
    measured: Measured,
    values: dict[str, str],
    cells: dict[str, Cell],
    account: Account,
    sheet: Sheet,
) -> None:
    """Take a share out of a row that has its counts; raise a refusal where it says something else."""
    if not measured.measure.shape.is_share or not {"met", "total", "value"} <= set(values):
        return
    cell, share = cells["value"], Decimal(values["value"].removesuffix("%"))
    met, total = int(values["met"]), int(values["total"])
    if total and abs(Fraction(met * 100, total) - Fraction(share)) <= Fraction(10) ** _exponent(
        share
    ):
        account.leave(
            sheet,
            cell,
            _("the share is worked out from the counts beside it, and agrees with them"),
        )
        del cells["value"], values["value"]
        return
    written = percent(share)
    said = _("{share} stands beside {met} of {total}", share=written, met=met, total=total)
    raise CellError("I009", said, _("find out which is right, and mend the table"))


def _exponent(share: Decimal) -> int:
    exponent = share.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0
