"""How much an editor may write: what is longer is no name, no sentence, no page.

Each limit is well above the longest that the charters of a whole government hold; the schemas and the
reference print them from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from charters.model.refusal import refuse

_ELSEWHERE = "shorten it, or move it to the agency's page in content/agencies/"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most of something."""

    most: int
    of: str
    """What is counted, and in what, in a sentence."""
    called: str = ""
    """What is too long, in a message."""
    do: str = "shorten it"
    """What to do about it."""

    def holds(self, written: str) -> str:
        """Return a text; refuse one that is too long."""
        if (found := len(written)) > self.most:
            said = f"this {self.called} has {found:,} characters ({found:,} > {self.most:,})"
            raise refuse("Y010", f"{said}; {self.do}")
        return written


def one_value(value: object, limit: Limit | None = None) -> str:
    """Return a value as it was written, without blanks around it; refuse a list or a group of keys."""
    if not isinstance(value, str):
        raise refuse("Y008", "write one value here, not a list or a group of keys")
    return (limit or VALUE).holds(value.strip())


NAME = Limit(300, "Characters in a name: what stands in a list or a heading.", "name")
WORDS = Limit(1_000, "Characters in any other text, in each of its languages.", "text", _ELSEWHERE)
NOTE = Limit(
    2_000, "Characters in a note: where a few sentences may be needed.", "note", _ELSEWHERE
)
LANGUAGES = Limit(40, "Languages of one text.")
FORMER = Limit(20, "Names that a record, or an agency, had before.")
ID = Limit(60, "Characters in an id.")
LINK = Limit(2_000, "Characters in a web address.", "address")
VALUE = Limit(200, "Characters in a number, a day, a level, a choice.", "value")
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
