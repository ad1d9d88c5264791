"""How something is counted, as pairs of a label and what is known: the same for promises and figures."""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.agency import Compiled
from charters.model.measures import Measure
from charters.model.register import Charter
from charters.model.surveys import Question, Wording
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.facts import Pair, keyword, listed, noted, put


def measure_pairs(speech: Speech, charter: Charter, measure: Measure) -> Iterator[Pair]:
    """Yield what is known of a measure, from its clock to its method."""
    _ = speech.gettext
    clock, scale = measure.clock, measure.scale
    asked = charter.question_by_id.get(measure.question or "")
    yield _("We count from"), clock.starts if clock else None
    yield _("until"), clock.stops if clock else None
    yield (
        _("The clock stops while"),
        keyword(clock.pauses, none=_("it never stops")) if clock else None,
    )
    yield _("Who is counted"), measure.counted
    yield _("Counted in"), measure.cases_are
    yield _("Their unit"), None if speech.unit_of(measure.unit) else measure.unit
    yield _("Not counted"), keyword(measure.not_counted, none=_("nothing"))
    yield _("What we check"), measure.property or measure.evidence
    yield _("The question asked"), _asked(speech, asked[1]) if asked else None
    yield _("The scale"), listed(speech, scale.labels) if scale else None
    yield _("Counted as satisfied"), listed(speech, scale.satisfied) if scale else None
    yield _("Where the figures come from"), measure.source
    yield _("How they are worked out"), measure.method


def shape_pairs(speech: Speech, measure: Measure) -> Iterator[Pair]:
    """Yield in which form and unit results are, of a measure that no result of today shows."""
    _, scale = speech.gettext, measure.scale
    yield _("How results were worked out"), measure.shape
    yield _("Their unit"), measure.unit if speech.unit_of(measure.unit) else None
    yield _("What was counted"), measure.of
    yield _("Of every 100"), speech.number(measure.percentile) if measure.percentile else None
    yield _("For every"), speech.number(measure.per) if measure.per else None
    if scale:
        ends = speech.number(scale.min), speech.number(scale.max)
        yield _("From the least to the most"), speech.from_to(*ends)
    yield _("Days"), days_words(speech, measure)


def days_words(speech: Speech, measure: Measure) -> str:
    """Return that nobody knows which days are counted; '' where that is known."""
    if measure.day_kind is None:
        return ""
    return speech.gettext(
        "The source does not say whether these are business days or calendar days."
    )


def _asked(speech: Speech, question: Question) -> Said:
    return noted(speech, question.asks, wording_words(speech, question.wording))


def wording_words(speech: Speech, wording: Wording | None) -> str:
    """Return whose words a question stands in; '' where they are those in which it was put."""
    _ = speech.gettext
    return {
        None: "",
        Wording.OURS: _("in the words of whoever compiled this"),
        Wording.NOT_FOUND: _("how it was worded was not found"),
    }[wording]


def compiled_words(speech: Speech, compiled: Compiled | None) -> Said | None:
    """Return who put a record together, when it was not the agency."""
    if compiled is None:
        return None
    words = speech.gettext("{by}, up to {day}. From: {source}")
    return put(speech, words, by=compiled.by, source=compiled.source, day=compiled.until)
