"""A page that is no agency's is held to the rules of those that are: words, links, no HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import MKDOCS_YML, Folder, small_site
from charters.publishing.views.narrative import harmless
from charters.reading import read
from sites import built, each_engine

PAGES = ["content/index.md", "content/about.md", "content/help/phone.md"]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return small_site(tmp_path)


def said(folder: Folder) -> list[str]:
    return [str(problem) for problem in read(folder.path)[1]]


FAULTS = {
    "<script>alert(1)</script>": "1:1: M003 '<script' begins HTML",
    "# A\n\n<img src=x onerror=alert(1)>": "3:1: M003 '<img' begins HTML",
    "[a](javascript:alert(1))": "1:5: M004 'javascript:alert(1' is not a link",
    "[a]: java&#115;cript:x\n\n[a]": "1:6: M004 'java&#115;cript:x' is not a link",
    "![a](data:text/html,x)": "1:6: M004 'data:text/html,x' is not a link",
    "---\ntemplate: search.html\n---\n\nA.\n": "2:1: Y004 'template' is not a known key",
    "---\ntitle: <b>A</b>\n---\n\nA.\n": "2:8: Y011 this text is shown as plain words",
    "---\ntitle: [a\n---\n\nA.\n": "2:8: Y001 ",
    "template: search.html\n\nA.\n": "1:1: M002 MkDocs takes 'template:' in the first line for a setting",
    "Note: this is new.\n": "1:1: M002 MkDocs takes 'Note:' in the first line for a setting",
    "/// channels\n///\n": "1:1: M005 a block places a part of an agency's plan",
    "We answered {calls: result}.\n": "1:13: M013 'calls' does not say of which agency",
    "We answered {ssa/call: result}.\n": "1:13: M013 there is no standard",
    "We answered {irs/calls: result}.\n": "1:13: M013 there is no agency 'irs'",
    "a\u202eb\n": "1:2: Y012 there is an invisible character here",
    "<<<<<<< HEAD\na\n": "1:1: Y042 '<<<<<<<' marks two versions",
    "a" * 1_000_001: "1:1: Y041 this file has 1,000,001 bytes",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", FAULTS, ids=range(len(FAULTS)))
def test_what_no_page_may_hold_is_told_with_its_place(folder: Folder, page: str, text: str) -> None:
    (folder.path / page).parent.mkdir(exist_ok=True)
    (folder.path / page).write_text(text, encoding="utf-8")
    assert any(line.startswith(f"{page}:{FAULTS[text]}") for line in said(folder)), said(folder)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# A\n\nWe answered {ssa/calls: result} of *calls*. See [b](https://example.org/).\n",
        "---\ntitle: A\ndescription: B\n---\n\n# A\n",
        "---\n\nA line above.\n",
    ],
)
def test_words_and_links_are_fine(folder: Folder, page: str, text: str) -> None:
    folder.write(page, text)
    assert said(folder) == []


@each_engine
def test_what_a_check_could_miss_is_taken_out_of_the_page(folder: Folder, engine: str) -> None:
    """An extension that adds attributes is a second way in: no HTML, and yet a program."""
    folder.write("mkdocs.yml", f"{MKDOCS_YML}markdown_extensions: [attr_list]\n")
    folder.write("content/about.md", "# About\n\nA\n{: onclick=alert(1) style=color:red }\n")
    assert said(folder) == []
    new = folder.path / "new"
    done = built(engine, folder.path, new)
    html = (new / "about/index.html").read_text(encoding="utf-8")
    assert ">A</p>" in html
    assert "alert" not in html
    assert "color:red" not in html
    assert [str(problem) for problem in done.problems] == []


def test_a_page_keeps_what_markdown_makes() -> None:
    html = '<h1 id="a">A</h1>\n<p><a href="../b/" title="c">b</a> <em>d</em></p>'
    assert harmless(html) == html


@each_engine
def test_a_title_in_two_languages_is_said_in_that_of_the_site(folder: Folder, engine: str) -> None:
    written = "---\nagency: ssa\ntitle: {fr: Un titre, en: A title}\ndescription: {en: Of us.}\n---\n\nA.\n"
    folder.write("content/agencies/ssa.md", written)
    built(engine, folder.path, folder.path / "new")
    html = (folder.path / "new/agencies/ssa/index.html").read_text(encoding="utf-8")
    assert "<title>A title - Promises</title>" in html
    assert '<meta name="description" property="og:description" content="Of us.">' in html
