"""The ids that an agency's files write, also in records that were refused: one fault, one message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml
from pydantic_core import PydanticCustomError

from charters.model.characters import looks_like, why_misleading
from charters.model.fields import ID, id_like
from charters.model.file_names import STANDARDS, SURVEYS
from charters.model.period_labels import parse_date
from charters.model.periods import Frequency
from charters.model.refusal import shown
from charters.model.shapes import Shape
from charters.problems import Place, declared
from charters.problems.message import Message, _
from charters.reading.lost_ids import Lost, lost_ids
from charters.reading.named import Named, named_in
from charters.reading.other_file import KEYS
from charters.reading.other_words import ids_by_words, plain
from charters.reading.spelling import Speller
from charters.reading.yamldoc import Document, numbered, pairs_of

ID_LISTS: Sequence[tuple[str, str, str]] = declared("reading/ids")["lists"]
"""Every list of records with ids: the file, the key, and what its records are called."""
MEASURED = "standard or figure"
"""What rows of results and comparators are about: the two share their ids."""

_POSTED = (MEASURED, "standard", "figure")

KINDS = (
    *(_("agency"), _("customer group"), _("channel"), _("source"), _("service"), _("standard")),
    *(
        _("figure"),
        _("benchmark"),
        _("survey"),
        _("question"),
        _("promise"),
        _("standard or figure"),
    ),
)
"""What records are called in messages: the lists of ids.toml name them by these words."""


class WrittenId(NamedTuple):
    """An id where it is written, and of what kind."""

    name: str
    kind: str
    document: Document
    keys: tuple[str, int]
    """The list and the number of its record."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.document.place(*self.keys, "id")

    @property
    def withdrawn(self) -> bool:
        """Whether its record says that it was withdrawn."""
        return self.document.has(*self.keys, "withdrawn")


class Shapes(NamedTuple):
    """How results of something are measured today, and how they were until a day."""

    today: Shape
    before: Sequence[tuple[date, Shape]] = ()
    """The oldest first."""

    def on(self, day: date) -> Shape:
        """Return how a result of a period that begins on a day is measured."""
        return next((shape for until, shape in self.before if day < until), self.today)


class Written:
    """What an agency's YAML files say, read or refused; a file nobody can read may say anything."""

    def __init__(
        self,
        documents: Mapping[str, Document | None],
        unread: frozenset[str],
        language: str = "en",
        rows: Sequence[tuple[str, str, int]] = (),
        elsewhere: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.documents = documents
        self.language = language
        self.unread = unread
        self._elsewhere = elsewhere
        """What other agencies have posted, by its id; asked only where something is not there."""
        self.rows = rows
        """What the rows of tables are about, as far as their first cell tells it, with path and line."""
        self.kinds: dict[str, Speller | None] = {}
        self.nameless: set[str] = set()
        """The kinds of which a record has no id of its own: any unknown name may be its."""
        for kind in {kind for _file, _key, kind in ID_LISTS}:
            lists = [(file, key) for file, key, what in ID_LISTS if what == kind]
            self.kinds[kind] = self._all_of(lists, kind)
        standards, figures = self.kinds["standard"], self.kinds["figure"]
        both = Speller([*standards.known, *figures.known]) if standards and figures else None
        self.former = dict(_former(self._measured()))
        """What is measured, by the ids it had before: rows that were published keep them."""
        self._former_services = dict(_former(self._listed("services")))
        self.kinds[MEASURED] = both
        shared = standards and figures and standards.known.keys() & figures.known.keys()
        astray = any("measure" in one for one in self._listed("services"))  # told of the list
        if shared or astray or not {"standard", "figure"}.isdisjoint(self.nameless):
            self.nameless |= {"standard", "figure", MEASURED}
        surveys = documents.get(SURVEYS)
        questions = _questions(surveys) if surveys else ()
        self.kinds["question"] = None if SURVEYS in unread else Speller(questions)

    def _all_of(self, lists: list[tuple[str, str]], kind: str) -> Speller | None:
        """Return the ids of some lists, None where one of them cannot be read."""
        documents = [(self.documents.get(file), key) for file, key in lists]
        if any(file in self.unread for file, _ in lists) or any(
            document and not _is_list(document, key) for document, key in documents
        ):
            return None
        ids = [found for document, key in documents if document for found in _ids_in(document, key)]
        own = dict.fromkeys(name for found in ids for name in found if ID.fullmatch(name))
        if len(own) < len(ids):
            self.nameless.add(kind)
        return Speller([*own, *(id_like(name) for found in ids for name in found)])

    def _measured(self) -> list[dict[str, Any]]:
        """Return what is written of standards and figures, the last one first."""
        return self._listed("standards", "figures")[::-1]

    def _listed(self, *lists: str) -> list[dict[str, Any]]:
        document = self.documents.get(STANDARDS)
        return [item for key in lists for _, item in document.items(key)] if document else []

    def lacks(self, kind: str, name: str) -> bool:
        """Return whether no record of a kind is written under a name."""
        speller = self.kinds[kind]
        is_told = kind in self.nameless or (kind, name) in self.lost
        return speller is not None and name not in speller.known and not is_told

    @cached_property
    def named(self) -> Sequence[Named]:
        """Every id that names a record, in the order of the files."""
        documents = self.documents.items()
        return [one for file, found in documents if found for one in named_in(file, found)]

    @cached_property
    def lost(self) -> Mapping[tuple[str, str], Lost]:
        """The ids that many places name and no record has: its own list is what has to be mended."""
        return lost_ids(self)

    def place_of(self, kind: str, name: str = "", *keys: str) -> Place:
        """Return the place of the id of a record, or of what is below it; or where their list begins."""
        lists = [(file, key) for file, key, what in ID_LISTS if what in kind.split(" or ")]
        places = [
            document.place(key, name, *(keys or ["id"])) if name else document.key_place(key)
            for file, key in lists
            if (document := self.documents.get(file)) and document.has(key, *filter(None, [name]))
        ]
        files = (self.documents.get(file) for file, _key in lists)
        whole = (document.place() for document in files if document)
        return next(iter([*places, *whole]), Place(""))

    def called(self, kind: str, words: str) -> str:
        """Return the id of the record of a kind that is called by some words; '' where none is."""
        meant = plain(words)
        found = (self._ids_by_words.get((of, meant), "") for of in kind.split(" or "))
        return next(filter(None, found), "")

    @cached_property
    def _ids_by_words(self) -> Mapping[tuple[str, str], str]:
        return ids_by_words(self.documents)

    def hint(self, kind: str, name: str, otherwise: Message) -> Message:
        """Return `did you mean 'x'?`, or what to write where no name is like it."""
        if odd := next(filter(looks_like, name), ""):
            return why_misleading(odd)
        if today := self.today(kind, name):
            return _("it is called '{name}' today; write that", name=today)
        if own := self.called(kind, name):
            return _("that is a name; write its id: {id}", id=own)
        if kind in _POSTED and (agency := self._elsewhere().get(name)):
            return _("it is one of the agency {agency}, in whose files this belongs", agency=agency)
        speller = self.kinds[kind]
        return speller.hint(name, otherwise) if speller else otherwise

    def no_such(self, kind: str, name: str, otherwise: Message) -> Message:
        """Return that there is no record of a name, and what to write."""
        said = _("there is no {kind} {name}; {hint}")
        hint = self.hint(kind, name, otherwise)
        return said.filled(kind=Message(kind), name=shown(name), hint=hint)

    def today(self, kind: str, name: str) -> str:
        """Return what a record is called today that says it was called so before; '' where none does."""
        former = self._former_services if kind == "service" else self.former
        return former[name] if former.get(name) in self.names(kind) else ""

    def names(self, kind: str) -> list[str]:
        """Return the names of a kind, sorted."""
        speller = self.kinds[kind]
        return sorted(speller.known) if speller else []

    def shapes(self) -> dict[str, Shapes]:
        """Return how each standard and figure is measured, also where it was refused otherwise."""
        written = {str(item.get("id")): _shapes(item) for item in self._measured()}
        return {name: shapes for name, shapes in written.items() if shapes is not None}

    def rhythms(self) -> dict[str, Frequency]:
        """Return how often results of each standard and figure are reported, where it is said."""
        written = {str(item.get("id")): item.get("reported") for item in self._measured()}
        return {name: Frequency(said) for name, said in written.items() if said in _RHYTHMS}

    def measure(self, name: str) -> Mapping[str, Any]:
        """Return what is written under `measure` of a standard or figure, refused or not."""
        return self._measures.get(name, {})

    @cached_property
    def _measures(self) -> dict[str, Mapping[str, Any]]:
        found = {str(item.get("id")): item.get("measure") for item in self._measured()}
        return {name: measure for name, measure in found.items() if isinstance(measure, dict)}

    def says(self, file: str, key: str) -> bool:
        """Return whether a file says something under a key, or may say it."""
        document = self.documents.get(file)
        return file in self.unread or (document is not None and document.has(key))


def _former(items: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield every id that some records had before, with the one they have today."""
    for item in items:
        listed = item.get("formerly")
        for name in listed if isinstance(listed, list) else ():
            if isinstance(name, str):
                yield name.rpartition("/")[2], str(item.get("id"))


def _shapes(item: Mapping[str, Any]) -> Shapes | None:
    """Return how one standard or figure is measured, and was; None where nobody can tell."""
    shape = _shape(item.get("measure"))
    before = []
    for _n, change in numbered(item.get("changes")):
        was = _shape(change.get("before"))
        with suppress(PydanticCustomError):
            before += [(parse_date(str(change.get("date"))), was)] if was else []
    return Shapes(shape, tuple(sorted(before))) if shape else None


def _shape(measure: object) -> Shape | None:
    shape = measure.get("shape") if isinstance(measure, dict) else None
    return Shape(shape) if shape in _SHAPES else None


_SHAPES = [shape.value for shape in Shape]
_RHYTHMS = [frequency.value for frequency in Frequency]


def written_ids(document: Document, key: str, kind: str) -> Iterator[WrittenId]:
    """Yield the ids of a list at the top of a file, in their order; `kind` is what they name."""
    for n, item in document.items(key):
        if isinstance(name := item.get("id"), str):
            yield WrittenId(name, kind, document, (key, n))


def _is_list(document: Document, key: str) -> bool:
    """Whether a key holds a list, or is not there; what is misspelt may hold anything."""
    if not isinstance(document.root, yaml.MappingNode):
        return False
    words = [name.value for name, _ in pairs_of(document.root) if isinstance(name, yaml.ScalarNode)]
    if key in words:
        return words.count(key) == 1 and isinstance(document.top.get(key), list)
    return KEYS[PurePosixPath(document.path).name].issuperset(words)


def _ids_in(document: Document, key: str) -> Iterator[list[str]]:
    """Yield what each record of a list is called; two names where two records have run together."""
    for listed in (node for name, node in pairs_of(document.root) if name.value == key):
        for item in listed.value if isinstance(listed, yaml.SequenceNode) else ():
            ids = [value for name, value in pairs_of(item) if name.value == "id"]
            yield [one.value for one in ids if isinstance(one, yaml.ScalarNode)]


def _questions(surveys: Document) -> Iterator[str]:
    for _n, survey in surveys.items("customers"):
        for _m, question in numbered(survey.get("questions")):
            if isinstance(name := question.get("id"), str):
                yield name
