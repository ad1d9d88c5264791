"""Two wordings of one text: whether they say the same, and whether the newer one says less."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

from charters.judging.effects import Effect
from charters.judging.promise_changes import effect
from charters.model.change import ChangedField
from charters.rules.promise.numbers import in_digits
from charters.rules.promise.times import find_times
from charters.rules.promise.wordlists import LANGUAGES, NUMBER, phrases

_SHORTEST = 5
"""Letters of a word in which one that is wrong leaves no doubt which word was meant."""


def same_words(old: Any, new: Any, language: str = "en") -> bool:
    """Return whether two texts say the same; a slip that is mended, or a language added, changes nothing."""
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_is_same(str(old[key]), str(new[key]), key) for key in old.keys() & new.keys())
    if isinstance(old, dict) or isinstance(new, dict):
        many, one = (old, new) if isinstance(old, dict) else (new, old)
        return any(_is_same(str(one), str(words), language) for words in many.values())
    return _is_same(str(old), str(new), language)


def _plain(words: Any) -> list[str]:
    return re.findall(r"\w+(?:[.,]\d+)*|%", str(words).casefold())


def _is_same(old: str, new: str, language: str) -> bool:
    one, other = _plain(old), _plain(new)
    if one == other or len(one) != len(other):
        return one == other
    alike = all(was == now or _is_one_letter(was, now) for was, now in zip(one, other, strict=True))
    return alike and _numbers(old, language) == _numbers(new, language)


def _is_one_letter(was: str, now: str) -> bool:
    """Return whether one letter of a word is another one, too many, missing, or in its neighbour's place."""
    if min(len(was), len(now)) < _SHORTEST or not (was + now).isalpha():
        return False
    same = 0
    while was[same : same + 1] == now[same : same + 1]:
        same += 1
    left, right = was[same:], now[same:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def effect_of_words(old: Any, new: Any, language: str, *, numbers: bool = True) -> Effect:
    """Return what another wording does: less where it hedges, or says another time; else it is reworded."""
    found = {
        _effect(was, now, code if code in LANGUAGES else language, numbers=numbers)
        for code, was, now in _pairs(old, new, language)
    }
    order = (Effect.WEAKER, Effect.CHANGED, Effect.STRONGER)
    return next((one for one in order if one in found), Effect.REWORDED)


def _pairs(old: Any, new: Any, language: str) -> list[tuple[str, str, str]]:
    """Return the texts of both in each language that both have."""
    one, other = (text if isinstance(text, dict) else {language: text} for text in (old, new))
    shared = one.keys() & other.keys()
    return [(code, str(one[code]), str(other[code])) for code in sorted(shared)]


def _effect(old: str, new: str, language: str, *, numbers: bool) -> Effect:
    hedges = [
        Counter(found[0] for name in ("hedge", "fewer") for found in phrases(language, name).find_all(text.lower()))
        for text in (old, new)
    ]  # fmt: skip
    if hedges[1] - hedges[0]:
        return Effect.WEAKER
    if numbers and _numbers(old, language) != _numbers(new, language):
        return _by_time(old, new, language)
    return Effect.STRONGER if hedges[0] - hedges[1] else Effect.REWORDED


def _numbers(text: str, language: str) -> list[Decimal]:
    said, _words = in_digits(text.lower(), language)
    return sorted(Decimal(found[1]) for found in re.finditer(NUMBER, said))


def _by_time(old: str, new: str, language: str) -> Effect:
    """Return whether the one time that two sentences promise is longer in the newer one."""
    times = []
    for text in (old, new):
        said, _words = in_digits(text.lower(), language)
        promised = [one for one in find_times(said, language) if one.is_promised]
        if len(promised) != 1:
            return Effect.CHANGED
        times.append(f"{promised[0].amount:f} {f'{promised[0].kind} '.lstrip()}{promised[0].unit}s")
    return effect(ChangedField.LIMIT, *times)
