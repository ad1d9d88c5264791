"""What the house promises its builders: maps, doors and workflows say what is really there."""

from __future__ import annotations

import ast
import os
import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml

import charters

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins" / "charters"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
TARGETS = set(
    re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------ the map


def first_sentence(path: Path) -> str:
    """Return what a module says of itself."""
    words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(words.partition("\n\n")[0].split())


def module_map() -> str:
    """Return the map of the house: every module, by folder, in its own words."""
    files = sorted(PACKAGE.rglob("*.py"), key=lambda path: (path.parent, path.name))
    lines = []
    for path in files:
        name = path.relative_to(PACKAGE).as_posix()
        if path.name != "__init__.py":
            lines.append(f"| `{name}` | {first_sentence(path)} |")
    return "\n".join(["| module | what lives there |", "|---|---|", *lines])


def test_the_map_of_the_house_is_fresh() -> None:
    head, mark, rest = text("CONTRIBUTING.md").partition("### Every module, in its own words\n\n")
    written, gap, after = rest.partition("\n\n## ")
    if os.environ.get("WRITE_MAP"):
        fresh = f"{head}{mark}{module_map()}{gap}{after}"
        (ROOT / "CONTRIBUTING.md").write_text(fresh, encoding="utf-8")
    assert written.strip() == module_map(), "run: WRITE_MAP=1 pytest tests/test_house.py, twice"


def test_no_file_name_stands_twice_in_the_package() -> None:
    names = Counter(p.name for p in PACKAGE.rglob("*") if p.suffix in (".py", ".html"))
    assert [name for name, count in names.items() if count > 1 and name != "__init__.py"] == []


def scripts_in(folder: str) -> set[str]:
    found = (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))
    return {path.as_posix() for path in found if "\nif __name__ ==" in text(path.as_posix())}


def test_what_is_run_by_hand_stands_with_the_benchmarks_and_is_told_of() -> None:
    assert scripts_in("tests") == set()
    told = text("CONTRIBUTING.md") + text("Makefile")
    assert {script for script in scripts_in("benchmarks") if script not in told} == set()
    assert scripts_in("benchmarks")


# ---------------------------------------------------------------------------------- the doors


def make_commands(document: str) -> set[str]:
    return set(re.findall(r"(?:`|^\s*)make ([a-z]+)\b", text(document), re.MULTILINE))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", ".pre-commit-config.yaml"])
def test_every_make_command_in_a_document_is_a_target(document: str) -> None:
    named = make_commands(document)
    assert named
    assert named <= TARGETS


def test_the_readme_shows_the_main_commands_in_its_first_screen() -> None:
    screen = "\n".join(text("README.md").splitlines()[:40])
    assert [name for name in ("site", "test", "serve") if f"make {name}" not in screen] == []


def test_ci_runs_what_people_run() -> None:
    commands = [line for line in text(".ci/run").splitlines() if line and line[0] != "#"]
    assert commands[-1] == "make test"


def test_the_package_is_entered_by_one_command_and_one_plugin() -> None:
    scripts = entry_points(group="console_scripts", name="charters")
    plugins = entry_points(group="mkdocs.plugins", name="charters")
    assert [door.value for door in (*scripts, *plugins)] == [
        "charters.cli:main",
        "charters.plugin:ChartersPlugin",
    ]


def test_the_changelog_has_a_section_for_this_version_or_what_comes_next() -> None:
    sections = re.findall(r"^## \[([^\]]+)\]", text("CHANGELOG.md"), re.MULTILINE)
    assert sections
    assert sections[0] in {"Unreleased", charters.__version__}


# ------------------------------------------------------------------------- building the site


@pytest.mark.parametrize("target", ["site", "test"])
def test_make_builds_the_site_by_the_command_that_keeps_the_old_one(target: str) -> None:
    recipes = re.split(r"^(?=\S)", text("Makefile"), flags=re.MULTILINE)
    (recipe,) = (one for one in recipes if one.startswith(f"{target}: "))
    assert "$(BIN)/charters build\n" in recipe
    builds = [line for line in text("Makefile").splitlines() if "mkdocs build" in line]
    assert [line for line in builds if "--config-file mkdocs.docs.yml" not in line] == []


def test_what_a_build_puts_beside_the_site_is_ignored_and_cleaned() -> None:
    beside = {".site-new", ".site-old", ".site.lock"}
    assert beside <= set(re.findall(r"^/(\S+?)/?$", text(".gitignore"), re.MULTILINE))
    new = text("plugins/charters/starting/files/site/.gitignore.jinja").split()
    assert [
        one for one in beside if not any(fnmatch(f"/{one}", line.rstrip("/")) for line in new)
    ] == []
    assert beside <= set(text("Makefile").split())


# --------------------------------------------------------------------------------- the forge


def workflow(path: Path) -> dict[Any, Any]:
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in workflow(path)["jobs"].items():
            yield f"{path.name}: {name}", job


def test_pull_requests_and_publishing_have_their_workflows() -> None:
    # YAML 1.1 reads the key `on` as True
    events = {path.stem: set(workflow(path)[True]) for path in WORKFLOWS}
    assert events["pull-request"] == {"pull_request"}
    assert "push" in events["publish"]


def test_each_night_a_valid_site_is_spoiled_in_20000_ways() -> None:
    (night,) = (path for path in WORKFLOWS if path.stem == "nightly")
    assert "schedule" in workflow(night)[True]
    runs = [step["run"] for _, job in jobs() for step in job["steps"] if "run" in step]
    assert any(re.fullmatch(r"make fuzz EXAMPLES=20000 WORKERS=\d", run) for run in runs)


def test_no_workflow_is_started_by_a_stranger_with_rights_or_secrets() -> None:
    for path in WORKFLOWS:
        written = workflow(path)
        started = set(written[True])
        assert started <= {"pull_request", "push", "schedule", "workflow_dispatch"}, path
        assert "secrets" not in path.read_text(encoding="utf-8"), path
        assert written["permissions"] in ({}, {"contents": "read"}), path
        if "pull_request" in started:
            assert started == {"pull_request"}
            assert all("permissions" not in job for job in written["jobs"].values())


def test_no_workflow_keeps_the_right_to_push_or_runs_words_of_a_stranger() -> None:
    steps = [step for _, job in jobs() for step in job["steps"]]
    checkouts = [step["with"] for step in steps if "checkout" in step.get("uses", "")]
    assert len(checkouts) >= len(WORKFLOWS)
    assert {given["persist-credentials"] for given in checkouts} == {False}
    # The reference of a pull request is the only word of a stranger, and no shell sees it.
    said = {name for path in WORKFLOWS for name in re.findall(r"\$\{\{(.*?)\}\}", text(str(path)))}
    assert {name.strip() for name in said} <= {"github.ref", "steps.pages.outputs.page_url"}
    assert [step for step in steps if "${{" in step.get("run", "")] == []


def test_every_action_is_pinned_to_one_commit() -> None:
    used = [step["uses"] for _, job in jobs() for step in job["steps"] if "uses" in step]
    assert used
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40}")
    assert [action for action in used if not pinned.fullmatch(action)] == []


def test_the_action_for_sites_is_pinned_and_puts_no_words_of_others_into_a_shell() -> None:
    steps = workflow(ROOT / "action.yml")["runs"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert [
        action for action in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
    ] == []
    commands = [step["run"] for step in steps if "run" in step]
    assert [command.split()[0:2] for command in commands] == [
        ["pip", "install"],
        ["charters", "check"],
        ["charters", "build"],
        ["said=$(charters", "diff"],
        ["printf", "'%s\\n'"],
    ]
    assert not any("${{" in command for command in commands)


def test_the_action_for_sites_installs_in_the_folder_in_which_a_new_site_names_its_package() -> (
    None
):
    (step,) = [
        one
        for one in workflow(ROOT / "action.yml")["runs"]["steps"]
        if one.get("run", "").startswith("pip ")
    ]
    assert step["working-directory"] == "${{ inputs.root }}"


def test_a_pull_request_of_a_stranger_gets_no_secret_and_writes_nothing() -> None:
    path = next(path for path in WORKFLOWS if path.stem == "pull-request")
    written = path.read_text(encoding="utf-8")
    assert workflow(path)["permissions"] == {"contents": "read"}
    assert "secrets." not in written
    assert "pull_request_target" not in written
    steps = [step for name, job in jobs() for step in job["steps"] if name.startswith(path.name)]
    checkouts = [step["with"] for step in steps if "checkout" in step.get("uses", "")]
    assert [given["persist-credentials"] for given in checkouts] == [False] * len(checkouts)


def test_only_the_job_that_publishes_may_write() -> None:
    rights = {path.name: workflow(path)["permissions"] for path in WORKFLOWS}
    rights |= {name: job.get("permissions", {}) for name, job in jobs()}
    writers = [name for name, allowed in rights.items() if "write" in allowed.values()]
    assert writers == ["publish.yml: publish"]


def test_the_site_is_published_only_after_every_check_passed() -> None:
    found = dict(jobs())
    assert found["publish.yml: publish"]["needs"] == "build"
    commands = [step.get("run") for step in found["publish.yml: build"]["steps"]]
    assert "make test" in commands


def test_workflows_call_nothing_but_make_targets() -> None:
    commands = [step["run"] for _, job in jobs() for step in job["steps"] if "run" in step]
    assert commands
    called = [re.fullmatch(r"make ([a-z]+)(?: [A-Z]+=\w+)*", command) for command in commands]
    assert {call[1] if call else None for call in called} <= TARGETS


def test_checks_of_earlier_promises_find_the_whole_history() -> None:
    steps = [step for _, job in jobs() for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert {step["with"]["fetch-depth"] for step in checkouts} == {0}


def test_no_attribute_hides_a_difference() -> None:
    attributes = text(".gitattributes").split()
    assert {"-diff", "linguist-generated", "linguist-generated=true"} & set(attributes) == set()


def test_no_test_is_imported_by_another() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")]
    assert [line for text in texts for line in re.findall(r"(?m)^from test_.*", text)] == []
