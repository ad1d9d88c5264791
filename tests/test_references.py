"""A reference in a sentence prints one fact of a promise, as its card does, and nothing else."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import markdown  # it comes without types
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from builders import CALLS, book, build, change, charter, csv_row, promise, result, site_folder
from charters.model.register import AgencyPage
from charters.publishing.book import Book
from charters.publishing.views.inline_facts import InlineFacts
from charters.publishing.views.narrative import PlanBlocks, pieces
from charters.publishing.views.promise_cards import promise_view
from charters.reading import read
from charters.reading.page_references import FACTS
from charters.reading.prose import REFERENCE, Prose

RESULTS = [result("2023", 80, 100), result("2024", 2310, 2750), result("2025", 2400, 2500)]
WITH_LETTERS = f"""\
{CALLS}  - id: letters
    service: phone
    type: openness
    promise: We publish our letters.
    measure: {{shape: yes-no}}
    introduced: 2024-01-01
"""
USUAL = ["toc", "tables", "fenced_code"]


def promises(**settings: Any) -> Book:
    waits = promise(
        "wait", target="at most 20 minutes", measure={"shape": "mean", "unit": "minutes"}
    )
    rows = [result("2024", standard="wait", value="12.8"), result("2025", standard="wait", value=9)]
    ours = charter([promise(), promise("letters", target=None)], RESULTS, called="ssa")
    return book(ours, charter([waits], rows, called="irs"), **settings)


def rendered(text: str, of: Book | None = None, *more: str, agency: str = "ssa") -> str:
    extensions = [PlanBlocks(), InlineFacts(of or promises(), agency), *USUAL, *more]
    html: str = markdown.markdown(text, extensions=extensions)
    return "".join(piece.html for piece in pieces(html))


def words(text: str, of: Book | None = None, *more: str) -> str:
    return LexborHTMLParser(rendered(text, of, *more)).text(separator="").strip()


# --------------------------------------------------------------------------------- what is printed


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("{calls: result}", "96 of every 100 calls"),
        ("{calls: aim}", "90 of every 100"),
        ("{calls: verdict}", "Met"),
        ("{calls: period}", "2025"),
        ("{calls: change}", "12 points higher than for 2024"),
        ("{ calls :result }", "96 of every 100 calls"),
        ("{irs/wait: result}", "9 minutes on average"),
        ("{irs/wait: aim}", "20 minutes or less"),
        ("{irs/wait: change}", "3 minutes 48 seconds lower than for 2024"),
        ("{ssa/calls: period}", "2025"),
    ],
)
def test_a_reference_prints_one_fact(reference: str, printed: str) -> None:
    assert words(f"So it was: {reference}.") == f"So it was: {printed}."


def test_a_reference_prints_what_the_card_of_the_promise_prints() -> None:
    found = promises()
    view = promise_view(found, found.standings["ssa"][0])
    assert view.result is not None
    assert words("{calls: result}", found) == view.result.words
    assert words("{calls: period}", found) == view.result.period
    assert words("{calls: verdict}", found) == view.verdict.word
    assert words("{calls: aim}", found) == view.aim.then


@pytest.mark.parametrize("fact", FACTS)
def test_a_promise_without_results_or_aim_says_so(fact: str) -> None:
    said = words(f"{{letters: {fact}}}")
    none = "Cannot be judged: no level promised"
    assert said == {"aim": "no aim", "change": "no earlier result"}.get(fact, none)


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        ([result("2024", 5, 10), result("2025", 50, 100)], {}, "the same as for 2024"),
        ([result("2025", 5, 10)], {}, "no earlier result"),
        ([result("2024", 0, 0), result("2025", 5, 10)], {}, "not comparable with 2024"),
        (
            [result("2024", 5, 10), result("2025", 5, 10)],
            {"changes": [change("2025-01-01", "counted", "all calls", "calls on weekdays")]},
            "not comparable with 2024",
        ),
    ],
)
def test_a_change_is_told_only_between_results_that_can_be_compared(
    rows: list[Any], more: dict[str, Any], said: str
) -> None:
    assert words("{calls: change}", book(charter([promise(**more)], rows))) == said


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("yes", "yes", "the same as for 2024"),
        ("no", "yes", "kept, unlike for 2024"),
        ("yes", "no", "not kept, unlike for 2024"),
    ],
)
def test_a_yes_or_no_has_a_change_too(before: str, now: str, said: str) -> None:
    open_ = promise("calls", target=None, measure={"shape": "yes-no"})
    rows = [result("2024", answer=before), result("2025", answer=now)]
    assert words("{calls: change}", book(charter([open_], rows))) == said


def test_what_is_hidden_on_the_card_is_hidden_in_the_sentence() -> None:
    rows = [result("2024", 90, 100), result("2025", 97, 100)]
    found = book(charter([promise()], rows), suppress_below=5)
    for fact in ("result", "change"):
        assert words(f"{{calls: {fact}}}", found) == "Not shown, to protect privacy [c]"
    assert words("{calls: verdict}", found) == "Cannot be judged: too small a number to show"


def test_a_reference_speaks_the_language_of_the_site() -> None:
    measure = {
        "shape": "share-with-property",
        "property": "answered",
        "of": {"en": "calls", "fr": "appels"},
    }
    found = book(charter([promise(measure=measure)], RESULTS), language="fr")
    assert words("{calls: result}", found) == "96 appels sur 100"
    assert words("{calls: verdict}", found) == "Respecté"


# --------------------------------------------------------------------- what is around, and untouched


def test_what_the_data_says_is_neither_html_nor_markdown() -> None:
    of = "*calls & [x] _b {: #id }"
    measure = {"shape": "share-with-property", "property": "x", "of": of}
    found = book(charter([promise(measure=measure)], RESULTS))
    said = rendered("{calls: result}", found, "attr_list")
    assert said == "<p><span>96 of every 100 *calls &amp; [x] _b {: #id }</span></p>"


@pytest.mark.parametrize(
    "text",
    [
        "`{calls: result}`",
        "```\n{calls: result}\n```",
        "Words.\n\n    {calls: result}",
        "\\{calls: result}",
        "{{calls: result}}",
        "{{ {'calls': 'result'} }}",
        "{% set a = {calls: 1} %}",
        "{calls}",
        "{: #calls }",
        "{calls: nothing}",
        "{nobody: result}",
    ],
)
def test_code_escapes_and_templates_are_left_as_they_are(text: str) -> None:
    assert re.sub(r"[\s`\\]", "", words(text)) == re.sub(r"[\s`\\]", "", text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**{calls: verdict}**", "<strong><span>Met</span></strong>"),
        ("*{calls: verdict}* x", "<em><span>Met</span></em> x"),
        (
            "[{calls: verdict}](https://a.example)",
            '<a href="https://a.example"><span>Met</span></a>',
        ),
        ("{calls: verdict}{: #here }", '<span id="words_here">Met</span>'),
        ("*so*{: #here } {calls: verdict}", '<em id="words_here">so</em> <span>Met</span>'),
        ("{calls: verdict}{calls: period}", "<span>Met</span><span>2025</span>"),
    ],
)
def test_a_reference_stands_beside_any_other_mark(text: str, html: str) -> None:
    assert rendered(text, None, "attr_list") == f"<p>{html}</p>"


def test_a_reference_may_stand_in_headings_lists_and_tables() -> None:
    text = "## {calls: verdict}\n\n- {calls: period}\n\n| a |\n|---|\n| {calls: aim} |"
    html = rendered(text)
    assert "<span>Met</span></h2>" in html
    assert "<li><span>2025</span></li>" in html
    assert "<td><span>90 of every 100</span></td>" in html


def test_outside_an_agencys_page_only_a_full_name_is_known() -> None:
    assert "{calls: verdict}" in rendered("{calls: verdict}", agency="")
    assert "<span>Met</span>" in rendered("{ssa/calls: verdict}", agency="")


# ------------------------------------------------------------------------------ what is checked


def faults(folder: Path, page: str) -> list[str]:
    site = site_folder(folder)
    site.agency("ssa", WITH_LETTERS, csv_row("calls", "2025", 90, 100), page=page)
    site.agency("irs", WITH_LETTERS, page="Our words.\n")
    return [str(problem) for problem in read(folder)[1]]


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (
            "Now {cals: result}.",
            "5:5: M013 there is no standard or figure 'cals'; did you mean 'calls'?",
        ),
        (
            "See {note: below}.",
            (
                "5:5: M013 there is no standard or figure 'note'; write {id: result} with an id from standards.yml, or \\{ where you mean a brace"
            ),
        ),
        (
            "- So\n- {calls: results}",
            ("6:3: M013 a promise has no 'results' to print; write {calls: result}"),
        ),
        (
            "{calls: target}",
            (
                "5:1: M013 a promise has no 'target' to print; write {calls: result}, or one of aim, verdict, period, change"
            ),
        ),
        ("{isr/calls: aim}", "5:1: M013 there is no agency 'isr'; did you mean 'irs'?"),
        (
            "{irs/cals: aim}",
            "5:1: M013 there is no standard or figure 'cals'; did you mean 'calls'?",
        ),
        (
            "{letters: aim}",
            "5:1: M014 'letters' has no aim to print; add its target, or take the reference out",
        ),
        (
            "{irs/calls: result}",
            (
                "5:1: M014 'irs/calls' has no result to print; add a row to results.csv, or wait for one"
            ),
        ),
    ],
)
def test_a_wrong_name_is_a_problem_with_its_place_and_the_right_form(
    tmp_path: Path, page: str, fault: str
) -> None:
    assert faults(tmp_path, page) == [f"content/agencies/ssa.md:{fault}"]


@pytest.mark.parametrize(
    "page",
    [
        "{calls: result} {ssa/calls: period} {irs/calls: verdict}",
        "`{x: y}` and ``{x: ` y}``",
        "```yaml\n{x: y}\n```",
        "~~~\n{x: y}\n~~~",
        "Words.\n\n    {x: y}",
        "\\{x: y}",
        "{{ {x: y} }} {% set a = {x: y} %}",
        '*a*{: title="x: y" }',
    ],
)
def test_right_names_and_code_are_no_problem(tmp_path: Path, page: str) -> None:
    assert faults(tmp_path, page) == []


def test_lines_that_belong_to_a_list_are_no_code(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "- A list\n\n    {x: y}\n\n        {code: y}")) == 1


def test_a_site_prints_references_and_stops_at_a_wrong_one(tmp_path: Path) -> None:
    page = "We reached {calls: result} in {calls: period}."
    assert faults(tmp_path, page) == []
    build(tmp_path, tmp_path / "site")
    html = (tmp_path / "site/agencies/ssa/index.html").read_text(encoding="utf-8")
    assert "We reached <span>90 of every 100 calls</span> in <span>2025</span>." in html


# ----------------------------------------------------------------------------------------- laws

MARKDOWN = ["`", "``", "```\n", "\n\n", "    ", "{x: y}", "\\", "- ", "a", "1. ", "\n", "~~~\n"]
BITS = st.sampled_from([*MARKDOWN, "{{", "}}", "{%", "/// x\n"])


@given(st.lists(BITS, max_size=30).map("".join))
def test_what_is_taken_out_leaves_every_place_where_it_was(body: str) -> None:
    prose = Prose(AgencyPage("a.md", None, body, 5))
    for left in (prose.without_code, prose.words):
        assert len(left) == len(body)
        assert all(one in (other, " ") for one, other in zip(left, body, strict=True))
        assert left.count("\n") == body.count("\n")


@example("- - ```\n\n        {x: y}")
@given(st.lists(st.sampled_from(MARKDOWN), max_size=12).map("".join))
def test_what_the_check_takes_for_code_is_no_reference_on_the_page(body: str) -> None:
    """Where the check sees no reference, Markdown prints none: nothing goes unchecked."""
    body = f"Words.\n\n{body}"
    prose = Prose(AgencyPage("a.md", None, body, 1))
    if not REFERENCE.search(prose.without_code):
        found = InlineFacts(promises(), "ssa")
        found.fact = lambda *_: "PRINTED"  # type: ignore[method-assign]
        html = markdown.markdown(body, extensions=[PlanBlocks(), found, *USUAL])
        assert "PRINTED" not in html


@pytest.mark.parametrize(
    "bit", ["`", "```\n", "``x", "{", "{{", "{x: ", "[x](", "\n", "- \n\n    ", ". ", "<a:"]
)
def test_an_endless_page_takes_no_longer_than_a_long_one(bit: str) -> None:
    prose = Prose(AgencyPage("a.md", None, bit * (300_000 // len(bit)), 1))
    began = time.process_time()
    list(REFERENCE.finditer(prose.without_code))
    assert prose.sentences is not None
    assert time.process_time() - began < 3
