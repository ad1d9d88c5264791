"""Small kinds of field that many records share: ids, links, yes/no, sources."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
)

from charters.model import limits
from charters.model.characters import looks_like, why_misleading
from charters.model.limits import one_value
from charters.model.links import parse_link
from charters.model.refusal import refuse, shown
from charters.problems.message import _

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HOST = r"[a-z0-9-]+(\.[a-z0-9-]+)+"
_ENDING = r"\.[a-z0-9]{1,10}"
_RUNS = frozenset(
    [
        *(".css", ".htm", ".html", ".js", ".markdown", ".mdown", ".mht", ".mhtml"),
        *(".mjs", ".mkd", ".mkdn", ".php", ".py", ".shtml", ".svgz", ".swf", ".wasm"),
        *(".xht", ".xhtml", ".xml", ".xsl", ".xslt"),
    ]
)
"""What a browser, a server or MkDocs would run or make a page of."""


class Record(BaseModel):
    """A group of keys in an editor's file: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        arbitrary_types_allowed=True,
        defer_build=True,  # a record inside another is built with it: half the start-up time
    )


def is_id(name: str) -> bool:
    """Return whether a name can be an id, and so be the folder of an agency."""
    return ID.fullmatch(name) is not None and len(name) <= limits.ID.most


def parse_id(value: object) -> str:
    """Return an id: lower-case letters, digits and single hyphens."""
    name = one_value(value)
    if not is_id(name):
        if odd := next(filter(looks_like, name), ""):
            said = _("{name} cannot be an id: {odd}", name=shown(name), odd=why_misleading(odd))
            raise refuse("Y014", said)
        message = _(
            "{name} cannot be an id; use lower-case letters, digits and hyphens, such as {example}",
            name=shown(name),
            example=id_like(name) or "phone-wait",
        )
        raise refuse("Y014", message)
    return name


def parse_former(value: object) -> str:
    """Return where a record was found before: an id, or `agency/id` of another agency."""
    agency, slash, name = one_value(value).rpartition("/")
    return f"{parse_id(agency)}/{parse_id(name)}" if slash else parse_id(name)


def id_like(name: str) -> str:
    """Return the id that a name would make; '' where nothing of it can be used."""
    letters = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: limits.ID.most].strip("-")


def parse_source(value: object) -> str:
    """Return where a figure comes from: the id of an entry under `sources`, or a web address."""
    written = one_value(value, limits.LINK)
    return parse_link(written) if ":" in written or "." in written else parse_id(written)


_MEANT = {
    "yes": ("y", "true", "on", "1", "oui", "sí", "si", "vrai"),
    "no": ("n", "false", "off", "0", "non", "faux"),
}
"""What is written in place of both in other programs and languages."""


def parse_yes_no(value: object) -> bool:
    """Return True for yes and False for no."""
    answer = one_value(value).lower()
    if answer not in ("yes", "no"):
        said = _("{written} is neither yes nor no; write one of the two", written=shown(answer))
        if meant := next((one for one, words in _MEANT.items() if answer in words), ""):
            said = _("{written} is neither yes nor no; write {meant}").filled(
                written=shown(answer), meant=meant
            )
        raise refuse("Y016", said)
    return answer == "yes"


def parse_ending(value: object) -> str:
    """Return the ending of a kind of file, `.docx`, of which no browser makes a program or a page."""
    ending = one_value(value).lower()
    if not re.fullmatch(_ENDING, ending):
        said = _("{ending} is not the ending of a file; write it as .docx", ending=shown(ending))
        raise refuse("Y017", said)
    if ending in _RUNS:
        message = _(
            "files that end in {ending} run in a reader's browser, or become pages; only a publisher's overrides/ may hold them",
            ending=ending,
        )
        raise refuse("Y017", message)
    return ending


def parse_host(value: object) -> str:
    """Return the name of a host: `dap.digitalgov.gov`."""
    name = one_value(value).lower()
    if not re.fullmatch(_HOST, name):
        message = _(
            "{name} is not the name of a host; write it as dap.digitalgov.gov", name=shown(name)
        )
        raise refuse("Y017", message)
    return name


def parse_below(value: object) -> str:
    """Return a folder of addresses, `charters/`; '' for the top of the site."""
    written = one_value(value).strip("/")
    if written and not all(ID.fullmatch(part) for part in written.split("/")):
        message = _(
            "{written} cannot be part of an address; use lower-case letters, digits and hyphens, such as charters/",
            written=shown(written),
        )
        raise refuse("Y014", message)
    return f"{written}/" if written else ""


def _schema(limit: limits.Limit, **more: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "maxLength": limit.most, **more})


Listed = TypeVar("Listed", bound=str)


def _each_once(values: list[Listed]) -> list[Listed]:
    earlier = set[Listed]()
    for at, value in enumerate(values):
        if value in earlier:
            said = _("{value} is in this list twice; keep one", value=shown(value))
            raise refuse("Y003", said, at)
        earlier.add(value)
    return values


Once = Annotated[
    list[Listed], AfterValidator(_each_once), Field(json_schema_extra={"uniqueItems": True})
]
"""A list of ids or choices, each of them once."""
Id = Annotated[str, PlainValidator(parse_id), _schema(limits.ID, pattern=f"^{ID.pattern}$")]
Former = Annotated[
    str,
    PlainValidator(parse_former),
    _schema(limits.VALUE, pattern=f"^({ID.pattern}/)?{ID.pattern}$"),
]
Link = Annotated[
    str,
    PlainValidator(parse_link),
    _schema(limits.LINK, pattern="^(https?://|mailto:|tel:).+$"),
]
Ending = Annotated[str, PlainValidator(parse_ending), _schema(limits.VALUE, pattern=f"^{_ENDING}$")]
Host = Annotated[str, PlainValidator(parse_host), _schema(limits.VALUE, pattern=f"^{_HOST}$")]
Below = Annotated[
    str,
    PlainValidator(parse_below),
    _schema(limits.VALUE, pattern=f"^({ID.pattern}/?)*$"),
]
SourceRef = Annotated[
    str,
    PlainValidator(parse_source),
    _schema(limits.LINK, description="an id under sources, or a web address"),
]
Short = Annotated[str, PlainValidator(one_value), _schema(limits.VALUE)]
"""A word or two for the program: a code, a folder."""
YesNo = Annotated[
    bool, PlainValidator(parse_yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})
]
