"""Accessibility of a page from its HTML alone: each rule finds its faults, and says nothing where none is."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest
import yaml

from charters.rules.pages.accessibility import RULES, check_html

CASES: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "cases/accessible_pages.yml").read_text(encoding="utf-8")
)
SOUND = '<html lang="en"><head><title>T</title></head><body><main id="main"><h1>T</h1>\n{}\n</main></body></html>'
Case: TypeAlias = tuple[str, str]


def cases(*outcomes: str) -> list[Case]:
    return [(code, html) for code, said in CASES.items() for o in outcomes for html in said[o]]


def codes(html: str) -> set[str]:
    page = html if html.startswith("<html") else SOUND.format(html)
    return {problem.code for problem in check_html(page, "index.html")}


@pytest.mark.parametrize(("code", "html"), cases("failed"))
def test_a_rule_finds_its_faults(code: str, html: str) -> None:
    assert code in codes(html)


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


@pytest.mark.parametrize(
    ("html", "place"),
    [
        (SOUND.format("<p>x</p>\n  <img src=a.png>"), "a/index.html:3:3"),
        (SOUND.format('<p>x</p>\n<IMG\nsrc=a.png> <img src=b.png alt="B">'), "a/index.html:3:1"),
        (SOUND.format('<!-- <img src=c.png> -->\n <img src="a.png">'), "a/index.html:3:2"),
    ],
)
def test_a_problem_stands_where_its_element_begins(html: str, place: str) -> None:
    assert [str(problem.place) for problem in check_html(html, "a/index.html")] == [place]


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<svg xmlns='http://www.w3.org/2000/svg'></svg>", "a.svg"),
        ("<?xml version='1.0'?><a/>", "a.xml"),
    ],
)
def test_a_drawing_is_no_page(html: str, path: str) -> None:
    assert check_html(html, path) == []


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
    assert check_html(html, "index.html")
