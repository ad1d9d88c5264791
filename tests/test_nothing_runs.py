"""Whoever checks a folder runs no program that it names: not by git, not by Python, not by YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import CALLS, CALLS_IN_2025, MKDOCS_YML, site_folder
from commands import BIN, charters, commit, git, process

COMMANDS = pytest.mark.parametrize(
    "command", [["check"], ["order"], ["explain", "K7"], ["schema"]], ids=lambda words: words[0]
)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """Return the file that every planted program would make."""
    return tmp_path / "it-ran"


@pytest.fixture
def program(tmp_path: Path, mark: Path) -> Path:
    program = tmp_path / "hooks" / "program"
    program.parent.mkdir()
    for name in ("program", "fsmonitor-watchman", "post-index-change", "reference-transaction"):
        program.with_name(name).write_text(f"#!/bin/sh\ntouch {mark}\n")
        program.with_name(name).chmod(0o755)
    return program


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder of a site that is a repository of three versions."""
    folder = site_folder(tmp_path / "site")
    git(tmp_path, "init", "-q", "-b", "main", str(folder.path))
    for target in ("90%", "80%", "90%"):
        folder.agency("ssa", CALLS.replace("90%", target), CALLS_IN_2025)
        commit(folder.path)
    return folder.path


# ------------------------------------------------------------------------------------- by git


def evil(program: Path) -> str:
    """Return a configuration that names a program wherever git takes one."""
    return f"""\
[core]
\tfsmonitor = {program}
\thooksPath = {program.parent}
\tpager = {program}
\tsshCommand = {program}
\teditor = {program}
\taskPass = {program}
\talternateRefsCommand = {program}
\tgitProxy = {program}
[pager]
\tlog = {program}
\tcat-file = {program}
[alias]
\tlog = !{program}
\tcat-file = !{program}
[diff]
\texternal = {program}
[diff "evil"]
\ttextconv = {program}
\tcommand = {program}
[filter "evil"]
\tsmudge = {program}
\tclean = {program}
\tprocess = {program}
[gpg]
\tprogram = {program}
[log]
\tshowSignature = true
[credential]
\thelper = !{program}
[uploadpack]
\tpackObjectsHook = {program}
[remote "origin"]
\turl = ssh://example.org/x
\tpromisor = true
\tpartialclonefilter = blob:none
[include]
\tpath = {program.parent}/more
"""


def plant(folder: Path, program: Path) -> None:
    """Plant a program wherever a repository can name one, and take a version away to be fetched."""
    (program.parent / "more").write_text(f"[core]\n\tfsmonitor = {program}\n")
    with (folder / "config").open("a") as config:
        config.write(evil(program))
    (folder / "info").mkdir(exist_ok=True)
    (folder / "info" / "attributes").write_text("* filter=evil diff=evil\n")
    for hook in program.parent.iterdir():
        (folder / "hooks" / hook.name).parent.mkdir(exist_ok=True)
        (folder / "hooks" / hook.name).write_bytes(hook.read_bytes())
        (folder / "hooks" / hook.name).chmod(0o755)


def own(site: Path, program: Path) -> None:
    (site / ".gitattributes").write_text("* filter=evil diff=evil\n")
    plant(site / ".git", program)


def a_version_is_missing(site: Path, program: Path) -> None:
    blob = git(site, "rev-parse", "HEAD~1:data/standards/ssa/standards.yml")
    (site / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    plant(site / ".git", program)


def bare(where: str) -> Callable[[Path, Path], None]:
    def planted(site: Path, program: Path) -> None:
        """Turn the repository into the layout of a bare one, in a folder of the site."""
        plant(site / ".git", program)
        (site / where).mkdir(exist_ok=True)
        for part in (site / ".git").iterdir():
            part.rename(site / where / part.name)
        (site / ".git").rmdir()
        git(site / where, "config", "--file", "config", "core.bare", "false")
        git(site / where, "config", "--file", "config", "core.worktree", str(site))

    return planted


def a_file_that_leads_outside(site: Path, program: Path) -> None:
    plant(site / ".git", program)
    (site / ".git").rename(site.parent / "outside")
    (site / ".git").write_text("gitdir: ../outside\n")


def a_link_that_leads_outside(site: Path, program: Path) -> None:
    plant(site / ".git", program)
    (site / ".git").rename(site.parent / "outside")
    (site / ".git").symlink_to("../outside")


def objects_of_another(site: Path, program: Path) -> None:
    plant(site / ".git", program)
    (site / ".git" / "objects").rename(site.parent / "objects")
    (site / ".git" / "objects" / "info").mkdir(parents=True)
    (site / ".git" / "objects" / "info" / "alternates").write_text(f"{site.parent}/objects\n")


PLANTED: dict[str, Callable[[Path, Path], None]] = {
    "its configuration, hooks and attributes": own,
    "a version to be fetched": a_version_is_missing,
    "a bare layout in the site's folder": bare("."),
    "a bare layout below it": bare("data"),
    "a .git file that leads outside": a_file_that_leads_outside,
    "a .git link that leads outside": a_link_that_leads_outside,
    "objects of another repository": objects_of_another,
}


@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_that_a_repository_names_is_run(
    site: Path, program: Path, mark: Path, planted: str
) -> None:
    PLANTED[planted](site, program)
    for command in ("check", "order"):
        done = charters(command, "--root", site)
        assert done.exit_code == 0, done.output
        assert not mark.exists()


@pytest.mark.parametrize("planted", PLANTED)
def test_git_itself_would_have_run_it(site: Path, program: Path, mark: Path, planted: str) -> None:
    PLANTED[planted](site, program)
    git(site / "data" if planted == "a bare layout below it" else site, "status", check=False)
    assert mark.exists()


def test_nothing_that_the_environment_says_to_git_is_run(
    site: Path, program: Path, mark: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own(site, program)
    said = {
        "GIT_DIR": str(site / ".git"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(program),
        "GIT_EXTERNAL_DIFF": str(program),
        "GIT_PAGER": str(program),
        "GIT_SSH_COMMAND": str(program),
        "GIT_TRACE": str(mark),
    }
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    done = charters("check", "--root", site)
    assert done.exit_code == 0, done.output
    assert not mark.exists()


# ---------------------------------------------------------------------------- by Python, by YAML


@pytest.fixture
def trapped(site: Path, mark: Path) -> Path:
    """Return a site that names programs wherever MkDocs, ProperDocs, Python or YAML takes one."""
    leave = f"open({str(mark)!r}, 'w').close()\n"
    tag = f'!!python/object/apply:os.system ["touch {mark}"]'
    written = MKDOCS_YML.replace("- search", "- search\n  - trap")
    (site / "mkdocs.yml").write_text(
        f"INHERIT: base.yml\n{written}hooks: [trap.py]\nmarkdown_extensions: [trap]\n"
        f"extra: {{run: {tag}, name: !!python/name:trap.run }}\n"
    )
    for name in ("base.yml", "properdocs.yml", "mkdocs.yaml", ".charters.yml"):
        (site / name).write_text(f"extra: {tag}\nhooks: [trap.py]\n")
    for name in ("trap", "yaml", "click", "charters", "sitecustomize", "usercustomize", "conftest"):
        (site / f"{name}.py").write_text(leave)
    return site


@COMMANDS
def test_no_program_that_the_site_names_is_run(
    trapped: Path, mark: Path, command: list[str]
) -> None:
    done = process(BIN / "charters", *command, cwd=trapped)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not mark.exists()


def test_a_build_would_have_run_it(trapped: Path, mark: Path) -> None:
    charters("build", "--root", trapped)
    assert mark.exists()


def test_the_plain_engine_runs_none_of_it_and_says_so(trapped: Path, mark: Path) -> None:
    done = charters("build", "--root", str(trapped), "--engine", "plain")
    assert done.exit_code == 2
    assert "mkdocs.yml:13: code that a file names is not followed by the engine" in done.output
    assert not mark.exists()
