"""What the cells of `results.csv` hold in place of what belongs there, and what is said of that."""

from __future__ import annotations

from charters.model.results import Status
from charters.problems.message import _
from charters.reading.result_cells import COUNTS, STATUSES

NEEDED = {
    "standard": _("'standard' is blank; write the id of a promise or figure in standards.yml"),
    "period": _("'period' is blank; write what it covers, such as FY2024"),
    "status": _("'status' is blank; write one of {statuses}", statuses=", ".join(STATUSES)),
}
"""The cells that no row can do without, and what stands in them."""
FIGURES = (*COUNTS, "value", "paid")
OF_A_MISS = ("missed_because", "action", "action_by")
WITHOUT_A_FIGURE = {
    Status.IN_WORDS.value: _("'note' is blank; write there what was published, in its words"),
    Status.NOT_AVAILABLE.value: _("'note' is blank; say why the result is not available"),
}
"""What stands in the note of a row that has no figure, by its status."""
SUMS = (
    *("total", "totals", "grand total", "subtotal", "sum"),
    *("totaux", "ensemble", "totales", "suma"),
)
"""What spreadsheets call a line that adds up those above it."""
A_SUM = _("{written} names no promise: this row seems to add up those above it; take it out")
NO_FIGURE = frozenset(
    {
        *("-", "--", "–", "—", "n/a", "na", "n.a.", "nil", "none", "not available", "pending"),
        *("tbd", "unknown", "x", "xx", "xxx", "?", "nd", "n.d.", "n/d", "s.o.", "s/o", "s/d"),
        *("sans objet", "non disponible", "inconnu", "aucun"),
        *("sin datos", "no disponible", "ninguno"),
    }
)
"""What people write where there is no figure."""
