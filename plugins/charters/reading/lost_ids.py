"""Ids that many places name and no record has: what has to be mended is the record, not each place."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from charters.model.fields import ID
from charters.model.refusal import shown
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.agreeing import SEVERAL
from charters.reading.agreeing import places as in_words

if TYPE_CHECKING:
    from charters.reading.written import Written

MANY = 5
"""Places that agree where no record is like the name."""
_TOGETHER = {"standard": "standard or figure", "figure": "standard or figure"}


class Lost(NamedTuple):
    """An id that no record has: the record that was probably meant, or the list that lacks it."""

    place: Place
    record: str
    """'' where the list has no record that nobody names."""
    named_at: Sequence[Place]
    key: str = "id"
    """Where the name is to stand: `formerly`, where rows keep a name from before."""


def lost_ids(written: Written) -> Mapping[tuple[str, str], Lost]:
    """Return every id that many places name and no record has, by kind and name."""
    named = Counter((_TOGETHER.get(one.kind, one.kind), one.name) for one in written.named)
    for name, times in Counter(name for name, _path, _line in written.rows).items():
        if ID.fullmatch(name):
            named["standard or figure", written.former.get(name, name)] += times
    found: dict[tuple[str, str], Lost] = {}
    for (kind, name), times in named.items():
        known = written.kinds[kind]
        is_lost = known and name not in known.known and not written.today(kind, name)
        if known and is_lost and times >= SEVERAL:
            free = [one for one in known.known if (kind, one) not in named]
            if lost := _lost(written, kind, name, _named_at(written, kind, name), free):
                found |= {(one, name): lost for one in (kind, *_parts(kind))}
    return found


def _named_at(written: Written, kind: str, name: str) -> list[Place]:
    """Return every place that names a record."""
    kinds = (kind, *_parts(kind))
    rows = written.rows if kind in _TOGETHER.values() else ()
    return [
        *(one.place for one in written.named if one.kind in kinds and one.name == name),
        *(
            Place(at, line)
            for one, at, line in rows
            if ID.fullmatch(one) and written.former.get(one, one) == name
        ),
    ]


def _parts(kind: str) -> list[str]:
    return [part for part, whole in _TOGETHER.items() if whole == kind]


def _lost(
    written: Written, kind: str, name: str, named_at: list[Place], free: list[str]
) -> Lost | None:
    known, near = written.kinds[kind], _like(name, free)
    if near:
        return Lost(written.place_of(kind, near), near, named_at)
    if kind in _TOGETHER.values() and (before := _before(written, kind, name)):
        return Lost(written.place_of(kind, before, "formerly"), before, named_at, "formerly")
    if len(free) == 1 and len(named_at) > SEVERAL and not (known and known.near(name)):
        return Lost(written.place_of(kind, free[0]), free[0], named_at)
    if len(named_at) < MANY or (known and known.near(name) and len(named_at) < 2 * MANY):
        return None
    return Lost(written.place_of(kind), "", named_at)


def _before(written: Written, kind: str, name: str) -> str:
    """Return the record that a name of before leads to which nobody uses, and which is like this one."""
    used = {row for row, _path, _line in written.rows}
    unused = [old for old in written.former if old not in used]
    taken = [old for old in written.former if old in written.names(kind)]
    return written.former.get(_like(name, unused) or (taken[0] if len(taken) == 1 else ""), "")


def _like(name: str, free: Sequence[str]) -> str:
    """Return the one record that can be meant: what it is called holds the name, or is like it."""
    close = [one for one in free if name in one or one in name]
    close = close or difflib.get_close_matches(name, free, 2)
    return close[0] if len(close) == 1 else ""


def lost_problems(written: Written) -> Iterator[Problem]:
    """Yield each record, or list, that has to be mended for an id that many places name."""
    for (kind, name), lost in written.lost.items():
        if kind in _TOGETHER or kind in written.nameless:
            continue
        said = _(
            "no {kind} has the id {name}, which is named in {places}",
            kind=Message(kind),
            name=shown(name),
            places=in_words(lost.place, lost.named_at),
        )
        do = _("write id: {name} in its record, or mend it there", name=name)
        if lost.key == "formerly":
            do = _(
                "write {name} here if '{record}' had that id, and keep it; or mend it there",
                name=name,
                record=lost.record,
            )
        elif lost.record:
            do = _(
                "write id: {name} here if '{record}' is meant, and keep the id; or mend it there"
            ).filled(name=name, record=lost.record)
        message = _("{wrong}; {do}", wrong=said, do=do)
        yield Problem(lost.place, "T023", message, tuple(lost.named_at))
