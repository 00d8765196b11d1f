"""Who writes the log: one process at a time, which holds the data folder's lock."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from readyroom.errors import InUse
from readyroom.records.paths import Data


@contextmanager
def alone(data: Data) -> Iterator[None]:
    """Holds the data folder's lock; InUse when another process does.

    The lock ends with the process that holds it, however that ends.
    """
    with data.serving_lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InUse(
                f"The data folder {data.root} is being served already. "
                "Stop that server, or choose another folder with --data."
            ) from None
        yield
