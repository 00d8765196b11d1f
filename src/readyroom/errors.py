"""Every error that readyroom raises on purpose, in one tree.

ReadyroomError                 a message its reader can act on; never shown as a traceback
├── ContentError               the content folder has faults (carries all of them)
├── RosterError                a roster file has faults (carries all of them)
├── UnknownError               a person, module or activity that is not there
├── RecordError                the log refused an event
│   ├── AlreadyAnswered        another answer to the same activity is on record
│   └── StaleAttempt           the page belongs to an attempt that is over
├── ResponseError              a response that is not of the activity's form
├── GradeError                 the gradebook and the log could not be brought together
├── ServeError                 the server could not start
├── CodeRefused                a sign-in code that opens nothing       (records.signin)
├── TooManyTries               too many wrong codes from one address   (records.signin)
├── RecorderRefused            the recorder said no to a kernel        (widgets.recorder_client)
└── RecorderUnreachable        the recorder did not answer a kernel    (widgets.recorder_client)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One fault in a file: where it is, what is wrong and what to do."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.message}"


class ReadyroomError(Exception):
    """A message its reader can act on."""


class FaultyFile(ReadyroomError):
    """Faults found in files, all reported together."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda f: (f.file, f.line or 0, f.message)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ContentError(FaultyFile):
    """The content folder has faults."""


class RosterError(FaultyFile):
    """A roster file has faults."""


class UnknownError(ReadyroomError):
    """A person, module or activity that is not there."""


class RecordError(ReadyroomError):
    """The log refused an event."""


class AlreadyAnswered(RecordError):
    """Another answer to the same activity is on record."""


class StaleAttempt(RecordError):
    """The page belongs to an attempt that is over."""


class ResponseError(ReadyroomError):
    """A response that is not of the activity's form."""


class GradeError(ReadyroomError):
    """The gradebook and the log could not be brought together."""


class ServeError(ReadyroomError):
    """The server could not start."""


def explain(error: Exception) -> str | None:
    """What to tell people about an error that has a cause outside the program; None for others.

    Ours speak for themselves; files and databases that can't be used are named.
    """
    if isinstance(error, ReadyroomError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'}: {error.strerror}."
    if type(error).__module__.partition(".")[0] in ("sqlite3", "sqlalchemy"):
        cause = getattr(error, "orig", None) or error
        return (
            f"A database in the data folder can't be used: {cause}. "
            "Put the last backup of that folder in its place."
        )
    return None
