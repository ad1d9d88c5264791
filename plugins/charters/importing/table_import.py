"""The job of `charters import table`: find the agency and the map, import or guess, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charters.importing.account_report import as_csv, lines
from charters.importing.faults import TableError, of_problems, unreadable
from charters.importing.files import AgencyFiles
from charters.importing.guessing import guessed_map
from charters.importing.imports import import_from
from charters.importing.table_source import map_of, sheets_in, table_source
from charters.model.refusal import shown
from charters.model.settings import Settings
from charters.problems import Message
from charters.problems.message import _
from charters.publishing.say.clause_words import sayer


@dataclass(frozen=True)
class Done:
    """What an import says of itself, and whether everything found its place."""

    lines: Sequence[str]
    is_clean: bool


@dataclass(frozen=True)
class TableImport:
    """One table for one agency of a site."""

    root: Path
    settings: Settings
    as_of: date
    file: Path
    map_file: Path
    agency: str | None = None
    reader: str = ""
    """The language in which its account is told; '' for that of the site."""

    @property
    def language(self) -> str:
        """The language in which the account is told."""
        return self.reader or self.settings.language

    @property
    def tell(self) -> Callable[[Message], str]:
        """How a message is told to whoever reads the account."""
        return sayer(self.language)

    def files(self, named: str | None) -> AgencyFiles:
        """Return the folder of the agency that is named, or of the only one."""
        data = self.root / self.settings.data_dir
        known = (
            sorted(path.name for path in data.iterdir() if path.is_dir() and path.name[0] != ".")
            if data.is_dir()
            else []
        )
        agency = named or (known[0] if len(known) == 1 else None)
        if agency not in known or agency is None:
            said = (
                _("there is no agency {name}", name=shown(named))
                if named
                else _("the site has several agencies")
            )
            listed = ", ".join(known) or _("none is there")
            do = _(
                "{wrong}; name one with --agency, or in the map: {known}", wrong=said, known=listed
            )
            raise TableError(do)
        return AgencyFiles(self.root, agency, self.settings, self.as_of)

    def guess(self) -> str:
        """Write a map for a person to read; return what to do next."""
        if self.map_file.exists() or self.map_file.is_symlink():
            said = _(
                "{file} is there already; name another file with --map, or take it away",
                file=shown(str(self.map_file)),
            )
            raise TableError(said)
        files = self.files(self.agency)
        charter, _problems = files.read()
        if charter is None:
            raise unreadable(f"{files.agency}/agency.yml")
        self.map_file.write_text(
            guessed_map(sheets_in(self.file), charter, self.tell), encoding="utf-8"
        )
        return self.tell(
            _(
                "{path} is written; read it line by line, mend it, then try: charters import table {file} --map {path} --dry-run",
                path=str(self.map_file),
                file=str(self.file),
            )
        )

    def run(self, report: Path | None, *, write: bool) -> Done:
        """Import the table; write nothing unless asked to."""
        table, document, problems = map_of(self.map_file)
        if table is None or document is None or problems:
            raise of_problems(problems)
        files = self.files(self.agency or table.agency)
        imported = import_from(table_source(self.file, table, document), files)
        if report is not None:
            report.write_bytes(as_csv(imported.account, self.tell).encode("utf-8-sig"))
        said = list(lines(imported, self.language))
        if write:
            files.write(imported.texts)
        else:
            said.append(self.tell(_("nothing was written")))
        return Done(said, not (imported.account.problems or imported.elsewhere))
