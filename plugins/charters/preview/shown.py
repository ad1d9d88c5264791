"""What a preview shows at one moment: a site, what is wrong, and the words for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from charters.problems import Message, Problem, errors_of, without_notes
from charters.publishing.data import reports
from charters.publishing.say.catalogues import locale_of
from charters.publishing.say.speech import Said, speech_for

PAGE = Path(str(files("charters") / "preview" / "page"))
_MOST = 30
"""Problems in the banner; the terminal has them all."""


@dataclass(frozen=True)
class Made:
    """What came of the files as they were at one moment."""

    site: Path | None
    """The folder of the finished pages; None where they would be wrong."""
    problems: Sequence[Problem] = ()
    trouble: Message | str = ""
    """Why there are no pages, where it is no problem at a place of a file."""
    base: str = "/"
    """The path that the site is served under."""
    language: str = "en"
    agency: str = ""
    """The only agency that is in the preview; '' where all are."""
    elsewhere: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """The agencies that are not in the preview, and the language there, by the beginning of their addresses."""
    watched: frozenset[Path] = frozenset()
    """What it is made from; none where that is what it was."""


@dataclass(frozen=True)
class Shown:
    """The newest that was made, and the last of it that was good."""

    newest: Made | None = None
    good: Made | None = None
    at: str = ""
    """The time of day of the files that the good site was made from."""
    number: int = 0
    """Which site it is, counted from 1; 0 where none is good yet."""
    is_building: bool = True

    @property
    def base(self) -> str:
        """The path that the site is served under."""
        return self.good.base if self.good else "/"

    @property
    def _language(self) -> str:
        made = self.newest or self.good
        return made.language if made else "en"

    def _environment(self, language: str) -> Environment:
        speech = speech_for(language)
        environment = Environment(
            loader=FileSystemLoader(PAGE), autoescape=True, extensions=["jinja2.ext.i18n"]
        )
        environment.install_gettext_callables(speech.gettext, speech.ngettext, newstyle=False)  # type: ignore[attr-defined]
        locale = locale_of(speech.language)
        direction = locale.text_direction if locale else "ltr"
        environment.globals.update(language=speech.language, direction=direction, shown=self)
        return environment

    def _filled(self, name: str, language: str = "", **more: Any) -> bytes:
        environment = self._environment(language or self._language)
        return environment.get_template(name).render(more).encode()

    @cached_property
    def said(self) -> bytes:
        """What stands on every page about the state of the preview."""
        problems = self.newest.problems if self.newest else ()
        wrong = errors_of(problems)
        other = [one for one in without_notes(problems) if not one.is_error]
        told = reports.spoken([*wrong, *other], self._language)
        return self._filled(
            "said.html",
            told=told[:_MOST],
            called=reports.severities(self._language),
            is_wrong=self.is_wrong,
            trouble=self._trouble,
            wrong=len(wrong),
            other=len(other),
            left=max(0, len(told) - _MOST),
        )

    @property
    def _trouble(self) -> Said:
        """Why there are no new pages; what other people's programs say, they say in English."""
        trouble = self.newest.trouble if self.newest else ""
        ours = isinstance(trouble, Message)
        return Said(reports.told(trouble, self._language), "" if ours else "en")

    @property
    def is_wrong(self) -> bool:
        """Whether the pages are not those of the files of now."""
        return self.newest is not None and self.newest is not self.good

    @cached_property
    def banner(self) -> bytes:
        """What is put on top of a page."""
        return self._filled("banner.html", said=self.said.decode())

    def with_banner(self, page: bytes) -> bytes:
        """Return a page with the banner on top of it."""
        at = page.find(b">", max(page.find(b"<body"), 0)) + 1
        return page[:at] + self.banner + page[at:]

    def alone(self, language: str = "", **which: str) -> bytes:
        """Return a page of the preview's own."""
        return self._filled("alone.html", language, banner=self.banner.decode(), **which)
