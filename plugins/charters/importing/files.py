"""The agency's files as an import finds them, and as it would leave them."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charters.importing.account import RESULTS, TARGETS, WRITTEN, Proposed
from charters.importing.faults import TableError
from charters.model.aims import AIM_COLUMNS
from charters.model.register import Charter, Register
from charters.model.results import COLUMNS
from charters.model.settings import Settings
from charters.problems import Problem
from charters.reading.agency_files import AgencyReader
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

    def read(self, texts: Mapping[str, str] | None = None) -> tuple[Charter | None, list[Problem]]:
        """Return the agency's charter and everything wrong with it, with other texts of its files."""
        with tempfile.TemporaryDirectory() as kept:
            home = Path(kept)
            folder = home / self.settings.data_dir / self.agency
            folder.mkdir(parents=True)
            for path in self.folder.iterdir():
                if path.is_file() and not path.is_symlink() and path.suffix in (".yml", ".csv"):
                    shutil.copyfile(path, folder / path.name)
            page = home / self.settings.agencies_dir / f"{self.agency}.md"
            own = self.home / self.settings.agencies_dir / page.name
            if own.is_file() and not own.is_symlink():
                page.parent.mkdir(parents=True)
                shutil.copyfile(own, page)
            for name, text in (texts or {}).items():
                (folder / name).write_bytes(text.encode())
            reader = AgencyReader(home, folder, self.settings, self.as_of)
            charter = reader.read()
            problems = list(reader.problems)
        if charter is None:
            return None, problems
        register = Register(self.settings, self.as_of, {charter.id: charter})
        return charter, list(audit(register, problems).problems)

    def text(self, name: str) -> str:
        """Return a file as it is; its first line where it is not there yet."""
        path = self.folder / name
        if path.is_symlink():
            raise TableError(f"{name} is a link to another place; put the file itself there first")
        if not path.exists():
            return f"{','.join(HEADS[name])}\n"
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            raise TableError(
                f"{name} is not written in UTF-8; run charters check, and mend it first"
            ) from None

    def with_rows(
        self, rows: Iterable[Proposed]
    ) -> tuple[dict[str, str], dict[tuple[str, int], Proposed]]:
        """Return the files with some rows at their ends, and the line that each row stands on."""
        texts: dict[str, str] = {}
        lines: dict[tuple[str, int], Proposed] = {}
        for name in HEADS:
            added = [row for row in rows if row.file == name and row.outcome in WRITTEN]
            if not added:
                continue
            before = self.text(name)
            end = "\r\n" if "\r\n" in before else "\n"
            before += "" if before.endswith("\n") else end
            first = len(before.replace("\r\n", "\n").split("\n"))
            lines |= {(name, first + at): row for at, row in enumerate(added)}
            texts[name] = before + as_lines(added, _header(before), end)
        return texts, lines

    def write(self, texts: Mapping[str, str]) -> None:
        """Put the files in place, each in one step."""
        for name, text in texts.items():
            beside = self.folder / f".{name}.new"
            beside.unlink(missing_ok=True)  # a link would lead to another file
            beside.write_bytes(text.encode())
            beside.replace(self.folder / name)


def _header(text: str) -> list[str]:
    rows = csv.reader(io.StringIO(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")))
    return [name.strip() for name in next((row for row in rows if any(row)), [])]


def as_lines(rows: Iterable[Proposed], columns: Sequence[str], end: str = "\n") -> str:
    """Return rows as the lines of a file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerows([row.values.get(name, "") for name in columns] for row in rows)
    return out.getvalue()
