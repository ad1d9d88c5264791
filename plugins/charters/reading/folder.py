"""A whole site's folder: every agency's files, read into one register."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from charters.model.agency import Agency
from charters.model.benchmarks import BenchmarksFile
from charters.model.fields import Record
from charters.model.refusal import shown
from charters.model.register import AgencyPage, Charter, Located, Register
from charters.model.settings import Settings
from charters.model.standards import StandardsFile
from charters.model.surveys import NO_SURVEYS, SurveysFile
from charters.problems import Place, Problem
from charters.reading.pages import page_of
from charters.reading.promises import promise_problems
from charters.reading.results import results_of
from charters.reading.settings import settings_of
from charters.reading.shape import record_of
from charters.reading.sources import relative, text_of
from charters.reading.ties import source_problems, tie_problems, twice_problems
from charters.reading.yamldoc import Document, document_of

CONTENT = "content/agencies"
FILES = ("agency.yml", "standards.yml", "results.csv", "benchmarks.yml", "surveys.yml")
_AGENCY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

R = TypeVar("R", bound=Record)


def read(root: Path | str, settings: Settings | None = None) -> tuple[Register, list[Problem]]:
    """Return everything below a site's folder that can be read, and every problem, sorted.

    `settings` are read from mkdocs.yml in the folder when they are not given.
    """
    with _uncollected():
        return _read(Path(root), settings)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector: all that reading makes is kept, and looking it over again and
    again takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(home: Path, settings: Settings | None) -> tuple[Register, list[Problem]]:
    problems: list[Problem] = []
    if settings is None:
        settings, problems = settings_of(home)
    as_of = settings.as_of or date.today()  # noqa: DTZ011 - a day has no time zone
    charters: dict[str, Charter] = {}
    for folder in _agency_folders(home, settings, problems):
        charter = _AgencyReader(home, folder, settings, as_of, problems).read()
        if charter is not None:
            charters[charter.id] = charter
    problems.extend(_lonely_pages(home, settings))
    return Register(settings, as_of, charters), sorted(set(problems))


def _agency_folders(home: Path, settings: Settings, problems: list[Problem]) -> Iterator[Path]:
    data = home / settings.data_dir
    if not data.resolve().is_relative_to(home.resolve()) or not data.is_dir():
        problems.append(Problem(Place(settings.data_dir), "Y046", "there is no such folder; put one folder per agency into it"))
        return
    for path in sorted(data.iterdir()):
        if path.name.startswith(".") or (path.is_file() and path.suffix.lower() == ".md"):
            continue
        if path.is_symlink():
            problems.append(Problem(Place(relative(home, path)), "Y043", "this is a link to another place; put the folder itself here"))
        elif path.is_dir() and _AGENCY_ID.fullmatch(path.name) and len(path.name) <= 60:
            yield path
        else:
            what = "folder" if path.is_dir() else "file"
            problems.append(
                Problem(
                    Place(relative(home, path)),
                    "Y045",
                    f"this {what} does not belong here; an agency is a folder named in lower-case letters, digits and hyphens, such as ssa",
                )
            )


def _lonely_pages(home: Path, settings: Settings) -> Iterator[Problem]:
    """Yield pages whose agency has no folder of data."""
    for path in sorted((home / CONTENT).glob("*.md")):
        if path.stem != "index" and not (home / settings.data_dir / path.stem).is_dir():
            yield Problem(
                Place(relative(home, path)),
                "M009",
                f"there is no folder {settings.data_dir}/{path.stem} for this page; add it, or rename the page",
            )


@dataclass
class _AgencyReader:
    """Reads one agency's folder and its page."""

    home: Path
    folder: Path
    settings: Settings
    as_of: date
    problems: list[Problem]

    def read(self) -> Charter | None:
        """Return the agency's charter, or None when the agency itself cannot be read."""
        self.unknown_files()
        documents = {name: self.document(name) for name in FILES if name.endswith(".yml")}
        agency = self.record(Agency, documents["agency.yml"])
        file = self.record(StandardsFile, documents["standards.yml"]) or StandardsFile()
        declared = _declared(documents)
        self.page = self.own_words(declared["standard"])
        if agency is None:
            return None
        benchmarks = self.record(BenchmarksFile, documents["benchmarks.yml"]) or BenchmarksFile()
        charter = Charter(
            id=self.folder.name,
            agency=agency,
            services=tuple(file.services),
            standards=_first_of_each(file.standards),
            benchmarks=tuple(benchmarks.benchmarks),
            surveys=self.record(SurveysFile, documents["surveys.yml"]) or NO_SURVEYS,
            page=self.page,
            files={name: document for name, document in documents.items() if document},
            fiscal_start=agency.fiscal_year_starts or self.settings.fiscal_year_starts,
        )
        charter = self.with_results(charter, declared["standard"])
        self.tie(charter, documents, declared)
        return charter

    def unknown_files(self) -> None:
        """Report what is in the folder and is not one of the five files."""
        for path in sorted(self.folder.iterdir()):
            if path.name not in FILES and not path.name.startswith(".") and path.suffix.lower() != ".md":
                message = f"{shown(path.name)} is not one of {', '.join(FILES)}; rename it, or take it away"
                self.problems.append(Problem(Place(relative(self.home, path)), "Y045", message))
        for name in FILES[:2]:
            if not (self.folder / name).exists():
                place = Place(relative(self.home, self.folder / name))
                self.problems.append(Problem(place, "Y046", f"{name} is missing; every agency needs it: copy one from another agency"))

    def document(self, name: str) -> Document | None:
        """Return one of the YAML files, None where there is none or it cannot be read."""
        path = self.folder / name
        if not path.exists() and not path.is_symlink():
            return None
        source, problems = text_of(self.home, path)
        self.problems.extend(problems)
        if source is None:
            return None
        document, problems = document_of(source)
        self.problems.extend(problems)
        return document

    def record(self, kind: type[R], document: Document | None) -> R | None:
        """Return a file as a record, without what had to be refused."""
        if document is None:
            return None
        record, problems = record_of(kind, document)
        self.problems.extend(problems)
        return record

    def own_words(self, standards: frozenset[str]) -> AgencyPage | None:
        """Return the agency's page under content/agencies/."""
        path = self.home / CONTENT / f"{self.folder.name}.md"
        name = relative(self.home, path)
        if not path.exists() and not path.is_symlink():
            message = f"the agency has data but no page; add one that begins with ---, agency: {self.folder.name}, ---"
            self.problems.append(Problem(Place(name), "M008", message))
            return None
        source, problems = text_of(self.home, path)
        found, more = page_of(source, self.folder.name, standards) if source else (None, [])
        self.problems.extend(problems + more)
        if found is None:
            return None
        if found.agency != self.folder.name:
            message = f"this page is named {self.folder.name}.md but says agency: {found.agency}; make them the same"
            self.problems.append(Problem(found.agency_place, "M010", message))
        return found.page

    def with_results(self, charter: Charter, declared: frozenset[str]) -> Charter:
        """Return the charter with the good rows of results.csv."""
        path = self.folder / "results.csv"
        if not path.exists() and not path.is_symlink():
            return charter
        source, problems = text_of(self.home, path)
        self.problems.extend(problems)
        if source is None:
            return charter
        shapes: dict[str, Any] = dict.fromkeys(declared)
        shapes.update({standard.id: standard.measure.shape for standard in charter.standards})
        results, table, problems = results_of(source, shapes, charter.fiscal_start)
        self.problems.extend(problems)
        rows: dict[str, list[Any]] = {}
        for result in results:
            rows.setdefault(result.standard, []).append(result)
        files: dict[str, Located] = {**charter.files, **({"results.csv": table} if table else {})}
        return replace(charter, results=rows, files=files)

    def tie(
        self,
        charter: Charter,
        documents: Mapping[str, Document | None],
        declared: Mapping[str, frozenset[str]],
    ) -> None:
        """Report what does not fit together."""
        for name, keys, what in _ID_LISTS:
            self.problems.extend(twice_problems(_written_ids(documents[name], *keys), what))
        for standard in charter.standards:
            self.problems.extend(promise_problems(charter, standard))
        for document in filter(None, documents.values()):
            self.problems.extend(source_problems(document, declared["source"]))
        self.problems.extend(tie_problems(charter, declared, self.as_of))


_ID_LISTS = (
    ("agency.yml", ("customers",), "customer group"),
    ("agency.yml", ("channels",), "channel"),
    ("agency.yml", ("sources",), "source"),
    ("standards.yml", ("services",), "service"),
    ("standards.yml", ("standards",), "standard"),
    ("benchmarks.yml", ("benchmarks",), "benchmark"),
    ("surveys.yml", ("customers",), "survey"),
    ("surveys.yml", ("staff",), "survey"),
)
"""Every list of records with ids: the file, the key, and what its records are called."""


def _written_ids(document: Document | None, key: str) -> Iterator[tuple[str, Place, bool]]:
    tree = document.tree if document else None
    items = tree.get(key) if isinstance(tree, dict) else None
    for n, item in enumerate(items if isinstance(items, list) else ()):
        name = item.get("id") if isinstance(item, dict) else None
        if document and isinstance(name, str):
            yield name, document.place(key, n, "id"), "withdrawn" in item


def _declared(documents: Mapping[str, Document | None]) -> dict[str, frozenset[str]]:
    """Return every id that is written, also of records that were refused: one fault, one message."""
    declared: dict[str, set[str]] = {"question": set()}
    for name, keys, what in _ID_LISTS:
        declared.setdefault(what, set()).update(written for written, _, _ in _written_ids(documents[name], *keys))
    surveys = documents["surveys.yml"]
    tree = surveys.tree if surveys else None
    for survey in (tree.get("customers") or ()) if isinstance(tree, dict) else ():
        for question in (survey.get("questions") or ()) if isinstance(survey, dict) else ():
            if isinstance(question, dict) and isinstance(question.get("id"), str):
                declared["question"].add(question["id"])
    return {what: frozenset(names) for what, names in declared.items()}


def _first_of_each(standards: list[Any]) -> tuple[Any, ...]:
    """Return the standards without later ones that use an id again (reported as a problem)."""
    return tuple({standard.id: standard for standard in reversed(standards)}.values())[::-1]
