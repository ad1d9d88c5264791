"""The places of a page: an id of a promise is its address there, and never that of anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from builders import ROOT, Made, build, csv_row, site_folder
from charters.model.fields import ID
from charters.reading import read
from charters.reading.anchors import ENDINGS, SURVEY, TAKEN

THEME = ROOT / "plugins/charters/theme"
WITH_PROMISES = ("charters/agency.html", "charters/service.html")
"""The pages on which promises stand by their own ids; all others put something before them."""
USED = re.compile(r"""\{%-?\s*(?:extends|import|include)\s+["']([\w./-]+\.html)["']""")
GIVEN = re.compile(r"""\bid="([^"]+)\"""")
FOLDED = re.compile(r"""\bfold\("([^"]+)\"""")
"""A part that unfolds gets its id as an argument; its heading is named after it."""
ENDING = re.compile("|".join(ENDINGS))


def text_of(name: str) -> str:
    return (THEME / name).read_text(encoding="utf-8")


def templates_of(names: tuple[str, ...]) -> set[str]:
    """Return templates and all that they use."""
    found, left = set[str](), [*names]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += USED.findall(text_of(name))
    return found


def ids_written() -> set[str]:
    """Return every id that the templates of plans and services write, with {} for what varies."""
    texts = [text_of(name) for name in templates_of(WITH_PROMISES)]
    folded = {name for text in texts for one in FOLDED.findall(text) for name in (one, f"{one}-h")}
    given = {re.sub(r"\{\{.*?\}\}", "{}", name) for text in texts for name in GIVEN.findall(text)}
    return given | folded


def ids_on(page: Path) -> Iterator[str]:
    tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
    yield from (str(node.attributes["id"]) for node in tree.css("[id]"))


def test_every_fixed_id_of_the_templates_is_taken_and_no_other() -> None:
    fixed = {name for name in ids_written() if "{}" not in name}
    # The complaint block gets its id, `complain`, as an argument; its heading is named after it.
    assert fixed | {"complain-h"} == TAKEN


def test_every_id_made_from_that_of_a_promise_has_an_ending_we_know() -> None:
    made = {name.removeprefix("{}") for name in ids_written() if name.startswith("{}")}
    # A row of results has a point there, which no id has.
    made = {name for name in made if not name.startswith(".")}
    endings = {name.replace("{}", "1").removeprefix("-") for name in made} - {"", "h"}
    assert {name for name in endings if not ENDING.fullmatch(name)} == set()
    unused = [one for one in ENDINGS if not any(re.fullmatch(one, name) for name in endings)]
    assert unused == []


def test_every_other_id_begins_with_what_no_promise_can_begin_with() -> None:
    others = {name for name in ids_written() if "{}" in name and not name.startswith("{}")}
    assert others == {f"{SURVEY}{{}}", "c_{}", "s_{}"}
    assert not ID.fullmatch("c_calls-1")
    assert not ID.fullmatch("s_1")


def test_no_taken_id_could_be_a_part_of_a_promise_that_is_not_taken_itself() -> None:
    for name in TAKEN:
        for cut in range(1, len(name)):
            if name[cut] == "-" and ENDING.fullmatch(name[cut + 1 :]):
                assert name[:cut] in TAKEN


def test_every_place_of_the_built_pages_is_accounted_for(whole: Made) -> None:
    register, _ = read(whole.folder)
    seen = set[str]()
    for charter in register.charters.values():
        folder = whole.site / "agencies" / charter.id
        surveys = {survey.id for survey in charter.surveys.customers}
        surveys |= {survey.id for survey in charter.surveys.staff}
        places = TAKEN | {f"{SURVEY}{name}" for name in surveys}
        names = (name for one in charter.measured for name in (one.id, *one.formerly))
        measured = {name.rpartition("/")[2] for name in names}
        for page in (folder / "index.html", *folder.glob("*/index.html")):
            for name in ids_on(page):
                part = next((one for one in parts(name) if one in measured), None)
                assert part or name in places or not ID.fullmatch(name), f"{page}: {name}"
                seen.add("a promise" if part else name)
    assert {"a promise", "content", "complain-h", "standards"} <= seen


def parts(name: str) -> Iterator[str]:
    """Yield what an id may be a part of: itself, and what stands before a known ending."""
    yield name
    yield from (
        name[:at]
        for at, sign in enumerate(name)
        if sign == "-" and ENDING.fullmatch(name[at + 1 :])
    )


NAMES = ("calls", "c-calls-1", "placed-1-calls", "words-about", "survey-calls", "calls-1", "h")
PROMISE = """\
  - id: {name}
    service: phone
    type: waiting
    promise: We answer your call to {name} within 60 seconds.
    limit: 60 seconds
    measure: {{shape: share-within-limit, of: calls}}
    target: 90%
    introduced: 2020-01-01
    changes:
      - {{date: 2024-01-01, field: target, from: 80%, to: 90%, reason: We can.}}
"""


def test_promises_named_like_what_the_pages_make_up_never_clash(tmp_path: Path) -> None:
    folder = site_folder(tmp_path)
    services = "services:\n  - {id: phone, name: Phone help, summary: We answer the phone.}\n"
    promises = "".join(PROMISE.format(name=name) for name in NAMES)
    rows = "\n".join(
        csv_row(name, str(year), year - 1000, 1100) for name in NAMES for year in (2023, 2025)
    )
    placed = "".join(f"/// standard | {name}\n///\n\n" for name in NAMES)
    page = f"{placed}## About\n\n## Calls\n"
    folder.agency("ssa", f"{services}standards:\n{promises}", rows, page=page)
    assert build(tmp_path, tmp_path / "site") == []
