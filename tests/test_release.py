"""What is handed over: a package of the same bytes wherever it is built, and locks with hashes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from commands import process
from planting import GOOD

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MADE = shutil.ignore_patterns(
    ".git", ".venv", ".site*", "build", "dist", "__pycache__", ".*_cache", ".hypothesis"
)


# ------------------------------------------------------------------------------- the package


def not_kept(folder: str, names: list[str]) -> set[str]:
    """Return what builds and tools made; only at the top a `site` is one that was built."""
    return MADE(folder, names) | ({"site"} if Path(folder) == ROOT else set())


def built(folder: Path, *what: str, umask: int, **surroundings: str) -> Path:
    """Build the package from a copy of everything in a folder, and return where it is."""
    copy = Path(shutil.copytree(ROOT, folder / "charters", ignore=not_kept))
    for path in copy.rglob("*"):
        os.utime(path, (umask * 10_000_000, umask * 10_000_000))
    dist = folder / "dist"
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", *what, "--outdir", str(dist)],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": "", **surroundings},
        umask=umask,
        capture_output=True,
        timeout=120,
        check=True,
    )
    return dist


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the package: the wheel is built from the source package."""
    return built(tmp_path_factory.mktemp("here"), umask=0o022)


def only(folder: Path, ending: str) -> Path:
    (found,) = folder.glob(f"*{ending}")
    return found


def test_the_package_has_the_same_bytes_wherever_and_whenever_it_is_built(
    package: Path, tmp_path: Path
) -> None:
    elsewhere = built(
        *(tmp_path / "another place", "--wheel", "--sdist"),
        umask=0o077,
        TZ="Pacific/Auckland",
        PYTHONHASHSEED="1",
        LC_ALL="C",
    )
    names = sorted(path.name for path in package.iterdir())
    assert [name.rpartition(".")[2] for name in names] == ["whl", "gz"]
    assert sorted(path.name for path in elsewhere.iterdir()) == names
    for name in names:
        assert (package / name).read_bytes() == (elsewhere / name).read_bytes(), name


def test_the_wheel_holds_the_whole_program_and_nothing_else(package: Path) -> None:
    source = ROOT / "plugins"
    program = {
        path.relative_to(source).as_posix()
        for path in (source / "charters").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in program} >= {".py", ".toml", ".html", ".po", ".typed"}
    held = ZipFile(only(package, ".whl")).namelist()
    assert {name for name in held if ".dist-info/" not in name} == program
    about = {Path(name).name for name in held if ".dist-info/" in name}
    assert about == {"METADATA", "WHEEL", "RECORD", "LICENSE", "entry_points.txt"}


def test_the_source_package_holds_what_the_wheel_is_made_of_and_no_data(package: Path) -> None:
    with tarfile.open(only(package, ".tar.gz")) as archive:
        held = {name.partition("/")[2].partition("/")[0] for name in archive.getnames()}
    assert held == {
        *("plugins", "pyproject.toml", "PKG-INFO", ".gitignore"),
        *("README.md", "CHANGELOG.md", "LICENSE"),
    }


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["check"], "no problems"),
        (["build", "--engine", "plain", "--out", "made"], "no problems; published"),
        (["order"], "A1"),
        (["schema", "--out", "schemas"], ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_wheel_alone_does_the_work(
    package: Path, tmp_path: Path, command: list[str], said: str
) -> None:
    shutil.unpack_archive(only(package, ".whl"), tmp_path / "installed", "zip")
    shutil.copytree(GOOD, tmp_path / "site")
    run = "import charters, sys; print(charters.__file__, file=sys.stderr); from charters.cli import main; main()"
    words, installed = (sys.executable, "-c", run, *command), str(tmp_path / "installed")
    done = process(*words, cwd=tmp_path / "site", PYTHONPATH=installed)
    assert done.stderr.startswith(installed)
    assert (done.returncode, said in done.stdout) == (0, True), done.stdout + done.stderr


# --------------------------------------------------------------------------------- the locks


def locked(name: str) -> dict[str, str]:
    """Return the entries of a lock by package."""
    written = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=\S)", written)[1:]
    return {entry.partition("==")[0]: entry for entry in entries}


def asked(name: str) -> list[str]:
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


DECLARED = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
SHIPPED_ON = [*EXTRAS["material"], *EXTRAS["parquet"]]
TESTED_WITH = [*EXTRAS["test"], *EXTRAS["import"], *EXTRAS["language"]]
OURS = "mkdocs-charters (pyproject.toml)"
LOCKS = ("run", "test", "tools")


def named(requirements: list[str]) -> dict[str, Requirement]:
    found = map(Requirement, requirements)
    return {one.name.lower().replace("_", "-"): one for one in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_one_version_and_its_hashes(lock: str) -> None:
    entry = re.compile(
        r"[a-z0-9-]+==[0-9][\w.]*(?: ; [^\n]+?)?"
        r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n(?:    #[^\n]*\n)+"
    )
    assert [text for text in locked(lock).values() if not entry.fullmatch(text)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_where_packages_come_from(lock: str) -> None:
    written = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert re.findall(r"://|--(?:index|extra-index|find-links|trusted)|@ ", written) == []


@pytest.mark.parametrize(
    ("lock", "asks", "requirements"),
    [
        ("run", OURS, DECLARED + SHIPPED_ON),
        ("run", "-r requirements/build.in", asked("build")),
        ("test", OURS, DECLARED + SHIPPED_ON + TESTED_WITH),
        ("test", "-r requirements/build.in", asked("build")),
        ("tools", "-r requirements/tools.in", asked("tools")),
    ],
)
def test_a_lock_is_that_of_what_is_asked_for(lock: str, asks: str, requirements: list[str]) -> None:
    entries, wanted = locked(lock), named(requirements)
    by_them = {
        name
        for name, entry in entries.items()
        if re.search(rf"# .*{re.escape(asks)}|#   {re.escape(asks)}", entry)
    }
    assert by_them == set(wanted), "run: make lock"
    versions = {name: re.split(r"==|[ \n]", entries[name])[1] for name in wanted}
    assert [n for n, one in wanted.items() if not one.specifier.contains(versions[n])] == []


def test_the_locks_agree_on_every_version() -> None:
    versions = [{n: e.split()[0] for n, e in locked(lock).items()} for lock in LOCKS]
    run, tested, tools = versions
    assert run.items() <= tested.items()
    assert {name: one for name, one in tools.items() if tested.get(name, one) != one} == {}


def test_the_package_is_built_with_what_is_locked() -> None:
    assert set(PROJECT["build-system"]["requires"]) <= set(asked("build"))


# ----------------------------------------------------------------------- what the doors install


def recipes() -> Iterator[str]:
    for name in ("Makefile", "Containerfile"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        yield from re.findall(r"pip(?: --python \S+)? install\b.*", text)


def test_nothing_is_installed_that_is_not_locked() -> None:
    installs = [*recipes()]
    assert len(installs) >= 5
    ours = re.compile(r"--no-deps .*(?:--editable )?\.$")
    assert [one for one in installs if "--require-hashes" not in one and not ours.search(one)] == []


CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


def test_the_container_is_pinned_and_runs_as_nobody() -> None:
    bases = re.findall(r"(?m)^FROM (\S+)", CONTAINER)
    assert bases
    assert [
        b
        for b in bases
        if not re.fullmatch(r"python:\d+\.\d+\.\d+-slim-[a-z]+(@sha256:\w{64})?", b)
    ] == []
    assert re.search(r"(?m)^USER [1-9]\d*:[1-9]\d*$", CONTAINER)
    assert re.search(r"(?m)^ADD |curl|wget|https?://", CONTAINER) is None


def test_what_goes_into_the_container_is_there_and_is_let_in() -> None:
    copied = [
        name
        for line in re.findall(r"(?m)^COPY (?!--from)(.*)$", CONTAINER)
        for name in line.split()[:-1]
    ]
    let_in = re.findall(r"(?m)^!(.*)$", (ROOT / ".containerignore").read_text(encoding="utf-8"))
    assert sorted(copied) == sorted(let_in)
    assert [name for name in copied if not (ROOT / name).exists()] == []


# What pip-audit 2.10 said: to a list without a weakness, with one (whose words are no excuse), to none
# that could be reached, and to a lock that it could not read.
AUDITS: Mapping[str, tuple[str, int, int]] = {
    "nothing known": ("No known vulnerabilities found", 0, 0),
    "a known weakness": ("Found 1 known vulnerability in 1 package\nmarkdown 3.11.3 ConnectionError", 1, 2),
    "no network": ("requests.exceptions.ConnectionError: HTTPSConnectionPool(port=443): Max retries", 1, 0),
    "a lock without hashes": ("ERROR:pip_audit._cli:requirement markdown does not contain a hash", 1, 2),
}  # fmt: skip


@pytest.mark.parametrize("case", AUDITS)
def test_an_audit_fails_at_a_weakness_and_passes_without_network(case: str, tmp_path: Path) -> None:
    said, its_status, status = AUDITS[case]
    shutil.copy(ROOT / "Makefile", tmp_path)
    tool = tmp_path / "bin" / "pip-audit"
    tool.parent.mkdir()
    tool.write_text(f"#!/bin/sh\ncat <<'END'\n{said}\nEND\nexit {its_status}\n", encoding="utf-8")
    tool.chmod(0o755)
    words = ("make", "-o", ".venv/.installed-tools", "audit", f"BIN={tool.parent}")
    done = process(*words, cwd=tmp_path)
    assert done.returncode == status
    assert ("no audit" in done.stdout) == (case == "no network")
    assert (said in done.stderr) == (status != 0)
