"""The words of a language by which the rules read a sentence: `words/<language>.toml`, made ready.

Kinds of list, as linters of prose have them: phrases that are found (`existence`), phrases that stand
right `before` or `after` a place, and what takes a find back (`unless_before`, `unless_after`).
Everything is made ready when it is first asked for: most sentences need few of the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from charters.problems import declared, languages_of

_FOLDER = "rules/promise/words"

LANGUAGES = languages_of(_FOLDER)
"""The languages that have a file of words; what is said in others is left alone."""

PAD = "\u2060"
"""What `numbers` fills up a number with: no letter, no space, nothing that an editor types."""

NUMBER = rf"(?<!\d)(?<!\d[.,])(\d{{1,15}}(?:\.\d{{1,9}})?){PAD}*"
"""A number, as `numbers` writes all of them."""

_EDGE = r"(?!(?<=\w)\w)"
"""Not the middle of a word: a phrase is found whole."""

_KINDS = {
    "existence": "{phrases}",
    "before": "{phrases}{between} ?$",
    "after": " ?{phrases}",
    "unless_before": "{phrases} ?$",
    "unless_after": " ?{phrases}",
}
_LONGEST = 60
"""Characters before a place that can change what it means."""


@dataclass(frozen=True)
class Phrases:
    """One list of a language, for lower-case words; a list that is not there finds nothing."""

    language: str
    name: str
    agency: tuple[str, ...] = ()
    """What an agency calls itself."""

    @cached_property
    def _table(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = tables(self.language).get(self.name, {})
        return found

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """One of them stands in every text that holds a phrase: most texts need no closer look."""
        return tuple(self._table.get("stems", [""] if "existence" in self._table else ()))

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str] | None]:
        return {kind: None for kind in _KINDS if kind not in self._table}

    def _pattern(self, kind: str) -> re.Pattern[str] | None:
        """Return the pattern of one kind of phrases; None where the list has none of them."""
        if kind not in self._patterns:
            between = pattern(self.language, self.name, "between")
            said = pattern(self.language, self.name, kind, self.agency)
            again = f"(?: {between})*" if "between" in self._table else ""
            form = _KINDS[kind].format(phrases=said, between=again)
            self._patterns[kind] = re.compile(form)
        return self._patterns[kind]

    def find_all(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each phrase that is not taken back by what stands beside it."""
        if any(map(text.__contains__, self.stems)) and (existence := self._pattern("existence")):
            for found in existence.finditer(text):
                if not self._is_taken_back(text, *found.span()):
                    yield found

    def find_first(self, text: str) -> re.Match[str] | None:
        """Return the first phrase, if there is one."""
        return next(self.find_all(text), None)

    def is_beside(self, text: str, start: int, end: int) -> bool:
        """Return whether a phrase stands right before or right after a place."""
        found = self._before("before", text, start) or self._after("after", text, end)
        return found and not self._is_taken_back(text, start, end)

    def is_around(self, text: str, start: int, end: int) -> bool:
        """Return whether one phrase stands right before a place, and one right after it."""
        return self._before("before", text, start) and self._after("after", text, end)

    def _is_taken_back(self, text: str, start: int, end: int) -> bool:
        return self._before("unless_before", text, start) or self._after("unless_after", text, end)

    def _before(self, kind: str, text: str, start: int) -> bool:
        said = self._pattern(kind)
        return said is not None and bool(said.search(text, max(0, start - _LONGEST), start))

    def _after(self, kind: str, text: str, end: int) -> bool:
        said = self._pattern(kind)
        return said is not None and said.match(text, end) is not None


def tables(language: str) -> Mapping[str, Any]:
    """Return all lists of a language as its file has them; none where it has no file."""
    return declared(f"{_FOLDER}/{language}") if language in LANGUAGES else {}


@cache
def phrases(language: str, name: str, agency: tuple[str, ...] = ()) -> Phrases:
    """Return a list of a language by its name; `agency` is what an agency calls itself."""
    return Phrases(language, name, agency)


def pattern(language: str, name: str, kind: str, agency: tuple[str, ...] = ()) -> str:
    """Return the pattern of the phrases of one kind, each found whole."""
    found = tables(language).get(name, {}).get(kind, ())
    return f"{_EDGE}{_any(found, _parts(language, agency))}{_EDGE}"


@cache
def _parts(language: str, agency: tuple[str, ...]) -> Mapping[str, str]:
    """Return the pattern that stands for each name in angle brackets, such as `<month>`."""
    known = {"number": NUMBER, "names": _any([re.escape(name.lower()) for name in agency], {})}
    listed = tables(language).get("parts", {})
    return known | {name: _any(found, known) for name, found in listed.items()}


def _any(found: Sequence[str], parts: Mapping[str, str]) -> str:
    whole = (re.sub(r"<(\w+)>", lambda part: parts[part[1]], phrase) for phrase in found)
    return f"(?:{'|'.join(whole) or '(?!)'})"
