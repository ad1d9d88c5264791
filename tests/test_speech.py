"""How numbers, days and aims are said: every digit as written, every word for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from builders import day, promise
from charters.model.period_labels import parse_period
from charters.model.text import parse_text
from charters.model.written_levels import parse_quantity, parse_target
from charters.publishing.say.alphabet import alphabetical
from charters.publishing.say.result_words import aim_of
from charters.publishing.say.shortening import shortened
from charters.publishing.say.speech import Said, Speech, rounded, speech_for
from charters.reading.result_cells import words_of_cell

ENGLISH = Speech()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0", "0"),
        ("8545875", "8,545,875"),
        ("14.90", "14.90"),
        ("0.05", "0.05"),
        ("1234.5", "1,234.5"),
        ("999999999999999.123456789", "999,999,999,999,999.123456789"),
    ],
)
def test_a_number_keeps_every_digit(value: str, said: str) -> None:
    assert ENGLISH.number(Decimal(value)) == said


@given(st.permutations(["90", "90.0", "90.00"]))
def test_equal_numbers_are_each_said_as_they_were_written(order: list[str]) -> None:
    assert [ENGLISH.number(Decimal(value)) for value in order] == order


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("2024", "2024"),
        ("2024-02", "February 2024"),
        ("2024-Q1", "January to March 2024"),
        ("2024-10-01/2025-09-30", "October 2024 to September 2025"),
        ("2023-01-01/2024-12-31", "January 2023 to December 2024"),
        ("2024-03-05/2024-03-05", "March 5, 2024"),
        ("2024-03-05/2024-04-30", "March 5, 2024 to April 30, 2024"),
        ("2024-03-01/2024-04-29", "March 1, 2024 to April 29, 2024"),
        ("2024-02-01/2024-02-29", "February 2024"),
        ("2023-02-01/2023-02-28", "February 2023"),
    ],
)
def test_a_period_is_said_in_months_where_it_has_whole_ones(label: str, said: str) -> None:
    assert ENGLISH.period(parse_period(label)) == said


def test_a_fiscal_year_is_said_in_its_months() -> None:
    assert ENGLISH.period(parse_period("FY2025", 10)) == "October 2024 to September 2025"


@pytest.mark.parametrize(
    ("label", "said"),
    [("2024", "2024"), ("2024-03", "Mar 2024"), ("2024-Q1", "Mar 2024"), ("FY2024", "2024")],
)
def test_an_axis_names_a_period_by_its_end(label: str, said: str) -> None:
    assert ENGLISH.short_period(parse_period(label)) == said


@pytest.mark.parametrize(
    ("language", "days", "season"),
    [
        ("en", "March 1, 2025 to April 20, 2025", "May 1 to September 30"),
        ("fr", "1er mars 2025 au 20 avril 2025", "1er mai au 30 septembre"),
    ],
)
def test_days_from_one_to_another_are_said_as_the_language_does(
    language: str, days: str, season: str
) -> None:
    speech = speech_for(language)
    assert speech.period(parse_period("2025-03-01/2025-04-20")) == days
    assert speech.days(speech.day_of_year((5, 1)), speech.day_of_year((9, 30))) == season


def test_a_day_is_said_in_words() -> None:
    assert ENGLISH.day(date(2019, 11, 15)) == "November 15, 2019"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("90%", "90 of every 100"),
        ("99.5%", "99.5%"),
        ("0%", "0 of every 100"),
        ("at least 90%", "90 of every 100"),
        ("at most 5%", "5 of every 100 or less"),
        ("between 36% and 40%", "between 36 and 40 of every 100"),
        ("at most 14.9 months", "14.9 months or less"),
        ("at most 1 day", "1 day or less"),
        ("at most 1.0 hours", "1.0 hour or less"),
        ("at most 20 business days", "20 business days or less"),
        ("at least 4.2 points", "4.2 points or more"),
        ("at most 13,000 claims", "13,000 claims or less"),
        ("between 36 and 40 hours", "between 36 and 40 hours"),
    ],
)
def test_an_aim_is_said_in_words(written: str, said: str) -> None:
    assert ENGLISH.aim(parse_target(written)) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [("60 seconds", "60 seconds"), ("1 week", "1 week"), ("98%", "98 of every 100")],
)
def test_a_limit_is_said_in_words(written: str, said: str) -> None:
    assert ENGLISH.amount(parse_quantity(written)) == said


@given(st.fractions(0, 100), st.integers(0, 6))
def test_rounding_is_to_the_nearest_half_up(amount: Fraction, decimals: int) -> None:
    shown = Fraction(rounded(amount, decimals))
    step = Fraction(1, 10**decimals)
    assert -step / 2 < shown - amount <= step / 2
    assert shown % step == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Call us", "")), ("fr", ("Appelez-nous", "")), ("de", ("Call us", "en"))],
)
def test_text_is_said_in_the_language_of_the_site_or_named_as_another(
    language: str, words: tuple[str, str]
) -> None:
    text = parse_text({"en": "Call us", "fr": "Appelez-nous"})
    assert Speech(language).say(text) == Said(*words)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("By the _Canada Grain Act_ (CGA).", "By the Canada Grain Act (CGA)."),
        ("Call **now**, or ***later***.", "Call now, or later."),
        ("Selon « _la Loi_ », oui", "Selon « la Loi », oui"),
        ("*Online: by form. **Mail: by letter.", "*Online: by form. **Mail: by letter."),
        ("(*) counted by hand (*)", "(*) counted by hand (*)"),
        ("2 * 3 * 4, and a_b_c", "2 * 3 * 4, and a_b_c"),
        ("See example.org/_a_/b", "See example.org/_a_/b"),
    ],
)
def test_what_was_written_as_emphasis_is_said_without_its_signs_and_nothing_else_is_lost(
    written: str, said: str
) -> None:
    assert Speech("en").say(parse_text(written)) == Said(said)
    assert Speech("fr", plain="en").say(parse_text(written)) == Said(said, "en")


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("fr", "1234.5", "1\u202f234,5"),
        ("de", "1234.5", "1.234,5"),
        ("pt-BR", "1234.5", "1.234,5"),
        ("de-CH", "1234567", "1'234'567"),
        ("sv", "-1234.5", "-1\u00a0234,5"),
        ("xx", "1234.5", "1,234.5"),
        ("no such language", "1234.5", "1,234.5"),
    ],
)
def test_digits_follow_the_language_and_an_unknown_one_stops_nothing(
    language: str, number: str, said: str
) -> None:
    speech = speech_for(language)
    assert speech.number(Decimal(number)) == said
    assert speech.day(day("2019-11-15"))
    assert speech.gettext("Met")


@pytest.mark.parametrize(
    ("count", "below", "said"),
    [(None, 0, "[c]"), (4, 5, "[c]"), (5, 5, "5"), (0, 5, "0"), (4, 0, "4"), (1234, 5, "1,234")],
)
def test_a_count_of_few_people_is_not_said(count: int | None, below: int, said: str) -> None:
    assert Speech(hidden_below=below).people(count) == said


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        ("1", "claims", "1 claim"),
        ("1", "cases", "1 case"),
        ("1", "offices", "1 office"),
        ("1", "errors", "1 error"),
        ("1", "km", "1 km"),
        ("2", "claims", "2 claims"),
        ("0", "claims", "0 claims"),
        ("1.0", "points", "1.0 points"),
        ("1", "entries", "entries: 1"),
        ("1", "boxes", "boxes: 1"),
        ("1", "analyses", "analyses: 1"),
        ("1", "letters per day", "letters per day: 1"),
        ("1", "", "1"),
        ("1", "minute", "1 minute"),
    ],
)
def test_one_of_something_is_not_told_in_the_plural(amount: str, unit: str, said: str) -> None:
    assert ENGLISH.measured(Decimal(amount), unit) == said


@pytest.mark.parametrize(
    ("language", "unit", "said"),
    [
        ("en", "business days", "business days"),
        ("fr", "days", "jours"),
        ("es", "business days", "días hábiles"),
        ("es", "points", "puntos"),
        ("es", "claims", "claims"),
    ],
)
def test_a_unit_is_called_by_itself(language: str, unit: str, said: str) -> None:
    assert speech_for(language).unit(unit) == said


def test_accents_do_not_count_in_the_alphabet_and_spanish_has_a_letter_more() -> None:
    names = ["Zoo", "Éveil", "essai", "Examen", "Ñandú", "Nuez", "Oso"]
    in_order = ["essai", "Éveil", "Examen", "Nuez", "Ñandú", "Oso", "Zoo"]
    assert sorted(names, key=alphabetical) == in_order


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        ("0.9", "business day", "0,9 jour ouvrable"),
        ("1.5", "month", "1,5 mois"),
        ("1.5", "day", "1,5 jour"),
        ("2.0", "day", "2,0 jours"),
        ("0", "hour", "0 heure"),
        ("0", "demandes", "0 demande"),
        ("1", "employés", "1 employé"),
        ("1", "avis", "avis\u00a0: 1"),
        ("1", "parcours", "parcours\u00a0: 1"),
        ("1.5", "visites guidées", "visites guidées\u00a0: 1,5"),
        ("2", "demandes", "2 demandes"),
    ],
)
def test_in_french_what_is_less_than_two_is_one(amount: str, unit: str, said: str) -> None:
    assert speech_for("fr").measured(Decimal(amount), unit) == said


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("{en: We call back., fr: Nous rappelons.}", Said("Nous rappelons.")),
        ("{en: 'Call us: now, please', fr: «Oui», es: Sí}", Said("«Oui»")),
        ("{en: Call us}", Said("Call us", "en")),
        ("We call back.", Said("We call back.", "en")),
        ("{sic} was printed", Said("{sic} was printed", "en")),
        ("{en: {fr: deep}}", Said("{en: {fr: deep}}", "en")),
        ("{en: 'no end}", Said("{en: 'no end}", "en")),
    ],
)
def test_a_cell_of_a_table_is_said_in_the_language_of_the_page(cell: str, said: Said) -> None:
    assert Speech("fr", plain="en").cell(cell) == said


@pytest.mark.parametrize(
    "cell", ["{en: Call us, fr: <b>Oui</b>}", "{en: =1+1, fr: Oui}", "{en: , fr: Oui}"]
)
def test_each_language_of_a_cell_is_held_to_what_any_text_is(cell: str) -> None:
    with pytest.raises(PydanticCustomError):
        words_of_cell(cell)


def test_an_aim_counts_in_the_language_of_the_page() -> None:
    unit = {"en": "claims", "fr": "demandes"}
    made = promise(measure={"shape": "backlog", "unit": unit}, target="at most 1300 claims")
    assert made.target is not None
    said = {one: aim_of(speech_for(one), made.measure, made.target) for one in ("en", "fr")}
    assert said == {"en": "1,300 claims or less", "fr": "1\u202f300 demandes ou moins"}


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        ("1", "llamadas", "1 llamada"),
        ("1", "casos", "1 caso"),
        ("0", "casos", "0 casos"),
        ("1", "solicitantes", "solicitantes: 1"),
        ("1", "solicitudes de ayuda", "solicitudes de ayuda: 1"),
        ("1", "llamadas de usuarios", "1 llamada de usuarios"),
    ],
)
def test_in_spanish_one_is_one_where_the_singular_is_sure(
    amount: str, unit: str, said: str
) -> None:
    assert speech_for("es").measured(Decimal(amount), unit) == said


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("demandes de renseignements", "0 demande de renseignements"),
        ("demandes d’aide", "0 demande d’aide"),
        ("appels de détresse", "appels de détresse\u00a0: 0"),
        ("demandes traitées", "demandes traitées\u00a0: 0"),
    ],
)
def test_in_french_none_is_none_of_the_first_word_of_several(unit: str, said: str) -> None:
    assert speech_for("fr").measured(Decimal(0), unit) == said


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ({"en": "claims", "fr": "demandes"}, "1\u202f300 demandes"),
        ("claims", "1\u202f300"),
        ("points", "1\u202f300 points"),
        ("dollars", "1\u202f300 dollars"),
        ("days", "1\u202f300 jours"),
        ("%", "1\u202f300\xa0%"),
        ("$", "1\u202f300 $"),
    ],
)
def test_no_unit_of_another_language_stands_within_a_sentence(unit: object, said: str) -> None:
    french = replace(speech_for("fr"), plain="en")
    assert french.measured(Decimal(1300), french.unit_of(parse_text(unit))) == said


@pytest.mark.parametrize(
    ("text", "letters", "said"),
    [
        ("Objectif\u00a0: OPM", 20, "Objectif\u00a0: OPM"),
        ("Objectif\u00a0: OPM", 13, "Objectif\u00a0:…"),
        ("1\u202f300 demandes ou moins", 9, "1\u202f300…"),
        ("  two\n words ", 9, "two words"),
        ("two words", 8, "two…"),
        ("two words", 4, "two…"),
        ("two words", 3, "…"),
    ],
)
def test_a_text_is_cut_between_words_and_its_firm_blanks_stay(
    text: str, letters: int, said: str
) -> None:
    assert shortened(text, letters) == said
