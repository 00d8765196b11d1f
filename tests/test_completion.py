"""The completion rule, by literal cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from readyroom.content.model import Course
from readyroom.play.completion import Completion, ModuleResult, completion
from readyroom.play.standing import ModuleStanding, outcome
from readyroom.play.validity import add_months
from tests.builders import COURSE, MODULE, POLICY

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECOND = MODULE.model_copy(update={"slug": "lake", "title": "The lake", "roles": ("staff",)})
TWO: Course = COURSE.model_copy(update={"modules": (MODULE, SECOND)})


def result(
    percent: float | None = 100.0,
    *,
    module: str = "pond",
    finished: datetime = NOW - timedelta(days=1),
    policy: str = POLICY.version,
    missed: tuple[str, ...] = (),
    pending: bool = False,
    evidence: str = "e",
) -> ModuleResult:
    return ModuleResult(
        module=module,
        percent=percent,
        finished_at=finished,
        policy_version=policy,
        course_version="1",
        missed=missed,
        pending=pending,
        evidence=evidence,
    )


def judge(
    *results: ModuleResult,
    course: Course = COURSE,
    role: str = "staff",
    in_progress: tuple[str, ...] = (),
    now: datetime = NOW,
) -> Completion:
    return completion(
        course,
        role=role,
        results=results,
        in_progress=in_progress,
        started=results[0].finished_at - timedelta(hours=1) if results else None,
        now=now,
    )


def pond(*results: ModuleResult, now: datetime = NOW, going: bool = False) -> ModuleStanding:
    """How the one module of the small course stands."""
    return judge(*results, now=now, in_progress=("pond",) if going else ()).modules[0]


def test_a_module_that_nobody_touched_is_not_started_and_has_no_percent() -> None:
    standing = pond()
    assert (standing.status, standing.percent) == ("not started", None)
    assert standing.missing == ("You have not started this module.",)


def test_a_module_that_is_begun_is_in_progress() -> None:
    standing = pond(going=True)
    assert (standing.status, standing.percent) == ("in progress", None)
    assert standing.missing == ("You have not answered everything yet.",)


@pytest.mark.parametrize("percent", [80.0, 79.9999999, 100.0])
def test_the_pass_mark_passes(percent: float) -> None:
    assert pond(result(percent)).status == "passed"
    assert pond(result(percent)).missing == ()


def test_below_the_pass_mark_the_standing_says_how_far() -> None:
    standing = pond(result(60.0))
    assert (standing.status, standing.percent) == ("not passed", 60.0)
    assert standing.missing == ("You scored 60%; you need 80%.",)


def test_a_score_just_below_the_pass_mark_does_not_look_like_it() -> None:
    standing = pond(result(79.99))
    assert standing.percent == 79.9
    assert standing.missing == ("You scored 79.9%; you need 80%.",)


def test_a_score_of_nothing_is_a_score() -> None:
    standing = pond(result(0.0))
    assert (standing.status, standing.percent) == ("not passed", 0.0)
    assert standing.missing == ("You scored 0%; you need 80%.",)


def test_what_must_be_right_is_named() -> None:
    standing = pond(result(90.0, missed=("who-asks", "the-walk", "the-pond", "gone")))
    assert standing.status == "not passed"
    assert standing.missing == (
        "The question 'Who asks?' has to be right.",
        "The story 'The walk' has to be right.",
        "The picture 'The pond' has to be right.",
        "The activity 'gone' has to be right.",
    )


def test_of_a_drawn_question_one_like_it_has_to_be_right_the_next_time() -> None:
    drawn = MODULE.model_copy(update={"draws": {"pond": 1}})
    course = COURSE.model_copy(update={"modules": (drawn,)})
    standing = judge(result(90.0, missed=("who-asks", "the-walk")), course=course).modules[0]
    assert standing.missing == (
        "The question 'Who asks?' was not right, and one like it has to be.",
        "The story 'The walk' has to be right.",
    )


@pytest.mark.parametrize(
    ("score", "missed", "percent", "passed"),
    [
        (24.0, (), 80.0, True),
        (23.99, (), 79.9, False),
        (29.08, (), 96.9, True),
        (30.0, ("who-asks",), 100.0, False),
    ],
)
def test_a_finished_attempt_comes_out_by_the_pass_rule(
    score: float, missed: tuple[str, ...], percent: float, passed: bool
) -> None:
    found = outcome(COURSE, MODULE, score=score, points=30, missed=missed)
    assert (found.percent, found.needs, found.passed) == (percent, 80, passed)
    assert found.missing == tuple("The question 'Who asks?' has to be right." for _ in missed)


def test_both_reasons_are_told() -> None:
    assert len(pond(result(50.0, missed=("who-asks",))).missing) == 2


def test_a_finished_submission_without_a_grade_is_being_checked() -> None:
    standing = pond(result(None))
    assert (standing.status, standing.percent) == ("being checked", None)
    assert standing.missing == ("Your answers are being checked.",)
    assert not standing.needs_review


def test_a_flagged_submission_is_being_checked_and_needs_review() -> None:
    standing = pond(result(100.0, pending=True))
    assert (standing.status, standing.percent) == ("being checked", None)
    assert standing.needs_review
    assert standing.missing == ("The support team has to look at your answers first.",)


def test_a_pass_under_an_earlier_policy_counts_no_longer() -> None:
    standing = pond(result(policy="2024-09"))
    assert standing.status == "expired"
    assert standing.missing == ("The policy has changed since you passed.",)


def test_a_pass_from_before_a_withdrawal_counts_no_longer() -> None:
    taken = NOW - timedelta(hours=2)
    old = replace(result(), withdrawn=taken)
    standing = pond(old)
    assert (standing.status, standing.expires) == ("expired", taken)
    assert standing.missing == ("Your certificate was withdrawn. Take this module again.",)
    assert judge(old).status == "expired"
    assert pond(old, result(finished=NOW - timedelta(hours=1))).status == "passed"


def test_after_a_withdrawal_every_module_has_to_be_passed_again() -> None:
    taken = NOW - timedelta(hours=2)
    old = replace(result(module="lake"), withdrawn=taken)
    found = judge(old, result(finished=NOW - timedelta(hours=1)), course=TWO)
    assert (found.status, found.modules_passed, found.evidence) == ("expired", 1, "")


def test_a_pass_ends_on_the_day_that_the_months_are_over() -> None:
    passed = result(finished=datetime(2026, 1, 31, 9, 0, tzinfo=UTC))
    end = datetime(2028, 1, 31, 9, 0, tzinfo=UTC)
    assert pond(passed, now=end - timedelta(microseconds=1)).status == "passed"
    standing = pond(passed, now=end)
    assert standing.status == "expired"
    assert standing.missing == ("Your pass has run out.",)
    assert standing.expires == end


def test_a_pass_outlives_a_retake_that_is_open_or_failed_or_being_checked() -> None:
    later = NOW - timedelta(hours=1)
    assert pond(result(), going=True).status == "passed"
    assert pond(result(), result(10.0, finished=later)).status == "passed"
    assert pond(result(), result(None, finished=later)).status == "passed"
    assert pond(result(), result(pending=True, finished=later)).status == "passed"


def test_the_newest_pass_counts_since_it_lasts_longest() -> None:
    newer = NOW - timedelta(hours=1)
    assert pond(result(finished=newer), result(85.0)).expires == add_months(newer, 24)


def test_a_retake_of_a_failed_module_is_in_progress() -> None:
    standing = pond(result(10.0), going=True)
    assert (standing.status, standing.percent) == ("in progress", 10.0)


def test_a_retake_that_waits_for_its_grade_is_being_checked() -> None:
    assert (
        pond(result(10.0), result(None, finished=NOW - timedelta(hours=1))).status
        == "being checked"
    )


def test_an_old_pass_and_a_failed_retake_are_not_passed() -> None:
    old = result(policy="2024-09", finished=NOW - timedelta(days=800))
    assert pond(old, result(10.0)).status == "not passed"


@pytest.mark.parametrize(
    ("when", "months", "then"),
    [
        (datetime(2026, 1, 31), 1, datetime(2026, 2, 28)),
        (datetime(2028, 1, 31), 1, datetime(2028, 2, 29)),
        (datetime(2028, 2, 29), 12, datetime(2029, 2, 28)),
        (datetime(2026, 11, 30), 3, datetime(2027, 2, 28)),
        (datetime(2026, 12, 15), 1, datetime(2027, 1, 15)),
        (datetime(2026, 1, 15, 23, 59), 24, datetime(2028, 1, 15, 23, 59)),
        (datetime(2026, 10, 31), 12, datetime(2027, 10, 31)),
    ],
)
def test_months_are_calendar_months(when: datetime, months: int, then: datetime) -> None:
    assert add_months(when.replace(tzinfo=UTC), months) == then.replace(tzinfo=UTC)


def test_somebody_whose_role_needs_no_module_is_not_required() -> None:
    found = judge(role="support")
    assert (found.status, found.modules_required, found.modules_passed) == ("not required", 0, 0)


def test_a_module_that_the_role_does_not_need_changes_nothing() -> None:
    found = judge(result(10.0, module="lake"), result(), course=TWO, role="parent")
    assert (found.status, found.modules_required, found.modules_passed) == ("complete", 1, 1)
    assert found.modules[1].percent == 10.0
    assert not found.modules[1].required


def test_the_training_is_complete_when_every_module_is_passed() -> None:
    first = result(finished=NOW - timedelta(days=10), evidence="first")
    last = result(module="lake", finished=NOW - timedelta(days=3), evidence="last")
    found = judge(last, first, course=TWO)
    assert found.status == "complete"
    assert found.completed == NOW - timedelta(days=3)
    assert found.expires == add_months(NOW - timedelta(days=10), 24)
    assert found.evidence == "last"
    assert (found.course_version, found.policy_version) == ("1", POLICY.version)


def test_one_module_of_two_is_in_progress_and_proves_nothing() -> None:
    found = judge(result(), course=TWO)
    assert (found.status, found.modules_passed, found.modules_required) == ("in progress", 1, 2)
    assert (found.completed, found.expires, found.evidence) == (None, None, "")


def test_one_failed_module_makes_the_training_not_passed() -> None:
    assert judge(result(), result(20.0, module="lake"), course=TWO).status == "not passed"


def test_a_submission_to_look_at_makes_the_training_need_review() -> None:
    found = judge(result(20.0), result(module="lake", pending=True), course=TWO)
    assert (found.status, found.pending_review) == ("needs review", 1)


def test_a_submission_to_look_at_blocks_completion() -> None:
    found = judge(result(), result(module="lake", pending=True), course=TWO)
    assert (found.status, found.completed, found.evidence) == ("needs review", None, "")


def test_a_submission_that_waits_for_its_grade_needs_no_review() -> None:
    found = judge(result(), result(None, module="lake"), course=TWO)
    assert (found.status, found.pending_review) == ("in progress", 0)


def test_the_training_is_expired_as_soon_as_one_pass_has_run_out() -> None:
    old = result(finished=NOW - timedelta(days=800))
    found = judge(old, result(module="lake"), course=TWO)
    assert (found.status, found.modules_passed) == ("expired", 1)
    assert found.expires == add_months(old.finished_at, 24)
    assert found.completed == NOW - timedelta(days=1)
    assert found.evidence == ""


def test_a_training_that_is_taken_again_is_in_progress() -> None:
    old = result(finished=NOW - timedelta(days=800))
    assert judge(old, in_progress=("pond",)).status == "in progress"


def test_nothing_begun_is_not_started() -> None:
    found = judge(course=TWO)
    assert (found.status, found.started) == ("not started", None)
