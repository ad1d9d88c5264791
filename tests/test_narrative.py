"""The agency's own words: cut at the block directives, and nothing in them that could run."""

from __future__ import annotations

import re
from itertools import pairwise

import markdown  # it comes without types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from charters.publishing.views.narrative import Piece, PlanBlocks, pieces
from charters.reading.pages import BLOCKS


def rendered(text: str) -> str:
    html: str = markdown.markdown(text, extensions=[PlanBlocks(), "tables", "toc", "def_list"])
    return html


def cut(text: str) -> list[tuple[str, str, str]]:
    """Return the pieces of a text in Markdown: part, argument, and HTML on one line."""
    return [(p.part, p.argument, " ".join(p.html.split())) for p in pieces(rendered(text))]


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_places_its_part(name: str) -> None:
    assert cut(f"Before.\n\n/// {name}\n///\n\nAfter.") == [
        ("", "", "<p>Before.</p>"),
        (name, "", ""),
        ("", "", "<p>After.</p>"),
    ]


def test_a_promise_is_placed_by_its_id() -> None:
    assert cut("/// standard | phone-wait\n///") == [("standard", "phone-wait", "")]


def test_blocks_in_a_row_are_placed_in_their_order() -> None:
    found = cut("/// channels\n///\n\n/// standard | a-1\n///\n\n/// complaints\n///")
    assert [part for part, _, _ in found] == ["channels", "standard", "complaints"]


def test_words_without_a_block_are_one_piece() -> None:
    assert cut("# Our plan\n\nWe *help*.") == [
        ("", "", '<h2 id="words_our-plan">Our plan</h2> <p>We <em>help</em>.</p>')
    ]


def test_no_words_are_no_piece() -> None:
    assert cut("") == cut("\n \n") == []


def test_a_block_of_another_kind_stays_what_it_was() -> None:
    assert cut("/// nonsense\n///") == [("", "", "<p>/// nonsense ///</p>")]


def test_words_inside_a_block_follow_the_part() -> None:
    found = cut("/// channels\nCall us first.\n///\n\nAfter.")
    assert found == [("channels", "", ""), ("", "", "<p>Call us first.</p> <p>After.</p>")]


def test_blocks_inside_each_other_stand_one_after_the_other() -> None:
    assert cut("/// channels\n/// complaints\nCall us.\n") == [
        ("channels", "", ""),
        ("complaints", "", ""),
        ("", "", "<p>Call us.</p>"),
    ]
    assert [part for part, _, _ in cut("/// channels\n" * 50 + "///\n" * 50) if part] == [
        "channels"
    ]


def test_a_block_inside_a_list_leaves_whole_pieces_of_html() -> None:
    for piece in pieces(rendered("- one\n\n    /// channels\n    ///\n\n- two")):
        opened = re.findall(r"<(\w+)", piece.html)
        closed = re.findall(r"</(\w+)", piece.html)
        assert sorted(opened) == sorted(closed)


def levels(text: str, top: int = 2) -> list[int]:
    html = "".join(piece.html for piece in pieces(rendered(text), top))
    return [int(level) for level in re.findall(r"<h([1-6])", html)]


@pytest.mark.parametrize(
    ("text", "plan", "home"),
    [
        ("# Plan", [2], [1]),
        ("## Plan\n\n## More", [2, 2], [1, 2]),
        ("# Plan\n\n## Part\n\n## Part", [2, 3, 3], [1, 2, 2]),
        ("# One\n\n# Two", [2, 2], [1, 2]),
        ("### Deep\n\n### Deep", [2, 2], [1, 2]),
        ("## A\n\n#### B\n\n### C", [2, 3, 3], [1, 2, 2]),
        ("## A\n\n### B\n\n/// channels\n///\n\n### C", [2, 3, 3], [1, 2, 2]),
        ("Words.", [], []),
    ],
)
def test_headings_fit_the_page_whatever_marks_they_were_written_with(
    text: str, plan: list[int], home: list[int]
) -> None:
    assert levels(text) == plan
    assert levels(text, top=1) == home


@given(st.lists(st.integers(1, 5), max_size=8))
def test_headings_go_down_one_level_at_a_time(marks: list[int]) -> None:
    found = levels("\n\n".join(f"{'#' * mark} x" for mark in marks))
    assert len(found) == len(marks)
    assert all(later <= earlier + 1 for earlier, later in pairwise([1, *found]))
    for (mark, level), (next_mark, next_level) in pairwise(zip(marks, found, strict=True)):
        assert (next_level > level) is (next_mark > mark)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("/// standard | a\n///", 2),
        ("Words.\n\n/// standard | a\n///", 2),
        ("## Head\n\n/// standard | a\n///", 3),
        ("## Head\n\n### Sub\n\nWords.\n\n/// channels\n///\n\n/// standard | a\n///", 4),
    ],
)
def test_a_placed_promise_stands_below_the_heading_before_it(text: str, level: int) -> None:
    assert [p.level for p in pieces(rendered(text)) if p.part == "standard"] == [level]


def test_a_heading_never_has_the_id_of_a_part_or_a_promise() -> None:
    (piece,) = pieces(rendered("## About\n\n## Phone wait"))
    assert re.findall(r'id="([^"]*)"', piece.html) == ["words_about", "words_phone-wait"]


def test_links_within_the_words_still_lead_to_their_headings() -> None:
    (piece,) = pieces(rendered("## About us\n\n[up](#about-us), [part](#channels)"))
    assert 'href="#words_about-us"' in piece.html
    assert 'href="#channels"' in piece.html


def test_words_that_look_like_markup_are_left_alone() -> None:
    (piece,) = pieces(rendered('## About\n\n`<h1 id="about" href="#about">`'))
    assert '&lt;h1 id="about" href="#about"&gt;' in piece.html


def test_a_part_is_placed_once_and_a_promise_as_often_as_it_is_written() -> None:
    text = (
        "/// channels\n///\n\n/// channels\n///\n\n/// standard | a\n///\n\n/// standard | a\n///"
    )
    assert [part for part, _, _ in cut(text)] == ["channels", "standard", "standard"]


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](JaVaScRiPt:alert(1))",
    '<a href="https://ok.example" onclick="alert(1)">x</a>',
    '<p style="position:fixed">x</p>',
    "<form action=/x><input name=q></form>",
    "<style>* {display: none}</style>",
    "<object data=x></object><embed src=x>",
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_the_words_can_run_or_lead_astray(text: str) -> None:
    assert_harmless(pieces(rendered(text)))


def assert_harmless(found: list[Piece]) -> None:
    for piece in found:
        tree = LexborHTMLParser(f"<main>{piece.html}</main>")
        assert not tree.css("script, style, iframe, object, embed, form, input, base, meta, svg")
        for node in tree.css("main *"):
            for name, value in node.attributes.items():
                assert not name.startswith("on")
                assert name != "style"
                if name in ("href", "src") and ":" in (value or ""):
                    assert re.match(r"(https?|mailto|tel):", value or "")


@given(st.lists(st.sampled_from([*HOSTILE, "x", "\n\n", "> ", "- ", "/// channels\n///"])))
def test_nothing_hostile_gets_through_in_company(bits: list[str]) -> None:
    assert_harmless(pieces(rendered("\n".join(bits))))


def test_plain_markdown_survives() -> None:
    text = "## Head\n\n- a\n- b\n\nThen:\n\n1. c\n\n> q\n\n`code`\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[x](https://a.example)"
    (piece,) = pieces(rendered(text))
    for tag in ("h2", "ul", "ol", "blockquote", "code", "table", "th", "td"):
        assert f"<{tag}" in piece.html
    assert '<a href="https://a.example">x</a>' in piece.html


def test_template_marks_are_words_like_any_other() -> None:
    (piece,) = pieces(rendered("{{ 7*7 }} {% raw %} {# note #}"))
    assert piece.html.strip() == "<p>{{ 7*7 }} {% raw %} {# note #}</p>"


def test_a_forged_placeholder_is_no_more_than_a_block() -> None:
    """HTML is refused when a page is read; if it came through, it could only place a known part."""
    forged = '<div class="ch-placed ch-placed-standard" title="x&quot; onload=alert(1)"></div>'
    assert_harmless(pieces(forged))
