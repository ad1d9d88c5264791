"""A figure typed into the plan: found where it is one, and nowhere else; advice, in any language."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import charter, promise, result, site_folder
from charters.cli import main
from charters.model.register import AgencyPage, Charter, Register
from charters.model.settings import Settings
from charters.problems import Severity
from charters.reading import read
from charters.rules import audit
from charters.rules.case import Case
from charters.rules.plan_numbers import typed_figures

STANDARDS = """\
    services:
      - {id: phone, name: Phone, summary: Call us.}
    standards:
      - id: calls
        service: phone
        type: waiting
        promise: We answer your call within 60 seconds.
        limit: 60 seconds
        measure: {shape: share-within-limit, of: {en: calls, fr: appels, de: Anrufe}}
        target: 80%
        introduced: 2020-01-01
      - id: leaks
        service: phone
        type: timeliness
        promise: {en: We mend a leak within 3 business days on average., fr: Nous réparons en 3 jours ouvrables en moyenne.}
        measure: {shape: mean, unit: business days, of: leaks}
        target: at most 3 business days
        introduced: 2020-01-01
      - id: visits
        service: phone
        type: quality
        promise: We get 97% of visits right.
        measure: {shape: share-with-property, property: right, of: visits}
        target: 97%
        introduced: 2020-01-01
"""
RESULTS = """\
    calls,2023,,780,1000,,,,final,2024-02-01,https://example.gov/r,,,,
    calls,2024,,843,1000,,,,final,2025-02-01,https://example.gov/r,,,,
    leaks,2024,,,,2.5,400,,final,2025-02-01,https://example.gov/r,,,,
    visits,2024,,97,100,,,,final,2025-02-01,https://example.gov/r,,,,
"""


def notes(folder: Path, page: str, language: str = "en") -> list[tuple[str, str]]:
    """Return what is said of the figures of a page: the number, and what to write instead."""
    site = site_folder(folder)
    mkdocs = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    settings = f"as_of: 2025-06-30, language: {language}"
    site.write("mkdocs.yml", mkdocs.replace("as_of: 2026-06-30", settings))
    agency = "name: A\nkind: executive\nserves: We serve.\ncustomers:\n- {id: all, name: All, who: All, size: {number: 41000, unit: homes}}\n"
    site.agency("water", STANDARDS, RESULTS, agency=agency, page=page)
    register, problems = read(folder)
    assert {problem.code for problem in problems} <= {"Y058"}  # of a language without pages of ours
    found = [problem for problem in audit(register).problems if problem.code == "K8"]
    assert {problem.severity for problem in found} <= {Severity.NOTE}
    assert [problem.shows for problem in found if problem.shows] == []
    return [(str(p.message).split("'")[1], str(p.do)) for p in found]


def advised(folder: Path, page: str, language: str = "en") -> list[tuple[str, str]]:
    """Return each number with the reference that is advised; '' where it is in no file."""
    return [
        (said, do.partition("write ")[2].partition(" in its")[0].replace("{promise: result}", ""))
        for said, do in notes(folder, page, language)
    ]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("We answered 84% of calls.", [("84%", "{calls: result}")]),
        ("We answered 84.3 percent of calls.", [("84.3 percent", "{calls: result}")]),
        ("We answered 84 of every 100 calls.", [("84 of every 100", "{calls: result}")]),
        ("We aim at 80%.", [("80%", "{calls: aim}")]),
        ("We aim at eight in ten calls.", [("eight in ten", "{calls: aim}")]),
        ("It took 2.5 business days.", [("2.5 business days", "{leaks: result}")]),
        ("It took three business days.", [("three business days", "{leaks: aim}")]),
        ("**84%** of calls", [("84%", "{calls: result}")]),
        ("| 84% |\n|---|\n| 85% |", [("84%", "{calls: result}"), ("85%", "")]),
        ("We answered 85% of calls.", [("85%", "")]),
        ("We serve 51,000 homes.", [("51,000 homes", "")]),
        ("Wait fifty\nminutes.", [("fifty minutes", "")]),
        ("Both are 97%.", [("97%", "{visits: result}")]),
    ],
)
def test_a_figure_is_found_with_the_reference_that_prints_it(
    tmp_path: Path, page: str, found: list[tuple[str, str]]
) -> None:
    assert advised(tmp_path, page) == found


@pytest.mark.parametrize(
    "page",
    [
        "In 2023 it was 78%, and 22% waited; 16% now.",
        "We serve 41,000 homes and answer within 60 seconds.",
        "Of the 1,000 calls of 2024, 843 calls were answered.",
        "In 2019 calls rose. Since 1990, calls are free.",
        "On June 5, 2024 and 2024-06-05, at 9 a.m. and 17:30.",
        "Call 1-800-555-0142 or (800) 555-0199, ext. 12.",
        "Come to 77 River Road, Suite 12, Fair River 12345.",
        "It costs $45 or 45 dollars, and £3.50.",
        "The 21st century, the 3rd floor, chapter 12, form 1040.",
        "1. First\n2. Second\n\n12. Twelfth",
        "`99%` and\n\n    99%\n\n```\n99%\n```",
        "[words](https://a.example/99%25) <https://a.example/99%> https://a.example/99%",
        "[a]: https://a.example/99%",
        "/// standard | calls\n///",
        "{calls: result}, {{ 99% }} and {: title=99% }",
        "We are open 24 hours a day, 7 days a week.",
        "Wait a minute, and come within a day.",
    ],
)
def test_what_is_in_a_file_or_no_figure_is_left_alone(tmp_path: Path, page: str) -> None:
    assert notes(tmp_path, page) == []


@pytest.mark.parametrize(
    ("language", "page", "found"),
    [
        ("fr", "Nous avons répondu à 84 % des appels.", [("84 %", "{calls: result}")]),
        ("fr", "Quatre-vingts pour cent.", [("Quatre-vingts pour cent", "{calls: aim}")]),
        ("fr", "Il faut 3 jours ouvrables.", [("3 jours ouvrables", "{leaks: aim}")]),
        (
            "fr",
            "Il faut 12 semaines, 84\u202f% en 2024.",
            [("12 semaines", ""), ("84 %", "{calls: result}")],
        ),
        ("es", "Contestamos 84 % de las llamadas.", [("84 %", "{calls: result}")]),
        ("es", "Hacen falta 3 días hábiles.", [("3 días hábiles", "{leaks: aim}")]),
        ("es", "Abrimos las 24 horas del día, 7 días a la semana.", []),
        (
            "de",
            "Wir nahmen 84 % der Anrufe an, 91 Anrufe nicht.",
            [("84 %", "{calls: result}"), ("91 Anrufe", "")],
        ),
        ("ja", "84%です。", [("84%", "{calls: result}")]),
    ],
)
def test_every_language_of_a_site_is_read(
    tmp_path: Path, language: str, page: str, found: list[tuple[str, str]]
) -> None:
    assert advised(tmp_path, page, language) == found


def judged(page: str, *standards: Any, **more: Any) -> Charter:
    rows = [result("2024", 90, 100, standard=one.id) for one in standards]
    found = charter(standards, rows, **more)
    files = dict.fromkeys(("agency.yml", "standards.yml", "results.csv"), found.files["agency.yml"])
    return replace(found, page=AgencyPage("content/agencies/a.md", None, page, 4), files=files)


def test_a_figure_of_two_promises_names_neither() -> None:
    two = judged(
        "We reached 90%.", promise("calls", target="95%"), promise("letters", target="95%")
    )
    one = judged("We reached 90%.", promise("calls", target="95%"))
    assert [str(p.do)[:24] for p in found_in(one)] == ["write {calls: result} in"]
    assert found_in(two) == []


def found_in(one: Charter) -> list[Any]:
    register = Register(Settings(), date(2025, 6, 30), {one.id: one})
    return list(typed_figures(Case(register, one)))


def test_a_note_refuses_nothing(tmp_path: Path) -> None:
    assert notes(tmp_path, "We answered 85% of calls.")
    with pytest.raises(SystemExit) as ended:
        main(["check", "--strict", "--root", str(tmp_path)])
    assert ended.value.code == 0


@pytest.mark.parametrize(
    "bit", ["84% ", "84 days ", "nine ", "1,000 ", "84 of every 100 ", "a b ", "five five "]
)
def test_an_endless_plan_takes_no_longer_than_a_long_one(bit: str) -> None:
    page = judged(bit * (200_000 // len(bit)), promise("calls"))
    began = time.process_time()
    found_in(page)
    assert time.process_time() - began < 6
