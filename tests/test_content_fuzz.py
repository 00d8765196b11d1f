"""Whatever a file says, the readers answer with faults and never with another error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from text2qti.config import Config
from text2qti.err import Text2qtiError
from text2qti.quiz import Quiz as TheirQuiz

from readyroom.content.image import read_image
from readyroom.content.load import read_course
from readyroom.content.notebook import read_notebook
from readyroom.content.quiz import body_of, read_quiz
from readyroom.content.source import Faults, source_from_bytes
from readyroom.content.story import read_story
from readyroom.content.task import read_task
from readyroom.content.yaml import read_yaml
from readyroom.play.check import check
from tests.course_files import FILES, IMAGE, NOTEBOOK, QUIZ, STORY, write_course
from tests.task_files import TASKS

QUICK = settings(max_examples=150, deadline=None)
ODD = st.sampled_from(
    [
        *"{}[]:,&*!|>'\"%@`#-?~\\ \n\t",
        "- ", ": ", "::", "[[", "]]", "->", "<-", "---\n", "...", "\\U99999999", '"\\ud800"',
        "<<: *a", "? ", "1. ", "a) ", "*b) ", "[*] ", "[ ] ", "+ ", "COMMENT\n", "% ", "Title: ",
        "[IMG-1]", "9" * 5000, "1e999", "\u2028", "\x00", "é", "\ud83d\ude00".encode(
            "utf-16", "surrogatepass").decode("utf-16"),
    ]
)  # fmt: skip


def near(text: str) -> st.SearchStrategy[str]:
    """Texts with a few odd bits in the place of some words of a good text."""

    def put(bits: list[tuple[int, int, str]]) -> str:
        changed = text
        for start, length, bit in bits:
            at = start % (len(changed) + 1)
            changed = changed[:at] + bit + changed[at + length :]
        return changed

    bit = st.tuples(st.integers(0, 10_000), st.integers(0, 12), ODD)
    return st.lists(bit, min_size=1, max_size=5).map(put)


def read_each(text: str) -> None:
    faults = Faults("a.yml")
    source = source_from_bytes(text.encode("utf-8", "replace"), "a.yml", faults)
    if source is None:
        assert faults.found
        return
    for read in (read_quiz, read_story, read_image, read_task):
        faults = Faults("a.yml")
        value = read(source, faults)
        value = value[0] if isinstance(value, tuple) else value
        assert bool(faults.found) == (value is None)
    read_yaml(source, Faults("a.yml"))
    read_notebook(source, "small", Faults("a.yml"))
    for fault in faults.found:
        str(fault).encode("utf-8")


@QUICK
@given(st.text(max_size=300))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    read_each(text)


@QUICK
@given(st.lists(ODD, max_size=40).map("".join))
def test_any_heap_of_odd_signs_is_read_or_refused(text: str) -> None:
    read_each(text)


@pytest.mark.parametrize(
    "good",
    [IMAGE, QUIZ, STORY, NOTEBOOK, *TASKS.values()],
    ids=["yml", "md", "twee", "ipynb", *TASKS],
)
def test_any_text_near_a_good_one_is_read_or_refused(good: str) -> None:
    @QUICK
    @given(near(good))
    def near_it(text: str) -> None:
        read_each(text)

    near_it()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_course_with_any_file_spoilt_is_read_or_refused(
    tmp_path: Path, data: st.DataObject
) -> None:
    files = FILES | {f"quizzes/tasks/{kind}.yml": text for kind, text in TASKS.items()}
    file = data.draw(st.sampled_from(sorted(files)))
    root = write_course(tmp_path, dict(files))
    spoilt = data.draw(st.one_of(near(files[file]).map(str.encode), st.binary(max_size=100)))
    (root / file).write_bytes(spoilt)
    reading = read_course(root)
    check(reading)
    assert (reading.course is None) == bool(reading.faults)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "offer", "scene", "feedback", "right"]), inner)
    ),
    max_leaves=8,
)


@QUICK
@given(VALUES)
def test_any_yaml_value_in_place_of_an_image_case_is_refused(value: object) -> None:
    faults = Faults("a.yml")
    source = source_from_bytes(json.dumps(value).encode(), "a.yml", faults)
    assert source is not None
    case, _ = read_image(source, faults)
    assert case is None
    assert faults.found


@QUICK
@given(
    st.sampled_from(sorted(TASKS)),
    st.dictionaries(
        st.sampled_from(["title", "stem", "piles", "items", "steps", "spots", "parts", "text"]),
        VALUES,
    ),
)
def test_any_yaml_value_in_place_of_a_task_is_refused(kind: str, value: dict[str, object]) -> None:
    faults = Faults("a.yml")
    source = source_from_bytes(json.dumps({"kind": kind, **value}).encode(), "a.yml", faults)
    assert source is not None
    task, _ = read_task(source, faults)
    assert task is None
    assert faults.found


@QUICK
@given(near(QUIZ.replace("... Yes", "... Oh, yes\n    indeed")))
def test_text2qti_takes_every_quiz_that_we_take(text: str) -> None:
    faults = Faults("a.md")
    source = source_from_bytes(text.encode("utf-8", "replace"), "a.md", faults)
    quiz = None if source is None else read_quiz(source, faults)
    if quiz is None or source is None:
        return
    try:
        theirs = TheirQuiz(body_of(source).text, config=Config())
    except Text2qtiError as error:
        pytest.fail(f"text2qti refuses what we take: {error}")
    assert [
        (
            question.question_raw,
            [(c.choice_raw, c.correct, c.feedback_raw) for c in question.choices],
        )
        for question in theirs.questions_and_delims
    ] == [
        (question.stem, [(o.text, o.correct, o.feedback) for o in question.options])
        for question in quiz.questions
    ]
