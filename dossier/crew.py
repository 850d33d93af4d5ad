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
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, TypeVar, cast

S = TypeVar("S")
V = TypeVar("V")
R = TypeVar("R")

Tell = Callable[[int, int], object]
"""Called with how much is done, and of how much."""

LEAST = {"fork": 32, "spawn": 600}  # values; fewer are done before the processes have started
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
    context: Any,  # noqa: ANN401  # each context has its own class of processes
    jobs: int,
    tell: Tell,
    keep: Callable[[R], R],
) -> dict[int, list[R]]:
    """Return the results of batches by their numbers, without those that no process has made.

    Each process has a pipe of its own: through one that all share, a process that is killed while it sends
    would leave half a message, and the build would wait for the rest for ever.
    """
    processes: list[Any] = []
    made: dict[int, list[R]] = {}
    busy: dict[Any, int] = {}
    """Connections, each with the number of the batch that is being made behind it."""
    left = list(enumerate(batches))

    def give_batch(connection: Any) -> None:  # noqa: ANN401  # as above
        if left:
            busy[connection], batch = left.pop(0)
            connection.send(batch)

    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            processes.append(context.Process(target=_work, args=(theirs, work, shared), daemon=True))
            processes[-1].start()
            theirs.close()  # so that its end is noticed
            give_batch(ours)
        while busy:
            for connection in cast("list[Any]", wait(list(busy))):
                number = busy.pop(connection)
                results = connection.recv()
                give_batch(connection)
                if results:
                    made[number] = [keep(result) for result in results]
                tell(len(made), len(batches))
    except (EOFError, OSError):
        _log.warning("A process of this build was ended from outside; going on without the others.")
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
    return made


def _context() -> BaseContext:
    """Return how processes start: as copies of this one where that is safe, else afresh."""
    copies = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if copies else "spawn")


def _work(batches: Connection[Any, Any], work: Callable[[S, V], R], shared: S) -> None:
    """Do in a process what is asked for, until the build ends it or has itself ended."""
    gc.freeze()  # garbage is not looked for in what is shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the build
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    while True:
        try:
            batch = batches.recv()
        except EOFError:  # the build has all that it asked for
            return
        try:
            results = [work(shared, value) for value in batch]
        except Exception:  # whatever it is, it shows where the build does the batch again
            results = []
        batches.send(results)


def _end_with_the_build() -> None:
    """End this process when the one that started it has ended, in whatever way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
