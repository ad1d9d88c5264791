"""Two versions of a promise: the one comparison by which rules, the ledger and reviews of changes speak."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from charters.judging.effects import Effect
from charters.judging.promise_changes import effect
from charters.model.change import NOTHING, ChangedField, same_level
from charters.model.quantities import Direction
from charters.model.shapes import Shape
from charters.model.written_levels import parse_target
from charters.rules.past.entries import Values, entry_for, new_entries
from charters.rules.past.sentences import effect_of_words, same_words

_CLOCK = tuple(("measure", "clock", key) for key in ("starts", "stops", "pauses"))
_SHAPED = ("shape", "unit", "percentile", "property", "question", "scale", "per", "cases_are")
FIELDS: tuple[tuple[ChangedField, tuple[str, ...]], ...] = (
    (ChangedField.TARGET, ("target",)),
    (ChangedField.LIMIT, ("limit",)),
    (ChangedField.COUNTED, ("measure", "counted")),
    (ChangedField.NOT_COUNTED, ("measure", "not_counted")),
    *((ChangedField.CLOCK, keys) for keys in _CLOCK),
    *((ChangedField.MEASURE, ("measure", key)) for key in _SHAPED),
    (ChangedField.REPORTED, ("reported",)),
    (ChangedField.CHANNEL, ("channel",)),
)
"""What may not change without an entry, besides the sentence: the field of the entry, and the keys in the file."""


class Difference(NamedTuple):
    """One thing that two versions of a promise say otherwise."""

    keys: tuple[str, ...]
    """Where it stands; of a part, a level or a season with its name."""
    field: ChangedField | None
    """The field of the entry under `changes` that would account for it; None where there can be none."""
    before: str
    now: str
    effect: Effect
    entry: Values | None = None
    """The new entry for it, if there is one."""
    is_told: bool = False
    """Whether that entry leads from the one to the other."""


def differences(before: Values, now: Values, language: str = "en") -> Iterator[Difference]:
    """Yield what differs between two versions of a promise, the levels first and the sentence last."""
    entries = new_entries(before, now)
    found = [*_fields(before, now, entries, language), *_inside(before, now, language)]
    yield from found
    yield from _sentence(before, now, entries, language, follows=bool(found))


def _fields(
    before: Values, now: Values, entries: list[Values], language: str
) -> Iterator[Difference]:
    for field, keys in FIELDS:
        old, new = value_of(before, keys), value_of(now, keys)
        if not _is_same(field, keys, old, new, language):
            was, is_now = shown_value(old), shown_value(new)
            entry, told = entry_for(field, was, is_now, entries, language)
            did = _effect(field, keys, old, new, language)
            if field is ChangedField.TARGET and _turns_round(before, now, language):
                did = Effect.WEAKER
            yield Difference(keys, field, was, is_now, did, entry, told)


def _sentence(
    before: Values, now: Values, entries: list[Values], language: str, *, follows: bool
) -> Iterator[Difference]:
    """Yield that the sentence is another one; where what it says has changed too, it only follows."""
    old, new = before.get("promise"), now.get("promise")
    if old is None or new is None or same_words(old, new, language):
        return
    did = effect_of_words(old, new, language, numbers=not follows)
    if not follows or did is Effect.WEAKER:
        entry, (was, is_now) = next(iter(entries), None), map(shown_value, (old, new))
        told = entry is not None
        yield Difference(("promise",), ChangedField.PROMISE, was, is_now, did, entry, told)


def _inside(before: Values, now: Values, language: str) -> Iterator[Difference]:
    """Yield the parts, levels and seasons that are gone or new, and those with another level."""
    for key, name in (("parts", "id"), ("levels", "limit"), ("seasons", "from")):
        had, has = (_named(version.get(key), name) for version in (before, now))
        for item in {**had, **has}:
            old, new = had.get(item), has.get(item)
            if old is None or new is None:
                did = Effect.WEAKER if new is None else Effect.STRONGER
                was, is_now = (_item(one) for one in (old, new))
                yield Difference((key, item), None, was, is_now, did)
                continue
            for word in ("name", "cases"):
                one, other = old.get(word), new.get(word)
                if not same_words(one or "", other or "", language):
                    was, is_now = shown_value(one), shown_value(other)
                    yield Difference((key, item, word), None, was, is_now, Effect.REWORDED)
            for field in (ChangedField.TARGET, ChangedField.LIMIT):
                one, other = old.get(field.value), new.get(field.value)
                if not _is_same(field, (), one, other, language):
                    was, is_now = shown_value(one), shown_value(other)
                    did = effect(field, was, is_now, language)
                    yield Difference((key, item, field.value), None, was, is_now, did)


_TOLD_ELSEWHERE = (
    *("id", "promise", "changes", "parts", "levels", "seasons", "formerly"),
    *("withdrawn", "suspended"),
)
"""Keys that the others speak of, or that say what becomes of a promise."""


def words_beside(before: Values, now: Values, language: str = "en") -> Iterator[Difference]:
    """Yield what else differs: the words and records beside a promise, which need no entry.

    A remedy that is taken away makes a promise weaker all the same.
    """
    known = {keys for _field, keys in FIELDS}
    for keys in sorted({*_leaves(before), *_leaves(now)} - known):
        old, new = value_of(before, keys), value_of(now, keys)
        if keys[0] in _TOLD_ELSEWHERE or same_words(old, new, language):
            continue
        gone = keys in _REMEDIES and new is None
        did = Effect.WEAKER if gone else Effect.REWORDED
        yield Difference(keys, None, shown_value(old), shown_value(new), did)


_REMEDIES = (("if_missed",), ("legal_basis",))


def _leaves(values: Values) -> Iterator[tuple[str, ...]]:
    for key, value in values.items():
        if key == "measure" and isinstance(value, dict):
            yield from ((key, *inner) for inner in _leaves(value))
        elif key == "clock" and isinstance(value, dict):
            yield from ((key, inner) for inner in value)
        else:
            yield (key,)


def _item(item: Values | None) -> str:
    """Return a part, level or season in a line; `none` where it is not there."""
    if item is None:
        return NOTHING[0]
    return ", ".join(
        shown_value(item[key]) for key in ("name", "limit", "target", "cases") if key in item
    )


def _named(items: Any, name: str) -> dict[str, dict[str, Any]]:
    listed = items if isinstance(items, list) else []
    return {str(item.get(name)): item for item in listed if isinstance(item, dict)}


def value_of(standard: Values, keys: tuple[str, ...]) -> Any:
    """Return what stands at a place of a promise; None where nothing does."""
    value: Any = standard
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _is_same(field: ChangedField, keys: tuple[str, ...], old: Any, new: Any, language: str) -> bool:
    if field.is_level:
        return same_level(field, _said(old), _said(new), language)
    if field.narrows or keys[-1:] == ("pauses",):
        old, new = (NOTHING[0] if value is None else value for value in (old, new))
    # A definition that was not written before is filled in, not changed.
    if old is None or new is None:
        return old is None
    return same_words(old, new, language)


def _effect(
    field: ChangedField, keys: tuple[str, ...], old: Any, new: Any, language: str
) -> Effect:
    """Return what another level, or another way to count, does to a promise."""
    was, now = _said(old), _said(new)
    if keys[-1] == "pauses" and (was in NOTHING) is not (now in NOTHING):
        return Effect.moved(weaker=was in NOTHING)
    if keys[-1] == "percentile" and was.isdigit() and now.isdigit():
        return Effect.moved(weaker=int(now) < int(was))
    return effect(field, was, now, language)


def _turns_round(before: Values, now: Values, language: str) -> bool:
    """Return whether an aim that was better the higher, as its shape has it, is now the lower; or the other way."""
    shape, shapes = value_of(before, ("measure", "shape")), [*Shape]
    if shape not in shapes or value_of(now, ("measure", "shape")) != shape:
        return False
    with suppress(PydanticCustomError):
        was, is_now = (parse_target(_said(one.get("target")), language) for one in (before, now))
        natural = Direction.LOWER if Shape(shape).lower_is_better else Direction.HIGHER
        known = Shape(shape).lower_is_better is not None and was.direction is natural
        return known and Direction.INSIDE is not is_now.direction is not natural
    return False


def _said(value: Any) -> str:
    return NOTHING[0] if value is None else " ".join(str(value).split())


def shown_value(value: Any) -> str:
    """Return a value in one line: of several languages the first; `none` where there is nothing."""
    if isinstance(value, dict) and not {"min", "max"} & value.keys():
        value = next(iter(value.values()), "")
    if isinstance(value, dict):
        return ", ".join(f"{key} {said}" for key, said in value.items())
    return _said(value)
