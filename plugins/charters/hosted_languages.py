"""The languages of a site in the frame of a host under MkDocs: its switch, its words, its search.

What a host looks up in its settings is set before each page. Material's search reads one index below
the `base` that a page names: each language has its own, and each page names that of its language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, DictLoader, Environment

from charters.model.settings import Settings
from charters.publishing.counterparts import language_at
from charters.theme import FOLDER

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_HOSTS = str(FOLDER / "charters/hosts")
_SWITCH, _MAP = "partials/alternate.html", "sitemap.xml"
_BASE = re.compile(r'(<script id="__config"[^>]*>\{[^{}]*?"base": )"[^"]*"')
_INDEX = Path("search/search_index.json")


class HostedLanguages:
    """A host whose frame stands around pages in several languages."""

    def __init__(self, config: MkDocsConfig, settings: Settings) -> None:
        """Lead MkDocs to our switch, where the host has a place for one."""
        self.config, self.settings = config, settings
        theme = config.theme
        self.has_switch = any(Path(folder, _SWITCH).is_file() for folder in theme.dirs)
        theme.dirs.insert(1 if theme.custom_dir else 0, _HOSTS)
        if self.has_switch:
            config.extra["alternate"] = True  # Not a list: nothing of it is to stand in the head.

    def furnish(self, environment: Environment) -> None:
        """Have our map of the site filled in place of MkDocs'."""
        own = DictLoader({_MAP: (FOLDER / _MAP).read_text("utf-8")})
        loaders = [own, *filter(None, [environment.loader])]
        environment.loader = ChoiceLoader(loaders)

    def speak(self, words: Mapping[str, Any]) -> None:
        """Have the host speak the language of the next page."""
        self.config.theme["language"] = self._known_to_host(words["language"])
        self.config.site_name = words["site_name"]
        self.config.site_description = words["site_description"] or None

    def _known_to_host(self, language: str) -> str:
        """Return a language as Material has it: with its region, or without."""
        for one in (language, language.partition("-")[0]):
            name = f"partials/languages/{one}.html"
            if any(Path(folder, name).is_file() for folder in self.config.theme.dirs):
                return one
        return "en" if self.has_switch else language

    def with_own_base(self, html: str, url: str) -> str:
        """Return a page whose search looks below the address of its language."""
        folder = self.settings.folder_of(language_at(self.settings, url))
        up = "/".join([".."] * (url.count("/") - 1)) or "."
        return _BASE.sub(rf'\1"{up}"', html, count=1) if folder and self.has_switch else html

    def part_the_search(self, site: Path) -> None:
        """Write an index for each language in place of the one for all."""
        if not self.has_switch or not (site / _INDEX).is_file():
            return
        index = json.loads((site / _INDEX).read_text("utf-8"))
        for language in self.settings.languages:
            folder = self.settings.folder_of(language)
            docs = [
                {**one, "location": one["location"].removeprefix(folder)}
                for one in index["docs"]
                if language_at(self.settings, one["location"]) == language
            ]
            own = {**index, "config": {**index["config"], "lang": [language]}, "docs": docs}
            place = site / folder / _INDEX
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(json.dumps(own, ensure_ascii=False), "utf-8")
