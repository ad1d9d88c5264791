"""K3 for levels that are neither shares nor times: scores, counts, rates, distances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from charters.model.quantities import Quantity
from charters.model.shapes import Shape
from charters.rules.promise.levels import differs
from charters.rules.promise.numbers import NUMBER, number_said
from charters.rules.promise.promise import Promise, Remark, Said
from charters.rules.promise.times import time_of

_OUT_OF = {
    "en": re.compile(
        rf"(?<![\w.,])({NUMBER['en']}) (?:points? )?(?:out )?of (?:\d{{1,3}}|five|ten)\b"
    ),
    "fr": re.compile(rf"(?<![\w.,])({NUMBER['fr']}) (?:points? )?sur (?:\d{{1,3}}|cinq|dix)\b"),
}


def check_counts_agree(promise: Promise, said: Said) -> Iterator[Remark]:
    """K3: a number that stands before the unit of the limit or target is the same number."""
    fields = _fields(promise)
    found = [
        (number, name, level)
        for name, level in fields
        for number in _pattern(promise.shape, level.unit, said.language).finditer(said.text)
    ]
    amounts = {level.amount for _, level in fields}
    if not found or any(number_said(number[1], said.language) in amounts for number, _, _ in found):
        return
    number, name, level = found[0]
    quoted = said.fragment(*number.span())
    message = differs(quoted, name, f"{level.amount:,f} {level.unit}")
    yield Remark("K3", message, quoted, name)


def _fields(promise: Promise) -> list[tuple[str, Quantity]]:
    target = promise.target
    given = [("limit", promise.limit)]
    if target is not None:
        given += [("target", target.level), ("target", target.upper)]
    return [
        (name, level)
        for name, level in given
        if level is not None and not level.is_share and time_of(level) is None
    ]


@lru_cache(maxsize=512)
def _pattern(shape: Shape | None, unit: str, language: str) -> re.Pattern[str]:
    if shape is Shape.SCORE:
        return _OUT_OF[language]
    stem = re.escape(unit.split(maxsplit=1)[0].removesuffix("s").lower())
    return re.compile(rf"(?<![\w.,$€£])({NUMBER[language]}) (?:(?!of )[a-zà-ÿ]+ )?{stem}s?\b")
