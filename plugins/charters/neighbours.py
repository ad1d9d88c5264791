"""The plugins beside ours that cannot do their work there: each is refused in one sentence, with the way out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from charters.problems.message import _
from charters.publishing.data.reports import told

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_TEMPLATES = {"blog": "blog.html", "tags": "fragments/tags/default/tag.html"}
"""Plugins that bring no templates: those of their theme are filled."""


def refuse_what_cannot_go(config: MkDocsConfig) -> None:
    """Stop where a site asks for what cannot be had together with our pages."""
    for name in config.plugins:
        theme, plugin = name.rpartition("/")[::2]
        needed = _TEMPLATES.get(plugin) if theme else None
        if needed and not any(Path(folder, needed).is_file() for folder in config.theme.dirs):
            message = _(
                "the plugin {plugin} fills templates of the theme {theme}; write theme: {{name: {theme}, custom_dir: overrides}}, with our frame in overrides/main.html (docs/looks.md), or take the plugin out",
                plugin=plugin,
                theme=theme,
            )
            raise PluginError(told(message))
    if "i18n" in config.plugins:
        message = _(
            "the plugin i18n takes no pages that a program makes; take it out, and name the languages under charters: languages: [en, fr] (docs/languages.md)"
        )
        raise PluginError(told(message))
    if not config.use_directory_urls:
        message = _("charters needs use_directory_urls: true; take the line out of mkdocs.yml")
        if any(name.endswith("offline") for name in config.plugins):
            message = _(
                "charters needs use_directory_urls: true; take the line out of mkdocs.yml, or the plugin offline, which sets it to false"
            )
        raise PluginError(told(message))
