"""A value, a key, a row or a line of a whole valid site is changed: every door answers in words.

`make test` tries 500 sites, `make fuzz` 20,000 (each night); `make fuzz EXAMPLES=100000` more.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charters import build as building
from charters.model.settings import Settings
from charters.problems import Severity
from charters.publishing.book import open_book
from charters.publishing.data import clause_data, reports
from charters.publishing.rendering import SiteError
from charters.publishing.site import site_of
from charters.publishing.views.order import order_lines
from charters.reading import read
from charters.rules import Audit, audit
from order_cases import GOOD, SITE
from spoiling import changes, parsed, spoiled

EXAMPLES = int(os.environ.get("CHARTERS_FUZZ", "500"))
PARTS, OF_HISTORY = 10, 2
"""The sites are tried in parts, so that several processes share them; two spoil the history."""
ROOT = Path(__file__).parents[1]
DATA = f"data/standards/{GOOD}"
PAGE = f"content/agencies/{GOOD}.md"
MKDOCS_YML = f"""\
site_name: A valid site
site_url: https://fictitious.example.org/
site_description: Every setting is here.
repo_url: https://github.com/example/charters
edit_uri: edit/main/content/
copyright: Nobody
docs_dir: content
theme: {{name: material, custom_dir: overrides, language: en, font: false, static_templates: [404.html]}}
plugins:
  - search
  - charters:
      data_dir: data/standards
      language: en
      as_of: 2026-06-30
      fiscal_year_starts: october
      result_old_after: 24
      suppress_below: 5
      staff_answers_at_least: 10
      notice: Every agency on this site is fictitious.
      publisher: {{name: The tests, contact: "mailto:web@example.org"}}
      audits:
        - {{date: 2026-01-15, by: an expert, what: every page, found: nothing}}
      edit_root: https://github.com/example/charters/edit/main/
      also_published: [.docx]
      eo_13571: yes
      windows: {{result_lag_days: 90, results_months: 12, survey_months: 24, contact_months: 6}}
nav: [index.md, Agencies: agencies.md, More: [promises.md, {PAGE.removeprefix("content/")}], Elsewhere: "https://example.org/"]
extra: {{generator: false, social: [{{icon: x, link: "https://example.org/"}}]}}
extra_css: [assets/a.css]
markdown_extensions: [tables, toc: {{permalink: false}}]
validation: {{links: {{not_found: warn}}}}
strict: false
"""
HOME = f"---\ntitle: Home\n---\n\n# Home\n\nWe answered {{{GOOD}/counter-wait: result}}. See [more](about.md).\n"
VALID = {
    **{
        f"{DATA}/{name}": (SITE / DATA / name).read_text(encoding="utf-8")
        for name in ("agency.yml", "standards.yml", "benchmarks.yml", "surveys.yml", "results.csv")
    },
    PAGE: (SITE / PAGE).read_text(encoding="utf-8"),
    "mkdocs.yml": MKDOCS_YML,
    "content/index.md": HOME,
    "content/about.md": "# About\n\n- One\n\n> Two, [three](https://a.example/), `four`\n",
}
FILES = {name: parsed(name, text) for name, text in VALID.items()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a whole valid site of one agency, with an earlier version of its promises in git."""
    root = tmp_path_factory.mktemp("changed")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    git(root, "init", "-q")
    standards = f"{DATA}/standards.yml"
    write(root, {**VALID, standards: VALID[standards].replace("Head of", "Chief of")})
    commit(root)
    write(root, VALID)
    commit(root)
    return root


def write(root: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8", "surrogatepass"))


def git(root: Path, *command: str) -> str:
    alone = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "gc.auto=0")
    words = ["git", *who, *command]
    done = subprocess.run(words, cwd=root, env=alone, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A version", "--allow-empty")
    return git(root, "rev-parse", "HEAD")


# ------------------------------------------------------------------------------------- the doors


def told(root: Path) -> Audit:
    """Read and check a site as `charters check` does, in all its forms, and hold it to its laws."""
    register, problems = read(root)
    found = audit(register, problems)
    assert all(str(problem).isprintable() for problem in found.problems)
    assert len(json.loads(reports.as_json(found.problems))) == len(found.problems)
    assert all("\n" not in line for line in reports.github(found.problems))
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


def built(root: Path, found: Audit, engine: str) -> None:
    """Build the site as `charters build` does, where nothing is refused."""
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        return
    new = root / ".new"
    try:
        done = building.built(engine, root, found, new)
        said = "".join(map(str, done.problems))
    except SiteError as why:
        said = str(why).replace("\n", "")
    finally:
        shutil.rmtree(new, ignore_errors=True)
    assert said.isprintable() or not said
    # What MkDocs says of the maintainers' own file are its own words.
    assert engine == "mkdocs" or not PYTHON.search(said), said


# -------------------------------------------------------------------------------------- the tries

tries = settings(
    max_examples=max(1, EXAMPLES // PARTS), deadline=None, suppress_health_check=list(HealthCheck)
)
SPOILED = st.lists(changes(FILES), min_size=1, max_size=3).map(lambda found: spoiled(FILES, found))
ENGINE = st.sampled_from(["", "", "plain", "plain", "plain", "mkdocs"])
"""What makes the pages of a site in which nothing is refused; of some sites the check is enough."""


def test_the_valid_site_has_nothing_to_mend_and_every_setting(site: Path) -> None:
    assert told(site).problems == []
    for engine in building.ENGINES:
        built(site, told(site), engine)
    options = FILES["mkdocs.yml"]["plugins"][1]["charters"]
    assert set(options) == set(Settings.model_fields)


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
