"""One build of a site under MkDocs: what each of its pages shows, and the check of all that are finished."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urljoin

from mkdocs.commands.build import get_context
from mkdocs.contrib.search import SearchPlugin
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.toc import TableOfContents

from charters.compiling import hasten
from charters.hosted_languages import HostedLanguages
from charters.indexing import Taken, beginning, write_indexes
from charters.looks import Looks
from charters.mkdocs_files import add_ours, leave_to_templates, put_in_order
from charters.mkdocs_languages import Translated, add_beside, add_written
from charters.publishing.book import open_book
from charters.publishing.counterparts import Writing, language_at, written_in
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
from charters.publishing.site import site_of
from charters.publishing.views.inline_facts import InlineFacts
from charters.publishing.views.narrative import PlanBlocks, harmless
from charters.rules import Audit
from charters.rules.pages.finished import Check, check_of
from charters.rules.pages.known import Seen
from charters.workers import FEWEST, Errand, count, shared_out

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as DocsPage

Translate = Callable[[str], str]
FINISHED = "charters/frame/finished.html"
"""The template of a page that is finished already."""


class SiteInMkDocs:
    """One build: each method does what the plugin is asked for at an event of MkDocs."""

    writings: Mapping[str, Writing]
    written_in: Callable[[str], str]
    """Returns the language of what is written for a page, where it is not that of the page."""
    files: Files
    navs: Mapping[str, Navigation]
    """The menu in each language."""
    environment: Environment
    check: Check
    """The check of the finished pages."""

    def __init__(self, config: MkDocsConfig, audited: Audit, looks: Looks, home: Path) -> None:
        """Open the book, and lead MkDocs to our blocks; `home` is the folder of the site's file."""
        self.config, self.looks = config, looks
        self.book, self.settings = open_book(audited), audited.register.settings
        self.site = site_of(self.book, site_url=config.site_url or "", title=config.site_name)
        self.words = words_of(self.book, config, hosted=looks.hosted)
        self.host: HostedLanguages | None = None
        if looks.hosted and len(self.words) > 1:
            self.host = HostedLanguages(config, self.settings)
            for words in self.words.values():
                words["has_switch"] = self.host.has_switch
        self.facts = InlineFacts(self.book)
        config.markdown_extensions.extend([PlanBlocks(), self.facts])
        self.told: dict[str, str] = {}
        """What Markdown made of the editor's words on each of our pages, by its source."""
        self.found: dict[str, str] = {}
        """The pages that can be searched, and their titles."""
        self.ahead: Generator[tuple[str, Seen | None], None, None] = shared_out(self._finished, ())
        """The HTML of our pages in the order of MkDocs, where several processes make it, and what was seen on it."""
        self._home = home
        self._begun: Errand[list[Taken]] | None = None

    def add_files(self, files: Files) -> None:
        """Add our pages and downloads, and what further languages need of the others."""
        self.looks.choose(files, self.config)
        self.writings = add_written(files, self.config, self.settings)
        self.written_in = partial(written_in, self.settings, self.writings)
        add_ours(files, self.config, self.site, "" if self.looks.hosted else self.settings.language)
        add_beside(files, self.config, self.settings)

    def order(self, nav: Navigation) -> None:
        """Put the menu in order, where the site names none."""
        if self.config.nav is None:
            put_in_order(nav, self.site)

    def fill(self, nav: Navigation, files: Files) -> None:
        """Leave our pages to our templates, and make the menu of each further language."""
        homes = {words["home"] for words in self.words.values()}
        leave_to_templates(files, homes, self.writings)
        menus = {
            one: Translated(files, self.settings, one, self._title_written_in).menu(nav)
            for one in self.settings.languages[1:]
        }
        self.files, self.navs = files, {self.settings.language: nav, **menus}

    def furnish(self, env: Environment, *, is_served: bool) -> None:
        """Give every template the words of the site, and have pages and index begun where nobody else takes part."""
        self.environment, folder = env, Path(self.config.site_dir)
        base, register = self.config.site_url or "/", self.book.register
        self.check = check_of(folder, base, register, self.site.files, self._home)
        pages = {file.url for file in self.files.documentation_pages()}
        pages |= {words["search_page"] for words in self.words.values()}
        furnish(env, self.book, pages, hosted=self.looks.hosted)
        hasten(env)
        if self.host:
            self.host.furnish(env)
        if self.looks.hosted:
            theirs = cast("Translate", env.globals["gettext"])
            for words in self.words.values():
                words["gettext"] = _ours_first(words["gettext"], theirs)
        else:
            env.globals.update(self.words[self.book.speech.language])
            if is_searched(self.config.plugins):
                self._begun = beginning(self.book)
        # Another plugin may add to what a page shows, or serve it while it is written.
        if not (is_served or _others(self.config, "page_context")):
            self._begin_pages()

    def _begin_pages(self) -> None:
        included = self.files.documentation_pages(inclusion=InclusionLevel.is_included)
        ours = [one.page for one in included if one.page and one.src_uri in self.site.pages]
        if count() > 1 and len(ours) >= FEWEST:
            for page in ours:
                page.meta = {**page.meta, "template": FINISHED}
            is_last = not self.host and not _others(self.config, "post_page", "post_build")
            look = partial(self._looked, is_last=is_last)
            self.ahead = shared_out(self._finished, ours, then=look, errand=self._begun)

    def _title_written_in(self, source: str) -> str:
        """Return the same of its title: those of our own pages are ours."""
        return "" if source in self.site.pages else self.written_in(source)

    def begin_page(self, page: DocsPage) -> None:
        """Say whose page is rendered next, and of what day it is (the sitemap tells it)."""
        source = page.file.src_uri
        written_in = self.written_in(source)
        self.facts.about(source, written_in)
        if (shown := self.site.pages.get(source)) is not None:
            written = {} if written_in else page.meta
            page.meta = meta_of(shown, written, self.words[shown.language]["site_name"])
        if shown is not None or not self.looks.hosted:
            page.update_date = self.book.register.as_of.isoformat()

    def content(self, html: str, page: DocsPage) -> str:
        """Keep what was written on a page of ours; return what the search finds it by."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is None:
            return html if self.settings.trusted_pages else harmless(html)
        page.toc = TableOfContents([])  # The template prints its own contents.
        if shown.leads_to:
            page.abs_url = page.canonical_url = None  # The map of the site has the page of today.
        self.told[page.file.src_uri] = html
        return html or escape(shown.summary())

    def context(self, context: Mapping[str, Any], page: DocsPage) -> dict[str, Any]:
        """Return what a page shows, or the HTML that another process has made of it."""
        shown = self.site.pages.get(page.file.src_uri)
        if shown is None or not shown.leads_to:
            self.found[page.url] = f"{page.title}"
        if shown is None or page.meta.get("template") != FINISHED:
            return self._shown(dict(context), page, shown)
        page.active = False  # As all are for the processes that begin with the first of them.
        html, seen = next(self.ahead)
        if seen:
            self.check.keep(page.file.dest_uri, seen)
        return {"html": html}

    def _shown(self, context: dict[str, Any], page: DocsPage, shown: Page | None) -> dict[str, Any]:
        source = page.file.src_uri
        language, written_in = language_at(self.settings, source), self.written_in(source)
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
            if shown.leads_to and (site_url := self.config.site_url):
                page.canonical_url = urljoin(site_url, shown.leads_to)  # The map is made by now.
            book = self.book.in_languages[language]
            found |= context_of(book, shown, self.told[source], written_in)
        return found

    def _finished(self, page: DocsPage) -> tuple[str, str]:
        """Return where one of our pages goes, and its HTML."""
        page.active = True
        context = get_context(self.navs[self.settings.language], self.files, self.config, page)
        shown = self.site.pages[page.file.src_uri]
        template = self.environment.get_template(f"{TEMPLATES}{shown.shows.template}")
        html = template.render(self._shown(dict(context), page, shown))
        page.active = False
        return page.file.dest_uri, html

    def _looked(self, finished: tuple[str, str], *, is_last: bool) -> tuple[str, Seen | None]:
        """Return the HTML with what is seen on it, where nobody changes it any more."""
        path, html = finished
        content = html.encode("utf-8", errors="xmlcharrefreplace")
        return html, self.check.look(path, content) if is_last else None

    def page_html(self, html: str, page: DocsPage) -> str:
        """Look which files of a theme a page asks for."""
        self.looks.asked_for(html)
        return self.host.with_own_base(html, page.url) if self.host else html

    def finish(self) -> None:
        """Write the sheets, and the index of our page for searching."""
        folder = Path(self.config.site_dir)
        next(self.ahead, None)  # The processes end when they are asked for more than there is.
        if self.host:
            self.host.speak(self.words[self.book.speech.language])
            self.host.part_the_search(folder)
        filled = partial(filled_sheet, self.environment, self.config, self.words)
        sheets: Iterator[tuple[str, str]] = shared_out(filled, self.site.sheets)
        if self._begun:
            write_indexes(folder, self.book, self._begun(), self.found)
            sheets = chain(sheets, self._searches())
        for path, html in sheets:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(html, encoding="utf-8")
            self.looks.asked_for(html)
        self.end()

    def end(self) -> None:
        """End what works beside a build."""
        self.ahead.close()

    def _searches(self) -> Iterator[tuple[str, str]]:
        """Yield the page for searching in each further language; MkDocs makes that of the first."""
        for language, words in [*self.words.items()][1:]:
            context = get_context(self.navs[language], self.files, self.config, base_url="..")
            template = self.environment.get_template("search.html")
            yield words["search_page"], template.render({**context, **words})


def _others(config: MkDocsConfig, *events: str) -> bool:
    """Return whether a plugin or a hook takes part that may change a page; MkDocs' own search does not, nor does ours."""
    taking_part = [one for event in events for one in config.plugins.events[event]]
    known = (type(config.plugins.get("charters")), SearchPlugin)
    return any(type(getattr(one, "__self__", None)) not in known for one in taking_part)


def _ours_first(ours: Translate, theirs: Translate) -> Translate:
    return lambda said: theirs(said) if ours(said) == said else ours(said)
