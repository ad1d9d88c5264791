"""What a change of the files does to promises and results: for a terminal, for one comment on a forge, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from charters.publishing.data.comment_text import marked, safe
from charters.publishing.data.schemas import as_schema, list_of, object_of
from charters.publishing.say.speech import Speech
from charters.publishing.views.news import News, NewsKind, kind_words

VERSION = 1
MOST = 30
"""Entries of one kind that are printed as text; the JSON has all."""
LONGEST = 60_000
"""Bytes that a comment may have on a forge, and one value in the surroundings of a program."""


def headline(speech: Speech, news: Sequence[News]) -> str:
    """Return in one sentence whether a reviewer has to stop."""
    if any(one.kind is NewsKind.UNREADABLE for one in news):
        return speech.gettext("Files cannot be read, so what becomes of promises cannot be told.")
    unsaid = speech.if_any(
        "{count} change makes a promise weaker, or may, and nothing under 'changes' says so and why.",
        "{count} changes make promises weaker, or may, and nothing under 'changes' says so and why.",
        sum(one.unsaid for one in news),
    )
    if unsaid:
        return unsaid
    if any(one.kind is NewsKind.WEAKER for one in news):
        return speech.gettext("What is made weaker says so, and why.")
    return speech.gettext("No promise is made weaker.")


def _groups(news: Sequence[News]) -> Iterator[tuple[NewsKind, list[News]]]:
    order = list(NewsKind)
    ranked = sorted(
        news, key=lambda one: (order.index(one.kind), not one.unsaid, one.agency, one.name)
    )
    yield from ((kind, list(found)) for kind, found in groupby(ranked, key=attrgetter("kind")))


def text(speech: Speech, news: Sequence[News]) -> Iterator[str]:
    """Yield the lines for a terminal."""
    yield headline(speech, news)
    for kind, found in _groups(news):
        yield f"\n{speech.headed(kind_words(speech, kind), '').rstrip()}"
        for one in found[:MOST]:
            yield f"  {_name(one)}  {one.title}"
            yield from (f"      {line}" for line in _lines(speech, one))
        yield from _left(speech, found)


def markdown(speech: Speech, news: Sequence[News]) -> str:
    """Return the text of one comment: its hidden line finds it again, and nothing of the data in it acts."""
    lines = [marked("diff"), f"**{safe(headline(speech, news))}**"]
    for kind, found in _groups(news):
        lines.append(f"\n### {safe(kind_words(speech, kind))}\n")
        for one in found[:MOST]:
            lines.append(f"- **{safe(_name(one))}** {safe(one.title)}")
            lines += [f"  - {safe(line)}" for line in _lines(speech, one)]
        lines += [f"- {safe(line)}" for line in _left(speech, found)]
    said = "\n".join(lines)
    if len(said.encode()) <= LONGEST:
        return said
    more = speech.gettext("More is not shown here; the command 'charters diff' lists all.")
    cut = said.encode()[:LONGEST].decode(errors="ignore").rpartition("\n")[0]
    return f"{cut}\n\n{safe(more)}"


def _name(one: News) -> str:
    return "/".join(filter(None, (one.agency, one.name)))


def _lines(speech: Speech, one: News) -> Iterator[str]:
    _ = speech.gettext
    if one.was and one.now:
        said = _("was {before}, is {after}").format(before=one.was, after=one.now)
    else:
        said = _("was {before}").format(before=one.was) if one.was else one.now
    if one.what or said:
        yield speech.headed(one.what, said) if one.what and said else one.what or said
    yield from filter(None, one.notes)


def _left(speech: Speech, found: Sequence[News]) -> Iterator[str]:
    if said := speech.if_any("and {count} more", "and {count} more", len(found) - MOST):
        yield said


def as_json(news: Sequence[News], base: str, head: str) -> str:
    """Return everything as JSON, described by diff.schema.json."""
    listed = [
        {
            **{
                key: getattr(one, key)
                for key in ("agency", "name", "title", "what", "was", "now", "unsaid")
            },
            "kind": one.kind.value,
            "notes": [note for note in one.notes if note],
        }
        for _kind, found in _groups(news)
        for one in found
    ]
    document = {"version": VERSION, "base": base, "head": head, "news": listed}
    return json.dumps(document, indent=1, ensure_ascii=False)


def schema() -> str:
    """Return the JSON Schema of it."""
    words = {"type": "string"}
    one = {
        **dict.fromkeys(("agency", "name", "title", "what", "was", "now"), words),
        "unsaid": {"type": "boolean"},
        "kind": {"enum": [kind.value for kind in NewsKind]},
        "notes": {"type": "array", "items": words},
    }
    document = {
        "version": {"const": VERSION},
        "base": words,
        "head": words,
        "news": list_of(object_of(one)),
    }
    return as_schema({"title": "What changes in promises and results", **object_of(document)})
