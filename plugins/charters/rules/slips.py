"""Slips of the hand in names of parts, and words that were to be filled in (K31, K32); K33 is in `contact_slips`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from charters.judging.comparators import Compared
from charters.model.results import Result
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.rules.case import WORDED, Case
from charters.rules.contact_slips import CLASHES
from charters.rules.filled import is_to_come, may_be_to_come
from charters.rules.forms import Subject
from charters.rules.saying import clash

_MARKS = ("TODO", "TO DO", "TBD", "TBC", "FIXME", "XXX", "PLACEHOLDER", "lorem ipsum")
_MARK = re.compile(rf"(?<!\w)(?:{'|'.join(_MARKS)})(?!\w)")
_BLANK = frozenset({"...", "…", "?", "??", "???"})
_WHOLE = ("\n[", *(f"\n{words}\n" for words in _BLANK))
_DIGITS = re.compile(r"\d+")

# ------------------------------------------------------------------------------ names of parts


@dataclass(slots=True)
class _Part:
    """A name of a part, and where results have it."""

    name: str
    rows: list[Result] = field(default_factory=list)
    periods: set[tuple[str, tuple[date, date]]] = field(default_factory=set)
    """The promises and periods it is there for."""

    def add(self, standing: Compared, row: Result) -> None:
        """Note one row of results."""
        self.rows.append(row)
        self.periods.add((standing.standard.id, row.period.days))


def _part_names(case: Case) -> Iterator[Problem]:
    """K31: one part under two names, by a capital, a blank or a letter."""
    found: dict[str, dict[str, _Part]] = defaultdict(dict)
    for standing in case.compared:
        for name, series in standing.parts.items():
            part = found[name.partition(":")[0].casefold().strip()].setdefault(name, _Part(name))
            for one in series:
                part.add(standing, one.result)
    for parts in found.values():
        for pair in combinations(parts.values(), 2):
            if _is_one_part(*pair):
                yield _two_names(case, *sorted(pair, key=lambda one: -len(one.rows)))


def _is_one_part(one: _Part, other: _Part) -> bool:
    """Return whether two names are those of one part; what both have a result of is two parts."""
    first, second = one.name.casefold(), other.name.casefold()
    if _plain(first) == _plain(second):
        return True
    if _DIGITS.findall(first) != _DIGITS.findall(second) or one.periods & other.periods:
        return False
    names = [name.rpartition(":")[2].strip() for name in (first, second)]
    return min(map(len, names)) > 4 and _is_a_letter_apart(*names)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name)


def _is_a_letter_apart(one: str, other: str) -> bool:
    """Return whether a letter was left out, added, mistaken, or changed places with the next."""
    if abs(len(one) - len(other)) > 1:
        return False
    if sorted(one) == sorted(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 2
    alike = sum(
        block.size
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    )
    return alike >= max(len(one), len(other)) - 1


def _two_names(case: Case, usual: _Part, odd: _Part) -> Problem:
    here, there = (case.in_row(part.rows[0], "part") for part in (odd, usual))
    said = _("'{odd}' is nearly '{usual}'", odd=odd.name, usual=usual.name)
    do = _("write one name for one part, or give the two names that differ more")
    return clash("K31", "", here, said, do, there)


# ---------------------------------------------------------------------- words to be filled in


def _leftovers(case: Case) -> Iterator[Problem]:
    """K32: a mark that says 'to be filled in', on a page that everybody reads."""
    said = {words for *_at, text in case.texts for _code, words in text.by_language}
    if _may_be_marked("\n".join(said)):
        for file, keys, text in case.texts:
            for code, words in text.by_language:
                place = case.charter.place(file, *keys, *filter(None, [code]))
                yield from _marked(place, words)
    for row in case.worded_rows:
        for column in WORDED:
            words = getattr(row, column)
            if _may_be_marked(words):
                yield from _marked(case.in_row(row, column), words)


def _may_be_marked(texts: str) -> bool:
    """Return whether a mark may stand in one of many texts, one to a line: they are searched in one go."""
    return any(map(f"\n{texts}\n".__contains__, (*_MARKS, *_WHOLE))) or may_be_to_come(texts)


def _is_blank(words: str) -> bool:
    """Return whether a whole text only keeps a place: '...', 'tbd', or '[name]' of a form."""
    is_named = words[:1] == "[" and words.find("]") == len(words) - 1
    return words in _BLANK or is_named or is_to_come(words)


def _marked(place: Place, words: str) -> Iterator[Problem]:
    found = _MARK.search(words)
    if found or _is_blank(words):
        yield _leftover(place, found[0] if found else words)


def _leftover(place: Place, mark: str) -> Problem:
    said = _("'{mark}' was left in, and the page shows it", mark=mark)
    return clash("K32", "", place, said, _("write what is to stand there, or leave it out"))


SUBJECT = Subject(clashes=(_part_names, _leftovers, *CLASHES))
