"""Each promise as it was posted, version by version: what judges the periods of that time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from pydantic import ValidationError

from charters.model.addresses import all_addresses_before
from charters.model.change import ChangedField
from charters.model.past import Version
from charters.model.register import Charter
from charters.model.standards import Edition, Standard
from charters.reading.past.aims_then import AimsThen
from charters.reading.past.blocks import blocks_of, sentence_of, values_of
from charters.reading.past.git_versions import FileVersion
from charters.reading.past.trails import FolderTrail, version_of
from charters.reading.written import Written

_JUDGING = (
    *("promise", "limit", "target", "seasons", "levels", "parts", "measure"),
    *("introduced", "changes", "suspended", "events", "withdrawn", "reported", "channel"),
)
"""The keys of a standard by which its periods are judged, and told."""


class StandardsBefore(NamedTuple):
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


class _Posted(NamedTuple):
    """One version of a promise, its text where that is new, and the folder it was in."""

    version: FileVersion
    block: str
    trail: FolderTrail


def with_editions(
    charter: Charter, sites: Mapping[str, StandardsBefore], written: Written, today: date
) -> tuple[Standard, ...]:
    """Return the promises of a charter, each with what was posted of it before, by any agency.

    `sites` has what every agency published, by its id.
    """
    before = sites[charter.id]
    now = blocks_of(before.now)
    context = {"fiscal_start": charter.fiscal_start, "language": written.language}
    aims = {
        id(one.trail): AimsThen(one.trail, charter.fiscal_start, written) for one in sites.values()
    }
    moved = aims[id(before.trail)].moved
    found = []
    for standard in charter.standards:
        texts = [*_texts(charter, standard, sites)]
        posted: list[Edition] = []
        if any(text.block != now.get(standard.id) for text in texts) or moved(standard):
            posted = _published([*_joined(standard.id, [*_standards(texts, context)], aims)])
        if posted:
            written_now = standard.as_written(values_of(now.get(standard.id, "")))
            posted.append(Edition(max(today, posted[-1].day), written_now))
        found.append(standard.after(posted) if len(posted) > 1 else standard)
    return tuple(found)


def _texts(
    charter: Charter, standard: Standard, sites: Mapping[str, StandardsBefore]
) -> Iterator[_Posted]:
    """Yield the texts of one promise, oldest first, each from the version that brought it."""
    names = [name for name in standard.formerly if "/" not in name]
    found = [*_blocks(sites[charter.id], standard.id, names)]
    for there in reversed(all_addresses_before(charter, standard)):
        agency, _slash, name = there.rpartition("/")
        if agency != charter.id and agency in sites:
            since = found[-1].version.turn if found else -1
            blocks = _blocks(sites[agency], name, ())
            found += [one for one in blocks if one.version.turn > since]
    for n, one in enumerate(reversed(found)):
        if n == 0 or found[-n].block != one.block:
            yield one


def _blocks(before: StandardsBefore, name: str, formerly: Sequence[str]) -> Iterator[_Posted]:
    """Yield the texts of one promise in one agency's file, newest first, under whatever id."""
    newer = blocks_of(before.now)
    block = newer.get(name, "")
    for version in before.versions:
        older = blocks_of(before.trail.site.text(version))
        if name not in older:
            named = (other for other in reversed(formerly) if other in older)
            name = next(named, "") or _older_id(name, block, older, newer)
        if name in older:
            block, newer = older[name], older
            yield _Posted(version, block, before.trail)


def _older_id(name: str, block: str, older: Mapping[str, str], newer: Mapping[str, str]) -> str:
    """Return the id under which a promise with the same words stood in an older version."""
    lost = [other for other in older if other not in newer]
    words = sentence_of(block) if lost else ""
    return next((other for other in lost if words and sentence_of(older[other]) == words), name)


_Read = tuple[_Posted, Standard]


def _standards(texts: Sequence[_Posted], context: Mapping[str, Any]) -> Iterator[_Read]:
    """Yield what can be read of the texts, without those that change nothing in how it is judged."""
    last: tuple[dict[str, Any], int] | None = None
    for text in texts:
        values = values_of(text.block)
        judging = {key: values.get(key) for key in _JUDGING}, id(text.trail)
        if judging == last or "compiled" in values:
            continue
        try:
            found = Standard.model_validate(dict(values), context=context)
        except ValidationError:
            continue  # Whoever wrote it was told so, and nothing of it was published.
        yield text, found.as_written(values)
        last = judging


def _joined(name: str, posted: Sequence[_Read], aims: Mapping[int, AimsThen]) -> Iterator[_Read]:
    """Yield the versions of a promise with the aims that its folder had for it then."""
    folders = [[*found] for _trail, found in groupby(posted, key=lambda one: id(one[0].trail))]
    for n, found in enumerate(folders):
        trail, later = found[0][0].trail, folders[n + 1 : n + 2]
        until = later[0][0][0].version.turn if later else -1
        versions = [(text.version, standard) for text, standard in found]
        for version, standard in aims[id(trail)].joined(name, versions):
            if version.turn > until:  # Then it went to the next folder, and its aims with it.
                yield _Posted(version, "", trail), standard


def _published(found: Sequence[_Read]) -> list[Edition]:
    """Return the versions that were published, each with the first day it was to be seen.

    A version was published with the first commit from it on whose files are without an error. That is
    looked up only where a verdict can hang on it: every file of that commit has to be read again.
    """
    kept: list[Edition] = []
    first: _Posted | None = None
    for text, standard in found:
        one = Edition(text.version.day, standard)
        if first is None or not kept:
            kept, first = [one], text
        elif not _hangs_on(kept[-1].standard, standard, _next_day(text)):
            kept.append(one)
        elif len(kept) == 1 and not first.trail.passed(first.version.turn):
            kept, first = [one], text
        else:
            kept.append(one._replace(day=_first_day(text)))
    return kept


def _next_day(text: _Posted) -> date:
    """Return the day of the next commit that changed any of the files; the last of all where none did."""
    turns = text.trail.turns(text.version.turn)
    return text.trail.days[turns[1]] if len(turns) > 1 else date.max


def _first_day(text: _Posted) -> date:
    trail = text.trail
    turns = trail.turns(text.version.turn)
    return trail.days[next((turn for turn in turns if trail.passed(turn)), turns[-1])]


def _hangs_on(before: Standard, after: Standard, day: date) -> bool:
    """Return whether a version changes what was in force before a day."""
    had, has = ({change.key for change in one.changes} for one in (before, after))
    new = [change for change in after.changes if change.key not in had]
    if before.suspended != after.suspended or before.events != after.events:
        return True
    if _own_levels(before) != _own_levels(after):
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
