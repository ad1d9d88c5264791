"""The JSON Schemas of all that is written and printed: the editors' files, and what commands say as JSON."""

from __future__ import annotations

from charters.publishing.data import due_list, news_report
from charters.publishing.data.schemas import schemas


def every_schema() -> dict[str, str]:
    """Return each schema by its own name."""
    return {
        **schemas(),
        "due.schema.json": f"{due_list.schema()}\n",
        "diff.schema.json": f"{news_report.schema()}\n",
    }
