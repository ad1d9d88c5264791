"""What a change of the files does to promises: weaker, stronger, reworded, new, ended, moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from charters.judging.aim_changes import aim_changes
from charters.judging.effects import Effect
from charters.judging.promise_changes import effect, effect_of
from charters.model.change import ChangedField
from charters.model.register import Charter
from charters.model.standards import Standard
from charters.publishing.say.speech import Speech
from charters.publishing.views.news import News, NewsKind, Sides
from charters.rules.filled import is_said
from charters.rules.past.entries import new_entries
from charters.rules.past.old_texts import is_another_promise
from charters.rules.past.two_versions import Difference, differences, shown_value, words_beside

Values = Mapping[str, Any]
KINDS = {
    Effect.WEAKER: NewsKind.WEAKER,
    Effect.STRONGER: NewsKind.STRONGER,
    Effect.CHANGED: NewsKind.CHANGED,
    Effect.REWORDED: NewsKind.REWORDED,
    Effect.FOUND: NewsKind.REWORDED,
}
INSIDE = ("parts", "levels", "seasons")
_MOVED = ("field", "from", "to")
_SHORT = 40
"""Characters of a value that is worth writing again."""


@dataclass(frozen=True)
class _Pair:
    """One promise in both versions."""

    sides: Sides
    charter: Charter
    """The agency that makes it now."""
    name: str
    where: tuple[str, str]
    """Its agency and its id before."""
    before: Values
    now: Values

    @property
    def speech(self) -> Speech:
        """The language of the site."""
        return self.sides.speech

    def news(  # noqa: PLR0913 - what an entry has
        self,
        kind: NewsKind,
        what: str,
        was: str = "",
        now: str = "",
        note: str = "",
        *,
        unsaid: bool = False,
    ) -> News:
        """Return an entry on it."""
        title, notes = shown_value(self.now.get("promise")), (note,) if note else ()
        return News(kind, self.charter.id, self.name, title, what, was, now, notes, unsaid)

    def reason(self, reason: object) -> str:
        """Return the reason that somebody gives."""
        return self.speech.gettext("Reason given: {reason}").format(reason=shown_value(reason))


def promise_news(sides: Sides) -> Iterator[News]:
    """Yield what became of every promise of both versions."""
    taken: set[tuple[str, str]] = set()
    for charter in sides.now.charters.values():
        for name, now in sides.now.values(charter).items():
            where = _before(sides, charter, name, now)
            if where is None:
                yield News(NewsKind.NEW, charter.id, name, shown_value(now.get("promise")))
                continue
            taken.add(where)
            before = sides.before.values(sides.before.charters[where[0]])[where[1]]
            yield from _compared(_Pair(sides, charter, name, where, before, now))
    for agency, charter in sides.before.charters.items():
        for name, before in sides.before.values(charter).items():
            if (agency, name) not in taken:
                yield _gone(sides, charter, name, before)


def _before(sides: Sides, charter: Charter, name: str, now: Values) -> tuple[str, str] | None:
    """Return where a promise stood before: its agency and its id; None of a new one."""
    old = sides.earlier(charter)
    former = [str(one) for one in now.get("formerly") or ()]
    own = [name, *(one for one in reversed(former) if "/" not in one)]
    named = [(old.id, one) for one in own] if old else []
    named += [(one.partition("/")[0], one.partition("/")[2]) for one in former if "/" in one]
    for agency, one in named:
        there = sides.before.charters.get(agency)
        if there is not None and one in sides.before.values(there):
            return agency, one
    return None


def _compared(pair: _Pair) -> Iterator[News]:
    speech, before, now = pair.speech, pair.before, pair.now
    if is_another_promise(before, now):
        do = speech.gettext(
            "Give the new promise an id of its own, and end the old one with 'withdrawn'."
        )
        what, was = (
            speech.gettext("another promise under its id"),
            shown_value(before.get("promise")),
        )
        yield pair.news(
            NewsKind.WEAKER, what, was, shown_value(now.get("promise")), do, unsaid=True
        )
        return
    if before != now:
        language = pair.sides.now.book.register.settings.language
        both = differences(before, now, language), words_beside(before, now, language)
        yield from (_difference(pair, one) for one in chain(*both))
        yield from _end(pair)
        yield from _suspended(pair)
        yield from _recorded(pair)
    yield from _moved(pair)
    yield from _aims(pair)


def _difference(pair: _Pair, one: Difference) -> News:
    kind = KINDS[one.effect]
    asked = one.field is not None or one.keys[0] in INSIDE
    told = one.is_told and is_said(shown_value((one.entry or {}).get("reason")), "reason")
    unsaid = kind in (NewsKind.WEAKER, NewsKind.CHANGED) and asked and not told
    note = _note(pair, one) if unsaid or one.entry else ""
    return pair.news(
        kind, what_words(pair.speech, one.keys), one.before, one.now, note, unsaid=unsaid
    )


def _note(pair: _Pair, one: Difference) -> str:
    """Return which entry says so, or what to write."""
    _ = pair.speech.gettext
    if one.entry is not None and not one.is_told:
        form = _("The entry under 'changes' says something else: from {was} to {now}.")
        return form.format(was=one.entry.get("from"), now=one.entry.get("to"))
    if one.entry is not None:
        return pair.reason(one.entry.get("reason"))
    if one.field is None:
        return _(
            "Nothing says so: put it back, or write the other level into targets.csv with a note that says why."
        )
    was, now = (value if len(value) <= _SHORT else "..." for value in (one.before, one.now))
    entry = f"{{date: ..., field: {one.field.value}, from: {was}, to: {now}, reason: ...}}"
    return _("Nothing says so: add to 'changes' {entry}").format(entry=entry)


def _gone(sides: Sides, charter: Charter, name: str, before: Values) -> News:
    _, title = sides.speech.gettext, shown_value(before.get("promise"))
    note = _(
        "It stands nowhere any more: put it back, with its last day and the reason under 'withdrawn'."
    )
    now = next((one for one in sides.now.charters.values() if sides.earlier(one) is charter), None)
    for other, values in sides.now.values(now).items() if now else ():
        if other not in sides.before.values(charter) and before.get("promise") == values.get(
            "promise"
        ):
            form = _(
                "It is called '{name}' now: add formerly: [{old}] to it, so that old links lead there."
            )
            note = form.format(name=other, old=name)
    if now and name in now.figure_by_id:
        note = _("It is a figure now, with no level promised.")
    return News(NewsKind.ENDED, charter.id, name, title, notes=(note,), unsaid=True)


def _end(pair: _Pair) -> Iterator[News]:
    """Yield that a promise ends, ends on another day, or holds again."""
    ends = (side.get("withdrawn") for side in (pair.before, pair.now))
    had, has = (one if isinstance(one, dict) else {} for one in ends)
    was, now = (str(one.get("date", "")) for one in (had, has))
    if was == now:
        return
    kind = (NewsKind.CHANGED if has else NewsKind.STRONGER) if had else NewsKind.ENDED
    note = pair.reason(has.get("reason")) if has else ""
    unsaid = bool(has) and not is_said(shown_value(has.get("reason")), "reason")
    yield pair.news(kind, pair.speech.gettext("its last day"), was, now, note, unsaid=unsaid)


def _suspended(pair: _Pair) -> Iterator[News]:
    what = pair.speech.gettext("does not hold from")
    had, has = (
        {str(one.get("from")): one for one in side.get("suspended") or () if isinstance(one, dict)}
        for side in (pair.before, pair.now)
    )
    for day in sorted(has.keys() - had.keys()):
        yield pair.news(NewsKind.WEAKER, what, "", day, pair.reason(has[day].get("reason")))
    for day in sorted(had.keys() - has.keys()):
        yield pair.news(NewsKind.CHANGED, what, day)


def _recorded(pair: _Pair) -> Iterator[News]:
    """Yield changes that were recorded or announced, and are not any more, or for a later day."""
    _, today = pair.speech.gettext, pair.sides.now.book.register.as_of
    added = new_entries(pair.before, pair.now)
    for one in new_entries(pair.now, pair.before):
        same = (two for two in added if all(two.get(key) == one.get(key) for key in _MOVED))
        now = str(next(same, {}).get("date", ""))
        was = " ".join(str(one.get(key)) for key in ("date", *_MOVED))
        known = [field for field in ChangedField if field.value == one.get("field")]
        better = (
            known and effect(known[0], str(one.get("from")), str(one.get("to"))) is Effect.STRONGER
        )
        if (
            better
            and str(one.get("date")) > today.isoformat()
            and (not now or now > str(one.get("date")))
        ):
            what = _("a stronger level that was announced")
            note = _("What was announced is put off, or taken back.")
            yield pair.news(NewsKind.WEAKER, what, was, now, note, unsaid=True)
        else:
            yield pair.news(NewsKind.CHANGED, _("the record of a change"), was, now)


def _moved(pair: _Pair) -> Iterator[News]:
    """Yield that a promise is found at another address."""
    was = f"agencies/{pair.where[0]}/{pair.before.get('service')}/#{pair.where[1]}"
    now = f"agencies/{pair.charter.id}/{pair.now.get('service')}/#{pair.name}"
    if was != now:
        yield pair.news(NewsKind.MOVED, pair.speech.gettext("its address"), was, now)


def _aims(pair: _Pair) -> Iterator[News]:
    """Yield what rows of targets.csv say otherwise."""
    now = pair.charter.standard_by_id.get(pair.name)
    old = pair.sides.before.charters[pair.where[0]].standard_by_id.get(pair.where[1])
    if now is None or old is None or now.aims == old.aims:
        return
    _, known = pair.speech.gettext, {one.key for one in aim_changes(old)}
    form = _("{what} from {day} on")
    for one in aim_changes(now):
        if one.key not in known:
            kind, note = KINDS[effect_of(one)], str(one.reason)
            unsaid = kind in (NewsKind.WEAKER, NewsKind.CHANGED) and not is_said(note, "note")
            what = form.format(what=what_words(pair.speech, (one.field.value,)), day=one.date)
            told = pair.reason(note) if note else ""
            yield pair.news(kind, what, str(one.from_), str(one.to), told, unsaid=unsaid)
    had, has = _rows(old), _rows(now)
    for key in sorted(had.keys() - has.keys()):
        what = form.format(what=what_words(pair.speech, ("target",)), day=key[1][0])
        note = _("Published aims stay: put the row back.")
        yield pair.news(NewsKind.WEAKER, what, had[key], "", note, unsaid=True)


def _rows(standard: Standard) -> dict[tuple[str, tuple[date, date]], str]:
    return {
        (row.part, row.period.days): ", ".join(
            filter(None, (row.target.said if row.target else "", str(row.limit or "")))
        )
        for row in standard.aims
    }


def what_words(speech: Speech, keys: tuple[str, ...]) -> str:
    """Return what stands at a place of a promise, in words; the keys themselves where there are none."""
    _ = speech.gettext
    if keys[0] in INSIDE and len(keys) > 1:
        of = _("the part '{name}'").format(name=keys[1])
        return of if len(keys) == 2 else f"{of}, {what_words(speech, keys[2:])}"
    known = {
        "target": _("the aim"), "limit": _("the limit"), "promise": _("the sentence"),
        "counted": _("what is counted"), "not_counted": _("what is left out"),
        "starts": _("when the time starts"), "stops": _("when the time stops"),
        "pauses": _("when the time stands still"), "shape": _("how it is measured"),
        "unit": _("the unit of results"), "percentile": _("the percentile"),
        "property": _("what counts as kept"), "reported": _("how often results are published"),
        "channel": _("the one way it holds for"), "if_missed": _("what you get when it is missed"),
    }  # fmt: skip
    return known.get(keys[-1], " ".join(keys))
