"""What is read from the fields of a paper, and what the recorder does about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from readyroom.papers.entry import Written, read
from readyroom.papers.sheet import LAYOUT, known_codes, paper_code, sheet
from readyroom.play.keys import module_key
from readyroom.records.attempts import Attempts
from readyroom.records.log import Log
from readyroom.server.paperdesk import Paper, PaperDesk
from tests.builders import COURSE, MODULE
from tests.papers import SHEET, TASKS, right, written

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def messages(fields: Written) -> list[str]:
    return [mistake.message for mistake in read(SHEET.questions, fields).mistakes]


def test_every_kind_of_activity_is_read_as_it_was_meant() -> None:
    meant = right(TASKS, SHEET)
    assert {q.kind for q in SHEET.questions} == {
        *("choice", "scenario", "image", "sort", "order", "rewrite", "review")
    }
    entered = read(SHEET.questions, written(SHEET, meant))
    assert entered.mistakes == ()
    assert entered.responses == meant


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "type the numbers of the sections"),
        ("99", "“99” can't follow: 1 leads to"),
        ("yes", "“yes” can't follow: 1 leads to"),
    ],
)
def test_a_way_that_the_story_does_not_go_is_told_with_the_ways_it_goes(
    typed: str, message: str
) -> None:
    story = next(q for q in SHEET.questions if q.kind == "scenario")
    fields = written(SHEET, right(TASKS, SHEET)) | {story.fields[0].name: [typed]}
    (told,) = messages(fields)
    assert told.startswith(f"Question {story.number}: {message}")


def test_a_way_that_stops_before_an_end_is_told_where_it_leads_on() -> None:
    story = next(q for q in SHEET.questions if q.kind == "scenario")
    middle = next(s for s in story.sections[0].ways if not story.sections[s[1] - 1].end)[1]
    fields = written(SHEET, right(TASKS, SHEET)) | {story.fields[0].name: [str(middle)]}
    assert f"the story does not end at {middle}: it leads on to" in messages(fields)[0]


def test_a_way_past_its_end_is_told() -> None:
    story = next(q for q in SHEET.questions if q.kind == "scenario")
    name = story.fields[0].name
    fields = written(SHEET, right(TASKS, SHEET))
    fields[name] = [fields[name][0] + " 1"]
    assert "is the story's end" in messages(fields)[0]


@pytest.mark.parametrize("way", ["{0}", "1 {0}", "{1}", "1 > {1}", " {0}  "])
def test_a_way_may_be_written_with_its_first_number_and_any_sign_between(way: str) -> None:
    story = next(q for q in SHEET.questions if q.kind == "scenario")
    meant = right(TASKS, SHEET)
    fields = written(SHEET, meant)
    numbers = fields[story.fields[0].name][0]
    fields[story.fields[0].name] = [way.format(numbers, numbers.replace(" ", ", "))]
    assert read(SHEET.questions, fields).responses[story.slug] == meant[story.slug]


def test_two_rows_with_the_same_number_are_told() -> None:
    order = next(q for q in SHEET.questions if q.kind == "order")
    one, two = order.fields[:2]
    fields = written(SHEET, right(TASKS, SHEET))
    fields[two.name] = fields[one.name]
    number = fields[one.name][0]
    assert messages(fields) == [
        f"Question {order.number}: Row A and Row B have the same number, {number}."
    ]


def test_letters_may_be_small_and_a_letter_that_no_pile_has_is_told() -> None:
    sort = next(q for q in SHEET.questions if q.kind == "sort")
    fields = written(SHEET, right(TASKS, SHEET))
    name = sort.fields[0].name
    fields[name] = [fields[name][0].lower()]
    assert messages(fields) == []
    fields[name] = ["Z"]
    assert messages(fields) == [f"Question {sort.number}: Row 1 needs A, B or C, and “Z” is none."]


def test_an_empty_paper_has_a_mistake_for_every_field() -> None:
    wrong = {mistake.field for mistake in read(SHEET.questions, {}).mistakes}
    assert wrong == {field.name for question in SHEET.questions for field in question.fields}


def test_what_is_no_option_is_not_taken() -> None:
    choice = next(q for q in SHEET.questions if q.kind == "choice")
    fields = written(SHEET, right(TASKS, SHEET)) | {choice.fields[0].name: ["zz"]}
    (told,) = messages(fields)
    assert "as crossed on the paper" in told


def test_each_form_numbers_the_sections_of_a_story_in_its_own_way() -> None:
    orders = {
        tuple(s.slug for s in sheet(TASKS, TASKS.modules[0], form).questions[0].sections)
        for form in "ABCDEF"
    }
    assert len(orders) > 1
    assert {order[0] for order in orders} == {SHEET.questions[0].sections[0].slug}


def test_forms_of_a_module_with_a_bank_ask_other_questions() -> None:
    asked = {
        tuple(q.slug for q in sheet(TASKS, TASKS.modules[0], form).questions) for form in "ABCDEF"
    }
    assert len(asked) > 1
    assert len({len(slugs) for slugs in asked}) == 1


def test_another_content_is_another_version() -> None:
    edited = MODULE.model_copy(update={"activities": MODULE.activities[:-1], "quizzes": {}})
    versions = {sheet(COURSE, module, "A").version for module in (MODULE, edited)}
    assert len(versions) == 2


def test_a_module_begun_on_screen_is_finished_there_first(tmp_path: Path) -> None:
    attempts = Attempts(TASKS, Log(tmp_path / "log.db"))
    desk = PaperDesk(TASKS, attempts, now=lambda: NOON)
    meant = right(TASKS, SHEET)
    module = SHEET.module.slug
    paper = Paper("ann", module, "A", SHEET.version, written(SHEET, meant), by="tess")
    slug = next(q.slug for q in SHEET.questions if q.kind == "sort")
    attempts.answer("ann", module, attempt=1, activity=slug, response=meant[slug], at=NOON)
    refused = desk.begin(paper)["refused"]
    assert refused["field"] == "person"
    assert f"1 of {len(SHEET.questions)} activities are answered" in refused["message"]
    assert desk.take(paper, record=True)["attempt"] is None
    assert attempts.current("ann", module).responses == {slug: meant[slug]}


def test_a_paper_with_a_mistake_is_not_recorded(tmp_path: Path) -> None:
    attempts = Attempts(TASKS, Log(tmp_path / "log.db"))
    desk = PaperDesk(TASKS, attempts, now=lambda: NOON)
    paper = Paper("ann", SHEET.module.slug, "A", SHEET.version, {}, by="tess")
    assert desk.take(paper, record=True)["attempt"] is None
    assert attempts.current("ann", SHEET.module.slug).responses == {}


def test_a_code_that_was_never_served_is_mistyped_and_an_older_one_is_old(tmp_path: Path) -> None:
    log = Log(tmp_path / "log.db")
    module = TASKS.modules[0]
    edited = module.model_copy(update={"activities": module.activities[:-1]})
    before = TASKS.model_copy(update={"modules": (edited,)})
    Attempts(before, log).publish(NOON)
    attempts = Attempts(TASKS, log)
    attempts.publish(NOON)
    desk = PaperDesk(TASKS, attempts, now=lambda: NOON)
    now, old = SHEET.version, sheet(before, edited, "A").version
    told = {
        code: desk.begin(Paper("ann", module.slug, "A", code, {}, by="tess"))["refused"]
        for code in (now, old, "00000000")
    }
    assert told[now] is None
    assert told[old]["message"].startswith("The module, or how it is printed, was changed after")
    assert told["00000000"]["message"].startswith("No paper on this module has the code “00000000”")
    assert now not in told[old]["message"] + told["00000000"]["message"]


def test_a_paper_entered_more_than_a_day_ago_is_no_reason_for_a_warning(tmp_path: Path) -> None:
    clock = [NOON]
    desk = PaperDesk(TASKS, Attempts(TASKS, Log(tmp_path / "log.db")), now=lambda: clock[0])
    fields = written(SHEET, right(TASKS, SHEET))
    paper = Paper("ann", SHEET.module.slug, "A", SHEET.version, fields, by="tess")
    assert desk.take(paper, record=True)["before"] is None
    clock[0] += timedelta(hours=23)
    assert desk.begin(paper)["before"] == {"at": NOON.isoformat(), "by": "tess"}
    clock[0] += timedelta(hours=2)
    assert desk.begin(paper)["before"] is None


def test_what_is_missing_is_named_by_the_papers_own_question() -> None:
    image = next(q for q in SHEET.questions if q.kind == "image")
    fields = written(SHEET, right(TASKS, SHEET)) | {image.fields[0].name: []}
    assert messages(fields) == [
        f"Question {image.number}: “Would you publish it?”: choose A or B, as crossed on the paper."
    ]


def test_a_paper_of_a_release_with_its_boxes_in_another_order_is_old(tmp_path: Path) -> None:
    attempts = Attempts(TASKS, Log(tmp_path / "log.db"))
    attempts.publish(NOON)
    desk = PaperDesk(TASKS, attempts, now=lambda: NOON)
    as_written = module_key(SHEET.module).digest()[:8]
    fields = written(SHEET, right(TASKS, SHEET))
    paper = Paper("ann", SHEET.module.slug, "A", as_written, fields, by="tess")
    done = desk.take(paper, record=True)
    assert done["attempt"] is None
    assert done["refused"]["field"] == "version"
    assert "was changed after this paper was printed" in done["refused"]["message"]


def test_every_layout_gives_a_content_a_code_of_its_own() -> None:
    digest = module_key(MODULE).digest()
    assert len(known_codes([digest])) == LAYOUT
    assert paper_code(digest) in known_codes([digest])


def test_what_boxes_mean_is_what_this_layout_printed_from_its_first_day() -> None:
    """When this fails, raise LAYOUT in papers/sheet.py, and write down here what it prints now."""
    drawn = MODULE.model_copy(update={"draws": {"pond": 1}})
    assert LAYOUT == 2
    story, picture, question = sheet(COURSE, drawn, "B").questions
    assert [s.slug for s in story.sections] == ["start", "ask", "wait", "thank", "post"]
    assert [b.value for b in picture.fields[0].boxes] == ["publish", "do-not-publish"]
    assert [b.value for b in picture.fields[1].boxes] == ["IMG-1", "IMG-7", "IMG-2", "none"]
    assert question.slug == "who-asks"
    assert [b.value for b in question.fields[0].boxes] == ["b", "a"]
    other = sheet(COURSE, drawn, "D").questions[2]
    assert other.slug == "what-stops"
    assert [b.value for b in other.fields[0].boxes] == ["c", "a", "b"]
