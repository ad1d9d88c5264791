"""Small numbers stand on no page and in no file of a built site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import build, site_folder
from sites import files_of

ROWS = """\
lamp-mended,2021,,4321,4325,,,,final,2022-02-10,,,,,
lamp-mended,2022,,5501,6713,,,,final,2023-02-10,,,,,
lamp-mended,2023,,8113,9127,,,,final,2024-02-10,,,,,
lamp-mended,2023,channel: mail,5227,6011,,,,final,2024-02-10,,,,,
lamp-mended,2023,channel: phone,7,9,,,,final,2024-02-10,,,,,
lamp-mended,2023,channel: online,2879,3107,,,,final,2024-02-10,,,,,
lamp-mended,2024,,0,7717,,,,final,2025-02-10,,,,,
"""
HIDDEN = ("4321", "4,321", "4325", "4,325", "2879", "2,879", "3107", "3,107", "7 of 9", ",7,9,")
"""A miss of four, and the two parts of 2023: the small one, and the one that would tell it."""
SHOWN = ("5,501", "8,113", "5,227", "7,717")

AGENCY = """\
name: Lighthouse Agency
kind: executive
serves: We keep the lights burning.
complaints:
  about: Everyone may complain.
  figures:
    - {period: 2024, received: 6143, upheld: 3, not_upheld: 6140}
"""
STANDARDS = """\
services:
  - {id: lamps, name: Lamp repairs, summary: We mend lamps.}
standards:
  - id: lamp-mended
    service: lamps
    type: timeliness
    promise: We mend a dark lamp within 2 business days of your report.
    limit: 2 business days
    measure: {shape: share-within-limit, of: reports}
    target: 90%
    reported: yearly
    introduced: 2021-01-01
"""
SURVEYS = """\
customers:
  - id: users-2024
    name: Users of lamps
    purposes: [satisfaction]
    fielded: {first: 2024, last: 2024}
    answered: 5419
    questions:
      - id: happy
        asks: Were you happy with the repair?
        answers: [{label: happy, count: 5413}, {label: unhappy, count: 6}]
        satisfied: [happy]
"""

MKDOCS_YML = """\
site_name: Lamps
docs_dir: content
theme: charters
plugins: [{charters: {as_of: 2025-03-01, suppress_below: BELOW, publisher: {name: Testers, contact: 'mailto:web@example.org'}}}]
nav: [index.md]
"""


def built(root: Path, below: int) -> dict[str, str]:
    """Return the text of every page and file of a site, by path."""
    folder = site_folder(root, MKDOCS_YML.replace("BELOW", str(below)))
    folder.agency("lighthouse", STANDARDS, ROWS, agency=AGENCY, page="Lamps.\n")
    folder.write("data/standards/lighthouse/surveys.yml", SURVEYS)
    assert build(root, root / "site", strict=True) == []
    kinds = (".html", ".csv", ".json", ".xml")
    files = files_of(root / "site").items()
    return {
        path: held.decode()
        for path, held in files
        if path.endswith(kinds) and not path.startswith("assets/")
    }


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("hidden"), 10)


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("open"), 0)


@pytest.mark.parametrize("figure", HIDDEN)
def test_a_small_number_stands_nowhere(hidden: dict[str, str], figure: str) -> None:
    assert [path for path, text in hidden.items() if figure in text] == []


@pytest.mark.parametrize("figure", ["4,321", "2,879", "7 of 9"])
def test_the_same_number_is_shown_where_nothing_is_hidden(
    open_site: dict[str, str], figure: str
) -> None:
    assert [path for path, text in open_site.items() if figure in text]


@pytest.mark.parametrize("figure", SHOWN)
def test_numbers_that_tell_nothing_stay(hidden: dict[str, str], figure: str) -> None:
    assert figure in hidden["agencies/lighthouse/lamps/index.html"]


def test_zero_is_shown_and_missed(hidden: dict[str, str]) -> None:
    register = json.loads(hidden["data/register.json"])
    newest = next(row for row in register["results"] if row["period"] == "2024")

    assert (newest["met"], newest["total"], newest["verdict"]) == (0, 7717, "missed")


def test_a_hidden_result_says_so_in_words_and_in_data(hidden: dict[str, str]) -> None:
    register = json.loads(hidden["data/register.json"])
    rows = {(row["period"], row["part"]): row for row in register["results"]}

    assert rows["2021", None]["verdict"] == "hidden"
    assert rows["2021", None]["met"] is rows["2021", None]["percent"] is None
    assert "[c]" in hidden["agencies/lighthouse/lamps/index.html"]


def test_small_survey_answers_and_complaints_take_their_neighbors_along(
    hidden: dict[str, str],
) -> None:
    plan = hidden["agencies/lighthouse/index.html"]

    assert "5,413" not in plan
    assert "6,140" not in plan
    assert "6,143" in plan
