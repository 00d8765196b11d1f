"""Files that are there whole or not at all, and the lock that keeps two graders apart."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from readyroom.errors import GradeError
from readyroom.records.paths import Data

_WORKSHOP: Final = ".new"
"""Where folders are made before they get their place; nothing in it outlives a run."""


@contextmanager
def workshop(root: Path) -> Iterator[Path]:
    """A new, empty folder on the file system of ``root``; it and all that is left there goes.

    Used under the grading lock: what an interrupted run left half-made goes with it.
    """
    try:
        (root / _WORKSHOP).mkdir(parents=True, exist_ok=True)
        yield Path(tempfile.mkdtemp(dir=root / _WORKSHOP))
    finally:
        shutil.rmtree(root / _WORKSHOP, ignore_errors=True)


def write_folder(root: Path, place: Path, files: Mapping[str, str]) -> None:
    """Puts a folder with these files in its place, under ``root`` and on its file system.

    The files are on disk before the folder gets its name, so that nobody ever finds a part.
    """
    with workshop(root) as room:
        new = room / "new"
        new.mkdir(mode=0o755)
        for name, text in files.items():
            with (new / name).open("w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        _sync(new)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(room / "old")
        new.rename(place)
        _sync(place.parent)


@contextmanager
def grading_lock(data: Data, *, wait: float) -> Iterator[None]:
    """Holds the lock of the data folder's gradebook.

    GradeError when another process holds it for longer than ``wait`` seconds. The lock ends
    with the process that holds it, however that ends.
    """
    data.root.mkdir(parents=True, exist_ok=True)
    # Beside the gradebook and not in it: the gradebook may be deleted while somebody waits.
    descriptor = os.open(data.root / "grading.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, until=time.monotonic() + wait)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise GradeError(
                    "Another process is grading into this data folder. Try again when it is done."
                ) from None
            time.sleep(0.05)
        else:
            return


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
