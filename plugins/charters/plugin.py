"""The MkDocs plugin: a switchboard between MkDocs and the library; the only module that knows MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

from mkdocs.commands.build import get_context
from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.contrib.search import SearchPlugin
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as DocsPage
from mkdocs.structure.toc import TableOfContents

from charters.compiling import hasten
from charters.hosted_languages import HostedLanguages
from charters.indexing import Indexes
from charters.looks import Looks
from charters.mkdocs_languages import OfLanguage, Translated, add_beside, add_written
from charters.model.settings import PluginOptions
from charters.neighbours import refuse_what_cannot_go
from charters.preview.in_mkdocs import InMkDocs, until_mended
from charters.problems import Problem, Severity
from charters.publishing.book import Book, open_book
from charters.publishing.counterparts import Writing, language_at
from charters.publishing.data import reports
from charters.publishing.pages.page import Page
from charters.publishing.rendering import (
    TEMPLATES,
    context_of,
    filled_sheet,
    furnish,
    is_searched,
    meta_of,
    words_of,
)
from charters.publishing.site import Site, site_of
from charters.publishing.views.inline_facts import InlineFacts
from charters.publishing.views.narrative import PlanBlocks, harmless
from charters.reading import read
from charters.reading.site_settings import settings_of
from charters.rules import Audit, audit
from charters.rules.pages.finished import Check, check_of
from charters.rules.pages.known import Seen
from charters.workers import FEWEST, apart, count, shared_out

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("charters")
Translate = Callable[[str], str]


class Options(Config):
    """The plugin's options, known to MkDocs by name only: they are read as the check reads them."""


FINISHED = "charters/frame/finished.html"
"""The template of a page that is finished already."""
_VALUE = (str, int, float, bool, date, dict, list)
_OPTIONS = {name: opt.Optional(opt.Type(_VALUE)) for name in PluginOptions.model_fields}


class TemplatePage(OfLanguage):
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
    audited: Audit | None = None
    """Given by `charters build`, which reads, checks and tells of problems itself."""
    looks: Looks
    environment: Environment
    book: Book
    site: Site
    words: dict[str, dict[str, Any]]
    """What templates ask of the site, by language."""
    writings: Mapping[str, Writing]
    navs: dict[str, Navigation]
    told: dict[str, str]
    """What Markdown made of the editor's words on each of our pages, by its source."""
    ahead: Iterator[tuple[str, Seen | None]]
    """The HTML of our pages in the order of MkDocs, where several processes make it, and what was seen on it."""
    check: Check
    """The check of the finished pages."""
    found: dict[str, str]
    """The pages that can be searched, and their titles."""
    index: Callable[[dict[str, str]], None] | None
    """Writes the index of our page for searching, where a site has that."""
    others = ExitStack()
    """The process that begins with that index."""
    facts: InlineFacts
    is_served = False
    host: HostedLanguages | None = None
    preview: InMkDocs | None = None
    """What shows the pages under `mkdocs serve`, from the first good ones on."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether pages are served; MkDocs keeps a plugin that listens to this from build to build."""
        self.is_served = command == "serve"

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Put a preview in the place of MkDocs' server, whose requests wait until a build goes well."""
        file = Path(config.config_file_path or "mkdocs.yml").absolute()
        self.preview = InMkDocs(config.dev_addr, builder, log.info)
        self.preview.faults = lambda: settings_of(file.parent, file.name)[1]
        for path in (config.docs_dir, str(file)):
            self.preview.watch(path)
        return cast("LiveReloadServer", self.preview)

    @event_priority(90)  # Before the search, which asks the theme what it needs.
    def _lead(self, config: MkDocsConfig) -> MkDocsConfig:
        self.looks = Looks(config)
        return config

    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check everything, and lead MkDocs to our templates, blocks and files."""
        file = Path(config.config_file_path or "mkdocs.yml").absolute()
        audited = self.audited or self._audited(file, config)
        self.told, self.found, self.ahead = {}, {}, iter(())
        self.index, self.others = None, ExitStack()
        self.book, settings = open_book(audited), audited.register.settings
        self.site = site_of(self.book, site_url=config.site_url or "", title=config.site_name)
        self.words = words_of(self.book, config, hosted=self.looks.hosted)
        self.host = None
        if self.looks.hosted and len(self.words) > 1:
            self.host = HostedLanguages(config, settings)
            for words in self.words.values():
                words["has_switch"] = self.host.has_switch
        self.facts = InlineFacts(self.book)
        config.markdown_extensions.extend([PlanBlocks(), self.facts])
        if self.preview:
            config.site_dir, self.preview.url = str(self.preview.folder), config.site_url or ""
        config.watch.append(str(file.parent / settings.data_dir))
        config.watch.extend(filter(None, [config.theme.custom_dir]))
        return config

    def _audited(self, file: Path, config: MkDocsConfig) -> Audit:
        """Read and check everything; stop, with every problem listed, when a page would be wrong."""
        audited = _looked(file)
        if self.is_served and not self.preview and _is_wrong(audited):
            paths = [
                config.docs_dir,
                str(file),
                str(file.parent / audited.register.settings.data_dir),
            ]
            until_mended(
                config.dev_addr, map(Path, paths), lambda: _looked(file).problems, log.info
            )
            audited = _looked(file)
        self._tell(audited.problems)
        if _is_wrong(audited):
            message = f"charters: {reports.summary(audited.problems)}; nothing was built. Mend the lines above, or run `charters check`"
            raise PluginError(message)
        register = audited.register
        today = "" if register.settings.as_of else " (today; set as_of to change it)"
        log.info("as of %s%s: %s agencies", register.as_of, today, len(register.charters))
        return audited

    def _tell(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong, or have the preview say it."""
        if self.preview:
            self.preview.problems += problems
            return
        told = [one for one in problems if one.severity is not Severity.NOTE]
        for line in reports.lines(reports.spoken(told)):
            log.warning(line)

    @event_priority(-100)  # Last: a plugin may change what the site's file says.
    def _refuse(self, config: MkDocsConfig) -> MkDocsConfig:
        refuse_what_cannot_go(config)
        return config

    on_config = CombinedEvent(_lead, _read, _refuse)

    @event_priority(50)  # Early, so that search and nav see our pages.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page that nobody wrote by hand, and every download."""
        self.looks.choose(files, config)
        settings = self.book.register.settings
        self.writings = add_written(files, config, settings)
        for source, page in self.site.pages.items():
            written = files.get_file_from_path(source)
            if written is None:
                inclusion = InclusionLevel.NOT_IN_NAV
                is_first = page.language == settings.language
                if page.is_in_menu and is_first and config.nav is None and not self.looks.hosted:
                    inclusion = InclusionLevel.INCLUDED
                files.append(File.generated(config, source, content="", inclusion=inclusion))
            elif not page.is_home and written.inclusion.is_in_nav():
                # Without `nav` the menu would list every agency, on the page of every agency.
                written.inclusion = InclusionLevel.NOT_IN_NAV
        for path, content in self.site.downloads.items():
            files.append(
                File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
            )
        add_beside(files, config, settings)
        return files

    @event_priority(110)  # Before whoever makes a menu.
    def _order(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the overviews in the order of the site, behind what people wrote, where it names none."""
        if config.nav is None:
            order = {source: place for place, source in enumerate(self.site.pages)}
            nav.items.sort(key=lambda item: order.get(item.file.src_uri, 0) if item.is_page else 0)
        return nav

    @event_priority(-100)  # Whoever makes a menu has named its pages by then.
    def _fill(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Leave the bodies of our pages to our templates."""
        homes = {words["home"] for words in self.words.values()}
        for file in files.documentation_pages():
            if file.generated_by == "charters" and file.page is not None:
                # MkDocs and its plugins make their own kind.
                is_written = file.src_uri in self.writings
                page = cast("OfLanguage", file.page)
                page.__class__ = OfLanguage if is_written else TemplatePage
                page.is_first = file.url in homes
        settings = self.book.register.settings
        others = {
            one: Translated(files, settings, one, self._title_written_in).menu(nav)
            for one in settings.languages[1:]
        }
        self.files, self.navs = files, {settings.language: nav, **others}
        return nav

    on_nav = CombinedEvent(_order, _fill)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape everything in our templates, and give every template the words of the site."""
        pages = {file.url for file in files.documentation_pages()}
        pages |= {words["search_page"] for words in self.words.values()}
        furnish(env, self.book, pages, hosted=self.looks.hosted)
        hasten(env)
        self.environment = env
        home = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        base = config.site_url or "/"
        ours_alone, place = self.site.files, Path(config.site_dir)
        self.check = check_of(place, base, self.book.register, ours_alone, home)
        if not self.looks.hosted and is_searched(config.plugins):
            indexes = Indexes(place, self.book)
            self.index = self.others.enter_context(apart(indexes.write, indexes.begin))
        if self.host:
            self.host.furnish(env)
        if self.looks.hosted:
            theirs = cast("Translate", env.globals["gettext"])
            for words in self.words.values():
                words["gettext"] = _ours_first(words["gettext"], theirs)
        else:
            env.globals.update(self.words[self.book.speech.language])
        ours = [
            file.page
            for file in files.documentation_pages(inclusion=InclusionLevel.is_included)
            if file.page and file.src_uri in self.site.pages
        ]
        # Another plugin may add to what a page shows, or serve it while it is written.
        is_alone = not _others(config, "page_context") and not self.is_served
        if is_alone and count() > 1 and len(ours) >= FEWEST:
            for page in ours:
                page.meta = {**page.meta, "template": FINISHED}
            is_last = not self.host and not _others(config, "post_page", "post_build")
            self.ahead = shared_out(partial(self._finished, config, is_last=is_last), ours)
        return env

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Look which files of a theme a page asks for that is of no Markdown."""
        self.looks.asked_for(output_content)
        return output_content

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: DocsPage, config: MkDocsConfig) -> str:
        """Look which files of a theme a page asks for."""
        self.looks.asked_for(output)
        return self.host.with_own_base(output, page.url) if self.host else output

    def on_build_error(self, *, error: Exception) -> None:
        """End what works beside a build that has failed."""
        self.others.close()

    @event_priority(-100)  # Last: judge what visitors get, after every other plugin.
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index of our page for searching, and check the finished pages."""
        next(self.ahead, None)  # The processes end when they are asked for more than there is.
        if self.host:
            self.host.speak(self.words[self.book.speech.language])
            self.host.part_the_search(Path(config.site_dir))
        filled = partial(filled_sheet, self.environment, config, self.words)
        sheets = shared_out(filled, self.site.sheets)
        if self.index:
            self.index(self.found)
            sheets = chain(sheets, self._searches(config))
        self.others.close()
        for path, html in sheets:
            place = Path(config.site_dir, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(html, encoding="utf-8")
            self.looks.asked_for(html)
        if self.audited is not None:
            return
        problems = self.check.problems()
        self._tell(problems)
        if any(problem.severity is Severity.ERROR for problem in problems):
            message = f"charters: {reports.summary(problems)} on the finished pages, which have replaced the old ones. Mend the lines above; `charters build` keeps the old site until the new one is sound"
            raise PluginError(message)

    def _searches(self, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
        """Yield the page for searching in each further language; MkDocs makes that of the first."""
        for language, words in [*self.words.items()][1:]:
            context = get_context(self.navs[language], self.files, config, base_url="..")
            template = self.environment.get_template("search.html")
            yield words["search_page"], template.render({**context, **words})

    def _written_in(self, source: str) -> str:
        """Return the language of what is written for a page, where it is not that of the page."""
        writing, settings = self.writings.get(source), self.book.register.settings
        return writing.language_on(language_at(settings, source)) if writing else ""

    def _title_written_in(self, source: str) -> str:
        """Return the same of its title: those of our own pages are ours."""
        return "" if source in self.site.pages else self._written_in(source)

    def on_page_markdown(
        self, markdown: str, *, page: DocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Say whose page is rendered next, and of what day it is (the sitemap tells it)."""
        source = page.file.src_uri
        written_in = self._written_in(source)
        self.facts.about(source, written_in)
        if (shown := self.site.pages.get(source)) is not None:
            written = {} if written_in else page.meta
            page.meta = meta_of(shown, written, self.words[shown.language]["site_name"])
        if shown is not None or not self.looks.hosted:
            page.update_date = self.book.register.as_of.isoformat()
        return markdown

    def on_page_content(
        self, html: str, *, page: DocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Name a page's template, and cut an agency's own words at its block directives."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is None:
            return html if self.book.register.settings.trusted_pages else harmless(html)
        page.toc = TableOfContents([])  # The template prints its own contents.
        if shown.leads_to:
            page.abs_url = page.canonical_url = None  # The map of the site has the page of today.
        self.told[page.file.src_uri] = html
        return html or escape(shown.summary)  # What the search finds the page by.

    def on_page_context(
        self, context: TemplateContext, *, page: DocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand a page what it shows, or the HTML that another process has made of it."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is None or not shown.leads_to:
            self.found[page.url] = f"{page.title}"
        if shown is not None and page.meta.get("template") == FINISHED:
            page.active = False  # As all are for the processes that begin with the first of them.
            html, seen = next(self.ahead)
            if seen:
                self.check.keep(page.file.dest_uri, seen)
            return cast("TemplateContext", {"html": html})
        return cast("TemplateContext", self._context(dict(context), page, shown))

    def _context(
        self, context: dict[str, Any], page: DocsPage, shown: Page | None
    ) -> dict[str, Any]:
        """Return what a template shows of a page."""
        source = page.file.src_uri
        language = language_at(self.book.register.settings, source)
        written_in = self._written_in(source)
        if self.host:
            self.host.speak(self.words[language])
            if shown is None and written_in:
                words = {**self.words[language], "content": page.content, "written_in": written_in}
                template = self.environment.get_template("charters/hosts/taken_over.html")
                page.content = template.render(words)
        is_in_our_words = shown is not None or not self.looks.hosted
        words = self.words[language] if is_in_our_words else {}
        found = {**context, **words, "nav": self.navs[language], "written_in": written_in}
        if shown is not None:
            if shown.leads_to and (site_url := context["config"].site_url):
                page.canonical_url = urljoin(site_url, shown.leads_to)  # The map is made by now.
            book = self.book.in_languages[language]
            found |= context_of(book, shown, self.told[source], written_in)
        return found

    def _finished(
        self, config: MkDocsConfig, page: DocsPage, *, is_last: bool
    ) -> tuple[str, Seen | None]:
        """Return the HTML of one of our pages, and what is seen on it where nobody changes it any more."""
        page.active = True
        context = get_context(self.navs[self.book.speech.language], self.files, config, page)
        shown = self.site.pages[page.file.src_uri]
        template = self.environment.get_template(f"{TEMPLATES}{shown.shows.template}")
        html = template.render(self._context(dict(context), page, shown))
        page.active = False
        content = html.encode("utf-8", errors="xmlcharrefreplace")
        return html, self.check.look(page.file.dest_uri, content) if is_last else None


def _others(config: MkDocsConfig, *events: str) -> bool:
    """Return whether a plugin or a hook takes part that may change a page; MkDocs' own search does not."""
    taking_part = [one for event in events for one in config.plugins.events[event]]
    known = (ChartersPlugin, SearchPlugin)
    return any(type(getattr(one, "__self__", None)) not in known for one in taking_part)


def _ours_first(ours: Translate, theirs: Translate) -> Translate:
    return lambda said: theirs(said) if ours(said) == said else ours(said)


def _looked(file: Path) -> Audit:
    """Read and check everything."""
    settings, faults = settings_of(file.parent, file.name)
    try:
        register, problems = read(file.parent, settings)
    except OSError as fault:  # the machine gives no room for what git is asked
        message = f"charters: {fault.strerror or fault}; nothing was built"
        raise PluginError(message) from fault
    return audit(register, [*faults, *problems])


def _is_wrong(audited: Audit) -> bool:
    return any(problem.severity is Severity.ERROR for problem in audited.problems)
