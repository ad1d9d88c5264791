"""Two fields of one promise that cannot both be true (K3, K7, K11), and a law without its place (S5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from charters.model.change import ChangedField
from charters.model.offered import StandardType
from charters.model.quantities import Direction
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.problems import Problem
from charters.rules.case import Case
from charters.rules.promise.promise import heard, remark
from charters.rules.promise.spoken import check_promise, promises_of
from charters.rules.promise.times import time_of

_TIMED = (StandardType.TIMELINESS, StandardType.WAITING)
_AVERAGES = (Shape.MEAN, Shape.MEDIAN, Shape.PERCENTILE)
_WORSE = {
    Shape.BACKLOG: Direction.HIGHER,
    Shape.COUNT_AT_MOST: Direction.HIGHER,
    Shape.COUNT_AT_LEAST: Direction.LOWER,
}
"""Which way is worse, where the shape says so by itself."""
_CITED = re.compile(
    r"§|\b(?:section|sec\.|article|art\.|chapter|title|part|rule|paragraph)\s+\w*\d"
    r"|\d+ ?(?:u\.? ?s\.? ?c|c\.? ?f\.? ?r)|\bpublic law \d|\d+[-.]\d+",
    re.IGNORECASE,
)


def fields_alone(case: Case) -> Iterator[Problem]:
    """Yield fields of one promise that contradict each other, whatever its words say."""
    for standard in case.charter.standards:
        yield from _percentile(case, standard)
        yield from _direction(case, standard)
        yield from _law_without_place(case, standard)
        yield from _changes(case, standard)


def _percentile(case: Case, standard: Standard) -> Iterator[Problem]:
    """K3: where a percentile is measured, the target is the limit that many are kept within."""
    limit, target = standard.limit, standard.target
    if standard.measure.shape is not Shape.PERCENTILE or limit is None or target is None:
        return
    if limit.unit == target.level.unit and limit.amount != target.level.amount:
        places = case.in_standard(standard, "limit"), case.in_standard(standard, "target")
        yield remark("two-levels", limit=limit, level=target.said).at(*places)


_NEARLY_ALL = 90
"""Percent that nobody promises to stay below: whoever aims at so many aims at more."""


def _direction(case: Case, standard: Standard) -> Iterator[Problem]:
    """K3: faster is better, and so are more cases within the limit."""
    target, shape, right = standard.target, standard.measure.shape, ""
    if target is None:
        return
    timed = standard.type in _TIMED and shape in _AVERAGES and time_of(target.level) is not None
    if timed and target.direction is Direction.HIGHER and not _longer_is_better(case, standard):
        right = f"at most {target.level}"
    elif timed and target.upper and not (standard.why or _longer_is_better(case, standard)):
        places = case.in_standard(standard, "target"), case.in_standard(standard, "promise")
        least, most = target.level, target.upper
        yield remark("faster-is-missed", level=target.said, least=least, most=most).at(*places)
    elif target.direction is Direction.LOWER and (
        shape is Shape.SHARE_WITHIN_LIMIT
        or (shape.is_share and target.level.amount >= _NEARLY_ALL and not _words_say_so(standard))
    ):
        right = str(target.level)
    elif target.direction is _WORSE.get(shape) and not _words_say_so(standard):
        right = f"{'at least' if target.direction is Direction.LOWER else 'at most'} {target.level}"
    if right:
        places = case.in_standard(standard, "target"), case.in_standard(standard, "promise")
        yield remark("worse-is-better", level=target.said, target=right).at(*places)


def _words_say_so(standard: Standard) -> bool:
    """Return whether the sentence of a promise is told already that it goes the other way."""
    told = (one for said in promises_of(standard) for one in check_promise(said))
    return any(one.against == "target" for one in told)


def _longer_is_better(case: Case, standard: Standard) -> bool:
    """Return whether a promise is one of notice: the more of it, the better."""
    spoken = case.spoken(standard.promise)
    return any(heard(words, code).first("longer_is_better") for _key, words, code in spoken)


def _law_without_place(case: Case, standard: Standard) -> Iterator[Problem]:
    """S5.3: a limit that a law sets names the place in the law."""
    basis = standard.legal_basis
    if basis is not None and basis.cites is None and not _CITED.search(str(basis.law)):
        yield remark("law-without-place").at(case.in_standard(standard, "legal_basis", "law"))


def _changes(case: Case, standard: Standard) -> Iterator[Problem]:
    """K7: the changes of a promise lead to its words as they stand (T009 has limit and target)."""
    changes = list(enumerate(standard.changes))
    for n, change in changes:
        if str(change.from_) == str(change.to):
            ends = (case.in_standard(standard, "changes", n, key) for key in ("to", "from"))
            yield remark("nothing-changed").at(*ends)
    worded = [pair for pair in changes if pair[1].field is ChangedField.PROMISE]
    for n, last in sorted(worded, key=lambda pair: pair[1].date)[-1:]:
        if _reads_otherwise(str(last.to), str(standard.promise)):
            there = case.in_standard(standard, "promise")
            yield remark("led-elsewhere").at(case.in_standard(standard, "changes", n, "to"), there)


def _reads_otherwise(last: str, now: str) -> bool:
    """Return whether a text is an earlier form of another, and not just a word about it."""
    one, other = (re.findall(r"\w+", words.casefold()) for words in (last, now))
    return one != other and SequenceMatcher(None, one, other).ratio() >= 0.6
