"""The rows of `targets.csv` as they were published: which aims a promise had when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from charters.model.aims import YearlyAim
from charters.model.file_names import STANDARDS, TARGETS
from charters.model.register import grouped
from charters.model.standards import Standard
from charters.reading.aim_rows import aims_of
from charters.reading.past.git_versions import FileVersion
from charters.reading.past.trails import FolderTrail
from charters.reading.sources import SourceText
from charters.reading.written import Written

Aims = Mapping[str, Sequence[YearlyAim]]
"""Rows by the id of their promise."""


@dataclass(frozen=True)
class AimsThen:
    """The rows of each version of targets.csv that the agency itself published."""

    trail: FolderTrail
    fiscal_start: int
    written: Written

    @cached_property
    def versions(self) -> Sequence[tuple[FileVersion, Aims]]:
        """The versions, oldest first, each with its good rows."""
        found = self.trail.own(TARGETS)[::-1]
        return [(one, self._read(self.trail.site.text(one))) for one in found]

    def _read(self, text: str) -> Aims:
        if not text:
            return {}
        source = SourceText(TARGETS, text)
        (rows, _table), _problems = aims_of(source, self.fiscal_start, self.written)
        return grouped(rows, attrgetter("standard"))

    def moved(self, standard: Standard) -> bool:
        """Return whether a promise ever had other rows than today, or none."""
        had = [tuple(aims.get(standard.id, ())) for _version, aims in self.versions]
        if not had:
            return bool(standard.aims)
        first = self.versions[0][0].turn
        had_none = bool(had[0]) and any(one.turn > first for one in self.trail.own(STANDARDS))
        return had_none or any(aims != standard.aims for aims in had)

    def joined(
        self, name: str, posted: Sequence[tuple[FileVersion, Standard]]
    ) -> Iterator[tuple[FileVersion, Standard]]:
        """Yield the versions of a promise with the rows it had then, also those of its rows alone."""
        rows = [(version, tuple(aims.get(name, ()))) for version, aims in self.versions]
        standard: Standard | None = None
        aims: tuple[YearlyAim, ...] = ()
        turns = sorted({version.turn for version, _ in (*posted, *rows)}, reverse=True)
        for turn in turns:
            promised = [one for one in posted if one[0].turn == turn]
            aimed = [one for one in rows if one[0].turn == turn]
            is_new = bool(promised) or (bool(aimed) and aimed[-1][1] != aims)
            standard = promised[-1][1] if promised else standard
            aims = aimed[-1][1] if aimed else aims
            if standard is not None and is_new:
                version = (promised or aimed)[-1][0]
                yield version, standard.with_aims(aims) if aims else standard
