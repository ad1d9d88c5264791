"""What many tests share: the example site, built once in a run."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

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

ROOT = Path(__file__).parent.parent
AS_OF = "2026-06-30"
"""The day the example is judged on in tests, so that they say the same on every day."""


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built example site; workers of one run share it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site = shared / "built-site"
    with _alone(shared / "built-site.lock"):
        if not site.is_dir():
            _build(site)
    return site


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w", encoding="utf-8") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _build(site: Path) -> None:
    """Build beside the site's place, so that a build that failed is never taken for a site."""
    half = site.with_name("half-built-site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(half)]
    surroundings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "CHARTERS_AS_OF": AS_OF}
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(f"the example site cannot be built:\n{done.stdout}{done.stderr}", pytrace=False)
    half.rename(site)
