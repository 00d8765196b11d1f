"""Reads nbgrader's results with one SQL statement, without importing nbgrader."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from readyroom.errors import GradeError
from readyroom.records.paths import Data

_QUERY: Final = """
SELECT r.person, r.assignment, r.kept, r.seen, r.state, s.timestamp,
       COALESCE((SELECT MAX(n.flagged) FROM submitted_notebook n WHERE n.assignment_id = s.id), 0),
       (SELECT MAX(g.needs_manual_grade OR (g.auto_score IS NULL AND g.manual_score IS NULL))
          FROM submitted_notebook n JOIN grade g ON g.notebook_id = n.id
         WHERE n.assignment_id = s.id),
       (SELECT json_group_array(json_array(b.name,
                 CASE WHEN g.manual_score IS NULL AND g.auto_score IS NULL THEN 0.0
                      ELSE COALESCE(g.manual_score, g.auto_score) + COALESCE(g.extra_credit, 0.0)
                 END, c.max_score))
          FROM submitted_notebook n JOIN grade g ON g.notebook_id = n.id
          JOIN grade_cells c ON c.id = g.cell_id JOIN base_cell b ON b.id = c.id
         WHERE n.assignment_id = s.id)
  FROM readyroom_graded r
  LEFT JOIN assignment a ON a.name = r.assignment
  LEFT JOIN submitted_assignment s ON s.assignment_id = a.id AND s.student_id = r.person
 WHERE :person IS NULL OR r.person = :person
 ORDER BY r.person, r.assignment
"""
"""A score is what nbgrader shows: the manual one before the automatic one, plus extra credit."""


@dataclass(frozen=True)
class Result:
    """What the gradebook holds of a person's submission of an assignment.

    ``scores`` and ``points`` are by cell: an activity, or the nth question drawn. ``kept`` is the
    log's number of the attempt that was graded and ``seen`` that of the newest one considered.
    ``graded`` is False while the grading is under way; ``pending`` says that somebody of the
    support team has to look.
    """

    person: str
    assignment: str
    kept: int
    seen: int
    graded: bool
    submitted: datetime | None
    flagged: bool
    needs_manual: bool
    failed: bool
    scores: Mapping[str, float]
    points: Mapping[str, float]

    @property
    def score(self) -> float:
        """The points that count."""
        return sum(self.scores.values())

    @property
    def max_score(self) -> float:
        """The most that the assignment can score."""
        return sum(self.points.values())

    @property
    def pending(self) -> bool:
        """Whether the result must not count before a person has looked at it."""
        return self.flagged or self.needs_manual or self.failed


def damaged(path: Path, error: sqlite3.DatabaseError) -> GradeError:
    """What to say of a gradebook that can't be read, and how to mend it."""
    return GradeError(
        f"{path} is damaged ({error}). No answer is lost: stop the server, move the folder "
        f"{path.parent} away, and start again; it is made anew from the log."
    )


def results(data: Data, *, person: str | None = None) -> tuple[Result, ...]:
    """The results of everybody, or of one person; none when there is no gradebook yet.

    GradeError when the gradebook's file is damaged.
    """
    path = data.gradebook / "gradebook.db"
    if not path.exists():
        return ()
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=10)) as connection:
        try:
            rows = connection.execute(_QUERY, {"person": person}).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):  # a gradebook that nothing was graded into yet
                return ()
            raise
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise
            raise damaged(path, error) from None
    return tuple(_result(*row) for row in rows)


def _result(
    person: str,
    assignment: str,
    kept: int,
    seen: int,
    state: str,
    submitted: str | None,
    flagged: int,
    needs_manual: int | None,
    cells: str | None,
) -> Result:
    found: list[tuple[str, float, float]] = json.loads(cells or "[]")
    return Result(
        person=person,
        assignment=assignment,
        kept=kept,
        seen=seen,
        graded=state in ("agreed", "disagreed") and bool(found),
        submitted=datetime.fromisoformat(submitted).replace(tzinfo=UTC) if submitted else None,
        flagged=bool(flagged),
        needs_manual=bool(needs_manual) and state != "grading",
        failed=state == "failed",
        scores={name: score for name, score, _ in found},
        points={name: points for name, _, points in found},
    )
