"""nbgrader's side of a quiz that is drawn from: a cell for each question that was asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from readyroom.content.frozen import digest_of
from readyroom.gradebook._nbgrader import NotebookNode, nbformat
from readyroom.gradebook.answers import answer_source
from readyroom.gradebook.assemble import source_notebook
from readyroom.gradebook.completions import completion_of
from readyroom.gradebook.execute import run
from readyroom.gradebook.keep import candidate
from readyroom.gradebook.project import bring_up_to_date
from readyroom.gradebook.published import published
from readyroom.play.keys import DrawKey, module_key
from readyroom.records.attempts import Attempts
from readyroom.records.log import Draft, Log
from readyroom.records.paths import Data
from tests.builders import MODULE
from tests.drawn import BANK, DRAWN, DRAWN_COURSE, module, of_bank, question, right
from tests.graded import ANN, NOON, data_folder, forge, result_of, submitted, take
from tests.test_gradebook_stock import forget_scores, nbgrader, rows

KEY = module_key(DRAWN)
ALL = right([activity.slug for activity in DRAWN.activities])
ANSWERED = right(("the-walk", "the-list", "at-the-gate", "a-no"))
CELLS = ("the-walk", "bank_1", "bank_2", "bank_3")


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return data_folder(tmp_path, ANN)


def values(responses: Mapping[str, object], notebook: NotebookNode | None = None) -> list[str]:
    """What the marking cells show for these responses."""
    notebook = notebook or source_notebook(KEY)
    notebook.cells[1].source = answer_source(responses)
    run(notebook)
    graded = (cell for cell in notebook.cells if cell.metadata.nbgrader.grade)
    return [cell.outputs[0].get("data", {}).get("text/plain", "error") for cell in graded]


def asked_of_ann(data: Data) -> set[str]:
    return of_bank(submitted(data)[-1].body["responses"])


def test_a_drawn_quiz_has_a_cell_for_each_question_that_is_asked() -> None:
    notebook = source_notebook(KEY)
    nbformat.validate(notebook)
    graded = [cell for cell in notebook.cells if cell.metadata.nbgrader.grade]
    assert tuple(cell.id for cell in graded) == CELLS
    assert [cell.metadata.nbgrader.points for cell in graded] == [4, 1, 1, 1]
    assert sum(cell.metadata.nbgrader.points for cell in graded) == KEY.points


def test_the_right_responses_in_the_source_get_full_marks() -> None:
    notebook = source_notebook(KEY)
    run(notebook)
    graded = [cell for cell in notebook.cells if cell.metadata.nbgrader.grade]
    shown = [cell.outputs[0].data["text/plain"] for cell in graded]
    assert shown == ["4.0", "1.0", "1.0", "1.0"]


def test_the_nth_cell_marks_the_nth_question_of_the_bank_that_is_answered() -> None:
    assert values(ANSWERED) == ["4.0", "1.0", "1.0", "1.0"]
    assert values({**ANSWERED, "at-the-gate": "a"}) == ["4.0", "0.0", "1.0", "1.0"]
    assert values({**ANSWERED, "the-list": "a"}) == ["4.0", "1.0", "0.0", "1.0"]
    (draw,) = KEY.draws
    assert draw.marked(ANSWERED) == {
        "bank_1": "at-the-gate",
        "bank_2": "the-list",
        "bank_3": "a-no",
    }


def test_fewer_answers_leave_the_last_cells_without_points() -> None:
    assert values({"the-list": "b"}) == ["0.0", "1.0", "0.0", "0.0"]
    assert values({}) == ["0.0", "0.0", "0.0", "0.0"]


def test_more_answers_than_were_drawn_get_nothing() -> None:
    assert values({**ANSWERED, "rain": "b"}) == ["4.0", "error", "error", "error"]


def test_answers_to_questions_of_another_bank_get_nothing() -> None:
    foreign = {"elsewhere": "b", "nowhere": "b", "somewhere": "b"}
    assert values({"the-walk": ["ask", "thank"], **foreign}) == ["4.0", "0.0", "0.0", "0.0"]


def test_what_is_no_response_gets_nothing() -> None:
    assert values({**ANSWERED, "the-list": {"b": 1}, "a-no": None})[1:] == ["1.0", "0.0", "0.0"]


def test_two_banks_are_marked_apart() -> None:
    more = tuple(question(f"more-{number}", "IMG-2", points=2) for number in range(3))
    base = module(*BANK)
    both = base.model_copy(
        update={
            "activities": (*base.activities, *more),
            "quizzes": {**base.quizzes, "more": tuple(item.slug for item in more)},
            "draws": {"bank": 3, "more": 1},
        }
    )
    key = module_key(both)
    assert key.points == 4 + 3 + 2
    shown = values({**ANSWERED, "more-1": "b"}, source_notebook(key))
    assert shown == ["4.0", "1.0", "1.0", "1.0", "2.0"]


def test_the_released_notebook_has_no_key(data: Data) -> None:
    take(data, "ann", dict(ALL), course=DRAWN_COURSE)
    bring_up_to_date(data)
    name = KEY.assignment
    text = (data.gradebook / "release" / name / f"{name}.ipynb").read_text(encoding="utf-8")
    assert "question 3 of those drawn from 'bank'" in text
    assert not re.search(r"grade_drawn|\"right\"|[0-9a-f]{64}", text)


def test_log_and_nbgrader_agree_on_every_attempt(data: Data) -> None:
    take(data, "ann", {**ALL, "the-list": "a"}, course=DRAWN_COURSE)
    assert bring_up_to_date(data).disagreed == 0
    result = result_of(data, "ann")
    assert tuple(sorted(result.points)) == tuple(sorted(CELLS))
    assert (result.score, result.max_score) == (6.0, 7.0)
    take(data, "ann", dict(ALL), course=DRAWN_COURSE)
    report = bring_up_to_date(data)
    assert (report.graded, report.disagreed) == (1, 0)
    assert result_of(data, "ann").score == 7.0


def test_what_had_to_be_right_is_named_as_the_question_that_was_asked(data: Data) -> None:
    take(data, "ann", {**ALL, "the-list": "a"}, course=DRAWN_COURSE)
    bring_up_to_date(data, pass_percent=80)
    standing = completion_of(DRAWN_COURSE, data, "ann", NOON).completion.modules[0]
    assert standing.missing == (
        "The question 'The list' was not right, and one like it has to be.",
    )
    assert standing.percent == 85.7


def test_a_must_pass_question_that_was_not_asked_is_not_missed(data: Data) -> None:
    take(data, "ann", dict(ALL), course=DRAWN_COURSE)
    bring_up_to_date(data, pass_percent=80)
    assert len(asked_of_ann(data) & {"at-the-gate", "at-the-door"}) == 1
    assert completion_of(DRAWN_COURSE, data, "ann", NOON).completion.status == "complete"
    (event,) = submitted(data)
    assert candidate(event, KEY, pass_percent=80).passing


def test_an_attempt_with_a_must_pass_question_wrong_is_no_pass(data: Data) -> None:
    take(data, "ann", {**ALL, "the-list": "a"}, course=DRAWN_COURSE)
    (event,) = submitted(data)
    found = candidate(event, KEY, pass_percent=80)
    assert (found.must_pass_right, found.passing) == (False, False)


def test_an_attempt_on_paper_is_graded_like_any_other(data: Data) -> None:
    log = Log(data.log)
    attempts = Attempts(DRAWN_COURSE, log)
    attempts.publish(NOON)
    attempts.enter("ann", "pond", ANSWERED, by="tom", at=NOON)
    log.close()
    assert bring_up_to_date(data).disagreed == 0
    assert completion_of(DRAWN_COURSE, data, "ann", NOON).completion.status == "complete"


def test_a_submission_with_more_answers_than_were_drawn_is_flagged(data: Data) -> None:
    take(data, "ann", {**ALL, "the-list": "a"}, course=DRAWN_COURSE)
    forge(data, responses=dict(ALL), score=7.0)
    assert bring_up_to_date(data).disagreed == 1
    assert result_of(data, "ann").flagged
    assert result_of(data, "ann").score == 4.0


def test_a_submission_with_answers_of_another_bank_is_flagged(data: Data) -> None:
    take(data, "ann", {**ALL, "the-list": "a"}, course=DRAWN_COURSE)
    foreign = {"the-walk": ["ask", "thank"], "elsewhere": "b", "nowhere": "b", "the-list": "b"}
    forge(data, responses=foreign, score=7.0)
    assert bring_up_to_date(data).disagreed == 1
    assert result_of(data, "ann").score == 5.0


def test_stock_autograde_gives_the_same_rows_for_a_drawn_quiz(data: Data) -> None:
    take(data, "ann", {**ALL, "the-list": "a"}, course=DRAWN_COURSE)
    bring_up_to_date(data)
    ours = rows(data)
    assert sorted(row[3] for row in ours) == [0.0, 1.0, 1.0, 4.0]
    forget_scores(data)
    nbgrader(data, "autograde", KEY.assignment, "--force")
    assert rows(data) == ours


def test_stock_autograde_gives_nothing_for_more_answers_than_were_drawn(data: Data) -> None:
    take(data, "ann", {**ALL, "the-list": "a"}, course=DRAWN_COURSE)
    forge(data, responses=dict(ALL), score=7.0)
    bring_up_to_date(data)
    ours = rows(data)
    forget_scores(data)
    nbgrader(data, "autograde", KEY.assignment, "--force")
    assert rows(data) == ours
    assert sum(float(str(row[3])) for row in ours) == 4.0


def test_keys_mark_as_they_were_published_whatever_fields_are_known_since(data: Data) -> None:
    """A release that knew no draws wrote none; what is empty stands in no digest."""
    body = {k: v for k, v in module_key(MODULE).model_dump(mode="json").items() if k != "draws"}
    log = Log(data.log)
    draft = Draft(
        key="p", kind="published", module="pond", body=body, content=module_key(MODULE).digest()
    )
    (event,) = log.append(draft, at=NOON)
    log.close()
    found = published(event)
    assert found is not None
    assert found.key == module_key(MODULE)


def test_a_digest_that_holds_what_is_empty_is_none_of_ours(data: Data) -> None:
    body = KEY.model_dump(mode="json")
    log = Log(data.log)
    draft = Draft(key="p", kind="published", module="pond", body=body, content=digest_of(body))
    (event,) = log.append(draft, at=NOON)
    log.close()
    assert published(event) is None


def test_what_is_published_now_has_the_digest_of_its_key(data: Data) -> None:
    log = Log(data.log)
    Attempts(DRAWN_COURSE, log).publish(NOON)
    (event,) = log.events(kind="published")
    log.close()
    found = published(event)
    assert found is not None
    assert (found.key, found.assignment) == (KEY, KEY.assignment)
    assert found.key.draws == (
        DrawKey(quiz="bank", count=3, items=tuple(item.slug for item in BANK)),
    )


@pytest.mark.parametrize("change", [{"title": "Another"}, {"draws": []}, {"activities": [{}]}])
def test_keys_that_are_not_what_the_event_names_mark_nothing(
    data: Data, change: dict[str, object]
) -> None:
    log = Log(data.log)
    body = {**json.loads(KEY.model_dump_json()), **change}
    draft = Draft(key="p", kind="published", module="pond", body=body, content=KEY.digest())
    (event,) = log.append(draft, at=NOON)
    log.close()
    assert published(event) is None


def test_a_larger_draw_is_another_assignment() -> None:
    assert module_key(module(*BANK, draw=4)).assignment != KEY.assignment
