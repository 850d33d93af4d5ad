"""Spread work over the workers of a Dask cluster: the same results in the same order as on this machine.

A worker is used only where its program, its packages and its Python are those of this machine. What no worker
has made, for whatever reason, is left to the caller.
"""

import asyncio
import logging
import pickle
import platform
import re
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, ThreadPoolExecutor
from functools import cache, lru_cache
from importlib.metadata import distributions
from types import TracebackType
from typing import Any, Self, TypeVar

from dossier import __version__
from dossier.errors import UsageError
from dossier.groups import filled
from dossier.kept import rules

S = TypeVar("S")
V = TypeVar("V")
R = TypeVar("R")

EXAMPLE = "dask://HOST:PORT"
WAIT = 10  # seconds for a scheduler to answer, and for a first worker to be there
LOOK = 2  # seconds after which a wait looks whether there is a worker at all
PATIENCE = 20  # seconds for the results of a finished batch to come
ROUNDS = 8  # batches for each thread of a worker, so that none waits long for the last one
BATCH = 64  # values; more would be lost with a worker
WEIGHT = 1_000_000  # bytes of a batch, unless one value alone has more
AHEAD = 2  # batches that wait at each thread; a scheduler holds no more of the sources than these
_WARNED_OF = "distributed.admin.large-graph-warning-threshold"  # one source may be larger
_ADDRESS = re.compile(r"(?P<kind>dask|tls)://(?P<place>[^\s/]+:\d+)/?")
_ONE_AT_A_TIME = threading.Lock()  # a worker may have many threads, and Python runs one of them

_log = logging.getLogger(__name__)


class Cluster:
    """The workers behind one scheduler; raises UsageError where they cannot be used."""

    def __init__(self, engine: str, tell: Callable[[str], object]) -> None:
        self.engine = engine
        """The address as typed: `dask://HOST:PORT`, or `tls://HOST:PORT`."""
        self.tell = tell
        """Says to whoever runs the build what is about to be sent."""
        match = _ADDRESS.fullmatch(engine)
        if match is None:
            raise UsageError(f'--engine "{engine}" is not the address of a scheduler; give {EXAMPLE}')
        try:
            import distributed
        except ImportError as error:
            hint = 'Install it: pip install "dossier[dask]"'
            raise UsageError(f"--engine needs the package distributed. {hint}") from error
        self._dask: Any = distributed
        for name in ("distributed", "distributed.client", "asyncio"):  # what matters is said here
            logging.getLogger(name).setLevel(logging.CRITICAL)
        address = f"{'tcp' if match['kind'] == 'dask' else 'tls'}://{match['place']}"
        try:
            with ThreadPoolExecutor(1) as apart:  # where a loop runs already, a second one must not
                apart.submit(asyncio.run, _answer(address)).result()
            self._client = distributed.Client(address, timeout=WAIT)
        except Exception as error:  # a network, a certificate or another program at that port
            hint = "Start one there (`dask scheduler`), or build without --engine."
            reason = str(error) or type(error).__name__
            raise UsageError(f"no Dask scheduler answers at {engine} ({reason}). {hint}") from error
        try:
            self._meet_the_workers()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the scheduler; what it was still asked for ends."""
        self._client.close()

    def spread(
        self, work: Callable[[S, V], R], shared: S, values: Mapping[int, V], weight: Callable[[V], int]
    ) -> dict[int, R]:
        """Return `work(shared, value)` by the number of its value, where a worker has made it.

        `work` is a function of a module; `weight` is about the size of a value in bytes.
        """
        made: dict[int, R] = {}
        try:
            for results in self._made(work, shared, values, weight):
                made.update(results)
        except (OSError, CancelledError) as error:
            _log.warning("The scheduler at %s was lost (%s).", self.engine, type(error).__name__)
        if len(made) < len(values):
            missing = len(values) - len(made)
            _log.warning("The cluster did %d of %d; doing %d here.", len(made), len(values), missing)
        return made

    def _made(
        self, work: Callable[[S, V], R], shared: S, values: Mapping[int, V], weight: Callable[[V], int]
    ) -> Iterator[Mapping[int, R]]:
        """Yield the results of each batch that a worker has made."""
        import dask

        packed = zlib.compress(pickle.dumps(shared))
        threads = self._threads()
        most = max(1, min(BATCH, len(values) // (threads * ROUNDS)))
        left = filled(values.items(), lambda each: weight(each[1]), WEIGHT, most)
        asked: set[Any] = set()  # futures
        seen = time.monotonic()
        with dask.config.set({_WARNED_OF: "1GB"}):
            while True:
                while len(asked) < threads * (1 + AHEAD) and (batch := next(left, None)):
                    asked.add(self._client.submit(_work, program(), work, packed, dict(batch), pure=False))
                if not asked:
                    return
                done = self._finished(asked)
                if self._threads():
                    seen = time.monotonic()
                    for future in done:
                        yield self._results(future)
                        asked.remove(future)
                elif time.monotonic() - seen > WAIT:
                    _log.warning("The cluster at %s has no worker left.", self.engine)
                    return
                else:  # what is done may have been lost with its worker
                    time.sleep(LOOK)

    def _finished(self, futures: set[Any]) -> set[Any]:
        try:
            return set(self._dask.wait(list(futures), timeout=LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            return set()

    def _results(self, future: Any) -> dict[int, Any]:  # noqa: ANN401  # of an optional package
        """Return what a finished batch gave; nothing where its work or its worker failed, or is too slow."""
        try:
            results: dict[int, Any] = future.result(timeout=PATIENCE)
        except Exception:  # whatever it is, it shows where the batch is done again
            if future.status == "cancelled":  # with its scheduler
                raise
            return {}
        return results

    def _threads(self) -> int:
        """Return how many batches the workers do at a time."""
        return sum(each["nthreads"] for each in self._client.scheduler_info(n_workers=-1)["workers"].values())

    def _meet_the_workers(self) -> None:
        """Raise UsageError where there is no worker, or one that would find something else."""
        try:
            self._client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            hint = f"Start some: dask worker {self._client.scheduler.address} --nthreads 1"
            raise UsageError(f"the cluster at {self.engine} has no worker. {hint}") from error
        # Python's own version first: what another one makes of our functions cannot be known.
        for asked in (python, program):
            ours = asked()
            for worker, theirs in sorted(self._client.run(asked, on_error="return").items()):
                if found := difference(ours, theirs):
                    raise UsageError(
                        f"the worker {worker} of {self.engine} would find something else: {found}. "
                        "Install the same Dossier with the same packages there, and start the worker again"
                    )


async def _answer(address: str) -> None:
    """Raise where no scheduler answers in time; a client would wait for another program without end."""
    import distributed

    words = distributed.Security().get_connection_args("client")
    async with distributed.rpc(address, timeout=WAIT, connection_args=words) as scheduler:
        await asyncio.wait_for(scheduler.identity(), WAIT)


def python() -> dict[str, str]:
    """Return the minor version of Python, as in 3.11."""
    return {"Python": ".".join(platform.python_version_tuple()[:2])}


@cache
def program() -> dict[str, str]:
    """Return the versions of what findings depend on: this program, its rules, and packages by name."""
    packages = sorted((each.name.lower(), each.version) for each in distributions() if each.name)
    return {"Dossier": __version__, "rules of Dossier": rules().hex()[:8], **dict(packages)}


def difference(ours: Mapping[str, str], theirs: object) -> str:
    """Say in which version a worker differs; empty where it does not.

    A package that only one of the two has is none of Dossier's, or its absence shows in another way.

    >>> difference({"Dossier": "2.0"}, {"Dossier": "1.9"})
    'Dossier 1.9 there, 2.0 here'
    """
    if not isinstance(theirs, Mapping):
        return f"it cannot run this program ({type(theirs).__name__}: {theirs})"
    for name in ours:
        if name in theirs and theirs[name] != ours[name]:
            return f"{name} {theirs[name]} there, {ours[name]} here"
    return ""


def _work(
    expected: Mapping[str, str], work: Callable[[S, V], R], shared: bytes, batch: Mapping[int, V]
) -> dict[int, R]:
    """Do a batch on a worker; nothing on one that joined later and would find something else."""
    if difference(expected, program()):
        return {}
    with _ONE_AT_A_TIME:
        return {number: work(_unpacked(shared), value) for number, value in batch.items()}


@lru_cache(maxsize=1)  # the same for all batches of a build
def _unpacked(shared: bytes) -> Any:  # noqa: ANN401  # whatever was packed
    return pickle.loads(zlib.decompress(shared))
