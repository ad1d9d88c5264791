"""Whatever stands in the files, reading ends, tells every fault in its place, and lets nothing through."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import markdown  # it comes without types
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from builders import AGENCIES, whole_folder
from charters.model.register import Register
from charters.problems import Problem, rules
from charters.reading import read
from charters.reading.page_links import SAFE_SCHEMES
from charters.reading.pages import page_of
from charters.reading.sources import SourceText, decoded
from charters.reading.written import Written
from planting import HARMFUL, good_site, texts_in

FILES = (
    "mkdocs.yml",
    "content/agencies/{}.md",
    "data/standards/{}/agency.yml",
    "data/standards/{}/standards.yml",
    "data/standards/{}/results.csv",
    "data/standards/{}/benchmarks.yml",
    "data/standards/{}/surveys.yml",
)
SCRAPS = (
    "\t", "\u2028", "\u00a0", "\ufeff", "\x00", "\x07", "\x85", "\r", "\n", "\n\n", "&a ", "*a", "- ", "? ",
    ": ", "{", "}", "[", "]", "'", '"', '""', "|", ">", "%", "@", "`", "!!python/object:x ", "---\n", "...\n",
    "<<: ", "# ", ",", ";", "=1+1", "<script>", "javascript:", "/// ", "///\n", "](", "~", "null", "é", "日",
    "\U0001f600", "<<<<<<< HEAD\n", "1e400", "-1", "12,5", "2024-02-30", "\\ud800", "\\x", "id: x\n", "\u202e",
)  # fmt: skip

quick = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the harbor alone, so that one file can be overwritten again and again."""
    root = good_site(tmp_path_factory.mktemp("fuzz"))
    shutil.rmtree(root / "data/standards/parks")
    (root / "content/agencies/parks.md").unlink()
    return root


@pytest.fixture(scope="module")
def site_of_one(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a site with one agency of the whole site alone."""
    whole = whole_folder(tmp_path_factory.mktemp("whole"))

    @cache
    def copy(agency: str) -> Path:
        root = tmp_path_factory.mktemp(agency)
        (root / "content/agencies").mkdir(parents=True)
        shutil.copytree(whole / "data/standards" / agency, root / "data/standards" / agency)
        shutil.copy(whole / f"content/agencies/{agency}.md", root / "content/agencies")
        shutil.copy(whole / "mkdocs.yml", root)
        return root

    return copy


def lines_of(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def checked(root: Path, changed: str, data: bytes) -> tuple[Register, list[Problem]]:
    """Read a site in which one file has this content, and hold what comes of it to the laws."""
    path = root / changed
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        register, problems = read(root)
    finally:
        path.write_bytes(before)
    lines = lines_of(data)
    for problem in problems:
        assert problem.code in rules()
        assert str(problem).isprintable()
        assert problem.message
        place = problem.place
        assert (root / place.path).is_relative_to(root)
        if place.path == changed:
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    assert problems == sorted(set(problems))
    for charter in register.charters.values():
        records = (charter.agency, charter.services, charter.standards, charter.benchmarks)
        for said in texts_in((*records, charter.surveys, tuple(charter.results.values()))):
            assert not HARMFUL.search(said), said
    return register, problems


# ---------------------------------------------------------------------- anything in any file


@quick
@given(name=st.sampled_from(FILES), data=st.binary(max_size=300))
def test_any_bytes_in_any_file_are_survived(site: Path, name: str, data: bytes) -> None:
    checked(site, name.format("harbor"), data)


@quick
@given(name=st.sampled_from(FILES), text=st.text(max_size=300))
def test_any_text_in_any_file_is_survived(site: Path, name: str, text: str) -> None:
    checked(site, name.format("harbor"), text.encode("utf-8", "surrogatepass"))


WORDS = st.sampled_from(
    [*SCRAPS, "services:", "standards:", "id", "name", " ", "  ", "\n  ", "\n- ", "x"]
)


@settings(quick, max_examples=300)
@given(name=st.sampled_from(FILES), words=st.lists(WORDS, max_size=40))
@example(name=FILES[3], words=["services:", "\n- ", "id", ": ", "\u2028"])
def test_scraps_of_yaml_and_csv_are_survived(site: Path, name: str, words: list[str]) -> None:
    checked(site, name.format("harbor"), "".join(words).encode())


# ------------------------------------------------------------------ the shipped files, broken


Change = Callable[[str], str]


def at(text: str, where: float) -> int:
    return int(where * len(text))


def delete_line(where: float) -> Change:
    def change(text: str) -> str:
        lines = text.split("\n")
        del lines[int(where * len(lines))]
        return "\n".join(lines)

    return change


def double_line(where: float) -> Change:
    def change(text: str) -> str:
        lines = text.split("\n")
        n = int(where * len(lines))
        return "\n".join([*lines[: n + 1], *lines[n:]])

    return change


def insert(where: float, scrap: str) -> Change:
    return lambda text: text[: at(text, where)] + scrap + text[at(text, where) :]


def flip(where: float, scrap: str) -> Change:
    return lambda text: text[: at(text, where)] + scrap + text[at(text, where) + 1 :]


def cut(where: float) -> Change:
    return lambda text: text[: at(text, where)]


def indent(where: float, scrap: str) -> Change:
    def change(text: str) -> str:
        begin = text.rfind("\n", 0, at(text, where)) + 1
        return text[:begin] + scrap + text[begin:]

    return change


WHERE = st.floats(0, 1, exclude_max=True)
CHANGES = st.one_of(
    st.builds(delete_line, WHERE),
    st.builds(double_line, WHERE),
    st.builds(insert, WHERE, st.sampled_from(SCRAPS)),
    st.builds(flip, WHERE, st.sampled_from(SCRAPS)),
    st.builds(indent, WHERE, st.sampled_from([" ", "  ", "\t", "- ", *SCRAPS])),
    st.builds(cut, WHERE),
)


@settings(quick, max_examples=250)
@given(
    agency=st.sampled_from(sorted(AGENCIES)),
    name=st.sampled_from(FILES[1:]),
    changes=st.lists(CHANGES, min_size=1, max_size=4),
)
def test_the_files_of_any_agency_can_be_broken_anywhere(
    site_of_one: Callable[[str], Path], agency: str, name: str, changes: list[Change]
) -> None:
    root, file = site_of_one(agency), name.format(agency)
    if not (root / file).exists():
        return
    text = (root / file).read_text(encoding="utf-8")
    for change in changes:
        text = change(text)
    checked(root, file, text.encode())


# ------------------------------------------------------------------------ what a page becomes


MARKDOWN = (
    "<", ">", "</", "script", "img src=x onerror=alert(1)", "a href=", "x:y onclick=a", "`", "```", "~~~", "\n",
    "\n\n", "    ", "[x]", "[", "]", "(", ")", "](", "![", "[x]: ", "javascript:alert(1)", "JaVa", "Script", ":",
    "&#58;", "&colon;", "&Tab;", "&lt;", "\\", "> ", "- ", "1. ", "!--", "-->", "?", "/", "# ", "*", "_", "|",
    "--|--", ": ", "*[x]: ", "https://a.example/", "mailto:a@b.example", "data:text/html,x", " ", "\t", "text",
    "/// channels\n///\n", "{: onclick=x }", "\x02", "\x03", '"', "'", "=", "vbscript:x", "java\nscript:x",
)  # fmt: skip
TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img",
    "li", "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"href", "title", "id", "src", "alt", "class", "start", "style"}
NOTHING_WRITTEN = Written({}, frozenset({"standards.yml"}))


class Tags(HTMLParser):
    """Collects the tags of a piece of HTML with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, _: str) -> None:
        self.found.append(("!--", {}))

    def handle_decl(self, _: str) -> None:
        self.found.append(("!", {}))

    def handle_pi(self, _: str) -> None:
        self.found.append(("?", {}))


def scheme_of(address: str) -> str:
    bare = re.sub(r"[\x00-\x20]", "", html.unescape(address))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return found[1].lower() if found else ""


def faults_in(page: str) -> Iterator[str]:
    """Yield what Markdown alone would not have made of a page."""
    extensions = ["toc", "tables", "def_list", "abbr", "fenced_code"]
    for tag, attributes in Tags(markdown.markdown(page, extensions=extensions)).found:
        if tag not in TAGS or not ATTRIBUTES.issuperset(attributes):
            yield f"<{tag} {attributes}>"
        for name in ("href", "src"):
            if scheme_of(attributes.get(name, "")) not in ("", *SAFE_SCHEMES):
                yield f"{name}={attributes[name]}"


FRONT = "---\nagency: harbor\n---\n"


@settings(quick, max_examples=1000)
@given(words=st.lists(st.sampled_from(MARKDOWN), max_size=25))
@example(words=["a ` b\n\n", "<", "script", ">", "alert(1)\n\nc ` d"])
@example(words=["> [x]: ", "javascript:alert(1)", "\n\n[x]"])
@example(words=["[x]", "(", "java\nscript:x", ")"])
@example(words=["<", "x:y onclick=a", ">"])
@example(words=["<", "\x02", "script", ">"])
@example(words=["```", "<", "script", ">\n", "```"])
@example(words=["[x]: ", "\n\n", "[x]: ", "data:text/html,x"])
@example(words=["](", " [x](", "javascript:alert(1)", ")"])
@example(words=["](", "<", "vbscript:x", ">"])
@example(words=["[x](", f"java&#{'0' * 3000}115;cript:alert(1)", ")"])
def test_a_page_without_problems_holds_nothing_but_markdown(words: list[str]) -> None:
    source, problems = decoded("content/agencies/harbor.md", (FRONT + "".join(words)).encode())
    if source is None or problems:
        return
    page, problems = page_of(source, "harbor", NOTHING_WRITTEN)
    if page and not problems:
        assert list(faults_in(page.body)) == []


FENCES = st.lists(
    st.sampled_from(["---", "...", "\n", " ", "\t", "agency: harbor", "title: x", "# c", "a", "- ", "'"]),
    max_size=14,
).map("".join)  # fmt: skip


@settings(quick, max_examples=1000)
@given(FENCES)
@example("---\nagency: harbor\n---\n\nWords.\n")
@example("---\nagency: harbor\n---")
@example("---  \nagency: harbor\n...\t\nWords.")
def test_mkdocs_takes_the_same_front_matter_as_we_do(text: str) -> None:
    page, problems = page_of(SourceText("harbor.md", text), "harbor", NOTHING_WRITTEN)
    if page is None or problems:
        return
    body, said = get_data(text)
    assert said["agency"] == "harbor"
    assert body == page.body.lstrip("\n")
    assert text.split("\n")[page.body_line - 1 :] == page.body.split("\n")
