"""The site's settings, read from mkdocs.yml without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import yaml

from charters.model.refusal import shown
from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.reading.shape import record_of
from charters.reading.sources import SourceText, text_of
from charters.reading.taken_addresses import CONTENT, LOOKS
from charters.reading.yamldoc import Document, pairs_of, plain_tree
from charters.reading.yamlsyntax import composed

SITE_FILE = "mkdocs.yml"
LONGEST_PATH = 200


def settings_of(home: Path, name: str = SITE_FILE) -> tuple[Settings, list[Problem]]:
    """Return the options of the plugin `charters` in a site's mkdocs.yml, or the defaults."""
    path = home / name
    if not path.exists() and not path.is_symlink():
        return Settings(), []
    source, problems = text_of(home, path)
    if source is None:
        return Settings(), problems
    root, faults = composed(source)
    problems += [fault for fault in faults if fault.code == "Y012" and root is not None]
    problems += _other_folders(source, root)
    options = _options(root)
    if options is None:
        return Settings(), problems + (faults if root is None else [])
    tree = plain_tree(source.path, options, problems, {"!ENV": from_environment})
    document = Document(source.path, tree, options)
    settings, faults = record_of(Settings, document)
    settings, more = _inside(settings or Settings(), document.place("data_dir"))
    return settings, [*problems, *faults, *more, *_nobody_named(document)]


def _other_folders(source: SourceText, root: yaml.Node | None) -> Iterator[Problem]:
    """Yield folders that would be published without having been looked at."""
    for keys, usual in (("docs_dir",), CONTENT), (("theme", "custom_dir"), LOOKS):
        node = root
        for key in keys:
            node = _value(node, key)
        if node is not None and node.value not in (usual, f"{usual}/", f"./{usual}"):
            place = Place(source.path, node.start_mark.line + 1, node.start_mark.column + 1)
            message = f"only {usual}/ is looked at before it is published; name the folder so, and write {keys[-1]}: {usual}"
            yield Problem(place, "Y043", message)


def _nobody_named(document: Document) -> Iterator[Problem]:
    """Yield that nobody is named who runs the site: a reader has to know whose words these are."""
    if not document.has("publisher"):
        message = (
            "nobody is named who runs this site and hears of problems with it; "
            "add publisher: {name: Ministry of Lamps, contact: mailto:web@example.org}"
        )
        yield Problem(document.place(), "Y049", message)


def _inside(settings: Settings, place: Place) -> tuple[Settings, list[Problem]]:
    """Return settings whose folder of data lies inside the site's folder."""
    folder = PurePosixPath(settings.data_dir)
    bad = folder.is_absolute() or not {"..", "~"}.isdisjoint(folder.parts) or not folder.parts
    if not bad and len(str(folder)) <= LONGEST_PATH and str(folder).isprintable():
        return settings, []
    message = (
        f"{shown(settings.data_dir)} is not a folder inside the site's folder; write data/standards"
    )
    usual = Settings.model_fields["data_dir"].default
    return settings.model_copy(update={"data_dir": usual}), [Problem(place, "Y043", message)]


def from_environment(node: yaml.Node) -> str | None:
    """Return what MkDocs puts for `!ENV NAME` or `!ENV [NAME, OTHER, default]`."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names = [item.value for item in items if isinstance(item, yaml.ScalarNode)]
    default = names.pop() if len(names) > 1 else ""
    return next((os.environ[name] for name in names if name in os.environ), default) or None


def settings_from(options: Mapping[str, object]) -> Settings:
    """Return settings from the values MkDocs read; what is wrong with them is told by `read`."""
    given = {name: _as_written(value) for name, value in options.items() if value not in (None, "")}
    document = Document(SITE_FILE, given, None)
    settings, _ = record_of(Settings, document)
    return _inside(settings or Settings(), document.place())[0]


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
    return next((value for name, value in pairs_of(node) if name.value == key), None)
