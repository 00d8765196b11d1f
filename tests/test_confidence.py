"""How sure a reader is: kept with the answer, said in the feedback, never in the mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from readyroom.content.load import load_course
from readyroom.content.model import AnyActivity
from readyroom.errors import AlreadyAnswered, ResponseError
from readyroom.play.keys import activity_key, right_response
from readyroom.records.attempts import Attempts
from readyroom.records.log import Log
from readyroom.widgets.preview import Preview
from readyroom.widgets.sureness import asking
from readyroom.widgets.views import activity_state, activity_view
from tests.builders import COURSE, LIST, MODULE, PICTURE, POLICY, QUESTION, RIGHT, STORY
from tests.course_files import COURSE as COURSE_YML
from tests.course_files import write_course
from tests.task_builders import ASK, DESCRIBE, ORDER, POST, TWO_PUPILS, WRITE

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
ASKING = COURSE.model_copy(update={"confidence": True})
TASKS = load_course(Path(__file__).parent / "courses" / "tasks")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(tmp_path / "log.db")
    yield log
    log.close()


def give(
    attempts: Attempts, response: object, confidence: object, *, activity: str = "who-asks"
) -> None:
    attempts.answer(
        "ana",
        "pond",
        attempt=1,
        activity=activity,
        response=response,  # type: ignore[arg-type]
        confidence=confidence,
        at=NOON,
    )


def feedback(activity: AnyActivity, response: object, confidence: object) -> dict[str, object]:
    policy = TASKS.policy if activity in TASKS.modules[0].activities else POLICY
    key = activity_key(activity)
    state = activity_state(activity, key, response, policy, confidence)  # type: ignore[arg-type]
    assert isinstance(state["feedback"], dict)
    return state["feedback"]


def task(kind: str) -> AnyActivity:
    return next(a for a in TASKS.modules[0].activities if a.kind == kind)


def test_it_stands_in_the_log_with_the_answer(log: Log) -> None:
    attempts = Attempts(ASKING, log)
    give(attempts, "b", "sure")
    (event,) = log.events()
    assert event.body == {"response": "b", "score": 1.0, "points": 1, "confidence": "sure"}
    assert attempts.current("ana", "pond").confidence == {"who-asks": "sure"}


def test_an_answer_without_it_is_recorded_as_before(log: Log) -> None:
    give(Attempts(ASKING, log), "b", None)
    (event,) = log.events()
    assert event.body == {"response": "b", "score": 1.0, "points": 1}


def test_a_course_that_does_not_ask_for_it_does_not_keep_it(log: Log) -> None:
    give(Attempts(COURSE, log), "b", "sure")
    (event,) = log.events()
    assert "confidence" not in event.body


def test_a_step_of_a_story_has_none(log: Log) -> None:
    give(Attempts(ASKING, log), ["ask"], "sure", activity="the-walk")
    (event,) = log.events()
    assert "confidence" not in event.body


@pytest.mark.parametrize("said", ["certain", "", 1, True, ["sure"], {"sure": 1}])
def test_what_is_no_band_is_refused_and_leaves_nothing_in_the_log(log: Log, said: object) -> None:
    with pytest.raises(ResponseError, match="one of sure, fairly, guess"):
        give(Attempts(ASKING, log), "b", said)
    assert log.events() == ()


def test_the_recorded_one_stands_when_the_answer_is_repeated(log: Log) -> None:
    attempts = Attempts(ASKING, log)
    give(attempts, "b", "guess")
    give(attempts, "b", "sure")
    give(attempts, "b", None)
    with pytest.raises(AlreadyAnswered):
        give(attempts, "a", "guess")
    assert len(log.events()) == 1
    assert attempts.current("ana", "pond").confidence == {"who-asks": "guess"}


def test_mark_and_submission_are_the_same_with_and_without_it(tmp_path: Path) -> None:
    bodies = []
    for confidence in ("sure", None):
        log = Log(tmp_path / f"{confidence}.db")
        attempts = Attempts(ASKING, log)
        for slug, response in RIGHT.items():
            give(attempts, response, confidence, activity=slug)
        bodies.append([event.body for event in log.events(kind="submitted")])
        log.close()
    assert bodies[0] == bodies[1]
    assert len(bodies[0]) == 1


def test_only_where_the_course_asks_and_never_of_a_story() -> None:
    asks = [
        asking(ASKING, a, activity_view(a, POLICY)).get("confidence") for a in MODULE.activities
    ]
    assert asks == [None, True, True, True]
    assert "confidence" not in asking(COURSE, QUESTION, activity_view(QUESTION, POLICY))


def test_the_course_file_says_whether_it_is_asked(tmp_path: Path) -> None:
    assert not load_course(write_course(tmp_path)).confidence
    text = COURSE_YML.replace("pass:", "confidence: true\npass:")
    assert load_course(write_course(tmp_path, {"course/course.yml": text})).confidence


def test_a_preview_asks_for_it_and_answers_to_it() -> None:
    preview = Preview(ASKING, MODULE)
    views = {view["slug"]: view for view in preview.lesson()["activities"]}
    assert views["who-asks"]["confidence"] is True
    kept = preview.answer(1, "who-asks", "a", "sure")
    assert kept["state"]["confidence"] == "sure"


def test_the_state_says_how_sure_the_reader_was() -> None:
    key = activity_key(QUESTION)
    assert activity_state(QUESTION, key, "b", POLICY, "fairly")["confidence"] == "fairly"
    assert "confidence" not in activity_state(QUESTION, key, "b", POLICY)


def test_sure_and_wrong_is_told_why_the_right_answer_is_right_with_the_clause() -> None:
    said = feedback(QUESTION, "a", "sure")
    assert "worth a second look" in str(said["sureness"])
    assert said["fuller"] == [
        "<p><strong>We do</strong></p><p>Yes.</p>",
        "<p>In the policy (IMG-1): Rule IMG-1.</p>",
    ]


def test_sure_and_partly_right_is_told_that_part_of_it_is_right() -> None:
    said = feedback(LIST, ["a"], "sure")
    assert "part of it is right" in str(said["sureness"])
    assert said["fuller"] == [
        "<p><strong>The list</strong></p><p>Yes.</p>",
        "<p>In the policy (IMG-7): Rule IMG-7.</p>",
    ]


def test_an_answer_that_was_ticked_for_nothing_is_explained_as_well() -> None:
    assert feedback(LIST, ["a", "b", "c"], "sure")["fuller"] == [
        "<p><strong>Not part of it: Rain</strong></p><p>No.</p>",
        "<p>In the policy (IMG-2): Rule IMG-2.</p>",
    ]


def test_a_guess_that_was_right_is_told_so() -> None:
    said = feedback(QUESTION, "b", "guess")
    assert "You had it" in str(said["sureness"])
    assert "fuller" not in said


@pytest.mark.parametrize(
    ("response", "confidence"),
    [("b", "sure"), ("b", "fairly"), ("a", "fairly"), ("a", "guess"), ("a", None), ("b", None)],
)
def test_others_get_the_feedback_as_it_is(response: str, confidence: str | None) -> None:
    assert feedback(QUESTION, response, confidence) == feedback(QUESTION, response, None)


def test_it_changes_no_score() -> None:
    for activity in (QUESTION, LIST, PICTURE):
        wrong = {"decision": "publish", "reason": "none"} if activity is PICTURE else "a"
        response = ["a"] if activity is LIST else wrong
        plain = feedback(activity, response, None)
        said = feedback(activity, response, "sure")
        assert {**said, "sureness": 0, "fuller": 0} == {**plain, "sureness": 0, "fuller": 0}


def test_a_story_has_no_words_about_it() -> None:
    assert feedback(STORY, ["post"], "sure") == feedback(STORY, ["post"], None)


@pytest.mark.parametrize("kind", ["choice", "image", "sort", "order", "rewrite", "review"])
def test_every_kind_explains_what_was_sure_and_wrong(kind: str) -> None:
    activity = task(kind)
    said = feedback(activity, _wrong(activity), "sure")
    fuller = said["fuller"]
    assert isinstance(fuller, list)
    assert len(fuller) >= 2
    assert "In the policy" in fuller[-1]
    assert "[" not in "".join(fuller)


def test_a_picture_is_explained_by_the_rule_that_decides() -> None:
    said = feedback(PICTURE, {"decision": "publish", "reason": "none"}, "sure")
    assert said["fuller"] == [
        "<p><strong>It must not be published</strong></p>",
        "<p>In the policy (IMG-1): Rule IMG-1.</p>",
    ]


def test_a_picture_with_the_wrong_rule_is_explained_by_the_right_one_alone() -> None:
    said = feedback(PICTURE, {"decision": "do-not-publish", "reason": "IMG-7"}, "sure")
    assert said["fuller"] == ["<p>In the policy (IMG-1): Rule IMG-1.</p>"]


def test_the_smallest_change_to_a_picture_is_explained_to_whoever_chose_another() -> None:
    activity = task("image")
    right = right_response(activity_key(activity))
    assert isinstance(right, dict)
    said = feedback(activity, {**right, "change": "none"}, "sure")
    fuller = said["fuller"]
    assert isinstance(fuller, list)
    assert len(fuller) == 2
    assert "published" not in fuller[0]


@pytest.mark.parametrize(
    ("response", "said"),
    [
        (
            {"decision": "publish", "reason": "IMG-1", "change": "none"},
            ["It may be published: no rule stands against it"],
        ),
        (
            {"decision": "publish", "reason": "none", "change": "a"},
            ["Nothing has to change: it can go out as it is"],
        ),
        (
            {"decision": "do-not-publish", "reason": "none", "change": "none"},
            ["It may be published: no rule stands against it"],
        ),
    ],
)
def test_a_picture_that_may_go_out_is_explained_at_every_question_of_it(
    response: dict[str, str], said: list[str]
) -> None:
    only_boots = TWO_PUPILS.scene.model_copy(update={"figures": TWO_PUPILS.scene.figures[:1]})
    fine = TWO_PUPILS.model_copy(update={"scene": only_boots})
    fuller = feedback(fine, response, "sure")["fuller"]
    assert fuller == [f"<p><strong>{words}</strong></p>" for words in said]


def test_of_an_order_the_misplaced_steps_are_explained() -> None:
    fuller = feedback(ORDER, [ASK, POST, DESCRIBE, WRITE], "sure")["fuller"]
    assert fuller == [
        "<p><strong>Write</strong></p><p>SECRET-WRITE then.</p>",
        "<p><strong>Post</strong></p><p>SECRET-POST last.</p>",
    ]


def test_without_an_explanation_of_its_own_an_order_is_explained_as_a_whole() -> None:
    steps = tuple(step.model_copy(update={"feedback": ""}) for step in ORDER.steps)
    plain = ORDER.model_copy(update={"steps": steps, "when_right": "Ask first [IMG-7]."})
    assert feedback(plain, [POST, WRITE, DESCRIBE, ASK], "sure")["fuller"] == [
        "<p>Ask first.</p>",
        "<p>In the policy (IMG-7): Rule IMG-7.</p>",
    ]


def test_where_there_is_nothing_to_explain_no_explanation_is_promised() -> None:
    steps = tuple(step.model_copy(update={"feedback": ""}) for step in ORDER.steps)
    plain = ORDER.model_copy(update={"steps": steps, "when_right": "[IMG-7]"})
    wordless = plain.model_copy(update={"when_right": ""})
    assert "sureness" in feedback(plain, [POST, WRITE, DESCRIBE, ASK], "sure")
    said = feedback(wordless, [POST, WRITE, DESCRIBE, ASK], "sure")
    assert "sureness" not in said
    assert "fuller" not in said


def test_what_was_right_in_a_task_is_not_explained_again() -> None:
    activity = task("sort")
    response = right_response(activity_key(activity))
    assert isinstance(response, dict)
    first, *_ = response
    other = next(pile for pile in set(response.values()) if pile != response[first])
    said = feedback(activity, {**response, first: other}, "sure")
    points = [html for html in said["fuller"] if html.startswith("<p><strong>")]  # type: ignore[attr-defined]
    assert len(points) == 1


def _wrong(activity: AnyActivity) -> object:
    """A response that is wrong at every point."""
    right = right_response(activity_key(activity))
    match activity.kind:
        case "choice":
            return next(o.id for o in activity.options if not o.correct)
        case "image":
            decision = {"publish": "do-not-publish", "do-not-publish": "publish"}
            return {**right, "decision": decision[right["decision"]]}
        case "sort":
            piles = [pile.id for pile in activity.piles]
            return {k: next(p for p in piles if p != v) for k, v in right.items()}
        case "order":
            return right[::-1]
        case "rewrite":
            bad = {s.id: s.by_id() for s in activity.spots}
            return {k: next(w for w, put in v.items() if not put.good) for k, v in bad.items()}
        case _:
            decision = {"ready": "send-back", "send-back": "ready"}
            verdict = {"enough": "lacking", "lacking": "enough"}
            return {k: (decision | verdict)[v] for k, v in right.items()}
