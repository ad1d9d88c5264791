"""The looks that a page fixes itself: spacing nobody can widen, colors that do not stand out, one orientation."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from charters.problems.message import _
from charters.rules.pages.checks import Found, of
from charters.rules.pages.elements import Element
from charters.rules.pages.inline_styles import Style, length, matching, rules_of

_SPACINGS = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
"""How much of the size of letters readers must be able to set (WCAG 1.4.12)."""
_LEAVE_IT = ("inherit", "unset", "revert", "revert-layer")
_TURNS = {"deg": 1.0, "rad": 180 / math.pi, "turn": 360.0, "grad": 0.9}
_HAIR = 0.001
"""What computing with fractions may lose."""
_CONTRAST, _CONTRAST_LARGE, _LARGE = 4.5, 3.0, 24.0
_WHITE = (1.0, 1.0, 1.0)


@of("[style]")
def fixed_spacing(elements: Sequence[Element]) -> Found:
    """Yield words whose spacing is fixed too narrow, so that no reader can widen it."""
    for element in elements:
        for name, least in _SPACINGS.items():
            value, is_important = element.style.get(name, ("", False))
            if not is_important or value in _LEAVE_IT:
                continue
            if any(_spacing(element, name, size) < least * size for size in _sizes(element, name)):
                yield (
                    element,
                    _(
                        "{name} is fixed below {least} times the size of the letters; take out !important",
                        name=name,
                        least=least,
                    ),
                )


def _sizes(element: Element, name: str) -> Iterator[float]:
    """Yield the sizes of the letters of words that are seen and spaced by an element's own style."""
    for part in element.parts:
        if isinstance(part, str):
            if part.strip() and element.visible and not element.itself_or_nearest(_scrolls):
                yield _size(element)
        elif name not in part.style and part.rendered:
            yield from _sizes(part, name)


def _scrolls(element: Element) -> bool:
    """Whether an element is as wide as it says, and scrolls: its lines, and those in it, are never broken."""
    return element.style.get("overflow-x", ("",))[0] == "scroll"


def _size(element: Element) -> float:
    """Return the size of an element's letters in pixels."""
    sized = element.itself_or_nearest(_has_size)
    return length(sized.style, "font-size", whole=16.0) or 16.0 if sized else 16.0


def _has_size(element: Element) -> bool:
    return "font-size" in element.style


def _spacing(element: Element, name: str, size: float) -> float:
    """Return what an element sets for words in letters of a size, in pixels, a hair more."""
    value, own = element.style[name][0], _size(element)
    if name == "line-height" and _is_bare(value):
        return float(value) * size + _HAIR
    in_letters = value.endswith("em") and not value.endswith("rem")
    return length(element.style, name, whole=own) * (own / 16.0 if in_letters else 1.0) + _HAIR


def _is_bare(value: str) -> bool:
    return value.replace(".", "", 1).isdecimal()


@of("[style]")
def faint_words(elements: Sequence[Element]) -> Found:
    """Yield words in a color that hardly stands out from that behind them, white where none is set."""
    for element in elements:
        inked, papered = (element.itself_or_nearest(has) for has in (_has_ink, _has_paper))
        ink = _ink(inked) if inked else None
        paper = _paper(papered) if papered else None
        has_words = any(isinstance(part, str) and part.strip() for part in element.parts)
        is_judged = has_words and element.visible and not element.disabled
        if (
            not is_judged
            or ink is None
            or {"color", "background", "background-color"}.isdisjoint(element.style)
        ):
            continue
        front, back = _color(ink), _WHITE if paper is None else _color(paper)
        least = _CONTRAST_LARGE if _is_large(element) else _CONTRAST
        if front and back and (ratio := _ratio(front, back)) < least:
            said = _(
                "these words have a contrast of {ratio} to 1; choose colors with at least {least} to 1",
                ratio=format(ratio, ".1f"),
                least=format(least, "g"),
            )
            yield element, said


def _ink(element: Element) -> str | None:
    return _said(element, "color")


def _paper(element: Element) -> str | None:
    return _said(element, "background-color", "background")


def _said(element: Element, *names: str) -> str | None:
    """Return what is said of an element by one of some properties."""
    found = (element.style[name][0] for name in names if name in element.style)
    return next((value for value in found if value not in ("inherit", "transparent", "none")), None)


def _has_ink(element: Element) -> bool:
    return _ink(element) is not None


def _has_paper(element: Element) -> bool:
    return _paper(element) is not None


def _is_large(element: Element) -> bool:
    weight = element.style.get("font-weight", ("",))[0]
    is_bold = weight in ("bold", "bolder", "700", "800", "900") or element.tag in ("strong", "b")
    return _size(element) >= (_LARGE * 7 / 9 if is_bold else _LARGE) or element.tag in ("h1", "h2")


def _color(value: str) -> tuple[float, float, float] | None:
    """Return the parts of a color that hides what is behind it; None for a picture, or one that does not."""
    from tinycss2.color3 import parse_color  # late: few pages style themselves

    found = parse_color(value)
    is_one = found is not None and found != "currentColor" and found.alpha == 1
    return (found.red, found.green, found.blue) if is_one else None


def _ratio(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: tuple[float, float, float]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@of("style")
def turned(styles: Sequence[Element]) -> Found:
    """Yield a page that is turned a quarter where the screen is held upright, or across."""
    page = styles[0].page
    if "orientation" not in page.html:
        return
    angles: dict[str, dict[int, float]] = {"portrait": {}, "landscape": {}}
    for selector, said, media in rules_of(page.tree, len(page.elements)):
        angle = _angle(said)
        for way, turns in angles.items():
            is_meant = (
                "orientation" not in media
                or f"orientation: {way}" in media
                or f"orientation:{way}" in media
            )
            if angle is not None and is_meant:
                turns.update(dict.fromkeys(matching(page.tree, selector), angle))
    turns = {**angles["portrait"], **angles["landscape"]}
    for element in page.elements if turns else ():
        key = element.key
        turn = angles["portrait"].get(key, 0.0) - angles["landscape"].get(key, 0.0)
        if abs(turn % 180 - 90) < 1 and element.visible and element.text.strip():
            yield (
                element,
                _(
                    "the page is turned by how the screen is held; let it stand as the reader holds it"
                ),
            )
            return


def _angle(said: Style) -> float | None:
    """Return by how many degrees a style turns what it is for; None where it does not say."""
    import tinycss2  # late: few pages style themselves

    if "rotate" in said:
        return _degrees(tinycss2.parse_component_value_list(said["rotate"][0]))
    for token in tinycss2.parse_component_value_list(said.get("transform", ("",))[0]):
        if token.type == "function":
            if token.lower_name in ("rotate", "rotatez", "rotate3d"):
                return _degrees(token.arguments)
            if token.lower_name in ("matrix", "matrix3d"):
                numbers = [part.value for part in token.arguments if part.type == "number"]
                return math.degrees(math.atan2(numbers[1], numbers[0]))
    return None


def _degrees(tokens: list[object]) -> float | None:
    return next(_angles(tokens), None)


def _angles(tokens: list[object]) -> Iterator[float]:
    for token in tokens:
        if getattr(token, "type", "") == "dimension" and token.lower_unit in _TURNS:  # type: ignore[attr-defined]
            yield token.value * _TURNS[token.lower_unit]  # type: ignore[attr-defined]
