"""What lies in the published folders is a plain file of a known kind, judged by its bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from charters.problems import Problem
from charters.reading.drawings import fault_of
from charters.reading.published import published_problems

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>'


def found(home: Path, *also: str) -> list[str]:
    return [f"{p.place.path}: {p.code} {p.text}" for p in published_problems(home, also)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in ("content/images", "overrides"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


GOOD = {
    "content/index.md": b"# Home\n",
    "content/images/a.png": PNG,
    "content/images/a.JPG": b"\xff\xd8\xff\xe0",
    "content/images/a.gif": b"GIF89a",
    "content/images/a.webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "content/images/a.svg": SVG,
    "content/report.pdf": b"%PDF-1.7\n",
    "content/r\u00e9sum\u00e9 (2024).txt": b"text",
    "overrides/main.html": b"<p>",
    "overrides/a.css": b"p {}",
}


def test_plain_files_of_known_kinds_are_published(home: Path) -> None:
    for name, data in GOOD.items():
        (home / name).write_bytes(data)
    assert found(home) == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("content/a.html", b"<p>", "Y045 files of this kind are not published"),
        ("content/a.xhtml", b"<p>", "Y045 files of this kind are not published"),
        ("content/hooks.py", b"import os", "Y045 files of this kind are not published"),
        ("content/_headers", b"/*", "Y045 files of this kind are not published"),
        ("content/CNAME", b"evil.example", "Y045 files of this kind are not published"),
        ("content/a.js", b"alert(1)", "Y045 files of this kind are not published"),
        ("content/a.png", SVG, "Y048 this is not what its ending (.png) says"),
        ("content/a.png", b"<script>", "Y048 this is not what its ending (.png) says"),
        ("content/a.webp", b"RIFF0000AVI ", "Y048 this is not what its ending (.webp) says"),
        ("content/a.md", b"\xff\xfe", "Y048 this is not what its ending (.md) says: it is no text"),
        ("content/a\nb.md", b"x", "Y045 the name of this file cannot be an address"),
        ("content/a\u202eb.md", b"x", "Y045 character 2 of this name misleads: there is an"),
        ("content/a\u0430b.md", b"x", "Y045 character 2 of this name misleads: '\u0430' is"),
    ],
)
def test_anything_else_is_told(home: Path, name: str, data: bytes, said: str) -> None:
    (home / name).write_bytes(data)
    assert [line.partition(": ")[2][: len(said)] for line in found(home)] == [said]


def test_a_publisher_may_allow_an_ending(home: Path) -> None:
    (home / "content/plan.docx").write_bytes(b"PK")
    assert len(found(home)) == 1
    assert found(home, ".docx") == []


@pytest.mark.parametrize("target", ["/etc/passwd", "/proc/self/environ", "nowhere", "..", "."])
@pytest.mark.parametrize("name", ["content/a.md", "content/images/b.png", "overrides/c.css"])
def test_a_link_is_never_followed(home: Path, name: str, target: str) -> None:
    (home / name).symlink_to(target)
    assert [line.split(" ")[1] for line in found(home)] == ["Y043"]


def test_a_linked_folder_is_never_entered(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.html").write_text("x")
    (tmp_path / "content").symlink_to("elsewhere")
    assert [line.split(" ")[1] for line in found(tmp_path)] == ["Y043"]


def test_a_pipe_is_told_and_not_waited_for(home: Path) -> None:
    os.mkfifo(home / "content/a.md")
    assert "a pipe or a device" in found(home)[0]


def test_a_name_that_is_no_text_is_told(home: Path) -> None:
    (home / "content" / os.fsdecode(b"\xff.md")).touch()
    assert [line.split(" ")[1] for line in found(home)] == ["Y045"]


BAD_DRAWINGS = {
    b"<svg><script>alert(1)</script></svg>": "<script>",
    b'<svg onload="alert(1)"/>': "runs a program (onload)",
    b'<svg><a href="javascript:alert(1)"><path/></a></svg>': "loads something",
    b'<svg><image href="https://evil.example/x.png"/></svg>': "from elsewhere",
    b'<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="other.svg#a"/></svg>': "from elsewhere",
    b"<svg><foreignObject><p/></foreignObject></svg>": "<foreignobject>",
    b"<svg><style>@import url(https://evil.example)</style></svg>": "styles load",
    b'<svg><path style="fill: url(https://evil.example/x)"/></svg>': "from elsewhere",
    b"<svg><set attributeName='href' to='javascript:alert(1)'/></svg>": "<set>",
    b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>': "document type",
    b"<svg>": "cannot be read",
    b'<?xml-stylesheet href="https://evil.example"?><svg/>': "<?xml-stylesheet>",
}


@pytest.mark.parametrize("data", BAD_DRAWINGS, ids=BAD_DRAWINGS.values())
def test_a_drawing_that_does_more_than_draw_is_refused(data: bytes) -> None:
    assert BAD_DRAWINGS[data] in fault_of(data)


def test_a_drawing_of_a_common_program_is_kept() -> None:
    assert fault_of(SVG) == ""
    assert (
        fault_of(
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><style>.a{fill:#000}'
            b'</style><g class="a" fill="url(#b)"><linearGradient id="b"/><use href="#b"/></g></svg>'
        )
        == ""
    )


def test_every_problem_has_its_place(home: Path) -> None:
    (home / "content/a.html").write_text("x")
    problems: list[Problem] = list(published_problems(home))
    assert problems[0].place.path == "content/a.html"
