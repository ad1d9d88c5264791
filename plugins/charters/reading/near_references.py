"""What is almost an inline reference: the braces or the colon are not what they must be, and it would be shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from charters.model.refusal import shown
from charters.problems.message import Message, _
from charters.reading.prose import REFERENCE

_BRACKETED = re.compile(
    r"(?P<opens>\{{1,2}|[\[(])(?P<inside>[^\[\](){}\n]{1,100})(?P<closes>[\])}]{0,2})(?![(\[])"
)
_ATTRIBUTES = re.compile(r" *[:#.%]|.*=")
"""What stands in braces and is no reference: an id or a class of what is before it, a template."""
_NAME = re.compile(r"[\w-]+(?:/[\w-]+)?")
_IN_OTHER_BRACKETS = re.compile(r" *[\w/-]+ *: *\w+ *")
_MOST_NAMES = 2


class NearReference(NamedTuple):
    """What is almost a reference, where it begins, and how it is written right."""

    at: int
    written: str
    meant: str

    @property
    def said(self) -> Message:
        """What to say of it."""
        said = _("{written} would be shown as it stands; write {reference}")
        return said.filled(written=shown(self.written), reference=self.meant)


def near_references(
    text: str, facts: Collection[str], is_known: Callable[[str], bool]
) -> Iterator[NearReference]:
    """Yield what names a promise and is no reference yet; `is_known` is whether there is such a promise."""
    for found in _BRACKETED.finditer(text):
        if not REFERENCE.match(text, found.start()):
            matches = _names(found)
            names = [one[0] for one in matches]
            promise = next(filter(is_known, names), "")
            fact = next((name for name in names if name in facts), "")
            if promise and (fact or (found["opens"][0] == "{" and found["closes"])):
                end = found.end() if found["closes"] else found.start("inside") + matches[-1].end()
                meant = f"{{{promise}: {fact or next(iter(facts))}}}"
                yield NearReference(found.start(), text[found.start() : end], meant)


def _names(found: re.Match[str]) -> list[re.Match[str]]:
    """Return what may name a promise or a fact; of what is not closed, what it begins with."""
    inside, is_braced = found["inside"], found["opens"][0] == "{"
    names = [*_NAME.finditer(inside)]
    if is_braced and not found["closes"]:
        names = names[:_MOST_NAMES]
    fits = not _ATTRIBUTES.match(inside) if is_braced else _IN_OTHER_BRACKETS.fullmatch(inside)
    return names if fits and len(names) <= _MOST_NAMES else []
