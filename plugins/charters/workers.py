"""Work shared out among processes: each takes what is next in a list, and the results come in its order.

Whoever asks takes a share too: one process more would hold what is shared once more, and only wait.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import fcntl
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NoReturn, TypeVar, cast

from charters.problems.message import Message, _

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_A_ROW = 16
"""Items that one process takes in a row: pages of one agency share what they show."""
FEWEST = 64
"""Items below which the processes would cost more than they save."""
_PIPE_SIZE, _ROOMY = 1031, 1 << 20
"""F_SETPIPE_SZ of Linux: so much waits in a pipe for whoever reads it."""
_NUMBER, _MOST_ROWS = 4, 8192
"""Bytes of the number of a row; the numbers of so many rows fit into every pipe."""

_ENDED = _("a process that wrote pages was ended from outside; is there memory enough?")


class WorkError(Exception):
    """What went wrong in another process: a message of ours, or what other people's code said there."""


@dataclass(frozen=True)
class _Fault:
    told: Message | str


def count() -> int:
    """Return how many processes work at once: one for each core, where the system can split a process."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


class Errand(Generic[Result]):
    """Work done once, by whichever process is the first to have time for it."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work, self._done = work, list[Result]()

    def __call__(self) -> Result:
        """Do the work, unless it is done."""
        if not self._done:
            self._done.append(self._work())
        return self._done[0]

    def found(self, result: Result) -> None:
        """Take what another process has found."""
        self._done[:] = [result]


def _as_it_is(made: Any) -> Any:
    return made


def shared_out(
    work: Callable[[Item], Any],
    items: Sequence[Item],
    then: Callable[[Any], Any] = _as_it_is,
    errand: Errand[Any] | None = None,
) -> Generator[Any, None, None]:
    """Yield what work makes of each item, in their order, whoever makes it.

    `then` is done with what was made of a whole row: of two kinds of work each is quicker when nothing comes between.
    One of the processes does the errand before all of it.
    """
    workers = count()
    if workers < 2 or len(items) < FEWEST:
        yield from map(then, map(work, items))
        return
    frozen = gc.get_freeze_count()
    gc.freeze()
    sys.stdout.flush()
    sys.stderr.flush()
    rows = _Rows(work, then, items, errand)
    try:
        for _nth in range(1, workers):
            rows.start()
        yield from map(_made, rows.made())
    finally:
        rows.end()
        if not frozen:
            gc.unfreeze()


class _Rows:
    """Items in rows, of which each process takes the next when it is done with its last."""

    def __init__(
        self,
        work: Callable[[Item], Any],
        then: Callable[[Any], Any],
        items: Sequence[Item],
        errand: Errand[Any] | None,
    ) -> None:
        in_a_row = max(IN_A_ROW, -(-len(items) // _MOST_ROWS))
        self._work, self._then, self._errand = work, then, errand
        self._rows = [items[at : at + in_a_row] for at in range(0, len(items), in_a_row)]
        if errand:
            self._rows.insert(0, ())
        self._others: dict[Connection, int] = {}
        self._heard: list[Connection] = []
        self._found: dict[int, list[Any]] = {}
        # The numbers of the rows that nobody has taken wait in a pipe, where each is read once.
        self._left, into = os.pipe()
        with os.fdopen(into, "wb") as pipe:
            pipe.write(b"".join(nth.to_bytes(_NUMBER) for nth in range(len(self._rows))))

    def start(self) -> None:
        """Start one more process that takes rows."""
        ours, theirs = _pipe()
        process = os.fork()
        if process == 0:
            for one in (ours, *self._others):
                one.close()  # or nobody would notice that they are read no more
            self._take_all(theirs)
        theirs.close()
        self._others[ours] = process
        self._heard.append(ours)

    def made(self) -> Iterator[Any]:
        """Take rows as they do, and yield what was made of every item."""
        for nth in range(len(self._rows)):
            while nth not in self._found:
                if (taken := self._taken()) is not None:
                    self._found[taken] = self._all_of(taken)
                    self._hear(0)
                elif self._heard:
                    self._hear(None)
                else:
                    raise WorkError(_ENDED)
            found = self._found.pop(nth)
            if self._errand and not nth:
                self._errand.found(*map(_made, found))
            else:
                yield from found

    def end(self) -> None:
        """End the processes: whoever still has something to tell is ended by that."""
        os.close(self._left)
        for pipe, process in self._others.items():
            pipe.close()
            os.waitpid(process, 0)

    def _hear(self, patience: float | None) -> None:
        """Take what others have made; wait for it, where there is nothing else to do."""
        ready = wait(self._heard, patience)
        for pipe in [one for one in self._heard if one in ready]:
            try:
                nth, found = pipe.recv()
            except (EOFError, OSError, pickle.UnpicklingError):  # it has ended, or was ended
                self._heard.remove(pipe)
            else:
                self._found[nth] = found

    def _taken(self) -> int | None:
        number = os.read(self._left, _NUMBER)
        return int.from_bytes(number) if number else None

    def _all_of(self, nth: int) -> list[Any]:
        if self._errand and not nth:
            return [_done(Errand.__call__, self._errand)]
        made = [_done(self._work, item) for item in self._rows[nth]]
        return [
            one if isinstance(one, (_Fault, OSError)) else _done(self._then, one) for one in made
        ]

    def _take_all(self, into: Connection) -> NoReturn:
        """Take rows as long as there are any; end without what the first process does at its end."""
        try:
            gc.set_threshold(20_000, 50, 1000)
            while (nth := self._taken()) is not None:
                into.send((nth, self._all_of(nth)))
        finally:
            os._exit(0)


@contextmanager
def meanwhile(work: Callable[[], Result], size: int = FEWEST) -> Iterator[Callable[[], Result]]:
    """Yield what waits for the result of work, which a process of its own does meanwhile.

    It ends with the work: what it holds, nobody needs. Work on fewer than `FEWEST` is not worth a process.
    """
    if count() < 2 or size < FEWEST:
        yield work
        return
    with _forked(lambda told: told.send(_done(lambda _: work(), None)), *_pipe()) as ours:
        yield partial(_heard, ours)


@contextmanager
def apart(
    work: Callable[[Item], Result], prepare: Callable[[], object]
) -> Iterator[Callable[[Item], Result]]:
    """Yield the same work, done by a process of its own, which can share it out whatever threads begin here later.

    It prepares itself as long as nobody asks for anything.
    """
    if count() < 2:
        yield work
        return
    with _forked(partial(_answer, work, prepare), *Pipe()) as ours:

        def asked(item: Item) -> Result:
            with suppress(ConnectionError):  # what it told at last can still be heard
                ours.send(item)
            return cast("Result", _heard(ours))

        yield asked


def _answer(
    work: Callable[[Item], Result], prepare: Callable[[], object], asked: Connection
) -> None:
    """Do what is asked for, as long as somebody can ask."""
    fault = _done(lambda _: prepare() and None, None)
    while True:
        item = asked.recv()
        asked.send(fault or _done(work, item))
        gc.collect()


@contextmanager
def _forked(
    work: Callable[[Connection], object], ours: Connection, theirs: Connection
) -> Iterator[Connection]:
    """Yield our end of a pipe, at the other end of which a new process works; Ctrl-C ends it at once."""
    if (process := os.fork()) == 0:
        ours.close()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        gc.disable()  # looking for garbage takes a tenth of the time that somebody waits
        try:
            with suppress(EOFError, BrokenPipeError):
                work(theirs)
        finally:
            os._exit(0)
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        os.waitpid(process, 0)


def _heard(pipe: Connection) -> Any:
    try:
        return _made(pipe.recv())
    except (EOFError, ConnectionError) as fault:
        raise WorkError(_ENDED) from fault


def _pipe() -> tuple[Connection, Connection]:
    """Return the ends of a pipe to read from and to write into, in which much can wait."""
    ours, theirs = Pipe(duplex=False)
    with suppress(OSError):
        fcntl(theirs.fileno(), _PIPE_SIZE, _ROOMY)
    return ours, theirs


def how_it_failed(fault: BaseException) -> str:
    """Return where and how code of other people failed."""
    at = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{at.filename}:{at.lineno}: {type(fault).__name__}: {fault}"


def _done(work: Callable[[Item], Result], item: Item) -> Result | _Fault | OSError:
    try:
        return work(item)
    except OSError as fault:  # what the machine refuses is told as such
        return fault
    except Exception as fault:  # noqa: BLE001 - a template, an extension: code of other people
        said = fault.args[0] if fault.args else None
        return _Fault(said if isinstance(said, Message) else how_it_failed(fault))


def _made(found: Any) -> Any:
    if isinstance(found, _Fault):
        raise WorkError(found.told)
    if isinstance(found, OSError):
        raise found
    return found
