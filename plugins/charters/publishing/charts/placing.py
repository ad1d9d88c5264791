"""Words in a picture: how much room each takes, and where it stands so that no two collide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import inf

from charters.publishing.charts.pictures import Words
from charters.publishing.charts.plots import Place, rounded
from charters.publishing.say.shortening import shortened

ROW = 17
"""Height of a row of text; the text itself is 13 units, 11 px on a phone."""
LETTER, BOLD = 8, 9.25
"""Width to allow for one letter; where fonts are wide, as on many a Linux, it is all needed."""
RISE = 12
"""How far letters rise above the line they stand on; what hangs below is the rest of the row."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def width(text: str, letter: float = LETTER) -> float:
    """Return how wide a text is at most; capitals are wider than letters, and a percent sign more so."""
    return letter * _letters(text)


@lru_cache(maxsize=4096)
def _letters(text: str) -> float:
    return len(text) + text.count("%") / 2 + sum(map(str.isupper, text)) / 5


def cut(text: str, room: float) -> str:
    """Return a text cut between two words where there is no room for it; the page has it in full."""
    wider = width(text) / LETTER - len(text)
    return shortened(text, int(room / LETTER - wider))


def box_of(words: Words, letter: float = LETTER) -> Box:
    """Return the room that words take."""
    wide = width(words.text, letter)
    left = words.x - wide * {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
    return left, words.y - RISE, left + wide, words.y - RISE + ROW


def apart(one: Box, other: Box) -> bool:
    """Return whether two boxes do not lie over each other."""
    return one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


def fitted(text: str, place: Place, edges: tuple[float, float], letter: float = LETTER) -> Words:
    """Return words centered on x, moved as far as needed to stay between two edges.

    Whole units are close enough for words, and shorter to write.
    """
    (left, right), half = edges, width(text, letter) / 2
    x, y = map(round, place)
    if x + half > right:
        return Words(right, y, text, "end")
    return Words(left, y, text, "start") if x - half < left else Words(x, y, text)


class Board:
    """The room of a picture: what is written in it, and the lines that words had better not cover."""

    def __init__(self, left: float, right: float, ink: Sequence[Place] = ()) -> None:
        self._edges = left, right
        self._ink = ink
        self._taken: list[Box] = []

    def take(self, words: Iterable[Words], letter: float = LETTER) -> None:
        """Keep the room of words whose place is settled."""
        self._taken += [box_of(one, letter) for one in words]

    def put(self, found: Iterable[Words], most: float = inf) -> Iterator[Words]:
        """Yield the words at the free place that covers least, the earlier one of two; else none.

        Words that cover more than `most` of the lines had better not stand there at all.
        """
        best, least = None, most + 1
        for words in found:
            box = box_of(words, BOLD)
            if self._is_free(box) and (covered := self._covered(box)) < least:
                best, least = words, covered
                if not covered:
                    break
        if best:
            self.take([best], BOLD)
            yield best

    def keep(self, words: Words, leader: Box) -> bool:
        """Keep the room of words and of the line that leads to them, if both are free."""
        boxes = box_of(words), leader
        if free := all(map(self._is_free, boxes)):
            self._taken += boxes
        return free

    def _is_free(self, box: Box) -> bool:
        left, right = self._edges
        inside = left <= box[0] and box[2] <= right
        return inside and all(apart(box, other) for other in self._taken)

    def _covered(self, box: Box) -> int:
        left, top, right, bottom = box
        return len([1 for x, y in self._ink if left <= x <= right and top <= y <= bottom])


def stacked(found: Sequence[Words], lowest: float) -> list[Words]:
    """Return words of one column moved apart: downward, and up again where they end too low."""
    heights: list[float] = []
    for words in found:
        heights.append(max(words.y, heights[-1] + ROW if heights else 0))
    for n in range(len(found) - 1, -1, -1):
        heights[n] = min(heights[n], lowest)
        lowest = heights[n] - ROW
    return [words._replace(y=rounded(y)) for words, y in zip(found, heights, strict=True)]
