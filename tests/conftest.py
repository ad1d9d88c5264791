"""What many tests share: a whole fictitious site and that of the repository, each built once in a run."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from builders import ROOT, Made, languages_folder, moved_folder, whole_folder
from charters import workers
from commands import run
from sites import ENGINES, published

# What a shell starts behind its back hears no Ctrl-C, nor does what it starts; some tests send one.
signal.signal(signal.SIGINT, signal.default_int_handler)
# How long one example takes says more about the machine than about the program.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
# For benchmarks/mutate.py: the same examples every time, and no search for a simpler one.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# Ten thousand tests stay as they are: those of rules took a twelfth longer when they were looked through for garbage.
gc.set_threshold(20_000, 20, 50)


def pytest_collection_finish() -> None:
    """Look never again through what was collected."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def kept_for_this_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what builds see of pages out of the folder of whoever runs the tests."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def of_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Split a process in two whatever the machine has, and whatever threads other tests left behind."""
    monkeypatch.setattr(workers, "count", lambda: 2)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return a whole site of agencies that do not exist, built; workers of one run share it."""
    shared = _shared(tmp_path_factory)
    folder = _once(shared / "whole", whole_folder)
    return Made(folder, _once(shared / "whole-site", partial(_build, folder)))


@pytest.fixture(scope="session")
def built_site(whole: Made) -> Path:
    """Return the pages of the whole site."""
    return whole.site


@pytest.fixture(scope="session")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return a whole site in three languages, built by the engine without MkDocs."""
    shared = _shared(tmp_path_factory)
    folder = _once(shared / "languages", languages_folder)
    return Made(folder, _once(shared / "languages-site", partial(published, "plain", folder)))


@pytest.fixture(scope="session")
def moved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a site of which everything was found elsewhere before, by the engine that built it."""
    shared = _shared(tmp_path_factory)
    folder = _once(shared / "moved", moved_folder)
    return {
        engine: _once(shared / f"moved-{engine}", partial(published, engine, folder))
        for engine in ENGINES
    }


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the site that lies in this repository, whoever's it is, built as of today."""
    return Made(ROOT, _once(_shared(tmp_path_factory) / "own-site", partial(_build, ROOT)))


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare every site made here the program that writes Parquet; whole sites are built with it."""
    monkeypatch.setitem(sys.modules, "duckdb", None)


@pytest.fixture
def with_columns(columns: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have that program for what is made here too."""
    monkeypatch.undo()


def _shared(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _once(place: Path, make: Callable[[Path], object]) -> Path:
    """Make a folder beside its place, so that one that failed is never taken for a whole one."""
    with place.with_suffix(".lock").open("w", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not place.is_dir():
            half = place.with_suffix(".half")
            make(half)
            half.rename(place)
    return place


def _build(folder: Path, site: Path) -> None:
    done = run(folder, "mkdocs", "build", "--quiet", "--site-dir", str(site))
    if done.returncode:
        pytest.fail(f"the site cannot be built:\n{done.stdout}{done.stderr}", pytrace=False)
