"""When a certificate is due, and which one holds: roles that change, withdrawals, other months."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readyroom.content.load import load_course
from readyroom.content.model import Course
from readyroom.errors import AlreadyWithdrawn
from readyroom.gradebook.completions import Record, completion_of
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.certificates import State, end_of_day, holds_until
from readyroom.records.certificates import Certificates, Issued
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People
from readyroom.records.roster import read_roster
from readyroom.server.certificatedesk import CertificateDesk
from tests.shell_course import ROSTER, answer, right, write_shell_course

START = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
NOW = START + timedelta(days=70)


class World:
    """Ana is staff, has passed ``mini``, ``second`` and ``third``, and has a certificate.

    A volunteer needs ``mini`` and ``second`` alone.
    """

    def __init__(self, root: Path) -> None:
        self.content = write_shell_course(root / "content")
        self.course = load_course(self.content)
        self.data = Data(root / "var").create()
        (root / "roster.csv").write_text(ROSTER)
        self.people = People(self.data.people)
        self.people.save(read_roster(root / "roster.csv"))
        for months, module in enumerate(("mini", "second", "third")):
            self.passes(module, at=START + timedelta(days=30 * months))
        self.log = Log(self.data.log)
        self.certificates = Certificates(self.log)
        first = self.issue()
        assert first is not None
        self.first = first

    def passes(self, module: str, *, at: datetime) -> None:
        """Lets Ana pass a module, graded."""
        answer(self.data.root, self.content, "ana", module, right(self.content, module), at=at)
        bring_up_to_date(self.data, pass_percent=80)

    def record(self, now: datetime = NOW, course: Course | None = None) -> Record:
        """Where Ana stands."""
        return completion_of(course or self.course, self.data, "ana", now)

    def issue(self, now: datetime = NOW, course: Course | None = None) -> Issued | None:
        """What a look at Ana's standing issues."""
        course = course or self.course
        record = self.record(now, course)
        return self.certificates.issue(course, record.person, record.completion, at=now)

    def becomes(self, role: str) -> None:
        """Gives Ana another role."""
        self.people.save([replace(self.people.get("ana"), role=role)])

    def withdraw(self, issued: Issued, now: datetime = NOW) -> None:
        """Withdraws a certificate."""
        self.certificates.withdraw(issued.certificate.code, reason="Not hers", by="Cy", at=now)

    def states(self, now: datetime = NOW, course: Course | None = None) -> list[tuple[str, State]]:
        """Role and state of each of Ana's certificates, the oldest first."""
        course = course or self.course
        held = self.certificates.of("ana")
        return [(one.certificate.role, one.state(course, now=now)) for one in held]

    def own(self, now: datetime = NOW, course: Course | None = None) -> Issued | None:
        """What Ana is shown as hers."""
        record = self.record(now, course)
        return self.certificates.own(record.person, record.completion)

    def with_months(self, months: int) -> Course:
        """The course when a pass counts for that many months."""
        rule = self.course.pass_rule.model_copy(update={"valid_months": months})
        return self.course.model_copy(update={"pass_rule": rule})


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_another_role_that_is_complete_has_a_certificate_of_its_own(world: World) -> None:
    world.becomes("volunteer")
    issued = world.issue()
    assert issued is not None
    assert [module.module for module in issued.certificate.modules] == ["mini", "second"]
    assert world.own() == issued
    assert world.states() == [("staff", "current"), ("volunteer", "current")]


def test_a_role_that_changes_and_changes_back_leaves_the_first_certificate_current(
    world: World,
) -> None:
    world.becomes("volunteer")
    world.issue()
    world.becomes("staff")
    assert world.issue() is None
    own = world.own()
    assert own is not None
    assert own.certificate == world.first.certificate
    assert own.state(world.course, now=NOW) == "current"


def test_after_a_withdrawal_no_role_brings_a_new_certificate(world: World) -> None:
    world.withdraw(world.first)
    for role in ("volunteer", "staff", "volunteer"):
        world.becomes(role)
        assert world.record().completion.status == "expired"
        assert world.issue() is None
        own = world.own()
        assert own is not None
        assert own.withdrawal is not None
    assert world.states() == [("staff", "withdrawn")]


def test_after_a_withdrawal_a_new_one_comes_when_everything_is_passed_later(world: World) -> None:
    world.withdraw(world.first)
    later = NOW + timedelta(days=1)
    for module in ("mini", "second"):
        world.passes(module, at=later)
        assert world.issue(later) is None
    world.passes("third", at=later)
    issued = world.issue(later)
    assert issued is not None
    assert world.own(later) == issued
    assert world.states(later) == [("staff", "withdrawn"), ("staff", "current")]


def test_what_counts_after_a_withdrawal_is_the_order_of_the_log(world: World) -> None:
    world.passes("third", at=NOW + timedelta(days=1))
    world.withdraw(world.first, now=NOW)  # after the pass, whatever the clock said
    assert world.issue(NOW + timedelta(days=2)) is None


def test_other_months_bring_no_new_certificate_after_a_withdrawal(world: World) -> None:
    world.withdraw(world.first)
    assert world.issue(course=world.with_months(48)) is None


def test_longer_months_bring_a_new_certificate_also_when_the_first_has_run_out(
    world: World,
) -> None:
    longer = world.with_months(48)
    late = START + timedelta(days=3 * 365)
    assert world.states(late) == [("staff", "expired")]
    issued = world.issue(late, longer)
    assert issued is not None
    assert issued.certificate.evidence == world.first.certificate.evidence
    assert issued.certificate.expires > late
    assert world.states(late, longer) == [("staff", "superseded"), ("staff", "current")]
    assert world.issue(late, longer) is None


def test_shorter_months_bring_a_new_certificate_with_the_shorter_time(world: World) -> None:
    shorter = world.with_months(12)
    issued = world.issue(course=shorter)
    assert issued is not None
    expires = world.record(course=shorter).completion.expires
    assert expires is not None
    assert issued.certificate.expires == end_of_day(expires, "Europe/London")
    assert world.states(course=shorter) == [("staff", "superseded"), ("staff", "current")]


def test_months_that_change_and_change_back_leave_one_that_fits(world: World) -> None:
    world.issue(course=world.with_months(48))
    issued = world.issue()
    assert issued is not None
    assert issued.certificate.expires == world.first.certificate.expires
    assert [state for _, state in world.states()] == ["superseded", "superseded", "current"]


def test_no_certificate_outlives_the_training_when_the_months_were_shortened(
    world: World,
) -> None:
    shorter = world.with_months(12)
    late = START + timedelta(days=500)
    assert world.record(late, shorter).completion.status == "expired"
    assert world.issue(late, shorter) is None
    assert world.states(late, shorter) == [("staff", "expired")]
    assert holds_until(world.first.certificate, shorter) < late


def test_a_certificate_holds_to_the_end_of_the_day_that_it_names(world: World) -> None:
    made = world.first.certificate
    # Passed on 5 January at half past eleven at night, in London.
    assert made.expires == datetime(2028, 1, 5, 23, 59, 59, tzinfo=UTC)
    assert world.states(datetime(2028, 1, 5, 23, 45, tzinfo=UTC)) == [("staff", "current")]
    assert world.states(datetime(2028, 1, 6, 0, 0, tzinfo=UTC)) == [("staff", "expired")]


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ((2028, 7, 1, 23, 30), (2028, 7, 2, 22, 59, 59)),  # it is 2 July in London
        ((2028, 3, 26, 0, 30), (2028, 3, 26, 22, 59, 59)),  # the clocks go forward
        ((2028, 10, 29, 0, 30), (2028, 10, 29, 23, 59, 59)),  # and back
    ],
)
def test_the_day_ends_in_the_trusts_time_zone(
    moment: tuple[int, ...], end: tuple[int, ...]
) -> None:
    found = end_of_day(datetime(*moment, tzinfo=UTC), "Europe/London")  # type: ignore[misc]
    assert found == datetime(*end, tzinfo=UTC)  # type: ignore[misc]


def test_the_day_of_an_earlier_withdrawal_is_told_in_the_trusts_time_zone(world: World) -> None:
    world.withdraw(world.first, now=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    with pytest.raises(AlreadyWithdrawn, match="was withdrawn already, on 2026-07-02: Not hers"):
        world.withdraw(world.first)


def test_a_standing_that_was_read_too_early_certifies_nothing(world: World) -> None:
    desk = CertificateDesk(world.course, world.log, world.data, now=lambda: NOW)
    early = world.record()
    world.passes("third", at=NOW)
    desk.issue(world.record())
    desk.issue(early)
    states = [state for _, state in world.states()]
    assert states == ["superseded", "current"]


class _Counting(Log):
    """Counts how often certificates are read."""

    reads = 0

    def events(self, *, kind: str | None = None, **more: object) -> tuple[Event, ...]:
        self.reads += kind == "certified"
        return super().events(kind=kind, **more)  # type: ignore[arg-type]


def test_the_certificates_are_read_before_the_first_question(world: World) -> None:
    log = _Counting(world.data.log)
    desk = CertificateDesk(world.course, log, world.data, now=lambda: NOW)
    assert log.reads == 1
    assert [one["person"] for one in desk.all()] == ["ana"]
    assert log.reads == 1
