"""F17: results are only ever added; a changed or missing row is told, a correction is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import needs_git
from repositories import AGENCY, COMPILED, STANDARDS, Site

pytestmark = needs_git

FIRST = "phone-wait,2023,,84,100,,,,final,2024-02-01,,,,,"
SECOND = "phone-wait,2024,,91,100,,,,final,2025-02-01,,,,,"
CORRECTION = "phone-wait,2023,,88,100,,,,revised,2025-03-01,,Counted again,,,"


def site_with(tmp_path: Path, *rows: str, agency: str = AGENCY) -> Site:
    site = Site(tmp_path, agency=agency)
    site.rows(*rows)
    site.commit()
    return site


def told(site: Site) -> list[str]:
    return [str(one) for one in site.past() if one.code == "F17"]


def test_a_changed_figure_is_told_with_its_line_and_what_it_said(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIRST, SECOND)
    site.rows(FIRST.replace(",84,", ",94,"), SECOND)

    (line,) = told(site)

    assert line.startswith(
        "data/standards/fair-river/results.csv:2:1: F17 the result of phone-wait, 2023 was changed"
    )
    assert "it said met 84, total 100" in line
    assert "status revised" in line


def test_a_row_taken_out_is_told(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIRST, SECOND)
    site.rows(SECOND)

    (line,) = told(site)

    assert "phone-wait, 2023 is gone" in line


def test_a_change_that_was_committed_is_still_told(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIRST, SECOND)
    site.rows(FIRST.replace(",84,", ",94,"), SECOND)
    site.commit()

    assert len(told(site)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((FIRST, SECOND), id="nothing changed"),
        pytest.param((SECOND, FIRST), id="another order"),
        pytest.param((FIRST, SECOND, CORRECTION), id="a correction below"),
        pytest.param((FIRST.replace(",,,,,", ",,,Storm,,"), SECOND), id="a reason added"),
    ],
)
def test_what_loses_no_figure_is_not_told(tmp_path: Path, rows: tuple[str, ...]) -> None:
    site = site_with(tmp_path, FIRST, SECOND)
    site.rows(*rows)

    assert told(site) == []


def test_a_compiled_record_may_be_mended(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIRST, SECOND, agency=COMPILED)
    site.rows(SECOND)

    assert told(site) == []


def test_a_changed_result_of_a_figure_is_told_too(tmp_path: Path) -> None:
    row = "waiting,2023,,,,84,,,final,2024-02-01,,,,,"
    figures = "figures:\n  - {id: waiting, service: water, name: W, measure: {shape: backlog, unit: claims}}\n"
    site = Site(tmp_path, standards=STANDARDS + figures)
    site.rows(row)
    site.commit()
    site.rows(row.replace(",84,", ",94,"))
    (line,) = told(site)
    assert "the result of waiting, 2023 was changed" in line
