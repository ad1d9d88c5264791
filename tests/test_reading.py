"""The readers: every mistake an editor can make, and the whole line each of them is answered with."""

from __future__ import annotations

import gc
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from operator import attrgetter
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel, ValidationError

from builders import whole_folder
from charters.cli import CLEAN, PROBLEMS
from charters.model.agency import Agency
from charters.model.benchmarks import BenchmarksFile
from charters.model.change import ChangedField, same_level
from charters.model.fields import Record
from charters.model.register import Register
from charters.model.standards import StandardsFile
from charters.model.surveys import SurveysFile
from charters.problems import Message, Place, Problem
from charters.reading import read
from charters.reading.right_forms import example_of
from charters.reading.sources import SourceText
from charters.reading.written import Written
from charters.reading.yamldoc import Document, document_of
from charters.rules import Audit, audit
from commands import charters
from planting import GOOD, HARMFUL, golden_cases, good_site, planted, texts_in

RESULTS = "data/standards/harbor/results.csv"
STANDARDS = "data/standards/harbor/standards.yml"
GOLDEN = golden_cases()
LOCALE = Path(str(files("charters"))) / "locale"


def kept_in(register: Register) -> set[str]:
    charters = register.charters.values()
    rows = {
        f"{standard} {row.period.label}"
        for charter in charters
        for standard, results in charter.results.items()
        for row in results
    }
    return rows | {measured.id for charter in charters for measured in charter.measured}


# ------------------------------------------------------------------------------- golden cases

LANGUAGES = ("fr", "es")


@cache
def translated(language: str) -> frozenset[str]:
    """Return every message that a language has words for."""
    with (LOCALE / language / "LC_MESSAGES/charters.po").open("rb") as file:
        return frozenset(str(message.id) for message in read_po(file) if message.string)


def templates_of(said: Message | str) -> Iterator[str]:
    """Yield every template that something is said by; a plain string is one that nobody translates."""
    yield said.template if isinstance(said, Message) else said
    for _name, value in said.values if isinstance(said, Message) else ():
        if isinstance(value, Message):
            yield from templates_of(value)


def is_of_site(problem: Problem) -> bool:
    return problem.place.path == "mkdocs.yml"


@pytest.mark.parametrize("case", [case for _, case in GOLDEN], ids=[name for name, _ in GOLDEN])
def test_a_mistake_is_told_in_exactly_these_lines_in_every_language_and_by_the_command_that_never_falls(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_by_it: list[tuple[Register, list[Problem]]] = []

    def audit_of(*given: Any) -> Audit:
        read_by_it.append(given)
        return audit(*given)

    monkeypatch.setattr("charters.rules.audit", audit_of)
    done = charters("check", "--root", planted(tmp_path, case))
    assert done.exit_code in (CLEAN, PROBLEMS)
    ((register, problems),) = read_by_it
    # The command reads the site's own file before all others; of those the order stays what it is.
    of_site = sorted((one for one in problems if is_of_site(one)), key=attrgetter("order"))
    others = [one for one in problems if not is_of_site(one)]
    report = case.get("report", "")
    assert "".join(f"{problem}\n" for problem in [*others, *of_site]) == report
    assert [line for line in report.splitlines() if line not in done.stdout] == []
    said = {template for problem in problems for template in templates_of(problem.said)}
    assert [said - translated(language) for language in LANGUAGES] == [set() for _ in LANGUAGES]
    assert set(case.get("kept", ())) <= kept_in(register)


def codes_of(report: str) -> set[str]:
    return set(re.findall(r"^\S+:\d+:\d+: ([A-Z]\d{3}) ", report, re.MULTILINE))


OTHERWISE_SHOWN = {"Y041", "Y047", "Y052", "Y053", "M020", "M021", "Y057"}
"""Too large to be a case, a matter of who runs it, waivers, which are told when all else is found, and what rules tell."""


def codes_in(*rooms: str) -> set[str]:
    folder = files("charters.problems") / "rules"
    text = "".join((folder / f"{room}.toml").read_text(encoding="utf-8") for room in rooms)
    return set(tomllib.loads(text))


def test_every_code_of_the_readers_has_a_case_that_reports_nothing_else() -> None:
    alone = [codes_of(case.get("report", "")) for _, case in GOLDEN]
    shown = {code for codes in alone if len(codes) == 1 for code in codes}
    assert codes_in("reading", "results", "ties", "pages") - shown == OTHERWISE_SHOWN


def test_a_case_is_named_once_in_its_file() -> None:
    names = [name for name, _ in GOLDEN]
    assert sorted(set(names)) == sorted(names)


def test_the_good_site_has_nothing_to_mend(tmp_path: Path) -> None:
    assert read(good_site(tmp_path))[1] == []


@pytest.mark.parametrize("name", [name for name, _ in GOLDEN if "which is fine" in name])
def test_a_case_that_says_it_is_fine_reports_nothing(name: str) -> None:
    assert "report" not in dict(GOLDEN)[name]


PYTHON_WORDS = re.compile(
    r"\b(None|True|False|null|str|int|bool|dict|float|Input should|valid string|NoneType|"
    r"Exception|Error|Traceback|pydantic|tag:yaml)\b"
)


def is_plain_and_helpful(line: str) -> bool:
    message = line.split(" ", 2)[2]
    own_words = re.sub(r"'[^']*'", "''", message)
    says_what_to_do = re.search(r"[;:?]|\bwrite\b", own_words)
    ends_as_one_line = not re.search(r"[^.]\.$", own_words) or "; add " in own_words
    return bool(says_what_to_do) and ends_as_one_line and not PYTHON_WORDS.search(own_words)


def test_every_message_says_in_plain_words_what_to_do() -> None:
    said = {line for _, case in GOLDEN for line in case.get("report", "").splitlines()}
    assert len(said) > 200
    assert [line for line in said if not is_plain_and_helpful(line)] == []


def test_every_key_that_can_be_missing_has_an_example_its_field_takes() -> None:
    def records(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
        for inner in kind.__subclasses__():
            yield inner
            yield from records(inner)

    asked = [
        (kind, field.alias or name)
        for kind in records(Record)
        for name, field in kind.model_fields.items()
        if field.is_required()
    ]
    assert len(asked) > 50
    for kind, key in asked:
        document, _ = document_of(SourceText("x.yml", str(example_of(kind, (key,)))))
        assert document
        with pytest.raises(ValidationError) as refused:
            kind.model_validate({**document.tree, "no such key": ""})
        assert key not in {fault["loc"][0] for fault in refused.value.errors()}


# --------------------------------------------------------------------- all of them, and sorted


def test_a_file_that_was_let_go_holds_no_node_and_still_knows_where_each_value_stands() -> None:
    written = "# ours\nservices:\n  - id: ph’one\n    name: {en: Phone, fr: Téléphone}\n"
    document, _ = document_of(SourceText("standards.yml", written))
    assert document is not None
    ways = ((), ("services",), ("services", "ph’one", "name", "fr"), ("services", 0, "cost"))
    places, tree, node = [document.place(*way) for way in ways], document.tree, ref(document.root)
    assert node() is not None
    document.let_go()
    assert node() is None
    assert [document.place(*way) for way in ways] == places
    assert document.tree == tree


def test_nothing_but_a_register_outlives_its_reading_and_no_node_the_audit_of_a_site_to_publish(
    tmp_path: Path,
) -> None:
    collects = gc.isenabled()
    gc.disable()  # as a build does: what holds itself would stay for good
    try:
        before = len(alive(Written))
        register, problems = read(whole_folder(tmp_path / "site"))
        assert len(alive(Written)) == before
        files = [file for one in register.charters.values() for file in one.files.values()]
        nodes = [ref(file.root) for file in files if isinstance(file, Document)]
        assert all(node() for node in nodes)
        audit(register, problems, lets_go=True)
        assert [node() for node in nodes if node()] == []
    finally:
        if collects:
            gc.enable()


def alive(kind: type) -> list[object]:
    return [one for one in gc.get_objects() if type(one) is kind]


def test_problems_of_two_agencies_come_in_one_run_sorted_by_place(tmp_path: Path) -> None:
    case = dict(GOLDEN)["many: two agencies at once"]
    _, problems = read(planted(tmp_path, case))
    assert problems == sorted(problems)
    assert {problem.place.path.split("/")[2] for problem in problems} >= {"harbor", "parks"}


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        ("limit", "20 Business days", "20 business day", True),
        ("limit", "60 seconds", "1 minute", True),
        ("limit", "1 day", "24 hours", False),
        ("limit", "60 seconds", "60 minutes", False),
        ("limit", "what we can", "what we can", True),
        ("limit", "what we can", "90%", False),
        ("target", "at most 60 seconds", "at most 1 minute", True),
        ("target", "90%", "at least 90%", True),
        ("target", "90%", "at most 90%", False),
        ("target", "none", "none found", True),
        ("target", "none", "90%", False),
    ],
)
def test_two_levels_are_the_same_however_they_are_written(
    field: str, one: str, other: str, *, same: bool
) -> None:
    assert same_level(ChangedField(field), one, other) is same
    assert same_level(ChangedField(field), other, one) is same


@pytest.mark.parametrize(
    ("file", "line", "kind"),
    [
        ("agency.yml", "    kind: in-person\n", "channel"),
        ("agency.yml", "    name: Skippers\n", "customer group"),
        ("surveys.yml", "    purposes: [wants]\n", "survey"),
    ],
)
def test_a_list_is_known_to_lack_a_record_that_was_refused_be_it_the_only_one(
    tmp_path: Path, file: str, line: str, kind: str
) -> None:
    register, _problems = read(planted(tmp_path, {"file": file, "change": line, "to": ""}))
    assert kind in register.charters["harbor"].refused


def test_one_broken_agency_does_not_touch_another(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    (site / "data/standards/harbor/agency.yml").write_text("name: [", encoding="utf-8")
    register, _ = read(site)
    assert list(register.charters) == ["parks"]


def test_a_read_result_stands_where_the_file_has_it(tmp_path: Path) -> None:
    register, _ = read(good_site(tmp_path))
    charter = register.charters["harbor"]
    row = charter.results["calls-answered"][2]
    assert charter.place("results.csv", row.line, "note") == Place(RESULTS, 5, 69)
    assert charter.place("standards.yml", "standards", "letters", "target") == Place(
        STANDARDS, 67, 13
    )


# --------------------------------------------------------------------------------------- laws


TRICKS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=x>",
    "[x](javascript:alert(1))",
    "javascript:alert(1)",
    '=HYPERLINK("x")',
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
)
WORDS = re.compile(r"^( *(?:- )?\w+: )(?![\[{>|&]).+$", re.MULTILINE)


@pytest.mark.parametrize("trick", TRICKS)
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("agency.yml", Agency),
        ("standards.yml", StandardsFile),
        ("benchmarks.yml", BenchmarksFile),
        ("surveys.yml", SurveysFile),
    ],
)
def test_no_field_of_any_file_lets_a_trick_through(
    name: str, kind: type[Record], trick: str, tmp_path: Path
) -> None:
    site = good_site(tmp_path)
    path = site / "data/standards/harbor" / name
    text = path.read_text(encoding="utf-8")
    quoted = trick.replace("'", "''")
    for found in WORDS.finditer(text):
        changed = f"{text[: found.end(1)]}'{quoted}'{text[found.end() :]}"
        path.write_text(changed, encoding="utf-8")
        register, problems = read(site)
        assert problems, changed
        for charter in register.charters.values():
            for said in texts_in((charter.agency, charter.services, charter.standards)):
                assert not HARMFUL.search(said), said
            for said in texts_in((charter.benchmarks, charter.surveys)):
                assert not HARMFUL.search(said), said


@pytest.mark.parametrize("trick", TRICKS)
def test_no_cell_lets_a_trick_through(trick: str, tmp_path: Path) -> None:
    site = good_site(tmp_path)
    header, row, *_ = (site / RESULTS).read_text(encoding="utf-8").splitlines()
    quoted = '"' + trick.replace('"', '""') + '"'
    for at in range(15):
        cells = row.split(",")
        cells[at] = quoted
        (site / RESULTS).write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
        register, problems = read(site)
        assert problems
        assert register.charters["harbor"].results == {}


# --------------------------------------------------------------------------- what misleads


PLANTED = ("\u200b", "\u202e", "\U000e0041", "\u3164", "\u2800", "\u00ad")
"""Characters that nobody sees, whatever stands around them."""


@pytest.mark.parametrize("path", sorted(p.relative_to(GOOD) for p in GOOD.rglob("*.*")), ids=str)
def test_what_nobody_sees_is_told_in_its_place_wherever_it_stands(
    path: Path, tmp_path: Path
) -> None:
    file = good_site(tmp_path) / path
    text = file.read_text(encoding="utf-8")
    for number, at in enumerate(range(0, len(text) + 1, max(1, len(text) // 20))):
        char = PLANTED[number % len(PLANTED)]
        file.write_text(text[:at] + char + text[at:], encoding="utf-8")
        place = Place(path.as_posix(), text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        told = {problem.place for problem in read(tmp_path / "site")[1] if problem.code == "Y012"}
        assert told == {place}, (at, char)
