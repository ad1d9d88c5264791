"""Promises that have changed since an earlier version without an entry under `changes` (K7, C9, F5).

Every version that was published counts, however old. Of a charter compiled by others only the last
two count: to mend a record is no change of a promise. F5: a promise that ends keeps its place with
`withdrawn`, and its id never stands for another one. What says what it was called before (`formerly`)
is held to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from charters.judging.promise_changes import Effect
from charters.model.past import Version
from charters.model.periods import UNKNOWN
from charters.model.refusal import SHOWN, shown
from charters.model.register import Charter
from charters.model.standards import NOTHING, Measured, Standard
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.past.blocks import blocks_of, values_of
from charters.rules.case import STANDARDS, Case
from charters.rules.forms import clash
from charters.rules.past.old_texts import (
    is_another_promise,
    keeps_later,
    lost_suspensions,
    moved_later,
)
from charters.rules.past.two_versions import Difference, differences, lost_entries


def promises_before(
    case: Case, everywhere: frozenset[str], moved: Mapping[str, tuple[Charter, Measured]]
) -> Iterator[Problem]:
    """Yield promises changed, dropped or replaced since an earlier version, with nothing recorded.

    `everywhere` has the ids of all agencies: a promise may have moved to another one. `moved` has what
    says so itself (`formerly`), by every place where it was before.
    """
    charter, past = case.charter, case.charter.past
    now = blocks_of(past.now)
    earlier = [(version, blocks_of(text)) for version, text in past.earlier]
    if not (now or charter.services):
        earlier = []  # The file cannot be read, which is said of it.
    first = {name: block for _version, before in earlier for name, block in before.items()}
    seen: set[tuple[str, str]] = set()
    told: set[tuple[str, str]] = set()
    for version, before in earlier:
        for name, block in before.items():
            if (name, block) in seen:
                continue
            seen.add((name, block))
            there = _there(charter, name, moved)
            if there is not None:
                found = _elsewhere(there, (first[name], block), version, name)
                if there[1].id in before and there[0] is charter:
                    found = iter([("id", _two_at_once(charter, there[1].id, name, version))])
            elif name in now:
                standard = charter.standard_by_id.get(name)
                found = _standard(charter, standard, (first[name], block), version)
            else:
                is_there = name in everywhere or _is_a_figure_now(charter, name, block)
                found = _nowhere(charter, name, block, version) if not is_there else iter(())
            for field, problem in found:
                if (name, field) not in told and past.was_published(version):
                    told.add((name, field))
                    yield problem


Found = Iterator[tuple[str, Problem]]
"""Problems, each with the field it is about."""


def _elsewhere(
    there: tuple[Charter, Measured],
    blocks: tuple[str, str],
    version: Version,
    name: str,
) -> Found:
    """Yield what differs in a promise that has another id or place today."""
    if isinstance(there[1], Standard):
        yield from _standard(there[0], there[1], blocks, version, name)


def _there(
    charter: Charter, name: str, moved: Mapping[str, tuple[Charter, Measured]]
) -> tuple[Charter, Measured] | None:
    """Return where what was called so is found today, where that says so itself."""
    agencies = (charter.id, *charter.agency.formerly)
    found = (moved.get(f"{agency}/{name}") for agency in agencies)
    return None if name in charter.standard_by_id else next(filter(None, found), None)


def _is_a_figure_now(charter: Charter, name: str, block: str) -> bool:
    """Return whether what held no level, and so was no promise, is published as a figure now."""
    before = values_of(block)
    return name in charter.figure_by_id and not before.keys() & {"limit", "target", "changes"}


def _standard(
    charter: Charter,
    standard: Standard | None,
    blocks: tuple[str, str],
    version: Version,
    called: str = "",
) -> Found:
    """Yield what differs in one standard, with the field: its first text, and an earlier one.

    `called` is the id that it had then, where that was another one.
    """
    posted = blocks_of(charter.past.now).get(standard.id, "") if standard else ""
    if standard is None or blocks[1] == posted:
        return
    first, before, now = (values_of(block) for block in (*blocks, posted))
    if not before or not now:
        return
    if is_another_promise(before, now):
        yield "promise", _used_again(charter, standard, before, version, called)
        return
    found = [] if before == now else [*differences(before, now)]
    still = {one.keys for one in differences(first, now)} if found and first else None
    for one in found:
        is_new = one.before in NOTHING or one.effect is Effect.REWORDED
        if (
            one.entry is None
            and not (one.field is None and is_new)
            and (still is None or one.keys in still)
        ):
            yield " ".join(one.keys), _problem(charter, standard, one, version)
    for entry in lost_entries(before, now):
        yield entry, _entry_lost(charter, standard, entry, version)
    yield from _times(charter, standard, before, version)


def _times(
    charter: Charter, standard: Standard, before: Mapping[str, Any], version: Version
) -> Iterator[tuple[str, Problem]]:
    """Yield what was said of the times in which a promise holds, and is not said any more."""
    for day in lost_suspensions(before, standard):
        yield f"suspended {day}", _suspension_lost(charter, standard, day, version)
    if moved_later(before, standard, charter.fiscal_start) or _forgets(charter, standard, before):
        yield "introduced", _begins_later(charter, standard, before, version)
    if held := keeps_later(before, version.day, standard, charter.fiscal_start):
        yield "records_from", _kept_later(charter, standard, held, version)


def _forgets(charter: Charter, standard: Standard, before: Mapping[str, Any]) -> bool:
    """Return whether a promise of which no result is there knows its first day no more: none is due then."""
    rows = charter.results.get(standard.id)
    return not (standard.introduced or rows) and before.get("introduced", UNKNOWN) != UNKNOWN


def _said(version: Version) -> Message:
    day, commit = version.day.isoformat(), version.commit[:7]
    return _("the version of {day} (commit {commit})", day=day, commit=commit)


def _at(charter: Charter, standard: Standard, *keys: str) -> Place:
    return charter.place(STANDARDS, "standards", standard.id, *keys)


def _problem(charter: Charter, standard: Standard, change: Difference, version: Version) -> Problem:
    before, now = (NOTHING[0] if one in NOTHING else one for one in (change.before, change.now))
    if change.field is None:
        return _moved_inside(charter, standard, change, version)
    said = _(
        "'{key}' was {before} in {version} and is {now} now, but 'changes' has no entry for it",
        key=change.keys[-1],
        before=shown(before),
        now=shown(now),
        version=_said(version),
    )
    do = _(
        "add {{date: ..., field: {field}, from: {before}, to: {now}, reason: ...}}",
        field=change.field.value,
        before=_short(before),
        now=_short(now),
    )
    if change.keys in _SHAPED:
        do = _(
            "add {{date: ..., field: measure, from: {before}, to: {now}, before: {{shape: ..., unit: ...}}, reason: ...}}, so that older results are read and judged as they were counted",
            before=_short(before),
            now=_short(now),
        )
    return clash("K7", "C9", _at(charter, standard, *change.keys), said, do)


def _moved_inside(
    charter: Charter, standard: Standard, one: Difference, version: Version
) -> Problem:
    said = _(
        "the {field} of '{name}' under '{key}' was {before} in {version} and is {now} now, and nothing says so",
        field=one.keys[2] if len(one.keys) > 2 else "level",
        name=one.keys[1],
        key=one.keys[0],
        before=shown(one.before),
        now=shown(one.now),
        version=_said(version),
    )
    do = _(
        "put it back, and write the other level into targets.csv, with its part and the time it is for"
    )
    return clash("K7", "C9", _at(charter, standard, one.keys[0]), said, do)


_SHAPED = (("measure", "shape"), ("measure", "unit"))
"""What says in which form and unit results are."""


def _entry_lost(charter: Charter, standard: Standard, entry: str, version: Version) -> Problem:
    said = _(
        "'changes' had an entry in {version} that is gone or says something else now: {entry}",
        version=_said(version),
        entry=shown(entry),
    )
    do = _("put it back as it was; what was published stays the history of the promise")
    return clash("K7", "C9", _at(charter, standard, "changes"), said, do)


def _suspension_lost(charter: Charter, standard: Standard, day: str, version: Version) -> Problem:
    said = _(
        "by {version} this was suspended from {day} on, and 'suspended' does not say so any more",
        version=_said(version),
        day=day,
    )
    do = _("put it back; where the promise holds again, write the last day of it under 'to'")
    return clash("K7", "C9", _at(charter, standard, "suspended"), said, do)


def _begins_later(
    charter: Charter, standard: Standard, before: Mapping[str, Any], version: Version
) -> Problem:
    said = _(
        "'introduced' was {before} in {version} and is {now} now; a promise begins once",
        before=before["introduced"],
        version=_said(version),
        now=standard.introduced.label if standard.introduced else UNKNOWN,
    )
    do = _("put the first day back, or say in 'note' why it was wrong")
    return clash("K7", "C9", _at(charter, standard, "introduced"), said, do)


def _kept_later(charter: Charter, standard: Standard, held: str, version: Version) -> Problem:
    kept = standard.records_from
    said = _(
        "by {version} results were due from {held} on, and 'records_from' is {now} now",
        version=_said(version),
        held=held,
        now=kept.label if kept else UNKNOWN,
    )
    do = _("write the earlier day; a result that is missing since is told as missing")
    return clash("K7", "C9", _at(charter, standard, "records_from"), said, do)


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else "..."


def _used_again(
    charter: Charter,
    standard: Standard,
    before: Mapping[str, Any],
    version: Version,
    called: str,
) -> Problem:
    here = _at(charter, standard, "promise")
    said = _(
        "'{name}' stood for another promise in {version}: {words}",
        name=called or standard.id,
        version=_said(version),
        words=shown(_words(before)),
    )
    do = _(
        "give this one an id of its own, and put the old one back with "
        "withdrawn: {{date: ..., reason: ...}}"
    )
    if called:
        do = _(
            "take it out of 'formerly', and put the old one back with "
            "withdrawn: {{date: ..., reason: ...}}"
        )
    return clash("K7", "C9", here, said, do, _at(charter, standard, "formerly" if called else "id"))


def _two_at_once(charter: Charter, name: str, called: str, version: Version) -> Problem:
    said = _(
        "'{name}' and '{other}' were two promises in {version}, and 'formerly' says that they are one",
        name=called,
        other=name,
        version=_said(version),
    )
    do = _("put the old one back with withdrawn: {{date: ..., reason: ...}}")
    here, also = (charter.place(STANDARDS, "standards", name, key) for key in ("formerly", "id"))
    return clash("K7", "C9", here, said, do, also)


def _nowhere(charter: Charter, name: str, block: str, version: Version) -> Found:
    words, now = _words(values_of(block)), blocks_of(charter.past.now)
    same = [other for other, text in now.items() if words and _words(values_of(text)) == words]
    do = _(
        "put it back into {file} with withdrawn: {{date: ..., reason: ...}}",
        file=charter.place(STANDARDS).path,
    )
    for other in same[:1]:
        do = _(
            "it is called '{name}' now; add formerly: [{old}] to it, so that old links lead there",
            name=other,
            old=name,
        )
    said = _(
        "the promise '{name}' ({words}) stands in {version} and is gone now",
        name=name,
        words=shown(words),
        version=_said(version),
    )
    yield "", clash("K7", "C9", charter.place(STANDARDS, "standards"), said, do)


def _words(values: Mapping[str, Any]) -> str:
    promise = values.get("promise")
    return str(next(iter(promise.values()), "") if isinstance(promise, dict) else promise or "")
