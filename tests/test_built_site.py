"""The check of the finished pages: each fault is found on its page, and a good page has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CALLS, build, csv_row, site_folder
from charters.problems import Severity, rules
from charters.rules.pages.finished import check_site

GOOD = """\
<!doctype html>
<html lang="en">
<head><title>Home</title></head>
<body><main><h1 id="top">Home</h1>
{body}
</main></body>
</html>
"""


def page(body: str = "", frame: str = GOOD) -> str:
    return frame.replace("{body}", body)


def found(tmp_path: Path, body: str, *, base: str = "/", **files: str) -> list[str]:
    """Return code and line of each problem of a home page; `files` are written beside it."""
    site = {"index.html": page(body), "other/index.html": page("<p id='here'>x</p>"), **files}
    for name, text in site.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problems = [p for p in check_site(tmp_path, base) if p.place.path == "index.html"]
    assert all(p.code in rules() for p in problems)
    assert all(p.severity is Severity.ERROR for p in problems)
    return [f"{p.place.line} {p.code}" for p in problems]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Words.</p>",
        '<a href="other/">x</a>',
        '<a href="/other/">x</a>',
        '<a href="./other/#here">x</a>',
        '<a href="other">x</a>',
        '<a href="other/index.html?q=1#here">x</a>',
        '<a href="#top">x</a>',
        '<a href=".">x</a>',
        '<a href="">x</a>',
        '<a href="oth%65r/">x</a>',
        '<a href="https://example.org/x#y">x</a>',
        '<a href="mailto:help@example.org">x</a>',
        '<a href="tel:+18005551212">x</a>',
        '<img src="a.svg" alt="A picture">',
        '<img src="a.svg" alt="">',
        '<a href="other/"><img src="a.svg" alt="Other"></a>',
        '<a href="other/" aria-label="Other"></a>',
        '<a href="other/"><svg><title>Other</title></svg></a>',
        '<img srcset="a.svg 1x, a.svg 2x" src="a.svg" alt="A picture">',
        "<button>Menu</button>",
        '<svg role="img"><title>Chart</title></svg>',
        "<table><caption>C</caption><tr><th>A</th></tr><tr><td>0</td></tr></table>",
        "<h2>a</h2><h3>b</h3><h2>c</h2>",
    ],
)
def test_a_good_page_has_no_fault(tmp_path: Path, body: str) -> None:
    (tmp_path / "a.svg").touch()
    assert found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('<a href="nowhere/">x</a>', ["5 S001"]),
        ('<p>\n<a href="nowhere/">x</a>', ["6 S001"]),
        ('<a href="../../etc/passwd">x</a>', ["5 S001"]),
        ('<img src="no.svg" alt="x">', ["5 S001"]),
        ('<script src="no.js"></script>', ["5 S001"]),
        ('<link rel="stylesheet" href="no.css">', ["5 S001"]),
        ('<a href="#nowhere">x</a>', ["5 S002"]),
        ('<a href="other/#nowhere">x</a>', ["5 S002"]),
        ('<p id="a">x</p><p id="a">y</p>', ["5 S003"]),  # tests/cases/accessible_pages.yml has more
        ('<a href="javascript:alert(1)">x</a>', ["5 S004"]),
        ('<a href=" JavaScript:alert(1)">x</a>', ["5 S004"]),
        ('<a href="data:text/html,x">x</a>', ["5 S004"]),
        ('<a href="https://[broken">x</a>', ["5 S004"]),
        ('<a href="https://evil.example/">www.<b>ssa</b>.gov</a>', ["5 S004"]),
        ('<a href="https://secure.ssa.gov/">www.<b>ssa</b>.gov</a>', []),
        ('<img src="https://tracker.example/x.gif" alt="x">', ["5 S005"]),
        ('<img src="//tracker.example/x.gif" alt="x">', ["5 S005"]),
        ('<script src="https://cdn.example/x.js"></script>', ["5 S005"]),
        ('<link rel="stylesheet" href="https://cdn.example/x.css">', ["5 S005"]),
        ('<link rel="preload" href="https://cdn.example/x.css">', ["5 S005"]),
        ('<iframe title="x" src="https://video.example/x"></iframe>', ["5 S005"]),
        ('<img srcset="https://cdn.example/x.png 2x" alt="x">', ["5 S005"]),
        ('<video muted src="https://cdn.example/x.mp4"></video>', ["5 S005"]),
        ('<object title="x" data="https://cdn.example/x.svg"></object>', ["5 S005"]),
        ('<form action="nowhere/"></form>', ["5 S001"]),
        ('<form action="javascript:x"></form>', ["5 S004"]),
        ('<form action="https://example.org/search"></form>', []),
        ('<form><button formaction="nowhere/">x</button></form>', ["5 S001"]),
        ('<link rel="canonical" href="https://charters.example.org/">', []),
        ("<h3>Too deep</h3>", ["5 S007"]),
        ('<img src="other/">', ["5 S015"]),
    ],
)
def test_each_fault_is_found_on_its_line(tmp_path: Path, body: str, codes: list[str]) -> None:
    assert found(tmp_path, body) == codes


@pytest.mark.parametrize(
    ("frame", "codes"),
    [
        (GOOD.replace(' lang="en"', ""), ["2 S012"]),
        (GOOD.replace("<title>Home</title>", ""), ["1 S014"]),
        (GOOD.replace("<main>", "").replace("</main>", ""), ["1 S006"]),
        ("", ["1 S006", "1 S007", "1 S012", "1 S014"]),
    ],
)
def test_a_page_needs_its_frame(tmp_path: Path, frame: str, codes: list[str]) -> None:
    assert found(tmp_path, "", **{"index.html": page("", frame)}) == codes


@pytest.mark.parametrize(
    ("href", "base", "fine"),
    [
        ("/charters/other/", "/charters/", True),
        ("/charters/other/", "/charters", True),
        ("/charters/other/", "https://example.org/charters", True),
        ("/chartersother/", "/charters", False),
        ("../charters/other/", "charters", True),
        ("/other/", "/charters/", False),
        ("/chartersother/", "/charters/", False),
        ("other/", "/charters/", True),
        ("../charters/other/", "/charters/", True),
        ("../other/", "/charters/", False),
    ],
)
def test_a_site_below_a_path_is_checked_as_it_is_served(
    tmp_path: Path, href: str, base: str, *, fine: bool
) -> None:
    codes = found(tmp_path, f'<a href="{href}">x</a>', base=base)
    assert codes == ([] if fine else ["5 S001"])


def test_a_file_that_is_no_page_may_be_linked(tmp_path: Path) -> None:
    assert found(tmp_path, '<a href="data/results.csv">x</a>', **{"data/results.csv": "a"}) == []


def test_a_page_in_another_encoding_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "latin.html").write_bytes(page("<p>caf\xe9</p>").encode("latin-1"))
    assert found(tmp_path, "") == []


def test_the_same_fault_in_two_places_of_a_page_is_told_once_each(tmp_path: Path) -> None:
    assert found(tmp_path, '<a href="a/">x</a>\n<a href="b/">x</a>') == ["5 S001", "6 S001"]


@pytest.mark.parametrize(
    ("link", "is_there"),
    [
        ("", True),
        ("#here", True),
        ("#gone", False),
        ("../", True),
        ("../b/", True),
        ("../b", True),
        ("../../../../b/", True),
        ("../c.txt", True),
        ("../b/#here", True),
        ("../b/#gone", False),
        ("../b/?page=2#here", True),
        ("/b/", True),
        ("../d/", False),
        ("../%62/", True),
        ("./../b/", True),
        ("../b/.", True),
    ],
)
def test_a_link_is_followed_as_a_browser_does(tmp_path: Path, link: str, *, is_there: bool) -> None:
    for name in ("", "a", "b"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text('<p id="here">')
    (tmp_path / "c.txt").write_text("")
    (tmp_path / "a/index.html").write_text(f'<p id="here"><a href="{link}">b</a>')
    found = {
        problem.code for problem in check_site(tmp_path) if problem.place.path == "a/index.html"
    }
    assert (not found & {"S001", "S002"}) is is_there


def test_two_promises_of_a_service_may_have_the_same_words(tmp_path: Path) -> None:
    other = CALLS.partition("standards:\n")[2].replace("id: calls", "id: calls-at-night")
    keys = [(name, year) for name in ("calls", "calls-at-night") for year in ("2024", "2025")]
    rows = (csv_row(name, year, 850, 1000) for name, year in keys)
    site_folder(tmp_path).agency("ssa", CALLS + other, "\n".join(rows))
    assert not [said for said in build(tmp_path, tmp_path / "out") if "S040" in said]
    page = (tmp_path / "out/agencies/ssa/phone/index.html").read_text(encoding="utf-8")
    assert page.count('aria-labelledby="calls-at-night-p">\n<table') == 1
