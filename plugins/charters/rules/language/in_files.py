"""The language of one file: a Markdown page, a YAML file of an agency, or any other text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import yaml

from charters.model.register import AgencyPage
from charters.model.settings import Settings
from charters.problems import Problem
from charters.reading.front_matter import FENCE
from charters.reading.prose import prose_of
from charters.reading.sources import SourceText
from charters.reading.yamldoc import document_of, pairs_of
from charters.reading.yamlsyntax import place_of
from charters.rules.language.checking import TextKind, check_language
from charters.rules.language.remarked import Remarked
from charters.rules.language.vocabulary import LANGUAGES
from charters.rules.waived import lines_of, lines_with

NOT_WORDS = frozenset(
    [
        *("legal_basis", "sources", "source", "cites", "name", "short_name", "changes"),
        *("wants", "link", "id", "path", "url", "email"),
    ]
)
"""Keys whose words are names, laws, addresses, or words that were said before."""
_LEAST = 3
"""Words of a value by which it is a sentence and no name."""


class InSentence(NamedTuple):
    """What a rule says, at its place in the file, with the sentence that it says it of."""

    problem: Problem
    remarked: Remarked


def language_of(source: SourceText, language: str) -> tuple[list[InSentence], Sequence[Problem]]:
    """Return what the rules say of a file, and why it cannot be read, where it cannot."""
    if source.path.endswith((".yml", ".yaml")):
        document, problems = document_of(source)
        found = _values(source, document.root, language) if document else ()
        return [*found], [] if document else problems
    return [*_page(source, language)], []


def unwaived(
    found: Iterable[InSentence], source: SourceText, settings: Settings
) -> Iterator[InSentence]:
    """Yield what is found in a file but for what the publisher of its site leaves out for a time."""
    day = settings.day
    left_out = set[tuple[str, int]]()
    for waiver in settings.waivers:
        path, _hash, name = waiver.where.partition("#")
        if path == source.path and waiver.until >= day:
            lines = _lines(source, name) if name else range(1, source.text.count("\n") + 2)
            left_out.update((waiver.code, line) for line in lines)
    for one in found:
        if (one.problem.code, one.problem.place.line) not in left_out:
            yield one


def _lines(source: SourceText, name: str) -> Sequence[int]:
    if not source.path.endswith((".yml", ".yaml")):
        return lines_with(source.text, name)
    document, _problems = document_of(source)
    return lines_of(document.root, name) if document else []


def _page(source: SourceText, language: str) -> Iterator[InSentence]:
    fence = FENCE.match(source.text)
    start = fence.end() if fence else 0
    page = AgencyPage(source.path, None, source.text[start:], source.place(start).line)
    prose = prose_of(page)
    for one in check_language(prose.words, language, TextKind.PAGE):
        yield InSentence(one.at(prose.place(one.start)), one)


def _values(source: SourceText, node: yaml.Node | None, language: str) -> Iterator[InSentence]:
    """Yield what is said of the sentences among the values of a YAML file."""
    for key, value in _pairs(node):
        if key in NOT_WORDS:
            continue
        if not isinstance(value, yaml.ScalarNode):
            yield from _values(source, value, language)
        elif len(value.value.split()) >= _LEAST:
            place = place_of(source.path, value.start_mark)
            kind = TextKind.PROMISE if key == "promise" else TextKind.TEXT
            spoken = key if key in LANGUAGES else language
            for one in check_language(value.value, spoken, kind):
                yield InSentence(one.at(place), one)


def _pairs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.SequenceNode):
        yield from (("", value) for value in node.value)
    yield from ((str(key.value), value) for key, value in pairs_of(node))
