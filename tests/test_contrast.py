"""The colors of the site can be told apart: WCAG 1.4.3 for text, 1.4.11 for shapes and lines.

No checker in a browser judges text and lines inside an SVG, so the palette itself is computed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLESHEETS = Path(__file__).parents[1] / "plugins/charters/theme/assets/charters"
TOKENS = (STYLESHEETS / "tokens.css").read_text(encoding="utf-8")

TEXT = (
    "ink",
    "ink-soft",
    "link",
    "link-visited",
    "met",
    "missed",
    "late",
    "unsure",
)
GRAPHICS = (
    ("edge", "paper"),
    ("focus", "paper"),
    ("focus", "wash"),
    ("chart-line", "paper"),
    ("chart-aim", "paper"),
    ("chart-line", "chart-band"),
    ("chart-aim", "chart-band"),
    ("edge", "chart-band"),
    ("met", "chart-band"),
    ("missed", "chart-band"),
)
FIRST = re.search(r":root \{([^}]*)\}", TOKENS)
assert FIRST
DEFINED = dict(re.findall(r"--ch-([a-z0-9-]+):\s*([^;]+);", FIRST[1]))
"""Every token as a browser has it that knows no schemes, or whose reader has colors of their own."""
PAIRS = re.findall(r"--ch-([a-z-]+): light-dark\((#\w{6}), (#\w{6})\);", TOKENS)
SCHEMES = {
    "light": {name: light for name, light, _dark in PAIRS},
    "dark": {name: dark for name, _light, dark in PAIRS},
}
SYSTEM = {"Canvas", "CanvasText", "LinkText", "VisitedText", "Highlight", "GrayText"}


def luminance(color: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG 2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_the_ratio_that_wcag_defines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("ground", ["paper", "wash"])
@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: str, name: str, ground: str) -> None:
    colors = SCHEMES[scheme]
    assert contrast(colors[name], colors[ground]) >= 4.5


@pytest.mark.parametrize(("name", "ground"), GRAPHICS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_and_lines_stand_out_from_what_is_behind_them(
    scheme: str, name: str, ground: str
) -> None:
    colors = SCHEMES[scheme]
    assert contrast(colors[name], colors[ground]) >= 3


def test_every_color_is_the_reader_s_own_where_they_have_colors_of_their_own() -> None:
    assert len(PAIRS) > 15
    assert {name for name, color in DEFINED.items() if color in SYSTEM} == set(SCHEMES["light"])


@pytest.mark.parametrize(
    "stylesheet",
    sorted(path for path in STYLESHEETS.glob("*.css") if path.name != "tokens.css"),
    ids=lambda path: str(path.name),
)
def test_only_the_tokens_hold_colors(stylesheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", stylesheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-f]{3,8}\b(?=[^{}]*[;}])|\b(?:rgb|hsl|oklch)a?\(", rules)


@pytest.mark.parametrize("name", ["page", "promise", "parts"])
def test_only_the_tokens_hold_sizes_of_type(name: str) -> None:
    rules = (STYLESHEETS / f"{name}.css").read_text(encoding="utf-8")
    sizes = re.findall(r"font(?:-size)?: [^;}]*\d(?:rem|em|px|pt)[^;}\s]*", rules)
    # Words in a picture are as large as its own units say; code is a little smaller than its words.
    apart = {"promise": ["font-size: 13px", "font-size: 10px"], "page": ["font-size: .9em"]}
    assert sizes == apart.get(name, [])


def test_every_token_used_is_defined() -> None:
    used = {
        name
        for sheet in STYLESHEETS.glob("*.css")
        for name in re.findall(r"var\(--ch-([a-z0-9-]+)\)", sheet.read_text(encoding="utf-8"))
    }
    assert used <= set(DEFINED)


def test_styles_and_scripts_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in STYLESHEETS.iterdir()}
    assert sum(size for name, size in sizes.items() if name.endswith((".css", ".js"))) < 40_000
