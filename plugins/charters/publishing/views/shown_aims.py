"""The aim beside a result: the one of its time, and that of today where it is another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from charters.judging.history import counted_on
from charters.judging.standings import JudgedResult, Standing
from charters.model.quantities import Target
from charters.model.standards import Measured
from charters.publishing.say.result_words import aim_of, part_words
from charters.publishing.say.speech import Speech


@dataclass(frozen=True, slots=True)
class AimView:
    """The aim that stood in the period of the result, and the one of today where it differs."""

    then: str
    """The aim beside the result; that of today where there is no result. '' for none."""
    beside: str
    """The same as a sentence; `Our aim then` where it is another today."""
    today: str
    """A sentence of its own on the aim of today, where it differs from the one beside the result."""
    none: str = ""
    """What a table says where there is no aim beside the result."""

    @property
    def cell(self) -> str:
        """The aim as a table with a column of aims says it."""
        return f"{self.beside} {self.today}".strip() if self.today else self.then or self.none


def of_level(speech: Speech, standing: Standing, judged: JudgedResult, words: str) -> str:
    """Return a result, or an aim, with the level it is of: 87 of every 100 within 25 days."""
    level = part_words(speech, standing.standard, judged.result.part).words
    return f"{words} {level}"


def aim_words(speech: Speech, standard: Measured, target: Target | None) -> str:
    """Return an aim in words; '' where there is none."""
    return aim_of(speech, standard.measure, target) if target else ""


def aim_view(speech: Speech, standing: Standing) -> AimView:
    """Return the aim in force in the period of the result, and today's where that is another."""
    return replace(_aims(speech, standing), none=none_words(speech, standing))


def none_words(speech: Speech, standing: Standing) -> str:
    """Return that there is no aim; of a compiled promise, that none was found; of a yes or no, what is aimed at."""
    _, standard = speech.gettext, standing.standard
    if standard.measure.shape.is_answer:
        return _("to keep it")
    return _("none found") if standing.charter.compiled_for(standard) else _("none")


def _aims(speech: Speech, standing: Standing) -> AimView:
    _, standard = speech.gettext, standing.standard
    if standing.latest is None and standing.by_level:
        aims = (
            of_level(speech, standing, judged, aim_words(speech, standard, judged.target))
            for judged in standing.by_level
        )
        then = speech.joined(aims)
        return AimView(then, _("Our aim: {aim}.").format(aim=then), "")
    today = aim_words(speech, standard, standing.target)
    if standing.latest is None:
        return AimView(today, _("Our aim: {aim}.").format(aim=today) if today else "", "")
    counted = counted_on(standard, standing.latest.result.period.start)
    then = aim_words(speech, counted, standing.latest.verdict.target)
    if then == today:
        return AimView(then, _("Our aim: {aim}.").format(aim=then) if then else "", "")
    none_now = _("There is no aim today.")
    if standing.collected_until:
        none_now = _("No aim of today was found in the documents used.")
    unknown = ""
    if standing.collected_until:
        unknown = _("No aim of the time of the result was found.")
    return AimView(
        then,
        _("Our aim then: {aim}.").format(aim=then) if then else unknown,
        _("Our aim today: {aim}.").format(aim=today) if today else none_now,
    )
