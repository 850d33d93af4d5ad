"""Work that ends the process which does it, or another one: what a cluster must survive."""

import os
import signal
from pathlib import Path

FATAL = 5
"""The value whose work ends a process."""


def negative(mark, value):
    """Return the negative value; the worker that is the first to take the fatal one is ended."""
    if value == FATAL and "DOSSIER_WORKER" in os.environ:
        try:
            Path(mark).touch(exist_ok=False)
        except FileExistsError:
            return -value
        os.kill(os.getpid(), signal.SIGKILL)
    return -value


def fatal(pid, value):
    """Return the negative value; the process with a number is ended, and without one each worker itself."""
    if value == FATAL and "DOSSIER_WORKER" in os.environ:
        os.kill(pid or os.getpid(), signal.SIGKILL)
    return -value
