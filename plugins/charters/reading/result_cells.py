"""What stands in the cells of `results.csv`, each read as its column asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from pydantic_core import PydanticCustomError

from charters.model.fields import parse_source
from charters.model.level_words import clock_amount, plain_level
from charters.model.limits import NOTE
from charters.model.period_labels import parse_date
from charters.model.quantities import TIME_UNITS, Quantity, unit_named
from charters.model.refusal import refuse, shown
from charters.model.results import Status
from charters.model.shapes import Shape
from charters.model.text import cell_in_languages, parse_text, plain_words
from charters.model.written_levels import (
    MINUS,
    parse_amount,
    parse_count,
    parse_number,
    parse_quantity,
    parse_signed,
)
from charters.problems.message import _
from charters.reading.spelling import Speller
from charters.reading.written import Written

STATUSES = tuple(status.value for status in Status)
COUNTS = ("met", "total", "cases", "excluded", "overdue")
_MEANT_IN_LANGUAGES = re.compile(r"\{\s*[\w-]+\s*:|\{.*\}$", re.DOTALL)
_FAILED = re.compile(r"#(?:[A-Z]{3,5}|N/A|DIV/0)[!?]?|#{2,}")


@lru_cache(maxsize=8192)
def words_of_cell(text: str) -> str:
    """Return the words of a cell; none that a spreadsheet would run."""
    if found := cell_in_languages(text):
        parse_text(found, NOTE)
        return text
    if _MEANT_IN_LANGUAGES.match(text):
        raise refuse(
            "Y013",
            _(
                "{written} cannot be read as words in several languages; write {{en: Many called., fr: Beaucoup ont appelé.}}, and put words that hold a comma, a colon or a brace in quotes",
                written=shown(text),
            ),
        )
    return plain_words(_no_formula(text), NOTE)


def _no_formula(text: str) -> str:
    if text[0] in "=+@-":
        raise refuse(
            "V008",
            _(
                "{written} begins with '{sign}', as a formula does, which a spreadsheet would run; begin with a word",
                written=shown(text),
                sign=text[0],
            ),
        )
    if _FAILED.fullmatch(text):
        raise refuse(
            "V008",
            _(
                "{written} is what a spreadsheet shows where a formula has failed; write what is to stand here, or nothing",
                written=shown(text),
            ),
        )
    return text


@lru_cache(maxsize=8192)
def part_of_cell(text: str, language: str) -> str:
    """Return a part; a limit that names a level of the promise as all of them are written."""
    words = words_of_cell(text)
    with suppress(PydanticCustomError):
        level = parse_quantity(words, language)
        return str(level) if level.unit in TIME_UNITS else words
    return words


@lru_cache(maxsize=8192)
def source_of_cell(text: str) -> str:
    """Return the id or the address of a source."""
    return parse_source(_no_formula(text))


@lru_cache(maxsize=1024)
def _status(text: str) -> Status:
    if text not in STATUSES:
        near = Speller(STATUSES).near(text.lower())
        others = ", ".join(status for status in STATUSES if status != near)
        if near:
            raise refuse(
                "V024",
                _(
                    "{written} is not a status; did you mean {near}? The others are {others}",
                    written=shown(text),
                    near=near,
                    others=others,
                ),
            )
        raise refuse(
            "V024",
            _(
                "{written} is not a status; write one of {others}",
                written=shown(text),
                others=others,
            ),
        )
    return Status(text)


@lru_cache(maxsize=65536)
def _share(text: str) -> Decimal:
    if not text.endswith("%"):
        number = parse_number(text)
        share = number * 100 if 0 < number < 1 else number
        message = _(
            "results are a share; write counts in 'met' and 'total' - or, where no counts are published, the share with its sign: {share}%",
            share=format(share.normalize(), "f"),
        )
        raise refuse("V013", message)
    level = parse_quantity(text)
    if level.amount > 100:
        raise refuse(
            "V023",
            _(
                "{written} is more than all, so it is no share of the cases that were due; count only those; for a ratio that may pass 100 (cases closed for every 100 opened), write shape: rate with per: 100, and the number without its sign",
                written=shown(text),
            ),
        )
    return level.amount


@lru_cache(maxsize=8192)
def _money(text: str) -> Quantity:
    try:
        amount = parse_quantity(text)
    except PydanticCustomError:
        amount = None
    if amount is None or amount.is_share or amount.unit in TIME_UNITS:
        raise refuse(
            "Y021",
            _(
                "{written} is no amount of money; write it with its currency, such as 1250 dollars",
                written=shown(text),
            ),
        )
    return amount


def _yes_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise refuse(
            "V012",
            _(
                "{written} is neither yes nor no; write yes if it was kept, or status 'in words' and what was published in 'note'",
                written=shown(text),
            ),
        )
    return text == "yes"


def parser_of_values(shape: Shape, written: Written, name: str) -> Callable[[str], Any]:
    """Return how `value` is read: a bare number, a share with its sign, or yes and no."""
    if shape.is_answer:
        return _yes_no
    number = partial(_number, measure=written.measure(name), shape=shape)
    parse = _share if shape.is_share else number
    if all(one.startswith("en") for one in written.language.split()):
        return parse
    return lambda text: parse(plain_level(text, written.language))


def _number(text: str, measure: Mapping[str, Any], shape: Shape) -> Decimal:
    """Return a bare number: below zero where the scale is, `6:22` where minutes are measured."""
    scale = measure.get("scale")
    if isinstance(scale, dict) and str(scale.get("min", "")).startswith(MINUS):
        return parse_signed(text)
    if unit_named(str(measure.get("unit") or "")) in ("minute", "hour"):
        amount = clock_amount(text)
        return parse_number(text) if amount is None else amount
    return parse_number(text) if shape.counts_cases else parse_amount(text)


def kind_of(name: str, shape: Shape | None) -> str:
    """Return what kind of number stands in a column; '' where it is none."""
    if name != "value":
        return "count" if name in COUNTS else ""
    if shape is None or shape.is_answer:
        return ""
    if shape.is_share:
        return "share"
    return "number" if shape.counts_cases else "amount"


PARSERS: tuple[tuple[str, Callable[[str], Any]], ...] = (
    ("met", parse_count),
    ("total", parse_count),
    ("cases", parse_count),
    ("excluded", parse_count),
    ("overdue", parse_count),
    ("paid", _money),
    ("status", _status),
    ("source", source_of_cell),
    ("note", words_of_cell),
    ("missed_because", words_of_cell),
    ("action", words_of_cell),
    ("action_by", parse_date),
)
"""How each column is read; `period`, `published` and `value` depend on the agency or the shape."""
