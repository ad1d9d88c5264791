"""What of a promise was changed from one published version to the next, and no entry says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from charters.judging.aim_changes import changes_of
from charters.judging.effects import Effect
from charters.judging.levels import leads
from charters.model.change import ChangedField
from charters.model.standards import Standard
from charters.rules.past.two_versions import Difference, differences


class Unsaid(NamedTuple):
    """A difference that no entry accounts for."""

    day: date
    """The day from which it was to be seen."""
    what: Difference
    reason: str = ""
    """None is known."""

    @property
    def date(self) -> date:
        """The day it came into force: none before is known."""
        return self.day

    @property
    def field(self) -> str:
        """What changed: a field, or a level of a part."""
        return "/".join(self.what.keys) if self.what.field is None else self.what.field.value

    @property
    def level(self) -> ChangedField:
        """What the two sides are to be read as: a target or a limit; else words."""
        known = [one for one in ChangedField if one.value == self.what.keys[-1]]
        return known[0] if known else self.what.field or ChangedField.COUNTED

    @property
    def from_(self) -> str:
        """What it was."""
        return self.what.before

    @property
    def to(self) -> str:
        """What it is."""
        return self.what.now


def unsaid(standard: Standard) -> Iterator[Unsaid]:
    """Yield what changed from one edition to the next with no entry for it; other words alone change nothing."""
    for before, after in pairwise(standard.editions):
        for one in differences(before.standard.written, after.standard.written):
            if one.effect is not Effect.REWORDED and not _is_said(standard, before.standard, one):
                yield Unsaid(after.day, one)


def _is_said(standard: Standard, before: Standard, one: Difference) -> bool:
    """Return whether any edition has an entry for it; for a level, one that leads from the one to the other."""
    if one.field is None or not one.field.is_level:
        today = differences(before.written, standard.editions[-1].standard.written)
        return one.entry is not None or any(two.entry for two in today if two.keys == one.keys)
    listed = (change for edition in standard.editions for change in changes_of(edition.standard))
    return any(leads(change, one.field, one.before, one.now) for change in listed)
