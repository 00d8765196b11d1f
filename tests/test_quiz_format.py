"""The quiz format: what is read, what is refused, and that text2qti reads the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from text2qti.config import Config
from text2qti.quiz import Quiz as TheirQuiz

from readyroom.content.model import Choice, Option
from readyroom.content.quiz import Quiz, body_of, read_quiz
from readyroom.content.source import Faults, Source

ROOT = Path(__file__).parent.parent
FILES = sorted([*ROOT.glob("quizzes/*.md"), *ROOT.glob("tests/courses/*/quizzes/*.md")])
FILES = [file for file in FILES if file.name != "README.md"]

HEAD = "Quiz title: Basics\n\n"
TITLE = "Title: Who asks\n"
STEM = "1.  Who asks?\n"
OPTIONS = "a)  Nobody\n... No [IMG-1].\n*b) We do\n... Yes [IMG-1].\n"

RICH = """\
% for trainers only
Quiz title: Basics,
  and more
Quiz description: What
  you need.

  In two paragraphs.

Title: Who asks,
  and when
Points: 2
1.  Who asks for *permission*
    before a picture?

    - Think of the office.
    - Think of the coach.

+   Quick and right
    [IMG-1].
-   Somebody asks
    [IMG-1].
*a) We do,

    always
... Yes
    [IMG-1].
b)  Nobody & no-one
... No, see <b> [IMG-1].
COMMENT
c)  An option that is not asked
END_COMMENT

Title: What stops you
10. Which of these?
[*] A no
... Yes [IMG-2].
[ ] Rain
... No [IMG-2].
[]  Snow
... No "snow" [IMG-2].
[*] The list
... Yes [IMG-7].

title: Tabs
points: 10
3.\tTabs are
\t  wide
A)\tOne
...\tOne [IMG-1]
\tand more
*B)\tTwo
...\tTwo
"""


def read(text: str) -> tuple[Quiz | None, list[str]]:
    faults = Faults("quizzes/basics.md")
    quiz = read_quiz(Source("quizzes/basics.md", text), faults)
    return quiz, [str(f).removeprefix("quizzes/basics.md:") for f in faults.found]


def refused(text: str) -> list[str]:
    quiz, faults = read(text)
    assert quiz is None
    return faults


def theirs(text: str) -> list[tuple[object, ...]]:
    return [
        (
            " ".join(question.title_raw.split()),
            question.question_raw,
            question.type == "multiple_answers_question",
            question.points_possible,
            question.correct_feedback_raw or "",
            question.incorrect_feedback_raw or "",
            [(c.choice_raw, c.correct, c.feedback_raw or "") for c in question.choices],
        )
        for question in TheirQuiz(text, config=Config()).questions_and_delims
    ]


def ours(quiz: Quiz) -> list[tuple[object, ...]]:
    return [
        (
            question.title,
            question.stem,
            question.multiple,
            question.points,
            question.when_right,
            question.when_wrong,
            [(option.text, option.correct, option.feedback) for option in question.options],
        )
        for question in quiz.questions
    ]


def test_a_question_with_one_right_option_is_read() -> None:
    quiz, faults = read(HEAD + TITLE + STEM + "+   Good.\n-   Bad.\n" + OPTIONS)
    assert faults == []
    assert quiz is not None
    assert quiz.questions == (
        Choice(
            slug="who-asks",
            title="Who asks",
            stem="Who asks?",
            multiple=False,
            options=(
                Option(id="a", text="Nobody", correct=False, feedback="No [IMG-1]."),
                Option(id="b", text="We do", correct=True, feedback="Yes [IMG-1]."),
            ),
            when_right="Good.",
            when_wrong="Bad.",
        ),
    )


def test_front_matter_makes_questions_must_pass() -> None:
    front = "---\naudience: [staff]\nclauses: [IMG-1]\nmust-pass: [Who asks]\n---\n"
    quiz, faults = read(front + HEAD + TITLE + STEM + OPTIONS)
    assert faults == []
    assert quiz is not None
    assert quiz.questions[0].must_pass
    assert quiz.front.audience == ("staff",)


def test_everything_of_the_format_is_read_as_text2qti_reads_it() -> None:
    quiz, faults = read(RICH)
    assert faults == []
    assert quiz is not None
    assert quiz.title == "Basics, and more"
    assert quiz.description == "What\nyou need.\n\nIn two paragraphs."
    assert len(quiz.questions) == 3
    assert ours(quiz) == theirs(RICH)


def test_there_are_quiz_files() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_text2qti_reads_a_quiz_file_as_we_do(file: Path) -> None:
    faults = Faults(file.name)
    source = Source(file.name, file.read_text("utf-8"))
    quiz = read_quiz(source, faults)
    assert faults.found == []
    assert quiz is not None
    assert ours(quiz) == theirs(body_of(source).text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            HEAD + STEM + OPTIONS,
            '3: this question has no title: write "Title: …" above it.',
        ),
        (
            HEAD + "Title: ???\n" + STEM + OPTIONS,
            '3: "???" has no letter or digit in it, so it gives no short name.',
        ),
        (
            HEAD + "Title: Who asks for permission before a picture\n" + STEM + OPTIONS,
            '3: "Who asks for permission before a picture" is too long: its short name '
            '"who-asks-for-permission-before-a-picture" has 40 letters, and 32 are allowed.',
        ),
        (TITLE + STEM + OPTIONS, '1: the quiz has no title: begin with "Quiz title: …".'),
        (HEAD, "1: there is no question here, such as: 1.  …"),
        (
            HEAD + TITLE + STEM + "*a) We do\n... Yes [IMG-1].\n",
            '4: the question "Who asks" needs at least two options.',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS.replace("*b)", "b) "),
            '4: the question "Who asks" has no right option: mark it as *b).',
        ),
        (
            HEAD + TITLE + STEM + "[ ] Nobody\n... [IMG-1]\n[ ] All\n... [IMG-1]\n",
            '4: the question "Who asks" has no right option: mark it as [*].',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS.replace("a)  ", "*a) "),
            '7: the question "Who asks" has two right options: mark one, or write all options '
            "with [ ].",
        ),
        (
            HEAD + TITLE + STEM + OPTIONS + "[ ] All\n... No.\n",
            '9: the question "Who asks" mixes a) and [ ]: use a) when one option is right, and '
            "[ ] when several can be.",
        ),
        (
            HEAD + TITLE + STEM + OPTIONS.replace("... Yes [IMG-1].\n", ""),
            '7: this option has no feedback: add a line "... …" below it.',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS.replace(" [IMG-1]", ""),
            '4: no feedback of the question "Who asks" cites a clause, such as [IMG-7].',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS.replace("*b)", "*c)"),
            '7: this option is "c)", but its place is that of b).',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS.replace("We do", "Nobody"),
            "7: this option is the same as the one on line 5.",
        ),
        (
            HEAD + TITLE + "Points: 1.5\n" + STEM + OPTIONS,
            '4: points are a whole number from 1 to 10, not "1.5".',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS + TITLE + "2.  Who else?\n" + OPTIONS,
            "9: the questions on lines 3 and 9 get the same short name "
            '"who-asks": change one title.',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS + "Title: Again\n" + STEM + OPTIONS,
            "10: this question is the same as the one on line 4.",
        ),
        (
            HEAD + TITLE + STEM + "... Hm.\n" + OPTIONS,
            "5: this feedback stands before any option: use + for those who are right and - for "
            "those who are wrong.",
        ),
        (
            HEAD + TITLE + STEM + OPTIONS + "... More.\n",
            "9: this option has its feedback already.",
        ),
        (
            HEAD + TITLE + STEM + OPTIONS + "+   Good.\n",
            '9: write the line with "+" before the first option.',
        ),
        (
            HEAD + TITLE + STEM + "+   Good.\n+   Fine.\n" + OPTIONS,
            '6: the question "Who asks" has a + line already.',
        ),
        (
            HEAD + TITLE + STEM + "-   Bad.\n-   Worse.\n" + OPTIONS,
            '6: the question "Who asks" has a - line already.',
        ),
        (
            HEAD + TITLE + TITLE + STEM + OPTIONS,
            "4: a question has one title; the one above has no question yet.",
        ),
        (
            HEAD + "Points: 1\n" + TITLE + STEM + OPTIONS,
            "4: write Title: before Points:.",
        ),
        (
            HEAD + TITLE + "Points: 1\nPoints: 2\n" + STEM + OPTIONS,
            "5: the next question has its points already.",
        ),
        (
            HEAD + TITLE + STEM + OPTIONS + "Title: Next\n",
            "9: no question follows this Title:",
        ),
        (
            HEAD + TITLE + "a)  Nobody\n" + STEM + OPTIONS,
            "4: after Title: a question has to follow, such as: 1.  …",
        ),
        (
            HEAD + "a)  Nobody\n" + TITLE + STEM + OPTIONS,
            '3: "a)" stands here before any question.',
        ),
        (
            HEAD + TITLE + STEM + OPTIONS + "Quiz description: Late.\n",
            "9: Quiz description: has to stand before the first question.",
        ),
        (
            HEAD + HEAD + TITLE + STEM + OPTIONS,
            "3: the quiz has one title, above its description.",
        ),
        (
            HEAD + "Quiz description: A\nQuiz description: B\n" + TITLE + STEM + OPTIONS,
            "4: the quiz has a description already.",
        ),
        (
            HEAD + TITLE + STEM.replace("?", "? ![a](b.png)") + OPTIONS,
            "4: ![ begins a picture, and a text shows none: write an image case for it. "
            "Between ! and a citation leave a space.",
        ),
        (
            HEAD + TITLE + STEM + OPTIONS.replace("Yes [", "Yes! [").replace("No [", "No!["),
            "6: ![ begins a picture, and a text shows none: write an image case for it. "
            "Between ! and a citation leave a space.",
        ),
    ],
)
def test_a_fault_of_a_question_is_told_with_its_line(text: str, fault: str) -> None:
    assert refused(text) == [fault]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("____", "an essay question"),
        ("^^^^", "an upload question"),
        ("=   42", "a question with a number as its answer"),
        ("!   Because", "a worked solution"),
        ("*   forty-two", "a short-answer question"),
        ("GROUP", "a group of questions"),
        ("END_GROUP", "a group of questions"),
        ("Pick: 2", "a group of questions"),
        ("```{.python .run}", "a code block"),
        ("Text: Read this.", "a text between questions"),
        ("Shuffle answers: true", "a setting of another program"),
    ],
)
def test_what_text2qti_has_beyond_choice_questions_is_refused_by_name(
    line: str, fault: str
) -> None:
    assert refused(HEAD + TITLE + STEM + OPTIONS + line + "\n") == [
        f"9: {fault} is not possible here: a quiz has choice questions only."
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("*b)We do", '9: put a space after "*b)".'),
        ("...", '9: nothing follows "...".'),
        ("c)", '9: nothing follows "c)".'),
        ("[x] All", "9: mark a right option with [*]."),
        ("c. All", "9: write an option as a) or, when it is right, as *b)."),
        ("* c) All", "9: a short-answer question is not possible here"),
        ("2) Who?", "9: write a question's number with a full stop: 1."),
        ("Quiz Description: Hm", '9: write "Quiz description:" with a small d.'),
        ("   and so on", "9: this line continues nothing"),
        ("and so on", '9: "and so on" belongs to nothing'),
        ("COMMENTS", "9: COMMENT has to stand alone on its line."),
        ("COMMENT", "9: the comment that begins here has no END_COMMENT line."),
        ("END_COMMENT", "9: END_COMMENT stands here without a COMMENT line before it."),
        ("COMMENT\nEND_COMMENT!", "10: END_COMMENT has to stand alone on its line."),
        ("Title: A\n on", "10: indent this line by two spaces or more."),
    ],
)
def test_a_slip_of_the_pen_gets_advice(line: str, fault: str) -> None:
    faults = refused(HEAD + TITLE + STEM + OPTIONS + line + "\n")
    assert faults[0].startswith(fault)


def test_a_title_that_must_be_passed_has_to_exist() -> None:
    front = "---\nmust-pass:\n  - Who ask\n---\n"
    assert refused(front + HEAD + TITLE + STEM + OPTIONS) == [
        '3: "Who ask" is no question of this quiz. Did you mean "Who asks"? Titles: Who asks.'
    ]


def test_a_clause_that_is_promised_has_to_be_cited() -> None:
    front = "---\nclauses: [IMG-1, IMG-2]\n---\n"
    assert refused(front + HEAD + TITLE + STEM + OPTIONS) == [
        "2: the quiz promises to teach IMG-2, but no feedback cites [IMG-2]."
    ]


def test_an_unknown_role_is_told_with_the_roles_there_are() -> None:
    front = "---\naudience: [staf]\n---\n"
    assert refused(front + HEAD + TITLE + STEM + OPTIONS) == [
        '2: "staf" is no value for "audience". Did you mean "staff"? '
        "Values: staff, volunteer, parent, leader, administrator, trainer, support."
    ]


def test_front_matter_that_does_not_end_is_told() -> None:
    assert refused("---\nclauses: []\n" + HEAD)[0] == (
        "1: the lines that begin here with --- have no --- line after them."
    )


def test_every_fault_of_a_quiz_is_told_at_once() -> None:
    text = "---\nmustpass: [A]\n---\n" + HEAD + STEM + "a)  One\nb)  Two\n____\nTitle: Last\n"
    assert [fault.split(":")[0] for fault in refused(text)] == [
        "2",
        "9",
        "10",
        "6",
        "6",
        "7",
        "8",
        "6",
    ]


def test_our_reader_refuses_what_is_indented_too_little_as_text2qti_does() -> None:
    text = HEAD + TITLE + STEM + "  and when?\n" + OPTIONS
    assert refused(text)[0].startswith("5: this line continues nothing")
