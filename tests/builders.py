"""Small records for tests, each with the least it needs, in the words an editor would write."""

from __future__ import annotations

import gzip
import importlib.util
import json
import logging
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from charters.judging.standings import Standing, standings_of
from charters.model.agency import Agency
from charters.model.aims import YearlyAim
from charters.model.benchmarks import Benchmark
from charters.model.file_names import FILES
from charters.model.offered import Service
from charters.model.period_labels import parse_date, parse_period, parse_when
from charters.model.register import Charter, Register
from charters.model.results import COLUMNS, Result, Status
from charters.model.settings import Settings
from charters.model.standards import Figure, Standard
from charters.model.surveys import SurveysFile
from charters.model.written_levels import parse_count, parse_number, parse_quantity, parse_target
from charters.problems import Place

# Whoever judges a record needs no floor above, and not the time to load it.
if TYPE_CHECKING:
    from jinja2 import Environment

    from charters.publishing.book import Book
    from charters.publishing.pages.page import Page
    from charters.publishing.site import Site
    from charters.publishing.views.change_entry import ChangeView
    from charters.publishing.views.service import OpenPromise

Found = TypeVar("Found")
ROOT = Path(__file__).resolve().parents[1]


def load(path: Path) -> object:
    """Return a script that stands in no package as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(there(spec))
    there(there(spec).loader).exec_module(module)
    return module


def cases_in(path: Path) -> Any:
    """Return the cases of a file; libyaml reads ten times as fast, and every worker reads them all."""
    return yaml.load(path.read_bytes(), yaml.CSafeLoader)


CASES = ROOT / "tests" / "cases"
WHOLE = ("order/site", "reading/good", "whole")
"""What a whole site is put together from; what comes later takes the place of what was there."""
CONTRADICTORY = "mirror-agency"
"""The one agency of these that no site can publish."""
AGENCIES = {
    path.name: path
    for part in WHOLE
    for path in sorted((CASES / part / "data/standards").iterdir())
    if path.name != CONTRADICTORY
}
"""The agencies of the whole site, and where their files are kept."""
AS_OF = date(2026, 6, 30)
FRAME = "{% block extrahead %}{% endblock %}{% block content %}{% endblock %}{% block scripts %}{% endblock %}"
SHARE = {"shape": "share-with-property", "property": "answered in time", "of": "calls"}


def there(found: Found | None) -> Found:
    """Return what has to be there."""
    assert found is not None
    return found


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """Return a text with other words, the first time that each of them stands there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def rewrite(file: Path, *pairs: tuple[str, str]) -> None:
    """Put other words into a file."""
    file.write_text(replaced(file.read_text("utf-8"), *pairs), "utf-8")


def measured_by(shape: str, **more: Any) -> dict[str, Any]:
    """Return a measure with what its shape cannot do without."""
    needs: dict[str, Any] = {
        "share-within-limit": {"of": "calls"},
        "share-with-property": SHARE,
        "mean": {"unit": "minutes"},
        "median": {"unit": "minutes", "of": "calls"},
        "percentile": {"unit": "minutes", "of": "calls", "percentile": "90"},
        "score": {"unit": "points", "scale": {"min": "1", "max": "5"}},
        "rate": {"per": "1,000", "of": "claims", "unit": "errors"},
        "count-at-least": {"unit": "offices"},
        "count-at-most": {"unit": "errors"},
        "backlog": {"unit": "claims"},
    }
    return {**needs.get(shape, {}), "shape": shape, **more}


def found_in(site: Path) -> dict[str, Any]:
    """Return what the search of a finished site can find, by address."""
    packed = (gzip.decompress(one.read_bytes()) for one in site.glob("search/fragment/*"))
    records = [json.loads(one.removeprefix(b"pagefind_dcd")) for one in packed]
    return {one["url"]: one for one in records}


def promise(name: str = "calls", *, target: str | None = "90%", **more: Any) -> Standard:
    """Return a promise: a share with an aim of 90%, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": name,
        "service": "phone",
        "type": "waiting",
        "promise": "We answer your call within 60 seconds.",
        "measure": SHARE,
        "introduced": "2010-01-01",
        **more,
    }
    if target is not None:
        fields["target"] = target
    return Standard.model_validate(fields)


def aim(period: str, target: str | None = None, **more: Any) -> YearlyAim:
    """Return a row of targets.csv."""
    limit = more.pop("limit", None)
    return YearlyAim(
        standard="calls",
        period=parse_period(period, more.pop("fiscal_start", 1)),
        target=parse_target(target) if target else None,
        limit=parse_quantity(limit) if limit else None,
        **more,
    )


def figure(name: str = "waiting", **more: Any) -> Figure:
    """Return a figure: how many claims wait for a decision, unless told otherwise."""
    fields: dict[str, Any] = {
        "id": name,
        "service": "phone",
        "name": "Claims that wait for a decision",
        "measure": measured_by("backlog"),
        **more,
    }
    return Figure.model_validate(fields)


def result(
    period: str = "2024", met: int | None = None, total: int | None = None, **more: Any
) -> Result:
    """Return a row of results; words are read as the reader of results.csv would."""
    fiscal_start = more.pop("fiscal_start", 1)
    value, answer = more.pop("value", None), more.pop("answer", None)
    cases, published = more.pop("cases", None), more.pop("published", None)
    fields: dict[str, Any] = {
        "standard": "calls",
        "part": "",
        "excluded": None,
        "status": Status(more.pop("status", "final")),
        "source": "",
        "note": "",
        "missed_because": "",
        "action": "",
        "action_by": None,
        "line": 2,
        **more,
    }
    return Result(
        period=parse_period(period, fiscal_start),
        met=met,
        total=total,
        value=None if value is None else parse_number(str(value)),
        answer=None if answer is None else answer == "yes",
        cases=None if cases is None else parse_count(str(cases)),
        published=parse_when(published) if published else None,
        **fields,
    )


def share_published(period: str, percent: str, **more: Any) -> Result:
    """Return a share of which only the percentage was published."""
    return result(period, value=Decimal(percent), **more)


def change(day: str, field: str, from_: str, to: str) -> dict[str, str]:
    """Return one entry under `changes`."""
    return {"date": day, "field": field, "from": from_, "to": to, "reason": "We were asked to."}


def comparator(name: str = "shop", value: str | None = "95%", **more: Any) -> dict[str, Any]:
    """Return a comparator as an editor writes it: a private one of 2025, unless told otherwise."""
    fields = {
        "id": name,
        "standard": "calls",
        "organization": f"The {name}",
        "sector": "private",
        "date": "2025",
        "value": value,
        **more,
    }
    return {key: value for key, value in fields.items() if value is not None}


class Nowhere:
    """A file of which the places do not matter."""

    def __init__(self, path: str) -> None:
        self.path = path

    def place(self, *_keys: str | int) -> Place:
        """Return the file itself, whatever is asked for."""
        return Place(self.path)


def charter(
    standards: Sequence[Standard],
    results: Sequence[Result] = (),
    *,
    called: str = "ssa",
    services: Sequence[str] = ("phone",),
    benchmarks: Sequence[dict[str, Any]] = (),
    figures: Sequence[Figure] = (),
    surveys: SurveysFile | None = None,
    fiscal_start: int = 1,
    **agency: Any,
) -> Charter:
    """Return a charter; rows are filed under the standard they name."""
    rows: dict[str, list[Result]] = {}
    for row in results:
        rows.setdefault(row.standard, []).append(row)
    who = {"name": f"The agency {called}", "kind": "executive", "serves": "We serve everyone."}
    files = {file: Nowhere(f"data/standards/{called}/{file}") for file in FILES}
    return Charter(
        id=called,
        agency=Agency.model_validate({**who, **agency}),
        services=tuple(
            Service.model_validate({"id": one, "name": f"Service {one}", "summary": "We help."})
            for one in services
        ),
        standards=tuple(standards),
        figures=tuple(figures),
        results=rows,
        benchmarks=tuple(Benchmark.model_validate(one) for one in benchmarks),
        surveys=surveys or SurveysFile(),
        files=files,
        fiscal_start=fiscal_start,
    )


def register(*charters: Charter, as_of: date = AS_OF, **settings: Any) -> Register:
    """Return the register of some charters."""
    found = Settings.model_validate({"as_of": as_of, **settings})
    return Register(found, as_of, {one.id: one for one in charters})


def standings(*charters: Charter, as_of: date = AS_OF, **settings: Any) -> list[Standing]:
    """Return where the promises of some charters stand, in their order."""
    found = register(*charters, as_of=as_of, **settings)
    return [standing for one in charters for standing in standings_of(found, one)]


def standing(*rows: Result, as_of: str = "2026-06-30", **more: Any) -> Standing:
    """Return where one promise stands on a day."""
    return standings(charter([promise(**more)], rows), as_of=day(as_of))[0]


def opened(*rows: Result, as_of: str = "2026-06-30", **more: Any) -> OpenPromise:
    """Return one promise as the page of its service opens it."""
    return opened_in(book(charter([promise(**more)], rows), as_of=day(as_of)))


def opened_in(found: Book) -> OpenPromise:
    """Return the first promise of a book as the page of its service opens it."""
    from charters.publishing.views.service import open_promise

    return open_promise(found, found.all_standings[0])


def months(*met: int, first: int = 1, year: int = 2024) -> list[Result]:
    """Return one result a month: so many of a thousand."""
    since = enumerate(met, first - 1)
    return [result(f"{year + n // 12}-{n % 12 + 1:02}", kept, 1000) for n, kept in since]


def book(*charters: Charter, as_of: date = AS_OF, **settings: Any) -> Book:
    """Return the judged book of some charters."""
    from charters.publishing.book import open_book
    from charters.rules import audit

    return open_book(audit(register(*charters, as_of=as_of, **settings)))


def every_view(found: Book) -> list[object]:
    """Return what every page of a site shows."""
    from charters.publishing.site import site_of

    return [page.shows.make() for page in site_of(found).pages.values()]


@cache
def templates() -> Environment:
    """Return the templates, in a frame of nothing."""
    from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader, StrictUndefined

    loader = ChoiceLoader([DictLoader({"main.html": FRAME}), PackageLoader("charters", "theme")])
    env = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "charters.theme.said.Said"],
    )
    env.filters["url"] = env.filters["to"] = env.filters["file"] = lambda address: f"/{address}"
    return env


def pages_of(found: Book, site: Site) -> Iterator[tuple[Page, str]]:
    """Yield each page of a site with its HTML, in a frame of nothing."""
    from charters.publishing.rendering import words_of

    env = templates()
    env.install_gettext_callables(found.speech.gettext, found.speech.ngettext, newstyle=False)  # type: ignore[attr-defined]
    config = {"site_name": "Filled", "site_description": "", "plugins": ()}
    words = words_of(found, config)[found.speech.language]
    frame = {**words, "pieces": [], "linked": None, "config": config}
    for page in site.pages.values():
        template = env.get_template(f"charters/{page.shows.template}")
        yield page, template.render(view=page.shows.make(), lede=page.lede, **frame)


def rendered(book: Book, site: Site) -> Iterator[tuple[str, str]]:
    """Yield each page of a site with its kind."""
    for page, said in pages_of(book, site):
        kind = page.shows.template.removesuffix(".html")
        # What the page of a service has no room for stands on another one, which it leads to.
        yield "service" if kind == "all_results" else kind, said


def changes_told(found: Book) -> list[ChangeView]:
    """Return the entries of the pages of changes, as they follow each other there."""
    from charters.publishing.views.ledger import changes_pages

    pages = (page.ledger for page in changes_pages(found))
    return [one for page in pages for year in page.years for one in year.entries]


# ------------------------------------------------------------------------- folders of files

MKDOCS_YML = """\
site_name: Promises
site_url: https://charters.example.org/
docs_dir: content
theme: {name: charters, custom_dir: overrides}
plugins:
  - search
  - charters: {as_of: 2026-06-30, edit_root: "https://example.org/edit/", publisher: {name: Testers, contact: "mailto:web@example.org"}, licence: {name: Open Licence, link: "https://example.org/licence"}, check_pages: all}
nav: [index.md, agencies.md, promises.md]
"""
OURS = "theme: {name: charters, custom_dir: overrides}"
ONE_LINE = '{% extends "charters/frame.html" %}\n'
"""All that the main.html of another theme says, to have our frame."""
CALLS = """\
services:
  - {id: phone, name: Phone help, summary: We answer the phone.}
standards:
  - id: calls
    service: phone
    type: waiting
    promise: We answer your call within 60 seconds.
    limit: 60 seconds
    measure: {shape: share-within-limit, of: calls}
    target: 90%
    introduced: 2024-01-01
"""
"""What the smallest agency that has a promise writes."""
CALLS_IN_2025 = "calls,2025,,950,1000,,,,final,2026-01-15,https://example.org/report,,,,"
AGENCY_YML = "name: {name}\nkind: executive\nserves: We serve everyone.\n"


@dataclass(frozen=True)
class Folder:
    """A site's folder, to be filled with what a test is about."""

    path: Path

    def write(self, name: str, text: str) -> None:
        """Write one file; the text may be indented as the test is."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")

    def agency(
        self, name: str, standards: str, results: str = "", *, agency: str = "", page: str = ""
    ) -> None:
        """Write an agency's files: YAML for its promises, lines of CSV for its results."""
        data = f"data/standards/{name}"
        self.write(f"{data}/agency.yml", textwrap.dedent(agency) or AGENCY_YML.format(name=name))
        self.write(f"{data}/standards.yml", standards)
        if results:
            rows = "\n".join(line.strip() for line in results.strip().splitlines())
            self.write(f"{data}/results.csv", f"{','.join(COLUMNS)}\n{rows}\n")
        self.write(
            f"content/agencies/{name}.md", f"---\nagency: {name}\n---\n\n{textwrap.dedent(page)}"
        )


def site_folder(path: Path, mkdocs_yml: str = MKDOCS_YML) -> Folder:
    """Return the folder of a site without agencies, with our own looks."""
    folder = Folder(path)
    folder.write("mkdocs.yml", mkdocs_yml)
    folder.write("content/index.md", "# Promises\n")
    (path / "overrides").mkdir()
    return folder


def small_site(path: Path, mkdocs_yml: str = MKDOCS_YML, **agency: str) -> Folder:
    """Return the folder of a site of one agency, with one promise and one result of it."""
    folder = site_folder(path, mkdocs_yml)
    folder.agency("ssa", CALLS, CALLS_IN_2025, **agency)
    return folder


@dataclass(frozen=True)
class Made:
    """A site that was built: the folder it was built from, and what came of it."""

    folder: Path
    site: Path


def whole_folder(path: Path) -> Path:
    """Write the folder of a site with something of everything, all of it fictitious."""
    for part in WHOLE:
        shutil.copytree(CASES / part, path, dirs_exist_ok=True)
    shutil.rmtree(path / "data/standards" / CONTRADICTORY)
    (path / f"content/agencies/{CONTRADICTORY}.md").unlink()
    return path


def moved_folder(path: Path) -> Path:
    """Write the folder of a small site of which everything was found elsewhere before."""
    former = {
        "the phone.}": "the phone., formerly: [hotline, irs/lines]}",
        "id: calls\n": "id: calls\n    formerly: [rings]\n",
    }
    standards = replaced(CALLS, *former.items())
    queue = "{id: waiting, formerly: [queue], service: phone, name: Calls that wait, measure: {shape: backlog, unit: calls}}"
    agency = AGENCY_YML.format(name="Social Security") + "formerly: [ssb, ssa]\n"
    rows = f"{csv_row('rings', '2024', 900, 1000)}\n{CALLS_IN_2025}"
    site_folder(path).agency("sss", f"{standards}figures:\n  - {queue}\n", rows, agency=agency)
    return path


_IN_LANGUAGES = """\
      languages: [en, fr, es]
      site_name: {fr: Promesses d'organismes qui n'existent pas}
      menu:
        The order: {fr: Le décret}
      fiscal_year_starts"""
_LINE = {
    "name: The tide line\n": "name: {en: The tide line, fr: La ligne des marées}\n",
    "promise: We answer your call within 45 seconds.\n": (
        "promise: {en: We answer your call within 45 seconds., fr: Nous répondons en 45 secondes.}\n"
    ),
}


def languages_folder(path: Path) -> Path:
    """Write the same site in three languages: French has some of its words, Spanish none."""
    whole_folder(path)
    shutil.copytree(CASES / "languages", path, dirs_exist_ok=True)
    for name, words in {
        "mkdocs.yml": {"      fiscal_year_starts": _IN_LANGUAGES},
        "data/standards/tide-office/standards.yml": _LINE,
    }.items():
        rewrite(path / name, *words.items())
    return path


def build(folder: Path, site: Path, **config: Any) -> list[str]:
    """Build a site with MkDocs, here and now, and return what it warned of."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        loaded = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), **config)
        loaded.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(loaded)
    except Exception as fault:
        fault.add_note("\n".join(said))
        raise
    finally:
        logger.removeHandler(handler)
    return said


def csv_row(
    standard: str, period: str, met: object = "", total: object = "", value: object = ""
) -> str:
    """Return one line of results.csv with a source and a day of publication."""
    return f"{standard},{period},,{met},{total},{value},,,final,2026-01-15,https://example.org/report,,,,"


def day(text: str) -> date:
    """Return a day."""
    return parse_date(text)


def texts_of(site: Site) -> str:
    """Return what all downloads of a site say; what is packed stands beside its archive too."""
    return "\n".join(
        said if isinstance(said, str) else said.decode()
        for name, said in site.downloads.items()
        if not name.endswith((".zip", ".parquet"))
    )
