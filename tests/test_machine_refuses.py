"""What the machine refuses (a full disk, a closed pipe, a link in the way) is told in one line.

No traceback, exit 2, the old site as it was, and nothing left that keeps the next build from its work.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from builders import CALLS, Folder, site_folder, small_site
from charters.cli import CANNOT_RUN, CLEAN
from commands import commit, git, process, run
from ready import answered, ready
from sites import ENGINES

OLD = "the old site"
RUN = (sys.executable, "-m", "charters.cli")
BUILDS = [["build", "--engine", engine] for engine in ENGINES]
COMMANDS = [
    ["check"],
    ["check", "--format", "json"],
    ["order"],
    ["explain", "--reference"],
    ["schema"],
    ["--help"],
    ["check", "--help"],
    ["check-site", "old"],
    *BUILDS,
]
NAMED = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a good site's folder, with a site that was built before."""
    made = small_site(tmp_path)
    made.write("site/index.html", OLD)
    made.write("old/index.html", OLD)
    return made


def is_old(folder: Folder) -> bool:
    site = folder.path / "site"
    return [path.name for path in site.iterdir()] == ["index.html"] and (
        site / "index.html"
    ).read_text() == OLD


def told(folder: Folder, command: Sequence[str], wrapped: Sequence[str] = ()) -> tuple[int, str]:
    """Return how a command ended, and the line it said why in."""
    done = process(*wrapped, *RUN, *command, cwd=folder.path)
    assert "Traceback" not in done.stdout + done.stderr
    return in_one_line(done.returncode, done.stderr)


def here(folder: Folder, command: Sequence[str]) -> tuple[int, str]:
    """Return the same of a command that needs no process of its own."""
    done = run(folder.path, "charters", *command)
    return in_one_line(done.returncode, done.stderr)


def in_one_line(code: int, said: str) -> tuple[int, str]:
    assert len(said.splitlines()) == (code == CANNOT_RUN)
    return code, said.strip()


# ---------------------------------------------------------------------- nobody hears the answer


@NAMED
def test_a_full_disk_behind_the_output_is_one_line(folder: Folder, command: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = answered(RUN[-1], *command, cwd=folder.path, out=full.fileno())
    assert done.returncode == CANNOT_RUN
    assert done.stderr.splitlines()[0].startswith("No space left on device")
    assert len(done.stderr.splitlines()) == 1
    assert is_old(folder)


@NAMED
def test_a_closed_pipe_is_one_line(folder: Folder, command: list[str]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = answered(RUN[-1], *command, cwd=folder.path, out=writes)
    os.close(writes)
    assert done.returncode == CANNOT_RUN
    assert done.stderr.splitlines()[0].startswith("Broken pipe")
    assert len(done.stderr.splitlines()) == 1
    assert is_old(folder)


@pytest.mark.parametrize("command", [["check"], BUILDS[1]], ids=" ".join)
def test_a_disk_that_takes_no_line_at_all_still_ends_with_2(
    folder: Folder, command: list[str]
) -> None:
    with Path("/dev/full").open("w") as full:
        at = full.fileno()
        done = answered(RUN[-1], *command, cwd=folder.path, out=at, err=at)
    assert done.returncode == CANNOT_RUN
    assert is_old(folder)


# --------------------------------------------------------------------- there is no place for it


@pytest.mark.parametrize("command", [["check"], ["order"], *BUILDS], ids=" ".join)
def test_without_any_place_for_a_temporary_file_one_line_says_so(
    folder: Folder, command: list[str]
) -> None:
    git(folder.path, "init", "-q")
    commit(folder.path)
    # What is there stays there to be read: the program itself may have been cloned into it.
    closed = "mount --bind $at $at && mount -o remount,bind,ro $at"
    taken = f"for at in /tmp /var/tmp /usr/tmp; do [ ! -d $at ] || {{ {closed}; }}; done"
    home = Path("/mnt/charters-test")
    script = f'mount -t tmpfs x /mnt && cp -r {folder.path} {home} && {taken} && mount -o remount,ro /mnt && cd {home} && exec "$@"'
    alone = ["unshare", "--mount", "sh", "-c", script, "sh"]
    if subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    code, line = told(folder, command, alone)
    assert code == CANNOT_RUN
    assert line.startswith(("No usable temporary directory", "Read-only file system"))


def test_where_the_folder_is_gone_one_line_says_so(folder: Folder) -> None:
    gone = folder.path / "gone"
    gone.mkdir()
    script = f'cd {gone} && rmdir {gone} && exec "$@"'
    for command in (["check"], ["build", "--root", str(folder.path), "--out", "here"]):
        code, line = told(folder, command, ["sh", "-c", script, "sh"])
        assert code == CANNOT_RUN, line
    assert is_old(folder)


@pytest.mark.parametrize("name", ["a" * 300, "mkdocs.yml/site", "/proc/site", "/dev/null"])
def test_a_place_where_no_site_can_be_is_one_line(folder: Folder, name: str) -> None:
    assert here(folder, [*BUILDS[1], "--out", name])[0] == CANNOT_RUN
    assert is_old(folder)


@pytest.mark.parametrize("name", ["content/x", "overrides/site", "data/standards/site"])
def test_a_site_is_not_put_among_what_it_is_made_of(folder: Folder, name: str) -> None:
    code, line = here(folder, [*BUILDS[1], "--out", name])
    assert code == CANNOT_RUN
    assert "name another folder" in line
    assert not (folder.path / name).exists()


# --------------------------------------------------------------------------- something in the way


def link(to: str) -> Callable[[Path], None]:
    def made(path: Path) -> None:
        path.symlink_to(to)

    return made


def file(path: Path) -> None:
    path.write_text("mine\n")


IN_PLACE_OF_THE_SITE = {
    "a file": (file, "is a file; remove it"),
    "a pipe": (os.mkfifo, "is a file; remove it"),
    "a link to a site elsewhere": (link("../outside"), "is a link; remove it"),
    "a link to nowhere": (link("nowhere"), "is a link; remove it"),
    "a link to itself": (link("site"), "is a link; remove it"),
}


@pytest.mark.parametrize("what", IN_PLACE_OF_THE_SITE)
def test_what_lies_in_the_place_of_the_site_is_left_alone(tmp_path: Path, what: str) -> None:
    made = site_folder(tmp_path / "home")
    made.agency("ssa", CALLS)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/index.html").write_text(OLD)
    plant, words = IN_PLACE_OF_THE_SITE[what]
    plant(made.path / "site")
    before = (made.path / "site").lstat().st_ino
    code, line = here(made, BUILDS[1])
    assert code == CANNOT_RUN
    assert words in line
    assert (made.path / "site").lstat().st_ino == before
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["index.html"]


@pytest.mark.parametrize("plant", [link("../victim"), link("nowhere"), os.mkfifo], ids=range(3))
def test_a_lock_that_is_no_plain_file_is_not_written_to(
    tmp_path: Path, plant: Callable[[Path], None]
) -> None:
    made = site_folder(tmp_path / "home")
    made.agency("ssa", CALLS)
    (tmp_path / "victim").write_text("mine\n")
    plant(made.path / ".site.lock")
    code, line = here(made, BUILDS[1])
    assert code == CANNOT_RUN
    assert ".site.lock is not a plain file; remove it; " in line
    assert (tmp_path / "victim").read_text() == "mine\n"


@pytest.mark.parametrize("plant", [file, link("../victim"), link("nowhere")], ids=range(3))
@pytest.mark.parametrize("name", [".site-new", ".site-old"])
def test_what_lies_where_a_site_is_built_keeps_no_build_from_its_work(
    tmp_path: Path, name: str, plant: Callable[[Path], None]
) -> None:
    made = site_folder(tmp_path / "home")
    made.agency("ssa", CALLS)
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/index.html").write_text("mine\n")
    plant(made.path / name)
    assert here(made, BUILDS[1])[0] == CLEAN
    assert (tmp_path / "victim/index.html").read_text() == "mine\n"
    assert not (made.path / "site").is_symlink()
    assert [path.name for path in made.path.glob(".site-*")] == []


@pytest.mark.skipif(not shutil.which("setpriv"), reason="rights cannot be given up here")
def test_an_old_site_that_may_not_be_written_to_is_replaced_and_taken_away(folder: Folder) -> None:
    folder.write("site/agencies/index.html", OLD)
    for name in ("site/agencies", "site"):
        (folder.path / name).chmod(0o555)
    without = [*("setpriv", "--bounding-set=-dac_override,-dac_read_search"), "--inh-caps=-all"]
    assert told(folder, BUILDS[1], without if os.geteuid() == 0 else ())[0] == CLEAN
    assert not is_old(folder)
    assert list(folder.path.glob(".site-*")) == []


def test_schemas_are_written_over_no_file_that_a_link_leads_to(folder: Folder) -> None:
    folder.write("victim", "mine\n")
    (folder.path / "schemas").mkdir()
    (folder.path / "schemas/agency.schema.json").symlink_to("../victim")
    assert here(folder, ["schema", "--out", "schemas"])[0] == CLEAN
    assert (folder.path / "victim").read_text() == "mine\n"


# ------------------------------------------------------------------------------- cut off, at once


@pytest.mark.parametrize("build", BUILDS, ids=ENGINES)
def test_a_build_killed_at_any_moment_has_lost_nothing(folder: Folder, build: list[str]) -> None:
    began = time.monotonic()
    assert answered(RUN[-1], *build, cwd=folder.path).returncode == CLEAN
    took = time.monotonic() - began
    site = folder.path / "site"
    good = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for _ in range(5):
        with Path(os.devnull).open("w") as nobody:
            running = ready(RUN[-1]).start(build, folder.path, [nobody.fileno()] * 2, {})
        time.sleep(random.uniform(0, took))  # noqa: S311 - any moment
        with suppress(ProcessLookupError):
            os.kill(running, signal.SIGKILL)
        ready(RUN[-1]).ended()
        assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == good
    assert told(folder, build)[0] == CLEAN
    assert list(folder.path.glob(".site-*")) == []
