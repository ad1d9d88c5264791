"""What a new site takes from its country: languages, the fiscal year, and the duty it is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import count, islice

from babel import Locale
from babel.languages import get_official_languages

from charters.model.period_labels import MONTHS, parse_period
from charters.model.periods import Period
from charters.problems import declared

LAG = timedelta(days=45)
"""How long after its end the figures of a period are out, in the example."""


@dataclass(frozen=True)
class Country:
    """A country's governments, by its code of two letters."""

    code: str
    fiscal_year_starts: str = "january"
    labels: str = "end"
    """How a fiscal year is written: after the year it ends in, or after `both`."""
    framework: str = "none"

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages that the whole country has by law or by use."""
        by_law = get_official_languages(self.code)
        return frozenset(by_law or get_official_languages(self.code, de_facto=True))

    def years(self, until: date, many: int) -> Sequence[Period]:
        """Return the newest years whose figures are out on a day, the oldest first."""
        return self._newest((self._label(until.year - back) for back in count(-1)), until, many)

    def quarters(self, until: date, many: int) -> Sequence[Period]:
        """Return the newest quarters whose figures are out on a day, the oldest first."""
        years = (self._label(until.year - back) for back in count(-1))
        labels = (f"{year}-Q{number}" for year in years for number in (4, 3, 2, 1))
        return self._newest(labels, until, many)

    def _label(self, year: int) -> str:
        """Return how the year that ends in a year is written."""
        if self.fiscal_year_starts == "january":
            return str(year)
        return f"FY{year}" if self.labels == "end" else f"{year - 1}-{year % 100:02}"

    def _newest(self, labels: Iterator[str], until: date, many: int) -> Sequence[Period]:
        month = MONTHS.index(self.fiscal_year_starts) + 1
        periods = (parse_period(label, month) for label in labels)
        return [*islice((one for one in periods if one.end + LAG <= until), many)][::-1]


def country_of(code: str) -> Country | None:
    """Return a country by its code of two letters; None for an unknown one."""
    known = code.strip().upper()
    if len(known) != 2 or known not in Locale("en").territories:
        return None
    return Country(known, **declared("starting/countries").get(known, {}))
