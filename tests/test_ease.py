"""Reading ease: syllables of known words, texts of known ease, and files that are too hard."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.ease import reading_ease, syllables
from readyroom.content.easy import SAMPLE, check_plain, texts_of
from readyroom.content.load import read_course
from readyroom.content.source import Faults
from readyroom.errors import Fault
from readyroom.play.check import check
from tests.builders import LIST, PICTURE, QUESTION, STORY
from tests.course_files import COURSE, NOTEBOOK, QUIZ, faults, write_course
from tests.course_files import STORY as TWEE
from tests.task_builders import ORDER, REVIEW, REWRITE, SORT

GETTYSBURG = """\
Four score and seven years ago our fathers brought forth, on this continent, a new nation, \
conceived in Liberty, and dedicated to the proposition that all men are created equal. Now we are \
engaged in a great civil war, testing whether that nation, or any nation so conceived and so \
dedicated, can long endure.
"""
EASY = "We ask each family first. Then we post the picture. A no is a no. " * 8
PLAIN = "Whoever runs the page asks every family before a picture of their child is shown. " * 8
HARD = (
    "Notwithstanding contemporaneous authorisation, organisational communications necessitate "
    "comprehensive consideration of confidentiality. "
) * 12


# --- syllables


KNOWN = {
    1: "a no school asked page closed through whole shows games names ones",
    2: "pupil posted table little being careful business something ages pages lion quiet going "
    "picture's children people social comment message",
    3: "family area idea video radio consider permission different media",
    4: "appropriate photography",
}
"""Words by their syllables, as a dictionary has them."""


@pytest.mark.parametrize(
    ("word", "count"), [(word, count) for count, words in KNOWN.items() for word in words.split()]
)
def test_a_known_word_has_its_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_what_letters_do_not_tell_evens_out() -> None:
    """Words that are counted wrongly, one too few or one too many, among others."""
    hard = {"society": 4, "doesn't": 2, "vogue": 1, "somewhere": 2, "create": 2, "recipe": 3}
    known = {word: count for count, words in KNOWN.items() for word in words.split()} | hard
    wrong = [abs(syllables(word) - count) for word, count in known.items()]
    assert max(wrong) <= 1
    assert abs(sum(map(syllables, known)) - sum(known.values())) <= 0.05 * sum(known.values())


@pytest.mark.parametrize("word", ["pupil", "PUPIL", "Pupil"])
def test_capitals_make_no_syllable(word: str) -> None:
    assert syllables(word) == 2


@pytest.mark.parametrize("word", ["x", "mm", "'s", "é"])
def test_no_word_has_less_than_one(word: str) -> None:
    assert syllables(word) == 1


@pytest.mark.parametrize(("word", "count"), [("you’ll", 1), ("teacher's", 2), ("it's", 1)])
def test_an_apostrophe_splits_no_word(word: str, count: int) -> None:
    assert syllables(word) == count


# --- texts


def test_a_text_of_one_syllable_words_in_short_sentences_is_very_easy() -> None:
    # 206.835 - 1.015 * 3 - 84.6 * 1
    assert reading_ease("We ask first. They say yes.") == pytest.approx(119.19)


def test_the_formula_takes_words_a_sentence_and_syllables_a_word() -> None:
    # Eight words, ten syllables, one sentence.
    text = "The pupil asks if the picture is hers."
    assert reading_ease(text) == pytest.approx(206.835 - 1.015 * 8 - 84.6 * 10 / 8)


def test_a_known_speech_is_as_hard_as_others_find_it() -> None:
    """Lincoln's first two sentences: 54 words, some 80 syllables."""
    assert reading_ease(GETTYSBURG) == pytest.approx(53, abs=8)


def test_longer_words_and_longer_sentences_are_harder() -> None:
    assert reading_ease(EASY) > 100
    assert reading_ease(HARD) < 0
    joined = EASY.replace(". ", " and ")
    assert reading_ease(joined) < reading_ease(EASY)


def test_a_text_without_words_is_as_easy_as_can_be() -> None:
    assert reading_ease("") == reading_ease("1, 2, 3 – !") == 100.0


@pytest.mark.parametrize(
    "text",
    [
        "We ask first [IMG-1]. They say yes [IMG-2].",
        "**We** ask *first*. They say _yes_.",
        "> [message] Anastasia Konstantinidis, 15:40\n>\n> We ask first. They say yes.",
        "We ask first\n\nThey say yes",
        "- We ask first\n- They say yes",
    ],
    ids=["citations", "emphasis", "who writes", "paragraphs", "list"],
)
def test_only_words_and_sentences_count(text: str) -> None:
    assert reading_ease(text) == pytest.approx(119.19)


# --- what is read


def test_everything_that_a_learner_reads_of_an_activity_is_weighed() -> None:
    assert texts_of(QUESTION) == (
        *("Who asks for permission?", "", "", "Nobody", "Somebody has to. [IMG-1]"),
        *("We do", "Yes. [IMG-1]"),
    )
    assert "They say yes. [IMG-1]" in texts_of(STORY)
    assert "Thank" in texts_of(STORY)
    assert "Look again. [IMG-1]" in texts_of(PICTURE)
    assert LIST.stem in texts_of(LIST)


@pytest.mark.parametrize("task", [SORT, ORDER, REWRITE, REVIEW], ids=lambda task: task.kind)
def test_every_part_of_a_task_is_weighed(task: object) -> None:
    read = texts_of(task)  # type: ignore[arg-type]
    assert task.stem in read  # type: ignore[attr-defined]
    assert len([text for text in read if text]) >= 6


# --- what is too hard


def told(*texts: str, least: int = 60) -> list[Fault]:
    found: list[Fault] = []
    check_plain(texts, least, Faults("quizzes/basics.md", found))
    return found


def test_an_easy_text_has_no_fault() -> None:
    assert told(EASY) == []


def test_a_hard_text_is_told_with_its_ease_and_its_longest_sentence() -> None:
    (fault,) = told(HARD)
    assert fault.file == "quizzes/basics.md"
    assert "this reads less easily than plain English: its Flesch reading ease is -" in str(fault)
    assert "and 60 or more is wanted. Use shorter sentences and shorter words." in str(fault)
    assert "begins: “Notwithstanding contemporaneous authorisation, organisational" in str(fault)


def test_a_text_that_is_too_short_to_tell_is_not_judged() -> None:
    few = " ".join(HARD.split()[: SAMPLE - 1])
    enough = " ".join(HARD.split()[:SAMPLE])
    assert told(few) == []
    assert len(told(enough)) == 1


def test_the_texts_of_a_file_are_judged_together() -> None:
    assert told(*([" ".join(HARD.split()[:30])] * 4)) != []
    assert told(" ".join(HARD.split()[:15]), *([EASY] * 4)) == []


def test_a_course_says_how_easily_its_files_have_to_read(tmp_path: Path) -> None:
    hard = QUIZ.replace("... Somebody has to [IMG-1].", f"... {HARD} [IMG-1].")
    write_course(tmp_path)
    (fault,) = faults(tmp_path, "quizzes/basics.md", hard)
    assert fault.startswith("quizzes/basics.md: this reads less easily than plain English")
    higher = COURSE.replace("items-per-clause: 1\n", "items-per-clause: 1\n  reading-ease: 100\n")
    plain = QUIZ.replace("... Somebody has to [IMG-1].", f"... {PLAIN} [IMG-1].")
    assert faults(tmp_path, "quizzes/basics.md", plain) == []
    write_course(tmp_path, {"quizzes/basics.md": plain, "course/course.yml": higher})
    (fault,) = map(str, check(read_course(tmp_path)))
    assert "and 100 or more is wanted" in fault


def test_hard_words_are_told_of_stories_and_of_lessons_too(tmp_path: Path) -> None:
    hard = TWEE.replace("A photo arrives.", HARD)
    assert faults(tmp_path / "a", "scenarios/branching/fair.twee", hard)[0].startswith(
        "scenarios/branching/fair.twee: this reads less easily"
    )
    page = NOTEBOOK.replace("Ask first [IMG-1].", f"{HARD}[IMG-1].")
    assert faults(tmp_path / "b", "course/small/small.ipynb", page)[0].startswith(
        "course/small/small.ipynb: this reads less easily"
    )
