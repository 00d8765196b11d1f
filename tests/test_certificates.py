"""Certificates: codes, states, and what the log holds of them."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readyroom.content.model import Course
from readyroom.errors import AlreadyWithdrawn, ResponseError, UnknownError
from readyroom.gradebook.completions import completion_of
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.certificates import (
    Certificate,
    Covered,
    State,
    certificate,
    new_code,
    read_code,
    state,
)
from readyroom.play.completion import Completion
from readyroom.records.certificates import Certificates, Issued
from readyroom.records.log import Log
from readyroom.records.paths import Data
from tests.graded import ANN, BEN, COURSE, HALF, NOON, RIGHT, data_folder, take

CODE = "7K2M9-4QXA1-B3T5A"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CERTIFICATE = Certificate(
    code=CODE,
    name="Ann Reed",
    role="staff",
    school="Hill Primary",
    trust="Hill Trust",
    course="Social media training",
    course_version="1",
    policy="Social media policy",
    policy_version="2026-09",
    modules=(Covered(module="pond", title="The pond", passed=NOON),),
    completed=NOON,
    expires=datetime(2028, 11, 22, 23, 59, 59, tzinfo=UTC),
    timezone="Europe/London",
    evidence="e" * 64,
)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "7k2m9-4qxa1-b3t5a",
        "7K2M94QXA1B3T5A",
        "  7K2M9 4QXA1 B3T5A\n",
        "7K2M9–4QXA1—B3T5A",
        "7K2M9-4QXAl-B3T5A",
        "7K2M9-4QXAI-B3T5A",
        f"https://training.example/verify/{CODE}",
        f"http://127.0.0.1:8866/verify/{CODE}/",
    ],
)
def test_a_code_may_be_typed_as_one_hears_or_sees_it(typed: str) -> None:
    assert read_code(typed) == CODE


def test_the_letter_o_counts_as_a_nought() -> None:
    code = next(c for c in (new_code(secrets.randbelow) for _ in range(999)) if "0" in c)
    assert read_code(code.replace("0", "O")) == read_code(code.replace("0", "o")) == code


@pytest.mark.parametrize(
    "typed",
    ["", "7K2M9", CODE[:-1], CODE + "7", "7K2M9-4QXA1-B3T5B", "é" * 15, "7" * 9999, "../" * 5],
)
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.integers(0, 14), st.sampled_from(LETTERS))
def test_a_wrong_letter_is_always_noticed(place: int, letter: str) -> None:
    bare = CODE.replace("-", "")
    typed = bare[:place] + letter + bare[place + 1 :]
    assert (read_code(typed) == CODE) == (typed == bare)
    assert read_code(typed) in (CODE, None)


@given(st.text(LETTERS, min_size=14, max_size=14), st.integers(0, 13))
def test_two_letters_that_change_places_are_always_noticed(letters: str, place: int) -> None:
    left = [LETTERS.index(letter) for letter in letters]
    code = new_code(lambda _: left.pop(0) if left else secrets.randbelow(32)).replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert read_code(code) is not None
    assert (read_code(swapped) is not None) == (swapped == code)


def test_codes_are_random_and_have_seventy_bits() -> None:
    drawn = []
    codes = {new_code(lambda n: drawn.append(n) or secrets.randbelow(n)) for _ in range(200)}
    assert len(codes) == 200
    assert set(drawn) == {32}
    assert len(drawn) >= 14 * 200
    assert all(read_code(code) == code for code in codes)


@pytest.mark.parametrize(
    ("policy", "newest", "withdrawn", "after", "expected"),
    [
        ("2026-09", True, False, timedelta(days=1), "current"),
        ("2026-09", True, False, timedelta(days=731, hours=11), "current"),
        ("2026-09", True, False, timedelta(days=731, hours=12), "expired"),
        ("2028-09", True, False, timedelta(days=1), "superseded"),
        ("2026-09", False, False, timedelta(days=1), "superseded"),
        ("2028-09", False, False, timedelta(days=800), "superseded"),
        ("2026-09", True, True, timedelta(days=1), "withdrawn"),
        ("2028-09", False, True, timedelta(days=800), "withdrawn"),
    ],
)
def test_a_certificate_holds_until_something_ends_it(
    policy: str, newest: bool, withdrawn: bool, after: timedelta, expected: State
) -> None:
    course = COURSE.model_copy(
        update={"policy": COURSE.policy.model_copy(update={"version": policy})}
    )
    now = NOON + after
    assert state(CERTIFICATE, course, newest=newest, withdrawn=withdrawn, now=now) == expected


def completed(data: Data, person: str = "ann", course: Course = COURSE) -> Completion:
    return completion_of(course, data, person, NOON + timedelta(days=1)).completion


def issue(data: Data, *, course: Course = COURSE, at: datetime = NOON) -> Issued | None:
    log = Log(data.log)
    try:
        return Certificates(log).issue(course, ANN, completed(data, course=course), at=at)
    finally:
        log.close()


@pytest.fixture
def data(tmp_path: Path) -> Data:
    data = data_folder(tmp_path, ANN, BEN)
    take(data, "ann", RIGHT)
    bring_up_to_date(data, pass_percent=80)
    return data


@pytest.fixture
def certificates(data: Data) -> Certificates:
    issue(data)
    return Certificates(Log(data.log))


def test_a_completed_training_gets_a_certificate_that_says_what_was_done(data: Data) -> None:
    issued = issue(data)
    assert issued is not None
    made = issued.certificate
    assert (made.name, made.role, made.school) == ("Ann Reed", "staff", "Hill Primary")
    assert (made.trust, made.course, made.course_version) == ("Hill Trust", COURSE.title, "1")
    assert (made.policy, made.policy_version) == ("Social media policy", "2026-09")
    assert made.modules == (Covered(module="pond", title="The pond", passed=NOON),)
    assert (made.completed, made.expires) == (NOON, datetime(2028, 11, 22, 23, 59, 59, tzinfo=UTC))
    assert made.evidence == completed(data).evidence


def test_what_is_not_complete_gets_none(data: Data) -> None:
    take(data, "ben", HALF)
    bring_up_to_date(data, pass_percent=80)
    standing = completed(data, "ben")
    assert standing.status == "not passed"
    assert certificate(COURSE, standing, code=CODE, name="B", role="parent", school="D") is None


def test_the_same_completion_is_certified_once_also_after_a_restart(data: Data) -> None:
    assert issue(data) is not None
    assert issue(data, at=NOON + timedelta(days=1)) is None
    assert len(Log(data.log, read_only=True).events(kind="certified")) == 1


def test_a_certificate_is_no_attempt(data: Data) -> None:
    before = completion_of(COURSE, data, "ann", NOON)
    issue(data)
    assert completion_of(COURSE, data, "ann", NOON) == before


def test_a_later_pass_gets_a_newer_certificate_in_the_place_of_the_first(data: Data) -> None:
    issue(data)
    later = NOON + timedelta(hours=1)
    take(data, "ann", RIGHT, at=later)
    bring_up_to_date(data, pass_percent=80)
    newer = issue(data, at=later)
    log = Log(data.log, read_only=True)
    first, second = Certificates(log).of("ann")
    assert second == newer
    assert first.state(COURSE, now=later) == "superseded"
    assert second.state(COURSE, now=later) == "current"


def test_a_withdrawn_certificate_is_withdrawn_for_good(certificates: Certificates) -> None:
    (issued,) = certificates.all()
    typed = issued.certificate.code.lower()
    taken = certificates.withdraw(typed, reason="Not  her\nanswers", by="Maeve", at=NOON)
    assert taken.withdrawal is not None
    assert (taken.withdrawal.reason, taken.withdrawal.by) == ("Not her answers", "Maeve")
    assert taken.state(COURSE, now=NOON) == "withdrawn"
    with pytest.raises(AlreadyWithdrawn, match="Not her answers"):
        certificates.withdraw(typed, reason="again", by="Maeve", at=NOON)


def test_withdrawing_does_not_bring_a_new_certificate_for_the_same_answers(
    data: Data, certificates: Certificates
) -> None:
    (issued,) = certificates.all()
    certificates.withdraw(issued.certificate.code, reason="A reason", by="Maeve", at=NOON)
    assert issue(data) is None
    assert len(certificates.all()) == 1


@pytest.mark.parametrize("reason", ["", " \n", "x" * 501])
def test_withdrawing_takes_a_reason_of_bearable_length(
    certificates: Certificates, reason: str
) -> None:
    (issued,) = certificates.all()
    with pytest.raises(ResponseError):
        certificates.withdraw(issued.certificate.code, reason=reason, by="Maeve", at=NOON)
    assert certificates.all() == (issued,)


@pytest.mark.parametrize("code", ["", "nonsense", CODE])
def test_an_unknown_code_says_how_codes_look(certificates: Certificates, code: str) -> None:
    with pytest.raises(UnknownError, match="three groups of five"):
        certificates.find(code)


def test_a_reader_sees_what_another_process_has_written(data: Data) -> None:
    reader = Certificates(Log(data.log, read_only=True))
    assert reader.all() == ()
    issued = issue(data)
    assert reader.all() == (issued,)
