"""A table as one Parquet file, for programs that read columns; DuckDB writes it, where it is installed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from charters.publishing.data import column_file
from charters.publishing.data.exports import Dataset

PACKAGE = "mkdocs-charters[parquet]"
_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
}


def is_there() -> bool:
    """Return whether what writes such files is installed."""
    return find_spec("duckdb") is not None


def as_parquet(table: Dataset) -> bytes:
    """Return a table as Parquet: its types, its words as they are written, and nothing of when it was made."""
    columns = {column.name: _TYPES[column.type] for column in table.columns}
    with TemporaryDirectory() as folder:
        written, made = Path(folder, "rows.csv"), Path(folder, "rows.parquet")
        with written.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(zip(*table.values, strict=True))
        # -P: of the folder it is called from, nothing is a program.
        command = [sys.executable, "-P", "-m", column_file.__name__]
        ran = subprocess.run(  # noqa: S603 - a program of ours
            [*command, str(written), str(made), json.dumps(columns)], check=False
        )
        if ran.returncode:
            raise OSError(ran.returncode, os.strerror(ran.returncode), str(made))
        return made.read_bytes()
