"""Counts the small changes of judging that no test notices.

    make mutate
    .venv/bin/python benchmarks/mutate.py [--survivors] [MODULE ...]

Each change (see `mutants.py`) is put into one module, and the tests of judging run until the first
fails; a change that none notices survived. What is known stands in build/mutants.jsonl: a run that
was interrupted goes on from there while code and tests are the same. `--survivors` tries again those
that survived before, and believes the rest. Ends with 1 below the score that must be reached.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

import hypothesis.strategies  # noqa: F401 - before anything forks, to save its time each time
import pytest

import charters.reading  # the same; none of it knows judging
from mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[1]
JUDGING = Path(charters.__file__).parent / "judging"
KNOWN = ROOT / "build" / "mutants.jsonl"
AT_LEAST = 0.92
LONGEST = 30
"""Seconds of CPU after which a change that makes the tests run on counts as noticed."""
MOST_MEMORY = 2 * 1024**3
LEFT_OUT = ("__init__", "balances", "needs")
"""Held by the cases of contradictions, and moving still."""
TESTS = (
    "ages",
    "comparators",
    "history",
    "intervals",
    "patterns",
    "periods_due",
    "spc",
    "standings",
    "suppression",
    "verdicts",
)
OWN_TEST = {"runs": "spc"}
OPTIONS = (
    *("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # hypothesis is loaded before
)


class Changed(MetaPathFinder, Loader):
    """Gives Python a changed text for one module of judging."""

    def __init__(self, module: str, text: str) -> None:
        self.name, self.path = f"charters.judging.{module}", JUDGING / f"{module}.py"
        self.code = compile(text, self.path, "exec")

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Return where the module comes from: here."""
        here = fullname == self.name
        return spec_from_file_location(fullname, self.path, loader=self) if here else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed text as the module."""
        exec(self.code, vars(module))  # noqa: S102 - which is what this is for


def tests_of(module: str) -> list[list[str]]:
    """Return the files of tests in two lots: the module's own, which mostly suffices, and the rest."""
    own = OWN_TEST.get(module, module)
    others = [name for name in TESTS if name != own]
    return [[f"{ROOT}/tests/test_{name}.py" for name in names] for names in ([own], others)]


def survives(module: str, text: str) -> bool:
    """Return whether every test passes with a module changed; each run is a process of its own."""
    child = os.fork()
    if child == 0:
        _try(module, text)
    return os.waitpid(child, 0)[1] == 0


def _try(module: str, text: str) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.meta_path.insert(0, Changed(module, text))
    code = 1
    try:
        code = int(any(pytest.main([*OPTIONS, *files]) for files in tests_of(module)))
    finally:
        os._exit(code)


def digest(*texts: str) -> str:
    """Return a short name for some texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def state() -> str:
    """Return a name for all that decides: judging, what it stands on, and the tests."""
    files = [*JUDGING.parent.glob("model/*.py"), *JUDGING.glob("*.py"), *tests_used()]
    return digest(*(path.read_text("utf-8") for path in sorted(files)))


def tests_used() -> Iterator[Path]:
    """Yield the tests and what they share."""
    for name in ("conftest.py", "builders.py"):
        yield ROOT / "tests" / name
    for name in TESTS:
        yield ROOT / "tests" / f"test_{name}.py"


def known(*, survivors: bool) -> dict[str, bool]:
    """Return which changes are known to survive: those of the same state, or all that were noticed."""
    if not KNOWN.is_file():
        return {}
    lines = [json.loads(line) for line in KNOWN.read_text("utf-8").splitlines()]
    if survivors:
        latest = {line["mutant"]: line["survives"] for line in lines}
        return {name: False for name, survived in latest.items() if not survived}
    now = state()
    return {line["mutant"]: line["survives"] for line in lines if line["state"] == now}


def run(modules: Sequence[str], *, survivors: bool) -> Counter[tuple[str, bool]]:
    """Try every change that is not known yet; print each that survives."""
    found, now, before = Counter[tuple[str, bool]](), state(), known(survivors=survivors)
    KNOWN.parent.mkdir(exist_ok=True)
    with KNOWN.open("a", encoding="utf-8") as file:
        for module, mutant in all_mutants(modules):
            name = digest(module, mutant.text)
            if name not in before:
                before[name] = survives(module, mutant.text)
                line = {"state": now, "mutant": name, "survives": before[name]}
                print(json.dumps(line), file=file, flush=True)
            found[module, before[name]] += 1
            if before[name]:
                print(f"{module}.py:{mutant.line}: {mutant.change}", flush=True)
    return found


def all_mutants(modules: Sequence[str]) -> Iterator[tuple[str, Mutant]]:
    """Yield every change of some modules."""
    for module in modules:
        for mutant in mutants_of((JUDGING / f"{module}.py").read_text("utf-8")):
            yield module, mutant


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for, print the score of each module, and return the exit status."""
    asked = [name for name in arguments if not name.startswith("-")]
    modules = asked or [p.stem for p in sorted(JUDGING.glob("*.py")) if p.stem not in LEFT_OUT]
    began = time.monotonic()
    if not survives(modules[0], (JUDGING / f"{modules[0]}.py").read_text("utf-8")):
        sys.exit("the tests fail with nothing changed; mend them first")
    found = run(modules, survivors="--survivors" in arguments)
    for module in modules:
        print(told(module, found[module, False], found[module, True]))
    noticed, survived = (sum(found[m, kind] for m in modules) for kind in (False, True))
    print(told("together", noticed, survived), f"in {time.monotonic() - began:.0f} s")
    return int(noticed < AT_LEAST * (noticed + survived))


def told(what: str, noticed: int, survived: int) -> str:
    """Return one line of the table."""
    return f"{what:<12} {noticed:>4} of {noticed + survived:>4} noticed, {noticed / (noticed + survived or 1):.1%}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
