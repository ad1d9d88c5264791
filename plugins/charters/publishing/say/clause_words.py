"""The words of the order's pages: clauses, states, strength of evidence, and what rules say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from charters.model.quantities import Quantity
from charters.model.register import Charter
from charters.model.text import Text
from charters.problems import Cases, Message
from charters.problems.message import two_decimals
from charters.publishing.say.catalogues import catalogue_for
from charters.publishing.say.marks import _n
from charters.publishing.say.speech import Speech, capitalized
from charters.rules.findings import State, Strength
from charters.rules.framework import Clause


def clause_title(speech: Speech, clause: Clause) -> str:
    """Return the plain title of a clause, with its letter."""
    title = say_message(speech, clause.title)
    return f"({clause.id}) {title}" if len(clause.id) == 1 and clause.id != "x" else title


def column_title(speech: Speech, clause: Clause) -> str:
    """Return what the head of a narrow column calls a clause."""
    return say_message(speech, clause.short) or clause_title(speech, clause)


# Translators: the states of checks and items; also behind a number, such as "2 missing".
_STATES = {
    State.PRESENT: _n("present", "present"),
    State.PARTIAL: _n("partial", "partial"),
    State.MISSING: _n("missing", "missing"),
    State.STALE: _n("out of date", "out of date"),
    State.CONTRADICTORY: _n("contradictory", "contradictory"),
    State.NOT_APPLICABLE: _n("does not apply", "do not apply"),
    State.NEEDS_A_PERSON: _n("needs a person", "need a person"),
}


def state_word(speech: Speech, state: State, count: int = 1, *, compiled: bool = False) -> str:
    """Return the word for a state, as it stands behind a number: what a compiled charter lacks was not found."""
    if compiled and state is State.MISSING:
        return speech.ngettext("not found", "not found", count)
    one, many = _STATES[state]
    return speech.ngettext(one, many, count)


def state_here(speech: Speech, charter: Charter, state: State, count: int = 1) -> str:
    """Return the word for a state at one agency."""
    return state_word(speech, state, count, compiled=charter.agency.compiled is not None)


def strength_word(speech: Speech, strength: Strength) -> str:
    """Return what the strength of evidence means."""
    _ = speech.gettext
    return {
        Strength.NOTHING: _("nothing, or a bare yes"),
        Strength.WORDS: _("described in words"),
        Strength.FIGURES: _("figures that can be worked out again"),
        Strength.OPENED: _("tried, and answered, on a recorded day"),
        Strength.CONFIRMED: _("confirmed by somebody outside"),
    }[strength]


def as_sentence(words: str) -> str:
    """Return words with a capital and a full stop."""
    ended = words if not words or words[-1] in ".!?:" or "://" in words[-60:] else f"{words}."
    return capitalized(ended)


def say_message(speech: Speech, message: Message) -> str:
    """Return a message in the site's language."""
    if not message.template:
        return ""
    values = {name: said_value(speech, value) for name, value in message.values}
    return speech.gettext(message.template).format(**values)


def sayer(language: str) -> Callable[[Message], str]:
    """Return what says messages in a language, for a terminal."""
    speech = Speech(language, catalogue_for(language))
    return lambda message: say_message(speech, message)


def said_value(speech: Speech, value: object) -> str:
    """Return a value of a message in words."""
    if isinstance(value, Message):
        return say_message(speech, value)
    if isinstance(value, Text):
        return speech.say(value).words
    if isinstance(value, date):
        return speech.day(value)
    if isinstance(value, Quantity):
        return speech.measured(value.amount, value.unit)
    if isinstance(value, Cases):
        return speech.people(value)
    if isinstance(value, Decimal | Fraction):
        value = two_decimals(value)
    return speech.number(value) if isinstance(value, int | Decimal) else str(value)
