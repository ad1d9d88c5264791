"""A row of results against what it is a result of: its scale, its channel, what is left out (K4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from charters.judging.comparators import Compared
from charters.model.channels import OTHER_WAYS
from charters.model.measures import Scale
from charters.model.register import CHANNEL
from charters.model.standards import Measured, Standard
from charters.problems import Cases, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import says_none
from charters.rules.rows import rows_of
from charters.rules.saying import clash

_MEND_ONE = _("mend one of them")


def _scores(case: Case) -> Iterator[Problem]:
    """C4, C5: a score, and the target for it, lie on their scale (K4)."""
    for standing in case.compared:
        off = [one for one in _scored(case, standing) if not one[3].min <= one[1] <= one[3].max]
        if not off:
            continue
        there = case.in_standard(standing.standard, "measure", "scale")
        scales = {(scale.min, scale.max) for *_rest, scale in off if scale.min < scale.max}
        if len(scales) == 1 and len(off) > 2:
            said = _("{count} results or targets lie outside this scale", count=len(off))
            places = [place for _shows, _amount, place, _scale in off]
            yield clash("K4", "C5", there, said, _("mend the scale, or those numbers"), *places[:3])
            continue
        for shows, amount, place, scale in off:
            said = _(
                "{amount} lies outside the scale, which goes from {least} to {most}",
                amount=amount,
                least=scale.min,
                most=scale.max,
            )
            if scale.min < scale.max:  # else told of the scale
                yield clash("K4", shows, place, said, _MEND_ONE, there)


def _scored(case: Case, standing: Compared) -> Iterator[tuple[str, Decimal, Place, Scale]]:
    """Yield what lies on a scale, with that of its time."""
    measured = standing.standard
    scale = measured.measure.scale
    if isinstance(measured, Standard) and measured.target and scale:
        target = case.in_standard(measured, "target")
        yield "C4", measured.target.level.amount, target, scale
    valued = any(one.result.value is not None for one in standing.judged)
    for row in rows_of(standing) if valued or standing.parts else ():
        if row.result.value is not None and (scale := row.standard.measure.scale):
            yield "C5", row.result.value, case.in_row(row.result, "value"), scale


def _other_channel(case: Case) -> Iterator[Problem]:
    """C5: a result of one channel is of one that the promise, or its service, is about (K4)."""
    parted = (found for found in case.compared if found.parts)
    for row in (row for standing in parted for row in rows_of(standing)):
        key, _colon, name = (word.strip() for word in row.result.part.partition(":"))
        if key.casefold() != "channel" or name == OTHER_WAYS:
            continue
        channel = row.standard.channel if isinstance(row.standard, Standard) else None
        own, place = _channels_of(case, row.standard, channel)
        named = _channels_named(case, name)
        if name.casefold() in named and row.result.part != f"channel: {name.casefold()}":
            message = _("'{part}' is not how this channel is written", part=row.result.part)
            do = _("write channel: {name}", name=name.casefold())
            yield clash("K4", "C5", case.in_row(row.result, "part"), message, do)
        if case.charter.channel_by_id and not named and CHANNEL not in case.charter.refused:
            message = _("there is no channel '{name}'", name=name)
            do = _("write one of {known}", known=", ".join(case.charter.channel_by_id))
            yield clash("K4", "C5", case.in_row(row.result, "part"), message, do)
        if named and own and named.isdisjoint(own):
            only = ", ".join(own)
            message = _(
                "this result is for '{name}', but the service names {only}", name=name, only=only
            )
            if channel:
                message = _(
                    "this result is for '{name}', but the promise names {only}",
                    name=name,
                    only=only,
                )
            yield clash("K4", "C5", case.in_row(row.result, "part"), message, _MEND_ONE, place)


def _channels_of(
    case: Case, measured: Measured, channel: str | None
) -> tuple[Sequence[str], Place]:
    """Return the channel a promise is about, or those its service is given through, and where."""
    service = case.charter.service_by_id.get(measured.service)
    if channel or service is None:
        return [channel] if channel else [], case.in_standard(measured, "channel")
    return service.channels, case.in_service(service, "channels")


def _channels_named(case: Case, name: str) -> set[str]:
    """Return the channels that a name may stand for: an id, a kind or a name."""
    wanted = name.casefold()
    return {
        channel.id
        for channel in case.charter.agency.channels
        if wanted in (channel.id, channel.kind.value)
        or wanted in (words.casefold() for _code, words in channel.name.by_language)
    }


def _left_out_in_vain(case: Case) -> Iterator[Problem]:
    """C12: who leaves nothing out has no cases left out (K4)."""
    for row in case.rows:
        words = row.standard.measure.not_counted if row.result.excluded else None
        if row.result.excluded and says_none(words):
            message = _(
                "{cases} cases were left out, but 'not_counted' says '{words}'",
                cases=Cases(row.result.excluded),
                words=words,
            )
            place = case.in_row(row.result, "excluded")
            other = case.in_standard(row.standard, "measure", "not_counted")
            yield clash("K4", "C12", place, message, _("say there which cases"), other)


CLASHES = (_scores, _other_channel, _left_out_in_vain)
