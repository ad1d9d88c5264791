"""The site's settings, read from mkdocs.yml without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import yaml

from charters.model.settings import Settings
from charters.problems import Problem
from charters.reading.shape import record_of
from charters.reading.sources import text_of
from charters.reading.yamldoc import Document, document_of

SITE_FILE = "mkdocs.yml"


def settings_of(home: Path, name: str = SITE_FILE) -> tuple[Settings, list[Problem]]:
    """Return the options of the plugin `charters` in a site's mkdocs.yml; defaults where there are none."""
    path = home / name
    if not path.exists():
        return Settings(), []
    source, problems = text_of(home, path)
    if source is None:
        return Settings(), problems
    try:
        root = yaml.compose(source.text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return Settings(), document_of(source)[1]
    options = _options(root)
    if options is None:
        return Settings(), []
    document = Document(source.path, _plain(options), options)
    settings, problems = record_of(Settings, document)
    return settings or Settings(), problems


def _from_environment(node: yaml.Node) -> str:
    """Return what MkDocs puts for `!ENV NAME` or `!ENV [NAME, OTHER, default]`."""
    names = [item.value for item in node.value] if isinstance(node, yaml.SequenceNode) else [node.value]
    default = names.pop() if len(names) > 1 else ""
    return next((os.environ[name] for name in names if name in os.environ), default)


def settings_from(options: Mapping[str, object]) -> Settings:
    """Return settings from the values MkDocs read; what is wrong with them is told by `read`."""
    given = {name: _as_written(value) for name, value in options.items() if value not in (None, "")}
    document = Document(SITE_FILE, given, None)
    settings, _ = record_of(Settings, document)
    return settings or Settings()


def _as_written(value: object) -> object:
    """Return a value with every scalar as text, the form the models read."""
    if isinstance(value, Mapping):
        return {str(key): _as_written(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_written(inner) for inner in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _options(root: yaml.Node | None) -> yaml.Node | None:
    """Return the node that holds the plugin's options (other plugins may hold tags of their own)."""
    plugins = _value(root, "plugins")
    listed = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    found = (_value(item, "charters") for item in listed if item is not None)
    return next((node for node in found if isinstance(node, yaml.MappingNode)), None)


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _plain(node: yaml.Node) -> object:
    if node.tag == "!ENV":
        return _from_environment(node)
    if isinstance(node, yaml.MappingNode):
        plain = {key.value: _plain(value) for key, value in node.value}
        return {key: value for key, value in plain.items() if value != ""}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    return node.value


