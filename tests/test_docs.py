"""The documents say what the program does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click import Option

from builders import Folder, rewrite
from charters.cli import CLEAN, main
from charters.model.results import COLUMNS
from charters.model.settings import Settings
from charters.model.shapes import Shape
from charters.preview import watched
from charters.problems import Severity, rules
from charters.publishing.data import rule_book
from charters.publishing.data.files_reference import reference
from charters.publishing.data.printed_schemas import every_schema
from charters.publishing.data.schemas import schemas
from charters.reading import read
from charters.reading.pages import BLOCKS
from charters.rules import audit, framework
from commands import charters
from planting import planted
from previews import Running, until
from sites import html_of, published
from tables import guessed, imported, site_with

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")


def block(start: str) -> str:
    """Return the first code block of the guide that begins with a line."""
    found = re.search(rf"```\w+\n({re.escape(start)}.*?)```", GUIDE, re.DOTALL)
    assert found, start
    return found[1]


@pytest.fixture
def lighthouse(tmp_path: Path) -> Path:
    folder, data = Folder(tmp_path), "data/standards/lighthouse"
    for name in ("agency.yml", "standards.yml"):
        folder.write(f"{data}/{name}", block(f"# {data}/{name}"))
    folder.write(f"{data}/results.csv", block("standard,period"))
    folder.write("content/agencies/lighthouse.md", block("---"))
    return tmp_path


def test_the_smallest_example_of_the_guide_reads_without_a_problem(lighthouse: Path) -> None:
    register, problems = read(lighthouse)

    assert problems == []
    assert [r.met for r in register.charters["lighthouse"].results["lamp-mended"]] == [231]


def test_the_change_in_the_guide_fits_its_example(lighthouse: Path) -> None:
    file = lighthouse / "data/standards/lighthouse/standards.yml"
    rewrite(file, ("    target: 90%\n", block("    target: 95%")))

    assert read(lighthouse)[1] == []


def test_the_figure_in_the_guide_fits_its_example(lighthouse: Path) -> None:
    file = lighthouse / "data/standards/lighthouse/standards.yml"
    file.write_text(file.read_text(encoding="utf-8") + block("figures:"), encoding="utf-8")

    assert read(lighthouse)[1] == []


def test_the_guide_names_every_block_and_shows_the_columns() -> None:
    assert ", ".join(f"`{name}`" for name in BLOCKS) in GUIDE
    assert ",".join(COLUMNS) in GUIDE


def test_the_reference_of_all_keys_is_fresh() -> None:
    written = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")

    assert written == reference(), "run: charters schema --reference > docs/files.md"


ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in reference().splitlines()
    if line.startswith("| ")
    and not line.startswith(("| ---", "| key", "| column", "| shape", "| the most"))
]


def test_every_key_every_column_and_every_shape_has_a_sentence_of_its_own() -> None:
    assert len(ROWS) > 300
    sentences = {row[0]: row[1] for row in ROWS}
    assert [key for key, said in sentences.items() if not re.fullmatch(r"[`A-Z].+[.)]", said)] == []
    assert [row for row in ROWS if len(row[1]) > 140] == []


def test_every_key_says_what_its_value_is_and_who_sees_it() -> None:
    keys = [row for row in ROWS if len(row) == 5 and row[0][0] != "`"]  # but for the shapes
    assert len(keys) > 250
    assert [key for key, _, value, _, seen in keys if "nothing" in (value, seen)] == []


def test_the_schemas_explain_every_key() -> None:
    for name, text in schemas().items():
        if (schema := json.loads(text)).get("$defs") is None:
            continue  # what programs get of the check: no editor writes it
        records = [schema, *(one for one in schema["$defs"].values() if "properties" in one)]
        keys = [
            (record["title"], key, about)
            for record in records
            for key, about in record["properties"].items()
        ]
        assert [key for *key, about in keys if not about.get("description")] == [], name


@pytest.mark.parametrize("name", sorted(every_schema()))
def test_the_written_schemas_are_fresh(name: str) -> None:
    written = (ROOT / "schemas" / name).read_text(encoding="utf-8")

    assert written == every_schema()[name], "run: charters schema --out schemas"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_the_readme_names_every_command(command: str) -> None:
    assert f"charters {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_document_of_all_rules_is_fresh() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")

    assert written == rule_book.reference(framework()), (
        "run: charters explain --reference > docs/rules.md"
    )


def test_every_rule_says_why_and_shows_a_bad_and_a_good_example() -> None:
    empty = [
        rule.code
        for rule in rules().values()
        if not (rule.why and rule.bad.strip() and rule.good.strip())
    ]

    assert empty == []


# --------------------------------------------------------------------------- starting.md

STARTING = (ROOT / "docs" / "starting.md").read_text(encoding="utf-8")


def test_the_guide_shows_the_questions_of_a_new_site_in_the_order_they_are_asked() -> None:
    shown = re.findall(r"^\| [^|]+ \| `(--[a-z]+)", STARTING, re.MULTILINE)
    asked = [one.opts[0] for one in main.commands["new"].params if isinstance(one, Option)]
    assert shown == [one for one in asked if one not in ("--licence-link", "--help")]


def test_the_plugin_goes_into_a_site_that_is_there_as_the_guide_shows(tmp_path: Path) -> None:
    (options,) = re.findall(r"```yaml\n(plugins:.*?)```", STARTING, re.DOTALL)
    folder = Folder(tmp_path / "ours")
    folder.write("mkdocs.yml", f"site_name: Ours\ntheme: mkdocs\nextra_css: [own.css]\n{options}")
    folder.write("docs/index.md", "# Ours\n\nWith <b class='own'>words</b> of our own.\n")
    folder.write("docs/own.css", ".own { color: red; }\n")
    answers = "Tide Office\n\nexecutive\nWe tell you the tide.\nTide tables\nThe tide of a port.\n"
    assert charters("add", "agency", "--root", folder.path, answers=answers).exit_code == CLEAN
    site = published("mkdocs", folder.path, tmp_path / "site")
    assert "<b class='own'>" in html_of(site, "")
    assert "We tell you the tide." in html_of(site, "charters/agencies/tide-office/")


def test_a_language_that_a_translator_is_told_to_begin_is_not_there_yet() -> None:
    told = (ROOT / "docs" / "translating.md").read_text(encoding="utf-8")
    (begun,) = re.findall(r"--locale (\w+)$", told, re.MULTILINE)
    assert not (ROOT / "plugins/charters/locale" / begun).exists()


# --------------------------------------------------------------------------- importing.md

IMPORTING = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```(csv|yaml|text)\n(.*?)```", IMPORTING, re.DOTALL)


def test_the_import_that_is_shown_is_what_happens(tmp_path: Path) -> None:
    kinds = [kind for kind, _ in SHOWN]
    assert kinds == ["csv", "yaml", "yaml", "text", "csv"]
    table_text, guess, map_text, report, added = (text for _, text in SHOWN)
    site, table = site_with(tmp_path), tmp_path / "calls.csv"
    table.write_text(table_text, encoding="utf-8")
    assert guessed(site, table) == guess
    assert imported(site, table, map_text, write=False)[0] == report
    assert imported(site, table, map_text)[1] == added
    assert imported(site, table, map_text)[1] == ""


def test_the_source_that_is_shown_imports_and_tells_what_it_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", IMPORTING, re.DOTALL)
    site = site_with(tmp_path)
    (site / "lines.txt").write_text("phone-wait FY2024 12.4\nphone-wait FY2025 long\n")
    monkeypatch.chdir(site)
    exec(program, {"__name__": "shown"})  # noqa: S102 - the words of our own handbook
    added = (site / "data/standards/harbor/results.csv").read_text().splitlines()[-1]
    assert added.startswith("phone-wait,FY2024,,,,12.4,")
    assert capsys.readouterr().out.startswith("lines.txt:C2: Y021 'long' is no figure")


# --------------------------------------------------------------------------- editors.md

SLIPS = (
    {"file": "standards.yml", "change": "- id: calls-answered", "to": "- id: calls"},
    {"file": "results.csv", "change": "2024,,,,9,120", "to": "2024,,,,9 days,120"},
    {"file": "content/agencies/harbor.md", "add": "\nAsk [us](www.harbor.example.org).\n"},
)


def test_what_the_check_prints_is_what_editors_are_shown(tmp_path: Path) -> None:
    site = planted(tmp_path, {"steps": SLIPS})
    done = charters("check", "--root", site)
    assert done.stdout == block("error ")


# --------------------------------------------------------------------------- examples.md

EXAMPLES = (ROOT / "docs" / "examples.md").read_text(encoding="utf-8")


def example_site(root: Path) -> Path:
    """Write every block of the examples into the file that the last comment on top of one names."""
    texts: dict[str, str] = {}
    name = ""
    for kind, written in re.findall(r"```(yaml|csv)\n(.*?)```", EXAMPLES, re.DOTALL):
        if named := re.match(r"# data/standards/harbor/(\S+)\n", written):
            name = named[1]
        key, _, entries = written.partition("\n")
        file = "results.csv" if kind == "csv" else name
        known = f"\n{key}\n" in texts.get(file, "")
        texts[file] = texts.get(file, "") + (entries if known else written)
    folder = Folder(root)
    folder.write("content/agencies/harbor.md", "---\nagency: harbor\n---\n")
    for file, text in texts.items():
        folder.write(f"data/standards/harbor/{file}", text)
    return root


def test_every_example_passes_the_check(tmp_path: Path) -> None:
    register, problems = read(
        example_site(tmp_path), Settings.model_validate({"as_of": "2026-03-01"})
    )
    found = audit(register, problems).problems
    assert [str(one) for one in found if one.severity is not Severity.NOTE] == []


def test_there_is_an_example_of_every_shape_with_a_result_where_there_can_be_one(
    tmp_path: Path,
) -> None:
    register, _ = read(example_site(tmp_path), Settings.model_validate({"as_of": "2026-03-01"}))
    charter = register.charters["harbor"]
    assert {one.measure.shape for one in charter.standards} == set(Shape)
    assert set(charter.results) == {
        one.id for one in charter.standards if one.measure.shape.is_measured
    }


def test_the_preview_of_the_guide_prints_those_lines(
    lighthouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "OFTEN", 0.02)
    standards = lighthouse / "data/standards/lighthouse/standards.yml"
    good = standards.read_text(encoding="utf-8")
    with Running(lighthouse) as one:
        until(lambda: one.preview.shown.number == 1)
        for text in (good.replace("target: 90%", "target: 90"), good):
            one.save(lambda: standards.write_text(text, encoding="utf-8"))  # noqa: B023 - called at once
    _command, _address, *printed = block("$ charters serve").splitlines()
    assert untimed(one.printed) == untimed(printed)


def untimed(lines: list[str]) -> list[str]:
    return [re.sub(r"\d\d:\d\d:\d\d|\d+ pages|\d+(?:\.\d)? s\b", "_", line) for line in lines]
