"""By what results of the search, and rows of the list of all promises, are narrowed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from charters.judging.standings import Standing
from charters.judging.verdicts import Bucket
from charters.model.offered import StandardType
from charters.model.register import Charter
from charters.publishing.book import Book
from charters.publishing.say.alphabet import alphabetical
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said
from charters.publishing.say.verdict_words import word_of_column
from charters.publishing.views.places import agency_name
from charters.publishing.views.promise_cards import promise_view

MOST_AGENCIES = 150
"""Of more, none is offered in a list to choose from: a page would carry all of them."""


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency to choose; a reader may know it by its short name or by its whole one."""

    id: str
    name: Said
    in_full: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The values to choose from, each with its words."""

    agencies: Sequence[AgencyChoice]
    verdict: Mapping[str, str]
    types: Mapping[str, str]
    """Types of promise that there are."""
    marks: Sequence[str]
    """The verdicts that there are, by the names of their marks."""


def narrowing(
    book: Book, charters: Collection[Charter], standings: Sequence[Standing]
) -> Narrowing:
    """Return what there is to choose from among some agencies and promises."""
    speech = book.speech
    agencies = (
        AgencyChoice(one.id, agency_name(speech, one), speech.say(one.agency.name).words)
        for one in (charters if len(charters) <= MOST_AGENCIES else ())
    )
    views = [promise_view(book, standing) for standing in standings]
    states, types = {view.state for view in views}, {one.standard.type for one in standings}
    verdicts = {one.value: word_of_column(speech, one) for one in Bucket}
    verdicts["withdrawn"] = speech.gettext("Withdrawn")
    return Narrowing(
        agencies=sorted(agencies, key=lambda one: alphabetical(one.name.words)),
        verdict={state: said for state, said in verdicts.items() if state in states},
        types={one.value: word(speech, one) for one in StandardType if one in types},
        marks=sorted({view.verdict.kind for view in views}),
    )
