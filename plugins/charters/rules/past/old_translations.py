"""Translations that are older than what they translate (K24): their source has other words since.

A source is what is written in the first language of the site. Words are looked for in the whole of an
earlier version of their file, without its signs: where the source of today is not among them and the
translation is, the source was changed after it. A slip that was mended asks for no new translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from charters.model.past import Version
from charters.model.register import AgencyPage, Keys, Register
from charters.model.text import Text
from charters.problems import Place, Problem
from charters.reading.prose import prose_of
from charters.reading.sources import SourceText
from charters.reading.yamldoc import document_of
from charters.rules.case import Case
from charters.rules.past.sentences import same_words
from charters.rules.promise.promise import remark
from charters.rules.promise.translations import differing, remark_on

_WORD = re.compile(r"\w+")
_IN_A_WORD = re.compile(r"\w")
_NEAR = 4000


def old_translations(case: Case) -> Iterator[Problem]:
    """Yield the texts of a charter whose translation is older than its source."""
    by_file: dict[str, dict[Keys, Text]] = {}
    for file, keys, text in case.texts:
        if len(text.by_language) > 1:
            by_file.setdefault(file, {})[keys] = text
    for file, texts in by_file.items():
        for keys, code, source, version in _older(
            case.register, case.charter.place(file).path, texts
        ):
            places = (case.charter.place(file, *keys, one) for one in (code, source))
            yield _remarked(version, code, source, *places)


def _older(
    register: Register, path: str, texts: dict[Keys, Text]
) -> Iterator[tuple[Keys, str, str, Version]]:
    """Yield the keys of old translations, their language, that of the source, and the version they are of."""
    before = register.past.before(path)
    said = {keys: dict(text.by_language) for keys, text in texts.items()}
    for version, written in before if said else ():
        then = _Written(written)
        for keys, words in [*said.items()]:
            there = {code for code, one in words.items() if then.says(one)}
            source = (
                register.settings.language
                if register.settings.language in words
                else next(iter(words))
            )
            if len(there) == len(words) or _says_the_same(written, keys, texts[keys], source):
                continue
            del said[keys]
            if source not in there:
                yield from ((keys, code, source, version) for code in words if code in there)


@dataclass
class _Written:
    """An earlier version of a file, in which one text after another is looked for."""

    text: str
    near: int = 0
    """Where the last one stood: most stand near the one before, letter for letter."""

    @cached_property
    def plain(self) -> str:
        """Its words alone."""
        return _plain(self.text)

    def says(self, words: str) -> bool:
        """Return whether some words stand in it, whatever signs stand between them."""
        at = self.text.find(words, max(0, self.near - _NEAR), self.near + _NEAR)
        at = self.text.find(words) if at < 0 else at
        end = at + len(words)
        if at < 0 or _IN_A_WORD.search(self.text[at - 1 : at] + self.text[end : end + 1]):
            return _plain(words) in self.plain
        self.near = at
        return True


def _says_the_same(written: str, keys: Keys, text: Text, source: str) -> bool:
    """Return whether the source said the same in an earlier version, but for a slip."""
    before = _value_at(_tree(written), keys)
    old = before.get(source) if isinstance(before, Mapping) else before
    return old is not None and same_words(old, dict(text.by_language)[source], source)


@lru_cache(maxsize=64)
def _tree(written: str) -> Any:
    document, _problems = document_of(SourceText("", written))
    return document.tree if document else None


def _value_at(tree: Any, keys: Keys) -> Any:
    for key in keys:
        if isinstance(tree, list):
            ids = {one.get("id"): one for one in tree if isinstance(one, Mapping)}
            tree = ids.get(key) or next(
                iter(tree[key : key + 1] if isinstance(key, int) else ()), None
            )
        else:
            tree = tree.get(key) if isinstance(tree, Mapping) else None
    return tree


def _plain(text: str) -> str:
    """Return the words of a text alone, each with a blank before and behind it."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def old_pages(
    register: Register, pages: Iterable[tuple[AgencyPage, AgencyPage]]
) -> Iterator[Problem]:
    """Yield the pages that are older than the one they translate, or say other numbers; sources first."""
    for source, page in pages:
        here = Place(page.path)
        version = _of_when(register, source, page)
        if version is not None:
            yield _remarked(version, page.language, source.language, here, Place(source.path))
        yield from _other_numbers(source, page)


def _of_when(register: Register, source: AgencyPage, page: AgencyPage) -> Version | None:
    """Return the version of a translation of which its page still is, where its source has changed since."""
    written = None
    for version, text in register.past.before(page.path):
        if _plain(page.body) not in _plain(text):
            break
        written = version
    if written is None:
        return None
    before = register.past.before(source.path)
    then = next((text for version, text in before if version.day <= written.day), None)
    return None if then is None or _plain(source.body) in _plain(then) else written


def _other_numbers(source: AgencyPage, page: AgencyPage) -> Iterator[Problem]:
    proses = {one.language: prose_of(one) for one in (source, page)}
    both = Text(tuple((language, prose.words) for language, prose in proses.items()))
    if found := differing(both, source.language):
        at = {code: proses[code].words.find(said) for code, said in found}
        places = (proses[code].place(max(0, at[code])) for code in (page.language, source.language))
        yield remark_on(found).at(*places)


def _remarked(version: Version, code: str, source: str, *places: Place) -> Problem:
    day, commit = version.day.isoformat(), version.commit[:7]
    return remark("translation-older", language=code, source=source, day=day, commit=commit).at(
        *places
    )
