"""How an element is there: for whom, in which language, and whether it can be used; most are as those around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from charters.rules.pages.inline_styles import Style, length

_NEVER_SHOWN = frozenset(
    ("head", "title", "script", "style", "template", "meta", "link", "base", "datalist", "noembed")
)
NOT_ALWAYS_THERE = _NEVER_SHOWN | {"dialog", "input"}
"""Tags whose elements may be taken out where what stands around them is there."""
CHANGING = frozenset(("hidden", "aria-hidden", "inert", "disabled", "lang"))
"""Attributes of elements that are there in another way than what stands around them."""


class Presence(NamedTuple):
    """How an element, and what stands in it, is there."""

    rendered: bool = True
    """Neither it nor what stands around it is taken out of the page."""
    unveiled: bool = True
    """No style makes it invisible where it stands."""
    aside: bool = False
    """Its own style, or one around it, moves it off the page."""
    unread: bool = False
    """It, or what stands around it, is hidden from those who hear the page."""
    inert: bool = False
    closed: bool = False
    """It stands in a group of fields that cannot be used."""
    language: str = ""
    """The first part of the code of the language that its words are said to be in."""


ON_A_PAGE = Presence()


def presence(tag: str, attrs: Mapping[str, str | None], style: Style, above: Presence) -> Presence:
    """Return how an element is there, by what is said of it and how the one around it is there."""
    may_be_out = tag in NOT_ALWAYS_THERE and above.rendered
    if not (may_be_out or style) and CHANGING.isdisjoint(attrs):
        return above
    veiled = style.get("visibility")
    lang = (attrs["lang"] or "").lower().partition("-")[0] if "lang" in attrs else above.language
    return Presence(
        rendered=above.rendered and not _is_taken_out(tag, attrs, style),
        unveiled=veiled[0] == "visible" if veiled else above.unveiled,
        aside=above.aside or _is_moved_away(style),
        unread=above.unread or (attrs.get("aria-hidden") or "").lower() == "true",
        inert=above.inert or "inert" in attrs,
        closed=above.closed or (tag == "fieldset" and "disabled" in attrs),
        language=lang,
    )


def _is_taken_out(tag: str, attrs: Mapping[str, str | None], style: Style) -> bool:
    if said := style.get("display"):
        return said[0] == "none"
    return (
        tag in _NEVER_SHOWN
        or "hidden" in attrs
        or (tag == "dialog" and "open" not in attrs)
        or (tag == "input" and (attrs.get("type") or "").lower() == "hidden")
    )


def _is_moved_away(style: Style) -> bool:
    is_moved = style.get("position", ("",))[0] in ("absolute", "fixed")
    return is_moved and any(length(style, side) <= -999 for side in ("left", "top"))
