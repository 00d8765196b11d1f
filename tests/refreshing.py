"""A course with refreshers, and people who completed it some days ago."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from readyroom.content.load import load_course
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.draw import asked
from readyroom.play.keys import module_key, right_response
from readyroom.records.paths import Data
from readyroom.records.people import Person
from tests.builders import COURSE, LIST, MODULE, QUESTION, STORY
from tests.drawn import question
from tests.graded import take
from tests.served import ROOT

DAYS = (7, 30, 90)
BANK = (question("a-no", "IMG-2"), question("a-late-no", "IMG-2"))
POND = MODULE.model_copy(
    update={
        "activities": (STORY, QUESTION, LIST, question("the-list", "IMG-7"), *BANK),
        "quizzes": {"bank": tuple(one.slug for one in BANK)},
        "draws": {"bank": 1},
    }
)
REFRESHED = COURSE.model_copy(update={"modules": (POND,), "refreshers": DAYS})
"""A story and five questions: about IMG-1, IMG-7, both IMG-2 and IMG-7, and IMG-2 drawn of two."""

(SEEN,) = {one.slug for one in BANK} & set(asked(POND, seen={}, answered=(), seed="ann/pond/1"))
(UNSEEN,) = {one.slug for one in BANK} - {SEEN}
"""The question of the bank that Ann's attempt asks, and the one that it does not."""

RIGHT: dict[str, object] = {key.slug: right_response(key) for key in module_key(POND).activities}
UNSURE: dict[str, object] = {**RIGHT, "a-no": "a", "a-late-no": "a"}
"""Enough for a pass, with one answer wrong: the one about IMG-2."""


def complete(data: Data, person: str, *, at: datetime, responses: dict[str, object]) -> None:
    """Lets the person take the course in code, and has it graded."""
    take(data, person, responses, course=REFRESHED, at=at)
    bring_up_to_date(data, pass_percent=REFRESHED.pass_rule.percent)


QUIZ = """\
---
must-pass: [Whose yes]
draw: 2
---
Quiz title: Three questions

Title: Whose yes
1.  Who has to say yes before a pupil's picture is used?
a)  The pupil's best friend
... A friend cannot give permission [IMG-1].
*b) The pupil's family
... Yes, and before the picture is used [IMG-1].

Title: After the fair
2.  Which of these do you leave alone after the fair?
+   A no and a personal account are both reasons enough [IMG-2] [PST-3].
-   Look for a no, and for whose account it is [IMG-2] [PST-3].
[*] A film of a parent who asked not to be filmed
... A no is enough [IMG-2].
[ ] A picture of the empty stalls
... It shows nobody [IMG-1].
[*] A pupil's picture for a personal account
... No pupil's picture goes there [PST-3].

Title: On the list
3.  A pupil on the do-not-publish list wins a prize. Which picture goes on the school page?

    > [message] Ms Okafor, 15:40
    > Can we show the winner? The family is very proud.

*a) The trophy on its own
... A trophy shows nobody [IMG-7].
b)  The winner from behind
... A child on the list is not shown [IMG-7].
"""


def write_course_with_refreshers(root: Path) -> Path:
    """The course of ``tests/courses/tasks`` with refreshers, in a folder of its own.

    It has three questions that a refresher can ask; the second has two right options.
    """
    for folder in ("course", "quizzes", "scenarios"):
        shutil.copytree(ROOT / "tests" / "courses" / "tasks" / folder, root / folder)
    file = root / "course" / "course.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"refreshers: [7, 30, 90]\n{text}", encoding="utf-8")
    (root / "quizzes" / "bank.md").write_text(QUIZ, encoding="utf-8")
    return root


def complete_served(data: Data, content: Path, person: str, *, at: datetime) -> None:
    """Lets somebody pass the course in a folder, all right, before it is served."""
    course = load_course(content)
    key = module_key(course.modules[0])
    responses: dict[str, object] = {one.slug: right_response(one) for one in key.activities}
    take(data, person, responses, course=course, at=at)
    bring_up_to_date(data, pass_percent=course.pass_rule.percent)


def somebody(name: str, role: str = "staff") -> Person:
    """An invented person with that first name."""
    return Person(
        id=name.lower(),
        last_name="Marsh",
        first_name=name,
        email=f"{name.lower()}@ash.example",
        role=role,  # type: ignore[arg-type]
        school="Ash Infants",
    )
