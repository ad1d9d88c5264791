"""Whether a drawing (SVG) only draws: no program, no other host, nothing that could become one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from charters.problems import declared
from charters.problems.message import SILENCE, Message, _

_SAID = declared("reading/drawings")
_SVG, _DRAWS, _NOTES = _SAID["svg"], frozenset(_SAID["draws"]), frozenset(_SAID["notes"])
_OWN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);)")
_ELSEWHERE = re.compile(
    r"(?i)\\|@import|@namespace|url\((?!\s*['\"]?#)"
    r"|(?:image|image-set|cross-fade|src|expression)\(|javascript:"
)
"""What loads something, or could say so in a disguise: in a style every letter may be written as \\6a."""


class _FaultError(Exception):
    """A drawing does something besides drawing."""

    def __init__(self, said: Message) -> None:
        super().__init__(str(said))
        self.said = said


def fault_of(data: bytes) -> Message:
    """Return what a drawing does besides drawing; '' where it only draws."""
    try:
        data.decode("utf-8")
        _Reader().read(data)
    except UnicodeDecodeError:
        return _("it is not written in UTF-8")
    except expat.ExpatError as fault:
        return _("it cannot be read ({fault})", fault=expat.ErrorString(fault.code))
    except _FaultError as fault:
        return fault.said
    return SILENCE


class _Reader:
    """Reads a drawing as a browser does, by the names that prefixes stand for, and stops at a fault."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = lambda *_said: _refuse(
            _("it declares a document type")
        )
        self.parser.ProcessingInstructionHandler = lambda name, _said: _refuse(
            _("it holds <{element}>", element="?" + name)
        )
        self.parser.StartElementHandler = self._begun
        self.said, self.is_first = list[str](), True
        self.parser.CharacterDataHandler = self.said.append

    def read(self, data: bytes) -> None:
        """Read it to its end."""
        self.parser.Parse(data, True)  # noqa: FBT003 - expat's own way to say that this is all
        # All words as one: a style may be cut in two by a remark or another element.
        if _ELSEWHERE.search("".join(self.said)):
            _refuse(_("its styles load something from elsewhere"))

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        if (encoding or "utf-8").lower() not in ("utf-8", "us-ascii"):
            _refuse(_("it is not written in UTF-8"))

    def _begun(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _blank, local = name.rpartition(" ")
        if self.is_first and (space, local) != (_SVG, "svg"):
            _refuse(_("it is no drawing but <{element}>", element=local[:30]))
        if space not in _NOTES and (space != _SVG or local not in _DRAWS):
            _refuse(_("it holds <{element}>", element=local[:30]))
        for key, value in attributes.items():
            _check(key.rpartition(" ")[2].lower(), value)
        self.is_first = False


def _check(name: str, value: str) -> None:
    if name.startswith("on"):
        _refuse(_("it runs a program ({name})", name=name[:30]))
    elif name in ("href", "src"):
        if not _OWN.match(value):
            _refuse(_("it loads something from elsewhere ({what})", what=value[:40]))
    elif name == "base" or _ELSEWHERE.search(value):
        _refuse(_("it loads something from elsewhere ({what})", what=name[:30]))


def _refuse(words: Message) -> None:
    raise _FaultError(words)
