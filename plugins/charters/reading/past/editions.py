"""Each promise as it was posted, version by version: what judges the periods of that time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from charters.model.past import Version
from charters.model.register import Charter
from charters.model.standards import ChangedField, Edition, Standard
from charters.reading.past.aims_then import AimsThen
from charters.reading.past.blocks import blocks_of, values_of
from charters.reading.past.git_versions import FileVersion
from charters.reading.past.trails import FolderTrail, version_of, words_of
from charters.reading.written import Written

_JUDGING = (
    *("promise", "limit", "target", "seasons", "levels", "parts", "measure"),
    *("introduced", "changes", "suspended", "withdrawn"),
)
"""The keys of a standard by which its periods are judged, and told."""


@dataclass(frozen=True)
class StandardsBefore:
    """The texts of standards.yml that the agency itself published, newest first."""

    now: str
    trail: FolderTrail
    versions: Sequence[FileVersion]

    def earlier(self) -> list[tuple[Version, str]]:
        """Return each text that differs from the one after it, newest first."""
        found: list[tuple[Version, str]] = []
        for version in self.versions:
            text = self.trail.site.text(version)
            if text and text != (found[-1][1] if found else self.now):
                found.append((version_of(version), text))
        return found


def with_editions(
    charter: Charter, before: StandardsBefore, written: Written, today: date
) -> tuple[Standard, ...]:
    """Return the promises of a charter, each with what was posted of it before."""
    now = blocks_of(before.now)
    context = {"fiscal_start": charter.fiscal_start, "language": written.language}
    aims = AimsThen(before.trail, charter.fiscal_start, written)
    found = []
    for standard in charter.standards:
        blocks = list(_blocks(before, standard.id))
        posted: list[Edition] = []
        if any(block != now.get(standard.id) for _version, block in blocks) or aims.moved(standard):
            versions = [*aims.joined(standard.id, [*_standards(blocks, context)])]
            posted = _published(versions, before.trail)
        if posted and posted[-1].standard != standard:
            posted.append(Edition(max(today, posted[-1].day), standard))
        found.append(standard.after(posted) if len(posted) > 1 else standard)
    return tuple(found)


def _blocks(before: StandardsBefore, name: str) -> Iterator[tuple[FileVersion, str]]:
    """Yield the texts of one promise, oldest first, each from the version that brought it."""
    newer = blocks_of(before.now)
    block, found = newer.get(name, ""), list[tuple[FileVersion, str]]()
    for version in before.versions:
        older = blocks_of(before.trail.site.text(version))
        name = name if name in older else _older_id(name, block, older, newer)
        if name in older:
            block, newer = older[name], older
            found.append((version, block))
    for n, (version, text) in enumerate(reversed(found)):
        if n == 0 or found[-n][1] != text:
            yield version, text


def _older_id(name: str, block: str, older: Mapping[str, str], newer: Mapping[str, str]) -> str:
    """Return the id under which a promise with the same words stood in an older version."""
    lost = [other for other in older if other not in newer]
    words = words_of(block) if lost else ""
    return next((other for other in lost if words and words_of(older[other]) == words), name)


def _standards(
    blocks: Sequence[tuple[FileVersion, str]], context: Mapping[str, Any]
) -> Iterator[tuple[FileVersion, Standard]]:
    """Yield what can be read of the texts, without those that change nothing in how it is judged."""
    last: dict[str, Any] | None = None
    for version, block in blocks:
        values = values_of(block)
        judging = {key: values.get(key) for key in _JUDGING}
        if judging == last or "compiled" in values:
            continue
        try:
            yield version, Standard.model_validate(dict(values), context=context)
        except ValidationError:
            continue  # Whoever wrote it was told so, and nothing of it was published.
        last = judging


def _published(found: Sequence[tuple[FileVersion, Standard]], trail: FolderTrail) -> list[Edition]:
    """Return the versions that were published, each with the first day it was to be seen.

    A version was published with the first commit from it on whose files are without an error. That is
    looked up only where a verdict can hang on it: every file of that commit has to be read again.
    """
    kept: list[Edition] = []
    first: FileVersion | None = None
    for version, standard in found:
        one = Edition(version.day, standard)
        if first is None or not kept:
            kept, first = [one], version
        elif not _hangs_on(kept[-1].standard, standard, _next_day(version, trail)):
            kept.append(one)
        elif len(kept) == 1 and not trail.passed(first.turn):
            kept, first = [one], version
        else:
            kept.append(replace(one, day=_first_day(version, trail)))
    return kept


def _next_day(version: FileVersion, trail: FolderTrail) -> date:
    """Return the day of the next commit that changed any of the files; the last of all where none did."""
    turns = trail.turns(version.turn)
    return trail.days[turns[1]] if len(turns) > 1 else date.max


def _first_day(version: FileVersion, trail: FolderTrail) -> date:
    turns = trail.turns(version.turn)
    return trail.days[next((turn for turn in turns if trail.passed(turn)), turns[-1])]


def _hangs_on(before: Standard, after: Standard, day: date) -> bool:
    """Return whether a version changes what was in force before a day."""
    had, has = ({change.key for change in one.changes} for one in (before, after))
    new = [change for change in after.changes if change.key not in had]
    if before.suspended != after.suspended or _own_levels(before) != _own_levels(after):
        return True
    if had - has or any(change.date < day for change in new):
        return True
    if any(row.period.start < day for row in {*before.aims} ^ {*after.aims}):
        return True
    said = {change.field for change in new}
    levels = ((ChangedField.TARGET, "target"), (ChangedField.LIMIT, "limit"))
    return any(
        getattr(before, name) != getattr(after, name) and field not in said
        for field, name in levels
    )


def _own_levels(standard: Standard) -> tuple[object, object]:
    parts = {name: (part.limit, part.target) for name, part in standard.part_by_id.items()}
    return parts, standard.seasons
