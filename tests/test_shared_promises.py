"""A promise of several services, or of two agencies: it stands wherever it holds, and is counted once."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from builders import CALLS, CALLS_IN_2025, book, charter, promise, register, result, site_folder
from charters.model.standards import Standard
from charters.publishing.book import Book
from charters.publishing.data.exports import as_csv, datasets
from charters.publishing.views.overviews import home
from charters.publishing.views.plan import plan_of
from charters.publishing.views.service import service_page
from charters.rules import audit
from charters.rules.pages.finished import check_site
from sites import ENGINES, built, html_of

SHARED: dict[str, Any] = {"also_for": ["desk"], "together_with": ["irs"]}
ROWS = [result("2025", 84, 100)]


def both(*, ours: Standard | None = None, theirs: tuple[Standard, ...] = ()) -> Book:
    """Return two agencies: the first has a promise, with a service beside the one it is about."""
    one = charter([ours or promise(**SHARED)], ROWS, services=("phone", "desk"), short_name="SSA")
    return book(one, charter(theirs, called="irs", short_name="IRS"))


def test_it_stands_on_the_pages_of_the_other_services_and_in_full_on_its_own() -> None:
    made = both()
    ssa = made.register.charters["ssa"]
    own, other = (service_page(made, ssa, ssa.service_by_id[name]) for name in ("phone", "desk"))
    assert ([one.promise.id for one in own.promises], own.also) == (["calls"], [])
    assert (other.promises, [one.url for one in other.also]) == ([], ["agencies/ssa/phone/#calls"])


def test_it_stands_on_the_plan_of_the_other_agency_with_whose_it_is() -> None:
    made = both()
    plan = plan_of(made, made.register.charters["irs"])
    assert [(one.agency.words, one.url) for one in plan.together] == [
        ("SSA", "agencies/ssa/phone/#calls")
    ]
    assert [said.words for said in plan.together[0].shared] == [
        "This promise also holds for: Service desk.",
        "SSA keeps this promise together with: IRS. It is counted once, at SSA.",
    ]


def test_it_is_counted_once_everywhere() -> None:
    made = both()
    ssa, irs = (plan_of(made, one).head.headline for one in made.register.charters.values())
    assert ssa.answer.startswith("1 promise.")
    assert irs.answer.startswith("No promise is recorded here.")
    assert home(made).headline.answer.startswith("1 promise.")
    plan = plan_of(made, made.register.charters["ssa"])
    told = [len(block.promises) for block in plan.services]
    assert (len(plan.missed), len(plan.missed_too), told) == (1, 0, [0, 0])
    assert [block.missed for block in plan.services] == ["Its only promise was missed.", ""]
    tables = {table.name: [*csv.DictReader(as_csv(table).splitlines())] for table in datasets(made)}
    (row,) = tables["standards"]
    assert (row["agency"], row["also_for"], row["together_with"]) == ("ssa", "desk", "irs")
    assert len(tables["results"]) == 1


def told(*standards: tuple[str, Standard]) -> list[str]:
    charters = [charter([one], called=name) for name, one in standards]
    found = audit(register(*charters)).problems
    return [f"{one.place.path} {one.text}" for one in found if one.code == "K35"]


def test_the_same_words_in_two_agencies_that_do_not_name_each_other_are_pointed_out() -> None:
    (line,) = told(
        ("irs", promise("calls")),
        ("ssa", promise("lines", promise="We answer your call, within 60 seconds")),
    )
    assert line.startswith(
        "data/standards/ssa/standards.yml 'irs' has posted a promise in the same words ('calls') (standards.yml:1); where both keep one"
    )


@pytest.mark.parametrize(
    "other",
    [
        promise("lines", promise="We answer your letter within 60 seconds."),
        promise("lines", withdrawn={"date": "2020-01-01", "reason": "It ended."}),
    ],
)
def test_other_words_and_promises_that_ended_are_not(other: Standard) -> None:
    assert told(("irs", promise("calls")), ("ssa", other)) == []


def test_the_pages_are_sound_in_both_engines(tmp_path: Path) -> None:
    also = "also_for: [desk]\n    together_with: [irs]\n    type:"
    desk = "  - {id: desk, name: The desk, summary: We are there for you.}\nstandards:"
    standards = CALLS.replace("standards:", desk).replace("type:", also)
    folder = site_folder(tmp_path / "site")
    folder.agency("ssa", standards, CALLS_IN_2025)
    folder.agency("irs", standards.partition("standards:")[0].replace("phone", "lines"))
    for engine in ENGINES:
        built(engine, folder.path, tmp_path / engine)
        assert [str(problem) for problem in check_site(tmp_path / engine)] == []
        plan = html_of(tmp_path / engine, "agencies/irs")
        desk = html_of(tmp_path / engine, "agencies/ssa/desk")
        assert "What they keep together with others" in plan
        assert "Promises of their other services that hold here too" in desk
        assert "No promise is posted" not in desk
