"""What others would do, for MkDocs with Material: plain tables of the promises and results, or the words of our pages.

The tables have the figures, and nothing of what we say of them: no verdict, chart, check, feed or export. The pages
have our words too, as headings, lines and tables without a link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.standards import Standard
from charters.reading import read

SITE = """\
site_name: Baseline
site_url: https://charters.example/
docs_dir: docs
theme:
  name: material
  features: [navigation.prune]
plugins: [search]
"""
ON_A_PAGE = 60
Row = Sequence[object]
_LINES = "tr, :is(h1, h2, h3, h4, h5, h6, p, li, dt, dd, summary):not(tr *, :has(p, li, tr))"
"""What stands on a line of its own, and holds no other line."""


def write_tables(site: Path, root: Path) -> None:
    """Write below `root` what a site's files hold, as MkDocs and Material take it."""
    register, _problems = read(site)
    charters, docs = register.charters.values(), root / "docs"
    _begin(root)
    home = _table("Agency Services", [_agency(one) for one in charters])
    _write(docs / "index.md", "Home", [home])
    services = [(_link(one, of), _name(one)) for one in charters for of in one.services]
    _write(docs / "services.md", "All services", [_table("Service Agency", sorted(services))])
    promises = [_promise(one, of) for one in charters for of in one.standards]
    for number, at in enumerate(range(0, len(promises), ON_A_PAGE), 1):
        table = _table("Promise Aim Period Kept Of Share Source", promises[at : at + ON_A_PAGE])
        _write(docs / f"promises/{number}.md", f"All promises, page {number}", [table])
    for one in charters:
        folder = docs / "agencies" / one.id
        _write(folder.with_suffix(".md"), _name(one), _plan(one))
        for service in one.services:
            _write(folder / f"{service.id}.md", f"{service.name}", _service(one, service))


def write_pages(built: Path, root: Path) -> None:
    """Write below `root` what each page of a built site says, as MkDocs and Material take it."""
    _begin(root)
    for page in built.rglob("*.html"):
        main = LexborHTMLParser(page.read_bytes()).css_first("main")
        lines = [] if main is None else [_line(node) for node in main.css(_LINES)]
        # Two lines of one table follow each other; nothing else does.
        text = "\n\n".join(lines).replace("|\n\n|", "|\n|")
        to = (root / "docs" / page.relative_to(built)).with_suffix(".md")
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, encoding="utf-8")


def _begin(root: Path) -> None:
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(SITE, encoding="utf-8")


def _line(node: LexborNode) -> str:
    if node.tag == "tr":
        cells = [_words(cell) for cell in node.css("th, td")]
        heads = node.parent is not None and node.parent.tag == "thead"
        lines = (cells, ["---"] * len(cells)) if heads else (cells,)
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)
    level = node.tag[1:] if node.tag and node.tag[0] == "h" else ""
    return f"{'#' * int(level)} {_words(node)}" if level else _words(node)


def _words(node: LexborNode) -> str:
    said = " ".join(node.text(separator=" ").split())
    return said.replace("|", "/").replace("<", "&lt;")


def _agency(charter: Charter) -> Row:
    return f"[{_name(charter)}](agencies/{charter.id}.md)", len(charter.services)


def _link(charter: Charter, service: Service) -> str:
    return f"[{service.name}](agencies/{charter.id}/{service.id}.md)"


def _plan(charter: Charter) -> Iterator[str]:
    for service in charter.services:
        yield f"## [{service.name}]({charter.id}/{service.id}.md)"
        rows = [_promise(charter, one) for one in charter.standards if one.service == service.id]
        yield _table("Promise Aim Period Kept Of Share Source", rows)


def _promise(charter: Charter, standard: Standard) -> Row:
    return standard.promise, _aim(standard), *next(_results(charter, standard), ())


def _service(charter: Charter, service: Service) -> Iterator[str]:
    yield f"{service.summary}"
    for one in charter.standards:
        if one.service == service.id:
            yield f"## {one.promise}\n\nAim: {_aim(one)}"
            yield _table("Period Kept Of Share Source", list(_results(charter, one)))


def _results(charter: Charter, standard: Standard) -> Iterator[Row]:
    """Yield the results of a promise, the newest first."""
    for row in reversed(charter.results.get(standard.id, ())):
        if row.met is not None and row.total:
            link = f"[source]({row.source})" if row.source else ""
            share = f"{100 * row.met / row.total:.1f}%"
            yield row.period.label, f"{row.met:,}", f"{row.total:,}", share, link


def _aim(standard: Standard) -> str:
    return standard.target.said if standard.target else "none"


def _name(charter: Charter) -> str:
    return f"{charter.agency.name}"


def _table(heads: str, rows: Sequence[Row]) -> str:
    named = heads.split()
    cells = [[f"{cell}".replace("|", "/") for cell in row] for row in rows]
    full = [[*row, *[""] * len(named)][: len(named)] for row in cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in (named, ["---"] * len(named), *full))


def _write(page: Path, title: str, parts: Iterator[str] | Sequence[str]) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("\n\n".join([f"# {title}", *parts, ""]), encoding="utf-8")
