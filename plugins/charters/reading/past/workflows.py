"""Where a workflow fetches the last commits alone: the line to write more below."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import yaml

from charters.problems import Place
from charters.reading.yamldoc import value_of

_LARGEST = 200_000
_CHECKOUT = "actions/checkout@"
_GITLAB = ".gitlab-ci.yml"


def cut_off_by(home: Path, top: Path) -> list[Place]:
    """Return the lines of the workflows of a repository that fetch the last commits alone."""
    folder = top / ".github" / "workflows"
    files = sorted([*folder.glob("*.yml"), *folder.glob("*.yaml"), top / _GITLAB])
    found = []
    for file in files:
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= _LARGEST:
            lines = _lines(file.read_text("utf-8", "replace"), file.name)
            path = Path(os.path.relpath(file, home)).as_posix()
            found += [Place(path, line, 1) for line in lines]
    return found


def _lines(text: str, name: str) -> list[int]:
    """Return the lines of the steps that check out a part; of GitLab, the first one where no depth is set."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    if name == _GITLAB:
        depth = value_of(value_of(root, "variables"), "GIT_DEPTH")
        return [] if _words(depth) == "0" else [1]
    return [step.start_mark.line + 1 for step in _steps(root) if not _fetches_all(step)]


def _steps(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Yield the steps that check out, wherever they stand."""
    if isinstance(node, yaml.MappingNode):
        if _words(value_of(node, "uses")).startswith(_CHECKOUT):
            yield node
        for _key, value in node.value:
            yield from _steps(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _steps(item)


def _fetches_all(step: yaml.MappingNode) -> bool:
    return _words(value_of(value_of(step, "with"), "fetch-depth")) == "0"


def _words(node: yaml.Node | None) -> str:
    return node.value if isinstance(node, yaml.ScalarNode) else ""
