"""One more agency, service, promise or result: what to ask for it, and where the answers go."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from charters.importing.appending import NoPlaceError, appended, as_keys
from charters.importing.files import AgencyFiles
from charters.model.agency import Agency, AgencyKind
from charters.model.duty import NONE
from charters.model.fields import id_like
from charters.model.file_names import AGENCY, RESULTS, STANDARDS
from charters.model.meanings import meaning
from charters.model.measures import Measure
from charters.model.offered import Service
from charters.model.register import Charter
from charters.model.results import COLUMN_MEANINGS
from charters.model.settings import Settings
from charters.model.shapes import SHAPES, Shape
from charters.model.standards import Measured, Standard
from charters.problems import Message, Problem, without_notes
from charters.problems.message import _
from charters.starting.questions import Question, about

WORDS_IN_ID = 4


@dataclass
class Addition(ABC):
    """Something that is added to a site; whoever asks the questions puts the answers in."""

    home: Path
    settings: Settings
    as_of: date
    answers: dict[str, str] = field(default_factory=dict)

    @abstractmethod
    def questions(self) -> Iterator[Question]:
        """Yield what is still to be known; an answer is looked for before the next is asked."""

    @abstractmethod
    def texts(self) -> Mapping[str, str]:
        """Return the agency's files with what is added, by name."""

    @property
    def data(self) -> Path:
        """The folder of data."""
        return self.home / self.settings.data_dir

    @property
    def agency(self) -> str:
        """The agency it is about."""
        return self.answers["agency"]

    @cached_property
    def files(self) -> AgencyFiles:
        """The agency's folder."""
        return AgencyFiles(self.home, self.agency, self.settings, self.as_of)

    @cached_property
    def charter(self) -> Charter:
        """What stands in the agency's files."""
        charter, _problems = self.files.read()
        if charter is None:
            file = f"{self.agency}/agency.yml"
            raise NoPlaceError(
                _("{file} cannot be read; run charters check, and mend it first", file=file)
            )
        return charter

    def which_agency(self) -> Iterator[Question]:
        """Yield the question for the agency, where there are several."""
        known = (
            sorted(one.name for one in self.data.iterdir() if (one / AGENCY).is_file())
            if self.data.is_dir()
            else []
        )
        if not known:
            raise NoPlaceError(_("there is no agency yet; begin with: charters add agency"))
        if len(known) == 1:
            self.answers.setdefault("agency", known[0])
        yield Question("agency", _("The agency."), choices=dict.fromkeys(known, ""))

    def faults(self) -> list[Problem]:
        """Return what would be wrong, or unclear, in the agency's files that was not before."""
        _charter, before = self.files.read()
        _charter, after = self.files.read(self.texts())
        known = {(one.code, one.text) for one in before}
        return [one for one in without_notes(after) if (one.code, one.text) not in known]

    def write(self) -> list[str]:
        """Write the files; return where they stand."""
        texts = self.texts()
        self.files.write(texts)
        return [str(self.files.place(name)) for name in texts]

    def chosen(self, *keys: str) -> dict[str, str]:
        """Return the answers for some keys, without blank ones."""
        return {key: self.answers[key] for key in keys if self.answers.get(key)}


class NewService(Addition):
    """Something more that an agency does for customers."""

    def questions(self) -> Iterator[Question]:
        """Yield agency, name, id and summary."""
        yield from self.which_agency()
        yield about(Service, "name")
        yield about(Service, "id", id_like(self.answers["name"]))
        yield about(Service, "summary")

    def texts(self) -> Mapping[str, str]:
        """Return standards.yml with the service."""
        entry = self.chosen("id", "name", "summary")
        return {STANDARDS: appended(self.files.text(STANDARDS), "services", entry)}


class NewPromise(Addition):
    """One more promise, with what its shape needs."""

    def questions(self) -> Iterator[Question]:
        """Yield the promise, how it is measured, and its levels."""
        yield from self.which_agency()
        services = {one.id: str(one.name) for one in self.charter.services}
        if not services:
            raise NoPlaceError(_("the agency has no service yet; begin with: charters add service"))
        yield Question("service", _("The service it is about."), choices=services)
        yield about(Standard, "promise")
        first = " ".join(self.answers["promise"].split()[:WORDS_IN_ID])
        yield about(Standard, "id", id_like(first))
        yield about(Standard, "type")
        yield Question(
            "shape",
            _("How results are worked out."),
            choices={str(one): Message(row.says) for one, row in SHAPES.items()},
        )
        yield from self._levels(Shape(self.answers["shape"]))
        yield about(Standard, "introduced", self.as_of.isoformat())

    def _levels(self, shape: Shape) -> Iterator[Question]:
        if shape.is_share:
            yield about(Measure, "of")
        for key, example in shape.needs.items():
            record = Standard if key == "limit" else Measure
            yield Question(key, _such_as(Message(meaning(record, key) or key), example))
        if shape.takes_target:
            aim = _("{aim} Blank where there is none.", aim=Message(meaning(Standard, "target")))
            yield Question("target", _such_as(aim, shape.row.aim), may_be_blank=True)
        if shape.is_measured:
            yield about(Standard, "reported", "yearly")

    def texts(self) -> Mapping[str, str]:
        """Return standards.yml with the promise."""
        shape = Shape(self.answers["shape"])
        needs = [key for key in shape.needs if key != "limit"]
        entry: dict[str, Any] = self.chosen("id", "service", "type", "promise", "limit")
        entry["measure"] = {
            key: _value(text) for key, text in self.chosen("shape", *needs, "of").items()
        }
        entry |= self.chosen("target", "reported", "introduced")
        return {STANDARDS: appended(self.files.text(STANDARDS), "standards", entry)}


class NewResult(Addition):
    """One more published result."""

    FILE = RESULTS

    def questions(self) -> Iterator[Question]:
        """Yield the promise, the period, the figures of its shape, and where they were published."""
        yield from self.which_agency()
        known = self.measured
        if not known:
            raise NoPlaceError(_("the agency has no promise yet; begin with: charters add promise"))
        yield Question(
            "standard",
            _("The promise or figure."),
            choices={one: _name(about) for one, about in known.items()},
        )
        yield _column("period")
        for column in known[self.answers["standard"]].measure.shape.row.columns:
            yield _column(column, may_be_blank=column == "cases")
        yield _column("published", self.as_of.isoformat())
        yield _column("source", may_be_blank=True)
        yield _column("note", may_be_blank=True)

    @cached_property
    def measured(self) -> Mapping[str, Measured]:
        """What there can be results of."""
        known: tuple[Measured, ...] = (*self.charter.standards, *self.charter.figures)
        return {one.id: one for one in known if one.measure.shape.is_measured}

    def texts(self) -> Mapping[str, str]:
        """Return results.csv with the row."""
        row = {
            "status": "final",
            **{key: text for key, text in self.answers.items() if key in COLUMN_MEANINGS},
        }
        return {self.FILE: self.files.with_lines(self.FILE, [row])[0]}


class NewAgency(Addition):
    """One more agency, with its first service: a folder, and a page for its own words."""

    def questions(self) -> Iterator[Question]:
        """Yield its name, id and kind, whom it serves, and its first service."""
        yield about(Agency, "name")
        usual = id_like(self.answers["name"])
        yield Question("agency", _("Its id: the name of its folder."), usual, is_id=True)
        if self.settings.framework == NONE and "kind" not in self.answers:
            self.answers["kind"] = AgencyKind.OTHER.value
        else:
            yield about(Agency, "kind")
        yield about(Agency, "serves")
        yield Question("service", _("Its first service: something it does for customers."))
        yield about(Service, "summary")

    def texts(self) -> Mapping[str, str]:
        """Return its files, each with what is needed and no more."""
        if self.files.folder.exists():
            raise NoPlaceError(
                _(
                    "there is an agency '{agency}' already; give the new one another id",
                    agency=self.agency,
                )
            )
        service = {
            "id": id_like(self.answers["service"]),
            "name": self.answers["service"],
            **self.chosen("summary"),
        }
        return {
            AGENCY: as_keys(self.chosen("name", "kind", "serves")),
            STANDARDS: appended("services:\n", "services", service),
            NewResult.FILE: self.files.text(NewResult.FILE),
            self.files.page: f"---\nagency: {self.agency}\n---\n",
        }


def _value(text: str) -> Any:
    """Return what was answered: words, or a map such as `{min: 1, max: 5}`."""
    return yaml.load(text, yaml.BaseLoader) if text.startswith("{") else text  # noqa: S506 - makes texts, lists and maps alone


def _such_as(asks: Message, example: str) -> Message:
    """Return a question with an example, which nobody takes for an answer."""
    return _("{question} For example: {example}", question=asks, example=example)


def _column(name: str, usual: str = "", *, may_be_blank: bool = False) -> Question:
    return Question(name, Message(COLUMN_MEANINGS[name]), usual, may_be_blank=may_be_blank)


def _name(measured: Measured) -> str:
    return str(measured.promise if isinstance(measured, Standard) else measured.name)


KINDS: Mapping[str, type[Addition]] = {
    "agency": NewAgency,
    "service": NewService,
    "promise": NewPromise,
    "result": NewResult,
}
"""What can be added."""
