"""What a new version of the policy says otherwise, and who is asked about it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from readyroom.content.changes import compared
from readyroom.content.model import Clause, Course, Declaration, Policy, PolicyVersion
from tests.builders import COURSE, MODULE, POLICY, clause
from tests.served import MINI, readyroom

OLD = PolicyVersion(version="2026-09", adopted=date(2026, 9, 1))
ONE, TWO, SEVEN = POLICY.clauses
HEAD = "From version 2026-09 to 2028-09:"
SAME = "Nothing that a clause says has changed."


def after(*clauses: Clause, earlier: tuple[PolicyVersion, ...] = (OLD,)) -> Course:
    """The course under the next version of the policy, with these clauses."""
    return under(
        POLICY.model_copy(
            update={
                "version": "2028-09",
                "adopted": date(2028, 9, 1),
                "next_review": date(2030, 9, 1),
                "earlier": earlier,
                "clauses": clauses,
            }
        )
    )


def under(policy: Policy) -> Course:
    """The small course, in which the questions cite no clause that the policy does not have."""
    known = {clause.id for clause in policy.clauses}
    kept = tuple(a for a in MODULE.activities if known.issuperset(a.clauses()))
    module = MODULE.model_copy(update={"activities": kept, "quizzes": {}})
    return COURSE.model_copy(update={"policy": policy, "modules": (module,)})


def test_the_same_policy_has_not_changed() -> None:
    assert compared(POLICY, under(POLICY)) == ("Version 2026-09: nothing has changed.",)


def test_a_new_version_of_the_same_clauses_says_so() -> None:
    assert compared(POLICY, after(ONE, TWO, SEVEN)) == (HEAD, SAME)


def test_a_clause_that_means_something_else_is_asked_about_again() -> None:
    new = TWO.model_copy(update={"text": "A no needs a reason.", "changed": "2028-09"})
    assert compared(POLICY, after(ONE, new, SEVEN)) == (
        HEAD,
        "IMG-2: its meaning has changed. Whoever passed before is asked about it.",
    )


def test_a_clause_that_no_module_asks_for_is_not_asked_about_again() -> None:
    new = clause("IMG-8").model_copy(update={"changed": "2028-09"})
    assert compared(POLICY, after(ONE, TWO, SEVEN, new))[1:] == (
        "IMG-8: new. No module asks for it, so nothing is asked again.",
    )


def test_where_people_declare_the_declaration_alone_is_asked_for_again() -> None:
    new = clause("IMG-8").model_copy(update={"changed": "2028-09"})
    declaring = after(ONE, TWO, SEVEN, new).model_copy(
        update={"declarations": (Declaration(roles=("staff",), text="I have read it."),)}
    )
    assert compared(POLICY, declaring)[1:] == (
        "IMG-8: new. No module asks for it, so only the declaration is asked for again.",
    )


@pytest.mark.parametrize(
    ("clauses", "line"),
    [
        ((ONE, TWO, SEVEN, clause("IMG-8")), "IMG-8: new, and no module asks for it."),
        (
            (ONE.model_copy(update={"text": "Better words."}), TWO, SEVEN),
            "IMG-1: other words, the same meaning. All records stay valid.",
        ),
        (
            (ONE.model_copy(update={"section": "Pictures"}), TWO, SEVEN),
            "IMG-1: it stands under “Pictures” now. All records stay valid.",
        ),
        (
            (ONE, TWO, SEVEN.model_copy(update={"binds": ("staff",)})),
            "IMG-7: whom it binds, or who has to know it, has changed. All records stay valid.",
        ),
        (
            (ONE, TWO, SEVEN.model_copy(update={"must_pass": True})),
            "IMG-7: how it is asked for has changed. All records stay valid.",
        ),
        (
            (ONE, TWO.model_copy(update={"with_us": "Tell the office."}), SEVEN),
            "IMG-2: with-us is new, and readers are told so. All records stay valid.",
        ),
        (
            (ONE, TWO.model_copy(update={"text": "No is no.", "assessed": False}), SEVEN),
            "IMG-2: other words, the same meaning; how it is asked for has changed. All records "
            "stay valid.",
        ),
        (
            (ONE, TWO.model_copy(update={"changed": "2026-09"}), SEVEN),
            "IMG-2: marked as changed in 2026-09, which is no version after 2026-09. Nobody is "
            "asked about it.",
        ),
        ((ONE, SEVEN), "IMG-2: no longer there."),
    ],
)
def test_any_other_difference_is_told_in_a_line(clauses: tuple[Clause, ...], line: str) -> None:
    assert compared(POLICY, after(*clauses)) == (HEAD, line)


def test_a_new_clause_that_is_not_marked_is_asked_of_those_who_begin_anew() -> None:
    before = POLICY.model_copy(update={"clauses": (ONE, TWO)})
    assert compared(before, after(ONE, TWO, SEVEN))[1:] == (
        "IMG-7: new, and not marked as changed: only those are asked about it who take their "
        "modules anew.",
    )


def test_every_clause_that_differs_has_its_line_in_the_registers_order() -> None:
    new = after(
        ONE.model_copy(update={"text": "Better words."}),
        SEVEN.model_copy(update={"changed": "2028-09"}),
        clause("IMG-9"),
    )
    told = compared(POLICY, new)[1:]
    assert [line.split(":")[0] for line in told] == ["IMG-1", "IMG-7", "IMG-9", "IMG-2"]


def test_a_mark_that_was_there_before_changes_nothing_now() -> None:
    marked = TWO.model_copy(update={"changed": "2026-09"})
    before = POLICY.model_copy(update={"clauses": (ONE, marked, SEVEN)})
    assert compared(before, after(ONE, marked, SEVEN)) == (HEAD, SAME)


def test_a_version_that_is_not_listed_carries_nobodys_pass_over() -> None:
    assert compared(POLICY, after(ONE, TWO, SEVEN, earlier=())) == (
        HEAD,
        "Version 2026-09 does not stand under `earlier` in policy.yml, so nobody's pass can be "
        "carried over: everybody takes every module again.",
    )


def test_better_words_under_the_same_version_leave_all_records_valid() -> None:
    better = POLICY.model_copy(
        update={"clauses": (ONE.model_copy(update={"text": "Ask first."}), TWO, SEVEN)}
    )
    assert compared(POLICY, under(better)) == (
        "Version 2026-09, edited since it was served:",
        "IMG-1: other words, the same meaning. All records stay valid.",
    )


# --- the command


@pytest.fixture
def served_before(tmp_path: Path) -> Path:
    """A data folder with the copy of the mini-course that was served last."""
    data = tmp_path / "var"
    for folder in ("course", "quizzes", "scenarios"):
        shutil.copytree(MINI / folder, data / "content" / folder)
    return data


def edited(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The mini-course with some words of its policy replaced."""
    root = tmp_path / "edited"
    shutil.copytree(MINI, root)
    file = root / "course" / "policy.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return root


def test_the_command_finds_nothing_new_in_what_is_served(served_before: Path) -> None:
    done = readyroom("course", "changes", "--content", str(MINI), "--data", str(served_before))
    assert (done.returncode, done.stdout) == (0, "Version 2026-01: nothing has changed.\n")


def test_the_command_tells_what_is_new_since_the_course_was_served(
    served_before: Path, tmp_path: Path
) -> None:
    content = edited(
        tmp_path,
        ('version: "2026-01"', 'version: "2027-01"'),
        ("adopted: 2026-01-05", "adopted: 2027-01-05"),
        ("\nclauses:", '\nearlier:\n  - {version: "2026-01", adopted: 2026-01-05}\n\nclauses:'),
        (
            "    text: Anyone may ask not to be filmed, and needs no reason.",
            '    changed: "2027-01"\n    text: Anyone may ask not to be filmed, once in writing.',
        ),
        ("A child on the do-not-publish list is not shown.", "Nobody on the list is shown."),
    )
    done = readyroom("course", "changes", "--content", str(content), "--data", str(served_before))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "From version 2026-01 to 2027-01:",
        "IMG-2: its meaning has changed. Whoever passed before is asked about it.",
        "IMG-7: other words, the same meaning. All records stay valid.",
    ]


def test_the_command_says_so_when_nothing_was_served_yet(tmp_path: Path) -> None:
    data = tmp_path / "var"
    done = readyroom("course", "changes", "--content", str(MINI), "--data", str(data))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"Nothing was served from {data} yet" in done.stderr
    assert not data.exists()


def test_the_command_shows_the_faults_of_the_new_policy(
    served_before: Path, tmp_path: Path
) -> None:
    content = edited(tmp_path, ("id: IMG-2", "id: IMG2"))
    done = readyroom("course", "changes", "--content", str(content), "--data", str(served_before))
    assert (done.returncode, done.stdout) == (1, "")
    assert "course/policy.yml:" in done.stderr
    assert '"IMG2" is no clause id' in done.stderr
