"""Every word an editor may write is shown, exported, or named private."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from typing import Any

import pytest

from builders import charter, promise, rendered, texts_of
from charters.model.duty import NONE, ORDER
from charters.model.results import COLUMNS
from charters.model.settings import Windows
from charters.publishing.book import open_book
from charters.publishing.data.columns import RESULTS
from charters.publishing.data.files_reference import around, seen
from charters.publishing.site import site_of
from charters.publishing.views.method import method
from charters.rules import audit
from filling import Filling, Tree, alone, changed, register_of

PAGES, SEEN, PRIVATE = (around()[name] for name in ("pages", "seen", "private"))


def site_text(files: dict[str, Tree], held_against: str = NONE) -> dict[str, str]:
    """Return everything that a site says, by kind of page; the downloads are `data`.

    No rule is asked, unless a framework is named: a finding must not be what shows a word. Beside the
    agency stands another: where there is one alone, no list names it.
    """
    filled = register_of(files, framework=held_against)
    both = {**filled.charters, "beside": charter([promise()], called="beside")}
    book = open_book(audit(replace(filled, charters=both)))
    site = site_of(book)
    found: dict[str, str] = {"data": texts_of(site)}
    for kind, text in rendered(book, site):
        found[kind] = found.get(kind, "") + unescape(text)
    return found


@cache
def whole_site(held_against: str) -> dict[str, str]:
    """Return what the site says in which every field is filled."""
    return site_text(FILES, held_against)


@cache
def shown_on(way: str) -> set[str]:
    """Return the kinds of pages that show a field, beside all others or where it stands alone."""
    if way.startswith("agency.yml: not_applicable"):  # Beside evidence nobody would believe it.
        return _shown_on(way, {**FILES, "benchmarks.yml": {}}, ORDER)
    asked = ORDER if way.startswith("agency.yml: judged") else NONE
    return _shown_on(way, FILES, asked) or _shown_on(way, alone(FILLING, FILES, way), asked)


def _shown_on(way: str, files: dict[str, Tree], held_against: str) -> set[str]:
    site = whole_site(held_against) if files is FILES else site_text(files, held_against)
    if (marks := FILLING.marks.get(way)) is not None:
        return {kind for kind, text in site.items() if any(mark in text for mark in marks)}
    kind = FILLING.references.get(way)
    spare = [f"spare-{kind.replace(' ', '-')}"] if kind else FILLING.choices[way][1:]
    others: Sequence[str | None] = spare or [None]
    sites = [site, *(site_text(changed(files, way, other), held_against) for other in others)]
    return {kind for kind in site if len({one[kind] for one in sites}) == len(sites)}


FILLING = Filling()
FILES = FILLING.files()
FIELDS = sorted({**FILLING.marks, **FILLING.choices, **FILLING.references})


@pytest.mark.parametrize("way", FIELDS)
def test_a_field_is_shown_or_exported_unless_it_is_named_private(way: str) -> None:
    assert bool(shown_on(way)) is (FILLING.keys[way.removesuffix(".*")] not in PRIVATE)


def test_all_fields_of_all_files_are_looked_for() -> None:
    looked_for = {FILLING.keys[way.removesuffix(".*")] for way in FIELDS}
    groups = {
        key for way, key in FILLING.keys.items() if any(f.startswith(f"{way}.") for f in FIELDS)
    }
    assert set(FILLING.keys.values()) - looked_for - groups == {"NotApplicable.item", "Judged.item"}
    assert len(FIELDS) > 250


@pytest.mark.parametrize("key", sorted(set(FILLING.keys.values())))
def test_a_key_is_seen_where_the_reference_says(key: str) -> None:
    ways = [way for way, named in FILLING.keys.items() if named == key]
    inside = [one for one in FIELDS if any(one == way or one.startswith(f"{way}.") for way in ways)]
    told = {PAGES[page] for page in seen(*key.split(".")).split(", ") if page in PAGES}
    assert told <= {page for one in inside for page in shown_on(one)} or key.endswith(".item")


def test_the_reference_names_no_record_and_no_key_that_is_not_there() -> None:
    known = {*FILLING.keys.values(), *(key.partition(".")[0] for key in FILLING.keys.values())}
    of_sites = ("PluginOptions", "Waiver", "Windows", "Publisher", "SiteCheck", "Licence")
    beside = ("KnownFaults", "KnownFault", "TableMap", "TableColumn", "TableName")
    apart = (*of_sites, *beside)
    others = {key for key in (*SEEN, *PRIVATE) if key.partition(".")[0] not in apart}
    assert others <= known


def test_every_column_of_results_is_exported() -> None:
    assert {*COLUMNS} <= {column.name for column in RESULTS}


def test_every_window_of_a_site_stands_on_the_page_of_the_method() -> None:
    windows = {name: 1_101 + n for n, name in enumerate(Windows.model_fields)}
    register = register_of(
        FILES, windows=windows, suppress_below="5001", staff_answers_at_least="6001"
    )
    said = " ".join(fact.said.words for fact in method(open_book(audit(register))).settings)
    numbers = [*windows.values(), 5_000, 6_001]
    assert [number for number in numbers if f"{number:,}" not in said] == []


MIXED = (
    "measure.of",
    "measure.unit",
    "changes.",
    "events.*.",
    "suspended.*.reason",
    "withdrawn.reason",
    "questions.*.satisfied",
)
"""Fields whose words are put into a sentence about a figure or a change."""


def test_words_in_another_language_are_marked_as_such_wherever_they_stand() -> None:
    book = open_book(audit(register_of(in_french(FILES), framework=NONE)))
    fields = {mark: way for way, marks in FILLING.marks.items() for mark in marks}
    for kind, text in rendered(book, site_of(book)):
        bare = re.sub(r"<(\w+) lang=.*?</\1>", "", text)
        found = {fields[mark] for mark in re.findall(r"Zq\d{5}", bare)}
        assert [way for way in found if not any(part in way for part in MIXED)] == [], kind


def in_french(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: in_french(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [in_french(value) for value in tree]
    return {"fr": tree} if str(tree).startswith("Zq") else tree


NOT_OF_CASES = (
    "oldest_open_days",
    "within",
    "limit",
    "target",
    "measure.per",
    "before.per",
    "before.percentile",
    "before.scale.min",
    "before.scale.max",
    "value",
    "published",
)
"""Fields whose numbers count nobody who could be known: days, levels and what they are measured by."""


def test_no_count_of_people_is_told_where_small_numbers_are_hidden() -> None:
    book = open_book(audit(register_of(FILES, suppress_below="60000", framework=NONE)))
    site = site_of(book)
    text = "\n".join([*(text for _, text in rendered(book, site)), texts_of(site)])
    counts = {way: marks for way, marks in FILLING.marks.items() if marks[0].startswith("40,")}
    told = [way for way, marks in counts.items() if any(mark in text for mark in marks)]
    assert len(counts) > 25
    assert [way for way in told if not way.endswith(NOT_OF_CASES)] == []
