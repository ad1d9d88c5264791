"""YAML text as nodes: what the parser is kept from, and its faults in an editor's words."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from typing import Any

import yaml

from charters.model.limits import DEPTH, VALUES
from charters.model.refusal import shown
from charters.problems import Place, Problem, declared
from charters.problems.message import SILENCE, Message, _
from charters.reading.codes import FAST_LOADER, in_yaml, without_codes
from charters.reading.sources import SourceText

NOTHING = ("", "~", "null", "Null", "NULL")
"""What YAML takes for no value."""
TEXT_TAG, NULL_TAG, LIST_TAG, MAP_TAG = (
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "null", "seq", "map")
)


class TextLoader(FAST_LOADER):  # type: ignore[misc]  # chosen when it runs
    """Composes text as it was written: nothing is guessed from a value but that there is none."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Return the tag of a node that carries none of its own."""
        if kind is yaml.ScalarNode:
            return NULL_TAG if implicit[0] and value in NOTHING else TEXT_TAG
        return LIST_TAG if kind is yaml.SequenceNode else MAP_TAG

    # No tag depends on where a node stands: the quickest answers that say so for every node.
    descend_resolver, ascend_resolver = operator.is_, tuple


_STEEP = re.compile(r"\n[ \t?:-]{60}")
_MANY_BRACKETS = 2000
"""Fewer brackets than this cannot nest so deep that the parser itself would break."""
_BEFORE_VALUES = "\n,:-?"
"""One of these, or a bracket, stands before every key and every value but the first."""
_REFERENCE = re.compile(r"[&*](?<![^\s\[{,:?-][&*])\S")
_NO_BREAK_SPACE = re.compile(r"^[ -]*+(?:[\w-]++:)? *+(\xa0)", re.MULTILINE)

_LOST_WORDS = re.compile(
    r"^ *(?:- )?[\w-]+: +[^\s\"'\[{|>#&*!][^#\n]* (#[^\s#][^\n]*)$", re.MULTILINE
)
"""Words behind a text and a blank that begin with #: YAML takes them for a remark."""
_FAULTS = declared("reading/yamlsyntax")["fault"]
_OPENS_A_QUOTE = re.compile(r"[ -]*[\w-]+: +(\")[^\"]*$")


def composed(source: SourceText) -> tuple[yaml.Node | None, list[Problem]]:
    """Return the nodes of a YAML text; None, with problems, where there are none to be had."""
    source, problems = without_codes(source, in_yaml(source.text))
    problems += _no_break_spaces(source)
    try:
        if _needs_watching(source.text):
            problems += _watched(source)
            if any(problem.code in ("Y006", "Y041") for problem in problems):
                return None, problems
        root = yaml.compose(source.text, Loader=TextLoader)
    except yaml.YAMLError as fault:
        return None, problems or [_syntax(source, fault)]
    problems += _lost_words(source)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        root = None
        message = _(
            "there is nothing but comments in this file; fill it in, or take it away if it is not needed"
        )
        problems.append(Problem(Place(source.path), "Y044", message))
    return root, problems


def place_of(path: str, mark: Any) -> Place:
    """Return the place of a mark of the parser; without one, that of the file.

    Where a file inherits from another, the mark knows which of them it stands in.
    """
    return (
        Place(getattr(mark, "file", path), mark.line + 1, mark.column + 1) if mark else Place(path)
    )


def too_deep(path: str, mark: Any) -> Problem:
    """Return the problem of a value that is nested deeper than any charter needs."""
    message = _("this is nested more than {most} levels deep; write it flatter", most=DEPTH.most)
    return Problem(place_of(path, mark), "Y006", message)


def _too_many(path: str, mark: Any) -> Problem:
    message = _(
        "here begins what is more than {most} keys and values in one file; a file written by hand is far smaller: take out what was pasted in by mistake",
        most=VALUES.most,
    )
    return Problem(place_of(path, mark), "Y041", message)


def _needs_watching(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    most_values = brackets + sum(map(text.count, _BEFORE_VALUES))
    return (
        brackets > _MANY_BRACKETS
        or most_values > VALUES.most
        or bool(_STEEP.search(f"\n{text}") or _REFERENCE.search(text))
    )


def _watched(source: SourceText) -> Iterator[Problem]:
    """Yield what is too deep or too much, and parts that are referred to, and build nothing."""
    depth, values, documents = 0, 0, 0
    for event in yaml.parse(source.text, Loader=TextLoader):
        documents += isinstance(event, yaml.DocumentStartEvent)
        if documents > 1:
            return  # one too many, which the parser tells
        values += isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH.most:
            yield too_deep(source.path, event.start_mark)
            return
        if values > VALUES.most:
            yield _too_many(source.path, event.start_mark)
            return
        name = getattr(event, "anchor", None)
        if not name:
            continue
        message = _(
            "{mark} marks a part to be used elsewhere; take it out, or put the text in quotes",
            mark=shown(f"&{name}"),
        )
        if isinstance(event, yaml.AliasEvent):
            message = _(
                "{mark} refers to another part of this file; write the value out here, or, of a text, take the * out or put it in quotes",
                mark=shown(f"*{name}"),
            )
        yield Problem(place_of(source.path, event.start_mark), "Y018", message)


def _no_break_spaces(source: SourceText) -> Iterator[Problem]:
    for found in _NO_BREAK_SPACE.finditer(source.text) if "\xa0" in source.text else ():
        message = _(
            "there is a no-break space here, which YAML takes for a letter; type a plain space"
        )
        yield Problem(source.place(found.start(1)), "Y012", message)


def _lost_words(source: SourceText) -> Iterator[Problem]:
    for found in _LOST_WORDS.finditer(source.text) if " #" in source.text else ():
        message = _(
            "{found} is taken for a remark and left out; put the whole text in quotes, or a blank behind the #",
            found=shown(found[1]),
        )
        yield Problem(source.place(found.start(1)), "Y056", message)


def _syntax(source: SourceText, fault: yaml.YAMLError) -> Problem:
    said = f"{getattr(fault, 'context', '')} {getattr(fault, 'problem', '')}"
    lines = source.text.split("\n")
    if "expected a single document" in said or "document start" in said:
        message = _("a second document begins here; keep one, and delete the line '---' or '...'")
        return Problem(Place(source.path, _second_document(lines)), "Y019", message)
    mark = _mark_of(fault, said)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if tab := _tab_near(lines, line):
        message = _("there is a tab here; indent with two spaces instead")
        return Problem(Place(source.path, tab, lines[tab - 1].index("\t") + 1), "Y002", message)
    line = min(line, len(lines))
    column = min(column, len(lines[line - 1]) + 1)
    before = lines[line - 1][: column - 1]
    if message := _without_colon(lines, line, said):
        return Problem(Place(source.path, line, column), "Y001", message)
    stuck, there = _stuck_at(fault, lines)
    told = next(
        one
        for one in _FAULTS
        if one["says"] in said
        and re.search(one.get("after", ""), before)
        and re.search(one.get("stuck", ""), stuck)
        and re.search(one.get("line", ""), lines[line - 1])
    )
    if "stuck" in told:
        return Problem(Place(source.path, *there), "Y001", Message(told["tell"]))
    if "left_open" in told and (opened := _quote_left_open(lines, line)):
        return Problem(Place(source.path, *opened), "Y001", Message(told["left_open"]))
    return Problem(Place(source.path, line, column), "Y001", Message(told["tell"]))


def _stuck_at(fault: yaml.YAMLError, lines: list[str]) -> tuple[str, tuple[int, int]]:
    """Return the line on which the parser could not go on, with § before where that was, and its place."""
    mark, opened = getattr(fault, "problem_mark", None), getattr(fault, "context_mark", None)
    in_brackets = opened if "flow" in str(getattr(fault, "context", "")) else None
    if mark is None or mark.line >= len(lines) or (in_brackets or mark).line != mark.line:
        return "", (1, 1)
    line = lines[mark.line]
    return f"{line[: mark.column]}§{line[mark.column :]}", (mark.line + 1, mark.column + 1)


_NO_BLANK = re.compile(r"\s*(?:- )?([\w-]+):([^\s/].*)")
_NO_BLANK_BEHIND_HYPHEN = re.compile(r"( *)-([\w-]+: .*)")
_OPENS_A_TEXT = re.compile(r"( *)(?:- )?([\w-]+): *[>|][+-]?[0-9]?\s*")


def _without_colon(lines: list[str], line: int, said: str) -> Message:
    """Return what to write where a key has no colon that counts, as far as the lines tell."""
    if "could not find expected ':'" not in said and "mapping values are not" not in said:
        return SILENCE
    for n in range(line, max(0, line - 2), -1):
        if found := _NO_BLANK.fullmatch(lines[n - 1]):
            return _(
                "put a space after the colon on line {line}: {better}",
                line=str(n),
                better=found[1] + ": " + found[2],
            )
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), 0)
    if found := _NO_BLANK_BEHIND_HYPHEN.fullmatch(lines[above - 1]):
        return _(
            "put a space after the hyphen on line {line}: {better}",
            line=str(above),
            better="- " + found[2],
        )
    for n in range(above, max(0, above - 3), -1):
        if opened := _OPENS_A_TEXT.fullmatch(lines[n - 1]):
            return _(
                "indent this text, two spaces more than {key} on line {line}",
                key=shown(opened[2]),
                line=str(n),
            )
    return SILENCE


def _mark_of(fault: yaml.YAMLError, said: str) -> Any:
    """Return where to look: for what is left open, where it opens."""
    marks = [getattr(fault, name, None) for name in ("problem_mark", "context_mark")]
    if "flow" in said or "scanning a" in said:
        marks.reverse()
    return marks[0] or marks[1]


def _quote_left_open(lines: list[str], line: int) -> tuple[int, int] | None:
    """Return where the last quote before a line opens, if a whole value was left open there."""
    before = [number for number in range(1, line) if '"' in lines[number - 1]]
    found = _OPENS_A_QUOTE.match(lines[before[-1] - 1]) if before else None
    return (before[-1], found.start(1) + 1) if found else None


def _tab_near(lines: list[str], line: int) -> int:
    """Return the line, of this one and its neighbors, that is indented with a tab; else 0."""
    near = range(max(1, line - 1), min(len(lines), line + 1) + 1)
    return next((n for n in near if re.match(r" *\t", lines[n - 1])), 0)


def _second_document(lines: list[str]) -> int:
    starts = [n for n, text in enumerate(lines, 1) if re.match(r"(?:---|\.\.\.)(?:\s|$)", text)]
    written = (n for n, text in enumerate(lines, 1) if text.strip() and text[0] not in "#%-.")
    first = next(written, 1)
    return next((n for n in starts if n > first), 1)
