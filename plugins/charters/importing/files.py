"""The agency's files as an import finds them, and as it would leave them."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charters.importing.account import WRITTEN, Proposed
from charters.importing.faults import TableError
from charters.model.aims import AIM_COLUMNS
from charters.model.file_names import AGENCY, RESULTS, TARGETS
from charters.model.register import Charter, Register
from charters.model.results import COLUMNS
from charters.model.settings import Settings
from charters.problems import Problem
from charters.problems.message import _
from charters.reading.agency_reading import read_agency
from charters.rules import audit

HEADS: Mapping[str, Sequence[str]] = {RESULTS: COLUMNS, TARGETS: AIM_COLUMNS}
"""The files that an import adds rows to, and their columns."""


@dataclass(frozen=True)
class AgencyFiles:
    """One agency's folder, which an import reads, and adds rows to."""

    home: Path
    agency: str
    settings: Settings
    as_of: date

    @property
    def folder(self) -> Path:
        """The agency's folder."""
        return self.home / self.settings.data_dir / self.agency

    def place(self, name: str) -> Path:
        """Return where a file stands below the site's folder: a page of the agency, or a file of data."""
        if name.endswith(".md"):
            return Path(self.settings.agencies_dir, name)
        return Path(self.settings.data_dir, self.agency, name)

    @property
    def page(self) -> str:
        """The name of the page with the agency's own words."""
        return f"{self.agency}.md"

    def read(self, texts: Mapping[str, str] | None = None) -> tuple[Charter | None, list[Problem]]:
        """Return the agency's charter and everything wrong with it, with other texts of its files."""
        charter, problems = self.charter(texts)
        if charter is None:
            return None, problems
        register = Register(self.settings, self.as_of, {charter.id: charter})
        return charter, list(audit(register, problems).problems)

    def charter(
        self, texts: Mapping[str, str] | None = None
    ) -> tuple[Charter | None, list[Problem]]:
        """Return the agency's charter, held against no rule yet, and what cannot be read."""
        found = [*self.folder.iterdir()] if self.folder.is_dir() else []
        names = [path.name for path in found if path.suffix in (".yml", ".csv")]
        with tempfile.TemporaryDirectory() as kept:
            home = Path(kept)
            for name in (*names, self.page):
                own = self.home / self.place(name)
                if own.is_file() and not own.is_symlink():
                    put(home / self.place(name), own.read_bytes())
            for name, text in (texts or {}).items():
                put(home / self.place(name), text.encode())
            folder = home / self.place(AGENCY).parent
            folder.mkdir(parents=True, exist_ok=True)
            read = read_agency(home, folder, self.settings, self.as_of)
        return read.charter, [*read.problems]

    def text(self, name: str) -> str:
        """Return a file as it is; its first line where it is not there yet."""
        path = self.folder / name
        if path.is_symlink():
            raise TableError(
                _("{file} is a link to another place; put the file itself there first", file=name)
            )
        if not path.exists():
            return f"{','.join(HEADS[name])}\n"
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            said = _(
                "{file} is not written in UTF-8; run charters check, and mend it first", file=name
            )
            raise TableError(said) from None

    def with_rows(
        self, rows: Iterable[Proposed]
    ) -> tuple[dict[str, str], dict[tuple[str, int], Proposed]]:
        """Return the files with some rows at their ends, and the line that each row stands on."""
        texts: dict[str, str] = {}
        lines: dict[tuple[str, int], Proposed] = {}
        for name in HEADS:
            added = [row for row in rows if row.file == name and row.outcome in WRITTEN]
            if added:
                texts[name], first = self.with_lines(name, [row.values for row in added])
                lines |= {(name, first + at): row for at, row in enumerate(added)}
        return texts, lines

    def with_lines(self, name: str, rows: Iterable[Mapping[str, str]]) -> tuple[str, int]:
        """Return a file with some rows at its end, and the line that the first of them stands on."""
        before = self.text(name)
        end = "\r\n" if "\r\n" in before else "\n"
        before += "" if before.endswith("\n") else end
        first = len(before.replace("\r\n", "\n").split("\n"))
        return before + as_lines(rows, rows_in(before)[0], end), first

    def write(self, texts: Mapping[str, str]) -> None:
        """Put the files in place, each in one step."""
        for name, text in texts.items():
            put_in_place(self.home / self.place(name), text)


def put_in_place(path: Path, text: str) -> None:
    """Write a file in one step: whoever reads it finds the old one or the new one, whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # a link would lead to another file
    put(beside, text.encode())
    beside.replace(path)


def rows_in(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Return the columns of a file of rows, and its rows with their lines; one may end early."""
    reader = csv.reader(io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")))
    header, *rows = [(reader.line_num, cells) for cells in reader if any(cells)] or [(1, [])]
    columns = [name.strip() for name in header[1]]
    return columns, [(line, dict(zip(columns, cells, strict=False))) for line, cells in rows]


def put(path: Path, content: bytes) -> None:
    """Write a file, and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def as_lines(rows: Iterable[Mapping[str, str]], columns: Sequence[str], end: str = "\n") -> str:
    """Return rows as the lines of a file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return out.getvalue()
