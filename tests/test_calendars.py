"""Every label is read as the period its writer meant, or refused with what can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from builders import book, charter, opened, promise, result
from charters.judging.periods_due import missing_periods
from charters.model.period_hints import meant_by
from charters.model.period_labels import parse_date, parse_period
from charters.model.periods import Frequency, Period, rhythm_of

YEARS = range(1990, 2041)
APRIL = 4
ONE_DAY = timedelta(days=1)
MONTHS = [f"{n:02}" for n in range(1, 13)]


def span(year: int, month: int, months: int) -> tuple[date, date]:
    """Return first and last day of months, by counting days and nothing else."""
    start = date(year, month, 1)
    end = start
    for _ in range(months):
        end = (end.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start, end - ONE_DAY


def weeks(year: int) -> Iterator[tuple[str, tuple[date, date]]]:
    """Yield the weeks of a year: from the Monday of the week that has its first Thursday."""
    thursday = next(day for day in (date(year, 1, n) for n in range(1, 8)) if day.weekday() == 3)
    number = 1
    while thursday.year == year:
        yield f"{year}-W{number:02}", (thursday - 3 * ONE_DAY, thursday + 3 * ONE_DAY)
        thursday, number = thursday + 7 * ONE_DAY, number + 1


def labels(year: int, first: int = APRIL) -> Iterator[tuple[str, tuple[date, date], Frequency]]:
    """Yield every label of a year in every form, with its days, reckoned another way.

    The fiscal year begins in the month `first`, and is named after the year it ends in.
    """
    named = year - (first > 1)
    yield f"{year}", span(year, 1, 12), Frequency.YEARLY
    yield f"FY{year}", span(named, first, 12), Frequency.YEARLY
    for n in range(12):
        yield f"{year}-{n + 1:02}", span(year, n + 1, 1), Frequency.MONTHLY
        yield "{}/{}".format(*span(year, n + 1, 12)), span(year, n + 1, 12), Frequency.YEARLY
        yield "{}/{}".format(*span(year, n + 1, 24)), span(year, n + 1, 24), Frequency.TWO_YEARLY
        days = date(year, n + 1, 6), date(year, n + 1, 6) + 27 * ONE_DAY
        yield "{} / {}".format(*days), days, Frequency.FOUR_WEEKLY
    for letter, parts, rhythm in (("Q", 4, Frequency.QUARTERLY), ("H", 2, Frequency.HALF_YEARLY)):
        months = 12 // parts
        for n in range(parts):
            month, later = (first - 1 + n * months) % 12 + 1, first - 1 + n * months >= 12
            yield f"{year}-{letter}{n + 1}", span(year, 1 + n * months, months), rhythm
            yield f"FY{year}-{letter}{n + 1}", span(named + later, month, months), rhythm
            for label in two_years(year, f"-{letter}{n + 1}") if first > 1 else ():
                yield label, span(year + later, month, months), rhythm
    for label in two_years(year) if first > 1 else ():
        yield label, span(year, first, 12), Frequency.YEARLY
    yield from ((label, days, Frequency.WEEKLY) for label, days in weeks(year))


def two_years(year: int, part: str = "") -> Iterator[str]:
    """Yield the labels that name a fiscal year, or a part of it, after both of its years."""
    for following in (f"{(year + 1) % 100:02}", f"{year + 1}"):
        for form in ("{0}-{1}", "{0}/{1}", "{0}–{1}", "FY{0}-{1}", "FY{0}/{1}", "FY {0}-{1}"):
            yield form.format(year, following) + part


@pytest.mark.parametrize("first", range(1, 13))
def test_every_label_is_read_as_the_period_that_was_meant(first: int) -> None:
    for year in YEARS:
        for label, days, reported in labels(year, first):
            period = parse_period(label, first, reported)
            assert period.days == days, label
            assert reported.fits(period), label


@pytest.mark.parametrize("year", YEARS)
def test_years_that_do_not_follow_each_other_are_no_period(year: int) -> None:
    for following in {n for n in range(1990, 2042) if n not in (year, year + 1)}:
        for label in (f"{year}/{following}", f"FY{year}-{following % 100:02}"):
            if following % 100 != (year + 1) % 100:
                with pytest.raises(PydanticCustomError):
                    parse_period(label, APRIL, Frequency.YEARLY)


@pytest.mark.parametrize("year", YEARS)
def test_without_a_rhythm_a_label_is_read_alike_or_refused_with_both_readings(year: int) -> None:
    for label, days, _reported in labels(year):
        plain = label.replace("–", "-")
        if any(plain == f"{y}-{(y + 1) % 100:02}" and plain[5:] in MONTHS for y in YEARS):
            both = f"{plain}-01/.* or FY{plain}"
            with pytest.raises(PydanticCustomError, match=both):
                parse_period(label, APRIL)
        else:
            assert parse_period(label, APRIL).days == days, label


@pytest.mark.parametrize("reported", [Frequency.WEEKLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY])
def test_a_rhythm_that_is_neither_of_both_readings_decides_nothing(reported: Frequency) -> None:
    with pytest.raises(PydanticCustomError, match="can be November 2010 or a fiscal year"):
        parse_period("2010-11", APRIL, reported)


def test_a_year_over_two_is_no_year_that_begins_in_january() -> None:
    with pytest.raises(PydanticCustomError, match="fiscal_year_starts"):
        parse_period("2023-24", 1)


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Q1 2024-25", "did you mean 2024-25-Q1?"),
        ("2023/24 Q2", "did you mean 2023-24-Q2?"),
        ("H1 2023/24", "did you mean 2023-24-H1?"),
        ("Q3 2024", "did you mean 2024-Q3?"),
        ("FY24", "did you mean FY2024?"),
        ("FY24/25", "did you mean FY2024-25?"),
        ("2024/5", "did you mean 2024-05 or 2024-25?"),
        ("2024/05", "did you mean 2024-05?"),
        ("March 2024", "did you mean 2024-03?"),
        ("03/2024", "did you mean 2024-03?"),
        ("week 7 2024", "did you mean 2024-W07?"),
        ("financial year 2023-24", "did you mean FY2023-24?"),
        ("24-25", "did you mean 2024-25?"),
        ("Year to March 2024", None),
        ("Jan-Mar 2024", None),
        ("12 months to June 2023", None),
        ("2012 to 2013", "did you mean 2012-13?"),
        ("2023-2025", None),
        ("1066", None),
        ("last year", None),
    ],
)
def test_the_form_that_was_meant_is_named(label: str, meant: str | None) -> None:
    assert str(meant_by(label)) == (meant or "")


def period(label: str) -> Period:
    return parse_period(label, APRIL, Frequency.YEARLY)


@pytest.mark.parametrize(
    ("more", "label", "rhythm"),
    [
        ({"reported": "yearly"}, "2024", "yearly"),
        ({"reported": "yearly"}, "2024-Q1", None),
        ({"reported": "yearly", "also_reported": ["quarterly"]}, "2024-Q1", "quarterly"),
        ({"reported": "weekly"}, "2024-W07", "weekly"),
        ({"reported": "four-weekly"}, "2024-04-01/2024-04-28", "four-weekly"),
        ({"reported": "yearly"}, "2024-04-06/2025-04-05", "yearly"),
        ({"reported": "two-yearly"}, "2023-01-01/2024-12-31", "two-yearly"),
        ({"reported": "monthly", "window": "to-date"}, "2024-04-01/2024-07-31", "monthly"),
        ({"reported": "monthly", "window": "to-date"}, "2024-04-01/2024-07-30", None),
        ({"reported": "monthly", "window": "to-date"}, "2024-04-01/2025-04-30", None),
        ({"reported": "monthly", "window": "12 months"}, "2024-02-01/2025-01-31", "monthly"),
        ({"reported": "monthly", "window": "12 months"}, "2024-02", None),
    ],
)  # fmt: skip
def test_a_period_belongs_to_the_rhythm_it_is_as_long_as(
    more: dict[str, Any], label: str, rhythm: str | None
) -> None:
    found = rhythm_of(promise(**more), period(label))
    assert (found.value if found else None) == rhythm


def test_yearly_results_beside_quarterly_ones_are_shown_and_not_judged() -> None:
    made = promise(reported="quarterly", also_reported=["yearly"], introduced="2024-01-01")
    rows = [result(f"2024-Q{n}", 80 + n, 100) for n in range(1, 5)] + [result("2024", 330, 400)]
    (standing,) = book(charter([made], rows)).all_standings
    assert [one.result.period.label for one in standing.judged] == [
        f"2024-Q{n}" for n in range(1, 5)
    ]
    assert [row.period.label for row in standing.beside] == ["2024"]
    assert standing.late_since is not None


def test_results_of_twelve_months_overlap_and_make_no_pattern() -> None:
    made = promise(reported="monthly", window="12 months", introduced="2020-01-01")
    starts = [date(2022 + n // 12, n % 12 + 1, 1) for n in range(20)]
    days = [f"{start}/{Frequency.YEARLY.after(start) - ONE_DAY}" for start in starts]
    rows = [result(label, 900 + n, 1000) for n, label in enumerate(days)]
    made_book = book(charter([made], rows))
    (standing,) = made_book.all_standings
    assert len(standing.judged) == 20
    assert made_book.pattern_today(standing) is None


@pytest.mark.parametrize(
    ("reported", "window", "rows", "due"),
    [
        ("weekly", None, ["2024-W01", "2024-W02"], "2024-W03"),
        ("four-weekly", None, ["2024-04-01/2024-04-28"], "2024-04-29/2024-05-26"),
        ("monthly", "to-date", ["2024-04-01/2024-04-30", "2024-04-01/2024-05-31"], "2024-04-01/2024-06-30"),
        ("monthly", "12 months", ["2023-05-01/2024-04-30"], "2023-06-01/2024-05-31"),
        ("yearly", None, ["2022-04-06/2023-04-05"], "2023-04-06/2024-04-05"),
    ],
)  # fmt: skip
def test_the_next_period_is_due_in_each_rhythm(
    reported: str, window: str | None, rows: list[str], due: str
) -> None:
    more = {"window": window} if window else {}
    made = promise(reported=reported, introduced=period(rows[0]).start, **more)
    found = missing_periods(
        made, [result(label, 9, 10) for label in rows], fiscal_start=APRIL, lag_days=0, as_of=date(2026, 1, 1)
    )  # fmt: skip
    assert found[0].period.label == due


@pytest.mark.parametrize(
    ("window", "rows", "told"),
    [
        (
            "12 months",
            ["2024-04-01/2025-03-31", "2024-10-01/2025-09-30"],
            [
                "October 2024 to September 2025",
                "July 2024 to June 2025",
                "April 2024 to March 2025",
            ],
        ),
        (
            "to-date",
            ["2025-01-01/2025-03-31", "2025-01-01/2025-09-30"],
            ["January to September 2025", "January to June 2025", "January to March 2025"],
        ),
    ],
)
def test_a_gap_among_results_that_overlap_stands_in_its_place_and_says_its_time(
    window: str, rows: list[str], told: list[str]
) -> None:
    made = {"reported": "quarterly", "window": window, "introduced": period(rows[0]).start}
    results = [result(label, 9, 10) for label in rows]
    found = opened(*results, as_of="2025-12-01", **made).table.rows
    assert [(row.period, row.words) for row in found] == [
        (told[0], "90 of every 100 calls"),
        (told[1], "not reported"),
        (told[2], "90 of every 100 calls"),
    ]


@pytest.mark.parametrize("number", ["2147483648", "9" * 40])
def test_a_number_that_is_no_part_of_a_day_is_refused_like_any_other_word(number: str) -> None:
    with pytest.raises(PydanticCustomError, match="is not a date"):
        parse_date(f"0:{number}:0")
