"""Accessibility of a page from its HTML alone: each rule finds its faults, and says nothing where none is."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import cases_in
from charters.model.register import AgencyPage
from charters.problems import Problem
from charters.publishing.data.reports import spoken
from charters.rules.pages.accessibility import RULES, problems_of
from charters.rules.pages.html_tree import Document
from charters.rules.pages.in_markdown import markdown_problems

CASES: dict[str, dict[str, list[str]]] = cases_in(
    Path(__file__).parent / "cases/accessible_pages.yml"
)
SOUND = '<html lang="en"><head><title>T</title></head><body><main id="main"><h1>T</h1>\n{}\n</main></body></html>'
Case: TypeAlias = tuple[str, str]


def cases(*outcomes: str) -> list[Case]:
    return [(code, html) for code, said in CASES.items() for o in outcomes for html in said[o]]


def told_of(html: str, path: str = "index.html") -> list[Problem]:
    return sorted(set(problems_of(Document(html, path))))


def codes(html: str) -> set[str]:
    page = html if html.startswith("<html") else SOUND.format(html)
    return {problem.code for problem in told_of(page)}


@pytest.mark.parametrize(("code", "html"), cases("failed"))
def test_a_rule_finds_its_faults(code: str, html: str) -> None:
    assert code in codes(html)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_what_is_wrong_with_a_page_is_told_in_the_language_of_the_reader(language: str) -> None:
    told = [one for _code, html in cases("failed") for one in told_of(html)]
    assert len({problem.code for problem in told}) > 50
    assert [
        one for one in spoken(told, language) if one.message in {str(t.message) for t in told}
    ] == []


@pytest.mark.parametrize(("code", "html"), cases("passed", "inapplicable"))
def test_a_rule_says_nothing_where_none_is(code: str, html: str) -> None:
    assert code not in codes(html)


@pytest.mark.parametrize(("code", "html"), cases("passed"))
def test_a_page_that_keeps_one_rule_is_not_said_to_break_another(code: str, html: str) -> None:
    assert codes(html) <= {"S040"} if html.startswith("<html") else codes(html) == set()


def test_every_rule_has_cases_of_each_kind_and_names_what_it_looks_after() -> None:
    assert [rule.code for rule in RULES] == sorted(CASES)
    for rule in RULES:
        assert all(CASES[rule.code][outcome] for outcome in ("failed", "passed", "inapplicable"))
        assert rule.wcag
        assert all(part.isdecimal() for criterion in rule.wcag for part in criterion.split("."))


def test_forty_rules_of_the_act_format_are_followed_and_each_is_an_id() -> None:
    followed = {act for rule in RULES for act in rule.act}
    assert len(followed) >= 40
    assert all(len(act) == 6 and act.isalnum() for act in followed)


@pytest.mark.parametrize("selector", ["a[", "iframe >> p", ":host", "", "\ud800"])
def test_what_is_no_selector_chooses_nothing(selector: str) -> None:
    page = Document(SOUND.format("<p class=x>y</p>"), "index.html")
    assert page.chosen(".x") is page.first("p")
    assert page.chosen(selector) is None


@pytest.mark.parametrize(
    ("html", "place"),
    [
        (SOUND.format("<p>x</p>\n  <img src=a.png>"), "a/index.html:3:3"),
        (SOUND.format('<p>x</p>\n<IMG\nsrc=a.png> <img src=b.png alt="B">'), "a/index.html:3:1"),
        (SOUND.format('<!-- <img src=c.png> -->\n <img src="a.png">'), "a/index.html:3:2"),
    ],
)
def test_a_problem_stands_where_its_element_begins(html: str, place: str) -> None:
    assert [str(problem.place) for problem in told_of(html, "a/index.html")] == [place]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "\0",
        "<html" * 50,
        "<div>" * 5000 + "<a href=/>",
        "<table><tr><th>" * 50,
        "<style>}}{{</style><p style=';;:!'>x",
    ],
)
def test_no_page_is_so_broken_that_the_check_stops(html: str) -> None:
    assert told_of(html)


IN_MARKDOWN = """\
# Words

Intro: [click here](https://a.example/), and
again [click here](https://b.example/).

![](door.jpg)
![](line.png){: role=presentation }

[](https://c.example/)

##

| Office | Wait |
|---|---|
| Exeter | |

///  standards
///

`[here](https://code.example)` and <img src="map.png">

* a [plan](https://d.example/){: lang=xq }
"""


def test_what_is_wrong_in_markdown_is_told_with_its_line_before_any_build() -> None:
    page = AgencyPage("content/agencies/harbor.md", None, IN_MARKDOWN, 4)
    found = sorted((problem.place.line - 3, problem.code) for problem in markdown_problems(page))
    assert found == [
        (3, "S036"),
        (4, "S036"),
        (6, "S049"),
        (9, "S008"),
        (11, "S018"),
        (15, "S009"),
        (20, "S015"),
        (22, "S030"),
    ]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("#### Deep\n", 1),
        ("# A\n\n### B\n", 3),
        ("# A\n\nWords.\n\n# B\n", 5),
        ("# A\n\nWords.\n\nB\n=\n", 5),
        ("A\n===\n\nB\n===\n", 4),
        ("## A\n\n### B\n", 0),
    ],
)
def test_headings_out_of_order_are_told_in_markdown(body: str, line: int) -> None:
    page = AgencyPage("content/a.md", None, body, 1)
    for is_put_in_order, code in ((False, "S007"), (True, "M020")):
        found = markdown_problems(page, is_put_in_order=is_put_in_order)
        assert [(one.code, one.place.line) for one in found] == ([(code, line)] if line else [])


@given(
    st.lists(st.sampled_from(["# ", " ", "\n", "#", "I", "Port", "de", "42", "_", "É"])).map(
        "".join
    )
)
@example("# Home\n")
def test_nothing_is_wrong_with_a_page_that_has_only_a_name(body: str) -> None:
    page = AgencyPage("content/a.md", None, body, 1)
    assert not page.is_only_a_name or list(markdown_problems(page)) == []


@pytest.mark.parametrize("body", ["# Home\n\n**Fees**\n\nNone.\n", "A\n=\n\nB\n=\n"])
def test_a_page_without_links_and_pictures_is_looked_at_too(body: str) -> None:
    page = AgencyPage("content/a.md", None, body, 1)
    assert not page.is_only_a_name
    assert list(markdown_problems(page))


def test_sound_markdown_has_no_fault() -> None:
    sound = (
        "# A\n\n## B\n\n[Apply](https://a.example/) and ![A door](d.png)\n\n| A |\n|---|\n| 1 |\n"
    )
    assert list(markdown_problems(AgencyPage("content/a.md", None, sound, 1))) == []
