"""The words of the order's pages: items, states, strength of evidence, and what checks say."""

from __future__ import annotations

from datetime import date

from charters.checks.findings import Message, State, Strength
from charters.checks.order import ITEMS
from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.speech import Speech, _n


def item_title(speech: Speech, item: str) -> str:
    """Return the plain title of an item of the order, with its letter or section."""
    title = say_message(speech, ITEMS[item])
    return f"({item}) {title}" if item in "abcdefgh" else title


def item_asks(speech: Speech, item: str) -> str:
    """Return what an item of the order asks, in one plain sentence."""
    _ = speech.gettext
    return {
        "a": _("Identify the customers who are, or should be, served."),
        "b": _(
            "Survey customers on the kind and quality of services they want, and on their satisfaction."
        ),
        "c": _("Post service standards and measure results against them."),
        "d": _("Benchmark customer service performance against the best private organizations."),
        "e": _("Survey front-line employees on barriers to, and ideas for, matching the best."),
        "f": _("Give customers choices in both the sources of service and the means of delivery."),
        "g": _("Make information, services and complaint systems easily accessible."),
        "h": _("Provide means to address customer complaints."),
        "s2": _(
            "Report on customer surveys, and use satisfaction in judging management and sharing out resources."
        ),
        "s3": _(
            "Publish a plan that customers can readily understand, with standards, benchmarks and future surveys."
        ),
        "s4": _("Independent agencies are requested to adhere to the order."),
        "s5": _(
            "The order is internal management; it creates no right that can be enforced in court."
        ),
        "x": _("What guidance in several countries adds to the order; advice, never a duty."),
    }[item]


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


def state_word(speech: Speech, state: State, count: int = 1) -> str:
    """Return the word for a state, as it stands behind a number."""
    one, many = _STATES[state]
    return speech.ngettext(one, many, count)


def state_here(speech: Speech, charter: Charter, state: State, count: int = 1) -> str:
    """Return the word for a state at one agency: what a compiled charter lacks was not found."""
    if charter.agency.compiled and state is State.MISSING:
        return speech.ngettext("not found", "not found", count)
    return state_word(speech, state, count)


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


def say_message(speech: Speech, message: Message) -> str:
    """Return a check's sentence in the site's language."""
    if not message.template:
        return ""
    values = {name: _value(speech, value) for name, value in message.values}
    return speech.gettext(message.template).format(**values)


def _value(speech: Speech, value: object) -> str:
    if isinstance(value, Message):
        return say_message(speech, value)
    if isinstance(value, Text):
        return speech.say(value).words
    if isinstance(value, date):
        return speech.day(value)
    return speech.number(value) if isinstance(value, int) else str(value)
