"""The verdict in words: the fact first, then how sure; one word per verdict everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from charters.judging.history import judged_by
from charters.judging.standings import Standing
from charters.judging.verdicts import Bucket, Verdict, Word
from charters.model.quantities import Direction
from charters.model.standards import Standard
from charters.model.suspensions import Suspension
from charters.publishing.say.marks import _, _n
from charters.publishing.say.pieces import ended, filled, in_a_row
from charters.publishing.say.result_words import when_words
from charters.publishing.say.speech import Said, Speech, capitalized


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict as a page shows it."""

    kind: str
    """Which of the verdicts: also the name of its mark."""
    word: str
    why: Said = Said("")  # noqa: RUF009 - it cannot be changed
    """A sentence or two: how sure, or why there is no verdict."""
    provisional: bool = False
    age: str = ""
    """How long ago, where the result is old: `3 years ago`; it stands wherever the word stands."""
    late: str = ""
    """One sentence: since when the next result is late; '' while it is not."""


_COUNTED = {
    # Translators: behind a number of promises, such as "12 missed".
    Bucket.MISSED: _n("missed", "missed"),
    # Translators: behind a number of promises, such as "12 kept".
    Bucket.MET: _n("kept", "kept"),
    # Translators: behind a number of promises, such as "12 too few cases to tell".
    Bucket.TOO_FEW: _n("too few cases to tell", "too few cases to tell"),
    # Translators: behind a number of promises, such as "12 cannot be judged".
    Bucket.UNJUDGED: _n("cannot be judged", "cannot be judged"),
}


_WORDS: Mapping[Word, str] = {
    Word.MET: _("Met"),
    Word.MISSED: _("Missed"),
    Word.TOO_FEW: _("Too few cases to tell"),
    Word.NO_LEVEL: _("Cannot be judged: no level promised"),
    Word.NOT_HOW_OFTEN: _("Cannot be judged: not promised how often"),
    Word.NO_AIM_THEN: _("Cannot be judged: no aim for that time"),
    Word.OLDER_PROMISE: _("Cannot be judged: measured under an older promise"),
    Word.OVER_SEASONS: _("Cannot be judged: over two seasons"),
    Word.CHANGED: _("Cannot be judged: the promise changed in this period"),
    Word.NO_CASES: _("No cases this period"),
    Word.NOT_AVAILABLE: _("Not available"),
    Word.SUSPENDED: _("Suspended"),
    Word.SUSPENDED_THEN: _("Suspended in that time"),
    Word.IN_WORDS: _("Cannot be judged: published in words only"),
    Word.HIDDEN: _("Cannot be judged: too small a number to show"),
    Word.ONLY_PARTS: _("Cannot be judged: results of parts only"),
    Word.NONE_YET: _("Cannot be judged: no result yet"),
    Word.NOT_FOUND: _("Cannot be judged: no result found"),
    Word.NOT_REPORTED: _("Not reported"),
    Word.NOT_COLLECTED: _("Not found"),
}


def word_of(speech: Speech, word: Word) -> str:
    """Return the word a page prints for a verdict; what cannot be judged says why (design 6.7)."""
    words = _WORDS[word]
    return speech.gettext(words)


_SHORT = (
    *(Word.MET, Word.MISSED, Word.NO_CASES, Word.NOT_AVAILABLE, Word.SUSPENDED),
    *(Word.NOT_REPORTED, Word.NOT_COLLECTED),
)


def period_word(speech: Speech, word: Word) -> str:
    """Return the word beside the mark of one of several periods; why none is judged stands elsewhere."""
    if word is Word.TOO_FEW:
        return speech.gettext("Too few cases")
    return word_of(speech, word) if word in _SHORT else speech.gettext("Not judged")


def bucket_word(speech: Speech, bucket: Bucket, count: int) -> str:
    """Return the words that stand behind one of the four headline counts."""
    one, many = _COUNTED[bucket]
    return speech.ngettext(one, many, count)


def word_of_column(speech: Speech, bucket: Bucket) -> str:
    """Return the head of a column that holds one of the four headline counts: of many, as it stands over them."""
    return capitalized(bucket_word(speech, bucket, 2))


def verdict_view(
    speech: Speech, standard: Standard, verdict: Verdict, *, compiled: bool = False
) -> VerdictView:
    """Return a verdict in words; of a compiled charter it says what was found, not what there is."""
    return VerdictView(
        kind=verdict.word.value,
        word=word_of(speech, verdict.word),
        why=_why(speech, standard, verdict, compiled=compiled),
        provisional=verdict.provisional,
    )


def standing_view(speech: Speech, standing: Standing) -> VerdictView:
    """Return where a promise stands in words: the verdict, its age, and what is late (design 6.5)."""
    compiled = standing.collected_until is not None
    view = verdict_view(speech, standing.standard, standing.verdict, compiled=compiled)
    if standing.verdict.word is Word.OLDER_PROMISE:
        view = replace(view, why=in_a_row(_older(speech, standing), view.why))
    without = (Word.NOT_AVAILABLE, Word.IN_WORDS)
    if standing.verdict.word in without or standing.verdict.suspended:
        view = replace(view, why=in_a_row(view.why, _before(speech, standing)))
    judged = standing.verdict.bucket is not Bucket.UNJUDGED
    return replace(
        view, age=ago_words(speech, standing) if judged else "", late=_late_words(speech, standing)
    )


def said_in_one(speech: Speech, view: VerdictView) -> str:
    """Return the word with its age, for a sentence: `Missed, 3 years ago`."""
    if not view.age:
        return view.word
    return speech.gettext("{verdict}, {age}").format(verdict=view.word, age=view.age)


_TELLS_ITSELF = (Word.NO_CASES, Word.NOT_AVAILABLE)
"""Behind these a result could only say once more that there is none."""


def with_result(speech: Speech, word: Word, said: str, result: str, when: str) -> str:
    """Return a verdict as it is said with its result behind it: `Met: 84 of every 100 calls, 2025`."""
    words = when if word in _TELLS_ITSELF else f"{result}, {when}"
    if speech.gettext(": ") in said:  # A reader takes one colon for the other.
        return speech.joined((said, words))
    return speech.headed(said, words)


def ago_words(speech: Speech, standing: Standing) -> str:
    """Return how long ago the period of the newest result ended, where it is old; else ''."""
    if not standing.is_old:
        return ""
    years, months = divmod(standing.months_old or 0, 12)
    if years:
        return speech.so_many("{count} year ago", "{count} years ago", years)
    return speech.so_many("{count} month ago", "{count} months ago", months)


def _late_words(speech: Speech, standing: Standing) -> str:
    _ = speech.gettext
    if standing.late_since is None:
        return ""
    words = _("The next result has been late since {day}.")
    if not (standing.judged or standing.parts):
        words = _("The first result has been late since {day}.")
    return words.format(day=speech.day(standing.late_since))


def _older(speech: Speech, standing: Standing) -> str:
    """Return what the newest result was measured under, when today's promise has none of its own."""
    _ = speech.gettext
    then = judged_by(standing.standard, standing.judged[-1].result.period).limit
    if then is not None and then != standing.standard.limit:
        words = _("This result was measured under an older promise ({level}).")
        return words.format(level=speech.amount(then))
    words = _("This result was measured before the promise was changed on {day}.")
    return words.format(day=speech.day(standing.verdict.on or standing.as_of))


def _before(speech: Speech, standing: Standing) -> str:
    """Return what the last result was, where none counts for the newest period."""
    if (last := standing.last_counted) is None:
        return ""
    words = speech.gettext("The result before ({period}): {verdict}.")
    period = when_words(speech, standing.standard, last.result.period)
    return words.format(period=period, verdict=word_of(speech, last.verdict.word))


_WHY: Mapping[Word, str] = {
    Word.TOO_FEW: _("The counts are shown, but so few cases say little about the service."),
    Word.NO_CASES: _("There was no case in this period, so there is nothing to judge."),
    Word.NO_LEVEL: _("The agency does not say what level it wants to keep, so we cannot say kept or missed."),
    Word.NOT_HOW_OFTEN: _("The agency does not say how often it wants to keep this, so we cannot say kept or missed."),
    Word.NO_AIM_THEN: _("There was no aim for the time of this result, so we cannot say kept or missed."),
    Word.OVER_SEASONS: _("The period lies partly in a season with an aim of its own, so that no one aim holds for it."),
    Word.OLDER_PROMISE: _("No result has been published for the promise of today."),
    Word.ONLY_PARTS: _("Results are published for parts only; each of them is judged by itself."),
    Word.NONE_YET: _("No result has been published yet."),
    Word.NOT_FOUND: _("No result was found in the documents used."),
    Word.NOT_REPORTED: _("A result was due for this period and was not published."),
    Word.NOT_COLLECTED: _("No result was found in the documents used."),
    Word.IN_WORDS: _("These are the agency's own words; there is no figure that could be held against the aim."),
    Word.HIDDEN: _("So small a number stands behind this figure that we may not show it."),
}  # fmt: skip
_NOT_FOUND: Mapping[Word, str] = {
    Word.NO_LEVEL: _("No level that the agency wants to keep was found in the documents used, so we cannot say kept or missed."),
    Word.NOT_HOW_OFTEN: _("How often the agency wants to keep this was not found in the documents used, so we cannot say kept or missed."),
    Word.NO_AIM_THEN: _("No aim of that time was found in the documents used, so we cannot say kept or missed."),
    Word.OLDER_PROMISE: _("No result for the promise of today was found in the documents used."),
}  # fmt: skip
"""What is said of a compiled charter: that it was not found, never that there is none."""


def _why(speech: Speech, standard: Standard, verdict: Verdict, *, compiled: bool) -> Said:
    """Return how sure a verdict is, or why there is none: the agency's own words in their language."""
    if verdict.word is Word.NOT_AVAILABLE:
        words = speech.gettext("The agency says why there is no result: {reason}")
        if compiled:  # whoever put the records together may have said it
            words = speech.gettext("Why there is no result: {reason}")
        return filled(words, reason=ended(speech.cell(verdict.reason)))
    if verdict.suspended is not None:
        return suspension_words(speech, verdict.suspended)
    return Said(_plain_why(speech, standard, verdict, compiled=compiled))


def _plain_why(speech: Speech, standard: Standard, verdict: Verdict, *, compiled: bool) -> str:
    _ = speech.gettext
    if verdict.word in (Word.MET, Word.MISSED):
        return _how_sure(speech, verdict)
    if verdict.word is Word.NO_LEVEL and not standard.measure.shape.is_measured:
        return _(
            "This is a promise in words: it names no level that a result could be held against."
        )
    if verdict.word is Word.CHANGED:
        day = speech.day(verdict.on) if verdict.on else ""
        return _(
            "The promise was changed on {day}, within this period, so the result is not judged."
        ).format(day=day)
    found = _NOT_FOUND if compiled and verdict.word in _NOT_FOUND else _WHY
    words = found.get(verdict.word, "")
    return _(words) if words else ""


def suspension_words(speech: Speech, suspended: Suspension) -> Said:
    """Return since when a promise does not hold, or from when to when it did not, and why.

    That it is suspended says the verdict beside it.
    """
    when = Said(capitalized(suspended_when(speech, suspended)))
    return filled(
        speech.headed("{when}", "{reason}"), when=when, reason=ended(speech.say(suspended.reason))
    )


def suspended_when(speech: Speech, suspended: Suspension) -> str:
    """Return the time in which a promise does not hold: since a day, or from one to another."""
    if suspended.to is None:
        return speech.gettext("since {day}").format(day=speech.day(suspended.from_))
    if suspended.to == suspended.from_:
        return speech.gettext("on {day}").format(day=speech.day(suspended.to))
    words = speech.gettext("from {first} to {last}")
    return words.format(first=speech.day(suspended.from_), last=speech.day(suspended.to))


def _how_sure(speech: Speech, verdict: Verdict) -> str:
    _ = speech.gettext
    if verdict.beyond_chance is None or verdict.target is None:
        return ""
    if not verdict.beyond_chance:
        return _("Chance alone could have decided whether the aim was met.")
    if not verdict.reached:
        return _("Clearly short of the aim: more than chance can explain.")
    if verdict.target.direction is Direction.INSIDE:
        return _("Clearly within the aim: more than chance can explain.")
    return _("Clearly better than the aim: more than chance can explain.")
