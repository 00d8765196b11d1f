"""Every error that readyroom raises on purpose, in one tree.

ReadyroomError                 a message its reader can act on; never shown as a traceback
├── ContentError               the content folder has faults (carries all of them)
├── RosterError                a roster file has faults (carries all of them)
├── UnknownError               a person, module or activity that is not there
├── RecordError                the log refused an event
│   ├── AlreadyAnswered        another answer to the same activity is on record
│   ├── StaleAttempt           the page belongs to an attempt that is over
│   ├── AttemptOver            the attempt is finished, and the question was edited since
│   ├── StaleRefresher         the page's questions are not those that are due now
│   ├── AlreadyWithdrawn       the certificate was withdrawn before
│   └── TamperedError          an event is not as it was written
├── DamagedError               a database file that can't be read
├── ResponseError              a response that is not of the activity's form
├── BadgeError                 a badge that is not good
├── GradeError                 the gradebook and the log could not be brought together
├── ServeError                 the server could not start
├── InUse                      another process serves the data folder
├── CodeRefused                a sign-in code that opens nothing       (records.signin)
├── TooManyTries               too many wrong codes from one address   (records.signin)
├── RecorderRefused            the recorder said no to a kernel        (widgets.recorder_client)
└── RecorderUnreachable        the recorder did not answer a kernel    (widgets.recorder_client)
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


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


class AttemptOver(RecordError):
    """The attempt is finished, and the question was edited since."""


class StaleRefresher(RecordError):
    """The page's questions are not those that are due now."""


class AlreadyWithdrawn(RecordError):
    """The certificate was withdrawn before."""


class TamperedError(RecordError):
    """An event in the log is not as it was written."""


class DamagedError(ReadyroomError):
    """A database file that can't be read."""


class ResponseError(ReadyroomError):
    """A response that is not of the activity's form."""


class BadgeError(ReadyroomError):
    """A badge that is not good."""


class GradeError(ReadyroomError):
    """The gradebook and the log could not be brought together."""


class ServeError(ReadyroomError):
    """The server could not start."""


class InUse(ReadyroomError):
    """Another process serves the data folder."""


_CURES: Final = {
    errno.ENOSPC: "Free some space on that disk and try again.",
    errno.EACCES: "Choose another place, or ask whoever owns it for leave to write there.",
    errno.EPERM: "Choose another place, or ask whoever owns it for leave to write there.",
    errno.EROFS: "Choose another place: that disk can only be read.",
    errno.ENOENT: "Look whether the path is typed right.",
    errno.ENOTDIR: "Look whether the path is typed right: a file stands where a folder should be.",
}


def explain(error: Exception) -> str | None:
    """What to tell people about an error that has a cause outside the program; None for others.

    Ours speak for themselves; of files that can't be used it says which, why and what to do.
    """
    if isinstance(error, ReadyroomError):
        return str(error)
    if isinstance(error, OSError):
        cure = _CURES.get(error.errno or 0, "Look after that and try again.")
        return f"{error.filename or 'A file'}: {error.strerror}. {cure}"
    if type(error).__module__.partition(".")[0] in ("sqlite3", "sqlalchemy"):
        cause = getattr(error, "orig", None) or error
        return f"A database in the data folder can't be used just now: {cause}. Try again."
    return None
