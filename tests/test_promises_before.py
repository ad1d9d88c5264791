"""K7: promises that changed in git without an entry, dropped promises, ids used again."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import rewrite
from charters.problems import Severity
from charters.reading import read
from commands import git, needs_git
from repositories import AGENCY, COMPILED, SERVICES, STANDARDS, Site, past_of

pytestmark = needs_git

ENTRY = """    changes:
      - {date: 2025-01-01, field: target, from: 90%, to: 80%, reason: Two offices were closed.}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.commit()
    return made


def test_without_a_repository_nothing_is_found(tmp_path: Path) -> None:
    site = Site(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    site.change(("90%", "80%"))
    assert site.found() == []


def test_without_a_commit_nothing_is_found(tmp_path: Path) -> None:
    site = Site(tmp_path)
    assert site.found() == []


@pytest.mark.parametrize("committed", [False, True])
def test_a_changed_target_without_an_entry_is_found(site: Site, *, committed: bool) -> None:
    site.change(("90%", "80%"))
    if committed:
        site.commit()
    (line,) = site.found()
    assert line.startswith("10 K7 'target' was '90%' in the version of 20")
    assert line.endswith(
        "and is '80%' now, but 'changes' has no entry for it; "
        "add {date: ..., field: target, from: 90%, to: 80%, reason: ...}"
    )


Change = Callable[[Site], None]


def changed(*pairs: tuple[str, str]) -> Change:
    return lambda site: site.change(*pairs)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(changed(("introduced: 2020-01-01\n", f"introduced: 2020-01-01\n{ENTRY}"), ("target: 90%", "target: 80%")), id="a change with its entry"),
        pytest.param(changed(("within 60 seconds.", "within 60 seconds!")), id="punctuation"),
        pytest.param(changed(("promise: We answer your call within 60 seconds.", "promise: {en: We answer your call within 60 seconds., fr: Nous répondons en 60 secondes.}")), id="a language added"),
        pytest.param(changed(("limit: 60 seconds", "limit: 60 Seconds")), id="another way to write a level"),
        pytest.param(changed(("of: letters}", "of: letters, counted: all letters}")), id="a definition filled in"),
        pytest.param(changed(("# never used again", "# an old promise")), id="a comment"),
        pytest.param(lambda site: site.write("standards.yml", (site.folder / "standards.yml").read_text().replace("\n", "\r\n")), id="other line ends"),
    ],
)  # fmt: skip
def test_what_changes_no_promise_is_left_alone(site: Site, change: Change) -> None:
    change(site)
    assert site.found() == []


@pytest.mark.parametrize(
    ("pairs", "starts"),
    [
        ([("limit: 60 seconds", "limit: 90 seconds"), ("within 60", "within 90")], ["8 K7 'limit' was '60 seconds'"]),
        ([("your call within", "your phone call inside")], ["7 K7 'promise' was 'We answer your call within 60 seconds.'"]),
        ([("    target: 90%\n", "")], ["4 K7 'target' was '90%'"]),
        ([("counted: all calls", "counted: calls to the main line")], ["9 K7 'counted' was 'all calls'"]),
        ([("share-within-limit, of: calls", "share-with-property, property: answered, of: calls")], ["9 K7 'shape' was 'share-within-limit'"]),
        ([("90%", "80%"), ("95%", "85%")], ["10 K7 'target' was '90%'", "19 K7 'target' was '95%'"]),
    ],
)  # fmt: skip
def test_each_changed_field_is_named(
    site: Site, pairs: list[tuple[str, str]], starts: list[str]
) -> None:
    site.change(*pairs)
    found = site.found()
    assert [line[: len(start)] for line, start in zip(found, starts, strict=True)] == starts


def test_an_id_used_for_another_promise_is_found(site: Site) -> None:
    site.change(
        ("type: timeliness", "type: courtesy"),
        ("We answer your letter within 20 business days.", "Staff greet every visitor by name."),
    )
    (line,) = site.found()
    assert line.startswith("16 K7 'letters' stood for another promise")
    assert "'We answer your letter within 20 business…'" in line


def test_a_dropped_promise_is_found_also_after_it_was_committed(site: Site) -> None:
    site.write("standards.yml", STANDARDS[: STANDARDS.index("  # a word")])
    site.commit()
    (line,) = site.found()
    assert line.startswith(
        "3 K7 the promise 'letters' ('We answer your letter within 20 business…')"
    )
    assert line.endswith(
        "is gone now; put it back into data/standards/fair-river/standards.yml with withdrawn: {date: ..., reason: ...}"
    )


def test_a_promise_under_a_new_id_is_found(site: Site) -> None:
    site.change(("id: letters", "id: mail"))
    (line,) = site.found()
    assert line.endswith(
        "it is called 'mail' now; add formerly: [letters] to it, so that old links lead there"
    )


def test_a_promise_that_moved_to_another_agency_is_not_gone(site: Site) -> None:
    other = site.folder.parent / "town"
    other.mkdir()
    (other / "agency.yml").write_text(AGENCY)
    kept, moved = STANDARDS.split("  # a word between two\n")
    (other / "standards.yml").write_text(f"{SERVICES}standards:\n{moved}")
    site.write("standards.yml", kept)
    assert site.found() == []


def test_a_change_taken_back_is_forgotten(site: Site) -> None:
    site.change(("90%", "80%"))
    site.commit()
    site.change(("80%", "90%"))
    site.commit()
    assert site.found() == []


def test_a_change_made_again_is_found(site: Site) -> None:
    for old, new in (("90%", "80%"), ("80%", "90%"), ("90%", "80%")):
        site.change((old, new))
        site.commit()
    assert len(site.found()) == 1


def test_a_change_of_long_ago_is_found(site: Site) -> None:
    site.change(("90%", "80%"))
    for old, new in (("never", "not"), ("not", "no more"), ("no more", "never")):
        site.change((f"# {old} used", f"# {new} used"))
        site.commit()
    assert len(site.found()) == 1


def test_of_a_compiled_charter_only_the_last_versions_count(tmp_path: Path) -> None:
    site = Site(tmp_path, agency=COMPILED)
    site.commit()
    site.change(("90%", "80%"))
    assert len(site.found()) == 1
    site.commit()
    assert len(site.found()) == 1
    site.page.write_text(site.page.read_text() + "More.\n")
    site.commit()
    assert site.found() == []


@pytest.mark.parametrize("committed", [False, True])
def test_a_folder_that_was_renamed_keeps_its_history(site: Site, *, committed: bool) -> None:
    site.folder = site.folder.rename(site.folder.parent / "water-board")
    site.page = site.page.rename(site.page.with_name("water-board.md"))
    site.page.write_text("---\nagency: water-board\n---\n\nOur plan.\n")
    site.change(("90%", "80%"))
    if committed:
        site.commit()
    assert [line[:16] for line in site.found()] == ["10 K7 'target' w"]


def test_a_site_may_be_a_folder_of_a_repository(tmp_path: Path) -> None:
    site = Site(tmp_path / "sites" / "water", top=tmp_path)
    site.commit()
    site.change(("90%", "80%"))
    assert len(site.found()) == 1


def test_a_shallow_copy_says_that_it_cannot_look_back(site: Site, tmp_path: Path) -> None:
    site.change(("90%", "80%"))
    site.commit()
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", "--depth", "1", site.root.as_uri(), str(copy))
    register, _ = read(copy)
    assert [problem.code for problem in past_of(register)] == ["K37"]
    rewrite(copy / "data/standards/fair-river/standards.yml", ("80%", "70%"))
    register, _ = read(copy)
    assert [problem.code for problem in past_of(register)] == ["K37", "K7"]


WORKFLOW = """on: pull_request
jobs:
  check:
    steps:
      - name: Files
        uses: actions/checkout@3d3c42e  # v7
        with: {with}
      - run: charters check
"""


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        (".github/workflows/check.yml", WORKFLOW.replace("{with}", "{clean: true}"), ".github/workflows/check.yml:5:1"),
        (".github/workflows/check.yml", WORKFLOW.replace("{with}", "{fetch-depth: 1}"), ".github/workflows/check.yml:5:1"),
        (".github/workflows/check.yml", WORKFLOW.replace("{with}", "{fetch-depth: 0}"), "mkdocs.yml:1:1"),
        (".gitlab-ci.yml", "check: {script: charters check}\n", ".gitlab-ci.yml:1:1"),
        (".gitlab-ci.yml", "variables: {GIT_DEPTH: 0}\n", "mkdocs.yml:1:1"),
        (".github/workflows/check.yml", "on: [\n", "mkdocs.yml:1:1"),
    ],
)  # fmt: skip
def test_a_cut_off_history_stops_at_the_line_of_the_workflow(
    site: Site, tmp_path: Path, path: str, text: str, place: str
) -> None:
    (site.root / path).parent.mkdir(parents=True, exist_ok=True)
    (site.root / path).write_text(text)
    site.commit()
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "--quiet", "--depth", "1", site.root.as_uri(), str(copy))
    (problem,) = past_of(read(copy)[0])
    assert (problem.code, problem.severity, str(problem.place)) == ("K37", Severity.ERROR, place)
    rewrite(copy / "mkdocs.yml", ("as_of:", "whole_history: no\n      as_of:"))
    assert [one.code for one in past_of(read(copy)[0])] == ["K7S"]


def test_attributes_and_settings_of_git_hide_nothing(site: Site) -> None:
    (site.root / ".gitattributes").write_text("*.yml -diff -text filter=lies\n")
    site.git("config", "filter.lies.clean", "sed s/90/80/")
    site.git("config", "diff.renames", "false")
    site.git("config", "log.showSignature", "true")
    site.change(("90%", "80%"))
    assert len(site.found()) == 1


def test_a_repository_of_somebody_else_leads_nowhere(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    site.change(("90%", "80%"))
    assert len(site.found()) == 1


def test_a_broken_repository_is_told(site: Site) -> None:
    shutil.rmtree(site.root / ".git" / "objects")
    (site.root / ".git" / "objects").mkdir()
    site.change(("90%", "80%"))
    (line,) = site.found()
    assert "K7S git cannot tell what the promises were before" in line


def test_standards_in_brackets_are_read_too(site: Site) -> None:
    flow = SERVICES + (
        "standards: [{id: phone-wait, service: water, type: waiting, promise: We answer., "
        "limit: 60 seconds, measure: {shape: share-within-limit}, target: 90%, "
        "introduced: 2020-01-01}]\n"
    )
    site.write("standards.yml", flow)
    site.git("commit", "--quiet", "--all", "--amend", "--message", "x")
    site.change(("90%", "80%"))
    assert [line[:16] for line in site.found()] == ["3 K7 'target' wa"]


def test_hundreds_of_versions_take_a_moment(site: Site) -> None:
    blocks = [
        STANDARDS[STANDARDS.index("  - id") :].replace("id: ", f"id: x{n}-") for n in range(20)
    ]
    text = STANDARDS + "".join(blocks)
    for number in range(60):
        site.write("standards.yml", text.replace("# never", f"# {number} never"))
        site.commit()
    site.change(("90%", "80%"))
    took = []
    for _ in range(3):  # The first also loads what nobody needed before; the machine may be busy.
        began = time.process_time()
        register, _problems = read(site.root)
        assert len(past_of(register)) == 1
        took.append(time.process_time() - began)
    assert min(took) < 0.3
