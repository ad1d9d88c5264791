"""Whatever somebody puts where words belong, nothing of it acts: on a page, in a table, in a build.

Each try puts one of the texts in `cases/injections.yml` into one place of a whole valid site: in place of
a value, behind it, or as a key. Either the check refuses it, or what is published holds it as words.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from builders import cases_in
from charters import build as building
from charters.problems import Severity
from charters.reading import read
from charters.rules import audit
from spoiling import Way, at, ways, written
from valid_site import FILES, VALID, valid_site, write

EXAMPLES = int(os.environ.get("CHARTERS_FUZZ", "40"))
PARTS = 4
INJECTED = cases_in(Path(__file__).parent / "cases/injections.yml")
NAMES = [name for name in FILES if name != "mkdocs.yml"]
"""The files of editors; a maintainer's mkdocs.yml may run what it likes."""
PLACES = [
    (name, way, mode)
    for name in NAMES
    for way in ways(FILES[name])
    for mode in ("in place", "behind", "as a key")
    if (isinstance(way[-1], str) if mode == "as a key" else isinstance(at(FILES, name, way), str))
]


def injected(name: str, way: Way, mode: str, text: str) -> str:
    """Return a file with a text put into one place of it."""
    tree = copy.deepcopy(FILES[name])
    *before, last = way
    holder: Any = at({name: tree}, name, tuple(before))
    if mode == "as a key":
        pairs = [(text if key == last else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(pairs)
    else:
        holder[last] = text if mode == "in place" else f"{holder[last]} {text}"
    return written(name, tree)


# -------------------------------------------------------------------------------- what would act

_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u061c\U000e0000-\U000e007f\x00]")
_RUNS = re.compile(r"(?i)(javascript|vbscript|data):")
_LINE = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DATA = "application/ld+json"
_ELSEWHERE = re.compile(r"(https?:)?//")
_FOREIGN = ("iframe", "object", "embed", "base", "math", "zq-el", "style", "meta[http-equiv]")


def live_on(page: LexborHTMLParser) -> Iterator[str]:
    """Yield what a browser would act on that no template of ours has written."""
    for node in page.css(f"script:not([src]), {', '.join(_FOREIGN)}"):
        if node.attributes.get("type") != _DATA:
            yield f"<{node.tag}>"
        elif "<" in node.text() or not json.loads(node.text()):
            yield f"data that are none: {node.text()}"
    for node in page.css("*"):
        yield from live_in(node)


def live_in(node: LexborNode) -> Iterator[str]:
    for name, value in node.attributes.items():
        if name.startswith("on") or name == "style":
            yield f"{name}={value}"
        bare = re.sub(r"[\x00-\x20]", "", value or "")
        leads = name in ("href", "src", "srcset", "action", "formaction", "data", "poster")
        if leads and (_RUNS.match(bare) or (name != "href" and _ELSEWHERE.match(bare))):
            yield f"{name}={value}"


def live_in_table(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            for line in _LINE.split(cell):
                if _FORMULA.match(line) and not _NUMBER.fullmatch(line):
                    yield cell


def live_in_file(file: Path) -> Iterator[str]:
    """Yield what of a published file would act."""
    text = file.read_text(encoding="utf-8")
    if "50337" in text:  # 7191 * 7
        yield "a template was filled"
    if found := _UNSEEN.search(text):
        yield f"U+{ord(found[0]):04X}"
    if file.suffix == ".html":
        yield from live_on(LexborHTMLParser(text))
    elif file.suffix == ".csv":
        yield from live_in_table(text)
    elif file.suffix == ".json":
        json.loads(text)
    elif file.suffix == ".xml":
        ET.fromstring(text)  # noqa: S314 - we have written it


# ------------------------------------------------------------------------------------- the tries


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("injected") / "a" / "deep" / "folder"
    root.mkdir(parents=True)
    return valid_site(root)


def files_of(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not path.is_dir()}


@pytest.mark.parametrize("_part", range(PARTS))
@settings(
    max_examples=max(1, EXAMPLES // PARTS), deadline=None, suppress_health_check=list(HealthCheck)
)
@given(place=st.sampled_from(PLACES), text=st.sampled_from(INJECTED))
def test_nothing_that_is_injected_acts(
    site: Path, _part: int, place: tuple[str, Way, str], text: str
) -> None:
    name, way, mode = place
    write(site, {name: injected(name, way, mode, text)})
    above = site.parents[2]
    before, new = files_of(above), site / "new"
    try:
        register, problems = read(site)
        found = audit(register, problems)
        assert all(str(problem).isprintable() for problem in found.problems)
        if any(problem.severity is Severity.ERROR for problem in found.problems):
            return
        done = building.built("plain", site, found, new)
        if any(problem.severity is Severity.ERROR for problem in done.problems):
            return
        published = files_of(new)
        assert files_of(above) - published == before
        kinds = (".html", ".csv", ".json", ".xml")
        live = {path.name: [*live_in_file(path)] for path in published if path.suffix in kinds}
        assert {path: acts for path, acts in live.items() if acts} == {}
    finally:
        for path in files_of(above) - before:
            path.unlink()
        write(site, {name: VALID[name]})


HARMFUL = {
    "<p onclick=a>": "onclick=a",
    "<script>a</script>": "<script>",
    '<a href=" java\nscript:a">': "href= java\nscript:a",
    '<img src="//evil.example/x">': "src=//evil.example/x",
    "<p style=a>": "style=a",
}


@pytest.mark.parametrize("html", HARMFUL)
def test_what_acts_would_be_seen_on_a_page(html: str) -> None:
    assert list(live_on(LexborHTMLParser(html))) == [HARMFUL[html]]


@pytest.mark.parametrize("cell", ["=1", "x\n=1", "x\t+1", "\uff1d1", " @a", "-1+1"])
def test_what_acts_would_be_seen_in_a_table(cell: str) -> None:
    table = io.StringIO()
    csv.writer(table).writerow(["-5", cell])
    assert list(live_in_table(table.getvalue())) == [cell]
