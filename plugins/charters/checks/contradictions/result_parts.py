"""Results of a breakdown against the whole, and against the channels there are (K4, K12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from charters.checks.contradictions.channels import channels_named
from charters.checks.contradictions.places import RESULTS, STANDARDS, Keys, beside
from charters.model.periods import Period
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.standards import Standard
from charters.problems import Problem

_DISJOINT = ("channel", "office", "region", "state", "place")
"""Breakdowns in which each case is counted once."""


def check_result_parts(register: Register) -> Iterator[Problem]:
    """Yield parts that are larger than the whole, or of a channel that nobody promised."""
    for charter in register.charters.values():
        for standard in charter.standards:
            rows = charter.results.get(standard.id, ())
            parts = [row for row in rows if row.part]
            if parts:
                wholes = {row.period: row for row in rows if not row.part}
                yield from _each_part(charter, standard, wholes, parts)
                yield from _sums(charter, wholes, parts)


def _each_part(
    charter: Charter,
    standard: Standard,
    wholes: Mapping[Period, Result],
    parts: Sequence[Result],
) -> Iterator[Problem]:
    for row in parts:
        yield from _channel(charter, standard, row)
        if row.period in wholes:
            yield from _more_than_whole(charter, wholes[row.period], row)


def _channel(charter: Charter, standard: Standard, row: Result) -> Iterator[Problem]:
    """K4: a result for a channel that its standard, or its service, does not name."""
    key, _, name = (word.strip() for word in row.part.partition(":"))
    service = charter.service_by_id.get(standard.service)
    if key != "channel" or service is None:
        return
    named = channels_named(charter, name)
    own = [standard.channel] if standard.channel else service.channels
    if not named or not own or not named.isdisjoint(own):
        return
    where: Keys = ("services", service.id, "channels")
    if standard.channel:
        where = ("standards", standard.id, "channel")
    place, other = charter.place(RESULTS, row.line, "part"), charter.place(STANDARDS, *where)
    whose = "standard" if standard.channel else "service"
    yield Problem(
        place,
        "K4",
        f"this result is for '{name}', but the {whose} names {', '.join(own)} "
        f"({beside(place, other)}); mend one of them",
        (other,),
    )


def _more_than_whole(charter: Charter, whole: Result, part: Result) -> Iterator[Problem]:
    for cell in ("met", "total", "cases"):
        some, all_of_them = getattr(part, cell), getattr(whole, cell)
        if some is not None and all_of_them is not None and some > all_of_them:
            place = charter.place(RESULTS, part.line, cell)
            other = charter.place(RESULTS, whole.line, cell)
            yield Problem(
                place,
                "K12",
                f"'{part.part}' has {some:,} in '{cell}', but all together have {all_of_them:,} "
                f"({beside(place, other)}); mend one of them",
                (other,),
            )
            return


def _sums(
    charter: Charter, wholes: Mapping[Period, Result], parts: Sequence[Result]
) -> Iterator[Problem]:
    groups: dict[tuple[Period, str], dict[str, Result]] = defaultdict(dict)
    for row in parts:
        key = row.part.partition(":")[0].strip()
        if key in _DISJOINT and row.period in wholes:
            groups[row.period, key][row.part] = row
    for (period, key), found in groups.items():
        yield from _sum(charter, wholes[period], key, list(found.values()))


def _sum(charter: Charter, whole: Result, key: str, rows: Sequence[Result]) -> Iterator[Problem]:
    """K12: parts that do not overlap are together no more than the whole."""
    counts = [row.total or 0 for row in rows]
    if whole.total is None or max(counts) > whole.total or sum(counts) <= whole.total:
        return
    place = charter.place(RESULTS, whole.line, "total")
    others = tuple(charter.place(RESULTS, row.line, "total") for row in rows)
    lines = ", ".join(str(other.line) for other in others[:6])
    yield Problem(
        place,
        "K12",
        f"the parts by {key} have {sum(counts):,} cases together (lines {lines}), all together have "
        f"{whole.total:,}; mend one of them",
        others,
    )
