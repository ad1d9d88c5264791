"""Templates are compiled once, and the macros of our parts are the same whatever page imports them."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, meta, nodes
from markupsafe import Markup

from charters.compiling import escaped, hasten
from charters.plain_markdown import relative
from charters.theme import FOLDER

PARTS = sorted((FOLDER / "charters/parts").glob("*.html"))
OF_EVERY_PAGE = {"as_of", "framework", "gettext", "ngettext", "past", "written_in"}
PLACED = {"dots", "spark"}
"""What a part that is placed, and not imported, is given."""


def environment(**templates: str) -> Environment:
    made = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "charters.theme.said.Said"])
    made.filters.update(dict.fromkeys(("to", "url", "script_tag"), str))
    made.loader = DictLoader({name.replace("_", "/") + ".html": text for name, text in templates.items()})  # fmt: skip
    hasten(made)
    return made


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_a_part_asks_for_nothing_but_what_every_page_has(part: Path) -> None:
    tree = environment().parse(part.read_text("utf-8"))
    asked = meta.find_undeclared_variables(tree) - OF_EVERY_PAGE
    assert asked <= PLACED
    held = [one for one in tree.body if not isinstance(one, nodes.Import | nodes.FromImport | nodes.Macro)]  # fmt: skip
    said = "".join(data.data for one in held for data in one.find_all(nodes.TemplateData))
    assert asked or not said.strip()


def test_the_macros_of_a_part_see_the_page_that_is_written() -> None:
    made = environment(
        charters_parts_m="{% macro name() %}{{ page }}{% endmacro %}",
        page='{% import "charters/parts/m.html" as m with context %}{{ m.name() }}',
    )
    pages = [made.get_template("page.html").render(page=name) for name in ("one", "two", "one")]
    assert pages == ["one", "two", "one"]


def test_a_template_that_changed_is_compiled_anew() -> None:
    assert environment(page="old").get_template("page.html").render() == "old"
    assert environment(page="new").get_template("page.html").render() == "new"


@given(st.lists(st.sampled_from(["", "a", "b", "ab", ".", "..", "/", "//"]), max_size=7), st.data())
def test_an_address_is_written_as_the_way_from_one_page_to_the_other(
    steps: list[str], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(steps)))
    url, page = "/".join(steps[:cut]), "/".join(steps[cut:])
    way = posixpath.relpath(f"/{url}", f"/{page}")
    assert relative(url, page) == (f"{way}/" if url.endswith("/") else way)


class Half(Markup):
    """A kind of its own of what is escaped already."""


class Named:
    def __str__(self) -> str:
        return '<Tom & Jerry\'s "name">'


class Drawn:
    def __html__(self) -> str:
        return "<svg>&</svg>"


WRITTEN = "{{ value }}{% set said %}{{ value }}{% endset %}{{ said }}{% macro part() %}{{ value }}{% endmacro %}{{ part() }}"
HASTENED = environment(page=WRITTEN).get_template("page.html")
PLAIN = Environment(autoescape=True).from_string(WRITTEN)


@given(st.text() | st.text("<>&'\"a ") | st.integers() | st.none())
def test_a_template_writes_whatever_it_is_given_with_the_signs_of_the_library(
    value: object,
) -> None:
    assert HASTENED.render(value=value) == PLAIN.render(value=value)


@pytest.mark.parametrize("value", [Markup("<b>&amp;</b>"), Half("<i>"), Named(), Drawn(), b"<a>"])
def test_what_is_escaped_already_is_written_as_it_is(value: object) -> None:
    assert HASTENED.render(value=value) == PLAIN.render(value=value)
    assert HASTENED.root_render_func.__globals__["escape"] is escaped
