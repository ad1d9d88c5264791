"""Time grows with the length of a text, never with its square; what is too long is refused at once.

Every reader, every kind of value and every rule is given each token of `cases/tokens.toml` again and
again; where that takes longer than a moment, four times as much may take five and a half times as long.
`CHARTERS_LINEAR=all`, for the nightly run, tries all pairs of signs and all words of the word lists too.
"""

from __future__ import annotations

import csv
import io
import json
import os
import string
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from builders import AS_OF, Folder, charter, every_view, promise, register, result, rewrite
from charters.judging.suppression import publishable
from charters.model.limits import NAME, NOTE, PAGE, PARAGRAPH, WORDS, Limit
from charters.model.results import COLUMNS
from charters.model.settings import Settings
from charters.model.text import Name, Note, Text, Words
from charters.plain_config import config_of
from charters.plain_markdown import Item, page_of
from charters.publishing.book import Book, open_book
from charters.publishing.data import reports
from charters.publishing.views.inline_facts import InlineFacts
from charters.publishing.views.narrative import Piece, PlanBlocks, pieces
from charters.reading import read
from charters.reading.page_limits import page_limit_problems
from charters.reading.sources import SourceText
from charters.rules import audit
from charters.rules.language.in_charters import warnings
from charters.rules.pages.finished import check_site
from charters.rules.promise.translations import differing
from counting import calls, cpu, spent
from filling import Filling, records_at
from planting import good_site

EVERY = os.environ.get("CHARTERS_LINEAR") == "all"
LONG = 200_000
"""Characters."""
PART, MOST = 4, 5.5
"""How many times as long so many times as much may take; by the square it would take sixteen times as long."""
A_MOMENT = 0.5
"""Seconds of CPU that need no comparison: by the square, they are what 20 kB would take."""

HERE = Path(__file__).parent
KINDS: dict[str, list[str]] = tomllib.loads((HERE / "cases/tokens.toml").read_text("utf-8"))
WORD_LISTS = sorted((HERE.parent / "plugins/charters/rules/promise/words").glob("*.toml"))


def words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{value} "
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from words_in(inner)


def tokens(*kinds: str) -> list[str]:
    """Return the tokens of some kinds; in the nightly run also whatever else could be one."""
    found = [token for kind in kinds for token in KINDS[kind]]
    if EVERY:
        found += map("".join, product(string.punctuation, string.punctuation + " \na"))
        found += [
            one for path in WORD_LISTS for one in words_in(tomllib.loads(path.read_text("utf-8")))
        ]
    return [*dict.fromkeys(found)]


def stays_linear(seconds: Callable[[int], float], full: int) -> None:
    """Hold the time of so much against the time of a part of it, taken just after.

    A neighbour on the same core can make one of them twice as long: by the square it would still take
    eight times as long however often it is tried, and in its length only until he pauses.
    """
    for _ in range(10):
        whole = seconds(full)
        if whole < A_MOMENT or whole < MOST * (part := seconds(full // PART)):
            return
    pytest.fail(f"{PART} times as much took {whole / part:.1f} times as long, {whole:.1f} s")


# ------------------------------------------------------------------------------------ the readers

OWN = "data/standards/harbor"
YAML_FILES = [f"{OWN}/{name}.yml" for name in ("agency", "standards", "benchmarks", "surveys")]
RESULTS, SETTINGS = f"{OWN}/results.csv", "mkdocs.yml"
PAGES = ["content/agencies/harbor.md", "content/news.md"]
HEAD = "---\nagency: harbor\n---\n\n"
Texts = Mapping[str, str]
"""What stands in each file of a site."""


def whole(_good: Texts, text: str) -> Texts:
    """Every file is nothing but the text."""
    return dict.fromkeys([*YAML_FILES, RESULTS, SETTINGS, *PAGES], text)


def below(good: Texts, text: str) -> Texts:
    """It stands below what is right."""
    files = {path: good[path] + text for path in (*YAML_FILES, RESULTS, SETTINGS)}
    return {**files, **dict.fromkeys(PAGES, HEAD + text)}


def as_value(good: Texts, text: str) -> Texts:
    """It is a value, in each way that YAML has for one, and a cell of every column."""
    ways = (json.dumps(text, ensure_ascii=False), text, f"|\n  {text}", f'"{text}', f"[a, {text}")
    files = {path: f"{good[path]}zz: {way}\n" for path, way in zip(YAML_FILES, ways, strict=False)}
    rows = io.StringIO()
    for column in range(len(COLUMNS)):
        cells = ["1"] * len(COLUMNS)
        cells[column] = text[: LONG // len(COLUMNS)]
        csv.writer(rows).writerow(cells)
    options = good[SETTINGS].replace("as_of:", f"notice: {ways[0]}\n      as_of:")
    pages = dict.fromkeys(PAGES, f"---\nagency: harbor\ntitle: {ways[0]}\n---\n")
    return {**files, **pages, RESULTS: good[RESULTS] + rows.getvalue(), SETTINGS: options}


def as_key(good: Texts, text: str) -> Texts:
    """It is a key, a comment, a column, and the front matter of pages."""
    key = json.dumps(text, ensure_ascii=False)
    written = (f"{key}: x\n", f"{text}: x\n", f"# {text}\n", f"? {text}\n")
    files = {path: good[path] + one for path, one in zip(YAML_FILES, written, strict=True)}
    pages = dict.fromkeys(PAGES, f"---\n{text}\n---\n")
    header = f"{text},{good[RESULTS]}"
    return {**files, **pages, RESULTS: header, SETTINGS: f"{good[SETTINGS]}{key}: x\n"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_site(tmp_path_factory.mktemp("linear"))


@pytest.fixture(scope="module")
def good(site: Path) -> Texts:
    there = {str(path.relative_to(site)): path.read_text("utf-8") for path in site.rglob("*.*")}
    return {**dict.fromkeys(YAML_FILES, ""), **there}


def checked(root: Path) -> Book:
    """Do all that `charters check` does, and what the pages ask for besides."""
    register, problems = read(root)
    audited = audit(register, problems)
    assert all(line.isprintable() for line in reports.lines(audited.problems))
    assert len(audited.clauses) == len(register.charters)
    return open_book(audited)


def each_that_is_read(good: Texts, texts: Texts) -> list[Texts]:
    """Return texts of which all are read: of a site whose own file is unreadable nothing else is."""
    return [{**texts, SETTINGS: good[SETTINGS]}, {**good, SETTINGS: texts[SETTINGS]}]


def write(root: Path, texts: Texts) -> None:
    for path, text in texts.items():
        (root / path).write_text(text, encoding="utf-8", newline="")


def repeated(token: str, length: int) -> str:
    return token * (length // len(token))


@pytest.mark.parametrize("token", tokens("data"), ids=repr)
@pytest.mark.parametrize("way", [below, as_value, *([whole, as_key] if EVERY else [])])
def test_a_file_that_repeats_itself_is_read_in_its_length(
    way: Callable[[Texts, str], Texts], token: str, site: Path, good: Texts
) -> None:
    def seconds(length: int) -> float:
        texts = {**good, **way(good, repeated(token, length))}
        return sum(map(seconds_of, each_that_is_read(good, texts)))

    def seconds_of(texts: Texts) -> float:
        write(site, texts)
        return spent(lambda: checked(site))

    stays_linear(seconds, LONG)


def test_a_hundred_thousand_keys_are_refused_in_a_moment(site: Path, good: Texts) -> None:
    keys = "".join(f"key-{n}: x\n" for n in range(100_000))
    texts = {**good, **dict.fromkeys(YAML_FILES, keys), SETTINGS: good[SETTINGS] + keys}
    books: list[Book] = []
    took = 0.0
    for one in each_that_is_read(good, texts):
        write(site, one)
        took += cpu(lambda: books.append(checked(site)))
    assert took < 1 + 4  # five files
    found = {(one.code, one.place.path) for book in books for one in book.audit.problems}
    assert found >= {("Y041", path) for path in (*YAML_FILES, SETTINGS)}


# -------------------------------------------------------------------------------------- the pages

EXTENSIONS = config_of(HERE.parent, Settings())["markdown_extensions"]
A_WHILE = 3
"""Seconds of CPU that the longest page may take, be it made of what Markdown finds hardest."""


def is_too_much(text: str) -> bool:
    return bool([*page_limit_problems(SourceText("page.md", HEAD + text))])


def as_full_as_may_be(token: str, length: int) -> str:
    """Return a page of paragraphs that repeat a token as often as a page may."""
    paragraph = f"{token * as_often_as_may_be(token, PARAGRAPH.most)}\n\n"
    return paragraph * as_often_as_may_be(paragraph, length)


def as_often_as_may_be(text: str, length: int) -> int:
    most = length // len(text)
    if not is_too_much(text * most):
        return most
    return bisect_left(range(1, most), 1, key=lambda n: is_too_much(text * n))


def made(book: Book, text: str) -> list[Piece]:
    """Return a page as both engines make it, in pieces."""
    page, facts = PAGES[0].removeprefix("content/"), InlineFacts(book, "harbor")
    url = "agencies/harbor/"
    item, ours = Item("", url, page), [PlanBlocks(), facts]
    return pieces(page_of(HEAD + text, item, {page: url}, EXTENSIONS, ours).content)


@pytest.mark.parametrize("token", tokens("markdown"), ids=repr)
def test_the_longest_page_is_read_and_made_in_a_while(token: str, site: Path, good: Texts) -> None:
    text = as_full_as_may_be(token, PAGE.most - len(HEAD))
    write(site, {**good, **dict.fromkeys(PAGES, HEAD + text)})
    assert any(cpu(lambda: made(checked(site), text)) < A_WHILE for _ in range(3))


def test_a_page_of_200_kb_is_refused_in_a_moment(site: Path, good: Texts) -> None:
    for token in tokens("markdown"):
        write(site, {**good, **dict.fromkeys(PAGES, HEAD + repeated(token, LONG))})
        assert {*page_limit_problems(SourceText(PAGES[0], HEAD + repeated(token, LONG)))}
    assert cpu(lambda: checked(site)) < A_MOMENT
    assert {p.code for p in read(site)[1] if p.place.path in PAGES} == {"M015"}


FAULTS = [
    "<p id=a>",
    "<input>",
    "<img src=x>",
    "<button>",
    "<a href=x></a>",
    "<p role=x>",
    "<ul>",
    "[",
]
NESTED = [
    "<table><tr><td>",
    "<table><tr><th>x",
    "<table><tr><td colspan=999 rowspan=999>",
    "<ul><li>le la les ",
    "<dl><dd>",
    "<blockquote>",
    "<section aria-label=x>",
    "<article><header>",
    "<details><summary>x",
    "<fieldset><legend>x",
    "<label><input>",
    "<video>",
    "<svg><title>x",
    "<p><object>",
    "<div><a href=x.pdf>x</a>",
    "<div><p>press the red button",
    "<div role=menu><div role=group>",
    "<div role=button><a href=x>y</a>",
    "<div aria-hidden=true><a href=x>y</a>",
    "<div lang=fr><div lang=en>x",
    "<div id=a aria-labelledby=a>x",
    "<div><b role=listitem></b>",
    "<p style='color:red'><object>x",
    "<style>*{color:red}</style><p>",
]
"""Each stands in the one before: what is open is never closed."""


@pytest.mark.parametrize("token", [*FAULTS, *NESTED])
def test_a_finished_page_of_nothing_but_faults_is_looked_at_in_its_length(
    token: str, tmp_path: Path
) -> None:
    def seconds(length: int) -> float:
        (tmp_path / "index.html").write_text(f"<html><main>{repeated(token, length)}")
        return spent(lambda: check_site(tmp_path))

    stays_linear(seconds, 40_000)


# ----------------------------------------------------------------------------- values and rules


Files = dict[str, Any]
"""The four YAML files of an agency, by name."""


@cache
def filled() -> tuple[Filling, Files]:
    filling = Filling()
    return filling, filling.files()


def kinds_of_values() -> dict[str, Any]:
    """Return the type of every field of every file, each once."""
    hints = filled()[0].hints.items()
    return {
        way: hint
        for n, (way, hint) in enumerate(hints)
        if hint not in [*filled()[0].hints.values()][:n]
    }


@pytest.mark.parametrize("hint", kinds_of_values().values(), ids=kinds_of_values())
def test_a_value_of_every_kind_is_refused_or_read_in_its_length(hint: Any) -> None:
    adapter = TypeAdapter(hint)

    def tried(text: str) -> None:
        for value in (text, {"en": text}, {text: "words"}, [text]):
            with suppress(ValidationError):
                adapter.validate_python(value)

    def seconds(token: str, length: int) -> float:
        return spent(lambda: tried(repeated(token, length)))

    for token in tokens("prose", "data", "markdown"):
        stays_linear(partial(seconds, token), LONG)


LIMITS: list[tuple[Any, Limit]] = [(Name, NAME), (Words, WORDS), (Note, NOTE)]


def as_long_as_may_be(token: str, part: int) -> Files:
    """Return the files with every text field full of a token, to a part of its limit."""
    filling, usual = filled()
    files: Files = json.loads(json.dumps(usual))
    files["agency.yml"]["kind"] = "independent"  # its words are looked at by more rules
    for way, hint in filling.hints.items():
        limit = next((limit for kind, limit in LIMITS if kind == hint), None)
        if limit is not None:
            name, _, path = way.partition(": ")
            fill(files[name], path.split("."), (token * limit.most)[: limit.most // part].strip())
    return files


def fill(tree: Any, steps: list[str], text: str) -> None:
    steps, inside = (steps[:-1], True) if steps[-1] == "*" else (steps, False)
    for record in records_at(tree, steps):
        if (held := record.get(steps[-1])) is not None:
            record[steps[-1]] = text if not inside else filled_up(held, text)


def filled_up(held: Any, text: str) -> Any:
    return [text] if isinstance(held, list) else dict.fromkeys(held, text)


@pytest.fixture(scope="module")
def filled_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("filled"))
    folder.write("mkdocs.yml", f"docs_dir: content\nplugins:\n  - charters: {{as_of: {AS_OF}}}\n")
    folder.agency("filled", "", page="Words.\n")
    return folder.path


def write_files(root: Path, files: Files) -> None:
    for name, tree in files.items():
        text = yaml.dump(
            tree, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True
        )
        (root / "data/standards/filled" / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("token", tokens("prose"), ids=repr)
def test_every_text_as_long_as_it_may_be_is_judged_in_its_length(
    token: str, filled_site: Path
) -> None:
    def seconds(part: int) -> float:
        write_files(filled_site, as_long_as_may_be(token, part))
        page = as_full_as_may_be(token, PAGE.most // part - len(HEAD))
        write(filled_site, {"content/agencies/filled.md": HEAD.replace("harbor", "filled") + page})
        return spent(lambda: every_view(checked(filled_site)))

    stays_linear(lambda length: seconds(WORDS.most // length), WORDS.most)


def test_the_numbers_of_a_page_and_its_translation_are_compared_in_their_length() -> None:
    said = {
        "en": "We answer within {n} business days, {n}% of calls by 5 p.m., line 1{n}. ",
        "fr": "Nous répondons dans les {n} jours ouvrables, {n} % avant 17 h, ligne 9{n}. ",
    }

    def seconds(length: int) -> float:
        count = range(2, length // len(said["en"]))
        text = Text(
            tuple((code, "".join(one.format(n=n) for n in count)) for code, one in said.items())
        )
        return spent(lambda: differing(text, "en"))

    stays_linear(seconds, LONG // 2)


# ------------------------------------------------------------------------------- many of everything


def with_many(count: int, where: str) -> Files:
    """Return the files with so many records in every list at their top, or in every list in those."""
    files: Files = json.loads(json.dumps(filled()[1]))
    for tree in files.values():
        inner = [one for held in lists_in(tree) for one in lists_in(held[0])]
        for held in lists_in(tree) if where == "at the top" else inner:
            if not is_chosen(held[0]):
                held[:] = [numbered(held[n % len(held)], n) for n in range(count)]
    apart: Files = json.loads(json.dumps(files))  # or YAML would write what is the same once
    return apart


def lists_in(tree: Any) -> list[list[Any]]:
    """Return the lists below a group of keys, without those that stand in other lists.

    What is called otherwise today has a page at every address before: few names, by their own limit.
    """
    found = []
    for key, held in tree.items() if isinstance(tree, dict) else ():
        if key != "formerly":
            found += [held] if isinstance(held, list) else lists_in(held)
    return found


def is_chosen(item: Any) -> bool:
    """Return whether a word is one of a fixed set: it can be in a list only once."""
    return item in [value for values in filled()[0].choices.values() for value in values]


def numbered(item: Any, n: int) -> Any:
    """Return an item that is like no other."""
    if isinstance(item, str):
        return f"{item}-{n}" if n else item
    return {**item, "id": f"{item['id']}-{n}"} if "id" in item else item


def rows(files: Files) -> str:
    ids = [standard["id"] for standard in files["standards.yml"]["standards"]]
    lines = (f"{name},{year},,,,3.5,,,,2026-01-01,,,,," for name in ids for year in (2024, 2025))
    return "\n".join([",".join(COLUMNS), *lines, ""])


def write_many(root: Path, count: int, where: str = "at the top") -> None:
    files = with_many(count, where)
    write_files(root, files)
    (root / "data/standards/filled/results.csv").write_text(rows(files))


@pytest.mark.parametrize("where", ["at the top", "within records"])
def test_nothing_is_called_for_every_pair_of_many(
    where: str, filled_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("charters.reading.spelling.MOST", 0)  # compares pairs, so many and no more
    few, more = 25, 50
    write_many(filled_site, few, where)
    every_view(checked(filled_site))  # fills what is kept from run to run
    counted = []
    for count in (few, more):
        write_many(filled_site, count, where)
        warnings.cache_clear()  # what is kept of texts that were seen
        counted.append(calls(lambda: every_view(checked(filled_site)), in_c=True))
    before, after = counted
    often = {name: n for name, n in after.items() if n > 2.5 * max(before[name], few * 10)}
    # To sort what stands in one place compares it as often as chance has it: n log n.
    assert {name for name in often if not name.startswith("_Words.")} == set()


def test_four_times_as_many_of_everything_are_checked_in_four_times_the_time(
    filled_site: Path,
) -> None:
    def seconds(count: int) -> float:
        write_many(filled_site, count)
        return spent(lambda: checked(filled_site))

    stays_linear(seconds, 200)


def test_so_many_unknown_names_are_told_in_a_moment(site: Path, good: Texts) -> None:
    """Each could be any of the names that are known."""
    sources = "".join(f"  - {{id: report-{n}, title: x}}\n" for n in range(5_000))
    agency = good[YAML_FILES[0]].replace("sources:\n", f"sources:\n{sources}")
    row = "letters,2023,office {n},5,9,,,,final,2024-05-01,raport-{n},,,,\n"
    lines = "".join(row.format(n=n) for n in range(5_000))
    write(site, {**good, YAML_FILES[0]: agency, RESULTS: good[RESULTS] + lines})
    books: list[Book] = []
    assert cpu(lambda: books.append(checked(site))) < A_WHILE
    assert sum(problem.code == "V022" for problem in books[0].audit.problems) == 5_000


def links_to_nowhere(root: Path, count: int) -> None:
    rewrite(root / "mkdocs.yml", ("docs_dir", "      check_pages: all\ndocs_dir"))
    for n in range(count):
        page = root / f"content/notes/note-{n:04}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"# A note\n\n[a](nota-{n:04}.md)\n", encoding="utf-8")


def pages_askew(root: Path, count: int) -> None:
    for n in range(count):
        folder = root / f"data/standards/agency-{n:04}"
        folder.mkdir()
        (folder / "agency.yml").write_text("name: An agency\n", encoding="utf-8")
        (root / f"content/agencies/agencz-{n:04}.md").write_text("", encoding="utf-8")


@pytest.mark.parametrize("slips", [links_to_nowhere, pages_askew])
def test_so_many_slips_in_names_of_files_are_told_in_the_time_of_their_number(
    slips: Callable[[Path, int], None], tmp_path: Path
) -> None:
    def seconds(count: int) -> float:
        root = good_site(tmp_path / f"{len([*tmp_path.iterdir()])}")
        slips(root, count)
        return spent(lambda: read(root, looks_back=False))

    stays_linear(seconds, 400)


def test_small_numbers_of_many_parts_are_hidden_in_the_time_of_their_number() -> None:
    def seconds(count: int) -> float:
        parts = [result("2025", 95, 100, part=f"office: {n}") for n in range(1, count)]
        rows = [result("2025", 95 * count, 100 * count), result("2025", 3, 4, part="office: 0")]
        given = register(charter([promise()], [*rows, *parts]), suppress_below=10)
        return spent(lambda: publishable(given))

    stays_linear(seconds, 4000)
