"""Single values: levels, numbers, dates, periods, texts, ids, links; what is read and what refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from charters.model.fields import id_like, parse_id, parse_source, parse_yes_no
from charters.model.limits import WORDS
from charters.model.links import parse_link
from charters.model.period_labels import (
    FIRST_YEAR,
    LAST_YEAR,
    parse_date,
    parse_month,
    parse_period,
    parse_when,
)
from charters.model.periods import Frequency, Period, month_after
from charters.model.quantities import TIME_UNITS, Direction, Quantity, unit_named
from charters.model.refusal import SHOWN, shown, visible
from charters.model.text import parse_text, plain_words
from charters.model.written_levels import parse_count, parse_number, parse_quantity, parse_target

RATIO = ", or, for a ratio that may pass 100 (cases closed for every 100 opened), shape: rate with per: 100 and a target such as at least 104 cases"


def refusal(parse: Callable[[Any], object], value: object) -> str:
    """Return the code and the message a value is refused with."""
    with pytest.raises(PydanticCustomError) as refused:
        parse(value)
    return f"{refused.value.type} {refused.value.message()}"


def tried(parse: Callable[[Any], Any], value: object) -> tuple[Any, PydanticCustomError | None]:
    """Return what a value is read as, or how it is refused."""
    try:
        return parse(value), None
    except PydanticCustomError as refused:
        return None, refused


# ------------------------------------------------------------------------------------ levels


@pytest.mark.parametrize(
    ("unit", "said"),
    [("", "4.6"), ("%", "4.6%"), ("minute", "4.6 minutes"), ("points", "4.6 points")],
)
def test_a_level_without_a_unit_ends_in_no_blank(unit: str, said: str) -> None:
    assert str(Quantity(Decimal("4.6"), unit)) == said


@pytest.mark.parametrize(
    ("written", "amount", "unit", "said"),
    [
        ("90%", "90", "%", "90%"),
        ("90 %", "90", "%", "90%"),
        ("90 percent", "90", "%", "90%"),
        ("90 per cent", "90", "%", "90%"),
        ("99.95%", "99.95", "%", "99.95%"),
        ("60 seconds", "60", "second", "60 seconds"),
        ("60   Seconds", "60", "second", "60 seconds"),
        ("60\u00a0seconds", "60", "second", "60 seconds"),
        ("1 minute", "1", "minute", "1 minute"),
        ("20 working days", "20", "business day", "20 business days"),
        ("20 business days", "20", "business day", "20 business days"),
        ("14.9 months", "14.9", "month", "14.9 months"),
        ("13,000 claims", "13000", "claims", "13000 claims"),
        ("4.2 points", "4.2", "points", "4.2 points"),
        ("300 yards", "300", "yards", "300 yards"),
        ("5 tours", "5", "tours", "5 tours"),
        ("12 records", "12", "records", "12 records"),
        ("5 errors per 1,000 returns", "5", "errors per 1,000 returns", None),
        ("8 hours per case", "8", "hours per case", None),
        ("2 passenger-miles", "2", "passenger-miles", None),
        ("0 errors", "0", "errors", "0 errors"),
    ],
)
def test_a_level_is_a_number_and_its_unit(
    written: str, amount: str, unit: str, said: str | None
) -> None:
    level = parse_quantity(written)
    assert level == Quantity(Decimal(amount), unit)
    assert str(level) == (said or f"{amount} {unit}")


REFUSED_LEVELS = [
    # What is written, what is to be written instead as a limit, and as a target.
    ("ninety", "90%", "90%"),
    ("ninety-five percent", "95%", "95%"),
    ("90% or more", "90%", "at least 90%"),
    ("90%+", "90%", "at least 90%"),
    ("90 % of calls", "90%", "90%"),
    ("90% of the time", "90%", "90%"),
    ("90%%", "90%", "90%"),
    ("about 90%", "90%", "90%"),
    ("over 90%", "90%", "at least 90%"),
    ("90-95%", None, "between 90 and 95%"),
    ("90% to 95%", None, "between 90 and 95%"),
    ("60 secs", "60 seconds", "at most 60 seconds or at least 60 seconds"),
    ("60 sekunden", "60 seconds", "at most 60 seconds or at least 60 seconds"),
    ("60s", "60 seconds", "at most 60 seconds or at least 60 seconds"),
    ("1 min", "1 minute", "at most 1 minute or at least 1 minute"),
    ("at most 5 minuts", "5 minutes", "at most 5 minutes"),
    ("at most 5 mins", "5 minutes", "at most 5 minutes"),
    ("20 busines days", "20 business days", None),
    ("20 calender days", "20 calendar days", None),
    ("20 workdays", "20 business days", None),
    ("10 jours ouvrables", "10 business days", None),
    ("10 días hábiles", "10 business days", None),
    ("10 dias naturales", "10 calendar days", None),
    ("<60 seconds", "60 seconds", "at most 60 seconds"),
    ("less than 60 seconds", "60 seconds", "at most 60 seconds"),
    ("up to 20 business days", "20 business days", "at most 20 business days"),
    ("within two weeks", "2 weeks", "at most 2 weeks"),
    ("20 business days or less", "20 business days", "at most 20 business days"),
    ("$1.75 or less", "1.75 dollars", "at most 1.75 dollars"),
    ("no more than 3 errors", "3 errors", "at most 3 errors"),
    ("at least 4.2 out of 5", "4.2 points", "at least 4.2 points"),
    ("at least 80%, at most 90%", None, "between 80% and 90%"),
    ("60 seconds on average", "60 seconds", None),
    ("60 seconds.", "60 seconds", None),
    ("75 000 claims", "75,000 claims", None),
    ("12,5 days", "12.5 days", "at most 12.5 days or at least 12.5 days"),
    ("at most 12,5 days", "12.5 days", "at most 12.5 days"),
    ("0,125%", "0.125%", "0.125%"),
    ("90,5%", "90.5%", "90.5%"),
    ("0.9", "90%", "90%"),
    ("90", "90%", "90%"),
    ("at least 90", "90%", "90%"),
]


@pytest.mark.parametrize(("written", "limit"), [(w, x) for w, x, _ in REFUSED_LEVELS if x])
def test_a_refused_limit_comes_with_the_right_form(written: str, limit: str) -> None:
    assert re.search(
        rf"(did you mean|write) {re.escape(limit)}(\?|,|$)", refusal(parse_quantity, written)
    )
    parse_quantity(limit)


@pytest.mark.parametrize(("written", "target"), [(w, x) for w, _, x in REFUSED_LEVELS if x])
def test_a_refused_target_comes_with_the_right_form(written: str, target: str) -> None:
    assert re.search(
        rf"(did you mean|write) {re.escape(target)}(\?|,|$)", refusal(parse_target, written)
    )
    for offer in target.split(" or "):
        parse_target(offer)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("13,000", "Y020 '13,000' has no unit; write the number and what it counts, such as 60 seconds"),
        ("-5 days", "Y021 '-5 days' is below zero; a level or a count is zero or more"),
        ("−5%", "Y021 '−5%' is below zero; a level or a count is zero or more"),
        ("1,5", "Y021 '1,5' has a decimal comma; write a point and the unit, such as 12.5 days or 12.5%"),
        ("as soon as possible", "Y020 'as soon as possible' is not a level; write a number and its unit, such as 60 seconds, 20 business days or 90%"),
        ("90 <script>", "Y020 '90 <script>' is not a level; write a number and its unit, such as 60 seconds, 20 business days or 90%"),
        ("nan%", "Y020 'nan%' is not a level; write a number and its unit, such as 60 seconds, 20 business days or 90%"),
        ("1e400 days", "Y020 '1e400 days' is not a level; write a number and its unit, such as 60 seconds, 20 business days or 90%"),
        ("٩٠%", "Y020 '٩٠%' is not a level; write a number and its unit, such as 60 seconds, 20 business days or 90%"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_level_is_told_why(written: str, said: str) -> None:
    assert refusal(parse_quantity, written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("60 seconds", "Y020 '60 seconds' does not say which way is better; write at most 60 seconds or at least 60 seconds"),
        ("150%", "Y020 '150%' is more than all; write 100% or less" + RATIO),
        ("at least 100.1%", "Y020 'at least 100.1%' is more than all; write 100% or less" + RATIO),
        ("between 40 and 36 hours", "Y020 'between 40 and 36 hours' is not a level; write the lower end first and one unit, such as between 36 and 40 hours"),
        ("between 3 hours and 4 days", "Y020 'between 3 hours and 4 days' is not a level; write the lower end first and one unit, such as between 36 and 40 hours"),
        ("at most", "Y020 'at most' is not a level; write the level with its unit, such as 90%, at most 14.9 months or at least 4.2 points"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_target_is_told_why(written: str, said: str) -> None:
    assert refusal(parse_target, written) == said


@pytest.mark.parametrize(
    ("written", "direction", "level", "upper"),
    [
        ("90%", Direction.HIGHER, "90%", None),
        ("at least 90%", Direction.HIGHER, "90%", None),
        ("At Most 5%", Direction.LOWER, "5%", None),
        ("at  most 14.9  months", Direction.LOWER, "14.9 months", None),
        ("between 36 and 40 hours", Direction.INSIDE, "36 hours", "40 hours"),
        ("between 36 hours and 40 hours", Direction.INSIDE, "36 hours", "40 hours"),
        ("between 2% and 100%", Direction.INSIDE, "2%", "100%"),
    ],
)
def test_a_target_says_which_way_is_better(
    written: str, direction: Direction, level: str, upper: str | None
) -> None:
    target = parse_target(written)
    assert target.direction is direction
    assert target.level == parse_quantity(level)
    assert target.upper == (parse_quantity(upper) if upper else None)
    assert parse_target(target.written) == target


AMOUNTS = st.decimals(0, 10**9, places=4)
HAIR = Fraction(1, 10**12)


@given(AMOUNTS)
def test_a_target_is_met_at_its_level_and_missed_a_hair_beyond(amount: Decimal) -> None:
    most, least = (
        parse_target(f"at most {amount:f} days"),
        parse_target(f"at least {amount:f} days"),
    )
    exactly = Fraction(amount)
    assert most.met_by(exactly)
    assert least.met_by(exactly)
    assert not most.met_by(exactly + HAIR)
    assert not least.met_by(exactly - HAIR)


@given(AMOUNTS, AMOUNTS)
def test_a_range_is_met_at_both_ends_and_missed_outside(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assume(low < high)
    target = parse_target(f"between {low:f} and {high:f} hours")
    assert target.met_by(low)
    assert target.met_by(high)
    assert not target.met_by(Fraction(low) - HAIR)
    assert not target.met_by(Fraction(high) + HAIR)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10_000))
def test_a_share_meets_its_aim_exactly_when_the_counts_say_so(
    met: int, total: int, hundredths: int
) -> None:
    assume(met <= total)
    target = parse_target(f"{Decimal(hundredths) / 100}%")
    assert target.met_by(Fraction(met * 100, total)) == (met * 10_000 >= hundredths * total)


UNITS = st.sampled_from([*TIME_UNITS, "%", "claims", "points"])


@given(AMOUNTS, UNITS)
def test_a_level_reads_back_as_itself(amount: Decimal, unit: str) -> None:
    level = Quantity(amount, unit)
    assert parse_quantity(str(level)) == level


@given(st.sampled_from(TIME_UNITS), st.booleans(), st.booleans())
def test_one_unit_has_one_name(unit: str, plural: bool, loud: bool) -> None:  # noqa: FBT001
    written = f"{unit}s" if plural else unit
    assert unit_named(written.upper() if loud else written) == unit


LEVELISH = st.lists(
    st.sampled_from(
        ["90", "0.9", "12,5", "%", " ", "-", "at most", "at least", "between", "and", "to", "or",
         "more", "less", "days", "secs", "mins", "ninety", "two", "<", "+", ".", "of", "calls"]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(LEVELISH | st.text(max_size=40))
@example("1 mins")
@example("٣ days")
def test_a_level_is_read_or_refused_with_an_offer_that_can_be_read(written: str) -> None:
    for parse in (parse_quantity, parse_target):
        _, refused = tried(parse, written)
        if refused is not None:
            assert refused.type in ("Y020", "Y021")
            offer = re.search(r"did you mean (.*)\?$", refused.message())
            for meant in offer[1].split(" or ") if offer else ():
                parse(meant)


# ----------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("14.9", "14.9"),
        (" 7 ", "7"),
        ("13,000", "13000"),
        ("1,234,567.5", "1234567.5"),
        ("007", "7"),
    ],
)
def test_a_number_is_exact(written: str, number: str) -> None:
    assert parse_number(written) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12,5", "'12,5' has a decimal comma; write 12.5"),
        ("0,125", "'0,125' has a decimal comma; write 0.125"),
        ("1,2345", "'1,2345' has a decimal comma; write 1.2345"),
        ("-1", "'-1' is below zero; a level or a count is zero or more"),
        ("NaN", "'NaN' is not a number; write digits only, such as 14.9"),
        ("inf", "'inf' is not a number; write digits only, such as 14.9"),
        ("1e400", "'1e400' is not a number; write digits only, such as 14.9"),
        ("0x10", "'0x10' is not a number; write digits only, such as 14.9"),
        ("1_000", "'1_000' is not a number; write digits only, such as 14.9"),
        ("½", "'½' is not a number; write digits only, such as 14.9"),
        ("", "'' is not a number; write digits only, such as 14.9"),
        ("9" * 16, f"'{'9' * 16}' is not a number; write digits only, such as 14.9"),
    ],
)
def test_what_is_not_a_number_is_told_why(written: str, said: str) -> None:
    assert refusal(parse_number, written) == f"Y021 {said}"


def test_a_count_is_whole() -> None:
    assert parse_count("1,200") == 1200
    assert parse_count("12.0") == 12
    assert refusal(parse_count, "12.5") == (
        "Y022 '12.5' is not a whole number; count whole cases, such as 1200"
    )


@given(st.decimals(0, 10**12, places=6))
def test_a_number_reads_back_as_itself_with_and_without_commas(number: Decimal) -> None:
    assert parse_number(f"{number:f}") == number
    assert parse_number(f"{number:,f}") == number


@given(st.text(max_size=30))
def test_a_number_is_finite_and_never_below_zero(text: str) -> None:
    number, refused = tried(parse_number, text)
    if refused is None:
        assert number.is_finite()
        assert number >= 0
    else:
        assert refused.type == "Y021"


# ----------------------------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("label", "start", "first", "last"),
    [
        ("2024", 10, "2024-01-01", "2024-12-31"),
        ("2024-Q1", 10, "2024-01-01", "2024-03-31"),
        ("2024-Q4", 10, "2024-10-01", "2024-12-31"),
        ("2024-02", 10, "2024-02-01", "2024-02-29"),
        ("FY2024", 10, "2023-10-01", "2024-09-30"),
        ("FY2024-Q1", 10, "2023-10-01", "2023-12-31"),
        ("FY2024-Q4", 10, "2024-07-01", "2024-09-30"),
        ("FY2024", 1, "2024-01-01", "2024-12-31"),
        ("FY2024", 7, "2023-07-01", "2024-06-30"),
        ("FY2024-Q3", 4, "2023-10-01", "2023-12-31"),
        ("2024-10-01/2025-09-30", 1, "2024-10-01", "2025-09-30"),
        ("2024-10-01 / 2025-09-30", 1, "2024-10-01", "2025-09-30"),
        ("2024-10-01/2024-10-01", 1, "2024-10-01", "2024-10-01"),
    ],
)
def test_a_label_covers_these_days(label: str, start: int, first: str, last: str) -> None:
    period = parse_period(label, start)
    assert (str(period.start), str(period.end)) == (first, last)
    assert period.label == label.replace(" ", "")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("FY24", "Y031 'FY24' is not a period; did you mean FY2024?"),
        ("fy 2024", "Y031 'fy 2024' is not a period; did you mean FY2024?"),
        ("2024 q1", "Y031 '2024 q1' is not a period; did you mean 2024-Q1?"),
        ("2024/3", "Y031 '2024/3' is not a period; did you mean 2024-03?"),
        ("2024-10-01", "Y031 '2024-10-01' is not a period; did you mean the single day 2024-10-01/2024-10-01?"),
        ("FY2024-03", "Y031 'FY2024-03' is not a period; write 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W07, FY2024, FY2024-Q2, 2023-24, 2023-24-Q1 or 2024-10-01/2025-09-30"),
        ("24", "Y031 '24' is not a period; write 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W07, FY2024, FY2024-Q2, 2023-24, 2023-24-Q1 or 2024-10-01/2025-09-30"),
        ("1066", "Y031 '1066' is not a period; write 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W07, FY2024, FY2024-Q2, 2023-24, 2023-24-Q1 or 2024-10-01/2025-09-30"),
        ("2024-13", "Y031 '2024-13' is no month, which go from 01 to 12, and no fiscal year, which is 2024-25; write one of the two"),
        ("2025-01-01/2024-01-01", "Y031 '2025-01-01/2024-01-01' ends before it begins; write the earlier day first"),
        ("2024-01-01/2024-02-30", "Y030 there is no day '2024-02-30' in the calendar; February 2024 goes from 01 to 29"),
    ],
)  # fmt: skip
def test_what_is_not_a_period_is_told_why(written: str, said: str) -> None:
    assert refusal(parse_period, written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024-02-30", "there is no day '2024-02-30' in the calendar; February 2024 goes from 01 to 29"),
        ("2023-02-29", "there is no day '2023-02-29' in the calendar; February 2023 goes from 01 to 28"),
        ("2024-00-01", "'2024-00-01' has no such month; months go from 01 to 12"),
        ("0204-10-01", "'0204-10-01' has no likely year; write one from 1800 to 2200"),
        ("9999-12-31", "'9999-12-31' has no likely year; write one from 1800 to 2200"),
        ("10/01/2024", "'10/01/2024' is not a date; write 2024-10-01 or 2024-01-10"),
        ("2024-1-1", "'2024-1-1' is not a date; write 2024-01-01"),
        ("２０２４-01-01", "'２０２４-01-01' is not a date; write the year in four digits, the month and the day in two, with - between them"),
    ],
)  # fmt: skip
def test_what_is_not_a_date_is_told_why(written: str, said: str) -> None:
    assert refusal(parse_date, written) == f"Y030 {said}"


def test_when_takes_a_day_or_a_period() -> None:
    day = date(2024, 10, 1)
    found = parse_when("2024-10-01")
    assert (found.days, found.label) == ((day, day), "2024-10-01")
    assert parse_when("2024-10") == parse_period("2024-10")
    assert refusal(parse_when, "fall") == (
        "Y031 'fall' is neither a day nor a period; write 2024-10-01, 2024, 2024-H1, 2024-Q1, "
        "2024-03, 2024-W07, FY2024, FY2024-Q2, 2023-24, 2023-24-Q1 or 2024-10-01/2025-09-30"
    )


def test_a_month_is_its_name_or_its_number() -> None:
    months = ("october", " October ", "10", "01", "1")
    assert [*map(parse_month, months)] == [10, 10, 10, 1, 1]
    for wrong in ("fall", "oct", "0", "13", "010", "²"):
        assert refusal(parse_month, wrong).startswith("Y032 ")


DAYS = st.dates(date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR - 1, 12, 31))
MONTHS = st.integers(1, 12)


def labels_around(day: date) -> dict[str, list[str]]:
    years = range(day.year - 1, day.year + 2)
    quarters = [f"{year}-Q{n}" for year in years for n in range(1, 5)]
    return {
        "year": [f"{year}" for year in years],
        "quarter": quarters,
        "month": [f"{year}-{month:02}" for year in years for month in range(1, 13)],
        "fiscal year": [f"FY{year}" for year in years],
        "fiscal quarter": [f"FY{label}" for label in quarters],
    }


@given(DAYS, MONTHS)
def test_every_day_is_in_one_month_one_quarter_and_one_year_of_a_kind(
    day: date, start: int
) -> None:
    for kind, labels in labels_around(day).items():
        reported = Frequency.MONTHLY if kind == "month" else None
        periods = [parse_period(label, start, reported) for label in labels]
        assert len([p for p in periods if p.start <= day <= p.end]) == 1, kind


@given(st.integers(FIRST_YEAR + 2, LAST_YEAR - 1), MONTHS)
def test_a_fiscal_year_is_its_four_quarters_and_ends_in_its_year(year: int, start: int) -> None:
    whole = parse_period(f"FY{year}", start)
    quarters = [parse_period(f"FY{year}-Q{n}", start) for n in range(1, 5)]
    assert (quarters[0].start, quarters[-1].end) == (whole.start, whole.end)
    for one, following in pairwise(quarters):
        assert following.start - one.end == timedelta(days=1)
        assert not one.overlaps(following)
    assert whole.end.year == year
    assert whole.start.month == start


@given(DAYS, DAYS)
def test_a_range_reads_back_as_itself(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = parse_period(f"{first}/{last}")
    assert (period.days, period.label) == ((first, last), f"{first}/{last}")
    assert parse_period(period.label) == period


def test_two_labels_of_the_same_days_name_one_period() -> None:
    year = parse_period("FY2024", 10)
    days = parse_period("2023-10-01/2024-09-30")
    assert year == days
    assert len({year, days, parse_period("FY2025", 10)}) == 2


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_periods_overlap_when_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    one, other = Period(min(a, b), max(a, b), "one"), Period(min(c, d), max(c, d), "other")
    shared = max(one.start, other.start) <= min(one.end, other.end)
    assert one.overlaps(other) == other.overlaps(one) == shared


@given(DAYS, st.integers(-600, 600))
def test_counting_months_forth_and_back_leads_to_the_same_month(day: date, months: int) -> None:
    assert month_after(month_after(day, months), -months) == day.replace(day=1)


@given(DAYS, st.sampled_from(Frequency), st.integers(-50, 50))
def test_a_period_of_each_rhythm_fits_it_and_follows_the_one_before(
    day: date, rhythm: Frequency, times: int
) -> None:
    first = day.replace(day=1)
    start, end = rhythm.after(first, times), rhythm.after(first, times + 1)
    assert rhythm.fits(Period(start, end - timedelta(1), ""))
    assert not rhythm.fits(Period(start, end, ""))
    assert abs((end - start).days - rhythm.days) < 3


@given(st.text("0123456789-/QFYqfy ", max_size=24))
@example("2024-0")
def test_a_label_is_read_or_refused(label: str) -> None:
    for parse in (parse_period, parse_when, parse_date):
        _, refused = tried(parse, label)
        assert refused is None or refused.type in ("Y030", "Y031")


# ------------------------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    "words",
    [
        "We answer in 5 minutes or less (<5 minutes), 3<4, R&D; AT&T.",
        "Our data: calls, letters.",
        "See note [3] below.",
        "+1 (800) 772-1213",
        "@uspto",
        "- none -",
        "Zażółć gęślą jaźń, 日本語, العربية",
        "Two\nlines\tand a tab",
        "👩‍💻",
    ],
)
def test_ordinary_words_are_kept_as_they_are(words: str) -> None:
    assert plain_words(f"  {words} ") == words


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "Y009"),
        ("  ", "Y009"),
        ("x" * (WORDS.most + 1), "Y010"),
        ("a <b>c</b>", "Y011"),
        ("<script", "Y011"),
        ("</p", "Y011"),
        ("<!-- x", "Y011"),
        ("<?php", "Y011"),
        ("&lt;script", "Y011"),
        ("&#60;script", "Y011"),
        ("[a](b)", "Y011"),
        ("[a] [b]", "Y011"),
        ("[a]: https://b.example", "Y011"),
        ("JavaScript:alert(1)", "Y011"),
        ("data:text/html,x", "Y011"),
        ("data:;base64,x", "Y011"),
        ("=1+1", "V008"),
        ("+SUM(A1)", "V008"),
        ("-2+3+cmd|' /C calc'!A0", "V008"),
        ("@SUM(A1)", "V008"),
        ("a\x00b", "Y012"),
        ("a\u202eb", "Y012"),
        ("a\u200bb", "Y012"),
        ("a\u2028b", "Y012"),
        ("a\ufeffb", "Y012"),
        ("a\ud800b", "Y012"),
        ("a\x85b", "Y012"),
        (["a"], "Y008"),
        (None, "Y008"),
    ],
)
def test_what_is_not_plain_words_is_refused(words: object, code: str) -> None:
    assert refusal(plain_words, words).startswith(f"{code} ")


HARMFUL = re.compile(
    r"(?i)</?[a-z!?]|javascript:|vbscript:|^=|[\x00-\x08\u202a-\u202e\ud800-\udfff]"
)


@given(
    st.text()
    | st.lists(st.sampled_from(["<", ">", "/", "script", "javascript", ":", "=", "(", ")", "[", "]", " ", "\x00"]))
    .map("".join)
)  # fmt: skip
def test_words_that_are_read_hold_nothing_harmful(words: str) -> None:
    read, refused = tried(plain_words, words)
    if refused is None:
        assert not HARMFUL.search(read)
        assert read == words.strip()


def test_a_text_says_itself_in_the_language_asked_for() -> None:
    text = parse_text({"en": "Call us", "fr": "Appelez-nous"})
    assert text.languages() == ("en", "fr")
    assert text.said_in("fr") == ("Appelez-nous", "")
    assert text.said_in("de") == ("Call us", "en")
    assert parse_text("Call us").said_in("de") == ("Call us", "")
    assert parse_text(text) is text
    assert str(text) == "Call us"


@pytest.mark.parametrize(
    ("value", "code", "at"),
    [
        ({}, "Y009", ()),
        ({"english": "x"}, "Y013", ("english",)),
        ({"EN": "x"}, "Y013", ("EN",)),
        ({"en": "x", "fr": "<b>"}, "Y011", ("fr",)),
        ({"en": ["x"]}, "Y008", ("en",)),
    ],
)
def test_a_fault_in_one_language_is_placed_there(
    value: dict[str, object], code: str, at: tuple[str, ...]
) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        parse_text(value)
    assert refused.value.type == code
    assert (refused.value.context or {})["at"] == at


# --------------------------------------------------------------------- ids, links, yes and no


@pytest.mark.parametrize("name", ["a", "phone-wait", "2024", "a-1-b", "x" * 60])
def test_an_id_is_kept(name: str) -> None:
    assert parse_id(f" {name} ") == name


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("First Action", "first-action"),
        ("phone_wait", "phone-wait"),
        ("-a--b-", "a-b"),
        ("é", "e"),
        ("Ώ", "phone-wait"),
        ("", "phone-wait"),
        ("../x", "x"),
    ],
)
def test_a_refused_id_comes_with_one_that_is_taken(name: str, offer: str) -> None:
    assert refusal(parse_id, name).endswith(f", such as {offer}")
    assert parse_id(offer) == offer


@given(st.text())
def test_the_id_a_name_would_make_is_an_id(name: str) -> None:
    offer = id_like(name)
    assert offer == "" or parse_id(offer) == offer


@pytest.mark.parametrize(
    "link",
    [
        "https://www.ssa.gov/",
        "http://a.example?x=1&y=2#z",
        "https://münchen.example/ä",
        "https://a.example/@b",
        "mailto:help@ssa.gov",
        "tel:+18007721213",
        "tel:1-800-772-1213",
    ],
)
def test_a_link_is_kept(link: str) -> None:
    assert parse_link(link) == link
    assert parse_source(link) == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//a.example/",
        "www.ssa.gov",
        "ftp://a.example/",
        "file:///etc/passwd",
        "https://ssa.gov@evil.example/",
        "https://a.example\\@evil.example/",
        "https://localhost/",
        "https://a.example/<script>",
        'https://a.example/"onclick="x',
        "https://a.example/\u202ex",
        "https://a.example/\x07",
        "https://a.example/ x",
        "mailto:x",
        "tel:help",
        "https://[x.y/",
        "https://x.y]/",
        "https://[x.y]/",
        "https://ex\u2100mple.org/",
        "https://a.example:99999/",
        "https://a.example:abc/",
    ],
)
def test_a_link_that_a_page_may_not_carry_is_refused(link: str) -> None:
    assert refusal(parse_link, link).startswith("Y015 ")


def test_a_link_longer_than_a_browser_takes_is_refused() -> None:
    assert refusal(parse_link, "https://a.example/" + "x" * 2000).startswith(
        "Y010 this address has 2,018 characters"
    )


@given(st.text("htps:/[].?#@xy0129%\u2100", max_size=20))
def test_a_link_that_is_kept_can_be_taken_apart(rest: str) -> None:
    link = f"https://{rest}"
    try:
        parse_link(link)
    except PydanticCustomError:
        return
    assert urlsplit(link).port != 0


def test_a_source_is_an_id_or_a_link() -> None:
    assert parse_source("annual-report") == "annual-report"
    assert refusal(parse_source, "Annual Report").startswith("Y014 ")
    assert refusal(parse_source, "report.2019").startswith("Y015 ")


def test_yes_is_yes_and_no_is_no() -> None:
    assert [parse_yes_no(text) for text in ("yes", "No", " YES ")] == [True, False, True]
    assert (
        refusal(parse_yes_no, "maybe") == "Y016 'maybe' is neither yes nor no; write one of the two"
    )


@pytest.mark.parametrize("parse", [parse_id, parse_link, parse_source, parse_yes_no])
def test_a_list_is_not_one_value(parse: Callable[[Any], object]) -> None:
    assert refusal(parse, ["a"]) == "Y008 write one value here, not a list or a group of keys"


@given(st.text())
def test_what_a_message_repeats_is_one_short_visible_line(text: str) -> None:
    said = str(shown(text))
    assert said.isprintable()
    assert len(said) <= SHOWN + 3
    assert visible(text).isprintable()
