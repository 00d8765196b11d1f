"""A new version of the policy: whose records stay valid, and who is asked about what again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from readyroom.content.model import Course, Policy, PolicyVersion
from readyroom.gradebook.completions import Record, completion_of
from readyroom.gradebook.course import CourseFolder
from readyroom.gradebook.export import frame
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.certificates import certificate
from readyroom.play.renewal import changed_for, renewal_of
from readyroom.records.attempt import Attempt
from readyroom.records.attempts import Attempts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.history import History
from tests.builders import COURSE, LIST, MODULE, PICTURE, POLICY, QUESTION, RIGHT, STORY
from tests.graded import ANN, NOON, data_folder, submitted, take

LATER = NOON + timedelta(days=30)
OLD = PolicyVersion(version=POLICY.version, adopted=POLICY.adopted)


def revised(*changed: str, version: str = "2027-01", before: Policy = POLICY) -> Policy:
    """The next version of a policy, in which the meaning of these clauses has changed."""
    known = PolicyVersion(version=before.version, adopted=before.adopted)
    clauses = tuple(
        clause.model_copy(update={"changed": version}) if clause.id in changed else clause
        for clause in before.clauses
    )
    return before.model_copy(
        update={
            "version": version,
            "adopted": date(2027, 1, 4),
            "earlier": (*before.earlier, known),
            "clauses": clauses,
        }
    )


def under(policy: Policy) -> Course:
    return COURSE.model_copy(update={"policy": policy})


def again(
    data: Data,
    course: Course,
    responses: dict[str, object] = RIGHT,
    *,
    at: datetime = LATER,
) -> Attempt:
    """Ann answers what the new version asks of her, and is graded."""
    renews = standing(data, course).completion.modules[0].renewal
    log = Log(data.log)
    attempts = Attempts(course, log)
    attempts.publish(at)
    attempt = attempts.restart("ann", "pond", at=at, renews=renews)
    for slug in attempt.asked:
        attempts.answer(
            "ann",
            "pond",
            attempt=attempt.number,
            activity=slug,
            response=responses[slug],  # type: ignore[arg-type]
            at=at,
        )
    log.close()
    bring_up_to_date(data, pass_percent=80)
    return attempt


def give(
    attempts: Attempts, slug: str, response: object, *, attempt: int = 1, at: datetime = NOON
) -> None:
    attempts.answer("ann", "pond", attempt=attempt, activity=slug, response=response, at=at)  # type: ignore[arg-type]


def standing(data: Data, course: Course, *, now: datetime = LATER) -> Record:
    return completion_of(course, data, "ann", now)


@pytest.fixture
def passed(tmp_path: Path) -> Data:
    """Ann has passed the module under the first version of the policy."""
    data = data_folder(tmp_path, ANN)
    take(data, "ann", RIGHT)
    bring_up_to_date(data, pass_percent=80)
    return data


def test_a_new_version_in_which_no_meaning_has_changed_keeps_the_record_valid(passed: Data) -> None:
    found = standing(passed, under(revised())).completion
    assert (found.status, found.policy_version) == ("complete", "2026-09")
    assert found.modules[0].note == (
        "You passed under version 2026-09 of the policy. In version 2027-01 nothing has changed "
        "that this module asks for, so your pass stands."
    )


def test_better_words_for_a_clause_ask_nobody_anything(passed: Data) -> None:
    policy = revised()
    first = policy.clauses[0].model_copy(update={"text": "Ask, and wait for the yes."})
    policy = policy.model_copy(update={"clauses": (first, *policy.clauses[1:])})
    assert standing(passed, under(policy)).completion.status == "complete"


def test_a_version_that_the_policy_does_not_list_takes_the_whole_module_again(
    passed: Data,
) -> None:
    policy = POLICY.model_copy(update={"version": "2027-01"})
    (module,) = standing(passed, under(policy)).completion.modules
    assert (module.status, module.renewal) == ("expired", ())
    assert module.missing == ("The policy has changed since you passed.",)


def test_a_changed_clause_is_named_and_nothing_else_is_asked(passed: Data) -> None:
    course = under(revised("IMG-7"))
    (module,) = standing(passed, course).completion.modules
    assert (module.status, module.renewal) == ("expired", ("IMG-7",))
    assert module.missing == (
        "The policy has changed since you passed: one rule means something else now (IMG-7). You "
        "are asked about that only.",
    )
    assert again(passed, course).asked == ("what-stops",)


def test_a_passed_renewal_makes_the_training_complete_again(passed: Data) -> None:
    course = under(revised("IMG-7"))
    again(passed, course)
    found = standing(passed, course).completion
    (module,) = found.modules
    assert (found.status, module.status, module.note) == ("complete", "passed", "")
    assert (found.completed, found.policy_version) == (LATER, "2027-01")
    assert found.evidence == submitted(passed)[-1].hash


def test_a_renewal_does_not_make_a_pass_last_longer(passed: Data) -> None:
    before = standing(passed, COURSE).completion.expires
    course = under(revised("IMG-7"))
    again(passed, course)
    assert standing(passed, course).completion.expires == before


def test_a_renewal_is_graded_by_nbgrader_as_an_assignment_of_its_own(passed: Data) -> None:
    again(passed, under(revised("IMG-7")))
    first, second = submitted(passed)
    assert first.body["assignment"] != second.body["assignment"]
    assert (second.body["renews"], second.body["points"]) == (["IMG-7"], 2)
    assert set(second.body["responses"]) == {"what-stops"}


def test_a_failed_renewal_is_no_pass_and_the_same_is_asked_again(passed: Data) -> None:
    course = under(revised("IMG-7"))
    again(passed, course, {"what-stops": ["b"]})
    (module,) = standing(passed, course).completion.modules
    assert (module.status, module.renewal) == ("not passed", ("IMG-7",))
    again(passed, course, at=LATER + timedelta(hours=1))
    now = LATER + timedelta(hours=2)
    assert standing(passed, course, now=now).completion.status == "complete"


def test_the_old_pass_still_counts_when_the_new_version_is_taken_back(passed: Data) -> None:
    again(passed, under(revised("IMG-7")), {"what-stops": ["b"]})
    assert standing(passed, COURSE).completion.status == "complete"


def test_a_clause_that_changes_again_is_asked_again(passed: Data) -> None:
    second = revised("IMG-7")
    again(passed, under(second))
    third = revised("IMG-7", version="2027-06", before=second)
    assert standing(passed, under(third)).completion.modules[0].renewal == ("IMG-7",)
    other = revised("IMG-1", version="2027-06", before=second)
    assert standing(passed, under(other)).completion.modules[0].renewal == ("IMG-1",)


def test_a_pass_that_has_run_out_is_not_renewed_but_taken_again(passed: Data) -> None:
    course = under(revised("IMG-7"))
    (module,) = standing(passed, course, now=NOON + timedelta(days=900)).completion.modules
    assert (module.status, module.renewal) == ("expired", ())


def test_whoever_has_never_passed_takes_the_whole_module(tmp_path: Path) -> None:
    data = data_folder(tmp_path, ANN)
    take(data, "ann", {**RIGHT, "what-stops": ["b"], "the-walk": ["post"]})
    bring_up_to_date(data, pass_percent=80)
    course = under(revised("IMG-7"))
    (module,) = standing(data, course).completion.modules
    assert (module.status, module.renewal) == ("not passed", ())
    assert set(again(data, course).asked) == set(RIGHT)


def test_the_export_tells_the_version_in_force_and_what_is_to_be_renewed(passed: Data) -> None:
    course = under(revised("IMG-1", "IMG-7"))
    (row,) = frame(course, passed, LATER).to_dict(orient="records")
    assert (row["status"], row["policy_version"]) == ("expired", "2026-09")
    assert (row["policy_in_force"], row["clauses_to_renew"]) == ("2027-01", "IMG-1, IMG-7")


def test_the_record_says_of_each_attempt_whether_it_counts(passed: Data) -> None:
    course = under(revised("IMG-7"))
    again(passed, course)
    history = History(course, passed, now=lambda: LATER)
    (module,) = history.modules("ann")["modules"]
    counts = {attempt["number"]: attempt["counts"] for attempt in module["attempts"]}
    assert counts == {1: True, 2: True}
    (said,) = [a["why"] for a in module["attempts"] if a["number"] == 2]
    assert said == ["It renews your pass in what has changed in the policy (IMG-7)."]


def test_a_renewal_draws_two_questions_about_each_clause() -> None:
    third = QUESTION.model_copy(update={"slug": "third", "title": "Third", "stem": "Once more?"})
    other = QUESTION.model_copy(update={"slug": "fourth", "title": "Fourth", "stem": "And now?"})
    module = MODULE.model_copy(
        update={
            "activities": (*MODULE.activities, third, other),
            "quizzes": {"pond": ("who-asks", "what-stops", "third", "fourth")},
        }
    )
    part = renewal_of(module, {"IMG-1"})
    assert part.quizzes == {"img-1": ("who-asks", "third", "fourth")}
    assert part.draws == {"img-1": 2}
    assert {activity.slug for activity in part.activities} == {"who-asks", "third", "fourth"}


def test_a_clause_without_a_question_is_asked_by_the_story_that_has_it() -> None:
    module = MODULE.model_copy(update={"activities": (STORY, LIST), "quizzes": {}})
    part = renewal_of(module, {"IMG-1", "IMG-2"})
    assert {activity.slug for activity in part.activities} == {"the-walk", "what-stops"}
    assert part.quizzes == {"img-1": ("the-walk",), "img-2": ("what-stops",)}


def test_of_several_pictures_about_a_clause_a_renewal_draws_one() -> None:
    second = PICTURE.model_copy(update={"slug": "the-lake"})
    module = MODULE.model_copy(update={"activities": (PICTURE, second, STORY), "quizzes": {}})
    part = renewal_of(module, {"IMG-2"})
    assert (part.quizzes, part.draws) == ({"img-2": ("the-pond", "the-lake")}, {"img-2": 1})


def test_only_clauses_that_the_module_asks_for_matter_to_it() -> None:
    policy = revised("IMG-2")
    module = MODULE.model_copy(update={"activities": (STORY, QUESTION), "quizzes": {}})
    assert changed_for(under(policy), module, "2026-09") == frozenset()
    assert changed_for(under(policy), MODULE, "2026-09") == {"IMG-2"}
    assert changed_for(under(policy), MODULE, "2019") is None
    assert OLD in policy.earlier


def test_a_failed_retake_under_a_new_version_takes_no_pass_away(passed: Data) -> None:
    course = under(revised())
    again(passed, course, {**RIGHT, "what-stops": ["b"], "the-walk": ["post"]})
    assert standing(passed, course).completion.status == "complete"


def test_a_failed_whole_attempt_leaves_the_renewal_open(passed: Data) -> None:
    course = under(revised("IMG-7"))
    take(passed, "ann", {**RIGHT, "what-stops": ["b"]}, course=course, at=LATER)
    bring_up_to_date(passed, pass_percent=80)
    assert standing(passed, course).completion.modules[0].renewal == ("IMG-7",)


def test_what_was_answered_before_a_clause_changed_is_asked_again(tmp_path: Path) -> None:
    data = data_folder(tmp_path, ANN)
    log = Log(data.log)
    before, course = Attempts(COURSE, log), under(revised("IMG-7"))
    before.publish(NOON)
    give(before, "what-stops", ["a", "c"])
    after = Attempts(course, log)
    for slug in ("the-pond", "who-asks"):
        give(after, slug, RIGHT[slug], at=LATER)
    for steps in (["ask"], ["ask", "thank"]):
        give(after, "the-walk", steps, at=LATER)
    log.close()
    bring_up_to_date(data, pass_percent=80)
    (event,) = submitted(data)
    assert event.policy_version == "2026-09"
    assert standing(data, course).completion.modules[0].renewal == ("IMG-7",)


def test_taking_it_again_before_a_failed_renewal_is_graded_asks_the_same(passed: Data) -> None:
    course = under(revised("IMG-7"))
    log = Log(passed.log)
    attempts = Attempts(course, log)
    attempts.publish(LATER)
    attempt = attempts.restart("ann", "pond", at=LATER, renews=("IMG-7",))
    give(attempts, "what-stops", ["b"], attempt=attempt.number, at=LATER)
    log.close()
    (module,) = standing(passed, course).completion.modules
    assert (module.status, module.renewal) == ("being checked", ("IMG-7",))


def test_an_open_renewal_gives_way_when_something_else_is_to_be_asked(passed: Data) -> None:
    log = Log(passed.log)
    attempts = Attempts(under(revised("IMG-1", "IMG-7")), log)
    first = attempts.restart("ann", "pond", at=LATER, renews=("IMG-7",))
    same = attempts.restart("ann", "pond", at=LATER, renews=("IMG-7",))
    other = attempts.restart("ann", "pond", at=LATER, renews=("IMG-1", "IMG-7"))
    whole = attempts.restart("ann", "pond", at=LATER)
    log.close()
    assert (first.number, same.number, other.number, whole.number) == (2, 2, 3, 4)
    assert set(whole.asked) == set(RIGHT)


def test_a_result_of_an_earlier_version_still_waits_for_a_look(passed: Data) -> None:
    assignment = str(submitted(passed)[0].body["assignment"])
    folder = CourseFolder(passed)
    known = folder.ledger.entry("ann", assignment)
    assert known is not None
    folder.ledger.settle("ann", assignment, known, flag=True)
    folder.close()
    found = standing(passed, under(revised())).completion
    assert found.pending_review == 1


def test_a_renewal_is_no_later_day_on_the_certificate(passed: Data) -> None:
    course = under(revised("IMG-7"))
    again(passed, course)
    made = certificate(
        course,
        standing(passed, course).completion,
        code="7K2M9-4QXA1-B3T5W",
        name="Ann Reed",
        role="staff",
        school="Hill Primary",
    )
    assert made is not None
    assert [(one.passed, made.completed) for one in made.modules] == [(NOON, LATER)]


def test_no_day_is_told_while_something_is_to_be_renewed(passed: Data) -> None:
    found = standing(passed, under(revised("IMG-7"))).completion
    assert (found.status, found.expires, found.modules[0].expires) == ("expired", None, None)


def test_my_record_tells_what_each_attempt_scored_whatever_came_of_the_renewal(
    passed: Data,
) -> None:
    course = under(revised("IMG-7"))
    again(passed, course, {"what-stops": ["b"]})
    history = History(course, passed, now=lambda: LATER)
    told = {a["number"]: a["percent"] for a in history.modules("ann")["modules"][0]["attempts"]}
    assert told == {1: 100.0, 2: 0.0}


def test_each_clause_that_is_renewed_is_asked_for_whatever_is_drawn() -> None:
    both = QUESTION.model_copy(
        update={
            "slug": "both",
            "title": "Both",
            "stem": "Two?",
            "when_right": "Both [IMG-1] [IMG-2].",
        }
    )
    third = QUESTION.model_copy(update={"slug": "third", "title": "Third", "stem": "Once more?"})
    module = MODULE.model_copy(
        update={"activities": (QUESTION, third, both), "quizzes": {}, "draws": {}}
    )
    part = renewal_of(module, {"IMG-1", "IMG-2"})
    assert (part.quizzes["img-2"], part.draws["img-2"]) == (("both",), 1)
    assert (set(part.quizzes["img-1"]), part.draws["img-1"]) == ({"who-asks", "third"}, 2)


def test_what_has_to_be_right_about_a_clause_is_part_of_its_renewal() -> None:
    story = STORY.model_copy(update={"must_pass": True})
    module = MODULE.model_copy(update={"activities": (story, QUESTION), "quizzes": {}})
    part = renewal_of(module, {"IMG-1"})
    assert {activity.slug for activity in part.activities} == {"the-walk", "who-asks"}
    assert part.draws == {"img-1": 1}


def test_a_renewal_of_which_a_clause_is_all_wrong_is_no_pass(passed: Data) -> None:
    easy = tuple(
        QUESTION.model_copy(
            update={"slug": f"easy-{n}", "title": f"Easy {n}", "stem": f"Easy {n}?"}
        )
        for n in range(4)
    )
    extra = tuple(q.model_copy(update={"when_right": "[IMG-1]"}) for q in easy)
    hard = QUESTION.model_copy(
        update={
            "slug": "hard",
            "title": "Hard",
            "stem": "Hard?",
            "options": tuple(
                o.model_copy(update={"feedback": "So it is. [IMG-2]"}) for o in QUESTION.options
            ),
        }
    )
    module = MODULE.model_copy(update={"activities": (*extra, hard), "quizzes": {}})
    course = under(revised("IMG-1", "IMG-2")).model_copy(update={"modules": (module,)})
    rule = course.pass_rule.model_copy(update={"percent": 50})
    course = course.model_copy(update={"pass_rule": rule})
    log = Log(passed.log)
    attempts = Attempts(course, log)
    attempts.publish(LATER)
    attempt = attempts.restart("ann", "pond", at=LATER, renews=("IMG-1", "IMG-2"))
    for slug in attempt.asked:
        give(attempts, slug, "a" if slug == "hard" else "b", attempt=attempt.number, at=LATER)
    log.close()
    bring_up_to_date(passed, pass_percent=50)
    (found,) = [r for r in standing(passed, course).results if r.renews]
    assert found.percent is not None
    assert (found.percent > 60, found.missed) == (True, ("hard",))


def test_a_renewal_of_what_nothing_asks_about_any_more_is_a_whole_attempt(passed: Data) -> None:
    log = Log(passed.log)
    attempts = Attempts(COURSE, log)
    attempt = attempts.restart("ann", "pond", at=LATER, renews=("ABU-1",))
    log.close()
    assert (attempt.renews, set(attempt.asked)) == ((), set(RIGHT))
