"""Whether a row of results holds what the shape of its promise or figure asks for."""

from __future__ import annotations

from typing import NamedTuple

from charters.model.refusal import shown
from charters.model.shapes import Shape
from charters.problems.message import Message, _
from charters.reading.written import Written

Row = dict[str, str]
"""The cells of one row by column, stripped."""

Fault = tuple[str, str, Message]
"""The cell that is wrong, the code of the rule, and what to write."""


class RowFigures(NamedTuple):
    """The figures of a row, beside the shape in which its results were measured then."""

    cell: Row
    shape: Shape
    today: Shape
    """The one in which they are measured now."""
    written: Written

    def fault(self, met: int | None, total: int | None) -> Fault | None:
        """Return the first thing that does not fit; the counts are as they were read."""
        shape, counts = self.shape, bool(self.cell["met"] or self.cell["total"])
        if not shape.is_measured:
            message = _(
                "this promise is in words only; take the row out, or give the promise a measure"
            )
            return "standard", "V012", message
        if shape.is_share:
            return self._of_counts(met, total) if counts else self._of_no_counts()
        if counts:
            message = _(
                "{shape}; write {result} in 'value', and leave 'met' and 'total' blank"
            ).filled(shape=self._shape_said(), result=Message(shape.row.result))
            return "met" if self.cell["met"] else "total", "V012", message
        if self.cell["value"] or (shape.counts_cases and self.cell["cases"] == "0"):
            return None
        return "value", "V012", self._no_value()

    @property
    def is_a_cell_too_far(self) -> bool:
        """Whether the value that the shape asks for seems to stand in the cell behind its own."""
        wants_value = self.shape.is_measured and not self.shape.is_share
        blank = not any(self.cell[name] for name in ("met", "total", "value"))
        return wants_value and blank and "." in self.cell["cases"]

    def _no_value(self) -> Message:
        if self.is_a_cell_too_far:
            return _(
                "'value' is blank; {cases} stands in 'cases', one cell too far: is there a comma too many before it?"
            ).filled(cases=shown(self.cell["cases"]))
        return _("'value' is blank; {shape}: write {result}").filled(
            shape=self._shape_said(), result=Message(self.shape.row.result)
        )

    def _of_counts(self, met: int | None, total: int | None) -> Fault | None:
        """Return a value beside counts, half a pair of them, or more cases kept than there were (K1)."""
        if self.cell["value"]:
            message = _("leave 'value' blank: the share is worked out from 'met' and 'total'")
            return "value", "V013", message
        for name, other in (("met", "total"), ("total", "met")):
            if not self.cell[name]:
                message = _(
                    "'{name}' is blank but '{other}' is not; write both, 0 where there were none"
                ).filled(name=name, other=other)
                return name, "V013", message
        if met is None or total is None or met <= total:
            return None
        message = _(
            "more cases kept the promise than there were ({met} > {total}); check both counts"
        )
        if self._is_figure:
            message = _("more cases were met than there were ({met} > {total}); check both counts")
        return "met", "V011", message.filled(met=met, total=total)

    def _of_no_counts(self) -> Fault | None:
        """Return that a share has neither counts nor a value."""
        if self.cell["value"]:
            return None
        message = _(
            "this promise is a share; write how many kept it in 'met' and how many there were in 'total'"
        )
        if self._is_figure:
            message = _(
                "this figure is a share; write how many had it in 'met' and how many there were in 'total'"
            )
        return "met", "V013", message

    def _shape_said(self) -> Message:
        """Return how results are worked out, or were in the time of the row."""
        this = _("this figure") if self._is_figure else _("this promise")
        if self.shape is self.today:
            return _("the shape of {this} is {shape}", this=this, shape=self.shape.value)
        return _("the shape of {this} was {shape} then", this=this, shape=self.shape.value)

    @property
    def _is_figure(self) -> bool:
        """Whether the row is a result of a figure, and not of a promise."""
        return not self.written.lacks("figure", self.cell["standard"])
