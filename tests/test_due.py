"""What is due: results, actions after a miss, reviews and surveys, from one computation for every door."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from builders import (
    Folder,
    Made,
    book,
    charter,
    csv_row,
    day,
    promise,
    register,
    rendered,
    result,
    standings,
)
from charters.judging.due import due_of
from charters.model.register import Charter
from charters.model.surveys import SurveysFile
from charters.publishing.data import due_list
from charters.publishing.data.calendars import calendar_of
from charters.publishing.data.comment_text import safe
from charters.publishing.data.feeds import Addresses
from charters.publishing.site import site_of
from charters.publishing.views.dated import planned_views
from charters.publishing.views.due_board import MOST, all_due, due_pages
from commands import charters


def due(charter: Charter, as_of: str = "2026-06-30", **settings: Any) -> list[str]:
    """Return what is due as `kind day`, with a `!` where the day is over."""
    found = standings(charter, as_of=day(as_of), **settings)
    listed = due_of(register(charter, as_of=day(as_of), **settings), charter, found)
    return [f"{one.kind} {one.day}{'!' if one.is_late else ''}" for one in listed]


MONTHLY = {"reported": "monthly", "introduced": "2026-01-01"}
MISSED = {"missed_because": "The line broke.", "action": "We lay another one."}


@pytest.mark.parametrize(
    ("standard", "rows", "expected"),
    [
        pytest.param(
            MONTHLY, [result("2026-02", 1, 2)], ["result 2026-06-29!", "result 2026-07-29"],
            id="the late one, and the next",
        ),
        pytest.param(
            MONTHLY, [result("2026-03", 1, 2)], ["result 2026-07-29"], id="the last day is not late"
        ),
        pytest.param(
            {"introduced": "2026-01-01"}, [], [], id="nothing where no rhythm is promised"
        ),
        pytest.param(
            {**MONTHLY, "withdrawn": {"date": "2026-05-31", "reason": "It is done."}}, [], [],
            id="nothing of an ended promise",
        ),
        pytest.param(
            {"next_review": "2026-06-29"}, [], ["review 2026-06-29!"], id="a review that was not made"
        ),
        pytest.param(
            {"last_reviewed": "2026-06-29", "next_review": "2026-06-29"}, [], ["review 2029-06-29"],
            id="a review that was made on its day",
        ),
        pytest.param(
            {}, [result("2025", 1, 2, action_by=day("2026-06-01"), **MISSED)], ["action 2026-06-01!"],
            id="an action whose day has passed",
        ),
        pytest.param(
            {},
            [result("2024", 1, 2, action_by=day("2025-06-01"), **MISSED), result("2025", 2, 2)],
            [],
            id="no action that a newer result has followed",
        ),
        pytest.param(
            {},
            [result("2024", 1, 2, action_by=day("2026-09-01"), **MISSED), result("2025", 2, 2)],
            ["action 2026-09-01"],
            id="an action still to come, whatever result followed",
        ),
    ],
)  # fmt: skip
def test_what_a_promise_asks_for_is_due(
    standard: dict[str, Any], rows: list[Any], expected: list[str]
) -> None:
    assert due(charter([promise(**standard)], rows)) == expected


def test_results_late_together_are_one_entry() -> None:
    (late, _next) = due_of(
        register(one := charter([promise(**MONTHLY)], [result("2026-01", 1, 2)]), as_of=day("2026-08-15")),
        one,
        standings(one, as_of=day("2026-08-15")),
    )  # fmt: skip
    assert [period.label for period in late.periods] == ["2026-02", "2026-03", "2026-04"]


def test_the_next_result_of_two_years_is_due_however_late_it_may_come() -> None:
    standard = promise(reported="two-yearly", introduced="2022-01-01")
    rows = [result("2022-01-01/2023-12-31", 1, 2), result("2024-01-01/2025-12-31", 1, 2)]
    assert due(charter([standard], rows), "2026-01-31") == ["result 2028-03-30"]


def test_the_plan_and_its_surveys_are_due_too() -> None:
    surveys = SurveysFile.model_validate(
        {"planned": [{"what": "Ease", "whom": "Everybody", "when": "2026-09"}]}
    )
    one = charter([], surveys=surveys, last_reviewed="2024-01-31")
    assert due(one) == ["review 2026-01-31!", "survey 2026-09-30"]
    assert due(one, windows={"plan_months": 36}) == ["survey 2026-09-30", "review 2027-01-31"]


def test_of_a_compiled_charter_nothing_after_its_documents_is_known() -> None:
    compiled = {"by": "The project", "source": "Documents", "until": "2025-12-31"}
    standard = promise(reported="yearly", next_review="2026-03-01")
    surveys = SurveysFile.model_validate(
        {"planned": [{"what": "Ease", "whom": "All", "when": when} for when in ("2025", "2027")]}
    )
    one = charter([standard], [result("2024", 1, 2)], surveys=surveys, compiled=compiled)
    assert due(one) == ["survey 2027-12-31"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (
            "2026-03",
            ["Everybody", "This was to be done by March 31, 2026; nothing says whether it was."],
        ),
        ("2026-06", ["Everybody"]),
    ],
)
def test_a_planned_survey_whose_day_is_over_does_not_stand_on_the_plan_as_one_to_come(
    when: str, said: list[str]
) -> None:
    planned = {"planned": [{"what": "Ease", "whom": "Everybody", "when": when}]}
    one = charter([], surveys=SurveysFile.model_validate(planned))
    (view,) = planned_views(book(one, as_of=day("2026-06-30")), one)
    assert [fact.said.words for fact in view.facts] == said


def test_where_later_results_are_not_collected_nothing_is_said_to_be_in_time() -> None:
    compiled = {"by": "The project", "source": "Documents", "until": "2025-12-31"}
    of_others = charter([promise(reported="yearly")], [result("2024", 1, 2)], compiled=compiled)
    made = book(of_others)
    html = dict(rendered(made, site_of(made)))["due"]
    assert "Later results are not collected here, so no result is called late." in html
    assert re.findall("<b>(Nothing [^<]*)</b>", html) == [
        "Nothing is known to be late.",
        "Nothing is known to be due.",
    ]


def test_page_and_command_say_the_same(whole: Made) -> None:
    said = charters("due", "--root", whole.folder, "--format", "json")
    listed = json.loads(said.output)
    page = (whole.site / "due/index.html").read_text(encoding="utf-8")

    schema = json.loads(due_list.schema())
    assert [*schema["properties"]] == [*listed]
    assert [*schema["properties"]["due"]["items"]["properties"]] == [*listed["due"][0]]
    assert {one["kind"] for one in listed["due"]} == {"result", "action", "review", "survey"}
    assert len(listed["due"]) == page.count('class="ch-kicker"')
    assert all(one["what"] in page for one in listed["due"])
    assert len(page.encode()) < 60_000


def test_one_agency_alone_can_be_asked_for(whole: Made) -> None:
    run = charters("due", "--root", whole.folder, "--agency", "harbor")
    assert (
        run.output
        == "2025-12-31  harbor/phone-wait: action: its day has passed: We hire two more.\n"
    )
    run = charters("due", "--root", whole.folder, "--agency", "parks")
    assert (run.exit_code, run.output) == (0, "Nothing is due.\n")
    run = charters("due", "--root", whole.folder, "--agency", "harbour")
    assert (run.exit_code, run.output[:33]) == (2, "there is no agency 'harbour'; kno")


def test_a_long_list_is_cut_and_says_so() -> None:
    many = [promise(f"calls-{n}", next_review="2026-07-01") for n in range(MOST + 2)]
    page = due_pages(book(charter(many)))[0]
    assert (len(page.coming), page.left[:6], page.page.entries[0].soon) == (
        MOST,
        "2 more",
        str(MOST + 2),
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a *b* `c`", r"a \*b\* \`c\`"),
        ("<img src=x>", r"&lt;img src\=x&gt;"),
        ("ask @lamps about #12", r"ask @<!-- -->lamps about \#<!-- -->12"),
        ("https://a.example www.a.example", "https://<!-- -->a.example www<!-- -->.a.example"),
        ("line\n\n# head", r"line \#<!-- --> head"),
        ("[x](y) ![z](w)", r"\[x\]\(y\) \!\[z\]\(w\)"),
    ],
)  # fmt: skip
def test_no_words_of_data_act_in_a_comment(words: str, shown: str) -> None:
    assert safe(words) == shown


def test_the_issue_of_an_agency_can_be_found_again(tmp_path: Any) -> None:
    folder = Folder(tmp_path)
    folder.write("mkdocs.yml", "site_name: T\ndocs_dir: content\nplugins:\n  - charters\n")
    standards = """\
        services: [{id: water, name: Water, summary: Call us.}]
        standards:
          - id: calls
            service: water
            type: waiting
            promise: We answer @you within 60 seconds.
            limit: 60 seconds
            measure: {shape: share-within-limit, of: calls, counted: all calls}
            target: 90%
            reported: yearly
            introduced: 2024-01-01
        """
    folder.agency("river", standards, csv_row("calls", "2024", 95, 100))
    asked = ["due", "--root", str(tmp_path), "--agency", "river", "--format", "markdown"]
    run = charters(*asked, "--as-of", "2026-06-30")
    assert run.output.splitlines()[0] == "<!-- charters:due:river -->"
    assert "- **March 31, 2026** river, result late: 2025 *We answer @<!-- -->you" in run.output


def test_a_calendar_has_a_day_for_each_and_no_line_is_too_long() -> None:
    words = "Été, prêt; et \\\\ plus " * 6 + "\nBEGIN:VEVENT"
    row = result("2025", 1, 2, action=words, action_by=day("2026-07-01"))
    one = book(charter([promise(next_review="2027-01-01")], [row]))
    places = Addresses("https://x.example/", "X", "")
    said = calendar_of(one, all_due(one), "Due", places).decode()
    lines = said.split("\r\n")
    assert said.count("\n") == said.count("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    whole = said.replace("\r\n ", "").split("\r\n")
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 2
    assert [line for line in whole if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20260701",
        "DTSTART;VALUE=DATE:20270101",
    ]
    assert "UID:https://x.example/due/ssa/calls/review/2027-01-01" in whole
    assert "UID:ssa/calls/review/2027-01-01@charters" in (
        calendar_of(one, all_due(one), "Due").decode()
    )
    assert "URL:https://x.example/agencies/ssa/phone/#calls" in whole
    assert any("Été\\, prêt\\; et \\\\\\\\ plus" in line for line in whole)
