"""Every form of a promise as its page says it, word by word and in the order of reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import cases_in, site_folder
from charters.model.aims import AIM_COLUMNS
from charters.model.results import COLUMNS
from pages import Page, words_of
from sites import built

CASES: list[dict[str, Any]] = cases_in(Path(__file__).parent / "cases" / "forms.yml")
GIVEN = ["period", "part", "met", "total", "value", "cases", "excluded", "overdue", "paid"]
"""What a line of results has; behind it, where they are not those of a final one, status and note."""
SOURCE = "https://example.org/report"


def result_line(name: str, line: str) -> str:
    cells = dict(zip([*GIVEN, "status", "note"], line.split(","), strict=False))
    row = {
        "standard": name,
        "status": "final",
        "published": "2026-06-01",
        "source": SOURCE,
        **cells,
    }
    return ",".join(row.get(column, "") for column in (*COLUMNS, "overdue", "paid"))


def aim_line(name: str, line: str) -> str:
    period, target = line.split(",")
    row = {"standard": name, "period": period, "target": target, "source": SOURCE}
    return ",".join(row.get(column, "") for column in AIM_COLUMNS)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Return the page of a service that has a promise of each form."""
    folder = site_folder(tmp_path_factory.mktemp("forms"))
    common = {"service": "phone", "type": "timeliness", "introduced": "2023-01-01"}
    standards = [{"id": f"p{n}", **common, **one["standard"]} for n, one in enumerate(CASES)]
    services = [
        {"id": name, "name": name.capitalize(), "summary": "We help."} for name in ("phone", "desk")
    ]
    text = yaml.safe_dump({"services": services, "standards": standards}, sort_keys=False)
    folder.agency("harbor", text, agency="name: Harbor\nkind: executive\nserves: Everyone.\n")
    folder.agency(
        "lights", "services: []\n", agency="name: Lights\nkind: executive\nserves: All.\n"
    )
    for file, columns, key, line_of in (
        ("results", (*COLUMNS, "overdue", "paid"), "results", result_line),
        ("targets", AIM_COLUMNS, "targets", aim_line),
    ):
        lines = [line_of(f"p{n}", row) for n, one in enumerate(CASES) for row in one.get(key, ())]
        folder.write(
            f"data/standards/harbor/{file}.csv", "\n".join([",".join(columns), *lines, ""])
        )
    built("plain", folder.path, folder.path / "site")
    return Page(folder.path / "site/agencies/harbor/phone/index.html")


@pytest.mark.parametrize("number", range(len(CASES)), ids=[one["form"] for one in CASES])
def test_each_form_is_read_as_it_is_written_here(service: Page, number: int) -> None:
    case = CASES[number]
    assert words_of(service.one(f"article#p{number}")) == case["card"]
    assert words_of(service.one(f"#p{number}-figures")) == case["figures"]
