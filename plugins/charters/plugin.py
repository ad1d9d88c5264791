"""The MkDocs plugin: a switchboard between MkDocs and the library; the only module that knows MkDocs."""

from __future__ import annotations

from datetime import date
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as DocsPage
from mkdocs.structure.toc import TableOfContents

from charters.model.settings import Settings
from charters.problems import Severity
from charters.publishing import reports
from charters.publishing.book import Book, open_book
from charters.publishing.inline_facts import InlineFacts
from charters.publishing.narrative import PlanBlocks, pieces
from charters.publishing.site import Site, edit_url, site_of
from charters.reading import read
from charters.reading.settings import settings_from, settings_of
from charters.rules import audit
from charters.rules.pages.finished import check_site

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.theme import Theme
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("charters")
TEMPLATES = "charters/"


class Options(Config):
    """The plugin's options, known to MkDocs by name only: `Settings` reads them."""


_VALUE = (str, int, float, bool, date, dict, list)
_OPTIONS = {name: opt.Optional(opt.Type(_VALUE)) for name in Settings.model_fields}


class TemplatePage(DocsPage):
    """A page whose HTML comes from a template: its Markdown is never looked for, nor rendered."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the body to the template; the search indexes the summary."""
        self.content = ""
        self.toc = TableOfContents([])


class ChartersPlugin(BasePlugin[Options]):
    """Reads the charters, checks them, and hands every page its view model.

    `on_config` reads and checks, `on_files` adds the generated pages and downloads, `on_env`
    teaches the templates to escape and to translate, `on_page_markdown` says whose references are
    to be printed, `on_page_content` cuts an agency's own words at its block directives,
    `on_page_context` hands a page what it shows.
    """

    config_class = type("ChartersOptions", (Options,), _OPTIONS)
    book: Book
    site: Site
    facts: InlineFacts

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything; stop, with every problem listed, when a page would be wrong."""
        if not config.use_directory_urls:
            raise PluginError(
                "charters needs use_directory_urls: true; take the line out of mkdocs.yml"
            )
        file = Path(config.config_file_path or "mkdocs.yml").resolve()
        home, (_, faults) = file.parent, settings_of(file.parent, file.name)
        settings = settings_from(dict(self.config))
        register, problems = read(home, settings)
        audited = audit(register, home, [*faults, *problems])
        problems = list(audited.problems)
        for line in reports.lines(p for p in problems if p.severity is not Severity.NOTE):
            log.warning(line)
        if any(problem.severity is Severity.ERROR for problem in problems):
            raise PluginError(
                f"charters: {reports.summary(problems)}; nothing was built. Mend the lines above, or run `charters check`"
            )
        today = "" if settings.as_of else " (today; set as_of to change it)"
        log.info("as of %s%s: %s agencies", register.as_of, today, len(register.charters))
        self.book = open_book(audited)
        self.site = site_of(self.book, site_url=config.site_url or "/", title=config.site_name)
        config.theme["language"] = _in_theme(config.theme, settings.language)
        config.theme.dirs.append(str(files("charters") / "templates"))
        self.facts = InlineFacts(self.book)
        config.markdown_extensions.extend([PlanBlocks(), self.facts])
        config.watch.extend(
            [str(home / settings.data_dir), *(str(d) for d in config.theme.dirs[:1])]
        )
        return config

    @event_priority(50)  # Early, so that search and nav see our pages.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page that nobody wrote by hand, and every download."""
        for source in self.site.pages:
            written = files.get_file_from_path(source)
            if written is None:
                files.append(
                    File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
                )
            elif "/" in source and written.inclusion.is_in_nav():
                # Without `nav` the menu would list every agency, on the page of every agency.
                written.inclusion = InclusionLevel.NOT_IN_NAV
        for path, content in self.site.downloads.items():
            files.append(
                File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
            )
        for file in files.documentation_pages():
            if file.generated_by == "charters":
                TemplatePage(self.site.pages[file.src_uri].title, file, config)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape everything in our templates, and give every template the words of the site."""
        env.autoescape = lambda name: bool(name and name.startswith(TEMPLATES))
        env.add_extension("jinja2.ext.i18n")
        speech = self.book.speech
        env.install_gettext_callables(speech.gettext, speech.ngettext, newstyle=False)  # type: ignore[attr-defined]  # put there by the extension
        notice = self.book.register.settings.notice
        env.globals["notice"] = speech.say(notice).words if notice else ""
        env.globals["language"] = speech.language
        env.globals["as_of"] = speech.day(self.book.register.as_of)
        return env

    @event_priority(-100)  # Last: judge what visitors get, after every other plugin.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Check links, fragments, images and headings of the finished pages."""
        base = urlsplit(config.site_url or "/").path or "/"
        problems = check_site(Path(config.site_dir), base)
        for line in reports.lines(problems):
            log.warning(line)
        if problems:
            raise PluginError(
                f"charters: {reports.summary(problems)} on the finished pages, which have replaced the old ones. Mend the lines above; `make site` keeps the old site until the new one is sound"
            )

    def on_page_markdown(
        self, markdown: str, *, page: DocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Say whose page is rendered next: its references name the agency's own promises."""
        folder, _slash, name = page.file.src_uri.rpartition("/")
        self.facts.agency = name.removesuffix(".md") if folder == "agencies" else ""
        return markdown

    def on_page_content(
        self, html: str, *, page: DocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Name a page's template, and cut an agency's own words at its block directives."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is not None:
            page.meta["template"] = f"{TEMPLATES}{shown.template}"
            page.meta["charters_pieces"] = pieces(html, top=1 if page.is_homepage else 2)
            page.meta.setdefault("title", shown.title or config.site_name)
            page.toc = TableOfContents([])  # The template prints its own contents.
            return html or escape(shown.summary)  # What the search finds the page by.
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: DocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand a page its template and what it shows."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is None:
            return context
        root = self.book.register.settings.edit_root
        edit = edit_url(root, shown.edit) if root else None
        ours = {
            "view": shown.view,
            "pieces": page.meta["charters_pieces"],
            "crumbs": shown.crumbs,
            "complaint_url": shown.complaint_url,
            "edit_url": edit,
        }
        return cast("TemplateContext", {**context, **ours})


def _in_theme(theme: Theme, language: str) -> str:
    """Return the site's language as the theme names it: to most themes fr-CA is just fr."""
    known = {
        file.stem for folder in theme.dirs for file in Path(folder).glob("partials/languages/*")
    }
    names = (language, language.partition("-")[0])
    return next((name for name in names if name in known), theme.get("language", language))
