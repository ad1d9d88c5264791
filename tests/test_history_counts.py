"""What was published stays published: games with a history, each in a real repository."""

from __future__ import annotations

import runpy
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from builders import ROOT, rewrite
from charters.judging.effects import Effect
from charters.judging.restarts import restarts
from charters.model.past import Sight
from charters.model.settings import Settings
from charters.publishing.book import open_book
from charters.publishing.views.changes import change_views
from charters.publishing.views.history_rows import history_rows
from charters.reading import read
from charters.rules import audit
from commands import charters, git, needs_git
from counting import calls
from stories import COMPILED, ENTRY, ROWS, STANDARDS, Story

pytestmark = needs_git


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path / "site")


def test_a_change_dated_back_turns_no_published_miss(story: Story) -> None:
    story.lower("2021-01-01")
    story.commit("2026-11-01")

    assert story.verdicts() == ["missed", "missed", "missed"]
    assert story.found() == ["K27"]
    (problem,) = [one for one in story.book().audit.problems if one.code == "K27"]
    assert "2021, 2022, 2023 stay as they were" in problem.text


def test_the_page_shows_both_verdicts_the_reason_and_both_days(story: Story) -> None:
    story.lower("2021-01-01")
    story.commit("2026-11-01")

    (view,) = story.changes()

    assert (view.kind, view.day.isoformat()) == ("weaker", "2026-11-01")
    assert view.why.words == "Two offices were closed."
    said = " ".join(view.late)
    assert "dated January 1, 2021 and was published on November 1, 2026" in said
    assert "2021: Missed, as published then; by the changed promise: Met." in said


@pytest.mark.parametrize("day", ["2021-01-01", "2026-01-01"])
def test_what_a_first_version_says_is_its_history(tmp_path: Path, day: str) -> None:
    story = Story(tmp_path / "site")
    story.begin_anew()
    story.lower(day)
    story.commit("2026-11-01")

    assert story.verdicts() == (["met"] * 3 if day == "2021-01-01" else ["missed"] * 3)
    assert story.found() == []


def test_a_change_published_before_its_day_judges_from_its_day_on(story: Story) -> None:
    story.lower("2025-01-01")
    story.commit("2024-11-01")
    story.rows(*ROWS, "phone-wait,2025,,850,1000,,,,final,2026-02-01,,,,,")
    story.commit("2026-02-01")

    assert story.verdicts() == ["missed", "missed", "missed", "met"]
    assert story.found() == []


def test_a_change_not_committed_yet_judges_nothing_gone_by(story: Story) -> None:
    story.lower("2021-01-01")

    assert story.verdicts() == ["missed"] * 3
    assert story.found() == ["K27"]


def test_an_aim_lowered_without_an_entry_judges_only_later_periods(story: Story) -> None:
    story.change(("90%", "80%"))
    story.commit("2026-11-01")

    assert story.verdicts() == ["missed"] * 3
    assert story.found() == ["K7"]
    (view,) = story.changes()
    assert (view.kind, view.day.isoformat()) == ("weaker", "2026-11-01")
    assert "The charter says nothing of this change" in view.late[0]


def test_a_clock_that_was_set_back_proves_nothing(story: Story) -> None:
    story.lower("2021-01-01")
    story.commit("2020-06-01")

    assert story.verdicts() == ["missed"] * 3
    assert story.found() == ["K27"]


def test_a_version_with_errors_was_never_published(story: Story) -> None:
    story.lower("2025-01-01")
    story.rows(*ROWS, "phone-wait,2024,,one,1000,,,,final,2025-02-01,,,,,")
    story.commit("2024-06-01")
    story.rows(*ROWS, "phone-wait,2025,,850,1000,,,,final,2026-02-01,,,,,")
    story.commit("2026-02-01")

    assert story.verdicts() == ["missed"] * 4
    assert story.found() == ["K27"]


def test_a_draft_that_was_never_good_asks_for_no_entry(tmp_path: Path) -> None:
    story = Story(tmp_path, standards=STANDARDS.replace("target: 90%", "target: 12 days"))
    story.change(("target: 12 days", "target: 90%"))
    story.commit("2024-04-01")
    assert story.found() == []
    story.change(("target: 90%", "target: 80%"))
    assert story.found() == ["K7"]


def test_an_entry_taken_out_again_still_judged_its_time(story: Story) -> None:
    story.lower("2024-06-01")
    story.commit("2024-05-01")
    story.rows(*ROWS, "phone-wait,2025,,850,1000,,,,final,2026-02-01,,,,,")
    story.commit("2026-02-01")
    story.change((ENTRY.format(date="2024-06-01"), ""), ("    changes:\n", ""))
    story.commit("2026-11-01")

    assert story.verdicts() == ["missed", "missed", "missed", "met"]
    assert set(story.found()) == {"K7"}


def test_a_promise_taken_out_and_put_back_has_its_first_history(story: Story) -> None:
    story.write("standards.yml", STANDARDS.partition("standards:\n")[0])
    story.rows()
    story.commit("2025-01-01")
    story.write("standards.yml", STANDARDS)
    story.lower("2021-01-01")
    story.rows(*ROWS)
    story.commit("2026-11-01")

    assert story.verdicts() == ["missed"] * 3
    assert "K27" in story.found()


@pytest.mark.parametrize("many", [0, 1, 12])
@pytest.mark.parametrize("line", [ROWS[0].replace("850", "950"), ""])
def test_a_rewritten_result_is_told_however_many_versions_ago(
    story: Story, many: int, line: str
) -> None:
    story.rows(*filter(None, (line, *ROWS[1:])))
    story.commit("2024-06-01")
    for month in range(many):
        story.rows(
            *filter(None, (line, *ROWS[1:])),
            f"phone-wait,2024,,{900 + month},1000,,,,final,2025-02-01,,,,,",
        )
        story.commit(f"2025-{month % 12 + 1:02}-01")

    assert "F17" in story.found()
    kinds = [view.kind for view in story.changes()]
    assert kinds.count(Effect.REWRITTEN if line else Effect.REMOVED) >= 1


def test_a_rewritten_result_stands_on_the_page_with_both_verdicts(story: Story) -> None:
    story.rows(ROWS[0].replace("850", "950"), *ROWS[1:])
    story.commit("2024-06-01")

    (view,) = story.changes()

    assert (view.kind, view.day.isoformat()) == ("rewritten", "2024-06-01")
    assert "850 of 1,000" in view.was
    assert "950 of 1,000" in view.now
    assert view.turned == "Was Missed, is now Met."
    book = story.book()
    (standing,) = book.all_standings
    (row,) = [one for one in history_rows(book, standing, None) if one.was]
    assert row.was[0].startswith("was 85 of every 100 calls (850 of 1,000) until June 1, 2024")


def moved(story: Story) -> None:
    story.folder = story.folder.rename(story.folder.with_name("water-board"))
    page = story.root / "content/agencies/fair-river.md"
    page.unlink()
    page.with_name("water-board.md").write_text("---\nagency: water-board\n---\n\nOur plan.\n")


def renamed(story: Story) -> None:
    story.change(("id: phone-wait", "id: wait-on-the-phone"))


MOVES: dict[str, Callable[[Story], None]] = {"of its folder": moved, "of its id": renamed}


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("at_once", [True, False])
def test_a_new_name_hides_no_rewritten_result(story: Story, name: str, *, at_once: bool) -> None:
    MOVES[name](story)
    rows = [
        row.replace("phone-wait", "wait-on-the-phone") if name == "of its id" else row
        for row in ROWS
    ]
    if not at_once:
        story.rows(*rows)
        story.commit("2024-05-01")
    story.rows(rows[0].replace("850", "950"), *rows[1:])
    story.commit("2024-06-01")

    assert story.found().count("F17") == 1
    assert [view.kind for view in story.changes()] == ["rewritten"]


@pytest.mark.parametrize("name", MOVES)
def test_a_new_name_turns_no_published_miss(story: Story, name: str) -> None:
    MOVES[name](story)
    if name == "of its id":
        story.rows(*(row.replace("phone-wait", "wait-on-the-phone") for row in ROWS))
    story.lower("2021-01-01")
    story.commit("2026-11-01")

    assert story.verdicts() == ["missed"] * 3
    assert "K27" in story.found()


def test_a_results_file_that_is_gone_is_told_once_and_each_row_stands_among_the_changes(
    story: Story,
) -> None:
    (story.folder / "results.csv").unlink()
    story.commit("2024-06-01")

    (problem,) = [one for one in story.book().audit.problems if one.code == "F17"]
    assert "results.csv is gone" in problem.text
    assert [view.kind for view in story.changes()] == ["removed"] * 3


def test_a_file_of_surveys_that_is_gone_is_told(story: Story) -> None:
    story.write("surveys.yml", "customers: []\n")
    story.commit("2024-05-01")
    (story.folder / "surveys.yml").unlink()

    (problem,) = [one for one in story.book().audit.problems if one.code == "F17"]
    assert "surveys.yml is gone; it stands in the version of 2024-05-01" in problem.text


def test_an_agency_whose_folder_is_gone_is_told(story: Story) -> None:
    other = story.folder.with_name("town")
    shutil.copytree(story.folder, other)
    (other / "standards.yml").write_text(
        "services:\n  - {id: roads, name: Roads, summary: We mend.}\n"
    )
    (other / "results.csv").unlink()
    shutil.rmtree(story.folder)
    story.commit("2024-06-01")

    (problem,) = [one for one in story.book().audit.problems if one.code == "K7"]
    assert "the folder of 'fair-river' (1 promises, 3 rows of results)" in problem.text


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((ROWS[2], ROWS[0], ROWS[1]), id="another order"),
        pytest.param((*ROWS, "phone-wait,2021,,950,1000,,,,revised,2024-06-01,,Counted again,,,"), id="a correction"),
        pytest.param((ROWS[0].replace(",final,", ",,"), *ROWS[1:]), id="a status left out"),
        pytest.param((ROWS[0].replace("850,1000", '850,"1,000"'), *ROWS[1:]), id="a number in another form"),
        pytest.param((ROWS[0].replace("2021,", "2021-01-01/2021-12-31,"), *ROWS[1:]), id="a period in another form"),
        pytest.param((ROWS[0].replace(",,,,,,,,", ",,"), *ROWS[1:]), id="a note") ,
    ],
)  # fmt: skip
def test_what_rewrites_no_result_is_left_alone(story: Story, rows: tuple[str, ...]) -> None:
    story.rows(*rows)
    story.commit("2024-06-01")

    assert story.found() == []


def test_a_row_that_was_never_good_was_never_published(story: Story) -> None:
    story.rows(*ROWS, "phone-wait,2024,,1900,1000,,,,final,2025-02-01,,,,,")
    story.commit("2025-02-01")
    story.rows(*ROWS, "phone-wait,2024,,900,1000,,,,final,2025-02-01,,,,,")
    story.commit("2025-02-02")

    assert story.found() == []


def test_what_is_left_out_from_now_on_is_a_change_of_the_promise(story: Story) -> None:
    story.change(("counted: all calls}", "counted: all calls, not_counted: calls at night}"))
    story.commit("2024-06-01")

    assert story.found() == ["K7"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("introduced: 2015-01-01", "introduced: 2022-01-01"),
        ("introduced: 2015-01-01", "introduced: 2016"),
        ("    reported: yearly\n", ""),
    ],
)
def test_a_later_start_and_a_dropped_rhythm_are_told(story: Story, old: str, new: str) -> None:
    story.change((old, new))
    story.commit("2024-06-01")

    assert "K7" in story.found()


@pytest.mark.parametrize(
    ("kept", "found", "rows"), [("2021", [], []), ("2025", ["K7", "V018"], [2, 3, 4])]
)
def test_records_that_begin_only_after_the_promise_was_seen_are_told(
    story: Story, kept: str, found: list[str], rows: list[int]
) -> None:
    old = "introduced: 2015-01-01"
    story.change((old, f"{old}\n    records_from: {kept}"))
    story.rows(*ROWS[1:], "phone-wait,2024,,870,1000,,,,final,2025-02-01,,,,,")
    story.commit("2026-06-01")

    told = [one for one in story.book().audit.problems if one.code in ("K7", "V018")]
    assert sorted(one.code for one in told) == found
    # The one line that all rows go against is told once, and each of the rows with it.
    assert [place.line for one in told if one.code == "V018" for place in one.also] == rows


@pytest.mark.parametrize("now", ["2015-01", "2015", "unknown"])
def test_a_start_that_is_said_less_exactly_is_no_move(story: Story, now: str) -> None:
    story.change(("introduced: 2015-01-01", f"introduced: {now}"))
    story.commit("2024-06-01")

    assert story.found() == []


def test_a_promise_without_results_does_not_forget_its_start(tmp_path: Path) -> None:
    story = Story(tmp_path / "site", rows=())
    story.change(("introduced: 2015-01-01", "introduced: unknown"))
    story.commit("2024-06-01")

    assert story.found() == ["K7"]


def test_a_charter_that_others_put_together_may_be_mended(tmp_path: Path) -> None:
    story = Story(tmp_path / "site", COMPILED)
    story.lower("2021-01-01")
    story.rows(ROWS[0].replace("850", "950"), *ROWS[1:])
    story.commit("2026-11-01")

    assert story.verdicts() == ["met"] * 3
    assert story.found() == []
    assert [view.late for view in story.changes()] == [()]


def test_to_call_a_charter_compiled_later_changes_nothing(story: Story) -> None:
    story.write("agency.yml", COMPILED)
    story.lower("2021-01-01")
    story.rows(ROWS[0].replace("850", "950"), *ROWS[1:])
    story.commit("2026-11-01")

    assert story.verdicts() == ["met", "missed", "missed"]
    assert sorted(set(story.found())) == ["F17", "K27"]


def test_a_copy_without_history_says_so_on_every_page_that_rests_on_it(
    story: Story, tmp_path: Path
) -> None:
    story.lower("2021-01-01")
    story.commit("2026-11-01")
    bare, shallow = tmp_path / "bare", tmp_path / "shallow"
    shutil.copytree(story.root, bare, ignore=shutil.ignore_patterns(".git"))
    git(tmp_path, "clone", "--quiet", "--depth", "1", story.root.as_uri(), str(shallow))
    rewrite(shallow / "mkdocs.yml", ("- charters", "- charters: {whole_history: no}"))

    assert story.book().register.past.sight is Sight.WHOLE
    assert story.book(bare).register.past.sight is Sight.NONE
    assert story.book(shallow).register.past.sight is Sight.SHALLOW

    for folder, words in ((bare, "without the history"), (shallow, "goes back only to")):
        ran = charters("build", "--engine", "plain", "--root", folder)
        assert ran.exit_code == 0, ran.output
        for page in (
            "",
            "agencies/fair-river",
            "agencies/fair-river/water",
            "changes",
            "changes/results",
            "promises",
            "data",
        ):
            assert words in (folder / "site" / page / "index.html").read_text(), page
        method = (folder / "site/how-we-judge/index.html").read_text()
        assert ("Every version of the files is kept" in method) is (folder == shallow)


EVENT = (
    "    events:\n      - {{date: {day}, what: New system, reason: A new one., restarts: yes}}\n"
)


@pytest.mark.parametrize(
    ("day", "told", "begins"),
    [("2022-01-01", True, "2024-06-02"), ("2024-06-01", False, "2024-06-01")],
)
def test_a_restart_dated_back_wipes_nothing_that_was_usual(
    story: Story, day: str, *, told: bool, begins: str
) -> None:
    story.change(
        ("    introduced: 2015-01-01\n", f"    introduced: 2015-01-01\n{EVENT}".format(day=day))
    )
    story.commit("2024-06-01")
    (standing,) = story.book().all_standings
    (event,) = restarts(standing.standard)
    assert event.date.isoformat() == begins
    assert story.found() == (["K27"] if told else [])


def test_a_restart_of_the_first_version_is_its_history(tmp_path: Path) -> None:
    story = Story(tmp_path, standards=STANDARDS + EVENT.format(day="2022-01-01"))
    (event,) = restarts(story.book().all_standings[0].standard)
    assert event.date.isoformat() == "2022-01-01"


@pytest.mark.parametrize("line", [ROWS[0].replace("850", "950"), ""])
def test_what_was_done_to_a_result_is_announced_on_no_site(story: Story, line: str) -> None:
    story.rows(*filter(None, [line, *ROWS[1:]]))
    story.commit("2024-06-01")
    book = story.book(as_of="2024-05-01")

    (view,) = [view for one in book.all_standings for view in change_views(book, one)]
    assert not view.announced
    assert view.word == ("result changed without a word" if line else "result taken out")


def test_a_small_number_that_was_taken_out_is_not_told_again(story: Story) -> None:
    story.rows(ROWS[0].replace("850,1000", "3,4"), *ROWS[1:])
    story.commit("2024-06-01")
    story.rows(*ROWS[1:])
    story.commit("2024-07-01")
    settings = Settings.model_validate({"as_of": "2026-11-28", "suppress_below": "10"})
    register, problems = read(story.root, settings)
    book = open_book(audit(register, problems))

    (standing,) = book.all_standings
    said = [str(view) for view in change_views(book, standing)]
    told = [problem.text for problem in book.audit.problems if problem.code == "F17"]
    assert len(said) == 2
    assert not any("3 of 4" in text or "met 3" in text for text in [*said, *told])


@pytest.mark.parametrize(
    ("old", "new", "kind", "now"),
    [
        ("counted: all calls}", "counted: all calls, not_counted: calls at night}", "weaker", "calls at night"),
        ("reported: yearly", "reported: two-yearly", "weaker", "two-yearly"),
        ("counted: all calls", "counted: answered calls", "changed", "answered calls"),
        ("promise: We answer", "promise: We try to answer", "weaker", "We try to answer your call within 60 seconds."),
        ("    target: 90%\n", "", "weaker", "none"),
        ("counted: all calls", "counted: all callls", None, ""),
    ],
)  # fmt: skip
def test_the_ledger_tells_what_nobody_typed(
    story: Story, old: str, new: str, kind: str | None, now: str
) -> None:
    story.change((old, new))
    story.commit("2025-03-01")
    found = [(view.kind, view.now, len(view.late)) for view in story.changes()]
    assert found == ([(kind, now, 1)] if kind else [])


def test_a_history_twice_as_long_takes_at_most_twice_the_calls(tmp_path: Path) -> None:
    write, called = runpy.run_path(str(ROOT / "benchmarks/history.py"))["write"], {}
    for commits in (60, 120):
        root = tmp_path / str(commits)
        write(root, commits, most=10)
        called[commits] = calls(partial(read, root)).total()
        register, _problems = read(root)
        assert len(register.charters["fair-river"].past.rows) >= commits - 20
    assert called[120] < 2.1 * called[60]
