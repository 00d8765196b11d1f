"""Sign-in codes and sessions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readyroom.errors import UnknownError
from readyroom.records.people import People, Person
from readyroom.records.signin import (
    SESSION_IDLE,
    SESSION_LIFE,
    TRIES,
    CodeRefused,
    SignIn,
    TooManyTries,
)

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ANA = Person(
    id="ana",
    last_name="Berg",
    first_name="Ana",
    email="ana@school.example",
    role="staff",
    school="Hill School",
)


@pytest.fixture
def signin(tmp_path: Path) -> Iterator[SignIn]:
    people = People(tmp_path / "people.db")
    people.save([ANA])
    yield SignIn(people)
    people.close()


def test_a_code_opens_a_session_for_its_person(signin: SignIn) -> None:
    session = signin.redeem(signin.issue("ana", now=NOON), address="here", now=NOON)
    assert signin.person(session, now=NOON) == ANA


def test_a_code_may_be_typed_in_small_letters_with_spaces_around(signin: SignIn) -> None:
    code = signin.issue("ana", now=NOON)
    assert signin.redeem(f"  {code.lower()} ", address="here", now=NOON)


def test_a_code_works_once(signin: SignIn) -> None:
    code = signin.issue("ana", now=NOON)
    signin.redeem(code, address="here", now=NOON)
    with pytest.raises(CodeRefused, match="used already"):
        signin.redeem(code, address="here", now=NOON)


def test_of_two_tabs_that_race_one_gets_in(signin: SignIn) -> None:
    code = signin.issue("ana", now=NOON)
    got: list[str] = []

    def go() -> None:
        try:
            signin.redeem(code, address="here", now=NOON)
            got.append("in")
        except CodeRefused:
            got.append("out")

    threads = [threading.Thread(target=go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == ["in"] + ["out"] * 5


def test_a_code_expires(signin: SignIn) -> None:
    code = signin.issue("ana", now=NOON)
    with pytest.raises(CodeRefused, match="out of date"):
        signin.redeem(code, address="here", now=NOON + timedelta(minutes=16))


def test_an_invented_code_is_refused(signin: SignIn) -> None:
    with pytest.raises(CodeRefused, match="not one of ours"):
        signin.redeem("0000-0000-0000-0000", address="here", now=NOON)


def test_guessing_is_slowed_down_by_address(signin: SignIn) -> None:
    for _ in range(TRIES):
        with pytest.raises(CodeRefused):
            signin.redeem("nonsense", address="there", now=NOON)
    with pytest.raises(TooManyTries):
        signin.redeem("nonsense", address="there", now=NOON)
    with pytest.raises(CodeRefused):
        signin.redeem("nonsense", address="here", now=NOON)
    with pytest.raises(CodeRefused):
        signin.redeem("nonsense", address="there", now=NOON + timedelta(minutes=16))


def test_a_good_code_works_whatever_others_at_the_address_have_typed(signin: SignIn) -> None:
    code = signin.issue("ana", now=NOON)
    for _ in range(TRIES + 5):
        with pytest.raises((CodeRefused, TooManyTries)):
            signin.redeem("nonsense", address="the school", now=NOON)
    assert signin.redeem(code, address="the school", now=NOON)


def test_it_is_known_whether_anybody_was_ever_given_a_code(signin: SignIn) -> None:
    assert signin.never_used()
    signin.issue("ana", now=NOON)
    assert not signin.never_used()


def test_a_code_for_nobody_is_not_issued(signin: SignIn) -> None:
    with pytest.raises(UnknownError):
        signin.issue("zoe", now=NOON)


@pytest.mark.parametrize("later", [SESSION_IDLE, SESSION_LIFE])
def test_a_session_that_is_left_alone_ends(signin: SignIn, later: timedelta) -> None:
    session = signin.redeem(signin.issue("ana", now=NOON), address="here", now=NOON)
    assert signin.person(session, now=NOON + later + timedelta(seconds=1)) is None


def test_a_session_that_is_used_lasts_but_not_for_ever(signin: SignIn) -> None:
    session = signin.redeem(signin.issue("ana", now=NOON), address="here", now=NOON)
    hour = timedelta(hours=1)
    seen = [signin.person(session, now=NOON + n * hour) for n in range(1, 14)]
    assert seen == [ANA] * 12 + [None]


def test_a_session_that_was_ended_is_nobodys(signin: SignIn) -> None:
    session = signin.redeem(signin.issue("ana", now=NOON), address="here", now=NOON)
    signin.end(session, now=NOON)
    assert signin.person(session, now=NOON) is None


def test_neither_code_nor_session_stands_in_the_database(signin: SignIn, tmp_path: Path) -> None:
    code = signin.issue("ana", now=NOON)
    session = signin.redeem(code, address="here", now=NOON)
    db = sqlite3.connect(tmp_path / "people.db")
    dump = "\n".join(db.iterdump())
    db.close()
    assert code not in dump
    assert session not in dump
