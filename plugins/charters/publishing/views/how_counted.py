"""How a promise is counted, today and before, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter

from charters.model.register import Charter
from charters.model.standards import Standard
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import suspended_when
from charters.publishing.views.complaint_block import posted_words
from charters.publishing.views.facts import Fact, facts, headed, listed, named, noted, put
from charters.publishing.views.measure_facts import compiled_words, measure_pairs, shape_pairs
from charters.publishing.views.moved import formerly_words
from charters.publishing.views.own_aims import levels_said, parts_said, seasons_said


@dataclass(frozen=True, slots=True)
class CountedBefore:
    """How results were counted until a day."""

    until: str
    facts: list[Fact]


def promise_facts(speech: Speech, charter: Charter, standard: Standard) -> list[Fact]:
    """Return how a promise is counted today, what it rests on, and who answers for it."""
    _ = speech.gettext
    measure = standard.measure
    channel = charter.channel_by_id.get(standard.channel or "")
    law = standard.legal_basis
    return facts(
        speech,
        (_("What one customer is promised"), standard.limit),
        (_("At several levels"), levels_said(speech, standard)),
        (_("In parts"), parts_said(speech, standard)),
        (_("In some seasons"), seasons_said(speech, standard)),
        *measure_pairs(speech, charter, measure),
        (_("Results are published"), standard.reported),
        (
            _("Published as well"),
            listed(speech, (Said(word(speech, one)) for one in standard.also_reported)),
        ),
        (_("What a result covers"), standard.window),
        (_("Holds for"), channel.name if channel else None),
        (_("When it holds"), measure.normal_circumstances),
        (_("Why this level"), standard.why),
        (_("What customers asked for"), named(speech, charter.survey_by_id, standard.wants)),
        (_("Who was asked before"), _consulted(speech, standard)),
        (_("If we miss it"), standard.if_missed),
        (_("Set by law"), law.law if law else None),
        (_("The law"), law.cites if law else None),
        (_("Who answers for it"), standard.owner),
        (_("Who stands in"), standard.deputy),
        (_("Promised since"), standard.introduced or _("not known")),
        (_("Last reviewed"), standard.last_reviewed),
        (_("Next review"), standard.next_review),
        *(
            (_("Suspended"), headed(speech, suspended_when(speech, one), one.reason))
            for one in standard.suspended
        ),
        (_("Withdrawn"), _withdrawn(speech, standard)),
        (_("Also posted"), posted_words(speech, standard.posted)),
        (_("What staff were told"), standard.told_staff),
        (_("Found before at"), formerly_words(speech, charter, standard)),
        (_("Put together by"), compiled_words(speech, standard.compiled)),
    )


def counted_before(speech: Speech, charter: Charter, standard: Standard) -> list[CountedBefore]:
    """Return how results were counted before each change of the measure."""
    _ = speech.gettext
    changes = sorted(standard.changes, key=attrgetter("date"), reverse=True)
    return [
        CountedBefore(
            _("Until {day} we counted in another way").format(
                day=speech.day(change.date - timedelta(days=1))
            ),
            facts(
                speech,
                (_("The change"), put(speech, "{was} → {now}", was=change.from_, now=change.to)),
                *shape_pairs(speech, change.before),
                *measure_pairs(speech, charter, change.before),
                (_("When it holds"), change.before.normal_circumstances),
            ),
        )
        for change in changes
        if change.before is not None
    ]


def _consulted(speech: Speech, standard: Standard) -> Said:
    asked = standard.consulted
    return listed(speech, (noted(speech, one.who, one.date) for one in asked))


def _withdrawn(speech: Speech, standard: Standard) -> Said | None:
    if (gone := standard.withdrawn) is None:
        return None
    return headed(speech, gone.date, gone.reason)
