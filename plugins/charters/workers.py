"""Work shared out among processes: each takes its share of a list, and the results come in its order.

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
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fcntl import fcntl
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, BinaryIO, NoReturn, TypeVar, cast

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_A_ROW = 16
"""Items that one process takes in a row: pages of one agency share what they show."""
FEWEST = 64
"""Items below which the processes would cost more than they save."""
_PIPE_SIZE, _ROOMY = 1031, 1 << 20
"""F_SETPIPE_SZ of Linux: so much waits in a pipe for whoever reads it."""

_ENDED = "a process that wrote pages was ended from outside; is there memory enough?"


class WorkError(Exception):
    """What went wrong in another process, as it was told there."""


@dataclass(frozen=True)
class _Fault:
    told: str


def count() -> int:
    """Return how many processes work at once: one for each core, where the system can split a process."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def shared_out(
    work: Callable[[Item], Result], items: Sequence[Item], workers: int | None = None
) -> Iterator[Result]:
    """Yield what work makes of each item, in their order, whoever makes it."""
    workers = count() if workers is None else workers
    if workers < 2 or len(items) < FEWEST:
        yield from map(work, items)
        return
    frozen = gc.get_freeze_count()
    rows = [items[at : at + IN_A_ROW] for at in range(0, len(items), IN_A_ROW)]
    gc.freeze()
    sys.stdout.flush()
    sys.stderr.flush()
    started: list[tuple[int, BinaryIO]] = []
    try:
        for nth in range(1, workers):
            started.append(_started(work, rows[nth::workers], [pipe for _, pipe in started]))
        for nth, row in enumerate(rows):
            pipe = started[nth % workers - 1][1] if nth % workers else None
            for item in row:
                yield _made(_done(work, item) if pipe is None else _read(pipe))
    finally:
        for process, pipe in started:
            pipe.close()  # Whoever still writes into it is ended by that.
            os.waitpid(process, 0)
        if not frozen:
            gc.unfreeze()


def apart(
    work: Callable[[Item], Result], prepare: Callable[[], object]
) -> Callable[[Item], Result]:
    """Return the same work, done by a process of its own, which can share it out whatever threads begin here later.

    It prepares itself as long as nobody asks for anything.
    """
    if count() < 2:
        return work
    ours, theirs = Pipe()
    if os.fork() == 0:
        ours.close()
        _answer(work, prepare, theirs)
    theirs.close()

    def asked(item: Item) -> Result:
        try:
            ours.send(item)
            found = ours.recv()
        except (EOFError, ConnectionError) as fault:
            raise WorkError(_ENDED) from fault
        return cast("Result", _made(found))

    return asked


def _answer(
    work: Callable[[Item], Result], prepare: Callable[[], object], asked: Connection
) -> NoReturn:
    """Do what is asked for, as long as somebody can ask; Ctrl-C ends this at once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()  # looking for garbage takes a tenth of the time that somebody waits
    try:
        prepare()
        with suppress(EOFError, BrokenPipeError):
            while True:
                asked.send(_done(work, asked.recv()))
                gc.collect()
    finally:
        os._exit(0)


def told(fault: BaseException) -> str:
    """Return where and how code of other people failed."""
    at = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{at.filename}:{at.lineno}: {type(fault).__name__}: {fault}"


def _started(
    work: Callable[[Item], Result], rows: Sequence[Sequence[Item]], others: Sequence[BinaryIO]
) -> tuple[int, BinaryIO]:
    """Start a process; return it with what it writes its results into."""
    out_of, into = os.pipe()
    with suppress(OSError):
        fcntl(into, _PIPE_SIZE, _ROOMY)
    process = os.fork()
    if process == 0:
        for one in (out_of, *(pipe.fileno() for pipe in others)):
            os.close(one)  # or nobody would notice that they are read no more
        _work(work, rows, into)
    os.close(into)
    return process, os.fdopen(out_of, "rb")


def _work(work: Callable[[Item], Result], rows: Sequence[Sequence[Item]], into: int) -> NoReturn:
    """Do one share, and end this process without anything that the first one does at its end."""
    try:
        gc.set_threshold(20_000, 50, 1000)
        with os.fdopen(into, "wb") as pipe:
            for item in (one for row in rows for one in row):
                pickle.dump(_done(work, item), pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
    finally:
        os._exit(0)


def _done(work: Callable[[Item], Result], item: Item) -> Result | _Fault | OSError:
    try:
        return work(item)
    except OSError as fault:  # what the machine refuses is told as such
        return fault
    except Exception as fault:  # noqa: BLE001 - a template, an extension: code of other people
        return _Fault(told(fault))


def _read(pipe: BinaryIO) -> Any:
    try:
        return pickle.load(pipe)  # noqa: S301 - of a process of ours
    except (EOFError, pickle.UnpicklingError):
        return _Fault(_ENDED)


def _made(found: Any) -> Any:
    if isinstance(found, _Fault):
        raise WorkError(found.told)
    if isinstance(found, OSError):
        raise found
    return found
