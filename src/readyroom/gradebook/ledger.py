"""What the projection has done, kept beside nbgrader's tables in ``gradebook.db``.

It goes when the gradebook goes, and is made again from the log with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from readyroom.records.people import Person

State = Literal["grading", "agreed", "disagreed", "failed"]
"""``grading``: begun and not over. ``failed``: nbgrader could not grade it."""

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS readyroom_release (
  assignment TEXT PRIMARY KEY,
  digest TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS readyroom_graded (
  person TEXT NOT NULL,
  assignment TEXT NOT NULL,
  kept INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (person, assignment)
);
CREATE INDEX IF NOT EXISTS readyroom_grade_notebook ON grade (notebook_id);
CREATE INDEX IF NOT EXISTS readyroom_comment_notebook ON comment (notebook_id);
CREATE INDEX IF NOT EXISTS readyroom_notebook_assignment ON submitted_notebook (assignment_id);
CREATE INDEX IF NOT EXISTS readyroom_assignment_student ON submitted_assignment (student_id);
"""
"""Our two tables, and the indexes that nbgrader's queries by learner lack."""


@dataclass(frozen=True)
class Entry:
    """What is on record for a person's submission of an assignment.

    ``kept`` is the log's number of the attempt that was graded, ``seen`` that of the newest
    attempt that was considered.
    """

    kept: int
    seen: int
    state: State


class Ledger:
    """The ledger of one gradebook. Used under the grading lock."""

    def __init__(self, database: Path) -> None:
        self._connection = sqlite3.connect(database, timeout=30, isolation_level=None)
        self._connection.execute("PRAGMA synchronous=NORMAL")  # a lost entry is graded again

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def released(self, assignment: str) -> str | None:
        """The digest of the key that the assignment was released with."""
        query = "SELECT digest FROM readyroom_release WHERE assignment = ?"
        row = self._connection.execute(query, (assignment,)).fetchone()
        return None if row is None else cast("str", row[0])

    def note_release(self, assignment: str, digest: str) -> None:
        """Notes that an assignment's release is complete."""
        query = "INSERT OR REPLACE INTO readyroom_release VALUES (?, ?)"
        self._connection.execute(query, (assignment, digest))

    def entry(self, person: str, assignment: str) -> Entry | None:
        """What is on record for a person's submission."""
        query = "SELECT kept, seen, state FROM readyroom_graded WHERE person = ? AND assignment = ?"
        row = self._connection.execute(query, (person, assignment)).fetchone()
        return None if row is None else Entry(*row)

    def note(self, person: str, assignment: str, entry: Entry) -> None:
        """Puts an entry in the place of the one before it."""
        query = "INSERT OR REPLACE INTO readyroom_graded VALUES (?, ?, ?, ?, ?)"
        values = (person, assignment, entry.kept, entry.seen, entry.state)
        self._connection.execute(query, values)

    def settle(self, person: str, assignment: str, entry: Entry, *, flag: bool | None) -> None:
        """Notes the outcome and, in the same transaction, sets or clears nbgrader's flag.

        ``flag=None`` leaves the flag as people have set it.
        """
        with self._transaction():
            if flag is not None:
                self._connection.execute(
                    "UPDATE submitted_notebook SET flagged = ? WHERE assignment_id = "
                    "(SELECT s.id FROM submitted_assignment s"
                    " JOIN assignment a ON a.id = s.assignment_id"
                    " WHERE s.student_id = ? AND a.name = ?)",
                    (flag, person, assignment),
                )
            self.note(person, assignment, entry)

    def automatic_score(self, person: str, assignment: str) -> tuple[float | None, float]:
        """What nbgrader's cells gave, and the most they could have given.

        The score is None when a cell has none.
        """
        query = (
            "SELECT g.auto_score, c.max_score FROM grade g"
            " JOIN grade_cells c ON c.id = g.cell_id"
            " JOIN submitted_notebook n ON n.id = g.notebook_id"
            " JOIN submitted_assignment s ON s.id = n.assignment_id"
            " JOIN assignment a ON a.id = s.assignment_id"
            " WHERE s.student_id = ? AND a.name = ?"
        )
        rows = self._connection.execute(query, (person, assignment)).fetchall()
        points = sum(row[1] for row in rows)
        if not rows or any(row[0] is None for row in rows):
            return None, points
        return sum(row[0] for row in rows), points

    def sync_students(self, people: Iterable[Person]) -> None:
        """Makes nbgrader's students agree with the roster; nobody is ever taken off."""
        query = "SELECT id, first_name, last_name, email FROM student"
        known = {row[0]: tuple(row[1:]) for row in self._connection.execute(query)}
        changed = [
            (person.id, person.first_name, person.last_name, person.email)
            for person in people
            if known.get(person.id) != (person.first_name, person.last_name, person.email)
        ]
        with self._transaction():
            self._connection.executemany(
                "INSERT INTO student (id, first_name, last_name, email) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name,"
                " last_name = excluded.last_name, email = excluded.email",
                changed,
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
