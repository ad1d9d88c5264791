"""One value of a whole valid site is changed: every door answers in words, and never falls."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charters.publishing.book import open_book
from charters.publishing.site import site_of
from charters.reading import read
from charters.rules import audit
from order_cases import GOOD, SITE

FOLDER = SITE / "data" / "standards" / GOOD
EXAMPLES = int(os.environ.get("CHARTERS_FUZZ", "150"))
"""Inputs tried; the nightly run sets 20,000."""

Way = tuple[str | int, ...]
WRITTEN = """\
| |none|none found|mean|yes|0|-1|1e9|90%|at most 5 days|2024|FY2024|2024-02-30|2031-01-01|0001-01-01|9999-12-31
1,2|[]|{}|a: b|é|日本|between 2 and 4 days|1/0|100.01%|999999999999999|https://a.example/|=|\u202e|\U0002fa1e"""
SCRAPS = st.one_of(
    st.sampled_from([*re.split(r"[|\n]", WRITTEN), "x" * 5000]),
    st.text(max_size=30),
    st.integers(-5, 10**12).map(str),
    st.dates().map(str),
)


def ways(tree: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every value of a file, groups and lists included."""
    if way:
        yield way
    inner = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for key, value in inner:
        yield from ways(value, (*way, key))


def changed(tree: Any, way: Way, value: Any) -> None:
    *before, last = way
    for key in before:
        tree = tree[key]
    if value is None:
        del tree[last]
    else:
        tree[last] = value


def load(name: str) -> Any:
    text = (FOLDER / name).read_text(encoding="utf-8")
    if name.endswith(".csv"):
        return [list(row) for row in csv.reader(io.StringIO(text))]
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - text only


def save(path: Path, tree: Any) -> None:
    if path.suffix == ".csv":
        rows = io.StringIO(newline="")
        csv.writer(rows, lineterminator="\n").writerows(
            row if isinstance(row, list) else [row] for row in tree
        )
        path.write_text(rows.getvalue(), encoding="utf-8")
    else:
        path.write_text(yaml.dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")


FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".yml", ".csv"))
PLACES = [(name, way) for name in FILES for way in ways(load(name))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("changed")
    shutil.copytree(SITE, root, dirs_exist_ok=True)
    for folder in (root / "data" / "standards").iterdir():
        if folder.name != GOOD:
            shutil.rmtree(folder)
            (root / "content" / "agencies" / f"{folder.name}.md").unlink()
    return root


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.sampled_from(PLACES), value=st.one_of(SCRAPS, st.none(), st.sampled_from(PLACES)))
def test_no_value_makes_reading_the_audit_or_a_page_fall(
    site: Path, place: Any, value: Any
) -> None:
    name, way = place
    tree = load(name)
    if isinstance(value, tuple):  # the value of another place
        other = load(value[0])
        for key in value[1]:
            other = other[key]
        value = other
    changed(tree, way, value)
    save(site / "data" / "standards" / GOOD / name, tree)
    try:
        register, problems = read(site)
        found = audit(register, problems)
        assert all(str(problem).isprintable() for problem in found.problems)
        site_of(open_book(found))
    finally:
        shutil.copy(FOLDER / name, site / "data" / "standards" / GOOD / name)
