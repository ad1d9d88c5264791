"""All pages of the charters below one address of a site (`path`): the rest of it is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders import MKDOCS_YML, rewrite, site_folder, small_site
from charters.model.fields import parse_below
from charters.reading import read
from planting import good_site
from sites import ENGINES, published

BELOW = "services/charters/"
SITE = MKDOCS_YML.replace("{as_of", f"{{path: {BELOW}, as_of").replace("content", "docs")
AGENCY = """\
name: Social Security
kind: executive
serves: We serve everyone.
formerly: [pensions]
"""
OURS = {
    *("", "agencies/", "agencies/ssa/", "agencies/ssa/phone/"),
    *("agencies/pensions/", "agencies/pensions/phone/"),
    *("accessibility/", "changes/", "changes/results/", "compare/", "complaints/", "data/"),
    *("due/", "embed/ssa/calls/", "embed/pensions/calls/"),
    *("poster/ssa/phone/", "poster/pensions/phone/"),
    *("how-we-judge/", "order/", "order/ssa/", "order/pensions/", "rules/", "services/"),
    *("promises/", "promises/about/waiting/", "promises/agencies/", "promises/of/ssa/"),
}


@pytest.fixture(params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Build a site that has pages of its own beside those of the charters."""
    folder = small_site(tmp_path, re.sub("nav: .*\n", "", SITE), agency=AGENCY)
    for name in ("index", "data", "accessibility"):
        folder.write(f"docs/{name}.md", f"# Of the host\n\nIts own words on {name}.\n")
    folder.write(f"docs/{BELOW}index.md", "# Our promises\n")
    folder.write(
        f"docs/{BELOW}agencies/ssa.md",
        "---\nagency: ssa\n---\n\nOur own words, {calls: result}. [Data](../data.md)\n",
    )
    assert [str(problem) for problem in read(tmp_path)[1]] == []
    return published(request.param, tmp_path, tmp_path / "site")


def pages_of(site: Path) -> dict[str, str]:
    found = (path for path in site.rglob("*.html") if path.name == "index.html")
    return {
        f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./"): path.read_text("utf-8")
        for path in found
    }


def test_every_page_stands_below_it_and_pages_of_others_where_they_were(site: Path) -> None:
    pages = pages_of(site)
    assert pages.keys() == {"", "data/", "accessibility/", *(f"{BELOW}{one}" for one in OURS)}
    for name in ("", "data/", "accessibility/"):
        assert "Its own words on" in pages[name]
        assert 'class="ch-head"' not in pages[name]
    assert {path.relative_to(site).parts[0] for path in site.rglob("*.csv")} == {"services"}
    plan = pages[f"{BELOW}agencies/ssa/"]
    assert "Our own words, <span>95 of every 100" in plan
    assert 'href="../../data/"' in plan
    assert ">Our promises</h1>" in pages[BELOW]


def test_feeds_and_old_addresses_lead_below_it(site: Path) -> None:
    whole = f"https://charters.example.org/{BELOW}"
    feed = (site / BELOW / "agencies/pensions/feed.xml").read_text(encoding="utf-8")
    links = set(re.findall(r'<link [^>]*href="([^"]*)"', feed))
    assert f"{whole}agencies/ssa/feed.xml" in links
    assert all(link.startswith(whole) for link in links)
    old = pages_of(site)[f"{BELOW}agencies/pensions/"]
    assert f'<link rel="canonical" href="{whole}agencies/ssa/">' in old
    assert 'content="0; url=../ssa/"' in old
    if (site / "sitemap.xml").exists():
        places = re.findall(r"<loc>(.*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
        assert f"{whole}order/ssa/" in places
        assert f"{whole}agencies/pensions/" not in places


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (f"docs/{BELOW}data.md", f"the folder {BELOW}data/"),
        ("docs/services/charters.md", f"{BELOW}index.html"),
        (f"docs/{BELOW}agencies/index.md", f"{BELOW}agencies/index.html"),
        (f"docs/{BELOW}order/a.png", f"the folder {BELOW}order/"),
        ("docs/data.md", ""),
        ("docs/services/index.md", ""),
        ("docs/services/order/a.md", ""),
    ],
)
def test_what_stands_at_an_address_of_ours_is_told(tmp_path: Path, page: str, said: str) -> None:
    folder = site_folder(tmp_path, SITE)
    folder.write(page, "# A page\n")
    told = [str(problem) for problem in read(tmp_path)[1] if problem.code == "Y051"]
    words = f"{page}:1:1: Y051 this would take the place of {said}, which the program makes; "
    assert [line[: len(words)] for line in told] == ([words] if said else [])


@pytest.mark.parametrize(
    ("written", "below"),
    [("charters/", "charters/"), ("/a/b-2/", "a/b-2/"), ("charters", "charters/"), ("/", "")],
)
def test_an_address_may_begin_and_end_with_a_slash_or_not(written: str, below: str) -> None:
    assert parse_below(written) == below


@pytest.mark.parametrize("written", ["../x", "a//b", "Charters", "a b", "http://a", "."])
def test_what_cannot_be_part_of_an_address_is_refused(tmp_path: Path, written: str) -> None:
    home = good_site(tmp_path)
    rewrite(home / "mkdocs.yml", ("docs_dir", f'      path: "{written}"\ndocs_dir'))
    (problem,) = read(home)[1]
    assert str(problem).startswith(
        f"mkdocs.yml:8:13: Y014 '{written}' cannot be part of an address"
    )
