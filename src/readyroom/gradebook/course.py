"""nbgrader's course folder: its settings, its gradebook, and the release of assignments."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from traitlets.config import Config

from readyroom.errors import GradeError
from readyroom.gradebook._nbgrader import (
    ALEMBIC_DIR,
    Autograde,
    Base,
    CourseDirectory,
    GenerateAssignment,
    Gradebook,
    nbformat,
)
from readyroom.gradebook.assemble import STUB, source_notebook
from readyroom.gradebook.converter import convert
from readyroom.gradebook.files import workshop, write_folder
from readyroom.gradebook.ledger import SCHEMA, Ledger
from readyroom.gradebook.published import Published
from readyroom.gradebook.results import damaged
from readyroom.records.paths import Data

COURSE: Final = "readyroom"
"""The course's id in nbgrader: one course a gradebook, as nbgrader's names demand."""

_IN_PROCESS: Final = (
    "readyroom.gradebook.execute.MarkInProcess",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
"""nbgrader's own list with ours in the place of ``Execute``."""

_VERSION_TABLE: Final = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"


def database(data: Data) -> Path:
    """Where the gradebook stands."""
    return data.gradebook / "gradebook.db"


def settings(data: Data) -> Config:
    """Nbgrader's settings for the data folder: those of the stock commands, too."""
    config = Config()
    config.CourseDirectory.course_id = COURSE
    config.CourseDirectory.root = str(data.gradebook.absolute())
    config.CourseDirectory.db_url = f"sqlite:///{database(data).absolute()}"
    config.Exchange.root = str(data.gradebook.absolute() / "exchange")
    config.Exchange.timezone = "UTC"
    config.ClearSolutions.code_stub = {"python": STUB}
    return config


class CourseFolder:
    """The course folder of one data folder. Used under the grading lock."""

    def __init__(self, data: Data) -> None:
        root = data.gradebook.absolute()
        if any(mark in str(root) for mark in "*?["):
            raise GradeError(
                f"nbgrader cannot work in {root}: the path has one of * ? [ in it. "
                "Choose another data folder."
            )
        self.root = root
        self._config = settings(data)
        self._directory = CourseDirectory(config=self._config)
        _create(database(data))
        self.ledger = Ledger(database(data))

    def close(self) -> None:
        """Gives the files back."""
        self.ledger.close()

    def release(self, published: Published) -> None:
        """Writes a module's source notebook and generates its release, once.

        GradeError when nbgrader refuses.
        """
        name = published.assignment
        released = self.root / "release" / name / f"{name}.ipynb"
        if self.ledger.released(name) == published.digest and released.exists():
            return
        source = nbformat.writes(source_notebook(published.key))
        write_folder(self.root, self.root / "source" / name, {f"{name}.ipynb": source})
        self._directory.assignment_id = name
        convert(GenerateAssignment(coursedir=self._directory, config=self._config))
        self.ledger.note_release(name, published.digest)

    def autograde(self, person: str, assignment: str) -> None:
        """Grades a submission through nbgrader's own converter, without a kernel.

        GradeError when nbgrader could not.
        """
        config = Config()
        config.merge(self._config)
        config.Autograde.autograde_preprocessors = list(_IN_PROCESS)
        self._directory.assignment_id = assignment
        self._directory.student_id = person
        try:
            convert(Autograde(coursedir=self._directory, config=config))
        finally:
            self._directory.student_id = "*"


def _create(path: Path) -> None:
    """Creates the gradebook at nbgrader's newest schema, whole or not at all.

    nbgrader itself asks the ``alembic`` command on PATH for its newest version, and leaves a
    gradebook without one when PATH has none.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left_over in ("gradebook.db-wal", "gradebook.db-shm"):
            path.with_name(left_over).unlink(missing_ok=True)  # of a gradebook that was deleted
        with workshop(path.parent) as room:
            new = room / path.name
            url = f"sqlite:///{new}"
            engine = create_engine(url)
            with engine.begin() as connection:
                Base.metadata.create_all(connection)
                connection.execute(text(_VERSION_TABLE))
                head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
                connection.execute(text("INSERT INTO alembic_version VALUES (:h)"), {"h": head})
            engine.dispose()
            Gradebook(url, COURSE).close()
            _extend(new)
            new.replace(path)
    _extend(path)


def _extend(path: Path) -> None:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(SCHEMA)
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        raise damaged(path, error) from None
    finally:
        connection.close()
