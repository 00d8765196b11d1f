"""Choices that are not checked yet: what is kept of them, and when they are dropped."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from readyroom.records.attempts import Attempts
from readyroom.records.drafts import Drafts
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.drafting import DraftDesk
from tests.builders import COURSE
from tests.served import MINI
from tests.test_recorder import SECRET, Recorder

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
CONTENTS = {"who": "digest-1", "what": "digest-2"}


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    drafts = Drafts(tmp_path / "drafts.db")
    yield drafts
    drafts.close()


def keep(
    drafts: Drafts, activity: str, *chosen: str, person: str = "ana", at: datetime = NOON
) -> None:
    drafts.keep(
        person,
        "pond",
        attempt=1,
        activity=activity,
        content=CONTENTS[activity],
        choices={"answer": list(chosen)} if chosen else {},
        at=at,
    )


def of(drafts: Drafts, person: str = "ana", **changed: Any) -> dict[str, Any]:
    return drafts.of(person, "pond", **({"attempt": 1, "contents": CONTENTS} | changed))


def test_the_newest_choices_of_each_activity_are_kept(drafts: Drafts) -> None:
    keep(drafts, "who", "a")
    keep(drafts, "what", "c")
    keep(drafts, "who", "b")
    assert of(drafts) == {"who": {"answer": ["b"]}, "what": {"answer": ["c"]}}
    assert drafts.touched("ana", "pond", attempt=1) == "who"


def test_taking_back_every_choice_takes_the_draft_away(drafts: Drafts) -> None:
    keep(drafts, "who", "a")
    keep(drafts, "who")
    assert of(drafts) == {}


def test_choices_that_were_made_earlier_are_passed_over_however_late_they_come(
    drafts: Drafts,
) -> None:
    keep(drafts, "who", "b", at=NOON)
    keep(drafts, "who", "a", at=NOON - timedelta(milliseconds=1))
    assert of(drafts) == {"who": {"answer": ["b"]}}


def test_choices_that_come_late_bring_back_nothing_that_was_taken_back(drafts: Drafts) -> None:
    keep(drafts, "who", at=NOON)
    keep(drafts, "who", "a", at=NOON - timedelta(milliseconds=1))
    assert of(drafts) == {}


def test_choices_that_come_late_do_not_move_the_place(drafts: Drafts) -> None:
    keep(drafts, "what", "c", at=NOON)
    keep(drafts, "who", "a", at=NOON - timedelta(milliseconds=1))
    assert of(drafts) == {"who": {"answer": ["a"]}, "what": {"answer": ["c"]}}
    assert drafts.touched("ana", "pond", attempt=1) == "what"


def test_an_answer_takes_the_draft_away_and_moves_the_place(drafts: Drafts) -> None:
    keep(drafts, "who", "a")
    drafts.answered("ana", "pond", attempt=1, activity="what", at=NOON)
    assert of(drafts) == {"who": {"answer": ["a"]}}
    assert drafts.touched("ana", "pond", attempt=1) == "what"
    drafts.answered("ana", "pond", attempt=1, activity="who", at=NOON)
    assert of(drafts) == {}


def test_a_draft_of_an_activity_that_was_edited_is_not_shown(drafts: Drafts) -> None:
    keep(drafts, "who", "a")
    assert of(drafts, contents={"who": "another digest"}) == {}


def test_a_draft_belongs_to_one_attempt_and_one_person(drafts: Drafts) -> None:
    keep(drafts, "who", "a")
    keep(drafts, "who", "b", person="bo")
    assert of(drafts, attempt=2) == {}
    assert drafts.touched("ana", "pond", attempt=2) is None
    drafts.drop("ana", "pond")
    assert of(drafts) == {}
    assert of(drafts, "bo") == {"who": {"answer": ["b"]}}


def test_what_is_older_than_a_time_is_forgotten(drafts: Drafts) -> None:
    keep(drafts, "who", "a")
    drafts.answered("bo", "pond", attempt=1, activity="who", at=NOON)
    keep(drafts, "what", "c", at=NOON + timedelta(days=1))
    drafts.forget(NOON + timedelta(hours=1))
    assert of(drafts) == {"what": {"answer": ["c"]}}
    assert drafts.touched("ana", "pond", attempt=1) == "what"
    assert drafts.touched("bo", "pond", attempt=1) is None


@pytest.mark.parametrize(("days", "kept"), [(89, {"who": {"answer": ["a"]}}), (91, {})])
def test_a_recorder_drops_drafts_of_ninety_days_when_it_starts(
    tmp_path: Path, drafts: Drafts, days: int, kept: dict[str, Any]
) -> None:
    keep(drafts, "who", "a")
    log = Log(tmp_path / "log.db")
    DraftDesk(Attempts(COURSE, log), drafts, now=lambda: NOON + timedelta(days=days))
    log.close()
    assert of(drafts) == kept


def test_a_damaged_file_of_drafts_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "drafts.db").write_bytes(b"no database" * 1000)
    drafts = Drafts(tmp_path / "drafts.db")
    keep(drafts, "who", "a")
    assert of(drafts) == {"who": {"answer": ["a"]}}
    drafts.close()


def test_a_file_of_drafts_with_other_columns_is_begun_anew(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "drafts.db")) as other:
        other.execute("CREATE TABLE touched (person, module, attempt, activity)")
        other.commit()
    drafts = Drafts(tmp_path / "drafts.db")
    keep(drafts, "who", "a")
    assert of(drafts) == {"who": {"answer": ["a"]}}
    drafts.close()


def test_a_fault_is_told_in_words_and_once(
    drafts: Drafts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = Log(tmp_path / "log.db")
    desk = DraftDesk(Attempts(COURSE, log), drafts, now=lambda: NOON)
    with closing(sqlite3.connect(tmp_path / "drafts.db")) as other:
        other.execute("DROP TABLE draft")
        other.commit()
    for person in ("ana", "ben"):
        desk.drop(person, "pond")
    with closing(sqlite3.connect(tmp_path / "drafts.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        desk.drop("ana", "pond")
    log.close()
    assert capsys.readouterr().err.splitlines() == [
        "recorder: drafts are not kept: the file of drafts is of another version; "
        "it is begun anew when the server starts again.",
        "recorder: drafts are not kept: something else holds the file of drafts, such as a backup.",
    ]


class Drawn(Recorder):
    """A recorder of the mini-course, lent to one person."""

    def __init__(self, data: Data, *, content: Path = MINI) -> None:
        super().__init__(data, content=content)
        self.lend()

    def draft(self, activity: str, *chosen: str, **changed: Any) -> int:
        """Sends what the page of that person would, from the lesson as it is now."""
        body = {
            "person": "ana",
            "module": "mini",
            "activity": activity,
            "tag": self.tags().get(activity) or "none",
            "choices": {"answer": list(chosen)},
            "age": 0,
        }
        headers = {"X-Secret": SECRET}
        return self.http.post("/draft", json=body | changed, headers=headers).status_code

    def tags(self) -> dict[str, Any]:
        return {a["slug"]: a["tag"] for a in self.lesson().json()["activities"]}

    def drafts(self) -> dict[str, Any]:
        found = {a["slug"]: a["draft"] for a in self.lesson().json()["activities"]}
        return {slug: draft for slug, draft in found.items() if draft is not None}

    def place(self) -> Any:
        asked = self.http.get("/progress?person=ana", headers={"X-Secret": SECRET})
        in_progress = asked.json()["mini"]["place"]
        assert self.lesson().json()["place"] == in_progress
        return in_progress

    def choices(self) -> list[str]:
        """The questions of the module in their order."""
        return [a["slug"] for a in self.lesson().json()["activities"] if a["kind"] == "choice"]


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Drawn]:
    recorder = Drawn(Data(tmp_path / "var"))
    yield recorder
    recorder.close()


def right(recorder: Drawn) -> dict[str, Any]:
    """A response to each activity that is of its form."""
    responses: dict[str, Any] = {}
    for activity in recorder.lesson().json()["activities"]:
        match activity["kind"]:
            case "choice":
                first = activity["options"][0]["id"]
                responses[activity["slug"]] = [first] if activity["multiple"] else first
            case "image":
                reason = activity["reasons"][0]["id"]
                responses[activity["slug"]] = {"decision": "publish", "reason": reason}
            case "scenario":
                responses[activity["slug"]] = [activity["start"]["links"][0]["id"]]
    return responses


def finish(recorder: Drawn) -> None:
    for slug, response in right(recorder).items():
        walk = response
        while True:
            body = {"attempt": 1, "activity": slug, "response": walk}
            state = recorder.answer(body).json()["state"]
            if state["done"]:
                break
            walk = [*walk, state["next"]["links"][0]["id"]]


def test_a_draft_is_there_when_the_lesson_is_opened_again_after_a_kill(tmp_path: Path) -> None:
    data = Data(tmp_path / "var")
    first = Drawn(data)
    question = first.choices()[0]
    assert first.draft(question, "b") == 200
    first.kill()
    second = Drawn(data)
    assert second.drafts() == {question: {"answer": ["b"]}}
    assert second.place() == question
    second.close()


def test_a_draft_is_no_line_of_the_log(recorder: Drawn) -> None:
    before = Log(recorder.data.log, read_only=True).head()
    recorder.draft(recorder.choices()[0], "b")
    assert Log(recorder.data.log, read_only=True).head() == before


def test_an_answered_activity_has_no_draft_and_takes_none(recorder: Drawn) -> None:
    first, second = recorder.choices()[:2]
    before = recorder.tags()[first]
    recorder.draft(first, "b")
    assert recorder.place() == first
    body = {"attempt": 1, "activity": first, "response": right(recorder)[first]}
    assert recorder.answer(body).status_code == 200
    assert recorder.drafts() == {}
    assert recorder.place() == second
    # It was on its way when the answer overtook it.
    assert recorder.draft(first, "a", tag=before) == 200
    assert recorder.drafts() == {}


def test_a_finished_attempt_has_neither_drafts_nor_a_place(recorder: Drawn) -> None:
    assert recorder.place() is None
    before = recorder.tags()[recorder.choices()[0]]
    recorder.draft(recorder.choices()[0], "b")
    finish(recorder)
    assert recorder.lesson().json()["progress"]["finished"] is True
    assert recorder.drafts() == {}
    assert recorder.place() is None
    assert recorder.draft(recorder.choices()[0], "b", tag=before) == 200
    assert recorder.drafts() == {}


def test_a_new_attempt_begins_without_drafts(recorder: Drawn) -> None:
    earlier = recorder.tags()
    finish(recorder)
    again = {"person": "ana", "module": "mini"}
    recorder.http.post("/restart", json=again, headers={"X-Secret": SECRET})
    question = recorder.choices()[0]
    assert recorder.draft(question, "b", tag=earlier[question]) == 200
    assert recorder.drafts() == {}
    recorder.draft(question, "b")
    assert recorder.drafts() == {question: {"answer": ["b"]}}


def test_choices_on_a_page_of_somebody_else_are_dropped(recorder: Drawn) -> None:
    question = recorder.choices()[0]
    recorder.lend(person="bo", ticket="another")
    theirs = recorder.lesson("another").json()["activities"]
    tag = next(a["tag"] for a in theirs if a["slug"] == question)
    assert tag != recorder.tags()[question]
    assert recorder.draft(question, "b", tag=tag) == 200
    assert recorder.drafts() == {}


def test_choices_in_a_text_that_was_edited_since_are_dropped(tmp_path: Path) -> None:
    data = Data(tmp_path / "var")
    before = Drawn(data)
    tag = before.tags()["whose-page"]
    before.close()
    after = Drawn(data, content=edited(tmp_path / "content"))
    assert after.draft("whose-page", "b", tag=tag) == 200
    assert after.drafts() == {}
    assert after.draft("whose-page", "b") == 200
    assert after.drafts() == {"whose-page": {"answer": ["b"]}}
    after.close()


def edited(root: Path) -> Path:
    """The mini-course with other words in a question."""
    shutil.copytree(MINI, root)
    file = root / "quizzes" / "mini.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("few friends", "many friends"), encoding="utf-8")
    return root


def test_a_draft_that_was_made_before_another_ones_is_passed_over(recorder: Drawn) -> None:
    question = recorder.choices()[0]
    recorder.draft(question, "b")
    assert recorder.draft(question, "a", age=60_000) == 200
    assert recorder.drafts() == {question: {"answer": ["b"]}}
    recorder.draft(question, "c")
    assert recorder.drafts() == {question: {"answer": ["c"]}}


def test_a_draft_of_what_is_not_in_the_module_is_dropped(recorder: Drawn) -> None:
    assert recorder.draft("nothing", "b") == 200
    assert recorder.drafts() == {}
    assert recorder.place() is None


def test_a_kernel_keeps_no_draft(recorder: Drawn) -> None:
    answer = recorder.http.post("/draft", json={}, headers={"X-Ticket": "a ticket"})
    assert answer.status_code == 403
    assert recorder.drafts() == {}


def test_drafts_that_cannot_be_kept_stop_neither_page_nor_answer(recorder: Drawn) -> None:
    question = recorder.choices()[0]
    body = {"attempt": 1, "activity": question, "response": right(recorder)[question]}
    with closing(sqlite3.connect(recorder.data.drafts)) as somebody_else:
        somebody_else.execute("BEGIN EXCLUSIVE")
        assert recorder.draft(question, "b") == 200
        assert recorder.answer(body).json()["progress"]["answered"] == 1
        somebody_else.rollback()
    assert recorder.drafts() == {}
    assert recorder.place() == recorder.lesson().json()["activities"][0]["slug"]
