"""What a pull request does to promises and results, as a reviewer reads it: nothing missed, nobody accused."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from builders import CASES, ROOT, cases_in, replaced, rewrite
from charters.problems import Message, Place, Problem
from charters.publishing.book import open_book
from charters.publishing.data import news_report
from charters.publishing.data.news_report import MOST
from charters.publishing.say.speech import speech_for
from charters.publishing.views import record_news
from charters.publishing.views.all_news import news_of
from charters.publishing.views.news import News, NewsKind, Side, Sides
from charters.publishing.views.record_news import problem_news
from charters.reading import read
from charters.rules import audit
from commands import charters, commit, git, needs_git, process

SITE = CASES / "reviews/site"
AGENCY = "data/standards/fair-river"
REQUESTS = cases_in(CASES / "reviews/pull_requests.yml")
PROBLEMS = (NewsKind.FINDING, NewsKind.MENDED)


def side(home: Path) -> Side:
    return Side(home, open_book(audit(*read(home, looks_back=False))))


@pytest.fixture(scope="module")
def before() -> Side:
    return side(SITE)


def changed(site: Path, request: dict[str, Any]) -> Path:
    """Do to a copy of the site what a pull request does."""
    file = site / AGENCY / request.get("file", "standards.yml")
    text = replaced(file.read_text(encoding="utf-8"), *request.get("change", ()))
    text += request.get("add", "")
    if request.get("order"):
        text = reordered(text, *request["order"])
    if request.get("lines") == "crlf":
        text = text.replace("\n", "\r\n")
    file.write_bytes(text.encode())
    return site


def reordered(text: str, first: str, second: str) -> str:
    """Put one promise before another one."""
    head, *blocks = text.split("  - id: ")
    moved = next(block for block in blocks if block.startswith(first))
    tail = moved.partition("figures:")
    blocks.remove(moved)
    at = next(n for n, block in enumerate(blocks) if block.startswith(second))
    blocks.insert(at, tail[0])
    return "  - id: ".join([head, *blocks]) + tail[1] + tail[2]


@pytest.mark.parametrize("others", [1, 5000])
def test_a_new_record_is_told_once_however_long_its_file_is(before: Side, others: int) -> None:
    had: dict[tuple[str, ...], str] = {
        ("services", f"s{n:04}", "name"): "A service" for n in range(others)
    }
    new: dict[tuple[str, ...], str] = {("services", "new", key): key for key in ("name", "summary")}
    (told,) = record_news._compared(Sides(before, before), "a", "standards.yml", had, had | new)
    assert (told.title, told.what, told.now) == ("services, new", "new", "name; summary")


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [
        ("en", "warning K4", "a reason is given for one channel, but several are listed"),
        ("fr", "avertissement K4", "une raison est donnée pour un seul mode de service, mais plusieurs sont répertoriés"),
        ("es", "advertencia K4", "se da una razón de que haya un solo canal, pero hay varios en la lista"),
    ],
)  # fmt: skip
def test_problems_are_told_in_the_language_of_all_else_that_changes(
    language: str, title: str, said: str
) -> None:
    wrong = Message("a reason is given for one channel, but several are listed")
    problem = Problem(Place("agency.yml", 4, 7), "K4", wrong)
    (news,) = problem_news(speech_for(language), [], [problem])
    assert (news.name, news.title, news.what) == ("agency.yml:4:7", title, said)


@pytest.mark.parametrize("request_", [pytest.param(one, id=one["name"]) for one in REQUESTS])
def test_a_reviewer_is_told_what_becomes_of_promises(
    before: Side, tmp_path: Path, request_: dict[str, Any]
) -> None:
    site = changed(Path(shutil.copytree(SITE, tmp_path / "site")), request_)
    now = side(site)
    news = news_of(Sides(before, now))
    said = "\n".join(news_report.text(now.book.speech, news))

    assert {one.kind for one in news} - {*PROBLEMS} == {
        NewsKind(one) for one in request_["kinds"]
    }, said
    assert any(one.unsaid for one in news) == bool(request_["exit"]), said
    assert [words for words in request_["says"] if words not in said] == [], said


DOCUMENT = (ROOT / "docs/reviewing.md").read_text(encoding="utf-8")
PRINTED = dict(re.findall(r"<!-- (.*?) -->\n```text\n(.*?)```", DOCUMENT, re.DOTALL))


@pytest.mark.parametrize("name", [name for name in PRINTED if not name.startswith("charters")])
def test_the_handbook_shows_what_is_printed(before: Side, tmp_path: Path, name: str) -> None:
    (request,) = [one for one in REQUESTS if one["name"] == name]
    now = side(changed(Path(shutil.copytree(SITE, tmp_path / "site")), request))
    said = news_report.text(now.book.speech, news_of(Sides(before, now)))
    assert "\n".join(said) + "\n" == PRINTED[name]


def test_the_handbook_shows_what_is_due() -> None:
    run = charters("due", "--root", SITE)
    assert run.output == PRINTED["charters due"]


# ---------------------------------------------------------------------------- with a real repository

LOWERED = {"change": [["target: 80%", "target: 70%"]]}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository that holds the site in a folder, on the branch `work` that has left `main`."""
    top = tmp_path / "repository"
    shutil.copytree(SITE, top / "charter")
    git(top, "init", "--quiet", "--initial-branch", "main")
    commit(top)
    git(top, "checkout", "--quiet", "-b", "work")
    return top


def diff(top: Path, *words: str) -> Result:
    return charters("diff", *words, "--root", top / "charter")


@needs_git
def test_the_files_on_disk_are_compared_with_a_branch(repository: Path) -> None:
    assert diff(repository, "main").output == "No promise is made weaker.\n"
    changed(repository / "charter", LOWERED)
    run = diff(repository, "main")
    assert (run.exit_code, "the aim: was 80%, is 70%" in run.output) == (1, True)


@needs_git
def test_two_commits_are_compared_whatever_lies_on_disk(repository: Path) -> None:
    changed(repository / "charter", LOWERED)
    commit(repository)
    (repository / "charter" / AGENCY / "standards.yml").unlink()
    assert diff(repository, "main", "work").exit_code == 1
    assert diff(repository, "work", "work").output == "No promise is made weaker.\n"
    assert (
        diff(repository, "work~1", git(repository, "rev-parse", "--short", "work")).exit_code == 1
    )


@needs_git
def test_what_came_to_the_base_since_is_no_change_of_the_branch(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "main")
    changed(repository / "charter", {"change": [["target: 80%", "target: 95%"]]})
    commit(repository)
    git(repository, "checkout", "--quiet", "work")
    assert diff(repository, "main").output == "No promise is made weaker.\n"


@needs_git
def test_drafts_of_a_branch_are_never_told(repository: Path) -> None:
    changed(repository / "charter", LOWERED)
    commit(repository)
    changed(repository / "charter", {"change": [["target: 70%", "target: 80%"]]})
    commit(repository)
    assert diff(repository, "main", "work").output == "No promise is made weaker.\n"


@needs_git
@pytest.mark.parametrize("name", ["nobody", "origin/main", "--output=x", "../x", "HEAD~9", ""])
def test_a_base_that_is_not_there_is_said_in_one_line(repository: Path, name: str) -> None:
    run = charters("diff", "--root", repository / "charter", "--", name)
    assert run.exit_code == 2
    assert run.output.startswith(("there is no branch, tag or commit", "../x leads to no commit"))
    assert run.output.count("\n") == 1


@needs_git
def test_a_history_that_is_cut_off_says_what_to_write(repository: Path, tmp_path: Path) -> None:
    changed(repository / "charter", LOWERED)
    commit(repository)
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), str(copy))
    run = diff(copy, "main")
    assert run.exit_code == 2
    assert "fetch-depth: 0 under actions/checkout" in run.output


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    shutil.copytree(SITE, tmp_path / "charter")
    run = diff(tmp_path, "main")
    assert (run.exit_code, run.output) == (
        2,
        "there is no git repository here, or nothing was committed yet\n",
    )


@needs_git
def test_git_is_asked_as_often_for_many_files_as_for_few(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = subprocess.run
    asked: list[object] = []

    def counted(*words: Any, **more: Any) -> Any:
        asked.append(words)
        return ran(*words, **more)

    monkeypatch.setattr(subprocess, "run", counted)
    diff(repository, "main", "work")
    few = len(asked)
    for n in range(12):
        there = repository / "charter" / f"data/standards/river-{n}"
        shutil.copytree(repository / "charter" / AGENCY, there)
    monkeypatch.undo()
    commit(repository)
    monkeypatch.setattr(subprocess, "run", counted)
    asked.clear()
    run = diff(repository, "main", "work")
    assert run.output.count("river-11") > 1
    assert len(asked) == few <= 10


@needs_git
def test_the_json_says_the_same_and_has_its_schema(repository: Path) -> None:
    changed(repository / "charter", LOWERED)
    told = json.loads(diff(repository, "main", "--format", "json").output)
    schema = json.loads(news_report.schema())
    assert told["base"] == git(repository, "rev-parse", "main")
    assert [*schema["properties"]] == [*told]
    assert {*schema["properties"]["news"]["items"]["properties"]} == {*told["news"][0]}
    (one,) = [one for one in told["news"] if one["unsaid"]]
    assert (one["kind"], one["name"], one["was"], one["now"]) == (
        "weaker",
        "phone-wait",
        "80%",
        "70%",
    )


@needs_git
def test_nothing_of_the_data_acts_in_the_comment(repository: Path) -> None:
    evil = "<img src=x onerror=alert(1)> @lamps [x](https://evil.example) #1 `a` <!-- charters:diff -->"
    acting = ("Your bill is right.", f"'{evil}'")
    rewrite(repository / "charter" / AGENCY / "standards.yml", acting)
    said = diff(repository, "main", "--format", "markdown").output
    assert said.splitlines()[0] == "<!-- charters:diff -->"
    assert said.count("<!-- charters:diff -->") == 1
    for words in ("<img", "@lamps", "[x]", "://evil", "`a`", "#1"):
        assert words not in said


def test_a_comment_is_never_longer_than_a_forge_takes(before: Side) -> None:
    long = [
        News(kind, "river", f"p{n}", "*" * 900) for n in range(MOST + 5) for kind in (*NewsKind,)
    ]
    said = news_report.markdown(before.book.speech, long)
    assert len(said) < 65_536
    assert "the command 'charters diff' lists all" in said.replace("\\", "")
    assert "and 5 more" in "\n".join(news_report.text(before.book.speech, long))


# ------------------------------------------------------------------ what the workflows of a site run

GH = """#!/bin/sh
# Stands in for the forge: keeps what it was told, and answers with the comment that is there.
printf '%s\\n' "$*" >> "$TOLD"
case "$*" in *--jq*) cat "$THERE";; *PATCH*|*POST*) exit "$REFUSED";; esac
"""


def run_step(
    tmp_path: Path, folder: Path, step: str, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a step as the forge does, with what stands in for the forge."""
    programs = tmp_path / "programs"
    programs.mkdir(exist_ok=True)
    ours = f'#!/bin/sh\nexec "{sys.executable}" -m charters.cli "$@"\n'
    for name, text in (("gh", GH), ("charters", ours)):
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    (tmp_path / "there").touch()
    surroundings = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "TOLD": str(tmp_path / "told"),
        "THERE": str(tmp_path / "there"),
        "REFUSED": "0",
        "REPOSITORY": "river/charter",
        **more,
    }
    script = (files("charters") / "starting" / "files" / f"{step}.sh").read_text(encoding="utf-8")
    return process("bash", "-e", "-c", script, cwd=folder, **surroundings)


@needs_git
def test_the_step_of_the_workflow_says_it_and_stops(repository: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", repository.as_uri(), str(copy))
    assert run_step(tmp_path, copy / "charter", "diff", BASE="main").returncode == 0
    changed(copy / "charter", LOWERED)
    assert run_step(tmp_path, copy / "charter", "diff", BASE="main").returncode == 1
    assert run_step(tmp_path, copy / "charter", "diff", BASE="$(touch evil)").returncode == 2
    assert not (copy / "charter/evil").exists()
    assert "the aim: was 80%, is 70%" in (tmp_path / "summary").read_text()
    first, _said, second, *_rest = re.split(
        r"^(end-\w{32})$", (tmp_path / "output").read_text(), flags=re.MULTILINE
    )
    assert first.startswith("said<<end-")
    assert "No promise is made weaker" in first
    assert "is 70%" in second


@pytest.mark.parametrize(
    ("there", "refused", "last"),
    [
        ("", "0", "--method POST repos/river/charter/issues/7/comments --field body=@comment.md"),
        ("42\n", "0", "--method PATCH repos/river/charter/issues/comments/42 --field body=@comment.md"),
        ("", "1", "--method POST repos/river/charter/issues/7/comments --field body=@comment.md"),
    ],
)  # fmt: skip
def test_there_is_one_comment_and_it_is_brought_up_to_date(
    tmp_path: Path, there: str, refused: str, last: str
) -> None:
    (tmp_path / "there").write_text(there)
    said = "<!-- charters:diff -->\n**$(touch evil)** `x`"
    run = run_step(tmp_path, tmp_path, "tell", SAID=said, NUMBER="7", REFUSED=refused)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "comment.md").read_text() == f"{said}\n"
    assert (tmp_path / "told").read_text().splitlines()[-1] == f"api --silent {last}"
    assert ("could not be written here" in run.stdout) is (refused == "1")
    assert not (tmp_path / "evil").exists()


def test_there_is_one_issue_for_each_agency(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    assert run_step(tmp_path, site, "due", TITLE="What is due:").returncode == 0
    (tmp_path / "there").write_text("9\n")
    assert run_step(tmp_path, site, "due", TITLE="What is due:").returncode == 0
    told = [line for line in (tmp_path / "told").read_text().splitlines() if "--method" in line]
    assert told == [
        "api --silent --method POST repos/river/charter/issues --field title=What is due: fair-river --field body=@due.md",
        "api --silent --method PATCH repos/river/charter/issues/9 --field body=@due.md",
    ]
    assert (site / "due.md").read_text().startswith("<!-- charters:due:fair-river -->\n")


def test_the_action_runs_the_steps_of_the_workflow() -> None:
    action = cases_in(ROOT / "action.yml")
    ran = [step.get("run", "").strip() for step in action["runs"]["steps"]]
    ran = [command.replace(' --root "$ROOT"', "") for command in ran]
    for name in ("diff", "tell"):
        script = files("charters") / "starting" / "files" / f"{name}.sh"
        assert script.read_text("utf-8").strip() in ran, name
