"""The job of `charters import gc-service-inventory`: a snapshot into the files of a whole site."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from charters.importing.account import Account
from charters.importing.account_report import as_csv, lines, sums
from charters.importing.appending import as_keys
from charters.importing.files import AgencyFiles, put, put_in_place
from charters.importing.imports import Imported
from charters.importing.inventory.agency_import import AgencyImport
from charters.importing.inventory.inventory_columns import inventory
from charters.importing.inventory.kept import kept_at, place_of
from charters.importing.inventory.organisations import Organisations
from charters.importing.inventory.snapshot import Line, Snapshot, snapshot_of
from charters.importing.inventory.taking import LANGUAGES, page_in, says_something
from charters.importing.inventory.taking import say as words
from charters.importing.table_import import Done
from charters.model.settings import Settings
from charters.problems import Message, Problem
from charters.problems.message import _
from charters.publishing.say.clause_words import sayer
from charters.reading.site_settings import settings_of

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True)
class InventoryImport:
    """One snapshot of the inventory, and the folder of the site it goes into."""

    root: Path
    standards: Path | None
    services: Path | None
    organisations: Sequence[Path]
    published: date | None
    as_of: date
    reader: str = ""
    """The language in which its account is told; '' for that of the site."""

    def run(self, report: Path | None, *, write: bool) -> Done:
        """Import the snapshot; write nothing unless asked to."""
        gc.disable()  # all that is read is kept to the end
        snapshot = snapshot_of(self.standards, self.services, self.organisations)
        site = self._site()
        settings = _settings(self.root, site)
        language = self.reader or settings.language
        tell = sayer(language)
        total, told = snapshot.account, list[str]()
        texts = {path: text for path, text in site.items() if not (self.root / path).exists()}
        done: list[Imported] = []
        agencies = [*self._agencies(snapshot, settings)]
        total.remarks += self._find_older(agencies, snapshot)
        for one in agencies:
            imported = one.run()
            told += one.told(tell)
            done.append(imported)
            texts |= one.texts(imported)
            total.absorb(imported.account)
        if any(one.is_dated_today for one in agencies):
            today = _(
                "a correction carries the day of this import, as nobody says when it was published; where you know, say so: --published 2025-03-01"
            )
            total.remarks.append(today)
        if report is not None:
            put(report, as_csv(total, tell).encode("utf-8-sig"))
        if write:
            for path, text in texts.items():
                put_in_place(self.root / path, text)
        whole = Imported(
            total,
            {},
            [warning for one in done for warning in one.warnings],
            [problem for one in done for problem in one.elsewhere],
            sum(one.before for one in done),
        )
        said = [*told, *lines(whole, language), *sums(total, tell)]
        if not write:
            said.append(tell(_("nothing was written")))
        return Done(said, is_clean=not (told or whole.elsewhere))

    def _site(self) -> dict[str, str]:
        """Return the files of a site that is not there yet."""
        if (self.root / SETTINGS).exists():
            return {}
        name, home = words("site_name"), words("home")
        options = {
            "languages": [*LANGUAGES],
            "site_name": {code: name[code] for code in LANGUAGES[1:]},
            "fiscal_year_starts": inventory()["fiscal_year_starts"],
            "framework": "none",
            "licence": inventory()["licence"],
            "area": inventory()["area"],
            "notice": words("notice"),
        }
        settings = {
            "site_name": name["en"],
            "docs_dir": "content",
            "theme": {"name": "charters"},
            "plugins": ["search", {"charters": options}],
        }
        pages = {
            f"content/{page_in('index', code)}": f"# {name[code]}\n\n{home[code]}\n"
            for code in LANGUAGES
        }
        return {SETTINGS: as_keys(settings), **pages}

    def _find_older(
        self, agencies: Sequence[AgencyImport], snapshot: Snapshot
    ) -> Iterator[Message]:
        """Put the snapshot among those that were read before, and tell of which years it is an older one."""
        files = {"services": snapshot.services, "standards": snapshot.standards}
        lines = Counter((kind, line.year) for kind, listed in files.items() for line in listed)
        for year in sorted({year for one in agencies for year in one.place(lines)}):
            said = _(
                "this is an older snapshot of {year} than one that was read before: what that one says stays",
                year=year,
            )
            do = _("where it is the later one, say when it was published: --published 2025-03-01")
            is_dated = self.published or snapshot.day
            yield said if is_dated else _("{wrong}; {do}", wrong=said, do=do)

    def _agencies(self, snapshot: Snapshot, settings: Settings) -> Iterator[AgencyImport]:
        data = self.root / settings.data_dir
        there = [path.name for path in data.iterdir() if path.is_dir()] if data.is_dir() else []
        kept = {one: kept_at(self.root / place_of(one, settings)) for one in there}
        organisations = Organisations(snapshot, kept)
        found: dict[str, tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
        for at, listed in enumerate((snapshot.services, snapshot.standards)):
            for line in listed:
                agency = organisations.id_of(line)
                if not (agency and line.text("service_id") and line.year):
                    said = _("its line names no organization, no service or no year")
                    _refuse(snapshot.account, line, said, "fiscal_yr")
                elif at and not says_something(line, "service_standard"):
                    _refuse(snapshot.account, line, _("its line promises nothing"), "service_id")
                else:
                    found[agency][at].append(line)
        for agency, (services, standards) in sorted(found.items()):
            files = AgencyFiles(self.root, agency, settings, self.as_of)
            day = self.published or snapshot.day
            yield AgencyImport(files, snapshot, organisations, services, standards, day)


def _refuse(account: Account, line: Line, said: Message, column: str) -> None:
    """Say why nothing of a line can be used, at one of its cells."""
    for cell in line.cells.values():
        account.leave(line.sheet, cell, said)
    if first := line.cells.get(column) or next(iter(line.cells.values()), None):
        do = _("write what is missing")
        account.refuse_as(line.sheet, first, Problem(line.sheet.place(first), "Y005", said, (), do))


def _settings(root: Path, site: Mapping[str, str]) -> Settings:
    """Return the settings of the site, also of one that is not there yet."""
    if not site:
        return settings_of(root)[0]
    with TemporaryDirectory() as kept:
        put(Path(kept) / SETTINGS, site[SETTINGS].encode())
        return settings_of(Path(kept))[0]
