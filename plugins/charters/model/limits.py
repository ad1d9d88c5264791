"""How much an editor may write: what is longer is no name, no sentence, no page.

Each limit is well above the longest that the charters of a whole government hold; the schemas and the
reference print them from here.
"""

from __future__ import annotations

from typing import NamedTuple

from charters.model.refusal import refuse
from charters.problems.message import SILENCE, Message, _


class Limit(NamedTuple):
    """The most of something."""

    most: int
    of: str
    """What is counted, and in what, in a sentence."""
    says: Message = SILENCE
    """What is said of a text that is longer."""

    def holds(self, written: str) -> str:
        """Return a text; refuse one that is too long."""
        if (found := len(written)) > self.most:
            raise refuse("Y010", self.says.filled(found=found, most=self.most))
        return written


def one_value(value: object, limit: Limit | None = None) -> str:
    """Return a value as it was written, without blanks around it; refuse a list or a group of keys."""
    if not isinstance(value, str):
        raise refuse("Y008", _("write one value here, not a list or a group of keys"))
    return (limit or VALUE).holds(value.strip())


NAME = Limit(
    300,
    "Characters in a name: what stands in a list or a heading.",
    _("this name has {found} characters ({found} > {most}); shorten it"),
)
WORDS = Limit(
    1_000,
    "Characters in any other text, in each of its languages.",
    _(
        "this text has {found} characters ({found} > {most}); shorten it, or move it to the agency's page in content/agencies/"
    ),
)
NOTE = Limit(
    2_000,
    "Characters in a note: where a few sentences may be needed.",
    _(
        "this note has {found} characters ({found} > {most}); shorten it, or move it to the agency's page in content/agencies/"
    ),
)
LANGUAGES = Limit(40, "Languages of one text.")
FORMER = Limit(20, "Names that a record, or an agency, had before.")
ID = Limit(60, "Characters in an id.")
LINK = Limit(
    2_000,
    "Characters in a web address.",
    _("this address has {found} characters ({found} > {most}); shorten it"),
)
VALUE = Limit(
    200,
    "Characters in a number, a day, a level, a choice.",
    _("this value has {found} characters ({found} > {most}); shorten it"),
)
DEPTH = Limit(30, "Levels of lists and groups of keys within each other, in a YAML file.")
VALUES = Limit(120_000, "Keys and values in a YAML file.")
ITEMS = Limit(
    500, "Items in a list within a record; a list at the top of a file has no such limit."
)
PAGE = Limit(40_000, "Characters in a page of Markdown.")
TAGS = Limit(1_000, "Signs `<` in a page.")
PARAGRAPH = Limit(10_000, "Characters in a page up to an empty line.")
LINES = Limit(400, "Lines in a page up to an empty line.")
MARKS = Limit(500, "Signs of emphasis and code in a page up to an empty line.")
OPEN = Limit(20, "Brackets that are open at once in a page.")
DEEP = Limit(20, "Levels of lists, quotes and blocks within each other in a page.")

LIMITS = (
    *(NAME, WORDS, NOTE, LANGUAGES, FORMER, ID, LINK, VALUE, DEPTH, VALUES, ITEMS),
    *(PAGE, TAGS, PARAGRAPH, LINES, MARKS, OPEN, DEEP),
)
"""All of them, as the reference lists them."""

ONE_VALUE = {"type": "string", "maxLength": VALUE.most}
"""A value as a JSON Schema has it."""
