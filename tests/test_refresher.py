"""Which refresher is due, and what it asks: what the person was least sure of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readyroom.content.coverage import asked
from readyroom.content.model import Choice, Course
from readyroom.play.confidence import BANDS, Confidence
from readyroom.play.refresher import (
    Answered,
    Question,
    comes_next,
    day_of,
    due,
    how_many,
    questions,
    unsure,
)
from tests.builders import COURSE, LIST, MODULE, PICTURE, QUESTION, STORY
from tests.drawn import question
from tests.refreshing import DAYS, POND, REFRESHED

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)

days_of_a_course = st.sets(st.integers(1, 120), max_size=4).map(sorted).map(tuple)
moments = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(ZoneInfo("Europe/London"))
)
bands: st.SearchStrategy[Confidence | None] = st.sampled_from([None, *BANDS])
answers_at_random = st.lists(
    st.builds(
        Answered,
        module=st.just("pond"),
        activity=st.sampled_from([activity.slug for activity in POND.activities]),
        score=st.sampled_from([0.0, 0.5, 4.0]),
        points=st.just(4),
        confidence=bands,
    ),
    max_size=12,
)


def said(activity: str, score: float, confidence: Confidence | None = None) -> Answered:
    """An answer of one point at most."""
    return Answered(module="pond", activity=activity, score=score, points=1, confidence=confidence)


def course_of(*activities: object) -> Course:
    """The course with these activities alone, for staff."""
    module = POND.model_copy(update={"activities": activities})
    return REFRESHED.model_copy(update={"modules": (module,)})


def asks(course: Course, *answers: Answered, seed: str = "ann/7") -> list[str]:
    """The slugs of what a member of staff is asked."""
    return [one.choice.slug for one in questions(course, "staff", answers, seed=seed)]


def after(days: float, *done: int) -> int | None:
    """What is due so many days after the training was completed."""
    return due(DAYS, completed=NOON, done=done, now=NOON + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "found"), [(0, None), (6, None), (7, 7), (29, 7), (30, 30), (90, 90), (700, 90)]
)
def test_the_latest_refresher_whose_day_has_come_is_due(days: int, found: int | None) -> None:
    assert after(days) == found


def test_a_refresher_that_is_done_is_due_no_more() -> None:
    assert [after(8, 7), after(29, 7), after(30, 7), after(31, 7, 30)] == [None, None, 30, None]


def test_a_refresher_that_was_put_off_too_long_is_overtaken_and_never_comes_back() -> None:
    assert after(31) == 30
    assert after(31, 30) is None


def test_a_day_that_the_trust_takes_out_brings_no_earlier_refresher_back() -> None:
    assert due((7,), completed=NOON, done=(30,), now=NOON + 40 * DAY) is None


def test_a_course_without_days_has_no_refresher() -> None:
    assert due((), completed=NOON, done=(), now=NOON + 400 * DAY) is None
    assert comes_next((), completed=NOON, done=(), now=NOON) is None


def test_a_day_begins_at_midnight_where_the_training_was_completed() -> None:
    late = datetime(2026, 10, 20, 23, 30, tzinfo=ZoneInfo("Europe/London"))  # before the clocks
    begins = datetime(2026, 10, 27, 0, 0, tzinfo=ZoneInfo("Europe/London"))  # change on the 25th
    seconds = timedelta(seconds=1)
    assert day_of(late, 7) == date(2026, 10, 27)
    assert due(DAYS, completed=late, done=(), now=begins.astimezone(UTC)) == 7
    assert due(DAYS, completed=late, done=(), now=begins.astimezone(UTC) - seconds) is None


def test_the_next_day_is_told_also_while_a_refresher_is_due() -> None:
    def comes(days: int, *done: int) -> date | None:
        return comes_next(DAYS, completed=NOON, done=done, now=NOON + timedelta(days=days))

    assert comes(1) == date(2026, 11, 9)
    assert comes(8) == comes(8, 7) == date(2026, 12, 2)
    assert comes(91) is None


@given(days_of_a_course, moments, moments, st.data())
def test_whatever_is_done_is_not_due_and_what_is_due_has_come(
    days: tuple[int, ...], completed: datetime, now: datetime, data: st.DataObject
) -> None:
    done = data.draw(st.sets(st.sampled_from(days) if days else st.nothing()))
    found = due(days, completed=completed, done=done, now=now)
    ahead = comes_next(days, completed=completed, done=done, now=now)
    today = now.date()
    assert ahead is None or ahead > today
    if found is not None:
        assert found in set(days) - done
        assert day_of(completed, found) <= today
        assert all(day_of(completed, later) > today for later in days if later > found)
        assert due(days, completed=completed, done={*done, found}, now=now) is None


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (said("a-no", 1, "sure"), said("a-no", 1, "fairly")),
        (said("a-no", 1), said("a-no", 1, "fairly")),
        (said("a-no", 1, "fairly"), said("a-no", 1, "guess")),
        (said("a-no", 1, "guess"), said("a-no", 0.5, "guess")),
        (said("a-no", 0.5, "fairly"), said("a-no", 0.5, "sure")),
        (said("a-no", 0.5, "sure"), said("a-no", 0, "guess")),
        (said("a-no", 0, "guess"), said("a-no", 0, "sure")),
    ],
)
def test_a_wrong_answer_counts_more_than_a_doubt_and_one_that_was_sure_the_most(
    less: Answered, more: Answered
) -> None:
    assert less.doubt < more.doubt


def test_an_answer_counts_for_every_clause_that_it_asks_for() -> None:
    assert unsure(REFRESHED, [said("what-stops", 0, "sure")]) == {"IMG-2": 6, "IMG-7": 6}


def test_what_was_learnt_since_makes_an_old_error_weigh_less() -> None:
    error, right = said("a-no", 0, "sure"), said("a-late-no", 1, "sure")
    assert unsure(REFRESHED, [error]) == {"IMG-2": 6}
    assert unsure(REFRESHED, [error, right]) == {"IMG-2": 3}
    assert unsure(REFRESHED, [right, error]) == {"IMG-2": 6}


def test_an_answer_to_what_the_course_has_no_longer_counts_for_nothing() -> None:
    assert unsure(REFRESHED, [said("gone", 0, "sure")]) == {}


BANK = (
    question("one", "IMG-1"),
    question("one-more", "IMG-1"),
    question("two", "IMG-2"),
    question("two-more", "IMG-2"),
    question("seven", "IMG-7"),
    question("seven-more", "IMG-7"),
)
CLAUSES = {one.slug: asked(one)[0] for one in BANK}


def test_the_clause_that_one_was_wrong_about_is_asked_by_a_question_not_seen_before() -> None:
    found = asks(course_of(*BANK), said("two", 0, "sure"), said("one", 1), said("seven", 1))
    assert found == ["one-more", "two-more", "seven-more"]


def test_the_questions_are_about_what_the_person_is_least_sure_of() -> None:
    more = [question(f"q-{n}", f"IMG-{n}") for n in (3, 4, 5)]
    clauses = COURSE.policy.clauses
    spare = tuple(clauses[0].model_copy(update={"id": f"IMG-{n}"}) for n in (3, 4, 5))
    policy = COURSE.policy.model_copy(update={"clauses": (*clauses, *spare)})
    course = course_of(*BANK, *more).model_copy(update={"policy": policy})
    found = asks(
        course,
        said("one", 1, "guess"),
        said("two", 1, "sure"),
        said("seven", 1, "fairly"),
        said("q-3", 1, "sure"),
        said("q-4", 0, "sure"),
        said("q-5", 1, "sure"),
    )
    assert found == ["one-more", "seven-more", "q-4"]


def test_a_clause_is_asked_for_once_while_there_are_others() -> None:
    found = asks(course_of(*BANK), said("two", 0, "sure"), said("two-more", 0, "sure"))
    assert sorted(CLAUSES[slug] for slug in found) == ["IMG-1", "IMG-2", "IMG-7"]


def test_where_clauses_are_few_a_clause_is_asked_for_twice_rather_than_asking_less() -> None:
    few = (question("a", "IMG-1"), question("b", "IMG-1"), question("c", "IMG-2"))
    assert asks(course_of(*few)) == ["a", "b", "c"]


def test_who_was_sure_and_right_about_everything_is_asked_for_what_was_longest_ago() -> None:
    four = (*BANK, question("four", "IMG-4"), question("four-more", "IMG-4"))
    spare = COURSE.policy.clauses[0].model_copy(update={"id": "IMG-4"})
    policy = COURSE.policy.model_copy(update={"clauses": (*COURSE.policy.clauses, spare)})
    course = course_of(*four).model_copy(update={"policy": policy})
    order = ("seven", "four", "two", "one")
    found = asks(course, *(said(slug, 1, "sure") for slug in order))
    assert found == ["two-more", "seven-more", "four-more"]


def test_a_clause_that_was_never_asked_for_comes_before_those_that_were() -> None:
    found = asks(course_of(*BANK[:4], QUESTION, LIST), said("one", 1, "sure"), said("two", 1))
    assert "what-stops" in found  # the only one about IMG-7


def test_when_every_question_was_seen_the_one_seen_least_often_is_asked_again() -> None:
    two = (question("a", "IMG-1"), question("b", "IMG-1"), *BANK[2:])
    found = asks(course_of(*two), said("a", 0), said("b", 1), said("a", 1))
    assert "b" in found
    assert "a" not in found


def test_only_questions_with_options_are_asked_and_only_of_the_persons_role() -> None:
    own = MODULE.model_copy(update={"activities": (STORY, PICTURE, QUESTION), "roles": ("staff",)})
    theirs = MODULE.model_copy(
        update={"slug": "other", "activities": (LIST,), "roles": ("parent",)}
    )
    course = REFRESHED.model_copy(update={"modules": (own, theirs)})
    assert asks(course, said("the-walk", 0)) == ["who-asks"]
    assert [q.key for q in questions(course, "parent", (), seed="x")] == ["other/what-stops"]
    assert questions(course, "trainer", (), seed="x") == ()
    assert [how_many(course.modules_for(role)) for role in ("staff", "trainer")] == [1, 0]


def test_what_was_answered_in_another_roles_module_tells_of_a_doubt_all_the_same() -> None:
    theirs = MODULE.model_copy(
        update={"slug": "other", "activities": (question("far", "IMG-7"),), "roles": ("parent",)}
    )
    mine = POND.model_copy(update={"activities": BANK})
    course = REFRESHED.model_copy(update={"modules": (mine, theirs)})
    far = Answered(module="other", activity="far", score=0, points=1, confidence="sure")
    found = questions(course, "staff", [said("one", 1), said("two", 1), far], seed="x")
    assert "IMG-7" in {clause for one in found for clause in asked(one.choice)}


def test_a_question_that_stands_in_two_modules_is_asked_once_and_known_from_both() -> None:
    again = POND.model_copy(update={"slug": "again", "activities": BANK})
    first = POND.model_copy(update={"activities": BANK})
    course = REFRESHED.model_copy(update={"modules": (first, again)})
    seen = [
        Answered(module="again", activity=slug, score=1, points=1)
        for slug in ("one", "two", "seven")
    ]
    assert asks(course, *seen) == ["one-more", "two-more", "seven-more"]


def test_a_question_whose_right_answer_cites_no_clause_is_not_asked() -> None:
    aside = QUESTION.model_copy(
        update={"slug": "aside", "options": (QUESTION.options[0], LIST.options[1])}
    )
    assert asked(aside) == ()
    assert asks(course_of(aside)) == []


def test_another_refresher_of_the_same_person_may_draw_others() -> None:
    drawn = {tuple(asks(course_of(*BANK), seed=f"ann/{days}")) for days in range(20)}
    assert len(drawn) > 1


@given(answers_at_random, st.text(max_size=5))
def test_the_same_answers_always_lead_to_the_same_few_questions_of_the_course(
    answers: list[Answered], seed: str
) -> None:
    found = questions(REFRESHED, "staff", answers, seed=seed)
    assert found == questions(REFRESHED, "staff", answers, seed=seed)
    assert len(found) == len({one.key for one in found}) == 3
    order = [Question("pond", a) for a in POND.activities if isinstance(a, Choice)]
    assert [one for one in order if one in found] == list(found)


@given(answers_at_random)
def test_the_clause_with_most_doubt_is_always_among_those_asked_for(
    answers: list[Answered],
) -> None:
    doubts = unsure(REFRESHED, answers)
    found = questions(REFRESHED, "staff", answers, seed="x")
    clauses = {clause for one in found for clause in asked(one.choice)}
    most = max(doubts.values(), default=0)
    assert not doubts or any(doubt == most for c, doubt in doubts.items() if c in clauses)
