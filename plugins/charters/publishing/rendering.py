"""What every program that fills our templates does alike; Jinja itself is known to the doors alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from charters.problems import Problem
from charters.publishing.book import Book
from charters.publishing.counterparts import Counterpart, counterparts, site_words
from charters.publishing.pages.page import Page, edit_url
from charters.publishing.say.catalogues import locale_of
from charters.publishing.say.clause_words import say_message
from charters.publishing.say.past_words import sight_words
from charters.publishing.sheets import Sheet
from charters.publishing.views.cited import Link
from charters.publishing.views.narrative import pieces
from charters.publishing.views.narrowing import narrowing
from charters.publishing.views.services import service_lists
from charters.publishing.views.statement import publisher_view

TEMPLATES = "charters/"


class SiteError(Exception):
    """A site cannot be built; the words say why, and what to do."""


@dataclass(frozen=True)
class Rendered:
    """What an engine made of a site."""

    site_url: str
    strict: bool = False
    """Whether mkdocs.yml says that warnings are refused."""
    problems: tuple[Problem, ...] = ()
    """What the engine itself warns of, and what is wrong with the finished pages."""
    left_out: tuple[str, ...] = ()
    """What the site asks for and this engine does not make."""


def furnish(
    environment: Any, book: Book, pages: Collection[str] = (), *, hosted: bool = False
) -> None:
    """Escape everything in our templates, teach them to translate, and lead them to our pages.

    Jinja's environment has no type here: whoever made it knows Jinja. `pages` are the addresses of all
    pages, where not every one has counterparts.
    """
    settings, url = book.register.settings, environment.filters["url"]

    @wraps(url)
    def to(context: Any, address: str) -> str:
        whole = address if _is_whole(address) else f"{context.get('below')}{address}"
        return cast("str", url(context, whole))

    @wraps(url)
    def file(context: Any, address: str) -> str:
        return cast("str", url(context, f"{settings.path}{address}"))

    @wraps(url)
    def others(context: Any, address: str) -> Sequence[Counterpart]:
        found = counterparts(settings, address, context["config"]["site_url"])
        return [one for one in found if not pages or (one.url or "./") in pages]

    # `to` leads to a page in the same language, `file` to what there is once for all of them.
    environment.filters.update(to=to, file=file, counterparts=others)
    environment.autoescape = lambda name: bool(name and name.startswith(TEMPLATES))
    if not hosted:
        short = {"ensure_ascii": False, "separators": (",", ":")}
        environment.policies["json.dumps_kwargs"] = short
    for extension in ("jinja2.ext.i18n", "charters.theme.dense.Dense", "charters.theme.said.Said"):
        environment.add_extension(extension)


def _is_whole(address: str) -> bool:
    return address.startswith("#") or (":" in address and bool(urlsplit(address).scheme))


def is_searched(plugins: Iterable[str]) -> bool:
    """Return whether a site has a search; a theme may bring one that bears its name before it."""
    return any(name.rpartition("/")[2] == "search" for name in plugins)


def words_of(
    book: Book, config: Mapping[str, Any], *, hosted: bool = False, takes_along: bool = True
) -> dict[str, dict[str, Any]]:
    """Return what templates ask of a site in each language: every one, or of a host's pages those that are ours.

    What does not take along its sheets leads to none.
    """
    found = {
        language: _words(one, config, hosted=hosted, takes_along=takes_along)
        for language, one in book.in_languages.items()
    }
    of_all = {
        "tongues": list(found.values()),
        "site_names": {one: words["site_name"] for one, words in found.items()},
    }
    return {one: {**words, **of_all} for one, words in found.items()}


def _words(
    book: Book, config: Mapping[str, Any], *, hosted: bool, takes_along: bool
) -> dict[str, Any]:
    speech, settings, plugins = book.speech, book.register.settings, config["plugins"]
    locale, folder = locale_of(speech.language), settings.folder_of(book.speech.language)
    return {
        **site_words(settings, speech.language, config),
        "below": book.below,
        "here": "",
        "written_in": "",
        "has_switch": False,
        "home": folder or ".",
        "search_page": f"{folder}search.html",
        "search_index": f"{folder}search/",
        "gettext": speech.gettext,
        "_": speech.gettext,  # which Jinja's own would look up anew for each message
        "ngettext": speech.ngettext,
        "hosted": hosted,
        "takes_along": takes_along,
        "card": settings.card,
        "is_searched": is_searched(plugins),
        **(_search(book) if is_searched(plugins) and not hosted else {}),
        "notice": speech.said(settings.notice),
        "language": speech.language,
        "direction": locale.text_direction if locale else "ltr",
        "as_of": speech.day(book.register.as_of),
        "past": sight_words(speech, book.register.past),
        "publisher": publisher_view(speech, settings.publisher),
        "licence": settings.licence
        and Link(speech.say(settings.licence.name), settings.licence.link),
        "framework": _framework(book),
    }


def filled_sheet(
    environment: Any, config: Any, words: Mapping[str, Mapping[str, Any]], sheet: Sheet
) -> tuple[str, str]:
    """Return the path a sheet goes to, and its HTML."""
    template = environment.get_template(f"{TEMPLATES}{sheet.template}")
    base = "/".join([".."] * sheet.url.count("/"))
    alone = {"page": None, "config": config, "base_url": base, "view": sheet.make()}
    return f"{sheet.url}index.html", template.render({**words[sheet.language], **alone})


def _search(book: Book) -> dict[str, Any]:
    """Return what the page for searching lets choose from, and what it lists where nothing searches."""
    every = service_lists(book).every
    return {
        "narrowing": narrowing(book, book.register.charters.values(), book.all_standings),
        "listed": every.paged()[0],
    }


def _framework(book: Book) -> dict[str, str] | None:
    """Return how pages name what charters are held against; None where that is nothing."""
    frame = book.audit.framework
    named = {"name": frame.name, "called": frame.called, "footing": frame.footing} if frame else {}
    return {key: say_message(book.speech, said) for key, said in named.items()} or None


def meta_of(page: Page, written: Mapping[str, Any], site_name: str) -> dict[str, Any]:
    """Return the front matter of a page: the page's own where the editor wrote no words."""
    own: dict[str, Any] = {"title": page.title or site_name, "description": page.about}
    own["draft"] = True  # as the plugin rss reads it: our pages have feeds of their own
    if page.leads_to:
        own["search"] = {"exclude": True}  # as Material's search reads it
    said = {key: value for key, value in written.items() if isinstance(value, str)}
    return {**own, **said, "template": f"{TEMPLATES}{page.shows.template}"}


def context_of(book: Book, page: Page, html: str, written_in: str = "") -> dict[str, Any]:
    """Return what a template shows of a page; `html` is what Markdown made of the editor's words.

    `written_in` is their language, where it is not the page's own.
    """
    root = book.register.settings.edit_root
    return {
        "view": page.shows.make(),
        "lede": page.lede,
        "written_in": written_in,
        "pieces": pieces(html, top=1 if page.is_home else 2),
        "crumbs": page.crumbs,
        "titled_in": page.titled_in,
        "described_in": page.described_in,
        "linked": page.linked(),
        "complaint_url": page.complaint_url,
        "edit_url": edit_url(root, page.edit) if root else None,
    }
