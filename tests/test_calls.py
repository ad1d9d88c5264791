"""What is worked out once is asked for once: calls counted while a whole site is built."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import FrameType

from builders import every_view, whole_folder
from charters.judging.history import in_force, judged_by
from charters.judging.promise_changes import words_then
from charters.judging.standings import standing_of_part
from charters.judging.verdicts import Word
from charters.publishing.book import open_book
from charters.publishing.views.changes import change_views
from charters.publishing.views.method import SHARES
from charters.publishing.views.result_entries import new_results
from charters.reading import read
from charters.reading.site_settings import settings_of
from charters.rules import audit
from counting import watching


def test_the_target_in_force_is_asked_once_per_result(tmp_path: Path) -> None:
    folder = whole_folder(tmp_path)
    # Where a number is hidden, the pages rest on other rows than the checks, each judged for itself.
    settings = settings_of(folder)[0].model_copy(update={"staff_answers_at_least": 0})
    register, _problems = read(folder, settings)
    asked, worded = Counter[str](), Counter[str]()

    def count(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is judged_by.__code__:
            asked[frame.f_locals["standard"].id] += 1
        elif event == "call" and frame.f_code is in_force.__code__:
            assert frame.f_back is not None
            told = frame.f_back.f_code is words_then.__code__
            worded.update([frame.f_locals["standard"].id] * told)

    with watching(count):
        book = open_book(audit(register))
        every_view(book)
    assert asked.pop("example") == len(SHARES)  # the worked examples of the page on the method
    standings = book.all_standings
    results = sum(len(rows) for c in register.charters.values() for rows in c.results.values())
    of_parts = [standing_of_part(one, part) for one in standings for part in one.parts]
    missing = sum(len(one.missing) for one in (*standings, *of_parts))
    older = sum(one.verdict.word is Word.OLDER_PROMISE for one in standings)
    today = len(standings) + older  # what an old result was measured under is told beside it
    assert 0 < asked.total() <= results + missing + today
    events = sum(
        len(found(book, standing))
        for standing in standings
        for found in (change_views, new_results)
    )
    assert 0 < worded.total() <= events  # each is told in the words of its day
