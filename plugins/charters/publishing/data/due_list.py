"""What is due as lines, as the text of an issue on a forge, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from charters.judging.due import DueKind
from charters.publishing.book import Book
from charters.publishing.data.comment_text import marked, safe
from charters.publishing.data.schemas import as_schema, list_of, object_of
from charters.publishing.views.due_board import DueView

VERSION = 1


def text(book: Book, views: Sequence[DueView]) -> Iterator[str]:
    """Yield what is due for a terminal, one line each; never nothing at all, which reads like a fault."""
    if not views:
        yield book.speech.gettext("Nothing is due.")
    for view in views:
        name = (
            f"{view.due.charter.id}/{view.due.standing.id}"
            if view.due.standing
            else view.due.charter.id
        )
        said = book.speech.headed(view.word, view.what.words)
        yield book.speech.headed(f"{view.due.day}  {name}", said)


def markdown(book: Book, views: Sequence[DueView], about: str) -> Iterator[str]:
    """Yield the text of one issue that is brought up to date again and again; `about` names whose it is."""
    _ = book.speech.gettext
    yield marked("due", about)
    yield f"**{_('What is due')}**. " + _("As of {day}.").format(
        day=book.speech.day(book.register.as_of)
    )
    for head, late in ((_("What is late"), True), (_("What comes next"), False)):
        yield f"\n### {head}\n"
        some = [view for view in views if view.due.is_late is late]
        for view in some:
            about = f" *{safe(view.about.words)}*" if view.about else ""
            whose = f"{view.agency.words}, {view.word}"
            said = book.speech.headed(whose, view.what.words)
            yield f"- **{safe(view.when)}** {safe(said)}{about}"
        if not some:
            yield _("Nothing is late.") if late else _("Nothing is due.")


def as_json(book: Book, views: Sequence[DueView]) -> str:
    """Return what is due as JSON, described by due.schema.json."""
    document = {
        "version": VERSION,
        "as_of": book.register.as_of.isoformat(),
        "due": [_one(view) for view in views],
    }
    return json.dumps(document, indent=1, ensure_ascii=False)


def _one(view: DueView) -> dict[str, Any]:
    due = view.due
    return {
        "agency": due.charter.id,
        "kind": due.kind.value,
        "day": due.day.isoformat(),
        "late": due.is_late,
        "standard": due.standing.id if due.standing else None,
        "periods": [f"{period.start}/{period.end}" for period in due.periods],
        "what": view.what.words,
        "page": view.url,
    }


def schema() -> str:
    """Return the JSON Schema of what is due."""
    words, day = {"type": "string"}, {"type": "string", "format": "date"}
    due = {
        "agency": words,
        "kind": {"enum": [kind.value for kind in DueKind]},
        "day": day,
        "late": {"type": "boolean"},
        "standard": {"type": ["string", "null"]},
        "periods": {"type": "array", "items": words},
        "what": words,
        "page": words,
    }
    document = {"version": {"const": VERSION}, "as_of": day, "due": list_of(object_of(due))}
    return as_schema({"title": "What is due", **object_of(document)})
