"""Brings nbgrader's gradebook up to date with the log.

Every step may be taken twice and be cut short anywhere: what has been done is known from the
gradebook itself, and a gradebook that is deleted is made again from the log.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from readyroom.errors import GradeError
from readyroom.gradebook.course import CourseFolder, database
from readyroom.gradebook.files import grading_lock
from readyroom.gradebook.keep import Candidate, Keep, candidate, replaces
from readyroom.gradebook.ledger import Entry
from readyroom.gradebook.published import Published, published
from readyroom.gradebook.sharing import shared_gradebook
from readyroom.gradebook.submission import write_submission
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People, Person

_SAME = 1e-6
"""Scores that differ by less are equal: both are sums of numbers with four decimals."""


@dataclass(frozen=True)
class Report:
    """What a run did, in submissions: one for each person and assignment that it looked at.

    ``problems`` says in one sentence each, without naming anybody, why a submission could not
    be graded; those are flagged and tried again by the next full run.
    """

    graded: int = 0
    unchanged: int = 0
    disagreed: int = 0
    problems: tuple[str, ...] = ()

    def __add__(self, other: Report) -> Report:
        return Report(
            self.graded + other.graded,
            self.unchanged + other.unchanged,
            self.disagreed + other.disagreed,
            self.problems + other.problems,
        )


def bring_up_to_date(
    data: Data,
    *,
    keep: Keep = "best",
    pass_percent: int | None = None,
    versions: Collection[str] | None = None,
    wait: float = 60.0,
) -> Report:
    """Grades every submission in the log that is not graded yet.

    ``pass_percent`` is the course's: with it, a later pass takes the place of an earlier one
    and a failed retake never does; without it, the higher score does. ``versions`` are those of
    the policy under which a pass can still count, all when it is None. GradeError when another
    process has been grading for longer than ``wait`` seconds, or when there is no log.
    """
    if not data.log.exists():
        raise GradeError("There is no log yet: nobody has opened the course in this data folder.")
    projection = Projection(data, keep=keep, pass_percent=pass_percent, versions=versions)
    try:
        return projection.catch_up(wait=wait)
    finally:
        projection.close()


class Projection:
    """Follows one log; remembers how far it has read, and nothing that cannot be read again."""

    def __init__(
        self,
        data: Data,
        *,
        keep: Keep,
        pass_percent: int | None,
        versions: Collection[str] | None = None,
    ) -> None:
        self._data = data
        self._keep: Keep = keep
        self._pass_percent = pass_percent
        self._versions = versions
        self._log = Log(data.log, read_only=True)
        self._gradebook: tuple[int, int] | None = None
        self.forget()

    def close(self) -> None:
        """Gives the log back."""
        self._log.close()

    def forget(self) -> None:
        """Makes the next run a full one, over the whole log."""
        self._read = 0
        self._keys: dict[str, Published] = {}
        self._kept: dict[tuple[str, str], Candidate] = {}

    def behind(self) -> bool:
        """Whether there is something to do; costs one look at the log's head."""
        return self._log.head()[0] != self._read or self._gradebook != _identity(self._data)

    def catch_up(self, *, wait: float) -> Report:
        """Grades what the log has brought since the last run, or all when there was none."""
        with grading_lock(self._data, wait=wait):
            head = self._log.head()[0]
            if head < self._read or self._gradebook != _identity(self._data):
                self.forget()
            folder = CourseFolder(self._data)
            opened = _identity(self._data)  # not later: it may be taken away while we write to it
            try:
                folder.ledger.sync_students(_people(self._data))
                with shared_gradebook():
                    report = self._grade_new(folder)
            except BaseException:
                self.forget()
                raise
            finally:
                folder.close()
            self._read = head
            self._gradebook = opened
            return report

    def _grade_new(self, folder: CourseFolder) -> Report:
        for event in self._log.events(kind="published", after=self._read):
            self._publish(event)
        chosen, problems = self._choose()
        report = Report(problems=problems)
        for event, seen in chosen.values():
            report += self._settle(folder, event, seen)
        return report

    def _publish(self, event: Event) -> None:
        found = published(event)
        if found is not None:
            self._keys[event.content] = found

    def _choose(self) -> tuple[dict[tuple[str, str], tuple[Event, int]], tuple[str, ...]]:
        """For each submission with news: the event to keep, and the newest one considered.

        And a sentence for each event that cannot be read as a submission.
        """
        chosen: dict[tuple[str, str], tuple[Event, int]] = {}
        problems: list[str] = []
        for event in self._log.events(kind="submitted", after=self._read):
            found = self._keys.get(event.content)
            key = None if found is None else found.key
            try:
                place = (event.person, str(event.body["assignment"]))
                new = candidate(event, key, pass_percent=self._pass_percent)
            except (AttributeError, KeyError, TypeError, ValueError):
                problems.append(f"event {event.seq} of the log: it is no submission.")
                continue
            old = self._kept.get(place)
            if old is None or replaces(new, old, self._keep, self._versions):
                self._kept[place] = new
                chosen[place] = (event, event.seq)
            elif place in chosen:
                chosen[place] = (chosen[place][0], event.seq)
            else:
                kept = self._log.events(person=event.person, kind="submitted", after=old.seq - 1)
                chosen[place] = (kept[0], event.seq)
        return chosen, tuple(problems)

    def _settle(self, folder: CourseFolder, event: Event, seen: int) -> Report:
        person, assignment = event.person, str(event.body["assignment"])
        before = folder.ledger.entry(person, assignment)
        if before is not None and self._stands(folder.root, event, assignment, before):
            if before.seen != seen:
                folder.ledger.note(person, assignment, Entry(event.seq, seen, before.state))
            return Report(unchanged=1)
        folder.ledger.note(person, assignment, Entry(event.seq, seen, "grading"))
        try:
            agreed = self._grade(folder, event, assignment)
        except Exception as error:  # whatever it is: one submission must not stop the others
            outcome = Entry(event.seq, seen, "failed")
            folder.ledger.settle(person, assignment, outcome, flag=True)
            return Report(problems=(f"event {event.seq} of the log: {error}",))
        if not agreed:
            outcome = Entry(event.seq, seen, "disagreed")
            folder.ledger.settle(person, assignment, outcome, flag=True)
            return Report(graded=1, disagreed=1)
        # A flag that our own failure has set goes with the failure; any other is people's.
        unflag = before is not None and before.state == "failed"
        outcome = Entry(event.seq, seen, "agreed")
        folder.ledger.settle(person, assignment, outcome, flag=False if unflag else None)
        return Report(graded=1)

    def _grade(self, folder: CourseFolder, event: Event, assignment: str) -> bool:
        """Grades a submission and says whether nbgrader and the log agree on its score."""
        found = self._keys.get(event.content)
        if found is None or found.assignment != assignment:
            raise GradeError("the log holds no valid marking keys for it.")
        folder.release(found)
        write_submission(folder.root, event, assignment)
        folder.autograde(event.person, assignment)
        score, points = folder.ledger.automatic_score(event.person, assignment)
        return (
            score is not None
            and abs(score - float(event.body["score"])) < _SAME
            and points == found.key.points == event.body["points"]
        )

    @staticmethod
    def _stands(root: Path, event: Event, assignment: str, before: Entry) -> bool:
        """Whether this attempt is graded, with its notebooks in their places."""
        if before.kept != event.seq or before.state not in ("agreed", "disagreed"):
            return False
        return all(
            (root / step / event.person / assignment / f"{assignment}.ipynb").exists()
            for step in ("submitted", "autograded")
        )


def _people(data: Data) -> tuple[Person, ...]:
    if not data.people.exists():
        return ()
    people = People(data.people)
    try:
        return people.all()
    finally:
        people.close()


def _identity(data: Data) -> tuple[int, int] | None:
    """Tells a gradebook from one that was made anew in its place."""
    try:
        status = database(data).stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
