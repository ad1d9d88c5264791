"""What one line about a standard promises: the sentence, its level, and how often it is to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from charters.importing.inventory.taking import (
    Said,
    Taker,
    aim,
    codes,
    is_nothing,
    named,
    plain,
    said_percent,
    say,
    texts,
)
from charters.model.limits import NAME, NOTE, WORDS
from charters.model.refusal import shown
from charters.problems.message import _
from charters.rules.promise import heard
from charters.rules.promise.promise import Said as Heard

Record = dict[str, Any]
SOURCE = "service-inventory"
"""The id of the entry under `sources` that stands for the whole data set."""


@dataclass(frozen=True)
class StandardFacts:
    """Reads a line about a standard."""

    taker: Taker
    id: str
    service: str
    year: str
    percent: bool

    def record(self) -> Record:
        """Return the promise as it stood in the year of the line."""
        taker = self.taker
        taker.take("service_standard_id", "id", lasts=True)
        taker.take("service_id", "service")
        taker.take("fiscal_yr", "records_from", lasts=True)
        promise = taker.words("service_standard", "promise", WORDS, lasts=True)
        kind, note, target = self._type(), self._note(), self._target()
        limit, day_kind = limit_said(promise) if kind == "timeliness" else ("", "")
        found = {
            "service": self.service,
            "type": kind,
            "promise": promise,
            "limit": limit,
            "measure": {
                "shape": "share-within-limit" if limit else "share-with-property",
                "of": say("cases"),
                "property": {} if limit else say("meet"),
                "day_kind": day_kind,
            },
            "target": target,
            "reported": "yearly",
            "introduced": "unknown",
            "channel": self._channel(),
            "note": note,
            "source": self.taker.source("standards_targets_uri", "standards_page") or SOURCE,
        }
        return without_blanks(found)

    def _type(self) -> str:
        code = self.taker.line.text("type")
        found = named("types", code.lower()) or "other"
        if (code.upper() == code and found != "other") or code.lower() == "oth":
            self.taker.take("type", "type")
        else:
            self.taker.take("type", "type", _("'{code}' is the type {type}", code=code, type=found))
        return found

    def _channel(self) -> str:
        found = codes(self.taker.line.text("channel"))
        channel = named("channels", found[0]) if len(found) == 1 else ""
        if channel:
            self.taker.take("channel", "channel", lasts=True)
        else:
            self.taker.take(
                "channel", "channel", _("it names no one way that charters know: none is written")
            )
        return channel

    def _note(self) -> Said:
        comments = self.taker.words("comments", "note", NOTE)
        about = self.taker.words("channel_comments", "note", NOTE)
        parts = [comments, about]
        target = self.taker.line.text("target")
        if self._aim == 0:
            parts.append(say("aim_of_nothing", year=self.year))
        elif not (self._is_aim or is_nothing(target)):
            parts.append(say("other_aim", target=plain(target, NAME)[0], year=self.year))
        return texts(parts, NOTE)

    @cached_property
    def _aim(self) -> Decimal | None:
        return aim(self.taker.line, percent=self.percent)

    @property
    def _is_aim(self) -> bool:
        return self._aim is not None and 0 < self._aim <= 100

    def _target(self) -> str:
        text, found = self.taker.line.text("target"), self._aim
        self.taker.take("target_type", "target")
        if found is not None and self._is_aim:
            said = said_percent(found)
            mended = (
                ()
                if said == text
                else (_("the dictionary says that it is a share: it is written as a percentage"),)
            )
            self.taker.take("target", "target", *mended, lasts=True)
            return said
        if found == 0:
            said_of_it = _("an aim of 0 is always kept; the inventory itself judges nothing by it")
        elif is_nothing(text):
            self.taker.leave("target", _("it says that there is nothing to say"))
            return ""
        else:
            said_of_it = _("{text} is no share of all cases", text=shown(text))
        self.taker.refuse(
            "target", "I005", said_of_it, _("ask the agency how often it aims to keep it")
        )
        return ""


def limit_said(promise: Said) -> tuple[str, str]:
    """Return the one length of time that a sentence promises, and whether nobody knows which days.

    Blank where it names none, or several, or where its languages say different ones.
    """
    told = [heard(words, code) for code, words in promise.items()]
    if not told or not all(map(_is_one_limit, told)):
        return "", ""
    first, *others = (one.times[0] for one in told)
    alike = all(first.same_as(one) and first.kind == one.kind for one in others)
    if not alike or first.low is not None or first.kind == "other":
        return "", ""
    return str(first.as_limit), "not stated" if first.is_bare_day else ""


def _is_one_limit(said: Heard) -> bool:
    """Return whether a sentence promises each customer one time at most: no average, and no notice."""
    if len(said.times) != 1 or said.times != said.promised or said.times[0].amount == 0:
        return False
    is_notice = said.list("notice").is_around(said.text, said.times[0].start, said.times[0].end)
    return not (is_notice or said.first("average") or said.first("median"))


def without_blanks(record: Record) -> Record:
    """Return a record without the keys of which nothing is known."""
    found = {
        key: without_blanks(value) if isinstance(value, dict) else value
        for key, value in record.items()
    }
    return {key: value for key, value in found.items() if value not in ("", {}, [])}
