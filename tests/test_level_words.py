"""Levels in the words of the field, and of a site's language: each is read exactly, or refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from builders import (
    MKDOCS_YML,
    Folder,
    book,
    charter,
    day,
    measured_by,
    promise,
    result,
    site_folder,
    there,
)
from charters.judging.history import in_force
from charters.judging.standings import standings_of
from charters.judging.verdicts import judge
from charters.model.aims import AIM_COLUMNS
from charters.model.level_words import clock_amount, clock_parts, plain_level
from charters.model.quantities import Direction
from charters.model.written_levels import parse_quantity, parse_target
from charters.publishing.say.distances import measured_words
from charters.publishing.say.speech import Speech, speech_for
from charters.publishing.views.service import open_promise
from charters.reading import read


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("same day", "same day"),
        ("The same working day", "same business day"),
        ("next business day", "1 business day"),
        ("by the end of the next working day", "1 business day"),
        ("next day", "1 day"),
        ("1 h 30", "90 minutes"),
        ("1h30", "90 minutes"),
        ("1 hour and 30 minutes", "90 minutes"),
        ("2 min 30 sec", "150 seconds"),
        ("1:45 minutes", "1.75 minutes"),
        ("6:22 minutes", "6:22 minutes"),
        ("1:20 hours", "1:20 hours"),
        ("4 to 6 weeks", "6 weeks"),
        ("4-6 weeks", "6 weeks"),
        ("3 days to 5 days", "5 days"),
        ("4:30 to 6:22 minutes", "6:22 minutes"),
        ("0 calendar days", "same day"),
    ],
)
def test_a_limit_may_be_in_the_words_of_the_field(written: str, level: str) -> None:
    found = parse_quantity(written)
    assert str(found) == level
    assert parse_quantity(str(found)) == found


@pytest.mark.parametrize(
    "written",
    [
        "1 h 75",
        "6:75 minutes",
        "6 to 4 weeks",
        "4 to 6",
        "4 weeks to 6 days",
        "1 week 3",
        "6:2 minutes",
    ],
)
def test_what_only_looks_like_one_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_quantity(written)


def test_whoever_is_faster_than_a_range_of_time_keeps_it() -> None:
    target = parse_target("4 to 6 weeks")
    assert (target.direction, target.met_by(Decimal(3)), target.met_by(Decimal("6.1"))) == (
        Direction.LOWER,
        True,
        False,
    )


@given(st.integers(0, 500), st.integers(0, 59), st.integers(0, 500), st.integers(0, 59))
def test_times_on_the_clock_are_held_against_each_other_exactly(
    minutes: int, seconds: int, most: int, rest: int
) -> None:
    taken, allowed = clock_amount(f"{minutes}:{seconds:02}"), clock_amount(f"{most}:{rest:02}")
    assert taken is not None
    assert allowed is not None
    assert (taken <= allowed) is (minutes * 60 + seconds <= most * 60 + rest)
    parts = clock_parts(taken)
    assert parts in (None, (minutes, seconds))
    assert parts or taken * 60 == minutes * 60 + seconds


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("au plus 90 %", "at most 90%"),
        ("90 % au plus", "at most 90%"),
        ("au moins 85 %", "at least 85%"),
        ("93,2 %", "93.2%"),
        ("93,2 pour cent", "93.2%"),
        ("3 semaines", "3 weeks"),
        ("1 semaine", "1 week"),
        ("20 jours ouvrables", "20 business days"),
        ("20 jours ouvrés ou moins", "at most 20 business days"),
        ("entre 36 et 40 heures", "between 36 and 40 hours"),
        ("de 4 à 6 semaines", "4 to 6 weeks"),
        ("4 à 6 semaines", "4 to 6 weeks"),
        ("1 h 30", "90 minutes"),
        ("1 heure et 30 minutes", "90 minutes"),
        ("1.5 jour", "1.5 days"),
        ("le jour même", "0 calendar days"),
        ("le jour ouvrable suivant", "1 business day"),
        ("au plus 1 200 dossiers", "at most 1200 dossiers"),
        ("au plus 1\u202f200,5 points", "at most 1200.5 points"),
        ("aucun", "none"),
    ],
)
def test_a_french_site_may_write_its_levels_in_french(written: str, english: str) -> None:
    assert plain_level(written, "fr-CA") == english


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("como máximo 90 %", "at most 90%"),
        ("90 % como máximo", "at most 90%"),
        ("no más del 5 %", "at most 5%"),
        ("al menos 85 %", "at least 85%"),
        ("93,2 %", "93.2%"),
        ("93.2 %", "93.2%"),
        ("93,2 por ciento", "93.2%"),
        ("3 semanas", "3 weeks"),
        ("1 semana", "1 week"),
        ("20 días hábiles", "20 business days"),
        ("20 días laborables o menos", "at most 20 business days"),
        ("10 días naturales", "10 calendar days"),
        ("entre 36 y 40 horas", "between 36 and 40 hours"),
        ("de 4 a 6 semanas", "4 to 6 weeks"),
        ("4 a 6 semanas", "4 to 6 weeks"),
        ("1 hora y 30 minutos", "90 minutes"),
        ("el mismo día", "0 calendar days"),
        ("el día hábil siguiente", "1 business day"),
        ("como máximo 1 200,5 puntos", "at most 1200.5 puntos"),
        ("ninguno", "none"),
    ],
)
def test_a_spanish_site_may_write_its_levels_in_spanish(written: str, english: str) -> None:
    assert plain_level(written, "es-US") == english


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("au moins 80 %", "at least 80%"),
        ("20 jours civils", "20 calendar days"),
        ("como máximo 1 200,5 días", "at most 1200.5 days"),
        ("at least 80%", "at least 80%"),
        ("90,5 %", "90,5 %"),
        ("12,5 minutes", "12,5 minutes"),
        ("1,200 days", "1,200 days"),
    ],
)
def test_a_site_in_several_languages_may_write_its_levels_in_the_words_of_each(
    written: str, english: str
) -> None:
    assert plain_level(written, "en fr-CA es") == english


def test_a_number_with_two_readings_is_refused_in_the_words_of_any_language() -> None:
    with pytest.raises(PydanticCustomError, match="can be 1200, or"):
        plain_level("1,200 jours", "en fr")


@pytest.mark.parametrize(
    "written",
    [
        "90%",
        "at most 14.9 months",
        "between 36 and 40 hours",
        "none",
        "none found",
        "20 business days",
    ],
)
@pytest.mark.parametrize("language", ["fr", "es"])
def test_any_site_may_write_its_levels_as_all_sites_do(written: str, language: str) -> None:
    assert plain_level(written, language) == written


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("au plus 90 %", "did you mean at most 90%?"),
        ("au moins 93,2 %", "write at least 93.2%"),
        ("au plus 20 jours ouvrables", "did you mean at most 20 business days?"),
        ("como máximo 90 %", "did you mean at most 90%?"),
        ("como máximo 20 días hábiles", "did you mean at most 20 business days?"),
    ],
)
def test_an_english_site_is_told_the_english_form(written: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_target(written)
    assert hint in refused.value.message()


@pytest.mark.parametrize(
    ("written", "language", "number"),
    [
        ("1,200 jours", "fr", "1,200"),
        ("1,200 días", "es-US", "1,200"),
        ("1.200 días", "es", "1.200"),
    ],
)
def test_a_number_that_two_languages_or_regions_read_otherwise_is_refused_with_both(
    written: str, language: str, number: str
) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_quantity(written, language)
    assert refused.value.message() == (
        f"'{number}' can be 1200, or 1.2 with decimals; write 1200, or 1.2"
    )


# ------------------------------------------------------------------------------ on the pages


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "same day", "the same day"),
        ("en", "6:22 minutes", "6 minutes 22 seconds"),
        ("en", "1:20 hours", "1 hour 20 minutes"),
        ("en", "-20 points", "-20 points"),
        ("fr", "same business day", "le même jour ouvrable"),
        ("fr", "6:22 minutes", "6 minutes 22 secondes"),
        ("es", "same business day", "el mismo día hábil"),
        ("es", "6:22 minutes", "6 minutos y 22 segundos"),
    ],
)
def test_a_level_is_said_in_plain_words(language: str, written: str, said: str) -> None:
    assert speech_for(language).amount(parse_quantity(written)) == said


@pytest.mark.parametrize(
    ("language", "amount", "said"),
    [
        ("en", Fraction(382, 60), "6 minutes 22 seconds"),
        ("es", Fraction(382, 60), "6 minutos y 22 segundos"),
        ("es", Fraction(40, 60), "40 segundos"),
        ("es", Fraction(6), "6 minutos"),
    ],
)
def test_a_distance_in_time_is_said_as_a_level_is(
    language: str, amount: Fraction, said: str
) -> None:
    assert measured_words(speech_for(language), amount, "minute") == said


def test_less_than_a_minute_is_said_in_seconds_alone() -> None:
    level = parse_quantity("0:22 minutes")
    assert speech_for("en").amount(level) == "22 seconds"


def scored(**more: Any) -> Any:
    measure = measured_by("score", scale={"min": "-100", "max": "100"})
    return promise(measure=measure, target="at least -20 points", **more)


def test_a_scale_may_go_below_zero_with_its_results_and_its_target() -> None:
    standard = scored(reported="yearly")
    rows = [
        result(str(year), value=None, cases=100, published="2026-01-02")
        for year in range(2021, 2026)
    ]
    values = (Decimal(-35), Decimal(-20), Decimal(-21), Decimal(0), Decimal(10))
    rows = [type(row)(**{**_fields(row), "value": v}) for row, v in zip(rows, values, strict=True)]
    assert [judge(standard, row).word.value for row in rows] == [
        *("missed", "met", "missed", "met", "met")
    ]
    found = book(charter([standard], rows))
    (standing,) = found.all_standings
    opened = open_promise(found, standing)
    assert opened.chart is not None
    assert opened.table.rows[-1].words == "-35 points on a scale from -100 to 100"
    assert Speech().amount(parse_quantity("-20 points")) == "-20 points"


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


STANDARD = """
services:
  - {{id: phone, name: Phone, summary: We help.}}
standards:
  - id: calls
    service: phone
    type: waiting
    promise: We answer your call.
    measure: {measure}
    target: {target}
    introduced: 2020-01-01
"""


def values_read(
    folder: Folder, measure: str, target: str, *values: str
) -> tuple[list[str], list[str]]:
    lines = [
        f'calls,{2020 + n},,,,"{value}",100,,final,2026-01-15,https://example.org/report,,,,'
        for n, value in enumerate(values)
    ]
    folder.agency("ssa", STANDARD.format(measure=measure, target=target), "\n".join(lines))
    register, problems = read(folder.path)
    rows = register.charters["ssa"].results.get("calls", ())
    return [str(row.value) for row in rows], [str(problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("measure", "target", "written", "value"),
    [
        ("{shape: mean, unit: minutes}", "at most 7:00 minutes", "6:30", "6.5"),
        ("{shape: mean, unit: minutes}", "at most 7 minutes", "6:22", "6.366666667"),
        (
            "{shape: score, unit: points, scale: {min: -100, max: 100}}",
            "at least -5 points",
            "-20",
            "-20",
        ),
    ],
)
def test_results_are_read_as_the_measure_says(
    tmp_path: Path, measure: str, target: str, written: str, value: str
) -> None:
    assert values_read(site_folder(tmp_path), measure, target, written) == ([value], [])


def test_a_french_site_reads_french_levels_in_every_file(tmp_path: Path) -> None:
    settings = MKDOCS_YML.replace("charters: {", "charters: {language: fr, ")
    folder = site_folder(tmp_path, settings)
    changes = "[{date: 2021-01-01, field: target, from: au moins 85 %, to: '93,2 %', reason: Plus de monde.}]"
    text = STANDARD.format(measure="{shape: share-within-limit}", target="93,2 %")
    text += f"    limit: 20 jours ouvrables\n    changes: {changes}\n"
    row = 'calls,2022,,,,"93,19 %",1000,,final,2026-01-15,https://example.org/report,,,,'
    folder.agency("ssa", text, row)
    folder.write(
        "data/standards/ssa/targets.csv", f"{','.join(AIM_COLUMNS)}\ncalls,,2023,au moins 93,,,\n"
    )
    register, problems = read(folder.path)
    assert [problem.code for problem in problems] == ["Y020"]
    folder.write(
        "data/standards/ssa/targets.csv",
        f'{",".join(AIM_COLUMNS)}\ncalls,,2023,"au moins 93,2 %",,,\n',
    )
    register, problems = read(folder.path)
    assert problems == []
    (standing,) = standings_of(register, register.charters["ssa"])
    assert str(standing.standard.limit) == "20 business days"
    assert standing.verdict.word.value == "missed"
    before = there(in_force(standing.standard, day("2020-06-01")).target)
    assert str(before.level) == "85%"


def test_results_below_zero_are_refused_where_the_scale_begins_above(tmp_path: Path) -> None:
    measure = "{shape: score, unit: points, scale: {min: 1, max: 5}}"
    values, (told,) = values_read(site_folder(tmp_path), measure, "at least 4 points", "-2")
    assert (values, "below zero" in told) == ([], True)


def test_a_target_below_zero_needs_a_scale_below_zero(tmp_path: Path) -> None:
    measure = "{shape: score, unit: points, scale: {min: 1, max: 5}}"
    _values, (told,) = values_read(site_folder(tmp_path), measure, "at least -2 points", "2")
    assert told == (
        "'-2 points' is below zero, and results are zero or more; mend it, or give the measure "
        "the scale it is on: scale: {min: -100, max: 100}"
    )
