"""Which promise a name in a table is most like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from charters.importing.names import alike
from charters.model.register import Charter
from charters.model.standards import Measured, Standard
from charters.model.table_map import IGNORE

LIKELY = 0.6
"""The share of a name's words that a promise has to hold too."""
_SHORT = 3
"""Letters of words that say nothing, but for GST and the like: of, the, des."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The promise or figure that a name is most like, and the words they share."""

    id: str = IGNORE
    """`ignore` where it is like none."""
    shared: tuple[str, ...] = ()
    is_likely: bool = False


def likeness(name: str, charter: Charter) -> Likeness:
    """Return what a name is most like; no other may be as like as that."""
    wanted = words_of(name)
    shared = {one.id: wanted.keys() & _words(one) for one in charter.measured}
    ranked = sorted(shared, key=lambda id_: -len(shared[id_]))
    if not ranked or not shared[ranked[0]]:
        return Likeness()
    best = shared[ranked[0]]
    is_alone = len(ranked) == 1 or len(shared[ranked[1]]) < len(best)
    words = tuple(word for stem, word in wanted.items() if stem in best)
    return Likeness(ranked[0], words, is_alone and len(best) >= LIKELY * len(wanted))


def _words(measured: Measured) -> frozenset[str]:
    said, limit = (
        (measured.promise, measured.limit)
        if isinstance(measured, Standard)
        else (measured.name, None)
    )
    parts = (measured.id.replace("-", " "), *(words for _, words in said.by_language))
    return _words_in(" ".join([*parts, measured.measure.shape.value, str(limit or "")]))


@lru_cache(maxsize=4096)
def _words_in(text: str) -> frozenset[str]:
    return frozenset(words_of(text))


def words_of(text: str) -> dict[str, str]:
    """Return the words of a text that say something, by what they are without their endings."""
    number, point, name = text.partition(". ")
    said = name if point and number.isdigit() else text  # 4. Problem Resolution Program
    letters = "".join(char if char.isalnum() else " " for char in said).split()
    words = (
        alike(word) for word in letters if len(word) > _SHORT or word.isupper() or word.isdigit()
    )
    return {_stem(word): word for word in words}


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > _SHORT:
            return word.removesuffix(ending)
    return word
