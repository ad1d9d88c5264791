"""Two languages of a text say the same numbers, each in its own way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.model.text import parse_text
from charters.rules.promise.translations import differing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within 30 days", "dans les 20 jours"),
        ("9 out of 10 calls", "80 % des appels"),
        ("from 8 a.m. to 5 p.m.", "de 8 h à 16 h"),
        ("Call 1-800-555-0100.", "Composez le 1 800 555-0199."),
        ("We serve 1,500 towns.", "Nous servons 15 000 villes."),
        ("80% of the time, within 2 minutes", "dans un délai de 2 minutes"),
    ],
)
def test_two_languages_with_other_numbers_differ(one: str, other: str) -> None:
    assert differing(parse_text({"en": one, "fr": other}), "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within thirty days", "dans les 30 jours"),
        ("9 out of 10 calls", "90 % des appels"),
        ("within 2 weeks", "en 14 jours civils"),
        ("from 8:30 a.m. to 5 p.m. or noon", "de 8 h 30 à 17 h ou midi"),
        ("Call 1-800-555-0100.", "Composez le 1 800 555-0100."),
        ("1,500,000 liters and $2.50", "1 500 000 litres et 2,50 $"),
        ("from 8 a.m. to 1:00 p.m.", "de 8 h à 13h00"),
        ("on October 1, 2024", "le 1er octobre 2024"),
        ("on 2024-10-01", "le 1er octobre 2024"),
        ("24 hours a day", "en tout temps"),
        ("form SSA-437-BK and M2R", "le formulaire SSA-437-BK"),
    ],
)
def test_two_languages_may_write_a_number_each_in_its_way(one: str, other: str) -> None:
    assert differing(parse_text({"en": one, "fr": other}), "en") is None


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("within 30 days", "en 20 días", True),
        ("9 out of 10 calls", "el 80 % de las llamadas", True),
        ("from 8 a.m. to 5 p.m.", "de 8 a. m. a 4 p. m.", True),
        ("80% of the time, within 2 minutes", "en un plazo de 2 minutos", True),
        ("Call 1-800-772-1213.", "Llame al 1-800-772-1123.", True),
        ("within 30 days", "en 31 días", True),
        ("within 21 days", "en veintiún días", False),
        ("9 out of 10 calls", "90 % de las llamadas", False),
        ("9 out of 10 calls", "nueve de cada diez llamadas", False),
        ("within 2 weeks", "en 14 días calendario", False),
        ("within 90 minutes", "en una hora y media", False),
        ("from 8:30 a.m. to 5 p.m. or noon", "de 8:30 a 17 horas o al mediodía", False),
        ("1,500,000 liters and $2.50", "1.500.000 litros y 2,50 $", False),
        ("1,200 towns", "1200 municipios", False),
        ("on October 1, 2024", "el 1 de octubre de 2024", False),
        ("24 hours a day", "a toda hora", False),
    ],
)
def test_spanish_says_the_same_numbers_in_its_own_way(
    one: str, other: str, *, differ: bool
) -> None:
    assert (differing(parse_text({"en": one, "es": other}), "en") is not None) is differ


@given(numbers=st.lists(st.integers(2, 9999), max_size=5))
def test_the_same_digits_never_differ(numbers: list[int]) -> None:
    words = " ou ".join(str(number) for number in numbers) or "x"
    text = parse_text({"en": words, "es": words, "fr": words})
    assert differing(text, "en") is None


@given(one=st.integers(13, 90), other=st.integers(13, 90))
def test_two_numbers_differ_in_any_two_languages(one: int, other: int) -> None:
    text = parse_text({"de": f"{one} Tage", "es": f"{other} días"})
    assert (differing(text, "en") is not None) is (one != other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"en": "within 30 days"}, {"de": "in dreißig Tagen"}),
        ({"en": "25 offices"}, {"es": "veinticinco oficinas"}),
        ({"fr": "dans les 21 jours"}, {"nl": "binnen eenentwintig dagen"}),
        ({"en": "within 21 days"}, {"it": "entro ventuno giorni"}),
    ],
)
def test_numbers_in_words_are_read_in_languages_without_a_list(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert differing(parse_text(one | other), "en") is None
