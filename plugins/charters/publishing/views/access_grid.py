"""The access matrix of a plan: what is open to whom, and what is not known to be (item g)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charters.judging.needs import open_ways
from charters.model.access import AccessObject
from charters.model.channels import Barrier, Channel
from charters.model.register import Charter
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, Speech, capitalized
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.facts import checked, noted, put


@dataclass(frozen=True, slots=True)
class AccessWay:
    """One thing that is done about a barrier, and how that is known."""

    how: Said
    source: SourceView | None = None


@dataclass(frozen=True, slots=True)
class AccessCell:
    """What is done about one barrier to one thing; without ways, nothing is known of it."""

    object: str
    ways: list[AccessWay]


@dataclass(frozen=True, slots=True)
class AccessRow:
    """What is done about one barrier."""

    barrier: str
    cells: list[AccessCell]


@dataclass(frozen=True, slots=True)
class AccessGrid:
    """Barriers by what has to be easy to reach."""

    objects: list[str]
    rows: list[AccessRow]
    blank: str
    """What a cell without ways says."""


def access_grid(speech: Speech, charter: Charter) -> AccessGrid | None:
    """Return the whole matrix, blanks included; None where nothing at all is recorded."""
    rows = [
        AccessRow(
            capitalized(word(speech, barrier)),
            [_cell(speech, charter, barrier, one) for one in AccessObject],
        )
        for barrier in Barrier
    ]
    if not any(cell.ways for row in rows for cell in row.cells):
        return None
    _ = speech.gettext
    blank = _("Nothing found") if charter.agency.compiled else _("Nothing published")
    return AccessGrid([word(speech, one) for one in AccessObject], rows, blank)


def _cell(speech: Speech, charter: Charter, barrier: Barrier, about: AccessObject) -> AccessCell:
    told = [
        AccessWay(
            noted(speech, measure.how, checked(speech, measure.checked)),
            source_view(speech, charter, measure.source),
        )
        for measure in charter.agency.access
        if (measure.barrier, measure.object) == (barrier, about)
    ]
    channels = open_ways(_channels(charter).get(about, ()), barrier)
    if channels:
        kinds = dict.fromkeys(word(speech, one.kind) for one in channels)
        ways = put(speech, speech.gettext("Ways open to them: {ways}"), ways=", ".join(kinds))
        told.append(AccessWay(ways))
    return AccessCell(word(speech, about), told)


def _channels(charter: Charter) -> Mapping[AccessObject, Sequence[Channel]]:
    return {
        AccessObject.SERVICES: charter.agency.channels,
        AccessObject.COMPLAINTS: charter.complaint_channels,
    }
