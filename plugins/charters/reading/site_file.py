"""The site's file as MkDocs reads it: any of its names, INHERIT, `!ENV`; no tag of it is run."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

from charters.model.refusal import shown
from charters.problems import Problem
from charters.problems.message import Message, _
from charters.reading.sources import text_of
from charters.reading.yamldoc import pairs_of, value_of
from charters.reading.yamlsyntax import NULL_TAG, TEXT_TAG, composed, place_of

NAMES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""What MkDocs, and ProperDocs after it, call the file; the first that is there counts."""
LONGEST_PATH = 200
_LARGEST = 200_000
_BASE, _ALL = "INHERIT", "<<"
"""The keys that name the file behind this one, and that copy the keys of another part."""


class _Mark(NamedTuple):
    """Where a node stands, in whichever file."""

    file: str
    line: int
    column: int


class SiteFile(NamedTuple):
    """What the site's file says, with what it inherits; no key where none could be read."""

    root: yaml.Node | None
    problems: list[Problem]

    def node(self, *keys: str) -> yaml.Node | None:
        """Return the node of a key, or of a key below it; a list (of plugins) is as good as a map."""
        node = self.root
        for key in keys:
            listed = node.value if isinstance(node, yaml.SequenceNode) else [node]
            node = next(filter(None, (value_of(one, key) for one in listed)), None)
        return node

    def text(self, *keys: str) -> str | None:
        """Return a value as it is written; None where there is none, or it is no plain value."""
        return _text(self.node(*keys))

    def tree(self) -> dict[str, Any]:
        """Return everything with the types that YAML guesses; an unknown tag is refused as YAML does."""
        said = {} if self.root is None else dict(_Guessed().construct_document(self.root))
        return {key: value for key, value in said.items() if key != _BASE}


def found_in(home: Path) -> str:
    """Return the name of the site's file; that of MkDocs where there is none."""
    return next((name for name in NAMES if os.path.lexists(home / name)), NAMES[0])


def site_file(home: Path, name: str) -> SiteFile:
    """Return what a site's file says."""
    problems: list[Problem] = []
    return SiteFile(_read(home, home / name, problems, ()), problems)


def inside(written: str) -> bool:
    """Return whether a path from the site's folder stays in it."""
    path = PurePosixPath(written)
    leaves = path.is_absolute() or not {"..", "~"}.isdisjoint(path.parts)
    return (
        bool(path.parts) and not leaves and len(written) <= LONGEST_PATH and written.isprintable()
    )


def from_environment(node: yaml.Node) -> str | None:
    """Return what MkDocs puts for `!ENV NAME` or `!ENV [NAME, OTHER, default]`."""
    said, default = _environment(node)
    return said if said is not None else (default.value if default is not None else None) or None


def _environment(node: yaml.Node) -> tuple[str | None, yaml.ScalarNode | None]:
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    plain = [item for item in items if isinstance(item, yaml.ScalarNode)]
    default = plain.pop() if len(plain) > 1 else None
    names = (item.value for item in plain)
    return next((os.environ[name] for name in names if name in os.environ), None), default


def _text(node: yaml.Node | None) -> str | None:
    if node is not None and node.tag == "!ENV":
        return from_environment(node)
    return node.value if isinstance(node, yaml.ScalarNode) and node.tag != NULL_TAG else None


def _read(
    home: Path, path: Path, problems: list[Problem], heirs: tuple[Path, ...]
) -> yaml.Node | None:
    """Return the nodes of a file over those of the file it inherits from."""
    source, faults = text_of(home, path, _LARGEST)
    problems += faults
    if source is None:
        return None
    root, faults = composed(source)
    problems += [fault for fault in faults if root is None or fault.code == "Y012"]
    if root is not None and not isinstance(root, yaml.MappingNode):
        message = _("write keys here, such as site_name: Service charters")
        problems.append(Problem(place_of(source.path, root.start_mark), "Y008", message))
        return None
    _place(root, source.path, set())
    parent = value_of(root, _BASE)
    written = _text(parent)
    if parent is None or written is None:
        return root
    base = Path(os.path.normpath(path.parent / written))
    if fault := _no_parent(home, base, written, (*heirs, path)):
        problems.append(Problem(place_of(source.path, parent.start_mark), *fault))
        return root
    return _over(_read(home, base, problems, (*heirs, path)), root)


def _no_parent(
    home: Path, base: Path, written: str, heirs: Collection[Path]
) -> tuple[str, Message] | None:
    """Return why a file cannot be inherited from."""
    if base in heirs:
        return "Y043", _(
            "{written} inherits from this file; take one of the two lines out",
            written=shown(written),
        )
    if not inside(os.path.relpath(base, home)):
        return "Y043", _(
            "{written} is not a file inside the site's folder; put it there", written=shown(written)
        )
    if not os.path.lexists(base):
        return "Y046", _(
            "there is no file {written}; add it, or take the line out", written=shown(written)
        )
    return None


def _place(node: yaml.Node | None, file: str, seen: set[int]) -> None:
    """Have every node tell its file, and hold the keys that `<<` copies into it."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    node.start_mark = _Mark(file, node.start_mark.line, node.start_mark.column)
    for inner in node.value if isinstance(node, yaml.CollectionNode) else ():
        for one in inner if isinstance(inner, tuple) else (inner,):
            _place(one, file, seen)
    if isinstance(node, yaml.MappingNode):
        own = [pair for pair in node.value if pair[0].value != _ALL]
        names = {key.value for key, _ in own if isinstance(key, yaml.ScalarNode)}
        node.value = [*own, *_copied(node, names)]


def _copied(node: yaml.MappingNode, names: set[str]) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    for key, value in node.value:
        if key.value == _ALL:
            for one in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                new = [pair for pair in pairs_of(one) if str(pair[0].value) not in names]
                names |= {str(name.value) for name, _ in new}
                yield from new


def _over(base: yaml.Node | None, heir: yaml.Node | None) -> yaml.Node | None:
    """Return a value over the one it inherits: maps are joined key by key, all else takes its place."""
    if not (isinstance(base, yaml.MappingNode) and isinstance(heir, yaml.MappingNode)):
        return base if heir is None else heir
    names = {key.value for key, _ in heir.value if isinstance(key, yaml.ScalarNode)}
    kept = [(key, value) for key, value in base.value if key.value not in names]
    own = [(key, _over(value_of(base, key.value), value)) for key, value in heir.value]
    return yaml.MappingNode(heir.tag, [*kept, *own], heir.start_mark)


class _Guessed(yaml.constructor.SafeConstructor, yaml.resolver.Resolver):
    """Values of the types that YAML guesses from how they are written; no code is run."""

    def __init__(self) -> None:
        yaml.constructor.SafeConstructor.__init__(self)
        yaml.resolver.Resolver.__init__(self)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's own
        """Return the value of a node."""
        is_plain = isinstance(node, yaml.ScalarNode) and not node.style
        if is_plain and node.tag in (TEXT_TAG, NULL_TAG):
            node = self._guessed(node.value, node.start_mark)
        return super().construct_object(node, deep)

    def environment(self, node: yaml.Node) -> Any:
        """Return what stands in the environment, else the default."""
        said, default = _environment(node)
        if said is not None:
            return super().construct_object(self._guessed(said, node.start_mark))
        return None if default is None else self.construct_object(default)

    def _guessed(self, text: str, mark: Any) -> yaml.ScalarNode:
        tag = self.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
        return yaml.ScalarNode(tag, text, mark)


_Guessed.add_constructor("!ENV", _Guessed.environment)  # type: ignore[type-var]
