"""One wrong cell: it is found, in its place, and nothing is said of any file that is right."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from builders import CASES, cases_in, whole_folder
from charters.publishing.data.reports import ALIKE
from planting import plant
from sites import problems_of

FAULTS = [fault for path in sorted(CASES.glob("faults/*.yml")) for fault in cases_in(path)]
"""See cases/faults/README.md for the words."""
AGENCIES = sorted({fault["in"] for fault in FAULTS})
MOST = 3
"""Lines that one wrong cell may take, all of the record it is in."""


def site_of(whole: Path, agency: str, folder: Path) -> Path:
    """Return a copy of the whole site with one agency alone, which is read in a moment."""
    page, data = f"content/agencies/{agency}.md", f"data/standards/{agency}"
    for name in ("mkdocs.yml", "content/index.md", page):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(whole / name, folder / name)
    shutil.copytree(whole / data, folder / data)
    return folder


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a site of each agency alone."""
    folder = tmp_path_factory.mktemp("faults")
    whole = whole_folder(folder / "whole")
    return {name: site_of(whole, name, folder / name) for name in AGENCIES}


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_site_of_one_agency_has_nothing_to_mend(agency: str, sites: dict[str, Path]) -> None:
    assert problems_of(sites[agency]) == []


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["fault"] for fault in FAULTS])
def test_a_fault_is_told_where_it_is_and_nowhere_else(
    fault: dict[str, Any], sites: dict[str, Path], tmp_path: Path
) -> None:
    site = Path(shutil.copytree(sites[fault["in"]], tmp_path / "site"))
    changed = plant(site, fault)
    problems = problems_of(site)
    places = [f"{problem.place.line} {problem.code}" for problem in problems]
    assert places == fault["told"]
    elsewhere = {problem.place.path for problem in problems} - {changed, fault.get("also")}
    assert elsewhere == set()
    assert len(problems) <= fault.get("most", MOST)
    for words in fault.get("says", ()):
        assert words in "\n".join(map(str, problems))


def test_no_two_faults_have_one_name() -> None:
    assert {n for n in Counter(fault["fault"] for fault in FAULTS).values() if n > 1} == set()
    assert len(FAULTS) >= 150
    assert MOST < ALIKE
