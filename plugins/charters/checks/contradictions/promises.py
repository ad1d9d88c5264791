"""The words of promises against their fields: the rules of `checks.wording`, with places.

K3, C3, C4, C14, K2, K19, K20, P29 and P30. Here also are K3 between two fields of one promise, and
a law that is named without its citation (K19, S5.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from charters.checks.contradictions.places import (
    AGENCY,
    Keys,
    beside,
    in_standard,
    level_said,
)
from charters.checks.contradictions.translations import differing
from charters.checks.wording import Remark, check_promise, check_text, promises_of
from charters.checks.wording.promise import Promise
from charters.checks.wording.times import time_of
from charters.model.quantities import Direction
from charters.model.register import Charter, Register
from charters.model.shapes import Shape
from charters.model.standards import ChangedField, Standard, StandardType
from charters.model.text import Text
from charters.problems import Place, Problem

_FIELDS: Mapping[str, Keys] = {
    "limit": ("limit",),
    "target": ("target",),
    "measure": ("measure", "shape"),
    "legal_basis": ("legal_basis",),
}
_TIMED = (StandardType.TIMELINESS, StandardType.WAITING)
_AVERAGES = (Shape.MEAN, Shape.MEDIAN, Shape.PERCENTILE)
_NOTICE = re.compile(
    r"\b(?:at least|minimum|notice|before|ahead|in advance|au moins|minimum|avant|préavis)\b"
)
"""A longer notice is the better one."""
_CITED = re.compile(
    r"§|\b(?:section|sec\.|article|art\.|chapter|title|part|rule|paragraph)\s+\w*\d"
    r"|\d+ ?(?:u\.? ?s\.? ?c|c\.? ?f\.? ?r)|\bpublic law \d|\d+[-.]\d+",
    re.IGNORECASE,
)


def check_promises(register: Register) -> Iterator[Problem]:
    """Yield what is wrong between the words of each promise and the fields beside it."""
    for charter in register.charters.values():
        names = names_of(charter)
        for standard in charter.standards:
            yield from _sentence(register, charter, standard, names)
            yield from _rights(register, charter, standard)
            yield from _percentile(charter, standard)
            yield from _direction(charter, standard)
            yield from _clock(charter, standard)
            yield from _citation(charter, standard)
            if standard.changes:
                yield from _last_change(charter, standard)


def names_of(charter: Charter) -> tuple[str, ...]:
    """Return the names an agency goes by in its own words."""
    agency = charter.agency
    named = (words for name in (agency.name, agency.short_name) if name for words in (str(name),))
    return tuple(dict.fromkeys(named))


def _sentence(
    register: Register, charter: Charter, standard: Standard, names: tuple[str, ...]
) -> Iterator[Problem]:
    site = register.settings.language
    codes = (code for code, _ in standard.promise.by_language)
    said = promises_of(standard, site, charter.agency.kind, names)
    found = {code: list(check_promise(p)) for code, p in zip(codes, said, strict=True)}
    wrong = {code for code, remarks in found.items() if any(r.code == "K3" for r in remarks)}
    # Where one language agrees with the fields and another does not, the translation is at fault.
    left_to_k24 = 0 < len(wrong) < len(found) and differing(standard.promise, site) is not None
    for code, remarks in found.items():
        for remark in remarks:
            if not (left_to_k24 and remark.code == "K3"):
                yield _remarked(charter, standard, code, remark)


def _remarked(charter: Charter, standard: Standard, code: str, remark: Remark) -> Problem:
    place = in_standard(charter, standard, "promise", *([code] if code else []))
    other = _other_place(charter, standard, remark)
    message = remark.message
    if other is None:
        return Problem(place, remark.code, message)
    if remark.code == "K3":
        message = message.replace(";", f" ({beside(place, other)});", 1)
    if remark.code == "K20":
        message = message.replace("agency,", f"agency ({beside(place, other)}),", 1)
    return Problem(place, remark.code, message, (other,))


def _other_place(charter: Charter, standard: Standard, remark: Remark) -> Place | None:
    """Return the place of the field a remark speaks of, where it is written."""
    if remark.against == "kind":
        return charter.place(AGENCY, "kind")
    if not remark.against or getattr(standard, remark.against, None) is None:
        return None
    return in_standard(charter, standard, *_FIELDS[remark.against])


def _rights(register: Register, charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K19 in what happens when the promise is missed: also part of the standard (S5.2)."""
    if standard.if_missed is None or standard.legal_basis is not None:
        return
    for code, words, language in spoken(standard.if_missed, register.settings.language):
        for remark in check_text(Promise(words, language)):
            if remark.code == "K19":
                keys = ["if_missed", *([code] if code else [])]
                yield Problem(in_standard(charter, standard, *keys), "K19", remark.message)


def language_of(code: str) -> str:
    """Return the language of a code such as `fr-CA`."""
    return code.partition("-")[0]


def spoken(text: Text, site_language: str) -> Iterator[tuple[str, str, str]]:
    """Yield a text once per language: its key in the file, its words, the language."""
    for code, words in text.by_language:
        yield code, words, language_of(code or site_language)


def _percentile(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K3: where a percentile is measured, the target is the limit that many are kept within."""
    limit, target = standard.limit, standard.target
    if standard.measure.shape is not Shape.PERCENTILE or limit is None or target is None:
        return
    if limit.unit == target.level.unit and limit.amount != target.level.amount:
        place = in_standard(charter, standard, "limit")
        other = in_standard(charter, standard, "target")
        yield Problem(
            place,
            "K3",
            f"the limit says {level_said(limit)}, the target says {target.written} "
            f"({beside(place, other)}); write the level of the percentile in both",
            (other,),
        )


def _direction(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K3: faster is better, and so are more cases within the limit."""
    target, shape = standard.target, standard.measure.shape
    if target is None:
        return
    promise = str(standard.promise).lower()
    timed = standard.type in _TIMED and shape in _AVERAGES and time_of(target.level) is not None
    right = ""
    if timed and target.direction is Direction.HIGHER and not _NOTICE.search(promise):
        right = f"at most {level_said(target.level)}"
    elif shape is Shape.SHARE_WITHIN_LIMIT and target.direction is Direction.LOWER:
        right = level_said(target.level)
    if right:
        place = in_standard(charter, standard, "target")
        other = in_standard(charter, standard, "promise")
        yield Problem(
            place,
            "K3",
            f"the target says {target.written}, so that the promise ({beside(place, other)}) would "
            f"be kept by getting worse; write target: {right}",
            (other,),
        )


def _clock(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K11: a clock that starts and stops at one moment measures nothing."""
    clock = standard.measure.clock
    if clock is not None and str(clock.starts).casefold() == str(clock.stops).casefold():
        place = in_standard(charter, standard, "measure", "clock", "stops")
        other = in_standard(charter, standard, "measure", "clock", "starts")
        yield Problem(
            place,
            "K11",
            f"the clock stops when it starts ({beside(place, other)}); write what ends the wait",
            (other,),
        )


def _citation(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K19, S5.3: a limit that a law sets names the place in the law."""
    basis = standard.legal_basis
    if basis is not None and basis.cites is None and not _CITED.search(str(basis.law)):
        yield Problem(
            in_standard(charter, standard, "legal_basis", "law"),
            "K19",
            "a law is named but not the place in it; add cites, such as cites: 5 U.S.C. 552(a)(6)",
        )


def _last_change(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K7: the changes of a promise lead to its words as they stand (T009 has limit and target)."""
    for n, change in enumerate(standard.changes):
        if str(change.from_) == str(change.to):
            place = in_standard(charter, standard, "changes", n, "to")
            other = in_standard(charter, standard, "changes", n, "from")
            message = f"'from' and 'to' are the same ({beside(place, other)}); mend one of them"
            yield Problem(place, "K7", message, (other,))
    worded = [pair for pair in enumerate(standard.changes) if pair[1].field is ChangedField.PROMISE]
    if worded:
        n, last = max(worded, key=lambda pair: pair[1].date)
        if _reads_otherwise(str(last.to), str(standard.promise)):
            place = in_standard(charter, standard, "changes", n, "to")
            other = in_standard(charter, standard, "promise")
            yield Problem(
                place,
                "K7",
                "the last change of the promise led to other words than it has now "
                f"({beside(place, other)}); mend one of them, or add the change in between",
                (other,),
            )


def _reads_otherwise(last: str, now: str) -> bool:
    """Return whether a text is an earlier form of another, and not just a word about it."""
    one, other = (re.findall(r"\w+", words.casefold()) for words in (last, now))
    return one != other and SequenceMatcher(None, one, other).ratio() >= 0.6
