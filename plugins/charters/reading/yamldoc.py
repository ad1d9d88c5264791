"""YAML read as it was written: every value stays text, and knows its line and column."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from charters.model.limits import DEPTH, ITEMS
from charters.model.refusal import shown
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.sources import SourceText
from charters.reading.yamlsyntax import (
    LIST_TAG,
    MAP_TAG,
    NOTHING,
    NULL_TAG,
    TEXT_TAG,
    composed,
    place_of,
    too_deep,
)

_PLAIN_TAGS = {
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "timestamp", "null")
}

Content = tuple[Any, yaml.Node | None]
"""What a file says, and its nodes."""
_FEW = 30
"""Keys of a map that are gone through one by one, which is quicker than to keep where each stands."""


@dataclass(frozen=True)
class Document:
    """One YAML file: its values as text, lists and maps, and the place of each."""

    path: str
    read: Callable[[], Content]
    """What reads it, and reads it again where somebody asks for more than was kept."""

    @cached_property
    def _content(self) -> Content:
        return self.read()

    @property
    def tree(self) -> Any:
        """What it says, as text, lists and maps."""
        return self._content[0]

    @property
    def root(self) -> yaml.Node | None:
        """Its nodes, from which places are known."""
        return self._content[1]

    @cached_property
    def _start(self) -> Place:
        return place_of(self.path, getattr(self.root, "start_mark", None))

    def let_go(self) -> None:
        """Keep no more than where it begins: what was read is held by records, and few ask for a place."""
        vars(self).update(_start=self._start)
        for name in ("_content", "_maps", "_numbers"):
            vars(self).pop(name, None)

    def place(self, *keys: str | int) -> Place:
        """Return the place of a value; of the nearest one around it where it is not written."""
        if not keys:
            return self._start
        mark, node, _ = self._find(keys)
        return place_of(self.path, node.start_mark if isinstance(node, yaml.ScalarNode) else mark)

    def key_place(self, *keys: str | int) -> Place:
        """Return the place of a key itself, for a fault of the key and not of its value."""
        return place_of(self.path, self._find(keys)[0])

    def has(self, *keys: str | int) -> bool:
        """Return whether a value is written, be it one that had to be refused."""
        return self._find(keys)[2]

    @property
    def top(self) -> dict[str, Any]:
        """The keys at the top; none where the file holds anything else."""
        return self.tree if isinstance(self.tree, dict) else {}

    def items(self, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the records of a list at the top, each with its number."""
        yield from numbered(self.top.get(key))

    def _find(self, keys: tuple[str | int, ...]) -> tuple[Any, yaml.Node | None, bool]:
        """Return the mark and the node of a value, or of the nearest one, and whether it is there."""
        mark, node = getattr(self.root, "start_mark", None), self.root
        for key in keys:
            step = self._step(node, key)
            if step is None:
                return mark, node, False
            mark, node = step
        return mark, node, True

    def _step(self, node: yaml.Node | None, key: str | int) -> tuple[Any, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            if len(node.value) <= _FEW:
                found = (pair for pair in node.value if pair[0].value == key)
                return next(((name.start_mark, value) for name, value in found), None)
            if id(node) not in self._maps:
                self._maps[id(node)] = _first_of_each_key(node)
            return self._maps[id(node)].get(key)
        if isinstance(node, yaml.SequenceNode):
            at = self._numbers.get((id(node), key)) if isinstance(key, str) else key
            if at is not None and at < len(node.value):
                return node.value[at].start_mark, node.value[at]
        return None

    @cached_property
    def _maps(self) -> dict[int, dict[str | int, tuple[Any, yaml.Node]]]:
        """Where each key of a map stands, with its value, for the large maps that were asked for."""
        return {}

    @cached_property
    def _numbers(self) -> dict[tuple[int, str], int]:
        """Where in its list the first item with an id stands, for the lists at the top."""
        numbers: dict[tuple[int, str], int] = {}
        for _name, node in pairs_of(self.root):
            for at, item in enumerate(node.value if isinstance(node, yaml.SequenceNode) else ()):
                if (name := id_of(item)) is not None:
                    numbers.setdefault((id(node), name.value), at)
        return numbers


def _first_of_each_key(node: yaml.MappingNode) -> dict[str | int, tuple[Any, yaml.Node]]:
    scalars = [pair for pair in reversed(node.value) if isinstance(pair[0], yaml.ScalarNode)]
    return {key.value: (key.start_mark, value) for key, value in scalars}


def numbered(listed: object) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the groups of keys in a list, each with its number; none of anything else."""
    found = enumerate(listed if isinstance(listed, list) else ())
    return ((n, item) for n, item in found if isinstance(item, dict))


def pairs_of(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the keys and values of a map; none of anything else."""
    return node.value if isinstance(node, yaml.MappingNode) else []


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return the value of a key of a map; None where there is none, or it is no map."""
    return next((value for name, value in pairs_of(node) if name.value == key), None)


def id_of(item: yaml.Node) -> yaml.ScalarNode | None:
    """Return the node of an item's `id`."""
    values = (value for key, value in pairs_of(item) if key.value == "id")
    return next((value for value in values if isinstance(value, yaml.ScalarNode)), None)


def document_of(source: SourceText) -> tuple[Document | None, list[Problem]]:
    """Return a YAML file as a document, with every problem of its form."""
    problems: list[Problem] = []
    content = _content(source, problems)
    if content[1] is None or any(problem.code == "Y006" for problem in problems):
        return None, problems
    data = source.text.encode()  # half as large as text with a sign beyond Latin-1
    again = Document(source.path, lambda: _content(SourceText(source.path, data.decode()), []))
    vars(again).update(_content=content)
    return again, problems


def _content(source: SourceText, problems: list[Problem]) -> Content:
    root, faults = composed(source)
    problems += faults
    return root and plain_tree(source.path, root, problems, {}), root


Tags = Mapping[str, Callable[[yaml.Node], str | None]]
"""What stands for a value with a tag of its own, such as `!ENV` in mkdocs.yml."""


def plain_tree(path: str, root: yaml.Node, problems: list[Problem], tags: Tags) -> Any:
    """Return nodes as text, lists and maps; adds to `problems` what had to be refused."""
    return _Plain(path, problems, tags).value(root, 0)


def _once(node: yaml.ScalarNode) -> str:
    """Return the value of a node, kept once for all that are equal."""
    node.value = said = sys.intern(node.value)
    return said


class _Plain:
    """Turns the nodes of one file into text, lists and maps; collects what is wrong with them."""

    def __init__(self, path: str, problems: list[Problem], tags: Tags) -> None:
        self.path = path
        self.problems = problems
        self.tags = tags
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> Any:
        """Return the plain value of a node, or None when it was refused."""
        if node.tag in self.tags:
            return self.tags[node.tag](node)
        if isinstance(node, yaml.ScalarNode) and node.tag in _PLAIN_TAGS:
            return node.value
        if id(node) in self.seen:
            return None  # an alias, which the parser's events have placed
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode) and node.tag == MAP_TAG:
            return self.mapping(node, depth)
        if isinstance(node, yaml.SequenceNode) and node.tag == LIST_TAG:
            return self.sequence(node, depth)
        tag = shown(node.tag.replace("tag:yaml.org,2002:", "!!"))
        message = _("{tag} is not allowed here; write the plain value without it", tag=tag)
        return self.refuse(node, "Y007", message)

    def sequence(self, node: yaml.SequenceNode, depth: int) -> list[Any] | None:
        """Return a list; items that were refused leave it and its node, so that places stay true."""
        if (count := len(node.value)) > ITEMS.most and depth > 1:
            message = _(
                "this list has {count} items ({count} > {most}); shorten it",
                count=count,
                most=ITEMS.most,
            )
            self.refuse(node, "Y010", message)
            return None
        read = [(item, self.inside(item, depth, item)) for item in node.value]
        kept = [(item, value) for item, value in read if value is not None]
        node.value = [item for item, _ in kept]
        return [value for _, value in kept]

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        """Return a map; a key written twice or without a value is a problem."""
        plain: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                message = _("a key is one word, not a list or a group; write key: value")
                self.refuse(key, "Y008", message)
            elif key.value == "<<":
                if id(child) not in self.seen:  # else its alias was refused already
                    message = _(
                        "'<<' copies another part, which these files do not use; write it out"
                    )
                    self.refuse(key, "Y018", message)
            elif key.value in first and key.value == node.value[0][0].value == "id":
                message = _(
                    "a second entry begins here; begin it with '- id:', with the hyphen below that of the entry above"
                )
                self.refuse(key, "Y003", message)
                break  # what follows is the second entry's
            elif key.value in first:
                message = _(
                    "{key} is written twice (first on line {first}); keep one",
                    key=shown(key.value),
                    first=first[key.value],
                )
                self.refuse(key, "Y003", message)
            else:
                name = _once(key)
                first[name] = key.start_mark.line + 1
                plain[name] = self.inside(child, depth, key)
        return {key: value for key, value in plain.items() if value is not None}

    def inside(self, node: yaml.Node, depth: int, mark: yaml.Node) -> Any:
        """Return the value of an item or of a key; where there is none, that is a problem."""
        if node.tag is TEXT_TAG and isinstance(node, yaml.ScalarNode):
            return _once(node)  # as nearly all are
        if node.tag == NULL_TAG and node.value in NOTHING:
            message = _("there is nothing after this hyphen; write a value, or take the line out")
            if mark is not node:
                message = _(
                    "there is nothing after {key}; write a value, or take the line out",
                    key=shown(f"{mark.value}:"),
                )
            if mark is not node and " " in mark.value:
                message = _(
                    "a comma ends the words before {key}; put a text that holds a comma in quotes",
                    key=shown(mark.value),
                )
            return self.refuse(mark, "Y009", message)
        if isinstance(node, yaml.CollectionNode) and depth == DEPTH.most:
            return self.problems.append(too_deep(self.path, node.start_mark))
        return self.value(node, depth + 1)

    def refuse(self, node: yaml.Node, code: str, message: Message) -> None:
        """Add a problem at a node."""
        self.problems.append(Problem(place_of(self.path, node.start_mark), code, message))
