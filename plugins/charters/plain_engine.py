"""The engine `plain`: the same pages from Jinja and Python-Markdown alone, without MkDocs or a theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote, unquote, urljoin, urlsplit

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    Undefined,
)

from charters.compiling import hasten
from charters.indexing import beginning, write_indexes
from charters.plain_config import config_of
from charters.plain_files import Output, files_in
from charters.plain_filters import FILTERS
from charters.plain_markdown import Item, named, page_of, relative
from charters.plain_menu import Menus
from charters.publishing.book import open_book
from charters.publishing.counterparts import language_at, writings, written_in
from charters.publishing.data.data_files import Keep
from charters.publishing.rendering import (
    Rendered,
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
from charters.reading.taken_addresses import url_of
from charters.rules import Audit
from charters.rules.pages.finished import Check, check_of
from charters.rules.pages.known import Seen
from charters.theme import FOLDER as THEME
from charters.workers import shared_out

Making = Callable[[], tuple[str, str]]
"""Makes the HTML of a page, with the path it goes to."""
UNSET: type[Undefined] = Undefined
"""What stands for a name that a template uses and that has no value."""


_EDITED_AT = {"github.com": "edit/master/docs", "gitlab.com": "edit/master/docs"}
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_NO_LOOKS = (".html", ".py", ".pyc", ".yml", *_MARKDOWN)


def render(root: Path, audited: Audit, folder: Path) -> Rendered:
    """Build a site into a folder."""
    output = Output(folder)
    builder = Builder(root, audited, output.write)
    config, url = builder.config, builder.config["site_url"] or "/"
    check = check_of(folder, url, audited.register, builder.site.files, root)
    output.take(chain(builder.copied.items(), builder.site.downloads.items()))
    builder.site.downloads.clear()  # No process has to hold any longer what is written.
    begun = beginning(builder.book) if builder.is_searched else None
    written, look = partial(_written, output), partial(_seen, check)
    for path, seen in shared_out(written, builder.html(), then=look, errand=begun):
        if seen:
            check.keep(path, seen)
    if begun:
        write_indexes(folder, builder.book, begun(), builder.found())
    left_out = [one for one in config["plugins"] if one != "charters" and not is_searched([one])]
    problems = tuple(check.problems())
    return Rendered(url, config["strict"], problems, tuple(left_out))


def _written(output: Output, make: Making) -> tuple[str, bytes]:
    """Make a page, and write it."""
    path, html = make()
    return path, output.write(path, html)


def _seen(check: Check, written: tuple[str, bytes]) -> tuple[str, Seen | None]:
    """Look at a page while it is at hand."""
    path, content = written
    return path, check.look(path, content) if path.endswith(".html") else None


class Builder:
    """One build of one site."""

    hosted = False
    """Whether its pages stand in the frame of another program."""
    takes_along = True
    """Whether its sheets are written too."""
    templates: ClassVar[Mapping[str, str]] = {}
    """What takes the place of a template in every folder."""

    def __init__(self, root: Path, audited: Audit, keep: Keep | None = None) -> None:
        self.settings = audited.register.settings
        self.config = config = config_of(root, self.settings)
        config["plugins"] = dict(named(config["plugins"]))
        self.book = open_book(audited)
        self.facts = InlineFacts(self.book)
        url, title = config["site_url"] or "", config["site_name"]
        self.site_url = url or "/"
        self.site = site_of(self.book, site_url=url, title=title, keep=keep)
        own = config["theme"].get("custom_dir")
        self.folders = [*([root / own] if own else []), THEME]
        self.is_searched = is_searched(config["plugins"])
        self.written, self.copied = _files(root / config["docs_dir"], self.folders)
        self.writings = writings(self.settings, self.written)
        self.written_in = partial(written_in, self.settings, self.writings)
        self.urls = self._addresses()
        unread = {f"{self.settings.path}agencies/{name}.md" for name in audited.register.unread}
        for source in [f"{one}{name}" for one in self._folders() for name in unread]:
            self.writings.pop(source, None)
        sources = sorted({*self.writings, *self.site.pages})
        self.pages = {source: self._page(source) for source in sources}
        menus = Menus(
            config["nav"],
            self.settings,
            self.pages,
            self.site.pages,
            self.writings,
            self.written_in,
        )
        self.menus = {one: menus.of(one) for one in self.book.in_languages}

    def _folders(self) -> list[str]:
        """Return the folder of each language."""
        return [self.settings.folder_of(one) for one in self.book.in_languages]

    def _addresses(self) -> dict[str, str]:
        """Return the address of every page and file, by what links in Markdown call it."""
        names = (*self.copied, *self.site.downloads, *self.site.kept)
        copied = {name: quote(name) for name in names}
        # What is there once for all languages is found beside the pages of each.
        beside = {f"{one}{name}": url for one in self._folders() for name, url in copied.items()}
        return beside | copied | {one: url_of(one) for one in {*self.writings, *self.site.pages}}

    def html(self) -> list[Making]:
        """Return what makes the HTML of each page, and the path it goes to."""
        environment = self._environment()
        alone = {"404.html", *self.config["theme"].get("static_templates", ())} - {"search.html"}
        if self.is_searched:
            alone.add("search.html")
        sheet = partial(filled_sheet, environment, self.config, self.words)
        made: list[Making] = [
            *(partial(self._page_html, environment, page) for page in self.pages.values()),
            *(partial(sheet, one) for one in self.site.sheets),
            *(
                partial(self._alone, environment, name)
                for name in sorted(alone.intersection(environment.list_templates()))
            ),
        ]
        made.append(partial(self._map, environment))
        for language, words in [*self.words.items()][1:] if self.is_searched else ():
            made.append(partial(self._search, environment, language, words["search_page"]))
        return made

    def _alone(self, environment: Environment, name: str) -> tuple[str, str]:
        # What is not there can be asked for at any address.
        base = urlsplit(self.site_url).path if name == "404.html" else "."
        return name, environment.get_template(name).render(self._context(None, base))

    def _map(self, environment: Environment) -> tuple[str, str]:
        context = {**self._context(None, "."), "pages": [*self._mapped()]}
        return "sitemap.xml", environment.get_template("sitemap.xml").render(context)

    def _search(self, environment: Environment, language: str, name: str) -> tuple[str, str]:
        context = self._context(None, "..", language)
        return name, environment.get_template("search.html").render(context)

    def _page_html(self, environment: Environment, page: Item) -> tuple[str, str]:
        return f"{unquote(page.url)}index.html", self._filled(environment, page)

    def _filled(self, environment: Environment, page: Item) -> str:
        page.active = True
        language = language_at(self.settings, page.src_uri)
        context = self._context(page, relative(".", page.url), language)
        context["written_in"] = self.written_in(page.src_uri)
        if (ours := self.site.pages.get(page.src_uri)) is not None:
            book = self.book.in_languages[language]
            context |= context_of(book, ours, page.content, context["written_in"])
        html = environment.get_template(page.meta.get("template", "main.html")).render(context)
        page.active = False
        return html

    def _mapped(self) -> Iterator[dict[str, Mapping[str, Any]]]:
        """Yield the pages that the map of the site has, as its template asks for them; none without an address."""
        day = self.book.register.as_of.isoformat()
        for url in self.found() if self.config["site_url"] else ():
            named = {"url": url, "canonical_url": urljoin(self.site_url, url), "abs_url": ""}
            yield {"page": {**named, "is_link": False, "update_date": day}}

    def found(self) -> dict[str, str]:
        """Return the pages that can be searched, and their titles."""
        ours = self.site.pages
        return {
            page.url: page.title
            for source, page in self.pages.items()
            if source not in ours or not ours[source].leads_to
        }

    def _context(self, page: Item | None, base: str, language: str = "") -> dict[str, Any]:
        language = language or self.settings.language
        words, nav = self.words[language], self.menus[language]
        return {**words, "page": page, "nav": nav, "config": self.config, "base_url": base}

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, Any]]:
        """What templates ask of the site, in each of its languages."""
        hosted, takes_along = self.hosted, self.takes_along
        return words_of(self.book, self.config, hosted=hosted, takes_along=takes_along)

    def _environment(self) -> Environment:
        folders = FileSystemLoader([str(folder) for folder in self.folders])
        loader = ChoiceLoader([DictLoader(self.templates), folders])
        environment = Environment(  # noqa: S701 - `furnish` says what is escaped
            loader=loader, auto_reload=False, undefined=UNSET
        )
        environment.filters.update(FILTERS)
        furnish(environment, self.book)
        hasten(environment)
        return environment

    def _page(self, source: str) -> Item:
        ours, writing = self.site.pages.get(source), self.writings.get(source)
        file = self.written[writing.file] if writing else None
        text = file.read_text("utf-8-sig") if file else ""
        home = f"{self.settings.folder_of(language_at(self.settings, source))}index.md"
        page = Item("", self.urls[source], source, is_homepage=source == home)
        self.facts.about(source, self.written_in(source))
        named_in_site = self.config["markdown_extensions"]
        page = page_of(text, page, self.urls, named_in_site, [PlanBlocks(), self.facts])
        here = ours.leads_to if ours and ours.leads_to else page.url
        page.canonical_url = urljoin(self.site_url, here) if self.config["site_url"] else None
        page.edit_url = _edit_url(self.config, writing.file) if writing else None
        if ours:
            written = {} if self.written_in(source) else page.meta
            page.meta = meta_of(ours, written, self.words[ours.language]["site_name"])
            page.title, page.toc = page.meta["title"], ()
        elif not self.book.register.settings.trusted_pages:
            page.content = harmless(page.content)
        return page


def _files(docs: Path, folders: Sequence[Path]) -> tuple[dict[str, Path], dict[str, Path]]:
    """Return the Markdown that people wrote, and what is copied as it is: the publisher's before ours."""
    found = files_in(docs)
    written = {name: path for name, path in found.items() if path.suffix in _MARKDOWN}
    looks = {name: path for one in reversed(folders) for name, path in files_in(one).items()}
    copied = {name: path for name, path in looks.items() if path.suffix not in _NO_LOOKS}
    return written, copied | {name: path for name, path in found.items() if name not in written}


def _edit_url(config: Mapping[str, Any], source: str) -> str | None:
    repository = config["repo_url"] or ""
    where = config["edit_uri"] or _EDITED_AT.get(urlsplit(repository).netloc)
    return urljoin(f"{repository.rstrip('/')}/", f"{where.rstrip('/')}/{source}") if where else None
