"""What one line about a standard says of its year: the counts, and whether the inventory agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charters.importing.account import Proposed
from charters.importing.inventory.promise_facts import SOURCE
from charters.importing.inventory.taking import (
    LANGUAGES,
    Taker,
    aim,
    is_nothing,
    said_percent,
    say,
    share,
    whole,
)
from charters.model.file_names import RESULTS
from charters.model.refusal import shown
from charters.model.results import Status
from charters.model.text import as_cell
from charters.problems.message import _


@dataclass(frozen=True)
class ResultFacts:
    """Reads the figures of a line about a standard."""

    taker: Taker
    id: str
    year: str
    percent: bool

    def result(self) -> Iterator[Proposed]:
        """Yield the row of results.csv; none where the year has no figure."""
        line = self.taker.line
        kept, of_all = self._count("volume_meeting_target"), self._count("total_volume")
        figures, columns = self._figures(kept, of_all)
        self._check(kept, of_all)
        if not figures:
            for code in LANGUAGES:
                why = _("there is no figure for it to stand beside")
                self.taker.leave(f"performance_results_uri_{code}", why)
            return
        row = {
            "standard": self.id,
            "period": self.year,
            "status": Status.FINAL.value,
            "source": self.taker.source("performance_results_uri", "results_page") or SOURCE,
            **figures,
        }
        cells = {name: line.cells[column] for name, column in columns.items()}
        anchor = next(iter(cells.values()), line.cells["service_id"])
        yield Proposed(RESULTS, row, cells, line.sheet, anchor.at)

    def _count(self, name: str) -> int | None:
        text = self.taker.line.text(name)
        found = whole(text)
        if found is None and is_nothing(text):
            self.taker.leave(name, _("it says that there is no figure"))
        elif found is None:
            said = _("{text} is no whole number", text=shown(text))
            self.taker.refuse(name, "I004", said, _("ask the agency for the count"))
        elif str(found) != text:
            self.taker.mend(name, _("it is written without signs between its digits"))
        return found

    def _figures(
        self, kept: int | None, of_all: int | None
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return what a row says, and the column of the inventory that each figure comes from."""
        if kept is not None and of_all is not None:
            if kept > of_all:
                return self._impossible(kept, of_all), {}
            said = {"met": str(kept), "total": str(of_all)}
            return said, {"met": "volume_meeting_target", "total": "total_volume"}
        if kept is not None or of_all is not None:
            return self._half(kept, of_all), {}
        if (value := self._performance()) is not None:
            return {"value": said_percent(value)}, {"value": "performance"}
        return {}, {}

    def _impossible(self, kept: int, of_all: int) -> dict[str, str]:
        said = _("cases that kept the promise: {met} of {total} in all", met=kept, total=of_all)
        for name in ("volume_meeting_target", "total_volume"):
            self.taker.refuse(name, "V011", said, _("find out which count is right"))
        return _without("impossible", kept=kept, total=of_all)

    def _half(self, kept: int | None, of_all: int | None) -> dict[str, str]:
        why = _("one count of two is no result: it stands in the note of the year")
        for name in ("volume_meeting_target", "total_volume"):
            self.taker.take(name, "note", why)
        if kept is None:
            return _without("no_kept", total=of_all)
        return _without("no_total", kept=kept)

    def _performance(self) -> Decimal | None:
        text = self.taker.line.text("performance")
        found = share(text, percent=self.percent)
        if found is None or found > 100:
            return None
        self.taker.mend("performance", _("there are no counts: the share is used"))
        return found

    def _check(self, kept: int | None, of_all: int | None) -> None:
        """Hold the share and the word of the inventory against its own counts."""
        text, said = self.taker.line.text("performance"), self.taker.line.text("target_met").upper()
        stated = share(text, percent=self.percent)
        exact = Fraction(kept * 100, of_all) if kept is not None and of_all else None
        if exact is not None and stated is not None and not _is_rounded(exact, stated):
            told = _(
                "{text} stands beside {met} of {total}",
                text=shown(text),
                met=kept or 0,
                total=of_all or 0,
            )
            self.taker.refuse("performance", "I009", told, _("find out which is right"))
        elif exact is not None:
            self.taker.leave("performance", _("it is worked out from the counts, which are used"))
        elif stated is None or of_all is not None or kept is not None:
            self.taker.leave("performance", _("a share of no cases is no result"))
        target = aim(self.taker.line, percent=self.percent)
        result = exact if exact is not None else stated
        word = "NA"
        if target and target <= 100 and result is not None:
            word = "Y" if result >= Fraction(target) else "N"
        if said == word or not said:
            self.taker.leave(
                "target_met", _("the verdict is worked out from the figures, and is the same")
            )
        else:
            told = _(
                "it says {said}, and the figures beside it come to {word}", said=said, word=word
            )
            self.taker.refuse("target_met", "I009", told, _("find out which is right"))


def _is_rounded(exact: Fraction, stated: Decimal) -> bool:
    """Return whether a percentage is another one, rounded to as many digits as it has."""
    last = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    return abs(exact - Fraction(stated)) <= max(Fraction(last) / 2, Fraction(1, 100))


def _without(why: str, **counts: int | None) -> dict[str, str]:
    """Return what a row says in place of a result."""
    note = say(why, **{name: str(count) for name, count in counts.items()})
    return {"status": Status.NOT_AVAILABLE.value, "note": as_cell(note)}
