"""Work shared out among processes comes back whole, in order, and with every fault told."""

from __future__ import annotations

import errno
import os
import signal
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from charters import workers
from charters.problems import Message
from charters.workers import FEWEST, IN_A_ROW, Errand, WorkError, apart, meanwhile, shared_out

MANY = list(range(10 * FEWEST))

pytestmark = pytest.mark.usefixtures("of_two_cores")


@pytest.mark.parametrize("cores", [1, 2, 3])
def test_results_come_in_the_order_of_what_was_asked(
    cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "count", lambda: cores)
    assert list(shared_out(lambda n: f"{n}" * 1000, MANY)) == [f"{n}" * 1000 for n in MANY]


def here(_: int = 0) -> int:
    """Return which process this is, after as long as others need to take their share."""
    time.sleep(0.001)
    return os.getpid()


def test_so_many_processes_share_the_work_as_are_asked_for() -> None:
    found = set(shared_out(here, MANY))
    assert len(found) == 2
    assert os.getpid() in found
    assert set(shared_out(here, MANY[: FEWEST - 1])) == {os.getpid()}


@pytest.mark.parametrize("is_here", [True, False])
def test_where_and_how_the_work_failed_is_told(*, is_here: bool) -> None:
    first = os.getpid()
    with pytest.raises(
        WorkError, match=r"test_workers\.py:\d+: ZeroDivisionError: division by zero"
    ):
        list(shared_out(lambda n: n / ((here() == first) != is_here), MANY))


@pytest.mark.parametrize("is_here", [True, False])
def test_what_the_machine_refuses_is_told_as_such(*, is_here: bool) -> None:
    first = os.getpid()

    def full(_: int) -> None:
        if (here() == first) == is_here:
            raise OSError(errno.ENOSPC, "No space left on device", "x.html")

    with pytest.raises(OSError, match="No space left"):
        list(shared_out(full, MANY))


def test_a_process_that_is_ended_from_outside_leaves_no_half_of_a_site() -> None:
    first = os.getpid()

    def ended(_: int) -> None:
        if here() != first:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkError, match="ended from outside"):
        list(shared_out(ended, MANY))


def children() -> set[str]:
    """Return the processes that this one has started and that have not ended."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_work_that_nobody_waits_for_is_ended() -> None:
    others = children()
    asked = shared_out(lambda n: f"{n}" * 100_000, MANY)
    assert next(asked) == "0" * 100_000
    assert len(children() - others) == 1
    asked.close()
    assert children() == others


# ------------------------------------------------------------------- in a process of its own


@pytest.mark.usefixtures("of_two_cores")
def test_work_done_apart_is_shared_out_whatever_threads_run_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = threading.Event()
    with apart(lambda _: (workers.count(), os.getpid()), monkeypatch.undo) as asked:
        thread = threading.Thread(target=ended.wait)
        thread.start()
        cores, process = asked(None)
        ended.set()
        thread.join()
        assert cores == len(os.sched_getaffinity(0))
        assert process != os.getpid()
        assert asked(None) == (cores, process)


def one_by(number: int) -> float:
    return 1 / number


def ended_by(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.usefixtures("of_two_cores")
def test_what_goes_wrong_apart_is_told_and_the_next_is_done() -> None:
    with apart(one_by, list) as asked:
        with pytest.raises(WorkError, match="ZeroDivisionError: division by zero"):
            asked(0)
        assert asked(2) == 1 / 2


@pytest.mark.usefixtures("of_two_cores")
def test_what_goes_wrong_while_it_is_prepared_is_told_to_whoever_asks() -> None:
    with (
        apart(str, lambda: one_by(0)) as asked,
        pytest.raises(WorkError, match="ZeroDivisionError: division by zero"),
    ):
        asked(1)


@pytest.mark.usefixtures("of_two_cores")
def test_a_process_apart_ends_with_whoever_asks_and_its_end_is_told() -> None:
    others = children()
    with apart(ended_by, list) as asked:
        for _time in range(2):
            with pytest.raises(WorkError, match="ended from outside"):
                asked(signal.SIGKILL)
    with apart(one_by, list):
        assert len(children() - others) == 1
    assert children() == others


@pytest.mark.usefixtures("of_two_cores")
def test_a_process_that_works_meanwhile_ends_with_its_work_and_not_with_whoever_waits() -> None:
    others = children()
    with meanwhile(os.getpid) as found:
        (process,) = children() - others
        os.waitid(os.P_PID, int(process), os.WEXITED | os.WNOWAIT)
        assert found() == int(process)
    assert children() == others


@pytest.mark.usefixtures("of_two_cores")
def test_what_goes_wrong_meanwhile_is_told() -> None:
    for wrong, told in ((one_by, "division by zero"), (ended_by, "ended from outside")):
        number = int(wrong is ended_by) * signal.SIGKILL
        with meanwhile(partial(wrong, number)) as found, pytest.raises(WorkError, match=told):
            found()


def test_one_large_item_keeps_nobody_waiting() -> None:
    """Of two processes, the one that is not at the large item makes all others meanwhile."""
    large = threading.Event()

    def made(n: int) -> int:
        if n == 0:
            large.wait(0.5)
        return os.getpid()

    found = list(shared_out(made, MANY))
    assert set(found[IN_A_ROW:]) == {*found} - {found[0]}


def test_what_is_done_then_is_done_when_a_whole_row_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    def make(n: int) -> int:
        made.append(n)
        return n

    def then(n: int) -> tuple[int, int]:
        return n, made[-1]

    found = list(shared_out(make, MANY, then))
    assert found == [(n, n - n % IN_A_ROW + IN_A_ROW - 1) for n in MANY]
    monkeypatch.setattr(workers, "count", lambda: 1)
    assert list(shared_out(make, MANY, then)) == [(n, n) for n in MANY]


@pytest.mark.parametrize(("cores", "items"), [(2, MANY), (3, MANY), (1, MANY), (2, MANY[:1])])
def test_an_errand_is_done_once_whoever_does_it(
    cores: int, items: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "count", lambda: cores)

    def work() -> str:
        (tmp_path / f"{os.getpid()}").touch(exist_ok=False)
        return "done"

    errand = Errand(work)
    assert list(shared_out(here, items, lambda _: 0, errand)) == [0] * len(items)
    assert (errand(), len(list(tmp_path.iterdir()))) == ("done", 1)


def test_a_message_of_ours_comes_from_another_process_as_it_is() -> None:
    message = Message("the index was not made")

    def refused() -> None:
        raise ValueError(message)

    with pytest.raises(WorkError) as found:
        list(shared_out(here, MANY, errand=Errand(refused)))
    assert found.value.args == (message,)


def test_what_goes_wrong_on_an_errand_is_told() -> None:
    with pytest.raises(WorkError, match=r"test_workers\.py:\d+: ZeroDivisionError"):
        list(shared_out(here, MANY, errand=Errand(lambda: 1 / 0)))
