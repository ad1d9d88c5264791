"""The settings of a site: the options of the plugin `charters` in mkdocs.yml."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field, field_validator

from charters.model.duty import ORDER
from charters.model.fields import Below, Ending, Host, Link, Once, Record, Short, YesNo
from charters.model.period_fields import Day, Month
from charters.model.periods import today
from charters.model.refusal import refuse
from charters.model.text import LanguageCode, Name, Words
from charters.model.written_levels import Count
from charters.problems import Place
from charters.problems.message import _

_LONGEST = 1200
"""A hundred years in months: what is added to a day of ours is still a day of the calendar."""


class Windows(Record):
    """How old evidence may be before it counts as stale (charter-requirements 1.1)."""

    result_lag_days: Count = 90
    """Days after the end of a period within which its result is due."""
    results_months: Count = 12
    """Months after which results, and figures of complaints, are old."""
    survey_months: Count = 24
    """Months after which a survey is old."""
    customer_months: Count = 36
    """Months after which what is known of customers is old."""
    benchmark_months: Count = 36
    """Months after which a comparator's level is old."""
    standard_review_months: Count = 36
    """Months within which a promise is to be reviewed."""
    plan_months: Count = 24
    """Months within which a plan is to be reviewed and tested with readers."""
    contact_months: Count = 6
    """Months within which a way to reach the agency is to be tried."""
    statement_months: Count = 12
    """Months after which a statement on accessibility is old."""

    @field_validator("*")
    @classmethod
    def _within_reach(cls, count: int) -> int:
        if count > _LONGEST:
            said = _("{written} is too long a time; write {most} or less")
            raise refuse("Y021", said.filled(written=str(count), most=str(_LONGEST)))
        return count


class Publisher(Record):
    """Who runs a site, and how to reach them."""

    name: Name
    """Who runs the site."""
    contact: Link
    """Where a reader reports a problem with the site: a page, or `mailto:` and an address."""
    answered_within: Words | None = None
    """When somebody answers who reports a problem: `Within 5 working days`."""
    enforced_by: Words | None = None
    """Who looks into it where the answer does not help, and how to reach them; statements of the EU and the UK name them."""


class Licence(Record):
    """How others may use the data of a site."""

    name: Name
    """What the licence is called."""
    link: Link
    """Where its words stand."""


class SiteCheck(Record):
    """A check of this site that somebody made besides the rules of each build."""

    date: Day
    """The day of the check."""
    by: Name
    """Who made it, by role or by name."""
    what: Words
    """What was looked at, and with what."""
    found: Words
    """What was found."""


class Waiver(Record):
    """A finding that is left out for a time: not on a page that would be wrong, only what is advice or a duty."""

    code: Short
    """The rule, by its code: `K8`. No rule whose breach would make a page wrong."""
    where: Short
    """The file, as the check prints it; `#` and an id behind it for one record: `data/standards/ssa/standards.yml#calls`; on a page, the words."""
    because: Words
    """Why it is left out; readers of the site see it."""
    until: Day
    """The last day it is left out."""


class CheckedPages(StrEnum):
    """Which finished pages are held to the rules of pages."""

    OURS = "ours"
    ALL = "all"


class StatementForm(StrEnum):
    """In whose form the page on accessibility is written."""

    PLAIN = "plain"
    EU = "eu"
    """The model statement of the European Union (Implementing Decision 2018/1523)."""
    UK = "uk"
    """The sample statement of the United Kingdom."""
    US_508 = "us-508"
    """What memorandum M-24-08 asks of agencies of the United States."""


class WcagLevel(StrEnum):
    """The level of WCAG 2.2 that a publisher holds a site to."""

    A = "A"
    AA = "AA"


class PluginOptions(Record):
    """What a publisher decides for a whole site."""

    data_dir: Short = "data/standards"
    """The folder of the agencies' data, from the folder of mkdocs.yml."""
    path: Below = ""
    """Where all pages of the charters stand below the site's own address: `charters/`; at its top when left out."""
    framework: Short = ORDER
    """What charters are held against: `eo-12862` (Executive Order 12862), `none`, or a file such as `data/framework.toml`."""
    language: LanguageCode = "en"
    """The language of the site, for text written in several."""
    languages: Once[LanguageCode] = Field(default_factory=list)
    """The languages of the site, each with every page: the first at the top, `fr` below `fr/`."""
    site_name: Name | None = None
    """What the site is called in its further languages: `{fr: Promesses de service}`."""
    site_description: Words | None = None
    """What the site is, in its further languages."""
    menu: dict[Short, Name] = Field(default_factory=dict)
    """What entries of the menu are called in the further languages, by their titles under `nav`: `About us: {fr: Qui nous sommes}`."""
    as_of: Day | None = None
    """The day the site is judged on; today when left out. The log says which."""
    fiscal_year_starts: Month = 1
    """The month a fiscal year begins in; an agency may say otherwise for itself."""
    result_old_after: Count = 24
    """Months after the end of its period from which a result is old: its verdict says how old."""
    suppress_below: Count = 0
    """Counts from 1 to below this are not shown anywhere (0: all counts are shown)."""
    staff_answers_at_least: Count = 10
    """Counts of fewer members of staff than this are not shown anywhere."""
    notice: Words | None = None
    """A sentence printed at the top of every page."""
    publisher: Publisher | None = None
    """Who runs the site and how to reach them."""
    licence: Licence | None = None
    """How others may use the data; without it nobody knows whether they may."""
    area: Link | None = None
    """The country or region that the agencies serve, by its address in a list of places; catalogues of public services ask for it."""
    card: Short | None = None
    """The picture that stands beside a link to the site elsewhere: a file of `content/`, such as `images/card.png`."""
    audits: list[SiteCheck] = Field(default_factory=list)
    """Checks of the whole site that somebody made; without them the site says that none is recorded."""
    statement: StatementForm = StatementForm.PLAIN
    """In whose form the page on accessibility is written: `plain`, `eu`, `uk` or `us-508`."""
    wcag: WcagLevel = WcagLevel.AA
    """The level of WCAG 2.2 that the site is held to: `A` or `AA`; an audit looks for no more."""
    edit_root: Link | None = None
    """Where files are edited: https://github.com/OWNER/REPOSITORY/edit/main/."""
    also_published: Once[Ending] = Field(default_factory=list)
    """Endings of files (`.docx`) that may lie in `content/` besides pages, pictures, PDF and CSV."""
    trusted_pages: YesNo = False
    """Whether pages and files that are no charter's may hold HTML, styles and programs, as whoever writes them is trusted."""
    check_pages: CheckedPages = CheckedPages.OURS
    """Which finished pages are held to the rules of pages: those the program makes, or those of others too."""
    allowed_hosts: Once[Host] = Field(default_factory=list)
    """Hosts from which pages may fetch programs, styles and pictures."""
    eo_13571: YesNo = False
    """Whether the plan parts of Executive Order 13571 are checked too."""
    whole_history: YesNo = True
    """`no` where a copy with the last commits alone is enough: then what was lowered before them is not seen."""
    waivers: list[Waiver] = Field(default_factory=list)
    """Findings that are left out for a time; the site lists them."""
    windows: Windows = Field(default_factory=Windows)
    """How old evidence may be."""


class Settings(PluginOptions):
    """The options of the plugin, and what the site's file says beside them of what is published."""

    site_file: Short = "mkdocs.yml"
    """The name of the site's file."""
    docs_dir: Short = "content"
    """The folder of what people write."""
    waiver_places: tuple[Place, ...] = ()
    """Where each waiver is written."""
    framework_place: Place | None = None
    """Where it is written what charters are held against."""
    audits_place: Place | None = None
    """Where the checks of the whole site are written."""
    looks_dir: Short = "overrides"
    """The folder of what a publisher changes of the looks; '' where there is none."""
    only: Short = ""
    """The one agency that is looked at; '' where all are."""
    is_unread: bool = False
    """Whether the site's file says nothing that can be read: what all others mean hangs on it, so they wait."""
    is_month_unread: bool = False
    """Whether the month in which fiscal years begin is written and cannot be read."""
    fresh: bool = False
    """Whether nothing counts that earlier builds saw of pages."""

    @property
    def day(self) -> date:
        """The day the site is judged on."""
        return self.as_of or today()

    def folder_of(self, language: str) -> str:
        """Return where the pages of a language stand below the site's own address: `fr/`, '' for the first."""
        return next((f"{name}/" for name, one in self.folders.items() if one == language), "")

    @property
    def folders(self) -> dict[str, str]:
        """The further languages by what files and addresses call them: `fr` for fr-CA, unless there is another."""
        short = [one.partition("-")[0] for one in self.languages]
        return {
            name if short.count(name) == 1 else one: one
            for name, one in zip(short[1:], self.languages[1:], strict=True)
        }

    @property
    def of_levels(self) -> str:
        """The languages in whose words levels may be written, the first one first, parted by blanks."""
        return " ".join(self.languages or [self.language])

    def told_apart(self, path: str) -> tuple[str, str]:
        """Return the path of a page without the language in its name, and that language: `ssa.fr.md` is `ssa.md` in fr."""
        stem, _, code = path.removesuffix(".md").rpartition(".")
        language = self.folders.get(code) if path.endswith(".md") and stem else None
        return (f"{stem}.md", language) if language else (path, self.language)

    def source_of(self, path: str) -> str:
        """Return the Markdown file that a page would have been, by what is written for it: `fr/agencies/ssa.md`."""
        plain, language = self.told_apart(path)
        return f"{self.folder_of(language)}{plain}"

    def addresses_of(self, agency: str) -> list[str]:
        """Return where an agency's pages begin in every language: `agencies/ssa/`, `fr/agencies/ssa/`."""
        folders = ("", *(f"{one}/" for one in self.folders))
        return [f"{folder}{self.path}agencies/{agency}/" for folder in folders]

    @property
    def hides_small_counts(self) -> bool:
        """Whether any count is too small to be shown: none is below 1."""
        return self.suppress_below > 1

    @property
    def words_dir(self) -> str:
        """The folder of what people write for the pages that the program makes."""
        return f"{self.docs_dir}/{self.path}".rstrip("/")

    @property
    def agencies_dir(self) -> str:
        """The folder of the agencies' own words."""
        return f"{self.words_dir}/agencies"

    def is_of_charters(self, path: str) -> bool:
        """Return whether a file is written for a page that the program makes: a plan, or the first page."""
        plain, _language = self.told_apart(path)
        return plain.startswith((f"{self.agencies_dir}/", f"{self.words_dir}/index.md"))

    def is_trusted(self, path: str) -> bool:
        """Return whether whoever writes a file may have it do whatever the theme lets it do."""
        return self.trusted_pages and not (self.is_of_charters(path) or self.is_of_the_looks(path))

    def is_of_the_looks(self, path: str) -> bool:
        """Return whether a file, by its path from the site's folder, is one of the looks."""
        return bool(self.looks_dir) and path.startswith(f"{self.looks_dir}/")
