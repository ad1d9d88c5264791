"""The languages of a site: where each page stands in the others, and what is said of the site in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from charters.model.settings import Settings
from charters.publishing.say.catalogues import locale_of


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A page in one of the languages of the site."""

    language: str
    name: str
    """What the language calls itself: Français."""
    url: str
    """Its address, from the site's own."""
    site: str
    """The site's own address, where that is known."""

    @property
    def address(self) -> str:
        """Its address with the site's own, for programs."""
        return urljoin(self.site, self.url) if self.site else self.url


def language_at(settings: Settings, url: str) -> str:
    """Return the language of what stands at an address, or of what is made of a source."""
    return settings.folders.get(url.partition("/")[0], settings.language)


def counterparts(settings: Settings, url: str, site_url: str | None) -> Sequence[Counterpart]:
    """Return where a page stands in every language, the first one first; nothing where there is but one."""
    if len(settings.languages) < 2:
        return ()
    plain = url.removeprefix(settings.folder_of(language_at(settings, url)))
    every, site = tuple(settings.languages), site_url or ""
    return [
        Counterpart(one, _name(every, one), f"{settings.folder_of(one)}{plain}", site)
        for one in every
    ]


@lru_cache
def _name(languages: Sequence[str], language: str) -> str:
    """Return what a language calls itself: with its region where the site has another one of it."""
    short = language.partition("-")[0]
    alone = sum(one.partition("-")[0] == short for one in languages) == 1
    locale = locale_of(short if alone else language)
    name = locale.get_display_name() if locale else None
    return f"{name[:1].upper()}{name[1:]}" if name else language


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written for a page."""

    file: str
    language: str
    """That of the page; the first of the site, where nobody has written it in that of the page."""


def title_in(settings: Settings, language: str, title: str) -> tuple[str, str]:
    """Return what an entry of the menu is called in a language, and the language that is in ('' for the same)."""
    if known := settings.menu.get(title):
        said, other = known.said_in(language, settings.language)
        if not other:
            return said, ""
    return title, "" if language == settings.language else settings.language


def writings(settings: Settings, names: Iterable[str]) -> dict[str, Writing]:
    """Return what is written for each page, by the source that it would have; `names` are the files of pages."""
    told = {name: settings.told_apart(name) for name in names}
    found = {settings.source_of(name): Writing(name, code) for name, (_plain, code) in told.items()}
    for language in settings.languages[1:]:
        for name, (plain, code) in told.items():
            if code == settings.language:
                found.setdefault(f"{settings.folder_of(language)}{plain}", Writing(name, code))
    return found


def written_in(settings: Settings, found: Mapping[str, Writing], source: str) -> str:
    """Return the language of what is written for a page, where it is not that of the page."""
    language = found[source].language if source in found else ""
    return "" if language == language_at(settings, source) else language


def site_words(settings: Settings, language: str, config: Mapping[str, Any]) -> dict[str, str]:
    """Return what the site is called in a language, and what it says of itself, with the language of that where it is another."""
    texts = {"site_name": settings.site_name, "site_description": settings.site_description}
    own: dict[str, str] = {}
    for key, text in texts.items():
        words, other = text.said_in(language, settings.language) if text else ("", "")
        own[key] = "" if other else words
    is_own = own["site_description"] or language == settings.language
    found = {key: words or config[key] or "" for key, words in own.items()}
    return {**found, "site_described_in": "" if is_own else settings.language}
