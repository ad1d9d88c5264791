"""Whether a promise was kept, in one plain sentence: yes or no, what it was, and what was aimed at."""

from __future__ import annotations

from charters.judging.history import counted_on
from charters.judging.standings import JudgedResult
from charters.judging.verdicts import Verdict, Word
from charters.model.quantities import TIME_UNITS
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.publishing.say.result_words import words_of
from charters.publishing.say.speech import Speech


def short_answer(
    speech: Speech, verdict: Verdict, judged: JudgedResult | None, aim: str, age: str = ""
) -> str:
    """Return whether a promise was kept, how long ago where that is old, its result and the aim then."""
    answer = _answer(speech, verdict.word, age)
    if verdict.word in _WITHOUT_RESULT:
        return answer
    if judged is None:
        none = speech.gettext("No result is known.")
        return f"{answer} {none}"
    said = _said(speech, judged)
    if judged.result.answer is None or verdict.word not in (Word.MET, Word.MISSED):
        said = _against(speech, verdict.word).format(said=said, aim=aim)
    return f"{answer} {said}"


def short_answer_of_levels(speech: Speech, word: Word, kept: int, count: int, age: str) -> str:
    """Return whether a promise of several levels was kept: it is if every level is."""
    words = speech.gettext("Levels kept: {kept} of {count}.")
    said = words.format(count=speech.number(count), kept=speech.number(kept))
    return f"{_answer(speech, word, age)} {said}"


_WITHOUT_RESULT = (
    *(Word.NO_CASES, Word.HIDDEN, Word.SUSPENDED, Word.NOT_AVAILABLE, Word.IN_WORDS),
    Word.ONLY_PARTS,
)
"""Where nothing was published that could be said beside the answer."""


def _answer(speech: Speech, word: Word, age: str) -> str:
    _ = speech.gettext
    old = {
        Word.MET: _("In short: yes, {age}."),
        Word.MISSED: _("In short: no, {age}."),
    }
    found = {
        Word.MET: _("In short: yes."),
        Word.MISSED: _("In short: no."),
        Word.TOO_FEW: _("In short: too few cases to say."),
        Word.NO_CASES: _("In short: there was no case, so there was nothing to keep."),
        Word.HIDDEN: _("In short: nobody can say. So small a number is not shown."),
        Word.SUSPENDED: _("In short: the promise does not hold at present."),
        Word.NOT_AVAILABLE: _("In short: nobody can say. No figure was published."),
        Word.ONLY_PARTS: _("In short: nobody can say for the whole. There are results of parts."),
        Word.IN_WORDS: _("In short: nobody can say. Only words were published."),
    }
    words = old.get(word) if age else None
    return (words or found.get(word, _("In short: nobody can say."))).format(age=age)


def _said(speech: Speech, judged: JudgedResult) -> str:
    """Return what the result was, as a sentence; without its end, where the aim is to follow."""
    _, standard = speech.gettext, counted_on(judged.standard, judged.result.period.start)
    if judged.result.answer is not None:
        no = _("The agency says it did not keep this.")
        return _("The agency says it kept this.") if judged.result.answer else no
    return _form(speech, standard).format(result=words_of(speech, judged.standard, judged))


def _form(speech: Speech, standard: Standard) -> str:
    _, measure = speech.gettext, standard.measure
    if measure.result_unit in TIME_UNITS and not measure.shape.is_share:
        return _("It took {result}")
    return {
        Shape.SHARE_WITHIN_LIMIT: _("It was kept for {result}"),
        Shape.COUNT_AT_LEAST: _("It came to {result}"),
        Shape.COUNT_AT_MOST: _("It came to {result}"),
        Shape.BACKLOG: _("Still open: {result}"),
    }.get(measure.shape, _("The result: {result}"))


def _against(speech: Speech, word: Word) -> str:
    """Return what the result is held against, or why it is held against nothing."""
    _ = speech.gettext
    return {
        Word.NO_LEVEL: _("{said}; no promised level is known."),
        Word.NOT_HOW_OFTEN: _("{said}; how often it should be is not known."),
        Word.NO_AIM_THEN: _("{said}; no aim of that time is known."),
        Word.OLDER_PROMISE: _("{said}, under an older promise."),
        Word.OVER_SEASONS: _("{said}, over two seasons with aims of their own."),
        Word.CHANGED: _("{said}, in a period in which the promise changed."),
        Word.SUSPENDED_THEN: _("{said}, in a time in which the promise did not hold."),
    }.get(word, _("{said}; the aim was {aim}."))
