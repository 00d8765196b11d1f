"""The way of a paper over HTTP: from the first step into the gradebook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from readyroom.papers.entry import Written
from readyroom.papers.rich import plain
from readyroom.records.log import Event, Log
from tests.learner import Learner
from tests.papers import SHEET, TASKS, right, written
from tests.served import ROOT, Served, Visitor, readyroom
from tests.test_accessibility import violations

ROSTER = """id,last_name,first_name,email,role,school
tess,Hart,Tess,tess@ash.example,trainer,Ash Tree
sue,Bell,Sue,sue@ash.example,support,Ash Tree
ann,Reed,Ann,ann@ash.example,staff,Ash Tree
anna,Reed,Anna,anna@ash.example,staff,Ash Tree
ben,Cole,Ben,ben@ash.example,staff,Ash Tree
ada,Pike,Ada,ada@ash.example,staff,Ash Tree
kim,Vale,Kim,kim@ash.example,parent,Ash Tree
"""
HEAD = {
    "person": "Ben Cole (ben)",
    "module": TASKS.modules[0].slug,
    "form": "a",
    "version": SHEET.version,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("house")
    (folder / "people.csv").write_text(ROSTER, encoding="utf-8")
    with Served(folder / "var", content=ROOT / "tests" / "courses" / "tasks") as house:
        done = readyroom(
            "people", "import", str(folder / "people.csv"), "--data", str(house.data.root)
        )
        assert done.returncode == 0, done.stderr
        yield house


@pytest.fixture
def tess(house: Served) -> Visitor:
    return house.visitor("tess")


def send(visitor: Visitor, step: str, fields: Written | None = None, **head: str) -> Any:
    """Sends one step's form."""
    data: dict[str, Any] = {"_xsrf": visitor.form_token("/paper"), "step": step}
    return visitor.post("/paper", data={**data, **HEAD, **head, **(fields or {})})


def problems(page: str) -> list[str]:
    """The messages of the summary at the head, each with a field that is there."""
    summary = page.split('class="problems"')[1].split("</div>", maxsplit=1)[0]
    links = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary)
    assert all(page.count(f'id="{field}"') == 1 for field, _ in links)
    return [unescape(message) for _, message in links]


def events(house: Served, person: str) -> tuple[Event, ...]:
    log = Log(house.data.log, read_only=True)
    return log.events(person=person)


@pytest.mark.parametrize("person", ["ann", None])
def test_only_trainers_and_the_support_team_print_and_enter_papers(
    house: Served, person: str | None
) -> None:
    visitor = house.visitor(person)
    wanted = 302 if person is None else 403
    for path in ("/paper", f"/paper/{HEAD['module']}-A.pdf"):
        assert visitor.get(path).status_code == wanted, path
    token = visitor.form_token("/" if person else "/sign-in")
    answer = visitor.post("/paper", data={"_xsrf": token, "step": "record", **HEAD})
    assert answer.status_code in (302, 403)
    assert events(house, "ben") == ()
    assert 'href="/paper"' not in visitor.get("/help" if person else "/sign-in").text


@pytest.mark.parametrize("person", ["tess", "sue"])
def test_they_find_the_way_there(house: Served, person: str) -> None:
    visitor = house.visitor(person)
    assert 'href="/paper"' in visitor.get("/").text
    assert visitor.get("/paper").status_code == 200


def test_a_form_from_another_site_enters_no_paper(tess: Visitor) -> None:
    assert tess.post("/paper", data={"step": "begin", **HEAD}).status_code == 403


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ({"person": ""}, "Type the name of the person"),
        ({"person": "Nobody"}, "Nobody on the roster is called “Nobody”"),
        ({"person": "reed"}, "Several people are meant by “reed”. Choose one of them."),
        ({"person": "tess"}, "Nobody enters their own paper"),
        ({"module": "pirates"}, "Choose the module"),
        ({"form": "12"}, "Type the form's letter"),
        ({"version": ""}, "Type the paper code"),
        ({"version": "00000000"}, "No paper on this module has the code “00000000”."),
    ],
)
def test_what_is_wrong_with_the_first_step_stands_at_its_field(
    tess: Visitor, head: dict[str, str], message: str
) -> None:
    answer = send(tess, "begin", **head)
    assert answer.status_code == 422
    (told,) = problems(answer.text)
    assert told.startswith(message)
    (field, typed) = next(iter(head.items()))
    if typed and field != "module":
        assert f'id="{field}" name="{field}"' in answer.text
        assert f'value="{typed}"' in answer.text


def test_nobody_records_their_own_paper_by_skipping_the_first_step(
    house: Served, tess: Visitor
) -> None:
    fields = written(SHEET, right(TASKS, SHEET))
    answer = send(tess, "record", fields, person="tess")
    assert answer.status_code == 422
    assert events(house, "tess") == ()


@pytest.mark.parametrize("step", ["../restart", "check?x", "zzz", "", "Record"])
def test_a_step_that_the_form_does_not_have_is_refused_and_reaches_nothing(
    house: Served, tess: Visitor, step: str
) -> None:
    fields = written(SHEET, right(TASKS, SHEET))
    assert send(tess, "record", fields, person="kim").status_code == 303
    before = events(house, "kim")
    assert send(tess, step, fields, person="kim").status_code == 400
    assert events(house, "kim") == before


@pytest.mark.parametrize("person", ["kim", "nobody"])
def test_the_page_tells_how_a_paper_came_out_only_to_who_entered_it(
    house: Served, person: str
) -> None:
    sue, tess = house.visitor("sue"), house.visitor("tess")
    done = send(sue, "record", written(SHEET, right(TASKS, SHEET)), person="kim")
    assert "Recorded" in sue.get(done.headers["location"]).text
    page = tess.get("/paper", params={"person": person, "module": HEAD["module"]})
    assert page.status_code == 200
    assert "Recorded" not in page.text
    assert "scored" not in page.text


@pytest.mark.parametrize("typed", ["ann", "Ann Reed", "ann reed", "Ann Reed (ann)"])
def test_a_person_is_found_by_id_or_by_name(tess: Visitor, typed: str) -> None:
    answer = send(tess, "begin", person=typed)
    assert answer.status_code == 200
    assert "Ann Reed, Ash Tree" in answer.text


def test_the_answers_are_asked_for_without_a_key(tess: Visitor) -> None:
    page = send(tess, "begin").text
    for question in SHEET.questions:
        for field in question.fields:
            assert f'id="{field.name}"' in page
    assert "checked" not in page
    for activity in TASKS.modules[0].activities:
        for words in re.findall(r"feedback='([^']{12,})'", repr(activity)):
            assert words not in unescape(page)


def test_mistakes_are_all_told_at_once_and_nothing_typed_is_lost(tess: Visitor) -> None:
    fields = written(SHEET, right(TASKS, SHEET))
    story = next(q for q in SHEET.questions if q.kind == "scenario").fields[0].name
    order = next(q for q in SHEET.questions if q.kind == "order").fields[0].name
    choice = next(q for q in SHEET.questions if q.kind == "choice").fields[0].name
    broken = {**fields, story: ["7 <b>"], order: ["9"], choice: []}
    answer = send(tess, "check", broken)
    assert answer.status_code == 422
    assert len(problems(answer.text)) == 3
    assert "<title>Error:" in answer.text
    assert 'value="7 &lt;b&gt;"' in answer.text
    assert re.search(rf'id="{order}" name="{order}" value="9"', answer.text)
    for value in (v for name, values in fields.items() if name not in broken for v in values):
        assert f'value="{value}"' in answer.text
    assert answer.text.count(" checked") == sum(
        len(fields[f.name])
        for q in SHEET.questions
        for f in q.fields
        if f.kind in ("one", "some") and f.name != choice
    )


def test_an_empty_sheet_is_told_field_by_field(tess: Visitor) -> None:
    typed = ("letter", "number", "walk")  # a browser sends these when they are empty, too
    all_fields = [field for question in SHEET.questions for field in question.fields]
    answer = send(tess, "check", {f.name: [""] for f in all_fields if f.kind in typed})
    assert answer.status_code == 422
    assert len(problems(answer.text)) == len(all_fields)


def test_a_paper_is_looked_at_recorded_once_graded_and_exported(house: Served) -> None:
    tess = house.visitor("tess")
    meant = right(TASKS, SHEET)
    fields = written(SHEET, meant)
    look = send(tess, "check", fields)
    assert look.status_code == 200
    assert "Is this what the paper says?" in look.text
    assert events(house, "ben") == ()
    change = send(tess, "change", fields)
    assert change.status_code == 200
    assert "There is a problem" not in change.text
    for _ in range(2):  # a double click
        done = send(tess, "record", fields)
        assert done.status_code == 303
    found = events(house, "ben")
    assert {event.body["by"] for event in found} == {"tess"}
    assert {e.activity: e.body["response"] for e in found if e.kind == "answered"} == meant
    (submitted,) = [event for event in found if event.kind == "submitted"]
    assert submitted.attempt == 1
    page = tess.get(done.headers["location"]).text
    assert "The paper of Ben Cole" in page
    assert "It scored <strong>100%</strong>." in page
    assert "in Ben’s own <em>My record</em>" in page
    assert f'value="{SHEET.version}"' in page  # ready for the next one
    table = house.visitor("sue").get("/team/completions.csv").text
    rows = {row["learner_id"]: row for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))}
    assert (rows["ben"]["status"], rows["ben"]["attempts"]) == ("complete", "1")
    for path in ("", f"/{HEAD['module']}/1"):
        assert (
            ", entered from paper by Tess Hart" in house.visitor("ben").get(f"/record{path}").text
        )


def test_after_a_finished_attempt_a_paper_is_another_one(house: Served) -> None:
    fields = written(SHEET, right(TASKS, SHEET))
    worse = dict(fields)
    choice = next(q for q in SHEET.questions if q.kind == "choice").fields[0]
    worse[choice.name] = [next(b.value for b in choice.boxes if [b.value] != fields[choice.name])]
    tess, sue = house.visitor("tess"), house.visitor("sue")
    assert send(tess, "record", worse, person="ann").status_code == 303
    assert send(sue, "record", fields, person="ann").status_code == 303
    found = [event for event in events(house, "ann") if event.kind == "submitted"]
    assert [(event.attempt, event.body["by"]) for event in found] == [(1, "tess"), (2, "sue")]


def test_one_of_several_people_is_chosen_and_nothing_typed_is_lost(tess: Visitor) -> None:
    page = send(tess, "begin", person="reed").text
    assert re.findall(r'name="chosen" value="([^"]+)"', page) == ["ann", "anna"]
    for words in ("Ann Reed", "Anna Reed", "Ash Tree, staff", 'value="reed"', 'value="a"'):
        assert words in page
    answer = send(tess, "begin", person="reed", chosen="anna")
    assert answer.status_code == 200
    assert "Anna Reed, Ash Tree" in answer.text


def test_a_choice_among_others_than_are_meant_is_not_taken(tess: Visitor) -> None:
    assert send(tess, "begin", person="reed", chosen="ben").status_code == 422


def test_the_words_of_each_answer_are_shown_before_it_is_recorded(tess: Visitor) -> None:
    page = send(tess, "check", written(SHEET, right(TASKS, SHEET)), person="kim").text
    table = page.split("What is going to be recorded")[1].split("</table>", maxsplit=1)[0]
    told = plain(table)
    meant = written(SHEET, right(TASKS, SHEET))
    for question in SHEET.questions:
        for field in question.fields:
            assert plain(field.html) in told
            for box in field.boxes:
                if box.html and {box.value, box.mark} & set(meant[field.name]):
                    assert f"{box.mark}: {plain(box.html)}" in told


def test_a_second_paper_on_a_module_within_a_day_gets_a_warning(house: Served) -> None:
    tess, sue = house.visitor("tess"), house.visitor("sue")
    fields = written(SHEET, right(TASKS, SHEET))
    assert "already has an attempt" not in send(tess, "begin", person="ada").text
    assert send(tess, "record", fields, person="ada").status_code == 303
    for step in ("begin", "check"):
        told = (
            r"Ada already has an attempt at this module from paper, entered \w+ at [\d:]+ by you\."
        )
        assert re.search(told, send(tess, step, fields, person="ada").text)
        assert "by Tess Hart." in send(sue, step, fields, person="ada").text


def test_the_paper_can_be_printed_from_the_page(tess: Visitor) -> None:
    page = tess.get("/paper").text
    address = f"/paper/{HEAD['module']}-B.pdf"
    assert f'href="{address}"' in page
    answer = tess.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert tess.get("/paper/pirates-A.pdf").status_code == 404


def test_large_print_can_be_printed_from_the_page(tess: Visitor) -> None:
    address = f"/paper/{HEAD['module']}-A-large.pdf"
    assert f'href="{address}"' in tess.get("/paper").text
    answer = tess.get(address)
    assert "-A-large.pdf" in answer.headers["content-disposition"]
    large = PdfReader(io.BytesIO(answer.content))
    plain_print = PdfReader(io.BytesIO(tess.get(address.replace("-large", "")).content))
    assert len(large.pages) > len(plain_print.pages)


@pytest.mark.browser
@pytest.mark.parametrize(("person", "width"), [("tess", 320), ("sue", 1280)])
def test_a_paper_is_entered_by_keyboard_on_pages_without_a_barrier(
    browser: Browser, house: Served, person: str, width: int
) -> None:
    fields = written(SHEET, right(TASKS, SHEET))
    with Learner(browser, house, person, width=width) as trainer:
        page = trainer.page
        page.goto(f"{house.url}/paper")
        assert barriers(page) == []
        page.get_by_label("Whose paper is it?").fill("Kim Vale")
        page.get_by_label("Module").select_option(HEAD["module"])
        page.get_by_label("Form", exact=True).fill("A")
        page.get_by_label("Paper code").fill(SHEET.version)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Answers on the paper").wait_for()
        assert barriers(page) == []
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("heading", name="There is a problem").wait_for()
        assert page.evaluate("document.activeElement.className") == "problems"
        assert barriers(page) == []
        page.get_by_role("link").filter(has_text="Question 1:").click()
        assert page.evaluate("document.activeElement.id") == SHEET.questions[0].fields[0].name
        write_down(page, fields)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Is this what the paper says?").wait_for()
        assert barriers(page) == []
        page.get_by_role("button", name="Record it").press("Enter")
        page.get_by_role("heading", name="Recorded").wait_for()
        assert barriers(page) == []
        trainer.troubles.clear()  # the browser notes that the empty sheet was refused


def write_down(page: Page, fields: Written) -> None:
    """Fills the sheet from its first field, with the Tab, arrow and letter keys alone."""
    for question in SHEET.questions:
        for field in question.fields:
            page.wait_for_function("name => document.activeElement.name === name", arg=field.name)
            if field.kind == "some":
                for box in field.boxes:
                    if box.value in fields[field.name]:
                        page.keyboard.press("Space")
                    page.keyboard.press("Tab")
                continue
            if field.kind == "one":
                page.keyboard.press("Space")
                for box in field.boxes:
                    if box.value in fields[field.name]:
                        break
                    page.keyboard.press("ArrowDown")
            else:
                page.keyboard.type(fields[field.name][0])
            page.keyboard.press("Tab")


def barriers(page: Page) -> list[str]:
    """What axe has against the page, and a page that is wider than its window."""
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*violations(page), *(["wider than the window"] if wide else [])]
