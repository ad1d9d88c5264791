"""The agencies' own words, and what no page may hold: HTML, links that run, unknown blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from charters.model.refusal import shown
from charters.model.register import AgencyPage
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.reading.codes import in_markdown, without_codes
from charters.reading.front_matter import (
    FENCE,
    AgencyFront,
    front_of,
    no_front_matter,
    of_front_matter,
)
from charters.reading.page_limits import page_limit_problems
from charters.reading.page_links import link_problems
from charters.reading.sources import SourceText
from charters.reading.spelling import Speller
from charters.reading.written import Written

BLOCKS = (
    *("standard", "standards", "channels", "complaints", "benchmarks", "surveys"),
    *("staff", "customers", "next", "about"),
)
"""The block directives an editor may write; each places one part of the plan."""

_HTML = re.compile(
    r"<(?![A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>|[^\s<>@/!?]+@[^\s<>@]+>)[A-Za-z/!?][A-Za-z0-9-]*"
)
SLASHES = re.compile(r"^ {0,3}/{3,}.*$", re.MULTILINE)
_TOO_FEW = re.compile(rf"^ {{0,3}}/{{1,2}}[ \t]*(?:{'|'.join(BLOCKS)})\b.*$", re.MULTILINE)
"""A block with fewer strokes than three: Markdown prints it."""
_BLOCK = re.compile(r"/{3,}[ \t]*([\w-]+)[ \t]*(?:\|[ \t]*(.*))?")


def page_of(
    source: SourceText, agency: str, written: Written
) -> tuple[AgencyPage | None, list[Problem]]:
    """Return an agency's page; `agency` is the name of the file, `written` has its promises."""
    if too_much := [*page_limit_problems(source)]:
        return None, too_much
    source, coded = without_codes(source, in_markdown(source.text))
    fence = FENCE.match(source.text)
    if fence is None:
        return None, [*coded, no_front_matter(source, agency)]
    front, document, problems = front_of(AgencyFront, source, fence)
    problems += [*coded, *markup_problems(source, fence.end())]
    problems += _block_problems(source, fence.end(), written)
    if front is None or document is None:
        return None, [of_front_matter(problem, agency) for problem in problems]
    if front.agency != agency:
        message = _(
            "this page is named {file} but says agency: {agency}; make them the same",
            file=agency + ".md",
            agency=front.agency,
        )
        problems.append(Problem(document.place("agency"), "M010", message))
    body = source.text[fence.end() :]
    line = source.place(fence.end()).line
    return AgencyPage(source.path, front.title, body, line, front.description), problems


def markup_problems(source: SourceText, start: int) -> Iterator[Problem]:
    """Yield the HTML and the links of a page, from an index on, that it may not carry."""
    for found in _HTML.finditer(source.text, start):
        message = _(
            "{found} begins HTML; write Markdown instead, or put a space after '<'",
            found=shown(found[0]),
        )
        yield Problem(source.place(found.start()), "M003", message)
    yield from link_problems(source, start)


def _block_problems(source: SourceText, start: int, written: Written) -> Iterator[Problem]:
    """Yield blocks that are unknown, hold words or are not closed, and ends without a block."""
    few = [*_TOO_FEW.finditer(source.text, start)]
    lines = sorted([*SLASHES.finditer(source.text, start), *few], key=re.Match.start)
    was_opened, placed = False, dict[str, Place]()
    for line, after in zip_longest(lines, lines[1:]):
        place = source.place(line.start() + line[0].index("/"))
        said = line[0].strip()
        if _is_end(line):
            if not was_opened:
                message = _("there is no block to close here; take this line out")
                yield Problem(place, "M006", message)
        elif line in few:
            message = _(
                "{block} would be shown as it stands; write '/// {name}', and '///' on the line below it"
            ).filled(block=shown(said), name=said.lstrip("/ \t"))
            yield Problem(place, "M017", message)
        else:
            yield from _unclosed(place, source.text, line, after)
            yield from _one_block(place, said, written)
            yield from _placed_twice(place, said, placed)
        was_opened = not _is_end(line)


def _unclosed(
    place: Place, text: str, line: re.Match[str], after: re.Match[str] | None
) -> Iterator[Problem]:
    """Yield a block that is not closed right below the line that opens it."""
    if after is None or not _is_end(after):
        message = _("{block} is not closed; write '///' on the line below it")
        yield Problem(place, "M006", message.filled(block=shown(line[0].strip())))
    elif text[line.end() : after.start()].strip():
        message = _(
            "{block} holds words, which are shown below that part; move them above it, or below the '///'"
        )
        yield Problem(place, "M012", message.filled(block=shown(line[0].strip())))


def _is_end(line: re.Match[str]) -> bool:
    return not line[0].strip(" \t/")


def _placed_twice(place: Place, said: str, placed: dict[str, Place]) -> Iterator[Problem]:
    """Yield a part that was placed before; a promise may stand in as many places as it is named."""
    found = _BLOCK.fullmatch(said)
    if found is None or found[1] not in BLOCKS or found[1] == "standard":
        return
    first = placed.setdefault(found[1], place)
    if first is not place:
        message = _(
            "'/// {found}' stands on line {line} already and is shown only there; take one of the two out",
            found=found[1],
            line=str(first.line),
        )
        yield Problem(place, "M011", message, (first,))


def _one_block(place: Place, said: str, written: Written) -> Iterator[Problem]:
    found = _BLOCK.fullmatch(said)
    name, argument = (found[1], (found[2] or "").strip()) if found else ("", "")
    form = _("write '/// standard | ' and an id from standards.yml")
    if name not in BLOCKS:
        first = re.sub(r"\W+", " ", said).split()[:1]
        known = _("write one of {blocks} after '///'", blocks=", ".join(BLOCKS))
        hint = form if first == ["standard"] else Speller(BLOCKS).hint("".join(first), known)
        message = _("{block} is not a known block; {hint}", block=shown(said), hint=hint)
        yield Problem(place, "M005", message)
    elif name != "standard" and argument:
        message = _("'/// {name}' takes nothing after it; write '/// {name}' alone", name=name)
        yield Problem(place, "M005", message)
    elif name == "standard" and not argument:
        yield Problem(place, "M007", _("'/// standard' does not say which one; {form}", form=form))
    elif name == "standard" and written.lacks("standard", argument):
        hint = written.hint("standard", argument, form)
        message = _("there is no standard {name}; {hint}", name=shown(argument), hint=hint)
        if argument in written.names("figure"):
            message = _(
                "{name} is a figure, not a standard; write {{{id}: result}} in a sentence",
                name=shown(argument),
                id=argument,
            )
        yield Problem(place, "M007", message)
