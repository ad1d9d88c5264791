"""Which part of a promise did best and which worst, by their names and in one sentence."""

from __future__ import annotations

from charters.judging.best_parts import Ends
from charters.model.standards import Standard
from charters.publishing.say.pieces import filled
from charters.publishing.say.result_words import part_words, when_words, words_of
from charters.publishing.say.speech import Said, Speech


def best_words(speech: Speech, standard: Standard, ends: Ends) -> Said:
    """Return the best and the worst part with their results; of more than two, of how many."""
    form = speech.gettext(
        "Best of {count}: {best}, {best_result}. Worst: {worst}, {worst_result} ({period})."
    )
    if ends.of == 2:
        form = speech.gettext(
            "Best: {best}, {best_result}. Worst: {worst}, {worst_result} ({period})."
        )
    return filled(
        form,
        count=Said(speech.number(ends.of)),
        best=_name(speech, standard, ends.best.result.part),
        best_result=Said(words_of(speech, standard, ends.best)),
        worst=_name(speech, standard, ends.worst.result.part),
        worst_result=Said(words_of(speech, standard, ends.worst)),
        period=Said(when_words(speech, standard, ends.best.result.period)),
    )


def _name(speech: Speech, standard: Standard, part: str) -> Said:
    """Return the name of a part; where it has none, what stands behind its kind: `office: North`."""
    said = part_words(speech, standard, part)
    bare = said.words.partition(":")[2].strip() if said.words == part else ""
    return said._replace(words=bare or said.words)
