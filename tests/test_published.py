"""What lies in the published folders is a plain file of a known kind, judged by its bytes."""

from __future__ import annotations

import base64
import gzip
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import rewrite
from charters.model.settings import Settings
from charters.problems import Problem
from charters.reading import read
from charters.reading.drawings import fault_of
from charters.reading.published import published_files, published_problems
from commands import process
from planting import good_site

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
JPEG = bytes.fromhex(
    "ffd8ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b"
    "09090d110d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005ffda000801010"
    "0003f00d2cf20ffd9"
)
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>'


def problems_of(home: Path, *also: str) -> list[Problem]:
    settings = Settings(also_published=[*also])
    files, refused = published_files(home, settings)
    return [*refused, *published_problems(home, files, settings)]


def found(home: Path, *also: str) -> list[str]:
    return [f"{p.place.path}: {p.code} {p.text}" for p in problems_of(home, *also)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in ("content/images", "overrides"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


GOOD = {
    "content/index.md": b"# Home\n",
    "content/images/a.png": PNG,
    "content/images/a.JPG": JPEG,
    "content/images/a.gif": GIF,
    "content/images/a.webp": WEBP,
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


ENDINGS = [
    ".html",
    ".HTML",
    ".xhtml",
    ".js",
    ".xml",
    ".svgz",
    ".markdown",
    "docx",
    "",
    "../x",
    ".",
    "*",
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_publisher_can_allow_what_runs(tmp_path: Path, ending: str) -> None:
    site = good_site(tmp_path)
    (site / "content/a.html").write_text("<script>alert(1)</script>")
    more = f'      also_published: ["{ending}"]\ndocs_dir:'
    rewrite(site / "mkdocs.yml", ("docs_dir:", more))
    codes = [problem.code for problem in read(site)[1]]
    assert sorted(codes) == ["Y017", "Y045"]


def test_a_publisher_may_allow_an_ending(home: Path) -> None:
    (home / "content/plan.docx").write_bytes(b"PK")
    assert len(found(home)) == 1
    assert found(home, ".docx") == []


# ---------------------------------------------------------------- what is no plain file


@pytest.mark.parametrize("target", ["/etc/passwd", "/proc/self/environ", "nowhere", "..", "."])
@pytest.mark.parametrize("name", ["content/a.md", "content/images/b.png", "overrides/c.css"])
def test_a_link_is_never_followed(home: Path, name: str, target: str) -> None:
    (home / name).symlink_to(target)
    assert [line.split(" ")[1] for line in found(home)] == ["Y043"]


@pytest.mark.parametrize(
    "name", ["content", "overrides", "content/agencies", "data", "data/standards"]
)
@pytest.mark.parametrize("inside", [True, False])
def test_a_linked_folder_is_never_entered(tmp_path: Path, name: str, *, inside: bool) -> None:
    site = good_site(tmp_path)
    (site / "overrides").mkdir()
    elsewhere = (site if inside else tmp_path) / "elsewhere"
    (site / name).rename(elsewhere)
    (site / name).symlink_to(elsewhere)
    (elsewhere / "a.html").write_text("x")
    said = [str(problem) for problem in read(site)[1]]
    assert any(
        line.startswith(f"{name}:1:1: Y043 this is a link to another place") for line in said
    )
    assert "a.html" not in "".join(said)


def plug(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as own:
        own.bind(str(path))


def device(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a device")
    os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))


NAMES = [
    *("content/index.md", "content/about.md", "content/agencies/harbor.md", "content/images/a.png"),
    *("overrides/main.html", "overrides/a.css", "data/standards/harbor/results.csv", "mkdocs.yml"),
    "data/standards/harbor/agency.yml",
]


@pytest.mark.parametrize("made", [os.mkfifo, plug, device])
@pytest.mark.parametrize("name", NAMES)
def test_what_would_never_end_is_one_line_and_is_not_opened(
    tmp_path: Path, name: str, made: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = good_site(tmp_path)
    (site / name).unlink(missing_ok=True)
    (site / name).parent.mkdir(exist_ok=True)
    monkeypatch.chdir((site / name).parent)  # the name of a plug must be short
    made(Path(Path(name).name))
    monkeypatch.chdir(tmp_path)
    assert [str(problem) for problem in read(site)[1] if problem.place.path == name] == [
        f"{name}:1:1: Y043 this is not a file but a pipe or a device; put a plain file here, or take it away"
    ]


@pytest.mark.parametrize("name", ["content", "overrides", "data"])
def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path, name: str) -> None:
    site = good_site(tmp_path)
    if (site / name).exists():
        (site / name).rename(tmp_path / "elsewhere")
    (site / name).write_text("x")
    said = "".join(f"{problem}\n" for problem in read(site)[1])
    assert f"{name}:1:1: Y043 this is not a folder" in said or f"{name}/standards:1:1: Y046" in said


@pytest.mark.parametrize(
    "name", ["content", "content/agencies", "overrides", "data/standards/harbor"]
)
def test_very_deep_folders_are_told_and_not_gone_through(tmp_path: Path, name: str) -> None:
    site = good_site(tmp_path)
    (site / name).mkdir(exist_ok=True)
    here = Path.cwd()
    try:
        os.chdir(site / name)
        for _ in range(1500):  # deeper than any path of the system, and than Python's own limit
            os.mkdir("a")  # noqa: PTH102 - a whole path would be too long
            os.chdir("a")
    finally:
        os.chdir(here)
    lines = [str(problem) for problem in read(site)[1]]
    subprocess.run(["rm", "-rf", site / name], check=True)  # pytest's own cleaning would fall
    assert len(lines) == 1
    assert re.match(rf"{name}(/a)+:1:1: Y045 ", lines[0])


UNREADABLE = (
    ["content"],
    ["content/images", "content/index.md", "overrides", "data/standards/harbor"],
)
"""What lies beside each other is asked for at once: the first hides the others."""


@pytest.mark.skipif(not shutil.which("setpriv"), reason="rights cannot be given up here")
@pytest.mark.parametrize("names", UNREADABLE, ids=" ".join)
def test_what_may_not_be_read_is_told_with_its_place(tmp_path: Path, names: list[str]) -> None:
    site = good_site(tmp_path)
    for folder in ("overrides", "content/images"):
        (site / folder).mkdir()
    (site / "content/index.md").write_text("# Home\n")
    for name in names:
        (site / name).chmod(0)
    without = [*("setpriv", "--bounding-set=-dac_override,-dac_read_search"), "--inh-caps=-all"]
    command = [sys.executable, "-m", "charters.cli", "check", "--root", str(site)]
    done = process(*(without if os.geteuid() == 0 else ()), *command)
    for name in names:
        (site / name).chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert done.stderr == "Y047  A file or folder cannot be opened: charters explain Y047\n"
    told = re.findall(r"(?m)^error +(\S+):1:1: Y047 this cannot be opened", done.stdout)
    places = [next(name for name in names if re.match(f"{name}(/|$)", one)) for one in told]
    assert {*places} == {*names}


@pytest.mark.parametrize("folder", ["content", "content/agencies", "overrides"])
@pytest.mark.parametrize(
    "name",
    [b"\xff.md", b"a\nb.md", b"a\x1b[2J.md", b"a?.md", b"a%2f.md", "a\u202e.md".encode(), b'".md'],
)
def test_a_name_that_is_no_address_is_one_line(tmp_path: Path, folder: str, name: bytes) -> None:
    site = good_site(tmp_path)
    (site / folder).mkdir(exist_ok=True)
    (site / folder / os.fsdecode(name)).write_text("x\n")
    (problem,) = read(site)[1]
    assert problem.code == "Y045"
    assert str(problem).isprintable()


# ------------------------------------------------------------------------------- by its bytes


PROGRAM = b"<script>alert(1)</script>"
POLYGLOTS = {
    "a page behind a PNG": (".png", PNG + PROGRAM),
    "a page in the place of a PNG": (".png", PNG[:8] + PROGRAM * 9),
    "a PNG that breaks off": (".png", PNG[:-20]),
    "a script that begins like a GIF": (".gif", b"GIF89a=1;alert(1);//" + b";" * 40),
    "an archive behind a GIF": (".gif", GIF + b"PK\x03\x04"),
    "a page behind a JPEG": (".jpg", JPEG + PROGRAM),
    "a JPEG without an end": (".jpg", JPEG[:-2]),
    "a page in the place of a JPEG": (".jpeg", b"\xff\xd8\xff" + PROGRAM * 9),
    "a page behind a WebP": (".webp", WEBP + PROGRAM),
    "a film that calls itself WebP": (".webp", WEBP.replace(b"WEBP", b"AVI ")),
    "a page that calls itself JPEG": (".jpg", b"<!doctype html>" + PROGRAM),
    "a drawing that calls itself PNG": (".png", SVG),
    "a packed drawing": (".svg", gzip.compress(SVG)),
    "a drawing in UTF-16": (".svg", SVG.decode().encode("utf-16")),
    "a page that calls itself a drawing": (".svg", b"<html><body/></html>"),
    "an archive that calls itself PDF": (".pdf", b"PK\x03\x04"),
    "nothing": (".png", b""),
}


@pytest.mark.parametrize("what", POLYGLOTS)
def test_a_file_of_two_kinds_is_refused(home: Path, what: str) -> None:
    ending, data = POLYGLOTS[what]
    (home / f"content/images/a{ending}").write_bytes(data)
    assert [line.split(" ")[1] for line in found(home)] == ["Y048"]


def drawn(inside: str, more: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg"{more}>{inside}</svg>'.encode()


BAD_DRAWINGS = {
    drawn("<script>alert(1)</script>"): "<script>",
    drawn("", ' onload="alert(1)"'): "runs a program (onload)",
    drawn('<a href="javascript:alert(1)"><path/></a>'): "loads something",
    drawn('<image href="https://evil.example/x.png"/>'): "from elsewhere",
    drawn('<image href="data:image/svg+xml,x"/>'): "from elsewhere",
    drawn(
        '<use x:href="other.svg#a"/>', ' xmlns:x="http://www.w3.org/1999/xlink"'
    ): "from elsewhere (other.svg",
    drawn('<use href="#a"/>', ' xml:base="https://evil.example/"'): "from elsewhere (base",
    drawn("<foreignObject><p/></foreignObject>"): "<foreignObject>",
    drawn('<h:p xmlns:h="http://www.w3.org/1999/xhtml"/>'): "<p>",
    drawn('<rdf:script xmlns:rdf="http://www.w3.org/2000/svg">x</rdf:script>'): "<script>",
    drawn('<g xmlns="http://www.w3.org/1999/xhtml"/>'): "<g>",
    drawn("<style>@import url(https://evil.example)</style>"): "styles load",
    drawn("<style>@im&#112;ort 'x'</style>"): "styles load",
    drawn("<style>@im<!-- -->port 'x'</style>"): "styles load",
    drawn("<style><![CDATA[@im]]><g/>port 'x'</style>"): "styles load",
    drawn("<style>@\\69mport 'x'</style>"): "styles load",
    drawn("<style>a{background:image-set('https://evil.example/x')}</style>"): "styles load",
    drawn('<path style="fill: url(https://evil.example/x)"/>'): "from elsewhere",
    drawn('<path style="fill: ur\\6c(https://evil.example/x)"/>'): "from elsewhere",
    drawn("<path cursor=\"url('//evil.example')\"/>"): "from elsewhere",
    drawn("<set attributeName='href' to='javascript:alert(1)'/>"): "<set>",
    drawn("<animate attributeName='href' values='javascript:alert(1)'/>"): "<animate>",
    b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG: "document type",
    b'<?xml version="1.0" encoding="utf-16"?>' + SVG: "not written in UTF-8",
    b'<?xml version="1.0" encoding="cp037"?>' + SVG: "not written in UTF-8",
    drawn("<g>")[:-6]: "cannot be read",
    b'<?xml-stylesheet href="https://evil.example"?>' + SVG: "<?xml-stylesheet>",
    b"<svg/>": "no drawing but <svg>",
    b'<html xmlns="http://www.w3.org/1999/xhtml"/>': "no drawing but <html>",
}


@pytest.mark.parametrize("data", BAD_DRAWINGS, ids=range(len(BAD_DRAWINGS)))
def test_a_drawing_that_does_more_than_draw_is_refused(data: bytes) -> None:
    assert BAD_DRAWINGS[data] in str(fault_of(data))


GOOD_DRAWINGS = [
    SVG,
    b'<?xml version="1.0" encoding="UTF-8"?>' + SVG,
    drawn(
        '<style>.a{fill:#000}@media print{.a{fill:url("#b")}}</style>'
        '<g class="a" fill="url(#b)"><linearGradient id="b"/><use href="#b"/></g>'
    ),
    drawn(
        '<n:namedview pagecolor="#fff"/><metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
        ' xmlns:n="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"',
    ),
]


@pytest.mark.parametrize("data", GOOD_DRAWINGS)
def test_a_drawing_of_a_common_program_is_kept(data: bytes) -> None:
    assert not fault_of(data)


def test_every_problem_has_its_place(home: Path) -> None:
    (home / "content/a.html").write_text("x")
    assert problems_of(home)[0].place.path == "content/a.html"
