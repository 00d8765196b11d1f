"""The coverage matrix: where each clause is taught, asked for and enforced."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from readyroom.content.coverage import Place, coverage, items, required
from readyroom.play.evidence import ENFORCED, matrix, to_csv, to_html
from tests.builders import COURSE, LIST, MODULE, PICTURE, QUESTION, STORY, clause
from tests.drawn import question
from tests.served import MINI, readyroom

HEAD = [
    *("clause", "section", "binds", "assessed", "must_pass", "items"),
    *("lesson", "step", "picture", "question", "task", "rule", "text"),
]


def rows_of(text: str) -> dict[str, dict[str, str]]:
    """The rows of a CSV by their clause, as a spreadsheet reads them."""
    read = text.removeprefix("\ufeff")
    return {row["clause"]: row for row in csv.DictReader(io.StringIO(read))}


def with_clauses(*clauses: object) -> str:
    policy = COURSE.policy.model_copy(update={"clauses": clauses})
    module = MODULE.model_copy(update={"activities": (QUESTION,), "quizzes": {}})
    course = COURSE.model_copy(update={"policy": policy, "modules": (module,)})
    return to_csv(matrix(course))


# --- what asks for a clause


def test_a_clause_is_found_in_every_kind_of_place() -> None:
    module = MODULE.model_copy(update={"taught": ("IMG-1",)})
    found = coverage(COURSE.model_copy(update={"modules": (module,)}))
    assert found["IMG-1"] == (
        Place("lesson", "pond", "", "The pond"),
        Place("step", "pond", "the-walk", "The walk: Ask"),
        Place("step", "pond", "the-walk", "The walk: Post"),
        Place("picture", "pond", "the-pond", "The pond"),
        Place("question", "pond", "who-asks", "Who asks?"),
    )
    assert [place.slug for place in found["IMG-7"]] == ["the-pond", "what-stops"]


def test_what_only_a_wrong_option_touches_on_is_not_asked_for() -> None:
    options = tuple(
        option.model_copy(update={"feedback": "Yes." if option.correct else "No. [IMG-2]"})
        for option in QUESTION.options
    )
    module = MODULE.model_copy(
        update={"activities": (QUESTION.model_copy(update={"options": options}),), "quizzes": {}}
    )
    course = COURSE.model_copy(update={"modules": (module,)})
    assert coverage(course)["IMG-2"] == ()
    assert items(course)["IMG-2"] == ()


def test_an_activity_that_stands_in_two_modules_is_one_item() -> None:
    again = MODULE.model_copy(update={"slug": "lake"})
    assert items(COURSE)["IMG-1"] == ("the-walk", "the-pond", "who-asks")
    assert items(COURSE.model_copy(update={"modules": (MODULE, again)})) == items(COURSE)


def test_what_has_to_be_right_is_required_of_the_roles_of_the_module() -> None:
    must = MODULE.model_copy(
        update={"activities": (QUESTION.model_copy(update={"must_pass": True}), LIST)}
    )
    course = COURSE.model_copy(update={"modules": (must,)})
    assert required(course, "staff") == {"IMG-1"}
    assert required(course, "leader") == frozenset()


def test_of_what_is_drawn_only_what_all_variants_ask_for_is_required() -> None:
    bank = (
        question("gate", "IMG-1", "IMG-2", must_pass=True),
        question("door", "IMG-1", "IMG-7", must_pass=True),
    )
    module = MODULE.model_copy(
        update={
            "activities": bank,
            "quizzes": {"bank": ("gate", "door")},
            "draws": {"bank": 1},
        }
    )
    assert required(COURSE.model_copy(update={"modules": (module,)}), "staff") == {"IMG-1"}


# --- CSV


def test_the_table_has_a_row_for_every_clause_in_the_registers_order() -> None:
    text = to_csv(matrix(COURSE))
    assert text[0] == "\ufeff"
    assert next(csv.reader(io.StringIO(text[1:]))) == HEAD
    assert list(rows_of(text)) == ["IMG-1", "IMG-2", "IMG-7"]


def test_a_row_says_where_and_by_how_many_activities_a_clause_is_asked_for() -> None:
    row = rows_of(to_csv(matrix(COURSE)))["IMG-1"]
    assert row == {
        "clause": "IMG-1",
        "section": "Use of images",
        "binds": "everyone",
        "assessed": "yes",
        "must_pass": "no",
        "items": "3",
        "lesson": "",
        "step": "pond/the-walk",
        "picture": "pond/the-pond",
        "question": "pond/who-asks",
        "task": "",
        "rule": "",
        "text": "Rule IMG-1.",
    }


def test_a_lesson_is_named_by_its_module_alone() -> None:
    module = MODULE.model_copy(update={"taught": ("IMG-2",)})
    rows = rows_of(to_csv(matrix(COURSE.model_copy(update={"modules": (module,)}))))
    assert rows["IMG-2"]["lesson"] == "pond"


def test_what_the_software_sees_to_is_named() -> None:
    seen_to = clause("ACC-10").model_copy(update={"assessed": False, "binds": ("trust", "runner")})
    row = rows_of(with_clauses(clause("IMG-1"), seen_to))["ACC-10"]
    assert row["rule"] == ENFORCED["ACC-10"] == "completion rule: every module of the role"
    assert (row["assessed"], row["items"], row["binds"]) == ("no", "0", "trust, runner")


def test_a_text_with_quotes_and_commas_stays_one_field() -> None:
    odd = clause("IMG-1").model_copy(update={"text": 'Ask "first", always.'})
    assert rows_of(with_clauses(odd))["IMG-1"]["text"] == 'Ask "first", always.'


# --- HTML


class Cells(HTMLParser):
    """The cells of a page's rows, and the tags that it is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")


def test_the_page_stands_by_itself_and_loads_nothing() -> None:
    page = to_html(COURSE, matrix(COURSE))
    assert page.startswith('<!doctype html>\n<html lang="en-GB">')
    assert not {"script", "link", "img", "iframe"} & set(Cells(page).tags)
    assert "http" not in page
    assert "url(" not in page


def test_the_page_has_a_heading_a_caption_and_a_row_for_each_clause() -> None:
    page = to_html(COURSE, matrix(COURSE))
    title = "Social media policy, version 2026-09: what the training covers"
    assert f"<title>{title}</title>" in page
    assert f"<h1>{title}</h1>" in page
    head, *body = Cells(page).rows
    assert head == [
        *("Clause", "Binds", "Lessons", "Steps of stories", "Pictures"),
        *("Questions", "Tasks", "Rule of the software", "Items"),
    ]
    assert [row[0].split()[0] for row in body] == ["IMG-1", "IMG-2", "IMG-7"]
    assert {len(row) for row in body} == {len(head)}
    assert page.count('<th scope="row">') == 3
    assert page.count('<th scope="col">') == len(head)


def test_the_page_sums_up_how_many_clauses_are_asked_for_often_enough() -> None:
    page = to_html(COURSE, matrix(COURSE))
    assert "3 clauses. 3 of the 3 that can be judged are asked for by 2 or more activities." in page
    one = MODULE.model_copy(update={"activities": (STORY, PICTURE), "quizzes": {}})
    fewer = COURSE.model_copy(update={"modules": (one,)})
    assert "1 of the 3 that can be judged" in to_html(fewer, matrix(fewer))


def test_the_page_marks_what_has_to_be_right_and_what_is_not_judged() -> None:
    clauses = (
        clause("IMG-1").model_copy(update={"must_pass": True}),
        clause("SCO-5").model_copy(update={"assessed": False}),
    )
    policy = COURSE.policy.model_copy(update={"clauses": clauses})
    module = MODULE.model_copy(update={"activities": (QUESTION,), "quizzes": {}})
    course = COURSE.model_copy(update={"policy": policy, "modules": (module,)})
    _, first, second = Cells(to_html(course, matrix(course))).rows
    assert "has to be right" in first[0]
    assert first[-1] == "1"
    assert "has to be right" not in second[0]
    assert second[-2:] == ["the training itself", "not judged"]


def test_words_of_the_course_are_never_taken_for_markup() -> None:
    odd = COURSE.model_copy(update={"trust": "<b>Hill</b> & Dale"})
    page = to_html(odd, matrix(odd))
    assert "&lt;b&gt;Hill&lt;/b&gt; &amp; Dale" in page
    assert "<b>" not in page


# --- the command


def test_the_command_writes_a_page_unless_told_otherwise() -> None:
    done = readyroom("course", "coverage", "--content", str(MINI))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<!doctype html>")
    assert "Mini policy, version 2026-01: what the training covers" in done.stdout


def test_the_command_writes_a_table_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "coverage.csv"
    done = readyroom(
        *("course", "coverage", "--format", "csv", "-o", str(file), "--content", str(MINI))
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"4 clauses written to {file}.\n"
    assert file.read_bytes().startswith(b'\xef\xbb\xbf"clause"')
    rows = rows_of(file.read_text(encoding="utf-8"))
    assert rows["PST-3"]["question"] == "mini/whose-page"
    assert rows["IMG-7"]["must_pass"] == "yes"
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_command_writes_to_the_screen_with_a_dash() -> None:
    done = readyroom("course", "coverage", "--format", "csv", "-o", "-", "--content", str(MINI))
    assert done.stdout.startswith('\ufeff"clause","section"')
    assert len(rows_of(done.stdout)) == 4


def test_the_command_shows_the_faults_of_a_course_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "coverage.html"
    done = readyroom("course", "coverage", "-o", str(file), "--content", str(tmp_path))
    assert done.returncode == 1
    assert "course/course.yml: this file is missing" in done.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--format", "xml"), "'xml' is not one of"), (("-o", "."), "is a directory")],
)
def test_the_command_refuses_what_it_can_not_write(words: tuple[str, ...], said: str) -> None:
    done = readyroom("course", "coverage", *words, "--content", str(MINI))
    assert done.returncode == 2
    assert re.search(said, done.stderr)
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "missing" / "coverage.csv"
    done = readyroom("course", "coverage", "-o", str(file), "--content", str(MINI))
    assert done.returncode == 1
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr
