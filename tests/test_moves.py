"""What has another id, another service or another agency than before: nothing of its past is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import rewrite
from commands import needs_git
from repositories import AGENCY
from stories import ROADS, ROWS, STANDARDS, Story, Town, renamed

pytestmark = needs_git


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path / "site")


def test_a_promise_that_says_its_old_id_is_not_gone_and_its_rows_keep_their_id(
    story: Story,
) -> None:
    renamed(story, ("We answer your call within 60", "We take your call within 60"))
    story.commit("2025-01-01")

    assert story.verdicts() == ["missed"] * 3
    (problem,) = [one for one in story.book().audit.problems if one.code == "K7"]
    assert problem.text.startswith("'promise' was 'We answer your call")


def test_a_lowered_aim_is_told_under_the_new_id_and_turns_nothing(story: Story) -> None:
    renamed(story, ("target: 90%", "target: 80%"), ("answer your call", "speak to you"))
    story.commit("2025-01-01")

    assert story.verdicts() == ["missed"] * 3
    found = [one.text for one in story.book().audit.problems if one.code == "K7"]
    assert any("'target' was '90%'" in text for text in found)


def test_an_agency_that_says_its_old_name_has_its_past_even_with_all_promises_reworded(
    story: Story,
) -> None:
    story.folder = story.folder.rename(story.folder.with_name("water-board"))
    page = story.root / "content/agencies/fair-river.md"
    page.unlink()
    page.with_name("water-board.md").write_text("---\nagency: water-board\n---\n\nOur plan.\n")
    story.write(
        "agency.yml",
        f"{AGENCY}formerly: [fair-river]\nlink: https://example.org/\nparent: The town, of which it has been a part since it was made in 1920\n",
    )
    # git itself knows the file again only where most of its lines are the same.
    text = "\n\n".join(f"# {n}" for n in range(200)) + "\n" + STANDARDS
    story.write("standards.yml", text)
    renamed(story, ("target: 90%", "target: 80%"), ("answer your call", "speak to you"))
    story.commit("2025-01-01")

    assert story.verdicts() == ["missed"] * 3
    texts = [one.text for one in story.book().audit.problems if one.code == "K7"]
    assert not [text for text in texts if "is gone" in text]
    assert any("'target' was '90%'" in text for text in texts)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path / "site")


def test_a_service_that_moved_to_another_agency_took_its_past_with_it(town: Town) -> None:
    town.takes_over()
    town.commit("2025-01-01")

    assert [str(one) for one in town.past()] == []
    assert town.verdicts_on("phone-wait") == ["missed"] * 3


@pytest.mark.parametrize("whole", [False, True])
def test_a_promise_that_was_lowered_on_the_way_is_told_and_turns_nothing(
    town: Town, *, whole: bool
) -> None:
    town.takes_over(("target: 90%", "target: 80%"))
    if whole:
        town.ends()
    town.commit("2025-01-01")

    assert town.verdicts_on("phone-wait") == ["missed"] * 3
    if not whole:  # What a folder that is gone held is not compared with today's.
        assert ["'target' was '90%'" in one.text for one in town.past()] == [True]


def test_an_agency_whose_promises_were_all_taken_over_is_not_gone(town: Town) -> None:
    town.takes_over()
    town.ends()
    town.commit("2025-01-01")
    assert [str(one) for one in town.past()] == []


def test_a_row_that_was_changed_on_the_way_is_told(town: Town) -> None:
    town.takes_over()
    rewrite(town.town / "results.csv", (",850,", ",950,"))
    town.commit("2025-01-01")
    assert [one.code for one in town.past()] == ["F17"]


def test_a_promise_does_not_take_the_old_id_of_one_it_has_nothing_in_common_with(
    story: Story,
) -> None:
    story.change(
        ("id: phone-wait", "id: letters\n    formerly: [phone-wait]"),
        ("type: waiting", "type: timeliness"),
        ("We answer your call within 60 seconds.", "Letters get their reply in 60 seconds."),
    )
    (problem,) = [one for one in story.book().audit.problems if one.code == "K7"]
    assert "'phone-wait' stood for another promise" in problem.text
    assert "take it out of 'formerly'" in problem.text
    assert [place.line for place in (problem.place, *problem.also)] == [8, 5]


def test_two_promises_are_not_made_one_by_an_old_id(town: Town) -> None:
    second = ROADS.partition("standards:\n")[2].replace("id: holes", "id: pits")
    town.town_writes("standards.yml", ROADS + second)
    town.commit("2024-04-01")
    town.town_writes("standards.yml", ROADS.replace("id: holes", "id: holes\n    formerly: [pits]"))
    (problem,) = town.past()
    assert "'pits' and 'holes' were two promises" in problem.text


AIMS = "standard,part,period,target,limit,source,note\nphone-wait,,2022,86%,,,\n"


def test_aims_of_a_year_keep_the_id_they_were_published_under(story: Story) -> None:
    story.change(("    target: 90%\n", ""))
    story.write("targets.csv", AIMS)
    story.begin_anew()
    story.rows()
    story.commit("2021-12-01")
    story.rows(*ROWS)
    renamed(story)
    story.commit("2025-01-01")

    assert story.verdicts() == ["no-aim-then", "met", "no-aim-then"]
    assert [one.text for one in story.book().audit.problems if one.code in ("K7", "F17")] == []


@pytest.mark.parametrize("lowered", [False, True])
def test_aims_of_a_year_go_with_a_service_that_moves(town: Town, *, lowered: bool) -> None:
    town.change(("    target: 90%\n", ""))
    town.write("targets.csv", AIMS.replace("86%", "90%"))
    town.begin_anew()
    town.rows()
    town.commit("2021-12-01")
    town.rows(*ROWS)
    town.takes_over_without_target()
    aims = (town.folder / "targets.csv").read_text()
    (town.folder / "targets.csv").unlink()
    town.town_writes("targets.csv", aims.replace("90%", "80%") if lowered else aims)
    town.commit("2025-01-01")

    assert town.verdicts_on("phone-wait") == ["no-aim-then", "missed", "no-aim-then"]
    assert bool(town.past()) is lowered


def test_the_day_of_a_move_is_that_of_the_first_version_that_says_it(town: Town) -> None:
    renamed(town)
    town.commit("2025-01-01")
    town.change(("60 seconds", "60 seconds or so"))
    town.commit("2025-02-01")
    moves = town.book().register.charters["fair-river"].past.moves
    assert [(move.former, day.isoformat()) for move, day in moves.items()] == [
        ("phone-wait", "2025-01-01")
    ]


def test_what_the_first_version_says_has_no_day(tmp_path: Path) -> None:
    story = Story(tmp_path / "site")
    story.begin_anew()
    renamed(story)
    story.commit("2026-11-01")
    assert story.book().register.charters["fair-river"].past.moves == {}
