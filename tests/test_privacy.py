"""Where small numbers are hidden, nobody finds one in the files of a site, however they reckon.

Counts are planted in every file of a charter; what is small lies below a threshold so high that
each number of the site is a number of its own, and can be looked for by its digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html import unescape
from itertools import combinations_with_replacement
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders import charter, measured_by, promise, register, rendered, result, texts_of
from charters.judging.suppression import publishable
from charters.model.register import Charter
from charters.model.results import Result
from charters.model.surveys import SurveysFile
from charters.publishing.book import open_book
from charters.publishing.site import site_of
from charters.rules import audit

BELOW = 50_000
SMALL, LARGE = (20_000, BELOW - 1), (10**13, 10**14)
Relation = tuple[Sequence[int], Sequence[int]]
"""Numbers that come to the same: a whole, and its parts."""


def text_of(found: Charter, below: int = BELOW, **more: Any) -> str:
    """Return every page and every file of a site of one agency."""
    book = open_book(audit(register(found, suppress_below=str(below), **more)))
    site = site_of(book)
    pages = (unescape(text) for _kind, text in rendered(book, site))
    return "\n".join([*pages, texts_of(site)])


def numbers_in(text: str) -> set[int]:
    """Return the counts that a text holds, but for those that every site tells: orders, examples."""
    return _numbers(text) - _of_every_site()


@cache
def _of_every_site() -> set[int]:
    without_size = {"id": "one", "name": "One", "who": "All."}
    return _numbers(text_of(charter([promise()], customers=[without_size])))


def _numbers(text: str) -> set[int]:
    found = re.findall(r"(?<![\d.])\d{5,}|(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)", text)
    return {int(number.replace(",", "")) for number in found}


def levels_in(text: str) -> set[Fraction]:
    """Return the shares of a hundred that a text holds."""
    return {
        Fraction(found)
        for found in re.findall(r"(?<![\d.,])\d\d?\.\d+|(?<![\d.,])\d\d?(?=%)", text)
    }


# ------------------------------------------------------------------------------ who wants to know


def told(text: str, planted: set[int], relations: Sequence[Relation] = ()) -> set[int]:
    """Return the planted counts that a reader finds: by search, subtraction, sums and division."""
    known = numbers_in(text)
    return {
        *(planted & known),
        *_by_subtraction(known, planted),
        *_by_sums(known, planted, relations),
        *_by_division(known, levels_in(text), planted),
    }


def _by_subtraction(known: set[int], planted: set[int]) -> Iterator[int]:
    """Yield what one or two numbers leave of one or two others, whatever they stand for."""
    large = sorted(number for number in known if number >= LARGE[0])
    pairs = {*large, *(a + b for a, b in combinations_with_replacement(large, 2))}
    for count in planted:
        if any(pair + count in pairs for pair in pairs):
            yield count


def _by_sums(known: set[int], planted: set[int], relations: Sequence[Relation]) -> Iterator[int]:
    """Yield what all that is known of the sums leaves no choice about."""
    rows: list[dict[int, Fraction]] = []
    for wholes, parts in relations:
        row: dict[int, Fraction] = {}
        for number, side in [*((n, 1) for n in wholes), *((n, -1) for n in parts)]:
            if number not in known and number:
                row[number] = row.get(number, Fraction(0)) + side
        for other in rows:
            row = _without(row, other, next(iter(other)))
        row = {number: factor for number, factor in row.items() if factor}
        if row:
            rows = [_ordered(_without(other, row, next(iter(row))), other) for other in rows]
            rows.append(row)
    yield from (next(iter(row)) for row in rows if len(row) == 1 and planted & row.keys())


def _without(row: dict[int, Fraction], other: dict[int, Fraction], at: int) -> dict[int, Fraction]:
    times = row.get(at, Fraction(0)) / other[at]
    return {n: left for n in {**row, **other} if (left := row.get(n, 0) - times * other.get(n, 0))}


def _ordered(row: dict[int, Fraction], first: dict[int, Fraction]) -> dict[int, Fraction]:
    """Return a row that begins with what it began with."""
    begin = next(iter(first))
    return {begin: row[begin], **row}


def _by_division(known: set[int], levels: set[Fraction], planted: set[int]) -> Iterator[int]:
    """Yield what a share of so many cases comes to."""
    for level in levels:
        shares = {cases * share / 100 for cases in known for share in (level, 100 - level)}
        yield from (count for count in planted if count in shares)


# ------------------------------------------------------------------------------ what is planted


@dataclass
class Site:
    """A charter in the making, with what is small in it and how its counts hang together."""

    random: Random
    draw: Any = None
    planted: set[int] = field(default_factory=set)
    relations: list[Relation] = field(default_factory=list)

    def count(self, kind: str = "") -> int:
        """Return a count that stands nowhere else: small, large or none, drawn where not told."""
        kind = kind or self.draw(st.sampled_from(["large", "large", "large", "small", "none"]))
        if kind == "none":
            return 0
        return self.small(self.random.randint(*(SMALL if kind == "small" else LARGE)))

    def small(self, count: int) -> int:
        """Remember a count where it is small."""
        if 0 < count < BELOW:
            self.planted.add(count)
        return count

    def whole(self, *parts: int) -> int:
        """Return the sum of parts, which readers know to be one."""
        self.relations.append(([self.small(sum(parts))], parts))
        return sum(parts)

    def row(self, period: str, part: str, met: int, missed: int, **more: Any) -> Result:
        """Return a row of results."""
        return result(period, met, self.whole(met, missed), part=part, **more)


def rows_with_parts(site: Site) -> list[Result]:
    """Return a whole with its parts of two kinds, one of them corrected."""
    channels = [(site.count(), site.count()) for _ in range(3)]
    whole = [site.whole(*counts) for counts in zip(*channels, strict=True)]
    rest = site.count(), site.count()
    offices = [rest, tuple(site.small(w - r) for w, r in zip(whole, rest, strict=True))]
    label = site.draw(st.sampled_from(["2023", "2023-01-01/2023-12-31"]))
    names = ["channel: mail", "channel: phone", "channel: online"]
    rows = [site.row("2023", "", *whole)]
    rows += [site.row(label, name, *pair) for name, pair in zip(names, channels, strict=True)]
    if min(offices[1]) >= 0:
        for name, (met, missed) in zip(["office: a", "office: b"], offices, strict=True):
            rows.append(site.row(label, name, met, missed))
        site.relations += [
            ([w], parts) for w, parts in zip(whole, zip(*offices, strict=True), strict=True)
        ]
    if site.draw(st.booleans()):
        was = site.count(), site.count()
        more: dict[str, Any] = {"status": "revised", "note": "We counted anew."}
        rows.insert(1, site.row(label, names[0], *was))
        rows[2] = site.row(label, names[0], *channels[0], **more)
    return rows


def quarters_with_parts(site: Site) -> list[Result]:
    """Return the quarters of a year, and its parts over the whole year."""
    some = ["large", "large", "small"]  # a reader does not know which of those hidden is nobody
    kinds = st.lists(st.sampled_from(some), min_size=10, max_size=10)
    counts = [site.count(kind) for kind in site.draw(kinds)]
    quarters = list(zip(counts[:4], counts[4:8], strict=True))
    met, missed = (sum(counts) for counts in zip(*quarters, strict=True))
    mail = counts[8], counts[9]
    phone = met - mail[0], missed - mail[1]
    rows = [site.row(f"2024-Q{n}", "", *pair) for n, pair in enumerate(quarters, 1)]
    if min(phone) >= 0:
        for name, pair in (("channel: mail", mail), ("channel: phone", phone)):
            rows.append(site.row("2024", name, *map(site.small, pair)))
        for column in (0, 1):
            wholes = [pair[column] for pair in quarters]
            site.relations.append((wholes, [mail[column], phone[column]]))
    return rows


def complaints(site: Site) -> list[dict[str, Any]]:
    """Return the complaint figures of a year, of its halves, or of one service."""
    within = Site(site.random, site.draw)
    first = _half(within, "2024-01-01/2024-06-30", site.count())
    last = _half(within, "2024-07-01/2024-12-31", first["open_at_end"])
    year = {"period": "2024", **{k: first[k] + last[k] for k in first if k != "period"}}
    year |= {"open_at_start": first["open_at_start"], "open_at_end": last["open_at_end"]}
    service = {"period": "2024-01-01/2024-12-31", "service": "phone", "received": year["received"]}
    service["received"] -= min(year["received"], site.count("small"))
    choices = [[first, last], [year], [first, last, year], [year, service]]
    shown = site.draw(st.sampled_from(choices))
    if first in shown:
        site.planted |= within.planted
        site.relations += within.relations
    if year in shown:
        _balanced(site, year)
    if shown[1:] == [last, year]:
        names = ("received", "acknowledged_in_time", "answered_in_time", "upheld", "not_upheld")
        site.relations += [([year[name]], [first[name], last[name]]) for name in names]
    if service in shown:
        left = site.small(year["received"] - site.small(service["received"]))
        site.relations.append(([year["received"]], [service["received"], left]))
    return [{key: str(count) for key, count in one.items()} for one in shown]


def _half(site: Site, period: str, start: int) -> dict[str, Any]:
    """Return figures of half a year, with what came in, so that they balance."""
    one: dict[str, Any] = {"period": period, "open_at_start": start, "open_at_end": site.count()}
    one |= {"upheld": site.count(), "not_upheld": site.count()}
    if one["upheld"] + one["not_upheld"] + one["open_at_end"] < start:
        one["not_upheld"] = start + site.count("large")
    one["received"] = one["upheld"] + one["not_upheld"] + one["open_at_end"] - start
    for key in ("acknowledged_in_time", "answered_in_time"):
        received, late = one["received"], site.count()
        if late > received:
            # All of many, late in one half only, would make the year's figure a sum by chance: no reader knows of it.
            late = (
                site.random.randint(SMALL[0], received - SMALL[0])
                if received > LARGE[0]
                else received
            )
        one[key] = received - late
    _balanced(site, one)
    return one


def _balanced(site: Site, one: dict[str, Any]) -> None:
    """Remember how figures hang together, and what of them is small."""
    for key in ("open_at_start", "received", "upheld", "not_upheld", "open_at_end"):
        site.small(one[key])
    ended = [one["upheld"], one["not_upheld"], one["open_at_end"]]
    site.relations.append(([one["open_at_start"], one["received"]], ended))
    for key in ("acknowledged_in_time", "answered_in_time"):
        late = site.small(one["received"] - site.small(one[key]))
        site.relations.append(([one["received"]], [one[key], late]))


def surveys(site: Site) -> SurveysFile:
    """Return a survey of customers and one of staff."""
    answers = [site.count() for _ in range(3)]
    answered, silent, not_asked = site.whole(*answers), site.count(), site.count()
    offered = site.whole(answered, silent)
    staff = site.count("large")
    unnamed = min(staff, site.count())
    fielded = {"first": "2024-03", "last": "2024-04"}
    question: dict[str, Any] = {"id": "happy", "asks": "Were you happy?", "satisfied": ["yes"]}
    labels = zip(("yes", "perhaps", "no"), answers, strict=True)
    question["answers"] = [{"label": label, "count": str(n)} for label, n in labels]
    users = {"answered": str(answered), "offered": str(offered)}
    users["customers"] = str(site.whole(offered, not_asked))
    kinds = {"purposes": ["satisfaction"], "questions": [question], "fielded": fielded}
    site.relations.append(([staff], [site.small(staff - unnamed), unnamed]))
    barriers = [{"theme": "Old pumps", "count": str(staff - unnamed)}]
    ideas = [{"idea": "A van", "count": str(site.count())}]
    of_staff = {"answered": str(staff), "asked": str(site.whole(staff, site.count()))}
    return SurveysFile.model_validate(
        {
            "customers": [{"id": "users", "name": "Users", **users, **kinds}],
            "staff": [{"id": "ours", "name": "Staff", "fielded": fielded, **of_staff}
                      | {"barriers": barriers, "ideas": ideas}],
        }
    )  # fmt: skip


def groups(site: Site) -> list[dict[str, Any]]:
    """Return a group of customers with its two parts."""
    one, other = site.count(), site.count()
    sizes = {"all": site.whole(one, other), "one": one, "other": other}
    return [
        {"id": name, "name": name, "who": f"Group {name}", "size": {"number": str(n), "unit": "homes"}}
        | ({} if name == "all" else {"part_of": "all"})
        for name, n in sizes.items()
    ]  # fmt: skip


def other_rows(site: Site) -> list[Result]:
    """Return a backlog, and shares and rates of so many cases."""
    # So fine that hardly any other share of the site is the same.
    share, rate = (Decimal(site.random.randrange(1101, 4000, 10)) / 100 for _ in range(2))
    site.planted |= {int(share * 1000), int(rate * 1000)}
    return [
        result("2024", value=str(site.count()), standard="backlog"),
        result("2024", value=f"{share}", cases="100000", standard="share"),
        result("2023", value=f"{100 - share}", cases="100000", standard="share"),
        result("2024", value=str(rate), cases="1000000", standard="rate"),
        result("2024", site.count("large"), LARGE[1] * 9, excluded=site.count(), standard="left-out"),
    ]  # fmt: skip


PROMISES = (
    promise(),
    promise("quarters"),
    promise("backlog", measure=measured_by("backlog"), target="at most 12 claims"),
    promise("share"),
    promise("rate", measure=measured_by("rate"), target="at most 3 errors"),
    promise("left-out"),
)


@st.composite
def sites(draw: st.DrawFn) -> tuple[Charter, Site]:
    """Draw a charter in which any count may be small."""
    site = Site(Random(draw(st.integers(0, 2**32))), draw)  # noqa: S311  # no secret
    quarters = [replace(row, standard="quarters") for row in quarters_with_parts(site)]
    rows = [*rows_with_parts(site), *quarters, *other_rows(site)]
    could, could_not = site.count(), site.count()
    people = site.whole(could, could_not)
    test = {
        "date": "2024-03-01",
        "task": "Find it.",
        "people": str(people),
        "succeeded": str(could),
    }
    found = charter(
        PROMISES,
        rows,
        surveys=surveys(site),
        customers=groups(site),
        complaints={"how": "Write to us.", "figures": complaints(site)},
        reader_tests=[test],
    )
    return found, site


@settings(max_examples=50, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(sites())
def test_no_planted_count_is_found_in_the_files_of_a_site(drawn: tuple[Charter, Site]) -> None:
    found, site = drawn
    assert told(text_of(found), site.planted, site.relations) == set()


# ------------------------------------------------------------------- what leaked once, one by one

A, B, FEW = 61_234_567_890_123, 23_456_789_012_345, 12_345
"""Two large numbers, and a small one."""
YES_NO_PARTS = ("channel: mail", "channel: phone")


def of_rows(*rows: Result, shape: str | None = None) -> Charter:
    measure: dict[str, Any] = {"measure": measured_by(shape), "target": None} if shape else {}
    return charter([promise(**measure)], rows)


def of_complaints(**figures: Any) -> Charter:
    one = {key: str(count) if isinstance(count, int) else count for key, count in figures.items()}
    return charter(
        [promise()], complaints={"how": "Write.", "figures": [{"period": "2024", **one}]}
    )


def of_survey(**survey: Any) -> Charter:
    fielded = {"first": "2024-03", "last": "2024-04"}
    asked = {"id": "users", "name": "Users", "purposes": ["satisfaction"], "fielded": fielded}
    found = SurveysFile.model_validate({"customers": [{**asked, **survey}]})
    return charter([promise()], surveys=found)


LEAKS = {
    "a part that was corrected": (
        of_rows(
            result("2024", A, A + B),
            result("2024", FEW, B // 2, part=YES_NO_PARTS[0]),
            result("2024", FEW + 1, B // 2, part=YES_NO_PARTS[0], status="revised", note="Anew."),
            result("2024", A - FEW - 1, A + B - B // 2, part=YES_NO_PARTS[1]),
        ),
        {FEW, FEW + 1},
    ),
    "one period under two labels": (
        of_rows(
            result("2024", A, A + B),
            result("2024-01-01/2024-12-31", FEW, B // 2, part=YES_NO_PARTS[0]),
            result("2024-01-01/2024-12-31", A - FEW, A + B - B // 2, part=YES_NO_PARTS[1]),
        ),
        {FEW},
    ),
    "quarters of the whole, a year of its parts": (
        of_rows(
            *(result(f"2024-Q{n}", A + n, A + B) for n in (1, 2, 3, 4)),
            result("2024", FEW, B, part=YES_NO_PARTS[0]),
            result("2024", 4 * A + 10 - FEW, 4 * A + 3 * B, part=YES_NO_PARTS[1]),
        ),
        {FEW},
    ),
    "percent times cases": (of_rows(result("2024", value="12.5", cases="100000")), {12_500}),
    "a percent of those who answered": (
        of_survey(
            answered="100000", questions=[{"id": "q", "asks": "Happy?", "published": "12.5%"}]
        ),
        {12_500},
    ),
    "a rate times cases": (
        of_rows(result("2024", value="12", cases="1000000"), shape="rate"),
        {12_000},
    ),
    "a backlog": (of_rows(result("2024", value=str(FEW)), shape="backlog"), {FEW}),
    "complaints that came in": (of_complaints(received=FEW), {FEW}),
    "all but a few answered in time": (of_complaints(received=A, answered_in_time=A - FEW), {FEW}),
    "all but a few confirmed in time": (
        of_complaints(received=A, acknowledged_in_time=A - FEW),
        {FEW},
    ),
    "closed, and what is still open": (
        of_complaints(received=A, upheld=FEW, not_upheld=B, closed=B + FEW, open_at_end=A - B - FEW),
        {FEW},
    ),
    "a theme": (
        of_complaints(received=A, themes=[{"theme": "Waits", "count": str(A - FEW)}]),
        {FEW},
    ),
    "a group of customers": (
        charter(
            [promise()],
            customers=[
                {"id": "one", "name": "One", "who": "All.", "size": {"number": str(FEW), "unit": "homes"}}
            ],
        ),
        {FEW},
    ),
    "a test with readers": (
        charter(
            [promise()],
            reader_tests=[
                {"date": "2024-03-01", "task": "Find it.", "people": str(A), "succeeded": str(A - FEW)}
            ],
        ),
        {FEW},
    ),
}  # fmt: skip


@pytest.mark.parametrize("leak", LEAKS)
def test_what_leaked_once_is_found_by_nobody(leak: str) -> None:
    found, planted = LEAKS[leak]
    assert told(text_of(found), planted) == set()


BY_STEPS = {"quarters of the whole, a year of its parts", "a rate times cases"}
"""What these readers find only when they are told how the numbers hang together."""


@pytest.mark.parametrize("leak", sorted(LEAKS.keys() - BY_STEPS))
def test_the_same_number_is_found_where_nothing_is_hidden(leak: str) -> None:
    found, planted = LEAKS[leak]
    assert told(text_of(found, below=0), planted)


def test_few_members_of_staff_are_hidden_on_every_site() -> None:
    survey: dict[str, Any] = {"id": "ours", "name": "Staff", "asked": str(A), "answered": str(FEW)}
    survey |= {"fielded": {"first": "2024-03", "last": "2024-04"}}
    survey |= {"barriers": [{"theme": "Pumps", "count": str(FEW - 1)}]}
    survey |= {"ideas": [{"idea": "A van", "count": str(FEW - 2)}]}
    found = charter([promise()], surveys=SurveysFile.model_validate({"staff": [survey]}))
    planted = {FEW, FEW - 1, FEW - 2}
    assert told(text_of(found, below=0, staff_answers_at_least=str(BELOW)), planted) == set()
    assert told(text_of(found, below=0), planted) == planted


def test_where_nothing_is_hidden_the_register_is_published_as_it_is() -> None:
    given = register(of_complaints(received=5))
    assert publishable(given) is given
