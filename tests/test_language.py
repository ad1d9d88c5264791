"""Plain language: what each rule finds, what it leaves alone, and where it says so."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from builders import cases_in, there
from charters.problems import Place, Severity, rules
from charters.reading import read
from charters.rules import audit
from charters.rules.language import RULES, TextKind, check_language
from charters.rules.language.passages import blocks_of
from charters.rules.language.vocabulary import LANGUAGES, vocabulary
from commands import charters
from order_cases import load_good, write_site

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "language"
OF_THE_FIRST_SET = ("P6", "P10", "P11", "P17")
OF_THE_SECOND_SET = ("P6", "P10", "P11", "P13", "P15", "P18", "P19")
OF_THE_THIRD_SET = ("P12", "P27")
OF_EVERY_SET = ("P8", "P14", "P16", "P28", "P31", "P33")
"""Labelled in all sets, but only where they find something."""


def codes(text: str, language: str = "en", kind: TextKind = TextKind.TEXT) -> list[str]:
    return [found.code for found in check_language(text, language, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The office shall answer you.", ["P8"]),
        ("We must answer you within 5 hours.", ["P9"]),
        ("We make a decision on your claim.", ["P10"]),
        ("Ask us, e.g. by phone.", ["P19"]),
        ("Bring a bill and/or a lease.", ["P18"]),
        ("The terms and conditions hold.", ["P16"]),
        ("We call you prior to the visit.", ["P13"]),
        ("Bring no fewer than two papers.", ["P17"]),
        ("You cannot apply without a number.", ["P17"]),
        ("Send it in order to be paid.", ["P15", "P6"]),
        ("Your claim is quickly decided here.", ["P6"]),
        ("Read our customer service improvement plan.", ["P11"]),
        ("Write to the ODAR.", ["P12"]),
        ("We took 5.5 days, says Dr. Smith of the U.S. office.", []),
        ("The Office of Hearings (ODAR) decides. Write to the ODAR.", []),
        ("Our office is open and you are entitled to help.", []),
        ("You are not late. We wait until five.", []),
    ],
)
def test_a_sentence_gets_the_rules_it_breaks_and_no_other(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We answer. You wait.", 2),
        ("It costs 3.50 dollars. Pay Mr. Jones at 9 a.m. on Monday.", 2),
        ("See e.g. Canada. Then go!", 2),
        ("What now? Call us.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    (block,) = blocks_of(text, vocabulary("en"), marked=False)
    assert len(block.sentences) == count


def test_of_markdown_only_prose_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "---\nagency: shall\n---\n# General\n\n`shall` [we answer](https://shall.example/shall)\n\n"
        "```\nshall\n```\n\nThe office shall answer.\n",
        encoding="utf-8",
    )
    result = charters("language", page, "--format", "json")
    found = json.loads(result.output)

    assert [(one["code"], one["line"], one["column"]) for one in found] == [
        ("P22", 4, 3),
        ("P8", 12, 12),
    ]
    assert found[1]["sentence"] == "The office shall answer."
    assert found[1]["words"] == "shall"


def test_the_check_tells_of_what_is_sure_in_texts_and_pages(tmp_path: Path) -> None:
    write_site(tmp_path, load_good())
    file = next(tmp_path.glob("content/agencies/*.md"))
    file.write_text(file.read_text(encoding="utf-8") + "\nWe shall be open.\n", encoding="utf-8")
    found = audit(*read(tmp_path)).problems

    line = len(file.read_text(encoding="utf-8").splitlines())
    place = f"{file.relative_to(tmp_path)}:{line}:4"
    assert [str(one.place) for one in found if one.code == "P8"] == [place]


def test_how_plainly_an_agency_writes_is_told_where_one_agency_is_asked_for(tmp_path: Path) -> None:
    write_site(tmp_path, load_good())
    agency = next(tmp_path.glob("content/agencies/*.md")).stem
    told = charters("order", agency, "--root", tmp_path).output
    panel = told[told.index("How plainly we write (en): ") :].splitlines()

    assert "sentences" in panel[0]
    assert "of every 100 over 25 words" in panel[0]
    assert all(line.split()[0] in {rule.code for rule in RULES} for line in panel[1:])
    assert "How plainly" not in charters("order", "--root", tmp_path).output


def test_how_plainly_an_agency_writes_is_told_of_each_page_in_its_language(tmp_path: Path) -> None:
    write_site(tmp_path, load_good())
    settings = tmp_path / "mkdocs.yml"
    site = "docs_dir: content\nplugins: [{charters: {languages: [en, fr]}}]\n"
    settings.write_text(site, encoding="utf-8")
    page = next(tmp_path.glob("content/agencies/*.md"))
    head = page.read_text("utf-8").partition("\n---\n")[0] + "\n---\n"
    page.with_suffix(".fr.md").write_text(
        f"{head}\nNous vous répondons. Nous vous aidons.\n", encoding="utf-8"
    )
    told = charters("order", page.stem, "--root", tmp_path).output

    assert "How plainly we write (fr): 2 sentences, 3 words each" in told


def test_what_the_order_asks_is_told_in_the_language_of_the_site(tmp_path: Path) -> None:
    write_site(tmp_path, load_good())
    agency = next(tmp_path.glob("content/agencies/*.md")).stem
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("plugins: [{charters: {language: fr}}]\n", encoding="utf-8")
    told = charters("order", agency, "--root", tmp_path).output
    heads = {line.split("\u00a0:")[0].strip() for line in told.splitlines()}
    assert {"ensuite 1", "à ajouter", "A1    présent", "Clarté de nos textes (fr)"} <= heads


def test_a_library_counts_the_years_of_school_beside_our_own_count(tmp_path: Path) -> None:
    pytest.importorskip("textstat", reason="pip install 'mkdocs-charters[language]'")
    write_site(tmp_path, load_good())
    agency = next(tmp_path.glob("content/agencies/*.md")).stem
    told = charters("order", agency, "--root", tmp_path).output
    counts = there(re.search(r"; (\d+) years of school \(Flesch-Kincaid\), (\d+) \(textstat", told))
    assert abs(int(counts[1]) - int(counts[2])) <= 4  # two formulas for the same texts


LONG_TEXT = " ".join(["We would look at the paper and you will be told of it."] * 12)


PAGES: list[tuple[str, set[str]]] = [
    ("Our stakeholder metric is absolutely new.", {"P13", "P27", "P31"}),
    (f"{'## You wait' + chr(10) * 2 + 'We answer.' + chr(10) * 2}" * 7, {"P23.2"}),
    ("## General\n\nWe answer you.", {"P22"}),
    ("#### You wait\n\nWe answer you.", {"P23"}),
    ("# FAQ\n\nWe answer you.", {"P35"}),
    ("## You bring\n\n- a bill\n- a card", {"P24"}),
    ("You bring one of these:\n\n- a bill\n- a card", set()),
    ("You bring:\n\n- a bill\n  - of gas\n    - of this year\n  - of water", {"P24.2"}),
    ("You bring:\n\n- a bill\n  - of gas\n\nYou call:\n\n- us", set()),
    ("## How many days do you have to send us the form?\n\nYou have ten.", {"P22.2"}),
    ("You ask the DOAR, the DOTA, the ABCD and the EFGH.", {"P12", "P12.2"}),
    ("You, in any case in which the papers came by mail to one of our offices, wait.", set()),
    (
        "We, in any case in which the papers came by mail to one of our offices, answer you.",
        {"P33"},
    ),
    ("For our fees, click here.", {"P25"}),
    ("The form is there only as a PDF.", {"P34"}),
    ("DO NOT SEND ANY MONEY to us.", {"P28"}),
    ("Applicants bring a card.", {"P20"}),
    ("You say when he or she is ill.", {"P21"}),
    (LONG_TEXT, {"P4", "P6", "P26"}),
    ("You wait. " * 4 + "You see the man and the dog and the cat. " * 5, {"P4"}),
    ("You see the man and the dog. " * 60, {"P4", "P5"}),
    ("you and " * 13 + "I wait.", {"P1"}),
    (
        "You see " + "the man and the dog and " * 5 + "the cat. " + "You see the man and the dog. ",
        {"P1"},
    ),
    (("You see " + "the man and the dog and " * 3 + "the cat.\n\n") * 5, {"P2", "P3"}),
    (("You see " + "international organizational responsibility. ") * 30, {"P4", "P32"}),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_a_page_gets_the_rules_it_breaks(text: str, expected: set[str]) -> None:
    assert set(codes(text, kind=TextKind.PAGE)) - {"P13.2"} == expected


def test_every_rule_is_shown_firing() -> None:
    pairs = cases_in(CASES / "pairs.yml")
    texts = [row["sentence"] for row in sentences()] + [pair["before"] for pair in pairs]
    fired = {code for text in texts for code in codes(text)} | set.union(
        *(found for _, found in PAGES)
    )
    of_promises = {"P7", "P9"}  # above
    assert {rule.code for rule in RULES} - fired - of_promises == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_its_languages_what_is_wrong_and_what_to_write(rule: object) -> None:
    declared = rules()[getattr(rule, "code", "")]
    assert set(declared.languages) <= set(LANGUAGES)
    assert declared.what
    assert declared.do
    assert declared.source
    assert declared.severity is not Severity.ERROR, "an editor's sentence stops no build"


def test_a_promise_names_whoever_keeps_it() -> None:
    assert codes("Response to letters in 5 business days.", kind=TextKind.PROMISE) == ["P7"]
    assert codes("We answer letters in 5 business days.", kind=TextKind.PROMISE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_of_a_language_stands_in_two_lists(language: str) -> None:
    phrases = [one.words for found in vocabulary(language).by_mark.values() for one, _at in found]
    twice = {" ".join(one) for one in phrases if phrases.count(one) > 1}
    assert twice == set()


def test_a_problem_says_the_words_and_what_to_write_instead() -> None:
    (found,) = check_language("We call you prior to the visit.")
    said = str(found.at(Place("a.md", 3, 7)))
    assert said == "a.md:3:7: P13 'prior to' has a simpler word; write: before"


# ------------------------------------------------------------------------------ how sure they are


def sentences() -> list[dict[str, str]]:
    with (CASES / "sentences.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LABELLED = {"first": OF_THE_FIRST_SET, "second": OF_THE_SECOND_SET, "third": OF_THE_THIRD_SET}


def measured() -> dict[str, tuple[int, int, int, int]]:
    """Return of each rule what it finds rightly and wrongly, and what is there and what it finds in the first set."""
    found: dict[str, list[int]] = {}
    for row in sentences():
        seen, breaks = set(codes(row["sentence"])), row["breaks"].split()
        labelled = LABELLED[row["set"]]
        for code in (*labelled, *OF_EVERY_SET):
            counts = found.setdefault(code, [0, 0, 0, 0])
            right, every = code in seen and code in breaks, labelled is OF_THE_FIRST_SET
            counts[0] += right
            counts[1] += code in seen and code not in breaks
            counts[2] += every and code in breaks and code in labelled
            counts[3] += every and right and code in labelled
    return {code: tuple(counts) for code, counts in found.items() if counts[0] + counts[1] >= 5}  # type: ignore[misc]


def table() -> str:
    lines = ["| rule | finds | right | of all there are |", "|---|---|---|---|"]
    for code, (right, wrong, labelled, of_them) in measured().items():
        recall = f"{of_them} of {labelled}" if labelled else "not measured"
        share = f"{right / (right + wrong):.0%}"
        lines.append(f"| {code} | {right + wrong} | {right} ({share}) | {recall} |")
    return "\n".join(lines)


def test_there_are_300_labelled_sentences_and_none_stands_twice() -> None:
    said = [row["sentence"] for row in sentences()]
    assert len(set(said)) == len(said)
    assert sum(row["set"] == "first" for row in sentences()) >= 300
    assert {code for row in sentences() for code in row["breaks"].split()} <= set(rules())


def test_of_what_a_measured_rule_finds_four_in_five_are_right_or_it_is_a_note() -> None:
    unsure = [
        code
        for code, (right, wrong, _there, _of_them) in measured().items()
        if right < 0.8 * (right + wrong) and rules()[code].severity is not Severity.NOTE
    ]
    assert {"P6", "P10", "P11"} <= set(measured())
    assert unsure == []


def test_the_measure_in_the_handbook_is_fresh() -> None:
    assert table() in (ROOT / "docs" / "language.md").read_text(encoding="utf-8"), table()


@pytest.mark.parametrize("pair", cases_in(CASES / "pairs.yml"))
def test_a_text_gets_fewer_findings_when_it_is_rewritten_plainly(pair: dict[str, str]) -> None:
    language = pair.get("language", "en")
    before, after = (codes(pair[key], language, TextKind.PAGE) for key in ("before", "after"))
    assert len(before) > len(after)
