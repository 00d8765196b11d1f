"""Which of a person's attempts stands in the gradebook."""

from __future__ import annotations

from readyroom.gradebook.keep import Candidate, Keep, replaces


def attempt(
    seq: int, score: float, *, passing: bool = False, right: bool = True, policy: str = "1"
) -> Candidate:
    return Candidate(
        seq=seq, policy_version=policy, score=score, passing=passing, must_pass_right=right
    )


def kept(*attempts: Candidate, keep: Keep = "best") -> int:
    """The number of the attempt that stands at the end."""
    first, *later = attempts
    for new in later:
        first = new if replaces(new, first, keep) else first
    return first.seq


def test_the_higher_score_is_kept() -> None:
    assert kept(attempt(1, 4.0), attempt(2, 7.0), attempt(3, 5.0)) == 2


def test_the_later_of_equal_scores_is_kept() -> None:
    assert kept(attempt(1, 7.0), attempt(2, 7.0)) == 2


def test_what_must_be_right_weighs_more_than_points() -> None:
    assert kept(attempt(1, 8.0, right=False), attempt(2, 7.5)) == 2


def test_a_pass_is_never_lost_to_a_failed_retake() -> None:
    assert kept(attempt(1, 8.0, passing=True), attempt(2, 3.0)) == 1


def test_a_later_pass_takes_the_place_of_an_earlier_one() -> None:
    assert kept(attempt(1, 9.0, passing=True), attempt(2, 8.0, passing=True)) == 2


def test_a_failure_under_another_policy_version_never_takes_a_pass_away() -> None:
    assert kept(attempt(1, 9.0, passing=True), attempt(2, 1.0, policy="2")) == 1
    assert kept(attempt(1, 5.0), attempt(2, 1.0, policy="2")) == 2


def test_a_pass_that_can_count_no_longer_gives_way_to_any_attempt() -> None:
    old, new = attempt(1, 9.0, passing=True), attempt(2, 1.0, policy="2")
    assert replaces(new, old, "best", versions={"2"})
    assert not replaces(new, old, "best", versions={"1", "2"})


def test_the_latest_is_kept_when_that_is_asked_for() -> None:
    assert kept(attempt(1, 9.0, passing=True), attempt(2, 1.0), keep="latest") == 2
