"""A program of its own: rows of CSV made one Parquet file. What it takes of memory, it gives back at its end."""

from __future__ import annotations

import json
import re
import sys
from errno import EIO
from typing import Any

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": "false",
}
"""One thread keeps the rows in their order, and the bytes the same."""
_FORM: dict[str, Any] = {
    "header": False,
    "auto_detect": False,
    "na_values": "",
    "max_line_size": 1 << 24,
    "delimiter": ",",
    "quotechar": '"',
    "escapechar": '"',
}
"""Nothing is guessed from what the rows hold; a blank is nothing, as in every other table."""
_ROWS_OF_A_GROUP = 20_000
_NUMBER = re.compile(r'"errno":"(\d+)"')
"""How DuckDB tells what the machine said."""


def main(written: str, made: str, columns: str) -> int:
    """Write the file, and return the number of the fault that the machine told of; 0 where all is well."""
    import duckdb  # an extra

    with duckdb.connect(config=_SETTINGS) as database:
        rows = database.read_csv(written, columns=json.loads(columns), **_FORM)
        try:
            rows.write_parquet(made, compression="zstd", row_group_size=_ROWS_OF_A_GROUP)
        except duckdb.IOException as fault:
            told = _NUMBER.search(str(fault))
            return int(told[1]) if told else EIO
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
