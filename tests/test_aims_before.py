"""K7, K27: a published aim that is changed or taken out is told, and judges its time all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from charters.judging.standings import standing_of
from charters.model.aims import AIM_COLUMNS
from charters.reading import read
from commands import needs_git
from repositories import STANDARDS, Site, past_of

pytestmark = needs_git

ROW = "phone-wait,2023,,84,100,,,,final,2024-02-01,,,,,"
FIRST, LOWER = "phone-wait,,2023,90%,,,", "phone-wait,,2023,80%,,,"
WITHOUT = STANDARDS.replace("    target: 90%\n", "")


def aims(site: Site, *rows: str) -> None:
    site.write("targets.csv", "\n".join([",".join(AIM_COLUMNS), *rows]) + "\n")


def site_with(tmp_path: Path, *rows: str) -> Site:
    """Return a site that published aims on a day before any of its results."""
    site = Site(tmp_path, standards=WITHOUT)
    if rows:
        aims(site, *rows)
    site.commit("2022-06-01")
    return site


def told(site: Site) -> tuple[list[str], str]:
    """Return what the past shows, and the verdict on the one result."""
    register, problems = read(site.root)
    assert problems == []
    charter = register.charters["fair-river"]
    standing = standing_of(register, charter, charter.standard_by_id["phone-wait"])
    return [str(p) for p in past_of(register)], standing.judged[-1].verdict.word.value


def test_an_aim_lowered_after_the_fact_turns_no_verdict_and_is_told(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIRST)
    site.rows(ROW)
    aims(site, LOWER)
    site.commit("2024-02-02")

    problems, verdict = told(site)

    assert verdict == "missed"
    gone = next(line for line in problems if " K7 " in line)
    assert gone.startswith(
        "data/standards/fair-river/targets.csv:2:1: K7 the aim of phone-wait, 2023 was changed"
    )
    assert "it said target 90%" in gone
    late = next(line for line in problems if " K27 " in line)
    assert late.startswith(
        "data/standards/fair-river/targets.csv:2:13: K27 this is dated 2023-01-01"
    )
    assert "published only on 2024-02-02" in late


def test_an_aim_taken_out_is_told_and_judges_its_time(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIRST, "letters,,2023,95%,,,")
    site.rows(ROW)
    aims(site, "letters,,2023,95%,,,")
    site.commit("2024-02-02")

    problems, verdict = told(site)

    assert verdict == "missed"
    (line,) = problems
    assert "the aim of phone-wait, 2023 is gone" in line


def test_a_file_of_aims_that_is_gone_is_told_and_its_aims_judge_their_time(tmp_path: Path) -> None:
    site = site_with(tmp_path, FIRST)
    site.rows(ROW)
    (site.folder / "targets.csv").unlink()
    site.commit("2024-02-02")

    problems, verdict = told(site)

    assert verdict == "missed"
    assert any("targets.csv is gone" in line for line in problems)


def test_an_aim_set_while_its_year_runs_judges_it_where_there_was_none(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    aims(site, LOWER)
    site.commit("2023-02-01")
    site.rows(ROW)
    site.commit("2024-02-02")

    assert told(site) == ([], "met")


def test_an_aim_set_when_its_year_was_over_judges_nothing_and_is_told(tmp_path: Path) -> None:
    site = site_with(tmp_path)
    site.rows(ROW)
    aims(site, LOWER)
    site.commit("2024-02-02")

    problems, verdict = told(site)

    assert verdict == "no-aim-then"
    (line,) = problems
    assert " K27 " in line


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((FIRST,), id="nothing changed"),
        pytest.param((FIRST, "phone-wait,,2024,95%,,,"), id="the next year added"),
        pytest.param((FIRST.replace("90%", "90.0%"),), id="the same aim written otherwise"),
        pytest.param((FIRST.replace(",,,", ",,,A note"),), id="a note added"),
        pytest.param(
            (FIRST, LOWER + "The board set it again."), id="another aim below, with a note"
        ),
    ],
)
def test_what_loses_no_aim_is_not_told(tmp_path: Path, rows: tuple[str, ...]) -> None:
    site = site_with(tmp_path, FIRST)
    site.rows(ROW)
    aims(site, *rows)
    site.commit("2024-02-02")

    problems, verdict = told(site)

    assert [line for line in problems if " K7 " in line] == []
    assert verdict == "missed"


PARTED = WITHOUT.replace(
    "    introduced: 2020-01-01\n",
    "    parts: [{id: online, name: Online, target: 90%}, {id: desk, name: Desk}]\n    introduced: 2020-01-01\n",
    1,
)


def test_the_target_of_a_part_lowered_without_a_word_is_told_and_turns_no_verdict(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, standards=PARTED)
    site.commit("2022-06-01")
    site.rows(ROW.replace(",2023,,", ",2023,online,"))
    site.write(
        "standards.yml", PARTED.replace("90%", "80%").replace("name: Desk", "name: At the desk")
    )
    site.commit("2024-02-02")

    register, problems = read(site.root)
    charter = register.charters["fair-river"]
    standing = standing_of(register, charter, charter.standard_by_id["phone-wait"])
    (line,) = [str(problem) for problem in past_of(register)]

    assert problems == []
    assert standing.parts["online"][-1].verdict.word.value == "missed"
    assert "K7 the target of 'online' under 'parts' was '90%'" in line
