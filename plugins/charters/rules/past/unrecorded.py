"""What is said of a promise that changed from one version to the next with nothing recorded (K7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from charters.model.change import NOTHING
from charters.model.past import Version
from charters.model.refusal import SHOWN, shown
from charters.model.register import Charter
from charters.model.standards import Measured
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.rules.past.two_versions import Difference, shown_value
from charters.rules.saying import clash

_LOST: Mapping[str, tuple[Message, Message]] = {
    "changes": (
        _("'changes' had an entry in {version} that is gone or says something else now: {entry}"),
        _("put it back as it was; what was published stays the history of the promise"),
    ),
    "suspended": (
        _(
            "by {version} this was suspended from {day} on, and 'suspended' does not say so any more"
        ),
        _("put it back; where the promise holds again, write the last day of it under 'to'"),
    ),
    "introduced": (
        _("'introduced' was {before} in {version} and is {now} now; a promise begins once"),
        _("put the first day back, or say in 'note' why it was wrong"),
    ),
    "records_from": (
        _("by {version} results were due from {held} on, and 'records_from' is {now} now"),
        _("write the earlier day; a result that is missing since is told as missing"),
    ),
}
"""By key: what it said in an earlier version, and what to do."""
_SHAPED = (("measure", "shape"), ("measure", "unit"))
"""What says in which form and unit results are."""


class Unrecorded(NamedTuple):
    """A promise as it stands, beside an earlier version of it."""

    charter: Charter
    standard: Measured
    version: Version

    def lost(self, key: str, **values: object) -> Problem:
        """Say what stood under a key, and does not any more."""
        said, do = _LOST[key]
        return self._told(said.filled(**values), do, key)

    def changed(self, one: Difference) -> Problem:
        """Say what a field was, or the level of a part, and what it is."""
        before, now = (NOTHING[0] if side in NOTHING else side for side in (one.before, one.now))
        if one.field is None:
            return self._moved_inside(one)
        said = _(
            "'{key}' was {before} in {version} and is {now} now, but 'changes' has no entry for it",
            key=one.keys[-1],
            before=shown(before),
            now=shown(now),
        )
        do = _("add {{date: ..., field: {field}, from: {before}, to: {now}, reason: ...}}")
        if one.keys in _SHAPED:
            do = _(
                "add {{date: ..., field: measure, from: {before}, to: {now}, before: {{shape: ..., unit: ...}}, reason: ...}}, so that older results are read and judged as they were counted"
            )
        short = {"before": _short(before), "now": _short(now)}
        return self._told(said, do.filled(field=one.field.value, **short), *one.keys)

    def _moved_inside(self, one: Difference) -> Problem:
        said = _(
            "the {field} of '{name}' under '{key}' was {before} in {version} and is {now} now, and nothing says so",
            field=one.keys[2] if len(one.keys) > 2 else "level",
            name=one.keys[1],
            key=one.keys[0],
            before=shown(one.before),
            now=shown(one.now),
        )
        do = _(
            "put it back, and write the other level into targets.csv, with its part and the time it is for"
        )
        return self._told(said, do, one.keys[0])

    def used_again(self, before: Mapping[str, Any], called: str) -> Problem:
        """Say that its id, or what it says that it was called, stood for another promise."""
        said = _(
            "'{name}' stood for another promise in {version}: {words}",
            name=called or self.standard.id,
            words=shown(shown_value(before.get("promise"))),
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
        return self._told(said, do, "promise", beside="formerly" if called else "id")

    def two_at_once(self, called: str) -> Problem:
        """Say that what it says that it was called stood beside it."""
        said = _(
            "'{name}' and '{other}' were two promises in {version}, and 'formerly' says that they are one",
            name=called,
            other=self.standard.id,
        )
        do = _("put the old one back with withdrawn: {{date: ..., reason: ...}}")
        return self._told(said, do, "formerly", beside="id")

    def _told(self, said: Message, do: Message, *keys: str, beside: str = "") -> Problem:
        others = [self._at(beside)] if beside else []
        said = said.filled(version=version_said(self.version))
        return clash("K7", "C9", self._at(*keys), said, do, *others)

    def _at(self, *keys: str) -> Place:
        return self.charter.in_standard(self.standard, *keys)


def version_said(version: Version) -> Message:
    """Return a version as a sentence names it."""
    day, commit = version.day.isoformat(), version.commit[:7]
    return _("the version of {day} (commit {commit})", day=day, commit=commit)


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else "..."
