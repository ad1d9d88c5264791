"""A table as one Parquet file, for programs that read columns; DuckDB writes it, where it is installed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from errno import EIO
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from charters.publishing.data.exports import Dataset

PACKAGE = "mkdocs-charters[parquet]"
_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
}
_ROWS_OF_A_GROUP = 50_000
_NUMBER = re.compile(r'"errno":"(\d+)"')
"""How DuckDB tells what the machine said."""
_SETTINGS: Mapping[str, str | int] = {"threads": 1, "autoinstall_known_extensions": "false"}
"""One thread keeps the rows in their order, and the bytes the same."""


def is_there() -> bool:
    """Return whether what writes such files is installed."""
    return find_spec("duckdb") is not None


def as_parquet(table: Dataset) -> bytes:
    """Return a table as Parquet: its types, its words as they are written, and nothing of when it was made."""
    import duckdb  # an extra, and half as much again as all else that is installed

    columns = {column.name: _TYPES[column.type] for column in table.columns}
    with TemporaryDirectory() as folder, duckdb.connect(config=dict(_SETTINGS)) as database:
        written, made = Path(folder, "rows.json"), Path(folder, "rows.parquet")
        with written.open("w", encoding="utf-8") as file:
            file.writelines(map(_line, table.rows))
        rows = database.read_json(str(written), columns=columns, format="newline_delimited")
        try:
            rows.write_parquet(str(made), compression="zstd", row_group_size=_ROWS_OF_A_GROUP)
        except duckdb.IOException as fault:
            told = _NUMBER.search(str(fault))
            number = int(told[1]) if told else EIO
            raise OSError(number, os.strerror(number), str(made)) from fault
        return made.read_bytes()


def _line(row: Mapping[str, Any]) -> str:
    """Return a row as a line: a blank is nothing, as in every other table."""
    told = {name: value for name, value in row.items() if value != ""}
    return f"{json.dumps(told, ensure_ascii=False, default=float)}\n"
