"""`charters build`: the old site stays until the new one is sound, whatever happens in between."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builders import CALLS, MKDOCS_YML, Folder, small_site
from charters import build as building
from charters import plugin
from charters.cli import CANNOT_RUN, CLEAN, PROBLEMS
from charters.publishing.rendering import SiteError
from commands import charters, process
from ready import answered, ready
from sites import each_engine

BAD = CALLS.replace("90%", "0.9")
CLI = "charters.cli"
OLD = "the old site"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")


def started(folder: Path, *words: str, **how: Any) -> subprocess.Popen[str]:
    """Start a build as a publisher does, in the folder of a site."""
    return subprocess.Popen(
        [sys.executable, "-m", CLI, "build", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )


def ended(build: subprocess.Popen[str]) -> tuple[int, str]:
    """Return how a build ended, and all that it said."""
    out, err = build.communicate(timeout=120)
    assert "Traceback" not in out + err
    return build.returncode, out + err


def run(*words: str) -> tuple[int, str]:
    """Build here and now, and return how it ended and all that was said."""
    done = charters("build", *words)
    return done.exit_code, done.output


def index(folder: Folder, site: str = "site") -> str:
    return (folder.path / site / "index.html").read_text(encoding="utf-8")


def left_over(folder: Folder) -> list[str]:
    """Return what a build leaves beside the site, other than its lock."""
    return sorted(path.name for path in folder.path.glob(".site-*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Go to a good site's folder, with a site that was built before."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    made = small_site(tmp_path)
    made.write("site/index.html", OLD)
    made.write("site/gone.html", OLD)
    return made


# ---------------------------------------------------------------------------------- a good end


def test_a_build_without_what_writes_parquet_says_how_to_get_it(folder: Folder) -> None:
    code, said = run("--engine", "plain")
    assert code == CLEAN, said
    assert "left out: results.parquet; pip install 'mkdocs-charters[parquet]' makes it" in said
    assert "results.parquet" not in (folder.path / "site/data/index.html").read_text("utf-8")


@each_engine
def test_a_sound_site_takes_the_place_of_the_old_one_and_words_say_so(
    folder: Folder, engine: str
) -> None:
    code, said = run("--engine", engine)
    assert code == CLEAN, said
    pages = len(list((folder.path / "site").rglob("*.html")))
    assert re.fullmatch(
        rf"no problems; published {pages} pages in {folder.path}/site, "
        r"as of 2026-06-30, in \d+(\.\d)? s",
        said.strip().splitlines()[-1],
    )
    assert "We answer your call" in index(folder, "site/agencies/ssa/phone")
    assert not (folder.path / "site/gone.html").exists()
    assert left_over(folder) == []


@each_engine
def test_a_first_build_needs_no_old_site(folder: Folder, engine: str) -> None:
    code, said = run("--engine", engine, "--out", "deploy/www")
    assert code == CLEAN, said
    assert "<h1" in index(folder, "deploy/www")
    assert index(folder) == OLD


@each_engine
def test_the_day_is_the_one_that_was_asked_for(folder: Folder, engine: str) -> None:
    code, said = run("--engine", engine, "--as-of", "2026-02-03")
    assert code == CLEAN, said
    assert "as of 2026-02-03" in said
    assert "As of February 3, 2026." in index(folder)


def test_the_files_are_read_once(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugin, "read", None)
    monkeypatch.setattr(plugin, "audit", None)
    code, said = run()
    assert code == CLEAN, said


# ------------------------------------------------------------------------------------ problems


@each_engine
def test_bad_data_is_told_as_the_check_tells_it_and_leaves_the_site(
    folder: Folder, engine: str
) -> None:
    folder.agency("irs", BAD)
    code, said = run("--engine", engine)
    checked = charters("check").stdout
    *lines, last = said.strip().splitlines()
    assert (code, lines) == (PROBLEMS, checked.strip().splitlines()[:-1])
    assert last == f"1 error; nothing was published, {folder.path}/site is as it was"
    assert index(folder) == OLD


@each_engine
def test_a_fault_of_the_finished_pages_leaves_the_site(folder: Folder, engine: str) -> None:
    footer = '<footer><a href="nowhere/">More</a></footer>\n'
    folder.write("overrides/charters/frame/footer.html", footer)
    code, said = run("--engine", engine)
    assert code == PROBLEMS
    assert "S001 'nowhere/' leads to no page or file of this site" in said
    assert index(folder) == OLD
    assert left_over(folder) == []


STRICT_SITE = f"strict: true\n{MKDOCS_YML}"


@pytest.mark.parametrize(
    ("mkdocs_yml", "words", "code"),
    [
        (MKDOCS_YML, (), CLEAN),
        (MKDOCS_YML, ("--strict",), PROBLEMS),
        (STRICT_SITE, (), PROBLEMS),
    ],
    ids=["lenient", "strict", "strict by mkdocs.yml"],
)
def test_what_mkdocs_warns_of_is_told_and_refused_only_when_asked(
    folder: Folder, mkdocs_yml: str, words: tuple[str, ...], code: int
) -> None:
    folder.write("mkdocs.yml", f"{mkdocs_yml}validation: {{nav: {{omitted_files: warn}}}}\n")
    folder.write("content/about.md", "# About\n")
    ended_with, said = run(*words)
    assert ended_with == code, said
    first, *_, last = said.splitlines()
    assert re.match(
        r"warning +mkdocs\.yml:1:1: S010 .* exist in the docs directory, .* about\.md", first
    )
    assert last.startswith("1 warning; ")
    assert (index(folder) == OLD) is (code != CLEAN)


# --------------------------------------------------------------------------- it could not run


def without(module: str) -> str:
    return f"import sys; sys.modules['{module}'] = None; from charters.cli import main; main()"


def test_without_mkdocs_a_line_says_what_to_install_and_what_works(folder: Folder) -> None:
    done = process(sys.executable, "-c", without("mkdocs"), "build")
    assert done.returncode == CANNOT_RUN
    assert done.stderr == (
        "mkdocs is not installed; run: pip install 'mkdocs>=1.6.1,<2', or build with "
        f"--engine plain; {folder.path}/site is as it was\n"
    )
    assert index(folder) == OLD


def test_a_file_where_the_site_belongs_is_not_replaced(folder: Folder) -> None:
    shutil.rmtree(folder.path / "site")
    folder.write("site", "my notes\n")
    code, said = run()
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1)
    assert "is a file; remove it, or name another folder" in said
    assert (folder.path / "site").read_text() == "my notes\n"


@pytest.mark.parametrize("root", ["nowhere", "content"])
def test_where_no_site_is_nothing_is_built_nor_left(folder: Folder, root: str) -> None:
    before = sorted(folder.path.rglob("*"))
    code, said = run("--root", root)
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1), said
    assert sorted(folder.path.rglob("*")) == before


@pytest.mark.parametrize("out", [".", "..", "content", "data"])
def test_a_folder_that_is_no_site_is_not_replaced(folder: Folder, out: str) -> None:
    code, said = run("--out", out)
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1), said
    assert "name another folder" in said
    assert (folder.path / "content/index.md").is_file()


@each_engine
def test_a_site_is_not_published_into_what_is_published(folder: Folder, engine: str) -> None:
    code, said = run("--engine", engine, "--out", "content/site")
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1), said
    assert not (folder.path / "content/site").exists()


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("name: charters", "name: chatrers", "Unrecognised theme name: 'chatrers'"),
        ("- search", "- gallery", '"gallery" plugin is not installed'),
        (r"- charters: .*", "", "mkdocs.yml does not name the plugin"),
        ("^", "use_directory_urls: false\n", "take the line out of mkdocs.yml"),
    ],
)
def test_what_mkdocs_cannot_do_is_one_line(folder: Folder, was: str, now: str, words: str) -> None:
    folder.write("mkdocs.yml", re.sub(was, now, MKDOCS_YML, count=1))
    code, said = run()
    assert code == CANNOT_RUN
    (line,) = said.splitlines()
    assert words in line
    assert line.endswith(f"; {folder.path}/site is as it was")
    assert index(folder) == OLD


@each_engine
def test_a_template_that_cannot_be_read_is_named_with_its_line(folder: Folder, engine: str) -> None:
    folder.write("overrides/charters/frame/footer.html", "<footer>\n{% if %}\n</footer>\n")
    code, said = run("--engine", engine)
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1), said
    assert re.match(r".*overrides/charters/frame/footer\.html:2: ", said)
    assert index(folder) == OLD


# ------------------------------------------------------------------------------------ the disk


@each_engine
def test_files_that_cannot_be_written_leave_the_old_site(folder: Folder, engine: str) -> None:
    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    code, said = ended(started(folder.path, "--engine", engine, preexec_fn=small_files))
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1), said
    assert said.startswith("File too large (")
    assert index(folder) == OLD
    assert left_over(folder) == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Return a function that mounts a small disk with an old site on it."""
    place = tmp_path / "disk"
    place.mkdir()

    def mounted(size: str) -> Path:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "charters-test", str(place)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        (place / "site").mkdir()
        (place / "site/index.html").write_text(OLD)
        return place

    yield mounted
    subprocess.run(["umount", str(place)], capture_output=True, check=False)


@AS_ROOT
@each_engine
def test_a_full_disk_leaves_the_old_site(
    folder: Folder, disk: Callable[[str], Path], engine: str
) -> None:
    place = disk("64k")
    code, said = run("--engine", engine, "--out", str(place / "site"))
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1), said
    assert said.startswith("No space left on device")
    assert (place / "site/index.html").read_text() == OLD
    assert sorted(path.name for path in place.iterdir()) == [".site.lock", "site"]


@AS_ROOT
def test_a_folder_that_only_may_be_read_stays_as_it_is(
    folder: Folder, disk: Callable[[str], Path]
) -> None:
    place = disk("8m")
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    code, said = run("--out", str(place / "site"))
    assert (code, len(said.splitlines())) == (CANNOT_RUN, 1), said
    assert said.startswith("Read-only file system")
    assert (place / "site/index.html").read_text() == OLD


# ------------------------------------------------------------------------- one build at a time


@each_engine
def test_a_build_that_was_killed_is_put_right_by_the_next(folder: Folder, engine: str) -> None:
    half = folder.path / ".site-new"
    with Path(os.devnull).open("w") as nobody:
        words, hear = ["build", "--engine", engine], [nobody.fileno()] * 2
        build = ready(CLI).start(words, folder.path, hear, {})
    until = time.monotonic() + 60
    while not half.exists() and time.monotonic() < until:
        time.sleep(0.001)
    os.kill(build, signal.SIGKILL)
    assert ready(CLI).ended() == -signal.SIGKILL
    assert half.exists()
    assert index(folder) == OLD
    code, said = run("--engine", engine)
    assert code == CLEAN, said
    assert left_over(folder) == []
    assert index(folder) != OLD


def test_a_build_killed_between_two_renames_has_lost_nothing(folder: Folder) -> None:
    folder.write(".site-new/index.html", "a site that was never published")
    (folder.path / "site").rename(folder.path / ".site-old")
    folder.agency("irs", BAD)
    code, _ = run()
    assert code == PROBLEMS
    assert index(folder) == OLD
    assert left_over(folder) == []


def test_what_was_killed_after_the_exchange_is_taken_away(folder: Folder) -> None:
    folder.write(".site-new/index.html", "the site before")
    folder.write(".site-old/index.html", "the site before")
    folder.agency("irs", BAD)
    assert run()[0] == PROBLEMS
    assert index(folder) == OLD
    assert left_over(folder) == []


def test_a_second_build_is_told_who_builds(folder: Folder) -> None:
    site = folder.path / "site"
    with building.place_beside(folder.path, site, ()) as new:
        new.mkdir()
        second = answered(CLI, "build", cwd=folder.path)
        assert new.is_dir()
    assert second.returncode == CANNOT_RUN
    assert re.fullmatch(
        rf"another build of {site} is running \(process {os.getpid()}, since \d\d:\d\d:\d\d\); "
        rf"wait until it has ended; {site} is as it was\n",
        second.stdout + second.stderr,
    )
    assert run()[0] == CLEAN


def test_of_builds_at_once_each_publishes_a_whole_site_or_waits_for_its_turn(
    folder: Folder,
) -> None:
    builds = [started(folder.path, "--engine", "plain") for _ in range(3)]
    codes = sorted(ended(build)[0] for build in builds)
    assert codes[0] == CLEAN
    assert set(codes) <= {CLEAN, CANNOT_RUN}
    assert "We answer your call" in index(folder, "site/agencies/ssa/phone")
    assert left_over(folder) == []


# ---------------------------------------------------------------------------- the last step


def two_sites(path: Path) -> tuple[Path, Path]:
    new, site = path / ".site-new", path / "site"
    for folder, words in ((new, "new"), (site, OLD)):
        folder.mkdir()
        (folder / "index.html").write_text(words)
    return new, site


@pytest.mark.parametrize("in_one_step", [True, False])
def test_two_folders_change_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(building, "_exchanged", lambda *_: False)
    new, site = two_sites(tmp_path)
    building.exchange(new, site)
    assert (site / "index.html").read_text() == "new"
    assert not (tmp_path / ".site-old").exists()


def test_a_rename_that_fails_half_way_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_exchanged", lambda *_: False)
    new, site = two_sites(tmp_path)
    with (
        pytest.raises(SiteError, match="No such file or directory"),
        building.place_beside(tmp_path, site, ()),
    ):
        building.exchange(tmp_path / "nothing", site)
    assert (site / "index.html").read_text() == OLD
    assert not new.exists()
    assert not (tmp_path / ".site-old").exists()
