"""The site's settings: the options of the plugin `charters`, and the folders that are published."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from charters.model.refusal import shown
from charters.model.settings import PluginOptions, Settings, Waiver
from charters.problems import Place, Problem, Severity, rules, spoken
from charters.problems.message import _
from charters.reading.fiscal_year import fiscal_start_in, is_month_unread
from charters.reading.shape import record_of
from charters.reading.site_file import (
    SiteFile,
    found_in,
    from_environment,
    inside,
    site_file,
)
from charters.reading.spelling import Speller
from charters.reading.yamldoc import Document, pairs_of, plain_tree
from charters.reading.yamlsyntax import place_of

_PLUGINS, _OURS = "plugins", "charters"
_FOLDERS = {
    "data_dir": (_PLUGINS, _OURS, "data_dir"),
    "docs_dir": ("docs_dir",),
    "looks_dir": ("theme", "custom_dir"),
}
"""Where the site's file names the folders that are read."""
_OF_MKDOCS = {"docs_dir": "docs", "looks_dir": ""}
"""What MkDocs takes where its file names no folder."""


def settings_of(home: Path, name: str = "") -> tuple[Settings, list[Problem]]:
    """Return what a site's file says, which may have a name of its own; without one, the defaults."""
    name = name or found_in(home)
    usual = Settings.model_construct(site_file=name)
    if not os.path.lexists(home / name):
        return usual, []
    file = site_file(home, name)
    unread = usual.model_copy(update={"is_unread": True})
    if file.root is None:
        return unread, file.problems
    options, misspelt = _options(file, name), [*_misspelt(file, name)]
    problems = [*file.problems, *misspelt]
    said: dict[str, Any] = {}
    if options is not None:
        record, faults = record_of(PluginOptions, options)
        said, problems = dict(record or {}), [*problems, *faults, *_unsaid(options)]
        problems += _two_first(options, said)
        said["fiscal_year_starts"] = fiscal_start_in(options.top, usual.fiscal_year_starts)
        said["is_month_unread"] = is_month_unread(options.top)
        said["language"] = next(
            iter(said.get("languages", ())), said.get("language", usual.language)
        )
        problems += _unspoken(options, said)
    folders = {"data_dir": said.get("data_dir", usual.data_dir), **_OF_MKDOCS}
    folders |= {key: text for key in _OF_MKDOCS if (text := file.text(*_FOLDERS[key]))}
    problems += [*_outside(file, name, folders), *_missing(home, file, name, folders["docs_dir"])]
    if options is not None:
        places = tuple(options.place("waivers", n) for n, _ in options.items("waivers"))
        problems += waiver_problems(said.get("waivers", ()), places)
        said["waiver_places"] = places
        said["framework_place"] = options.place("framework")
        said["audits_place"] = options.place("audits")
    found = unread if options is None and misspelt else usual
    return found.model_copy(update={**said, **folders}), problems


def without_file(home: Path, name: str = "") -> Problem | None:
    """Return that a folder has no site's file, with the file that seems meant for it; None where it has one."""
    name = name or found_in(home)
    if os.path.lexists(home / name):
        return None
    message = _(
        "this file is missing, and how the site is read, judged and named stands in it; put it here, or go to the folder that has it"
    )
    if near := Speller(one.name for one in home.iterdir() if one.is_file()).near(name):
        message = _(
            "this file is missing, and {near} is not read in its place; rename {near} to {name}",
            near=near,
            name=name,
        )
    return Problem(Place(name), "Y046", message)


def waiver_problems(waivers: Sequence[Waiver], places: Sequence[Place]) -> Iterator[Problem]:
    """Yield the waivers of what can be left out for no time: it would make a page wrong, or is no rule."""
    for waiver, place in zip(waivers, places, strict=False):
        rule = rules().get(waiver.code)
        if rule is None:
            said = _(
                "there is no rule {rule}; charters explain lists them all", rule=shown(waiver.code)
            )
            yield Problem(place, "Y017", said)
        elif rule.severity is Severity.ERROR or rule.code == "S010":
            said = _(
                "{rule} cannot be waived, as a page would be wrong; mend what it tells of, and take the waiver out",
                rule=rule.code,
            )
            yield Problem(place, "Y017", said)


def _outside(file: SiteFile, name: str, folders: dict[str, str]) -> Iterator[Problem]:
    """Yield the folders that do not lie inside the site's, and take the usual ones for them."""
    for key, written in folders.items():
        if inside(written):
            folders[key] = PurePosixPath(written).as_posix()
        elif written or key != "looks_dir":
            folders[key] = usual = Settings.model_fields[key].default
            node = file.node(*_FOLDERS[key]) or file.root
            message = _(
                "{written} is not a folder inside the site's folder; write {usual}",
                written=shown(written),
                usual=usual,
            )
            yield Problem(place_of(name, node.start_mark if node else None), "Y043", message)


def _missing(home: Path, file: SiteFile, name: str, folder: str) -> Iterator[Problem]:
    """Yield that the folder of pages is not there, where the file names one."""
    node = file.node(*_FOLDERS["docs_dir"])
    if node and not os.path.lexists(home / folder):
        beside = Speller([one.name for one in home.iterdir() if one.is_dir()])
        hint = beside.hint(folder, _("make it, or name the one that is there"))
        message = _("there is no folder {name}; {hint}", name=shown(folder), hint=hint)
        yield Problem(place_of(name, node.start_mark), "Y046", message)


def _misspelt(file: SiteFile, name: str) -> Iterator[Problem]:
    """Yield the names of plugins that are nearly those of plugins that are there."""
    names = {one.value for one in _plugin_names(file)}
    known = {_OURS, "search"}
    if not names <= known:
        from importlib.metadata import entry_points  # late: to look at all there is takes a while

        known |= {one.name for one in entry_points(group="mkdocs.plugins")}
    for node in _plugin_names(file):
        written = node.value.rpartition("/")[2]
        near = Speller(known).near(written) if written not in known else None
        if near and near not in names:
            message = _(
                "there is no plugin {written}; did you mean {near}?",
                written=shown(written),
                near=near,
            )
            yield Problem(place_of(name, node.start_mark), "Y017", message)


def _plugin_names(file: SiteFile) -> Iterator[yaml.ScalarNode]:
    node = file.node(_PLUGINS)
    listed = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for one in listed:
        named = (
            one if isinstance(one, yaml.ScalarNode) else next((k for k, _ in pairs_of(one)), None)
        )
        if isinstance(named, yaml.ScalarNode):
            yield named


def _unsaid(document: Document) -> Iterator[Problem]:
    """Yield that a reader is not told whose words these are; else that nobody knows who may use the data."""
    if not document.has("publisher"):
        message = _(
            "nobody is named who runs this site and hears of problems with it; add publisher: {{name: Ministry of Lamps, contact: mailto:web@example.org}}"
        )
        yield Problem(document.place(), "Y049", message)
    elif not document.has("licence"):
        message = _(
            "it is not said how others may use the data of this site; whoever publishes it decides, and adds licence: {{name: CC BY 4.0, link: https://creativecommons.org/licenses/by/4.0/}}"
        )
        yield Problem(document.place(), "Y054", message)


def _unspoken(document: Document, said: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the languages that the pages do not speak, and would say English words in."""
    known = spoken()
    several = enumerate(said.get("languages", ()))
    named = [(language, document.place("languages", n)) for n, language in several]
    for language, place in named or [(said["language"], document.place("language"))]:
        if {language, language.partition("-")[0]}.isdisjoint(known):
            message = _(
                "the pages do not speak {language}: their own words would stand in English among those of the agencies; take it out, or translate them first ({known} are there)",
                language=shown(language),
                known=", ".join(known),
            )
            yield Problem(place, "Y058", message)


def _two_first(document: Document, said: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield that two settings name the first language of the site, and not the same one."""
    several = said.get("languages")
    if several and document.has("language") and several[0] != said["language"]:
        message = _(
            "the first of the languages is {first}; take this line out, or put {language} first there",
            first=several[0],
            language=said["language"],
        )
        yield Problem(document.place("language"), "Y017", message)


def _options(file: SiteFile, name: str) -> Document | None:
    """Return the plugin's options (other plugins may hold tags of their own)."""
    node = file.node(_PLUGINS, _OURS)
    if not isinstance(node, yaml.MappingNode):
        return None
    tree = plain_tree(name, node, file.problems, {"!ENV": from_environment})
    return Document(name, lambda: (tree, node))
