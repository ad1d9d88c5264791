"""A result as it would be with everybody counted in, in words, beside the result as published."""

from __future__ import annotations

from charters.judging.figures import Published
from charters.judging.standings import Judged
from charters.judging.whole_count import with_all
from charters.model.results import Result
from charters.model.standards import Measured, Standard
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import cases_words, word_of


def whole_words(speech: Speech, standard: Measured, judged: Judged | Published) -> str:
    """Return the result as it would be with everybody counted in; '' where all are counted."""
    if not isinstance(standard, Standard) or (found := with_all(standard, judged.result)) is None:
        return ""
    result, verdict = found
    counts = cases_words(speech, result)
    if judged.verdict.reached is None or verdict.reached is None:
        return _whole_form(speech, judged.result, "").format(counts=counts)
    one, other = (word_of(speech, word) for word in (verdict.word, judged.verdict.word))
    return _whole_form(speech, judged.result, "judged").format(
        counts=counts, verdict=one, judged=other
    )


def _whole_form(speech: Speech, result: Result, kind: str) -> str:
    _ = speech.gettext
    of_both = bool(result.excluded), bool(result.overdue)
    if kind:
        return {
            (True, True): _("With those left out and those still open counted as not kept it would be {counts}: {verdict}. The verdict, {judged}, is on the result as published."),
            (True, False): _("With those left out counted as not kept it would be {counts}: {verdict}. The verdict, {judged}, is on the result as published."),
            (False, True): _("With those still open counted as not kept it would be {counts}: {verdict}. The verdict, {judged}, is on the result as published."),
        }[of_both]  # fmt: skip
    return {
        (True, True): _("With those left out and those still open counted as not kept it would be {counts}."),
        (True, False): _("With those left out counted as not kept it would be {counts}."),
        (False, True): _("With those still open counted as not kept it would be {counts}."),
    }[of_both]  # fmt: skip
