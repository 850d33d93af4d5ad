"""Spread work over processes: the same results in the same order, however many there are."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

S = TypeVar("S")
V = TypeVar("V")
R = TypeVar("R")

Tell = Callable[[int, int], object]
"""Called with how much is done, and of how much."""

LEAST = {"fork": 32, "spawn": 600}  # values; fewer are done before the processes have started
MOST = 61  # processes; Windows waits for no more
ROUNDS = 8  # batches for each process, so that none waits long for the last one

_log = logging.getLogger(__name__)


def nothing(_done: int, _all: int) -> None:
    """Be told, and do nothing."""


def cores() -> int:
    """Return the number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(  # noqa: PLR0917  # two of them have a usual value
    work: Callable[[S, V], R],
    shared: S,
    values: Sequence[V],
    jobs: int,
    tell: Tell = nothing,
    keep: Callable[[R], R] = lambda result: result,
) -> list[R]:
    """Return `work(shared, value)` for each value, in order, made by as many processes as `jobs`.

    `work` is a function of a module whose result depends on its arguments alone. Each process receives
    `shared` once; values and results travel in batches. Where a process is ended from outside, for want of
    memory perhaps, this one makes what is missing; and what failed, so that its fault shows here. `tell` is
    told how much is done, and of how much. `keep` is given each result here as soon as it is there, in no
    order, and returns what is to be kept of it: the whole of all results may fill the memory.
    """
    context = _context()
    if jobs < 2 or len(values) < LEAST[context.get_start_method()]:
        made_here = []
        for place, value in enumerate(values):
            tell(place, len(values))
            made_here.append(keep(work(shared, value)))
        return made_here
    number = min(jobs * ROUNDS, len(values))
    batches = [values[start::number] for start in range(number)]  # neighbours take about as long
    made = _collect(work, shared, batches, context, jobs, tell, keep)
    for missing in set(range(number)) - made.keys():
        made[missing] = [keep(work(shared, value)) for value in batches[missing]]
    return [made[place % number][place // number] for place in range(len(values))]


def _collect(  # noqa: PLR0917  # called once
    work: Callable[[S, V], R],
    shared: S,
    batches: Sequence[Sequence[V]],
    context: BaseContext,
    jobs: int,
    tell: Tell,
    keep: Callable[[R], R],
) -> dict[int, list[R]]:
    """Return the results of batches by their numbers, without those that no process has made."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed

    made: dict[int, list[R]] = {}
    executor = ProcessPoolExecutor(min(jobs, MOST), context, _begin, (work, shared))
    try:
        asked = {executor.submit(_work, batch): number for number, batch in enumerate(batches)}
        for future in as_completed(asked):
            number, fault = asked.pop(future), future.exception()
            if isinstance(fault, BrokenExecutor):
                raise fault
            if fault is None:
                made[number] = [keep(result) for result in future.result()]
            tell(len(made), len(batches))
    except BrokenExecutor:
        _log.warning("A process of this build was ended from outside; going on without the others.")
    except BaseException:
        for process in multiprocessing.active_children():  # nobody waits for what they are at
            process.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)
    return made


def _context() -> BaseContext:
    """Return how processes start: as copies of this one where that is safe, else afresh."""
    copies = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if copies else "spawn")


_given: list[Any] = []
"""In a process of a crew: its work, and what all values share."""


def _begin(work: Callable[[S, V], R], shared: S) -> None:
    """Make a process ready for its batches."""
    _given[:] = work, shared
    gc.freeze()  # garbage is not looked for in what is shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the build
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_build, daemon=True).start()


def _work(batch: Sequence[Any]) -> list[Any]:
    work, shared = _given
    return [work(shared, value) for value in batch]


def _end_with_the_build() -> None:
    """End this process when the one that started it has ended, in whatever way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
