"""Figures: what is measured without a promised level is shown and exported, and never judged."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from builders import (
    book,
    changes_told,
    charter,
    figure,
    measured_by,
    pages_of,
    promise,
    rendered,
    result,
    there,
)
from charters.judging.figures import figures_of
from charters.model.register import Charter
from charters.model.results import Result
from charters.model.surveys import SurveysFile
from charters.publishing.book import Book
from charters.publishing.data.exports import as_csv, as_json, datasets, register_schema
from charters.publishing.data.feeds import feeds
from charters.publishing.site import site_of
from charters.publishing.views.figure_tables import FigureView, figure_view
from charters.publishing.views.hearing import customer_survey_view
from charters.publishing.views.inline_facts import InlineFacts
from charters.publishing.views.ledger import results_page
from charters.publishing.views.overviews import home
from charters.publishing.views.plan import plan_of
from charters.publishing.views.promise_cards import promise_view
from charters.publishing.views.promise_lists import all_promises
from charters.publishing.views.service import service_page
from charters.publishing.views.side_by_side import kind_page, kinds
from charters.rules import audit
from commands import needs_git
from repositories import SERVICES, Site


def waits(*values: str, **more: Any) -> list[Result]:
    years = enumerate(values, 2020)
    return [result(str(year), value=one, standard="waiting", **more) for year, one in years]


def with_figures(*rows: Result, figures: Any = None, **more: Any) -> Charter:
    kept = [result("2024", 950, 1000)]
    return charter([promise()], [*kept, *rows], figures=figures or [figure()], **more)


def only_view(found: Book) -> FigureView:
    return figure_view(found, found.figures["ssa"][0])


def rows_of(found: Book, name: str) -> list[dict[str, str]]:
    table = next(table for table in datasets(found) if table.name == name)
    return list(csv.DictReader(io.StringIO(as_csv(table), newline="")))


# ---------------------------------------------------------------------------------- never judged


def test_a_figure_is_counted_among_no_promises() -> None:
    found, bare = (
        book(with_figures(*waits("12", "14"))),
        book(charter([promise()], [result("2024", 950, 1000)])),
    )
    assert [standing.id for standing in found.all_standings] == ["calls"]
    assert home(found).headline.answer == home(bare).headline.answer
    assert [one.standard.id for one in all_promises(found).standings] == ["calls"]


def test_a_figure_has_no_target_whoever_asks() -> None:
    (series,) = figures_of(with_figures(*waits("12")))
    assert (series.target, series.results[0].target) == (None, None)


def test_no_rule_asks_a_figure_for_what_a_promise_needs() -> None:
    found = [audit(book(one).register) for one in (with_figures(*waits("12")), with_figures())]
    bare = audit(book(charter([promise()], [result("2024", 950, 1000)])).register)
    said = [
        [(one.rule, one.state, str(one.seen.sentence)) for one in it.findings["ssa"]]
        for it in (*found, bare)
    ]
    assert said[0] == said[1] == said[2]


def test_a_service_with_a_figure_alone_has_no_promise() -> None:
    alone = charter([], waits("12"), figures=[figure()])
    states = {one.rule: one.state.value for one in audit(book(alone).register).findings["ssa"]}
    assert states["C15"] != "present"
    assert service_page(book(alone), alone, alone.services[0]).promises == []


# ----------------------------------------------------------------------------------- what is shown


def test_the_newest_result_stands_with_its_period_and_its_source() -> None:
    view = only_view(book(with_figures(*waits("12", "1400", source="https://a.example/r"))))
    assert view.newest is not None
    assert (view.newest.words, view.newest.period) == ("1,400 claims", "2021")
    assert view.newest.source is not None
    assert view.newest.source.link == "https://a.example/r"


@pytest.mark.parametrize(("count", "drawn"), [(0, False), (4, False), (5, True), (9, True)])
def test_a_line_is_drawn_from_five_results_on(count: int, *, drawn: bool) -> None:
    view = only_view(book(with_figures(*waits(*map(str, range(10, 10 + count))))))
    assert (view.spark is not None) is drawn


@pytest.mark.parametrize(
    ("measure", "row", "words"),
    [
        (measured_by("mean"), {"value": "12.5"}, "12.5 minutes on average"),
        (measured_by("share-with-property", property="right", of="letters"), {"met": 91, "total": 130}, "70 of every 100 letters"),
        (measured_by("share-with-property", property="right", of="letters"), {"value": "97.4"}, "97.4% of letters"),
        (measured_by("score"), {"value": "4.2"}, "4.2 points on a scale from 1 to 5"),
        (measured_by("rate"), {"value": "3"}, "3 errors for every 1,000 claims"),
        (measured_by("percentile"), {"value": "30"}, "30 minutes or less for 90 of every 100 calls"),
        (measured_by("count-at-least"), {"value": "40"}, "40 offices"),
    ],
)  # fmt: skip
def test_a_figure_is_said_in_the_words_of_its_shape(
    measure: dict[str, Any], row: dict[str, Any], words: str
) -> None:
    rows = [result("2024", standard="waiting", **row)]
    view = only_view(book(with_figures(*rows, figures=[figure(measure=measure)])))
    assert view.newest is not None
    assert view.newest.words == words


def test_a_corrected_result_keeps_the_one_it_replaced() -> None:
    rows = [
        result("2024", value="12", standard="waiting", published="2025-02"),
        result("2024", value="15", standard="waiting", published="2025-05", status="revised", note="Two were forgotten."),
    ]  # fmt: skip
    (row,) = only_view(book(with_figures(*rows))).history
    assert (row.words, row.status, row.note.words) == (
        "15 claims",
        "corrected",
        "Two were forgotten.",
    )
    assert row.was == ["was 12 claims, published February 2025"]


def test_plan_and_service_show_the_table_after_the_promises_and_the_list_of_promises_does_not() -> (
    None
):
    found = book(with_figures(*waits("12", "14")))
    pages: dict[str, str] = {}
    for kind, text in rendered(found, site_of(found)):
        pages[kind] = pages.get(kind, "") + text
    said, name = "Also measured; no level is promised", "Claims that wait for a decision"
    for kind in ("agency", "service"):
        assert pages[kind].index("within 60 seconds") < pages[kind].index(said)
        assert name in pages[kind]
    assert name not in pages["promises"] + pages["home"] + pages["changes"]


def test_results_of_figures_are_new_results_and_their_corrections_are_changes() -> None:
    rows = waits("12", "14", published="2025-01")
    corrected = result(
        "2021", value="15", standard="waiting", published="2025-05", status="revised",
        note="Two were forgotten.", line=9,
    )  # fmt: skip
    found = book(with_figures(*rows, corrected))
    (new,) = results_page(found).results.shown
    assert (new.sentence.words, new.now) == (
        "Claims that wait for a decision",
        "12 claims, at the end of December 2020",
    )
    (change,) = changes_told(found)
    assert (change.kind, change.why.words) == ("corrected", "Two were forgotten.")
    assert (change.was, change.now) == (
        "14 claims, at the end of December 2021",
        "15 claims, at the end of December 2021",
    )
    assert change.turned == ""
    (feed, _agency) = feeds(found, "https://example.org/", "Promises").values()
    assert feed.count("Claims that wait for a decision") == 2


def test_a_plan_without_figures_has_no_table_of_them() -> None:
    found = book(charter([promise()]))
    assert all("Also measured" not in text for _, text in rendered(found, site_of(found)))


def test_figures_of_one_name_are_told_apart_by_their_services() -> None:
    both = [figure("a"), figure("b", service="mail")]
    for figures, told in ((both, ["Service phone", "Service mail"]), (both[:1], [None])):
        agency = charter([], figures=figures, services=("phone", "mail"))
        views = plan_of(book(agency), agency).figures
        assert [view.is_of and view.is_of.words for view in views] == told


def test_links_of_a_plan_to_what_has_one_name_say_whose_it_is() -> None:
    made = [figure("a"), figure("b", service="mail")]
    missed = [promise(one, service=one) for one in ("phone", "mail", "desk")]
    rows = [result("2025", 1, 100, standard=one.id) for one in missed]
    agency = charter(missed, rows, figures=made, services=("phone", "mail", "desk"))
    found = book(agency)
    pages = {page.url: text for page, text in pages_of(found, site_of(found))}
    plan = LexborHTMLParser(pages["agencies/ssa/"])
    for listed in (".ch-dated a", ".ch-brief a"):
        named = [" ".join(link.text().split()) for link in plan.css(listed)]
        assert len(named) == 2
        assert len({*named}) == 2


def test_the_figures_of_a_plan_stand_service_by_service() -> None:
    figures = [figure("b", service="mail"), figure("a"), figure("c", service="mail")]
    agency = charter([], figures=figures, services=("phone", "mail"))
    found = book(agency)
    assert [view.id for view in plan_of(found, agency).figures] == ["a", "b", "c"]
    views = [service_page(found, agency, service).figures for service in agency.services]
    assert [[view.id for view in one] for one in views] == [["a"], ["b", "c"]]


COMPARED = {
    "id": "parcel-firm",
    "standard": "waiting",
    "organization": "A parcel firm",
    "sector": "private",
    "value": "9 claims",
    "date": "2021",
    "source": "https://b.example/r",
}


def test_others_stand_beside_a_figure_without_an_aim() -> None:
    agency = with_figures(*waits("12", "14"), benchmarks=[COMPARED])
    found = book(agency)
    view = there(only_view(found).comparison)
    assert [row.kind for row in view.levels] == ["us", "private"]
    assert view.sentence.words == "Claims that wait for a decision"
    assert plan_of(found, agency).comparisons == [view]
    (kind,) = kinds(found)
    (page,) = kind.paged()
    shown = kind_page(kind, page)
    assert (shown.promises, shown.comparisons, kind.named) == ([], [view], [view])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"value": "9 minutes"}, "K14"),
        ({"our_period": "2019"}, "K14"),
        ({"our_period": "2021"}, None),
    ],
)
def test_a_comparator_of_a_figure_is_held_to_the_same_rules(
    more: dict[str, str], code: str | None
) -> None:
    agency = with_figures(*waits("12", "14"), benchmarks=[{**COMPARED, **more}])
    codes = [
        one.code for one in audit(book(agency).register).problems if one.code.startswith("K14")
    ]
    assert codes == ([code] if code else [])


# --------------------------------------------------------------------------------- the open data


def test_figures_have_a_table_and_their_results_say_what_they_are_of() -> None:
    rows = [*waits("12", published="2021-02"), *waits("13", published="2021-05", status="revised")]
    found = book(with_figures(*rows))
    (row,) = rows_of(found, "figures")
    assert (row["agency"], row["figure"], row["service"]) == ("ssa", "waiting", "phone")
    assert (row["name"], row["unit"], row["shape"]) == (
        "Claims that wait for a decision",
        "claims",
        "backlog",
    )
    results = rows_of(found, "results")
    assert [(one["standard"], one["of"], one["in_force"]) for one in results] == [
        ("calls", "promise", "yes"),
        ("waiting", "figure", "no"),
        ("waiting", "figure", "yes"),
    ]
    assert {(one["verdict"], one["target"], one["reached"]) for one in results[1:]} == {
        ("", "", "")
    }
    assert [row["standard"] for row in rows_of(found, "standards")] == ["calls"]


def test_the_whole_register_holds_the_figures_and_its_schema_describes_them() -> None:
    found = book(with_figures(*waits("12")))
    tables = datasets(found)
    assert json.loads(as_json(found, tables))["figures"][0]["figure"] == "waiting"
    assert "figures" in json.loads(register_schema(tables))["properties"]


# --------------------------------------------------------------------------------- small numbers


def test_small_numbers_of_a_figure_reach_no_page_and_no_file() -> None:
    found = book(with_figures(*waits("8123", "7")), suppress_below=10)
    assert "7" not in [row["value"] for row in rows_of(found, "results")]
    newest = there(only_view(found).newest)
    assert newest.words == "Not shown, to protect privacy [c]"
    figures = [row for row in rows_of(found, "results") if row["of"] == "figure"]
    assert [row["value"] for row in figures] == ["8123", ""]
    published = book(with_figures(*waits("8123", "7", published="2025-01")), suppress_below=10)
    said = [one.now for one in results_page(published).results.shown]
    assert any("8,123" in words for words in said)
    assert not any("7 claims" in words for words in said)


# ------------------------------------------------------------------------------ inside a sentence


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("result", "14 claims"),
        ("period", "2021"),
        ("change", "2 claims higher than for 2020"),
        ("aim", None),
        ("verdict", None),
    ],
)
def test_a_reference_prints_what_a_figure_has(fact: str, words: str | None) -> None:
    found = InlineFacts(book(with_figures(*waits("12", "14"))), "ssa")
    assert found.fact("waiting", fact) == words
    assert found.fact("ssa/waiting", fact) == words


# ---------------------------------------------------------------------- words of whoever compiled


COMPILED = {"by": "A reader", "source": "Reports", "until": "2026-01-01"}


@pytest.mark.parametrize("whose", ["ours", None])
def test_a_sentence_of_a_compiler_says_so_wherever_it_stands_large(whose: str | None) -> None:
    words = {"words": whose} if whose else {}
    agency = charter([promise(compiled=COMPILED, **words)], [result("2024", 150, 1000)])
    found = book(agency)
    note = "in the words of whoever compiled this"
    (standing,) = found.all_standings
    assert promise_view(found, standing).whose_words == (note if whose else "")
    pages = dict(rendered(found, site_of(found)))
    assert [note in pages[kind] for kind in ("agency", "service")] == [bool(whose)] * 2
    assert rows_of(found, "standards")[0]["words"] == (whose or "")


def asked(wording: str | None, *, asks: str = "Was it easy?") -> dict[str, Any]:
    return {"id": "easy", "asks": asks, **({"wording": wording} if wording else {})}


def two_surveys(first: dict[str, Any], second: dict[str, Any]) -> SurveysFile:
    years = ("2024", first), ("2025", {**second, "id": "easy-2025", "comparable_with": ["easy"]})
    surveys = [
        {
            "id": f"survey-{year}",
            "name": "Survey",
            "purposes": ["satisfaction"],
            "fielded": {"first": year, "last": year},
            "questions": [question],
        }
        for year, question in years
    ]
    return SurveysFile.model_validate({"customers": surveys})


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("ours", "in the words of whoever compiled this"),
        ("not found", "how it was worded was not found"),
        (None, ""),
    ],
)
def test_a_question_says_whose_words_it_stands_in(wording: str | None, said: str) -> None:
    agency = charter([promise()], surveys=two_surveys(asked(wording), asked(None)))
    found = book(agency)
    view = customer_survey_view(found, agency, agency.surveys.customers[0])
    assert view.questions[0].wording == said
    assert (said in dict(rendered(found, site_of(found)))["agency"]) is True


def test_what_is_said_of_the_words_of_every_question_of_a_survey_is_said_once() -> None:
    surveys = two_surveys(asked("not found"), asked(None))
    (first, _) = surveys.customers
    more = [*first.questions, first.questions[0].model_copy(update={"id": "fast"})]
    surveys.customers[0] = first.model_copy(update={"questions": more})
    agency = charter([promise()], surveys=surveys)
    found = book(agency)
    plan = dict(rendered(found, site_of(found)))["agency"]
    assert plan.count("how it was worded was not found") == 1


@pytest.mark.parametrize(
    ("first", "second", "state", "clashes"),
    [
        (None, None, "present", 0),
        ("ours", None, "partial", 0),
        (None, "not found", "partial", 0),
        ("ours", "ours", "partial", 0),
    ],
)
def test_questions_whose_wording_is_not_known_were_not_asked_in_the_same_words(
    first: str | None, second: str | None, state: str, clashes: int
) -> None:
    surveys = two_surveys(asked(first), asked(second))
    found = audit(book(charter([promise()], surveys=surveys)).register)
    (finding,) = (one for one in found.findings["ssa"] if one.rule == "B9")
    assert finding.state.value == state
    assert [one.code for one in found.problems].count("K13") == clashes


def test_other_words_of_a_compiler_are_no_contradiction_and_other_words_as_put_are() -> None:
    for wording, clashes in (("ours", 0), (None, 1)):
        surveys = two_surveys(asked(None), asked(wording, asks="Did you find it simple?"))
        found = audit(book(charter([promise()], surveys=surveys)).register)
        assert [one.code for one in found.problems].count("K13") == clashes


# -------------------------------------------------------------------------------- what git has seen


BARE = (
    SERVICES
    + """standards:
  - id: waiting
    service: water
    type: timeliness
    promise: We publish how many wait.
    measure: {shape: backlog, unit: claims}
    introduced: 2020-01-01
"""
)
MOVED = (
    SERVICES
    + """figures:
  - id: waiting
    service: water
    name: Claims that wait
    measure: {shape: backlog, unit: claims}
"""
)


@needs_git
@pytest.mark.parametrize(
    ("before", "gone"),
    [(BARE, 0), (BARE + "    target: at most 20 claims\n", 1)],
)
def test_what_never_held_a_level_may_become_a_figure_and_a_promise_may_not(
    tmp_path: Path, before: str, gone: int
) -> None:
    kept = "  - id: phone\n    service: water\n    type: waiting\n    promise: We answer your call within 60 seconds.\n    limit: 60 seconds\n    measure: {shape: share-within-limit, of: calls}\n    target: 90%\n    introduced: 2020-01-01\n"
    site = Site(tmp_path, standards=before + kept)
    site.commit()
    site.write("standards.yml", MOVED + "standards:\n" + kept)
    assert len([line for line in site.found() if "is gone now" in line]) == gone
