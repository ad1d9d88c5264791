"""A value, a key, a row or a line of a whole valid site is changed: every door answers in words.

`make test` tries 100 sites, `make fuzz` 20,000 (each night); `make fuzz EXAMPLES=100000` more.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charters import build as building
from charters.model.settings import PluginOptions
from charters.problems import Severity
from charters.publishing.book import open_book
from charters.publishing.data import clause_data, problem_documents, reports
from charters.publishing.rendering import SiteError
from charters.publishing.site import site_of
from charters.publishing.views.order import order_lines
from charters.reading import read
from charters.rules import Audit, audit
from commands import commit, git
from sites import ENGINES
from spoiling import changes, spoiled
from valid_site import DATA, FILES, VALID, valid_site, write

EXAMPLES = int(os.environ.get("CHARTERS_FUZZ", "40"))
PARTS, OF_HISTORY = 10, 2
"""The sites are tried in parts, so that several processes share them; two spoil the history."""
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a whole valid site of one agency, with an earlier version of its promises in git."""
    root = tmp_path_factory.mktemp("changed")
    git(valid_site(root), "init", "-q")
    standards = f"{DATA}/standards.yml"
    write(root, {standards: VALID[standards].replace("Head of", "Chief of")})
    commit(root)
    write(root, VALID)
    commit(root)
    return root


# ------------------------------------------------------------------------------------- the doors


def told(root: Path) -> Audit:
    """Read and check a site as `charters check` does, in all its forms, and hold it to its laws."""
    register, problems = read(root)
    found = audit(register, problems)
    assert all(str(problem).isprintable() for problem in found.problems)
    assert len(json.loads(problem_documents.as_json(found.problems))["problems"]) == len(
        found.problems
    )
    assert all("\n" not in line for line in problem_documents.github(found.problems))
    assert reports.summary(found.problems)
    return found


def shown(found: Audit) -> None:
    """Make what `charters order` prints, and every page and download."""
    book = open_book(found)
    json.loads(clause_data.as_json(book))
    for charter in book.register.charters.values():
        assert "\n" not in "".join(order_lines(book, charter, every=True))
    site_of(book)


PYTHON = re.compile(r"\b[A-Z]\w+(?:Error|Exception|Warning)\b|\bNoneType\b|Traceback")
"""The words of a mistake of ours, where an editor should read what to mend."""


def built(root: Path, found: Audit, engine: str) -> str:
    """Build the site as `charters build` does, where nothing is refused; return what is said of it."""
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        return "refused"
    new = root / ".new"
    try:
        said = "".join(map(str, building.built(engine, root, found, new).problems))
    except SiteError as why:
        said = str(why).replace("\n", "")
    finally:
        shutil.rmtree(new, ignore_errors=True)
    assert said.isprintable() or not said
    # What MkDocs says of the maintainers' own file are its own words.
    assert engine == "mkdocs" or not PYTHON.search(said), said
    return said


# -------------------------------------------------------------------------------------- the tries

tries = settings(
    max_examples=max(1, EXAMPLES // PARTS), deadline=None, suppress_health_check=list(HealthCheck)
)
SPOILED = st.lists(changes(FILES), min_size=1, max_size=3).map(lambda found: spoiled(FILES, found))
ENGINE = st.sampled_from(["", "", "plain", "plain", "plain", "mkdocs"])
"""What makes the pages of a site in which nothing is refused; of some sites the check is enough."""


UNSET = {"path", "waivers", "languages", "site_name", "site_description", "menu"}
"""One moves every page, one needs something to leave out, and with several languages all is made twice."""


def test_the_valid_site_has_nothing_to_mend_and_every_setting(site: Path) -> None:
    assert told(site).problems == []
    assert [built(site, told(site), engine) for engine in ENGINES] == ["", ""]
    options = FILES["mkdocs.yml"]["plugins"][1]["charters"]
    assert set(options) == set(PluginOptions.model_fields) - UNSET


@pytest.mark.parametrize("_part", range(PARTS - OF_HISTORY))
@tries
@given(texts=SPOILED, engine=ENGINE)
def test_no_change_makes_a_door_fall(
    site: Path, _part: int, texts: dict[str, str], engine: str
) -> None:
    write(site, texts)
    try:
        found = told(site)
        shown(found)
        if engine:
            built(site, found, engine)
    finally:
        write(site, {name: VALID[name] for name in texts})


@pytest.mark.parametrize("_part", range(OF_HISTORY))
@tries
@given(texts=SPOILED)
def test_no_earlier_version_makes_a_door_fall(
    site: Path, _part: int, texts: dict[str, str]
) -> None:
    before = git(site, "rev-parse", "HEAD")
    write(site, texts)
    commit(site)
    write(site, {name: VALID[name] for name in texts})
    commit(site)
    try:
        shown(told(site))
    finally:
        git(site, "update-ref", "HEAD", before)
        git(site, "reset", "-q")
