"""What is asked of whoever adds something, in the words of the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import get_args

from pydantic_core import PydanticCustomError

from charters.model.fields import Record, parse_id
from charters.model.meanings import meaning
from charters.model.refusal import reason
from charters.problems import Message
from charters.problems.message import _


class AnswerError(Exception):
    """An answer cannot be taken; the message says why, and what to write."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for one key."""

    key: str
    asks: Message
    usual: str = ""
    """What is taken where nothing is answered."""
    choices: Mapping[str, Message | str] = field(default_factory=dict)
    """The only answers there are, each with what it means."""
    may_be_blank: bool = False
    is_id: bool = False
    """Whether it becomes the name of a folder, or an address."""

    def refuse(self, answer: str) -> None:
        """Refuse an answer that is blank, none of the choices, or no id."""
        if not (answer or self.may_be_blank):
            raise AnswerError(_("{key} is needed and must not be blank", key=self.key))
        if self.choices and answer not in self.choices:
            known = ", ".join(self.choices)
            what = _(
                "'{answer}' is no {key}; known: {known}", answer=answer, key=self.key, known=known
            )
            raise AnswerError(what)
        try:
            if self.is_id:
                parse_id(answer)
        except PydanticCustomError as refusal:
            raise AnswerError(reason(refusal)) from None


def about(record: type[Record], key: str, usual: str = "") -> Question:
    """Return the question for a key of a record."""
    known = record.model_fields[key]
    kinds = [known.annotation, *get_args(known.annotation)]
    kind = next((one for one in kinds if isinstance(one, type) and issubclass(one, StrEnum)), None)
    choices = {str(one): "" for one in kind} if kind else {}
    blank = not known.is_required()
    return Question(key, Message(meaning(record, key) or key), usual, choices, may_be_blank=blank)
