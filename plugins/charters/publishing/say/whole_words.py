"""A result as it would be with everybody counted in, in words, beside the result as published."""

from __future__ import annotations

from charters.judging.figures import Published
from charters.judging.standings import JudgedResult
from charters.judging.verdicts import Verdict
from charters.judging.whole_count import with_all
from charters.model.results import Result
from charters.model.standards import Measured, Standard
from charters.publishing.say.result_words import cases_words
from charters.publishing.say.speech import Speech
from charters.publishing.say.verdict_words import word_of


def whole_words(speech: Speech, standard: Measured, judged: JudgedResult | Published) -> str:
    """Return the result as it would be with everybody counted in; '' where all are counted."""
    if not isinstance(standard, Standard) or (found := with_all(standard, judged.result)) is None:
        return ""
    result, verdict = found
    said = _counted_in(speech, judged.result).format(counts=cases_words(speech, result))
    if judged.verdict.reached is None or verdict.reached is None:
        return said
    return f"{said} {_then_judged(speech, verdict, judged.verdict)}"


def turned_by_all(speech: Speech, standard: Standard, judged: JudgedResult) -> str:
    """Return the same where it would be another verdict; '' where it would not."""
    found = with_all(standard, judged.result)
    turned = found is not None and found[1].word is not judged.verdict.word
    return whole_words(speech, standard, judged) if turned else ""


def _then_judged(speech: Speech, verdict: Verdict, published: Verdict) -> str:
    _ = speech.gettext
    if verdict.word is published.word:
        return _("The verdict would be the same.")
    return _("The verdict would be {verdict}; {judged} is on the result as published.").format(
        verdict=word_of(speech, verdict.word), judged=word_of(speech, published.word)
    )


def _counted_in(speech: Speech, result: Result) -> str:
    _ = speech.gettext
    return {
        (True, True): _("With what was left out and what is still open counted as not kept, it would be {counts}."),
        (True, False): _("With what was left out counted as not kept, it would be {counts}."),
        (False, True): _("With what is still open counted as not kept, it would be {counts}."),
    }[bool(result.excluded), bool(result.overdue)]  # fmt: skip
