"""Promises that have changed since an earlier version without an entry under `changes` (K7, C9, F5).

Every version that was published counts, however old. Of a charter compiled by others only the last
two count: to mend a record is no change of a promise. F5: a promise that ends keeps its place with
`withdrawn`, and its id never stands for another one. What says what it was called before (`formerly`)
is held to that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from charters.judging.effects import Effect
from charters.model.change import NOTHING
from charters.model.file_names import STANDARDS
from charters.model.past import Version
from charters.model.period_labels import UNKNOWN
from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.standards import Measured, Standard
from charters.problems import Problem
from charters.problems.message import _
from charters.reading.past.blocks import blocks_of, sentence_of, values_of
from charters.rules.case import Case
from charters.rules.past.entries import lost_entries
from charters.rules.past.old_texts import (
    is_another_promise,
    keeps_later,
    lost_suspensions,
    moved_later,
)
from charters.rules.past.two_versions import differences
from charters.rules.past.unrecorded import Unrecorded, version_said
from charters.rules.saying import clash


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
                    at_once = Unrecorded(charter, there[1], version).two_at_once(name)
                    found = iter([("id", at_once)])
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
    there: tuple[Charter, Measured], blocks: tuple[str, str], version: Version, name: str
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
        yield "promise", Unrecorded(charter, standard, version).used_again(before, called)
        return
    found = [] if before == now else [*differences(before, now)]
    still = {one.keys for one in differences(first, now)} if found and first else None
    here = Unrecorded(charter, standard, version)
    for one in found:
        is_new = one.before in NOTHING or one.effect is Effect.REWORDED
        of_an_item = one.field is None and is_new
        if one.entry is None and not of_an_item and (still is None or one.keys in still):
            yield " ".join(one.keys), here.changed(one)
    for entry in lost_entries(before, now):
        yield entry, here.lost("changes", entry=shown(entry))
    yield from _times(here, standard, before)


def _times(here: Unrecorded, standard: Standard, before: Mapping[str, Any]) -> Found:
    """Yield what was said of the times in which a promise holds, and is not said any more."""
    charter = here.charter
    for day in lost_suspensions(before, standard):
        yield f"suspended {day}", here.lost("suspended", day=day)
    if moved_later(before, standard, charter.fiscal_start) or _forgets(charter, standard, before):
        now = standard.introduced.label if standard.introduced else UNKNOWN
        yield "introduced", here.lost("introduced", before=before["introduced"], now=now)
    if held := keeps_later(before, here.version.day, standard, charter.fiscal_start):
        now = standard.records_from.label if standard.records_from else UNKNOWN
        yield "records_from", here.lost("records_from", held=held, now=now)


def _forgets(charter: Charter, standard: Standard, before: Mapping[str, Any]) -> bool:
    """Return whether a promise of which no result is there knows its first day no more: none is due then."""
    rows = charter.results.get(standard.id)
    return not (standard.introduced or rows) and before.get("introduced", UNKNOWN) != UNKNOWN


def _nowhere(charter: Charter, name: str, block: str, version: Version) -> Found:
    words, now = sentence_of(block), blocks_of(charter.past.now)
    same = [other for other, text in now.items() if words and sentence_of(text) == words]
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
        version=version_said(version),
    )
    yield "", clash("K7", "C9", charter.place(STANDARDS, "standards"), said, do)
