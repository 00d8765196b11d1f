"""Tasks: what their files are checked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readyroom.content.load import load_course, read_course
from readyroom.content.tasks import Order, Review, Rewrite, Sort
from tests.course_files import COURSE, NOTEBOOK, faults, write_course
from tests.task_files import SORT, TASKS


def said(root: Path, text: str) -> list[str]:
    """The faults of a task, without the name of its file."""
    file = "quizzes/tasks/one.yml"
    return [fault.removeprefix(f"{file}:") for fault in faults(root, file, text)]


def listing(*lines: str) -> str:
    """course.yml with more activities at the end of the module's list."""
    listed = "".join(f"      - {line}\n" for line in lines)
    return COURSE.replace("checks:", f"{listed}checks:")


def page(*calls: str) -> str:
    """The module's page with more calls before its summary."""
    notebook = json.loads(NOTEBOOK)
    notebook["cells"][-1:-1] = [
        {**notebook["cells"][-1], "id": f"more-{number}", "source": call}
        for number, call in enumerate(calls)
    ]
    return json.dumps(notebook, indent=1)


def test_a_module_shows_a_task_of_each_kind(tmp_path: Path) -> None:
    files = {f"quizzes/tasks/{name}-one.yml": text for name, text in TASKS.items()}
    files["course/course.yml"] = listing(*(f"task: {name}-one" for name in TASKS))
    files["course/small/small.ipynb"] = page(*(f'lesson.task("{name}-one")' for name in TASKS))
    reading = read_course(write_course(tmp_path, dict(files)))
    assert reading.faults == ()
    assert reading.notices == ()
    module = load_course(tmp_path).module("small")
    sort, order, rewrite, review = module.activities[-4:]
    assert isinstance(sort, Sort)
    assert (sort.slug, sort.must_pass, sort.points) == ("sort-one", True, 2)
    assert {item.text: item.pile for item in sort.by_id().values()} == {
        "A duck": "post",
        "A stranger": "ask",
        "A pond": "post",
    }
    assert isinstance(order, Order)
    assert [step.with_previous for step in order.steps] == [False, False, True, False]
    assert isinstance(rewrite, Rewrite)
    assert rewrite.marked() == ("who",)
    assert isinstance(review, Review)
    assert [part.text for part in review.parts] == ["To show ducks.", "", "Weekly."]


def test_a_task_that_no_module_shows_is_noticed(tmp_path: Path) -> None:
    reading = read_course(write_course(tmp_path, {"quizzes/tasks/one.yml": SORT}))
    assert reading.faults == ()
    assert [str(notice) for notice in reading.notices] == [
        "quizzes/tasks/one.yml: no module in course.yml shows this file."
    ]


def test_a_file_among_the_tasks_that_is_no_yaml_is_noticed(tmp_path: Path) -> None:
    reading = read_course(write_course(tmp_path, {"quizzes/tasks/one.txt": SORT}))
    assert [str(notice) for notice in reading.notices] == [
        "quizzes/tasks/one.txt: not read: no .yml file."
    ]


def test_a_task_that_is_not_there_is_missed(tmp_path: Path) -> None:
    write_course(tmp_path, {"quizzes/tasks/one.yml": SORT})
    assert faults(tmp_path, "course/course.yml", listing("task: ones"))[0] == (
        'course/course.yml:19: there is no file quizzes/tasks/ones.yml. Did you mean "one"?'
    )


def test_a_task_has_to_stand_on_the_page(tmp_path: Path) -> None:
    write_course(tmp_path, {"quizzes/tasks/one.yml": SORT})
    assert faults(tmp_path, "course/course.yml", listing("task: one")) == [
        'course/small/small.ipynb: the page does not show the task "one": add a cell '
        'lesson.task("one").'
    ]


def test_a_task_may_not_be_called_like_another_activity_of_the_module(tmp_path: Path) -> None:
    files = {
        "quizzes/tasks/who-asks.yml": SORT,
        "course/course.yml": listing("task: who-asks"),
        "course/small/small.ipynb": page('lesson.task("who-asks")'),
    }
    reading = read_course(write_course(tmp_path, dict(files)))
    assert [str(fault) for fault in reading.faults] == [
        'course/course.yml:19: "who-asks" comes twice in the module "small": in quiz "basics" and '
        'in task "who-asks".'
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: A", '1: "kind" is missing: say which of sort, order, rewrite, review it is.'),
        (
            "kind: sorts\ntitle: A",
            '1: this is no kind of task. Did you mean "sort"? Kinds: sort, order, rewrite, review.',
        ),
        (
            "title: A\nkind: [sort]",
            "2: this is no kind of task. Kinds: sort, order, rewrite, review.",
        ),
        ("- sort", "1: a list of keys was expected here, such as: kind: sort"),
        ("kind:", '1: "kind" has nothing after it: give it a value, or take it out.'),
    ],
)
def test_a_task_says_of_what_kind_it_is(tmp_path: Path, text: str, fault: str) -> None:
    assert said(tmp_path, text) == [fault]


@pytest.mark.parametrize(
    ("kind", "old", "new", "fault"),
    [
        (
            "sort",
            "pile: ask",
            "pile: asks",
            '10: "asks" is no pile here. Did you mean "ask"? Piles: post, ask.',
        ),
        (
            "sort",
            "  - {id: ask, name: Ask first}\n",
            "  - {id: ask, name: Ask first}\n  - {id: keep, name: Keep it}\n",
            '7: nothing belongs to the pile "keep": add an item, or take the pile out.',
        ),
        (
            "sort",
            "name: Ask first}",
            "name: Ask first}\n  - {id: ask, name: Ask}",
            '7: two piles have the id "ask" (the first on line 6).',
        ),
        (
            "sort",
            "name: Ask first",
            "name: post IT",
            "6: this pile reads the same as the one on line 5.",
        ),
        ("sort", "A pond", "a  duck", "12: this item reads the same as the one on line 8."),
        ("sort", "[IMG-1]", "", "13: no feedback cites a clause, such as [IMG-7]."),
        (
            "sort",
            "[IMG-1]",
            "[IMG-5]",
            '11: [IMG-5] is no clause of the policy. Did you mean "IMG-7"?',
        ),
        ("sort", "  - {id: post, name: Post it}\n", "", '4: "piles" needs at least 2 in its list.'),
        (
            "sort",
            "title: Three piles",
            "title: Three piles\nslug: one",
            '3: "slug" is no key here. Keys: items, kind, must-pass, piles, points, stem, title, '
            "when-right, when-wrong.",
        ),
        (
            "sort",
            "stem: Where does each go?",
            "stem: |\n  > [pots] Ada\n  > Where?",
            '4: [pots] is nothing that can be shown. Did you mean "post"? Kinds: post, comment, '
            "message, email, profile.",
        ),
        (
            "order",
            "text: Ask,",
            "text: Ask, with-previous: true,",
            "5: the first step has no step before it: take with-previous out.",
        ),
        ("order", "text: Write", "text: ask", "6: this step reads the same as the one on line 5."),
        (
            "order",
            "Write\n  - text: Describe\n    with-previous: true\n  - text: Post\n",
            "Write\n    with-previous: true\n  - {text: Post, with-previous: true}\n",
            "4: all steps may change places, so no order is right or wrong: take with-previous "
            "out of one.",
        ),
        (
            "rewrite",
            "{{who}}",
            "{{wo}}",
            '6: the text marks a spot "wo", which is not in the list of spots. Did you mean "who"? '
            "Spots: who.",
        ),
        ("rewrite", "{{who}}", "{{who}} {{who}}", '6: the text marks the spot "who" twice.'),
        (
            "rewrite",
            "{{who}} fell",
            "{{who}} {{fell",
            "6: a spot is marked with two brackets on each side, such as {{opening}}.",
        ),
        (
            "rewrite",
            "{{who}}",
            "He",
            '8: the text does not mark the spot "who": write {{who}} where it stands.',
        ),
        (
            "rewrite",
            "text: Tom Abel,",
            "text: Tom Abel, good: true,",
            '10: the first wording of "who" is the draft\'s own, so it cannot be good: there would '
            "be nothing to better.",
        ),
        (
            "rewrite",
            "good: true",
            "good: false",
            '9: no wording of "who" is good: write good: true below at least one.',
        ),
        (
            "rewrite",
            "text: Somebody",
            "text: tom abel",
            "11: this wording reads the same as the one on line 10.",
        ),
        (
            "rewrite",
            "      - {text: One of the twins, feedback: There is one pair of them.}\n",
            "",
            '9: "wordings" needs at least 3 in its list.',
        ),
        (
            "rewrite",
            "text: One of the twins,",
            "text: One of the twins, good: true,",
            '9: every wording of "who" is good but the draft\'s own, so any other will do: add one '
            "that is no better.",
        ),
        (
            "rewrite",
            "shown: post",
            "shown: letter",
            '4: "letter" is no value for "shown". Values: post, comment, message, email, profile.',
        ),
        ("review", "id: when", "id: why", '9: two parts have the id "why" (the first on line 7).'),
        (
            "review",
            "id: when",
            "id: decision",
            '9: no part can have the id "decision", which is that of the decision: rename it.',
        ),
        ("review", "name: When", "name: why", "9: this part reads the same as the one on line 7."),
        (
            "review",
            "text: Weekly., ",
            "",
            '9: the part "when" is left blank, so it cannot be enough: write its text, or '
            "enough: false.",
        ),
        ("review", "enough: false, ", "", '8: "enough" is missing.'),
    ],
)
def test_what_does_not_fit_together_is_told(
    tmp_path: Path, kind: str, old: str, new: str, fault: str
) -> None:
    text = TASKS[kind]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    assert fault in said(tmp_path, text.replace(old, new))


@pytest.mark.parametrize(
    ("kind", "old", "new", "fault"),
    [
        ("sort", "    pile: ask\n", "", '9: "pile" is missing.'),
        ("rewrite", "good: true", "good: yes", '12: "good" is either true or false, not "yes".'),
    ],
)
def test_a_fault_of_one_item_says_nothing_of_how_long_its_list_is(
    tmp_path: Path, kind: str, old: str, new: str, fault: str
) -> None:
    assert said(tmp_path, TASKS[kind].replace(old, new)) == [fault]


def test_a_list_that_is_too_short_is_told_beside_a_fault_in_it(tmp_path: Path) -> None:
    text = SORT.replace("  - {text: A pond, pile: post, feedback: Nobody is in it.}\n", "")
    assert said(tmp_path, text.replace("    pile: ask\n", "")) == [
        '7: "items" needs at least 3 in its list.',
        '9: "pile" is missing.',
    ]


def test_the_faults_of_a_task_are_told_all_at_once(tmp_path: Path) -> None:
    text = SORT.replace("pile: ask", "pile: asks").replace("A pond", "A duck")
    assert [fault.split(":")[0] for fault in said(tmp_path, text)] == ["6", "10", "12"]


def test_too_many_piles_are_counted(tmp_path: Path) -> None:
    more = "".join(f"  - {{id: p{n}, name: Pile {n}}}\n" for n in range(4))
    text = SORT.replace("piles:\n", f"piles:\n{more}")
    assert said(tmp_path, text) == ['4: "piles" has more than 5 in its list.']


@pytest.mark.parametrize("kind", TASKS)
def test_a_good_task_has_no_fault(tmp_path: Path, kind: str) -> None:
    assert said(tmp_path, TASKS[kind]) == []
