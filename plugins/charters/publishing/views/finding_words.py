"""What may be told of a finding: no count that has to stay hidden."""

from __future__ import annotations

from decimal import Decimal

from charters.model.quantities import HIDDEN, Quantity
from charters.problems import Cases
from charters.problems.message import Message, _
from charters.publishing.book import Book
from charters.rules.findings import Finding, State


def to_say(book: Book, finding: Finding) -> Message:
    """Return what a finding says; where small numbers are hidden, no figure of a contradiction."""
    if finding.state is State.CONTRADICTORY and book.register.settings.hides_small_counts:
        return _("two statements on this cannot both be true")
    return _shown(book, finding, finding.seen.sentence)


def to_add(book: Book, finding: Finding) -> Message:
    """Return what a finding asks for, with no count that may not be shown."""
    return _shown(book, finding, finding.seen.add)


def _shown(book: Book, finding: Finding, message: Message) -> Message:
    """Return a message with counts hidden: every one, as a rule does not know which tells another.

    The figures of a contradiction tell the counts that they were worked out from. Counts of staff are
    hidden on every site, but only those that are too small.
    """
    if not message.values:
        return message
    fewest = book.audit.register.settings.staff_answers_at_least if finding.clause == "e" else 0
    kinds = (int, Decimal, Quantity) if finding.state is State.CONTRADICTORY else Cases

    def shown(value: object) -> object:
        if isinstance(value, Message):
            return _shown(book, finding, value)
        small = isinstance(value, Cases) and 0 < value < fewest
        return (
            book.speech.people(HIDDEN)
            if small or (book.register.settings.hides_small_counts and isinstance(value, kinds))
            else value
        )

    return Message(message.template, tuple((name, shown(value)) for name, value in message.values))
