"""Whose frame stands around a page under MkDocs, ours or a host's, and which files of a theme go with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.structure.files import File

from charters.publishing.rendering import is_searched
from charters.theme import FOLDER, HOSTED_STYLES, hosted_styles

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.theme import Theme

THEME = str(FOLDER)
_FRAME = "charters/frame.html"


class Looks:
    """The looks of one build: our own frame, or our parts in the frame of a host."""

    def __init__(self, config: MkDocsConfig) -> None:
        """Find out whose frame it is, and lead MkDocs to our templates and styles."""
        theme = config.theme
        theme.dirs[:] = [folder for folder in theme.dirs if folder != THEME]
        theme.dirs.append(THEME)
        self.hosted = not _is_ours(theme)
        self._spare: dict[str, File] = {}
        if self.hosted:
            config.extra_css.append(HOSTED_STYLES)
            return
        # Before the theme whose frame gives way to ours, behind what a publisher changes.
        theme.dirs.insert(1 if theme.custom_dir else 0, theme.dirs.pop())
        theme.static_templates.add("404.html")
        if is_searched(config.plugins):
            theme.static_templates.add("search.html")
        theme["search_index_only"] = True
        if _is_of_the_theme(theme.get("favicon"), config):
            theme["favicon"] = None

    def choose(self, found: Files, config: MkDocsConfig) -> None:
        """Hold back the files of a theme whose frame is not shown, until a page asks for one."""
        theirs = [THEME] if self.hosted else _folders_of_the_theme(config)
        for file in [file for file in found if file.src_dir in theirs]:
            found.remove(file)
            self._spare[file.url] = file
        if self.hosted:
            found.append(File.generated(config, HOSTED_STYLES, content=hosted_styles()))

    def asked_for(self, html: str) -> None:
        """Publish what a finished page names of the files that were held back."""
        for url in [url for url in self._spare if url in html]:
            self._spare.pop(url).copy_file()


def _is_ours(theme: Theme) -> bool:
    """Return whether a site's `main.html` is our frame, or extends it over some others."""
    name, passed = "main.html", set[str]()
    while name and name not in passed:
        passed.add(name)
        files = (Path(folder, name) for folder in theme.dirs)
        name = _extended(next(filter(Path.is_file, files), None))
    return _FRAME in passed


def _extended(template: Path | None) -> str:
    """Return the template that another one extends; '' where it extends none.

    Only words are told apart: a tag that some plugin adds to Jinja is not known here.
    """
    source = template.read_text("utf-8") if template else ""
    environment = Environment()  # noqa: S701 - nothing is filled
    words = [word for _line, kind, word in environment.lex(source) if kind != "whitespace"]
    at = words.index("extends") + 1 if "extends" in words else 0
    return words[at].strip("\"'") if at else ""


def _folders_of_the_theme(config: MkDocsConfig) -> list[str]:
    """Return the folders of a theme that are neither ours nor the publisher's."""
    return [one for one in config.theme.dirs if one not in (THEME, config.theme.custom_dir)]


def _is_of_the_theme(path: str | None, config: MkDocsConfig) -> bool:
    """Return whether a picture is the theme's own, and no publisher's."""
    own = (config.docs_dir, config.theme.custom_dir or config.docs_dir)
    if not path or any(Path(folder, path).is_file() for folder in own):
        return False
    return any(Path(folder, path).is_file() for folder in _folders_of_the_theme(config))
