"""Item (a): how many customers each group holds, since when, and by which source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from charters.checks.findings import State, Strength, _
from charters.checks.order.case import Case
from charters.checks.order.customers import no_groups
from charters.checks.order.seen import (
    GROUPS,
    Ask,
    Seen,
    contradiction,
    listed,
    stale,
    tally,
)
from charters.model.agency import CustomerGroup, Size
from charters.model.periods import Period


def check_sized(case: Case) -> Iterator[Seen]:
    """A4: how many people each group holds, with source and year."""
    groups = case.charter.agency.customers
    if not groups:
        yield no_groups(case)
        return
    yield from _parts_beyond_whole(case, groups)
    old = [group for group in groups if _is_old_size(case, group)]
    if old:
        yield stale(
            _(
                "Numbers of customers that are older than {months} months: {names}.",
                months=case.windows.customer_months,
                names=listed([group.id for group in old]),
            ),
            _("In agency.yml, bring number, year and source of 'size' up to date."),
            *(GROUPS.place(case, group, "size") for group in old),
            strength=Strength.FIGURES,
        )
    yield from tally(
        case,
        Ask(
            GROUPS,
            _("Customer groups with their number, its year and its source"),
            "size: {number: 41000, unit: people, year: 2024, source: ...}",
            keys=("size",),
            strength=Strength.FIGURES,
            none=State.MISSING,
        ),
        groups,
        [group for group in groups if not _size_year(case, group) or not _size_source(group)],
        [case.page("customers"), *case.links(_size_source(group) for group in groups)],
    )


def _size_source(group: CustomerGroup) -> str | None:
    return (group.size.source or group.source) if group.size else None


def _size_year(case: Case, group: CustomerGroup) -> Period | None:
    """Return the time a number is about; that of its source where it does not say."""
    if group.size is None:
        return None
    source = case.charter.source_by_id.get(_size_source(group) or "")
    return group.size.year or (source.date if source else None)


def _is_old_size(case: Case, group: CustomerGroup) -> bool:
    year = _size_year(case, group)
    return year is not None and case.is_older(year.end, case.windows.customer_months)


def parts_beyond_whole(
    groups: Sequence[CustomerGroup],
) -> Iterator[tuple[CustomerGroup, Size, int]]:
    """Yield groups whose parts add up to more than the group, its size, and their sum."""
    by_id = {group.id: group for group in groups}
    sums: dict[str, int] = defaultdict(int)
    for group in groups:
        whole = by_id.get(group.part_of or "")
        if whole and whole.size and group.size and str(whole.size.unit) == str(group.size.unit):
            sums[whole.id] += group.size.number
    for name, total in sums.items():
        size = by_id[name].size
        if size is not None and total > size.number:
            yield by_id[name], size, total


def _parts_beyond_whole(case: Case, groups: Sequence[CustomerGroup]) -> Iterator[Seen]:
    for group, size, total in parts_beyond_whole(groups):
        yield contradiction(
            _(
                "The parts of {group} add up to {total}, more than the {number} in all.",
                group=group.name,
                total=total,
                number=size.number,
            ),
            _("In agency.yml, mend the sizes of {group} and of its parts.", group=group.id),
            GROUPS.place(case, group, "size"),
        )
