"""What a page leads to: a place on the site, or the document that a figure comes from."""

from __future__ import annotations

from dataclasses import dataclass

from charters.model.register import Charter
from charters.publishing.say.speech import Said, Speech


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere on the site."""

    said: Said
    url: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a figure comes from."""

    title: Said
    link: str = ""
    publisher: Said | None = None
    date: str = ""
    note: Said | None = None


def source_view(speech: Speech, charter: Charter, ref: str | None) -> SourceView | None:
    """Return the document a figure comes from: an entry under `sources`, or a bare link."""
    if not ref:
        return None
    source = charter.source_by_id.get(ref)
    if source is None:
        return SourceView(Said(ref.split("/")[2] if "://" in ref else ref), ref)
    return SourceView(
        title=speech.say(source.title),
        link=source.link_in.get(speech.language) or source.link or "",
        publisher=speech.said(source.publisher),
        date=speech.period(source.date) if source.date else "",
        note=speech.said(source.note),
    )
