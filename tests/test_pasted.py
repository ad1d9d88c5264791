"""Numbers as people paste them: read as what they are, or refused with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from charters.model.pasted import digits_of, pasted
from charters.model.period_hints import date_fault
from charters.model.period_labels import parse_date
from charters.model.written_levels import parse_amount, parse_count, parse_number, parse_quantity

PARSERS: dict[str, Callable[[str], Any]] = {
    "count": parse_count,
    "number": parse_number,
    "amount": parse_amount,
}


def tried(parse: Callable[[str], Any], text: str) -> tuple[Any, str]:
    """Return what a text is read as, and what is said where it is refused."""
    try:
        return parse(text), ""
    except PydanticCustomError as refused:
        return None, refused.message()


def grouped(number: int, mark: str) -> str:
    """Return a number with a mark between its thousands."""
    return f"{number:,}".replace(",", mark)


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'", "’"]))
def test_a_count_is_read_as_it_is_meant_or_refused_with_the_digits(number: int, mark: str) -> None:
    read, said = tried(parse_count, grouped(number, mark))
    assert read == number or re.search(rf"\bwrite {number}\b", said)


@given(st.integers(1000, 999_999), st.sampled_from([parse_count, parse_amount]))
def test_thousands_with_a_point_are_never_read(number: int, parse: Callable[[str], Any]) -> None:
    read, said = tried(parse, grouped(number, "."))
    assert read is None
    assert f"write {number}" in said


@given(st.integers(1, 999).map(lambda thousands: f"{thousands}.000"))
def test_both_readings_of_round_thousands_are_named(text: str) -> None:
    whole = text.removesuffix(".000")
    for parse in (parse_count, parse_amount):
        assert tried(parse, text)[1].endswith(f"write {whole}000 or {whole}")
    assert tried(parse_quantity, f"{text} claims")[1].endswith(f"write {whole}000 or {whole}")


@given(st.decimals(1000, 10**12, places=2), st.sampled_from([".", " ", "'", "\u202f"]))
def test_a_decimal_comma_beside_marks_is_told_in_digits(number: Decimal, mark: str) -> None:
    text = f"{number:,f}".replace(",", "t").replace(".", ",").replace("t", mark)
    assert Decimal(digits_of(text)) == number
    _, said = tried(parse_number, text)
    offered = re.search(r"write ([0-9.]+)$", said)
    assert offered
    assert parse_number(offered[1]) == number


BOUNDS = ["{}%+", "{} or more", "at least {}%", ">{}%", "> {}", "≥{}%", "over {}%", "<{}", "<{}%",
          "~{}%", "about {}%", "ca. {}", "approximately {} %", "{}-{}%", "{}–{}", "{} to {}%",
          "under {}%", "{}% or less", "up to {}", "nearly {}%", "environ {} %", "au moins {} %",
          "cerca de {} %", "más de {} %", "como máximo {} %", "{} a {} %"]  # fmt: skip


@given(
    st.sampled_from(BOUNDS),
    st.integers(0, 99),
    st.sampled_from(["count", "number", "amount", "share"]),
)
def test_what_is_no_exact_figure_is_never_turned_into_one(
    form: str, number: int, kind: str
) -> None:
    said = str(pasted(form.format(number, number + 1), kind, in_row=True))
    assert said
    assert "status 'in words'" in said
    assert "did you mean" not in said
    assert not re.search(r"\bwrite [0-9]", said)


def test_words_beside_a_bound_stay_with_it() -> None:
    said = str(pasted("over 4.4 million", "amount", in_row=True))
    assert said.endswith("more than 4.4 million, or at least 4.4 million")


@pytest.mark.parametrize(
    "wreck",
    ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "####", "7.22E+07", "1.5e-3",
     "00:28:00", "6:22", "1-Mar", "Mar-15", "15-Mar-24", "3. Mrz", "15-ene-24", "#¡VALOR!", "#N/D", "3/1/2024",
     "2024-03-01 00:00:00"],
)  # fmt: skip
def test_what_a_spreadsheet_has_made_is_named(wreck: str) -> None:
    for kind in ("count", "number", "amount", "share"):
        said = str(pasted(wreck, kind, in_row=True))
        assert re.search("spreadsheet|clock", said)


PIECES = st.lists(
    st.sampled_from(["1", "28", "000", "1234", ".", ",", " ", "%", "E+07", ":", "-", "/", "#", "$",
                     "<", "~", "k", "million", "minutes", "about", "*", "(p)", "O", "+", "'"]),
    max_size=6,
).map("".join)  # fmt: skip


@given(PIECES | st.text(max_size=40), st.sampled_from(sorted(PARSERS)))
def test_what_a_message_says_to_write_can_be_read(text: str, kind: str) -> None:
    _, said = tried(PARSERS[kind], text)
    offers = re.search(r"\bwrite ([0-9][0-9.]*)(?: or ([0-9][0-9.]*))?(?: alone|$)", said)
    for offer in filter(None, offers.groups() if offers else ()):
        assert "," not in offer
        parse_number(offer)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10/01/2014", "write 2014-10-01 or 2014-01-10"),
        ("13/10/2014", "write 2014-10-13"),
        ("1.3.2024", "write 2024-01-03 or 2024-03-01"),
        ("2026-1-15", "write 2026-01-15"),
        ("2024-10-01 00:00:00", "write 2024-10-01"),
        ("Oct 1, 2014", "write 2014-10-01"),
        ("1-Mar-24", "write 2024-03-01"),
        ("15 October 2024", "write 2024-10-15"),
        ("45982", "write 2025-11-21"),
        ("32/13/2014", "with - between them"),
    ],
)
def test_a_day_in_another_form_is_offered_in_ours(written: str, said: str) -> None:
    assert str(date_fault(written)).endswith(said)


@given(
    st.dates(date(1800, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d %B %Y", "%d-%b-%Y"]),
)
def test_a_day_in_another_form_is_among_the_days_offered(day: date, form: str) -> None:
    assert str(day) in str(date_fault(day.strftime(form)))


@given(st.integers(20000, 79999))
def test_a_day_that_a_spreadsheet_stores_as_a_number_is_told(number: int) -> None:
    offered = str(date_fault(str(number))).rpartition(" ")[2]
    assert (parse_date(offered) - parse_date("1900-03-01")).days == number - 61
