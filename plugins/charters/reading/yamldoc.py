"""YAML read as it was written: every value stays text, and knows its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from charters.model.refusal import shown
from charters.problems import Place, Problem
from charters.reading.sources import SourceText

DEEPEST = 30
"""Levels of indentation; the model needs eight."""

_PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "timestamp", "null")}
_NULL = "tag:yaml.org,2002:null"
_STEEP = re.compile(r"(?:[-?] ){20}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FAULTS = (
    ("cannot start any token", "Y001", "a character such as @, ` or % cannot begin a value; put the text in quotes"),
    ("mapping values are not allowed", "Y001", "there is a second colon on this line, or the indentation is off; put text with a colon in quotes"),
    ("unexpected end of stream", "Y001", "a quote or a bracket that opens here is never closed"),
    ("quoted scalar", "Y001", "a quote that opens here is never closed, or is followed by more text"),
    ("',' or", "Y001", "a bracket that opens before here is never closed, or a comma is missing"),
    ("could not find expected ':'", "Y001", "a key here has no colon; write key: value"),
    ("did not find expected key", "Y001", "the indentation or a quote before here is off; line the keys up, two spaces a level"),
    ("did not find expected '-'", "Y001", "a list item here does not begin with a hyphen; begin it with '- '"),
    ("block sequence entries are not allowed", "Y001", "a list cannot begin on this line; begin it on the next, with '- '"),
    ("undefined alias", "Y018", "'*' begins a reference, which these files do not use; put the text in quotes"),
    ("special characters are not allowed", "Y012", "there is an invisible control character in this file; delete it and type the text again"),
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """One YAML file: its values as text, lists and maps, and the place of each."""

    path: str
    tree: Any
    root: yaml.Node | None

    def place(self, *keys: str | int) -> Place:
        """Return the place of a value; of the nearest one around it where it is not written."""
        key_mark, node = self._find(keys)
        mark = node.start_mark if isinstance(node, yaml.ScalarNode) else key_mark
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)

    def key_place(self, *keys: str | int) -> Place:
        """Return the place of a key itself, for a fault of the key and not of its value."""
        mark, _ = self._find(keys)
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)

    def _find(self, keys: tuple[str | int, ...]) -> tuple[Any, yaml.Node | None]:
        node, mark = self.root, getattr(self.root, "start_mark", None)
        for key in keys:
            step = self._step(node, key)
            if step is None:
                break
            mark, node = step
        return mark, node

    def _step(self, node: yaml.Node | None, key: str | int) -> tuple[Any, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            return next((((k.start_mark), v) for k, v in node.value if k.value == key), None)
        if isinstance(node, yaml.SequenceNode):
            at = self._numbers.get((id(node), key)) if isinstance(key, str) else key
            if at is not None and at < len(node.value):
                return node.value[at].start_mark, node.value[at]
        return None

    @cached_property
    def _numbers(self) -> dict[tuple[int, str], int]:
        """Where in its list the item with an id stands."""
        return {found: at for found, at in _ids(self.root)}


def _ids(node: yaml.Node | None) -> Iterator[tuple[tuple[int, str], int]]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _ids(value)
    if isinstance(node, yaml.SequenceNode):
        for at, item in enumerate(node.value):
            if isinstance(item, yaml.MappingNode):
                for name, value in item.value:
                    if name.value == "id" and isinstance(value, yaml.ScalarNode):
                        yield (id(node), value.value), at
            yield from _ids(item)


def document_of(source: SourceText) -> tuple[Document | None, list[Problem]]:
    """Return a YAML file as a document, with every problem of its form."""
    try:
        if _is_steep(source.text):
            return None, [_too_deep(source.path, 1, 1)]
        root = yaml.compose(source.text, Loader=_LOADER)
    except yaml.YAMLError as fault:
        return None, [_syntax(source, fault)]
    if root is None:
        return None, [Problem(Place(source.path), "Y044", "there is nothing but comments in this file")]
    problems: list[Problem] = []
    tree = _Plain(source.path, problems).value(root, 0)
    return Document(source.path, tree, root), problems


def _is_steep(text: str) -> bool:
    """Return whether brackets or hyphens nest so deep that the parser itself would break."""
    if text.count("[") + text.count("{") < 400 and not _STEEP.search(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False


def _too_deep(path: str, line: int, column: int) -> Problem:
    return Problem(
        Place(path, line, column), "Y006", f"this is nested more than {DEEPEST} levels deep; write it flatter"
    )


def _syntax(source: SourceText, fault: yaml.YAMLError) -> Problem:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    said = f"{getattr(fault, 'context', '')} {getattr(fault, 'problem', '')} {fault if mark is None else ''}"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = source.text.split("\n")
    if "expected a single document" in said:
        second = _second_document(lines)
        return Problem(Place(source.path, second), "Y019", "a second document begins at '---'; keep one, and delete this line")
    tab = next((n for n, text in enumerate(lines, 1) if re.match(r" *\t", text) and n >= line - 1), 0)
    if tab:
        return Problem(
            Place(source.path, tab, lines[tab - 1].index("\t") + 1), "Y002", "there is a tab here; indent with two spaces instead"
        )
    for part, code, message in _FAULTS:
        if part in said:
            return Problem(Place(source.path, line, column), code, message)
    return Problem(
        Place(source.path, line, column),
        "Y001",
        "this cannot be read; look here and on the line above for a missing quote, colon or space",
    )


def _second_document(lines: list[str]) -> int:
    starts = [n for n, text in enumerate(lines, 1) if text.startswith("---")]
    written = next((n for n, text in enumerate(lines, 1) if text.strip() and not text.startswith(("#", "---"))), 1)
    return next((n for n in starts if n > written), 1)


class _Plain:
    """Turns the nodes of one file into text, lists and maps; collects what is wrong with them."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> Any:
        """Return the plain value of a node, or None when it was refused."""
        if isinstance(node, yaml.ScalarNode):
            if node.tag not in _PLAIN_TAGS:
                return self.refuse(node, "Y007", f"{shown(node.tag)} is not allowed here; write plain text")
            return node.value
        if depth > DEEPEST:
            self.problems.append(_too_deep(self.path, node.start_mark.line + 1, node.start_mark.column + 1))
            return None
        if id(node) in self.seen:
            return self.refuse(node, "Y018", "this part is used again elsewhere by '*'; write it out in each place")
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return self.mapping(node, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            values = (self.value(item, depth + 1) for item in node.value)
            return [value for value in values if value is not None]
        return self.refuse(node, "Y007", f"{shown(node.tag)} is not allowed here; write plain keys and values")

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        """Return a map; a key written twice or without a value is a problem."""
        plain: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(key, "Y008", "a key is one word; this one is a list or a group")
            elif key.value == "<<":
                self.refuse(key, "Y018", "'<<' copies another part, which these files do not use; write it out")
            elif key.value in first:
                self.refuse(key, "Y003", f"'{key.value}' is written twice (first on line {first[key.value]}); keep one")
            else:
                first[key.value] = key.start_mark.line + 1
                value = self.child(key, child, depth)
                if value is not None:
                    plain[key.value] = value
        return plain

    def child(self, key: yaml.ScalarNode, node: yaml.Node, depth: int) -> Any:
        """Return the value behind a key; nothing behind it is a problem."""
        if isinstance(node, yaml.ScalarNode) and node.tag == _NULL and node.value in ("", "~", "null"):
            return self.refuse(key, "Y009", f"there is nothing after '{key.value}:'; write a value, or take the line out")
        return self.value(node, depth + 1)

    def refuse(self, node: yaml.Node, code: str, message: str) -> None:
        """Add a problem at a node."""
        place = Place(self.path, node.start_mark.line + 1, node.start_mark.column + 1)
        self.problems.append(Problem(place, code, message))
