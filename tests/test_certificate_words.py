"""What My training says of one's certificate: never what the rest of the page contradicts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from readyroom.play.certificates import Certificate, State
from readyroom.records.certificates import Issued, Withdrawal
from readyroom.server.app import _templates
from readyroom.server.certificatedesk import as_json
from readyroom.server.certificates import shown
from tests.graded import COURSE, NOON
from tests.test_certificates import CERTIFICATE

REVIEW = "when the support team has looked at your answer"
TO_DO = ("Pass what is missing", "Take the training again")
MOMENTS: dict[State, datetime] = {
    "current": NOON,
    "superseded": NOON,
    "expired": NOON + timedelta(days=900),
    "withdrawn": NOON,
}


def card(
    state: State, status: str, *, role: str = "staff", months: int = 24, renewing: bool = False
) -> str:
    """The words about Ann's certificate, which is for staff."""
    changed = {"policy_version": "before"} if state == "superseded" else {}
    made: Certificate = CERTIFICATE.model_copy(update=changed)
    taken = Withdrawal("A reason", "Maeve", NOON, 9) if state == "withdrawn" else None
    rule = COURSE.pass_rule.model_copy(update={"valid_months": months})
    course = COURSE.model_copy(update={"pass_rule": rule})
    found = as_json(Issued(made, "ann", NOON, withdrawal=taken), course, now=MOMENTS[state])
    assert found["state"] == state
    words = {"staff": "Member of staff", "volunteer": "Volunteer"}[role]
    page = _templates().get_template("_certificate.html")
    told = {"course": course, "status": status, "role": words, "renewing": renewing}
    html = page.render(certificate=shown(found), **told)
    return " ".join(html.split())


def test_a_complete_training_names_the_day_and_nothing_to_do() -> None:
    said = card("current", "complete")
    assert "on 22 November 2026. The certificate is valid until 22 November 2028.</p>" in said


@pytest.mark.parametrize("state", ["superseded", "expired"])
def test_who_needs_do_nothing_is_not_told_to_do_something(state: State) -> None:
    said = card(state, "needs review")
    assert REVIEW in said
    assert not any(words in said for words in TO_DO)
    assert "you get a new one" not in card(state, "not required")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("in progress", "Pass what is missing and you get a new one."),
        ("not passed", "Pass what is missing and you get a new one."),
        ("not started", "Pass what is missing and you get a new one."),
        ("expired", "Take the training again and you get a new one."),
    ],
)
@pytest.mark.parametrize("state", ["superseded", "expired"])
def test_whose_certificate_holds_no_longer_is_told_what_brings_a_new_one(
    state: State, status: str, said: str
) -> None:
    assert said in card(state, status)


def test_who_has_only_something_to_renew_is_not_told_to_take_it_all_again() -> None:
    said = card("superseded", "expired", renewing=True)
    assert "Answer what has changed and you get a new one." in said
    assert "Take the training again" not in said


@pytest.mark.parametrize("status", ["in progress", "not passed", "expired"])
def test_a_certificate_that_still_holds_does_not_hide_what_is_missing(status: str) -> None:
    said = card("current", status)
    assert "valid until 22 November 2028, but it will not be renewed before you have" in said


def test_a_certificate_that_still_holds_names_the_review() -> None:
    assert "unless the support team, who are looking at one" in card("current", "needs review")


def test_a_certificate_for_another_role_says_for_which() -> None:
    said = card("current", "in progress", role="volunteer")
    assert "in the role of Member of staff." in said
    assert "It is for that role alone: your present role needs what is said above." in said


def test_a_withdrawn_one_says_how_a_new_one_comes() -> None:
    said = "What you had passed before that no longer counts. Take the training again and you get"
    assert said in card("withdrawn", "expired")
    assert "Pass what is missing and you get a new one" in card("withdrawn", "in progress")
    assert "no longer counts" not in card("withdrawn", "not required")


def test_a_time_that_was_shortened_is_the_one_that_is_told() -> None:
    assert "valid until 22 November 2027" in card("current", "complete", months=12)


def test_the_days_are_those_of_the_certificates_time_zone() -> None:
    late = CERTIFICATE.model_copy(update={"completed": datetime(2026, 7, 1, 23, 30, tzinfo=UTC)})
    found = as_json(Issued(late, "ann", NOON), COURSE, now=NOON)
    assert shown(found)["completed"] == "2 July 2026"
