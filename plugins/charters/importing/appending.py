"""One more entry in a list of a YAML file; all else stays as it was, to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from charters.problems.message import _
from charters.reading.sources import SourceText
from charters.reading.yamldoc import pairs_of
from charters.reading.yamlsyntax import composed


class NoPlaceError(Exception):
    """An entry finds no place; the message says why, and what to do."""


class _AsWritten(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # chosen when it runs
    """Writes every text as it is, with quotes only where YAML itself needs them."""

    def ignore_aliases(self, _value: object) -> bool:
        """Write out what stands in two places: no file of an editor refers from one to the other."""
        return True


_AsWritten.yaml_implicit_resolvers = {}  # nothing is a number or a day before a field asks for it


def as_keys(entry: Mapping[str, Any] | list[Mapping[str, Any]]) -> str:
    """Return keys and their values, a key on each line; of a list, with a hyphen before each entry."""
    return yaml.dump(entry, Dumper=_AsWritten, allow_unicode=True, sort_keys=False, width=10**6)


def appended(text: str, key: str, *entries: Mapping[str, Any]) -> str:
    """Return the text of a file with entries at the end of the list under a key."""
    root, problems = composed(SourceText("", text))
    if problems:
        raise NoPlaceError(_("the file cannot be read; run charters check, and mend it first"))
    lines, items = (
        text.splitlines(keepends=True),
        as_keys([dict(entry) for entry in entries]).splitlines(keepends=True),
    )
    end = "\r\n" if "\r\n" in text else "\n"
    found = next((pair for pair in pairs_of(root) if pair[0].value == key), None)
    if found is None:
        at, indent, items = len(lines), 0, [f"{key}:\n", *(f"  {line}" for line in items)]
    else:
        at, indent = _end_of(*found)
    if lines[at - 1 : at] and not lines[at - 1].endswith("\n"):
        lines[at - 1] += end
    lines[at:at] = [f"{' ' * indent}{line}".replace("\n", end) for line in items]
    return "".join(lines)


def _end_of(key: yaml.Node, value: yaml.Node) -> tuple[int, int]:
    """Return the number of the last line of a list, and how far its items are set in."""
    if isinstance(value, yaml.SequenceNode) and not value.flow_style:
        return last_line(value) + 1, value.start_mark.column
    if isinstance(value, yaml.ScalarNode) and not value.value:
        return key.end_mark.line + 1, key.start_mark.column + 2
    raise NoPlaceError(
        _(
            "write the list under '{key}' with a line and a hyphen for each entry first",
            key=key.value,
        )
    )


def last_line(node: yaml.Node) -> int:
    """Return the line on which the last word of a node stands; blank lines and comments follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return last_line(last[1] if isinstance(node, yaml.MappingNode) else last)
    # A block of text (`|`, `>`) ends where the next thing begins.
    is_block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) - is_block
