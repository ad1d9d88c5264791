"""The MkDocs plugin: a switchboard between MkDocs and the library; the only module that knows MkDocs."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as DocsPage
from mkdocs.structure.toc import TableOfContents

from charters import checks
from charters.checks.built_site import check_site
from charters.model.settings import Settings
from charters.problems import Severity
from charters.publishing import reports
from charters.publishing.book import open_book
from charters.publishing.narrative import PlanBlocks, pieces
from charters.publishing.site import Site, site_of
from charters.reading import read
from charters.reading.settings import settings_from, settings_of

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

log = get_plugin_logger("charters")
TEMPLATES = "charters/"


class ChartersConfig(Config):
    """The plugin's options: any key; `Settings` says which are known, with line and column."""


# MkDocs wants each option declared; the model of the settings is the one place that lists them.
for _name in Settings.model_fields:
    setattr(ChartersConfig, _name, opt.Optional(opt.Type((str, int, float, bool, date, dict, list))))
    ChartersConfig._schema = (*ChartersConfig._schema, (_name, getattr(ChartersConfig, _name)))


class TemplatePage(DocsPage):
    """A page whose HTML comes from a template: its Markdown is never looked for, nor rendered."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the body to the template; the search indexes the summary."""
        self.content = ""
        self.toc = TableOfContents([])


class ChartersPlugin(BasePlugin[ChartersConfig]):
    """Reads the charters, checks them, and hands every page its view model.

    `on_config` reads and checks, `on_files` adds the generated pages and downloads, `on_env`
    teaches the templates to escape and to translate, `on_page_content` cuts an agency's own
    words at its block directives, `on_page_context` hands a page what it shows.
    """

    site: Site

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything; stop, with every problem listed, when a page would be wrong."""
        file = Path(config.config_file_path or "mkdocs.yml").resolve()
        home, (_, faults) = file.parent, settings_of(file.parent, file.name)
        settings = settings_from(dict(self.config))
        register, problems = read(home, settings)
        problems = sorted({*faults, *problems, *checks.run(register)})
        for line in reports.lines(p for p in problems if p.severity is not Severity.NOTE):
            log.warning(line)
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise PluginError(f"charters: {reports.summary(problems)}; nothing was built. Mend the lines above, or run `charters check`")
        log.info(f"as of {register.as_of}{'' if settings.as_of else ' (today; set as_of to change it)'}: {len(register.charters)} agencies")
        self.book = open_book(register)
        self.site = site_of(self.book, site_url=config.site_url or "/", title=config.site_name)
        config.theme.dirs.append(str(files("charters") / "templates"))
        config.markdown_extensions.append(PlanBlocks())  # type: ignore[arg-type]
        config.watch.extend([str(home / settings.data_dir), *(str(d) for d in config.theme.dirs[:1])])
        return config

    @event_priority(50)  # Early, so that search and nav see our pages.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page that nobody wrote by hand, and every download."""
        for source in self.site.pages:
            if files.get_file_from_path(source) is None:
                files.append(File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV))
        for path, content in self.site.downloads.items():
            files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
        for file in files.documentation_pages():
            if file.generated_by == "charters":
                TemplatePage(self.site.pages[file.src_uri].title, file, config)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape everything in our templates, and give every template the words of the site."""
        env.autoescape = lambda name: bool(name and name.startswith(TEMPLATES))
        env.add_extension("jinja2.ext.i18n")
        speech = self.book.speech
        env.install_gettext_callables(speech.gettext, speech.ngettext, newstyle=False)  # type: ignore[attr-defined]
        notice = self.book.register.settings.notice
        env.globals["notice"] = speech.say(notice).words if notice else ""
        env.globals["as_of"] = speech.day(self.book.register.as_of)
        return env

    @event_priority(-100)  # Last: judge what visitors get, after every other plugin.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Check links, fragments, images and headings of the finished pages."""
        base = urlsplit(config.site_url or "/").path or "/"
        for line in reports.lines(check_site(Path(config.site_dir), base)):
            log.warning(line)

    def on_page_content(self, html: str, *, page: DocsPage, config: MkDocsConfig, files: Files) -> str:
        """Name a page's template, and cut an agency's own words at its block directives."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is not None:
            page.meta |= {"template": f"{TEMPLATES}{shown.template}", "charters_pieces": pieces(html)}
            page.toc = TableOfContents([])  # The template prints its own contents.
        return html

    def on_page_context(self, context: dict[str, Any], *, page: DocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
        """Hand a page its template and what it shows."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is None:
            return context
        root = self.book.register.settings.edit_root
        context |= {
            "view": shown.view,
            "pieces": page.meta.get("charters_pieces", []),
            "crumbs": shown.crumbs,
            "complaint_url": shown.complaint_url,
            "edit_url": f"{root}{shown.edit}" if root and shown.edit else None,
            "downloads": self.site.downloads,
        }
        return context
