"""What has to fit together between the parts that a promise declares and the rows that name one."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping

from charters.model.file_names import RESULTS, TARGETS
from charters.model.refusal import shown
from charters.model.register import Charter
from charters.model.standards import Standard
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.agreeing import agreeing


def part_problems(charter: Charter) -> Iterator[Problem]:
    """Yield parts declared twice, and rows that call a part by its name or with other capitals."""
    for standard in charter.standards:
        yield from _twice(charter, standard)
        yield from _without_level(charter, standard)
        ids = _ids_by_spelling(standard)
        named = [*_named(charter, standard)]
        count = Counter(part for _, part in named)
        for place, part in named:
            meant = ids.get(part.casefold()) or (_like(part, ids) if count[part] == 1 else "")
            if part not in standard.part_by_id and meant:
                said = _(
                    "{part} is the part '{meant}' of this promise; write its id: {meant}",
                    part=shown(part),
                    meant=meant,
                )
                n = [one.id for one in standard.parts].index(meant)
                also = charter.in_standard(standard, "parts", n, "id")
                yield Problem(place, "T015", said, (also,))


def _like(part: str, ids: Mapping[str, str]) -> str:
    """Return the part that one row alone calls by another name, as a slip of the hand makes it."""
    close = difflib.get_close_matches(part.casefold(), ids, 1, 0.8) if part else []
    return ids[close[0]] if close else ""


def _without_level(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """Yield results of a promise of several levels that name none of them."""
    levels = [str(level.limit) for level in standard.levels if level.target]
    if not levels or standard.limit:  # of a limit beside them that is told
        return
    also = charter.in_standard(standard, "levels")
    unnamed = _("this promise has several levels, and 'part' is blank; write one of {levels}")
    other = _(
        "this promise has several levels, and {part} is none of its levels; write one of {levels}"
    )
    of_all = _(
        "this promise has several levels, and {places} name none of them; write one of {levels} under 'part' there"
    ).filled(levels=", ".join(levels))
    unfit: dict[bool, list[Problem]] = {True: [], False: []}
    for row in charter.results.get(standard.id, ()):
        if row.part not in standard.part_by_id:
            said = other.filled(part=shown(row.part)) if row.part else unnamed
            said = said.filled(levels=", ".join(levels))
            place = charter.place(RESULTS, row.line, "part")
            unfit[bool(row.part)].append(Problem(place, "T016", said, (also,)))
    yield from unfit[True]
    yield from agreeing(unfit[False], lambda places: of_all.filled(places=places))


def _twice(charter: Charter, standard: Standard) -> Iterator[Problem]:
    seen: set[str] = set()
    for n, part in enumerate(standard.parts):
        if part.id in seen:
            place = charter.in_standard(standard, "parts", n, "id")
            said = _(
                "the part {part} is declared twice; give this one an id of its own",
                part=shown(part.id),
            )
            yield Problem(place, "T001", said)
        seen.add(part.id)


def _ids_by_spelling(standard: Standard) -> dict[str, str]:
    """Return the id of each part by what an editor may write for it, in small letters."""
    named = [(words, part.id) for part in standard.parts for _code, words in part.name.by_language]
    own = [(part.id, part.id) for part in standard.parts]
    return {words.casefold(): name for words, name in (*named, *own)}


def _named(charter: Charter, standard: Standard) -> Iterator[tuple[Place, str]]:
    """Yield the parts that rows of either table name, with the place of the cell."""
    for row in charter.results.get(standard.id, ()) if standard.parts else ():
        yield charter.place(RESULTS, row.line, "part"), row.part
    for aim in standard.aims if standard.parts else ():
        yield charter.place(TARGETS, aim.line, "part"), aim.part
