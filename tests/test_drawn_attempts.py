"""Attempts at a module of which each asks some questions only, and attempts made on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readyroom.content.model import Choice, Course, Module
from readyroom.content.tasks import Order, Step
from readyroom.errors import AlreadyAnswered, ResponseError, StaleAttempt, UnknownError
from readyroom.play.keys import Response, module_key
from readyroom.records.attempt import Attempt
from readyroom.records.attempts import Attempts
from readyroom.records.log import Log
from tests.builders import COURSE, LIST, RIGHT, STORY
from tests.drawn import BANK, DRAWN, DRAWN_COURSE, course, module, of_bank, question, right

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
PAPER: Mapping[str, Response] = right(("the-walk", "at-the-gate", "the-list", "a-no"))


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "log.db")
    yield log
    log.close()


@pytest.fixture
def attempts(log: Log) -> Attempts:
    return Attempts(DRAWN_COURSE, log)


def finish(attempts: Attempts, person: str = "ana") -> Attempt:
    """Answers everything that the person's attempt asks."""
    attempt = attempts.restart(person, "pond", at=NOON)
    for slug, response in right(attempt.asked).items():
        attempt, _ = attempts.answer(
            person, "pond", attempt=attempt.number, activity=slug, response=response, at=NOON
        )
    return attempt


def enter(
    attempts: Attempts, responses: Mapping[str, Response] = PAPER, *, at: datetime = NOON
) -> Attempt:
    return attempts.enter("ana", "pond", responses, by="tom", at=at)


def test_an_attempt_says_what_it_asks_in_the_order_of_the_page(attempts: Attempts) -> None:
    asked = attempts.current("ana", "pond").asked
    assert asked[0] == "the-walk"
    assert len(of_bank(asked)) == 3
    assert list(asked) == [a.slug for a in DRAWN.activities if a.slug in asked]


def test_what_is_asked_stays_the_same_to_the_end_of_the_attempt(attempts: Attempts) -> None:
    before = attempts.current("ana", "pond").asked
    after = finish(attempts)
    assert after.finished
    assert after.asked == attempts.current("ana", "pond").asked == before


def test_the_submission_holds_what_was_asked_and_nothing_else(attempts: Attempts, log: Log) -> None:
    asked = finish(attempts).asked
    (submitted,) = log.events(kind="submitted")
    assert submitted.body == {
        "assignment": module_key(DRAWN).assignment,
        "responses": right(asked),
        "score": 7.0,
        "points": 7,
    }


def test_a_question_that_is_not_asked_this_time_is_refused(attempts: Attempts, log: Log) -> None:
    other = next(
        item.slug for item in BANK if item.slug not in attempts.current("ana", "pond").asked
    )
    with pytest.raises(UnknownError, match="not one of those that you are asked this time"):
        attempts.answer("ana", "pond", attempt=1, activity=other, response="b", at=NOON)
    assert log.events() == ()


def test_a_page_of_an_earlier_attempt_is_told_so_whatever_it_asked(attempts: Attempts) -> None:
    first = finish(attempts).asked
    second = attempts.restart("ana", "pond", at=NOON).asked
    gone = next(slug for slug in first if slug not in second)
    with pytest.raises(StaleAttempt):
        attempts.answer("ana", "pond", attempt=1, activity=gone, response="b", at=NOON)


def test_a_retake_asks_what_was_not_asked_before(attempts: Attempts) -> None:
    first = of_bank(finish(attempts).asked)
    second = of_bank(attempts.restart("ana", "pond", at=NOON).asked)
    assert first & second == {"the-list"}  # the only question about its clause


def test_people_are_asked_different_questions(attempts: Attempts) -> None:
    assert len({attempts.current(f"p{number}", "pond").asked for number in range(20)}) > 1


def test_what_is_answered_stays_when_questions_are_added(attempts: Attempts, log: Log) -> None:
    asked = attempts.current("ana", "pond").asked
    for slug in asked[:-1]:
        response = right([slug])[slug]
        attempts.answer("ana", "pond", attempt=1, activity=slug, response=response, at=NOON)
    more = module(question("new", "IMG-2", "IMG-7"), *BANK)
    now = Attempts(course(more), log).current("ana", "pond")
    assert set(asked[:-1]) == now.complete
    assert len(now.asked) == 4


def test_an_edited_question_of_the_bank_is_asked_again(attempts: Attempts, log: Log) -> None:
    slug = attempts.current("ana", "pond").asked[-1]
    attempts.answer("ana", "pond", attempt=1, activity=slug, response="b", at=NOON)
    reworded = tuple(_reworded(item) if item.slug == slug else item for item in BANK)
    now = Attempts(course(module(*reworded)), log).current("ana", "pond")
    assert slug in now.asked
    assert slug not in now.responses


def _reworded(item: Choice) -> Choice:
    return item.model_copy(update={"stem": "What now?"})


def test_a_finished_attempt_shows_what_it_asked_when_the_bank_has_grown(
    attempts: Attempts, log: Log
) -> None:
    asked = finish(attempts).asked
    more = module(question("new", "IMG-2", "IMG-7"), *BANK)
    assert Attempts(course(more), log).current("ana", "pond").asked == asked


@pytest.mark.parametrize(
    "changed",
    [
        module(question("new", "IMG-2", must_pass=True), *BANK),
        module(*BANK, draw=5),
        module(*BANK, draw=2),
        module(*BANK, fixed=(STORY, LIST)),
    ],
    ids=["another must-pass question", "a larger draw", "a smaller draw", "a fixed question"],
)
def test_no_edit_changes_what_a_finished_attempt_asks_and_shows(
    attempts: Attempts, log: Log, changed: Module
) -> None:
    before = finish(attempts)
    assert Attempts(course(changed), log).current("ana", "pond") == before


def test_a_question_that_is_taken_out_is_no_longer_asked_of_a_finished_attempt(
    attempts: Attempts, log: Log
) -> None:
    asked = finish(attempts).asked
    fewer = module(*(item for item in BANK if item.slug != asked[-1]))
    now = Attempts(course(fewer), log).current("ana", "pond")
    assert (now.asked, now.finished) == (asked[:-1], True)


def test_an_answer_that_a_smaller_draw_has_no_room_for_is_left_out(
    attempts: Attempts, log: Log
) -> None:
    asked = attempts.current("ana", "pond").asked
    for slug in asked[1:]:
        attempts.answer("ana", "pond", attempt=1, activity=slug, response="b", at=NOON)
    fewer = Attempts(course(module(*BANK, draw=2)), log)
    now = fewer.current("ana", "pond")
    assert len(now.asked) == 3
    assert set(now.responses) < set(asked)
    after, _ = fewer.answer(
        "ana", "pond", attempt=1, activity="the-walk", response=["ask", "thank"], at=NOON
    )
    assert after.finished
    (submitted,) = log.events(kind="submitted")
    assert set(submitted.body["responses"]) == set(now.asked)


def test_an_attempt_on_paper_is_recorded_whole_with_whoever_entered_it(
    attempts: Attempts, log: Log
) -> None:
    after = enter(attempts)
    assert (after.number, after.finished, dict(after.responses)) == (1, True, PAPER)
    events = log.events(person="ana")
    assert [event.kind for event in events] == ["answered"] * 4 + ["submitted"]
    assert {event.body["by"] for event in events} == {"tom"}
    assert events[-1].body["score"] == events[-1].body["points"] == 7
    assert attempts.current("ana", "pond") == after


def test_a_sheet_that_is_sent_twice_is_recorded_once(attempts: Attempts, log: Log) -> None:
    first = enter(attempts)
    before = log.head()
    assert enter(attempts, at=NOON + timedelta(minutes=1)) == first
    assert log.head() == before


@pytest.mark.parametrize(
    "changed",
    [
        course(module(question("new", "IMG-2"), *BANK)),
        DRAWN_COURSE.model_copy(
            update={"policy": DRAWN_COURSE.policy.model_copy(update={"version": "2027-01"})}
        ),
    ],
    ids=["content", "policy"],
)
def test_the_same_answers_are_another_attempt_after_a_change(
    attempts: Attempts, log: Log, changed: Course
) -> None:
    enter(attempts)
    assert enter(Attempts(changed, log)).number == 2
    first, second = log.events(kind="submitted")
    assert (first.content, first.policy_version) != (second.content, second.policy_version)


def test_a_sheet_is_the_same_in_whatever_order_its_options_are_ticked(log: Log) -> None:
    attempts = Attempts(COURSE, log)
    for ticked in (["a", "c"], ["c", "a"]):
        sheet: Mapping[str, Response] = {**RIGHT, "what-stops": ticked}  # type: ignore[dict-item]
        assert enter(attempts, sheet).number == 1


def test_the_same_answers_on_another_day_are_another_attempt(attempts: Attempts) -> None:
    enter(attempts)
    assert enter(attempts, at=NOON + timedelta(days=2)).number == 2


def test_an_attempt_on_paper_follows_one_that_is_finished(attempts: Attempts, log: Log) -> None:
    finish(attempts)
    assert enter(attempts).number == 2
    kinds = [event.kind for event in log.events(person="ana") if event.attempt == 2]
    assert kinds == ["restarted", *["answered"] * 4, "submitted"]


def test_an_attempt_that_is_begun_on_the_page_has_to_be_finished_there(
    attempts: Attempts, log: Log
) -> None:
    attempts.answer("ana", "pond", attempt=1, activity="the-walk", response=["ask"], at=NOON)
    with pytest.raises(AlreadyAnswered, match="finished there"):
        enter(attempts)
    assert len(log.events()) == 1


def test_what_was_asked_on_paper_is_not_asked_again_next_time(attempts: Attempts) -> None:
    enter(attempts)
    again = of_bank(attempts.restart("ana", "pond", at=NOON).asked)
    assert again == {"at-the-door", "the-list", "a-late-no"}


def test_a_page_that_repeats_an_answer_on_paper_is_shown_it(attempts: Attempts, log: Log) -> None:
    enter(attempts)
    before = log.head()
    _, event = attempts.answer("ana", "pond", attempt=1, activity="the-list", response="b", at=NOON)
    assert (event.activity, event.body["by"]) == ("the-list", "tom")
    assert log.head() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"a-no": None}, "an attempt has 3, and 2 are answered"),
        ({"rain": "b"}, "an attempt has 3, and 4 are answered"),
        ({"the-walk": None}, "Not answered: The walk"),
        ({"the-walk": ["ask"]}, "comes to no end"),
        ({"the-list": None, "rain": "b"}, "has one of these: The list"),
        ({"the-list": "z"}, "choose one of a, b"),
    ],
)
def test_what_is_no_whole_attempt_is_refused_and_leaves_nothing_in_the_log(
    attempts: Attempts, log: Log, change: dict[str, Response | None], said: str
) -> None:
    given = {slug: value for slug, value in {**PAPER, **change}.items() if value is not None}
    with pytest.raises(ResponseError, match=said):
        enter(attempts, given)
    assert log.events() == ()


def test_an_unknown_activity_on_paper_is_refused(attempts: Attempts) -> None:
    with pytest.raises(UnknownError, match="no activity called 'nothing'"):
        enter(attempts, {**PAPER, "nothing": "b"})


def test_an_order_is_another_one_when_its_steps_are_in_another_order(log: Log) -> None:
    task = Order(
        slug="before-a-post",
        title="Before a post",
        stem="What comes first?",
        steps=tuple(Step(text=text) for text in ("Ask", "Wait", "Post")),
        when_right="Yes [IMG-1].",
        when_wrong="No [IMG-1].",
    )
    attempts = Attempts(course(module(*BANK, fixed=(STORY, task))), log)
    steps = list(task.by_id())
    attempts.answer("ana", "pond", attempt=1, activity=task.slug, response=steps, at=NOON)
    with pytest.raises(AlreadyAnswered):
        attempts.answer("ana", "pond", attempt=1, activity=task.slug, response=steps[::-1], at=NOON)
