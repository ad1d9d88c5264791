"""What an audit of the finished pages in a browser found, and the faults that a publisher knows of."""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase

from pydantic import BaseModel, ConfigDict, Field

from charters.model.fields import Record, Short
from charters.model.period_fields import Day
from charters.model.text import Name, Words


class _Written(BaseModel):
    """A record that the program writes and reads again."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Found(_Written):
    """A rule that a page breaks."""

    rule: str
    """Axe's name of the rule, or ours (`keyboard-focus`)."""
    title: str
    wcag: tuple[str, ...] = ()
    page: str = ""
    """Its address below the site's own."""
    at: tuple[str, ...] = ()
    """On which screens: `320 px, dark`."""
    where: str = ""
    """The first element it was found at."""
    said: str = ""
    elements: int = 1
    advice: bool = False
    """Whether it is a best practice, and no criterion of WCAG."""
    unsure: bool = False
    """Whether the program cannot tell, and a person has to look."""


class AuditRecord(_Written):
    """An audit of a whole site: what was looked at, when, with what, and what was found."""

    checked: date
    program: str
    axe: str
    browser: str
    wcag: str = "2.2 AA"
    screens: tuple[str, ...]
    checks: tuple[str, ...]
    """What was looked at besides axe's rules."""
    pages: tuple[str, ...]
    found: tuple[Found, ...] = ()

    @property
    def faults(self) -> list[Found]:
        """What breaks a criterion of WCAG."""
        return [one for one in self.found if not (one.advice or one.unsure)]

    @property
    def unsure(self) -> list[Found]:
        """What a person has to look at."""
        return [one for one in self.found if one.unsure]


class KnownFault(Record):
    """A fault of the finished pages that is known, and not mended yet."""

    rule: Short
    """The rule, as the audit names it: `color-contrast`; `*` stands for anything."""
    where: Short
    """The address of the page below the site's own; `*` stands for anything: `agencies/*`."""
    reason: Words
    """Why it is not mended yet; readers of the site see it."""
    instead: Words | None = None
    """The way round it, for a reader whom it stops."""
    owner: Name
    """Who mends it, by role."""
    until: Day
    """The day by which it is mended."""

    def covers(self, found: Found) -> bool:
        """Return whether a finding is this fault."""
        return fnmatchcase(found.rule, self.rule) and fnmatchcase(found.page, self.where)


class KnownFaults(Record):
    """The faults that are known: `known-faults.yml`, beside the folder of the agencies."""

    faults: list[KnownFault] = Field(default_factory=list)
    """Known faults of the finished pages, each with a day by which it is mended."""
