"""Writes a recorded submission as nbgrader finds it in its ``submitted`` folder."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from readyroom.errors import GradeError
from readyroom.gradebook._nbgrader import nbformat
from readyroom.gradebook.answers import answer_source
from readyroom.gradebook.assemble import ANSWERS
from readyroom.gradebook.files import write_folder
from readyroom.records.log import Event

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


def write_submission(root: Path, event: Event, assignment: str) -> None:
    """Puts the submission of a ``submitted`` event under ``submitted/``, whole or not at all.

    It is made from the released notebook, which holds no keys. GradeError for an id that
    could not be the name of a folder.
    """
    for name in (event.person, assignment):
        if not _ID.fullmatch(name):
            raise GradeError(f"{name!r} cannot be the name of a folder.")
    released = root / "release" / assignment / f"{assignment}.ipynb"
    notebook = nbformat.reads(released.read_text(encoding="utf-8"), as_version=4)
    for cell in notebook.cells:
        if cell.get("id") == ANSWERS:
            cell.source = answer_source(event.body["responses"])
    write_folder(
        root,
        root / "submitted" / event.person / assignment,
        {
            f"{assignment}.ipynb": nbformat.writes(notebook),
            "timestamp.txt": f"{timestamp(event):%Y-%m-%d %H:%M:%S.%f} UTC",
        },
    )


def timestamp(event: Event) -> datetime:
    """The event's time to the second, plus its number in the log in microseconds.

    nbgrader silently skips a submission that is not newer than the one before it, so that two
    in the same second must differ.
    """
    whole = event.at.astimezone(UTC).replace(microsecond=0)
    return whole + timedelta(microseconds=event.seq % 1_000_000)
