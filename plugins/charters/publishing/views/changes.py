"""What changed about a promise: made weaker or stronger, reworded or ended, and its results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from charters.judging.aim_changes import changes_of
from charters.judging.back_dated import back_dated
from charters.judging.effects import Effect
from charters.judging.history import entered_end
from charters.judging.promise_changes import effect_of, follows_a_miss
from charters.judging.standings import Standing
from charters.judging.suspended_times import Turn, turns_of
from charters.model.change import NOT_FOUND, NOTHING, Change, ChangedField, Withdrawn
from charters.model.standards import Standard
from charters.model.text import Text
from charters.model.written_levels import parse_quantity, parse_target
from charters.publishing.book import Book, once
from charters.publishing.say.past_words import back_dated_words, late_turn_words
from charters.publishing.say.result_words import part_words
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.change_entry import ChangeView, entry_of
from charters.publishing.views.cited import source_view
from charters.publishing.views.moved import moves_of
from charters.publishing.views.result_entries import result_changes
from charters.rules.past.unsaid import unsaid


@once
def change_views(book: Book, standing: Standing) -> list[ChangeView]:
    """Return every change of one promise and every correction of its results, newest first."""
    found = [
        *_promise_changes(book, standing),
        *moves_of(book, standing.charter, standing.standard),
        *result_changes(book, standing),
    ]
    return sorted(found, key=lambda view: (view.day, view.key), reverse=True)


def _promise_changes(book: Book, standing: Standing) -> Iterator[ChangeView]:
    speech, standard = book.speech, standing.standard
    dated_back = {late.change.key: late for late in back_dated(standing)}
    for change in changes_of(standard):
        late = dated_back.get(change.key)
        day, made = late.published if late else change.date, effect_of(change)
        sides = _moved(speech, change.field, change.from_, change.to)
        sides["now"] = _of_part(speech, standard, change, sides["now"])
        yield entry_of(
            book, standing, day, made,
            **sides,
            late=back_dated_words(speech, standard, late) if late else (),
            restated=_restated(speech, change),
            why=speech.say(change.reason),
            after_miss=made is Effect.WEAKER and follows_a_miss(standing, day),
            source=source_view(speech, standing.charter, change.source),
            key="/".join(filter(None, (f"{change.date}", change.field.value, change.part))),
        )  # fmt: skip
    for moved in unsaid(standard):
        made = moved.what.effect
        yield entry_of(
            book, standing, moved.day, made,
            **_moved(speech, moved.level, moved.from_, moved.to),
            late=[speech.gettext("The charter says nothing of this change; earlier versions of its files show it.")],
            after_miss=made is Effect.WEAKER and follows_a_miss(standing, moved.day),
            key=f"{moved.day}/{'/'.join(moved.what.keys)}",
        )  # fmt: skip
    for turn in turns_of(standard):
        yield _turn(book, standing, turn)
    if standard.withdrawn is not None:
        yield _end(book, standing, standard.withdrawn)


def _of_part(speech: Speech, standard: Standard, change: Change, level: str) -> str:
    """Return a level with the part it is for, where it is not for the whole."""
    if not change.part:
        return level
    return speech.headed(part_words(speech, standard, change.part).words, level)


def _restated(speech: Speech, change: Change) -> str:
    if not change.restated:
        return ""
    return speech.gettext(
        "Earlier results were counted again in the new way, so they can be compared."
    )


def _turn(book: Book, standing: Standing, turn: Turn) -> ChangeView:
    """Return the entry of a day on which a promise was suspended, or on which it held again."""
    speech, day = book.speech, turn.day
    late: list[str] = []
    if turn.is_dated_back and turn.published is not None:
        day, late = turn.published, late_turn_words(speech, standing, turn)
    return entry_of(
        book, standing, day, turn.effect,
        late=late,
        why=Said("") if turn.resumed else speech.say(turn.reason),
        after_miss=not turn.resumed and follows_a_miss(standing, day),
        source=source_view(speech, standing.charter, turn.source),
        key=f"{turn.day}/{turn.effect}",
    )  # fmt: skip


def _end(book: Book, standing: Standing, gone: Withdrawn) -> ChangeView:
    speech, published = book.speech, entered_end(standing.standard)
    day, late = gone.date, ""
    if published is not None and published > day:
        form = speech.gettext("This end is dated {dated} and was published on {published}.")
        late = form.format(dated=speech.day(day), published=speech.day(published))
        day = published
    why = speech.say(gone.reason)
    source = source_view(speech, standing.charter, gone.source)
    told = [late] if late else ()
    return entry_of(
        book, standing, day, Effect.ENDED, why=why, source=source, late=told, key=gone.date
    )


def _moved(
    speech: Speech, field: ChangedField, before: Text | str, now: Text | str
) -> dict[str, Any]:
    """Return both sides of a change, and the language of their words where it is not the page's."""
    sides = [_told(speech, field, level) for level in (before, now)]
    language = next((side.language for side in sides if side.language), "")
    return {"was": sides[0].words, "now": sides[1].words, "written_in": language}


def _told(speech: Speech, field: ChangedField, level: Text | str) -> Said:
    """Return one side of a change as pages say it, not as the editor's file writes it."""
    _, written = speech.gettext, str(level)
    if written in NOTHING:
        return Said(_("none found") if written == NOT_FOUND else _("none"))
    try:
        if field is ChangedField.TARGET:
            return Said(speech.aim(parse_target(written)))
        if field is ChangedField.LIMIT:
            return Said(speech.amount(parse_quantity(written)))
    except PydanticCustomError:
        pass  # The reader has said so already; the words are shown as they are.
    return speech.cell(level) if isinstance(level, str) else speech.say(level)
