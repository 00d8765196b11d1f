"""What a new version of the policy comes to for whoever was trained under the one before."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from readyroom.content.changes import compared
from readyroom.content.model import Course, Declaration, Policy
from tests.builders import COURSE, POLICY, clause
from tests.served import MINI, readyroom
from tests.test_renewal import revised, under

HEAD = "From version 2026-09 to 2027-01:"


def with_first(policy: Policy, **update: object) -> Policy:
    """The policy with another first clause, IMG-1."""
    first, *others = policy.clauses
    return policy.model_copy(
        update={"clauses": (first.model_copy(update=update), *others)},
    )


def said(after: Policy, course: Course = COURSE) -> tuple[str, ...]:
    return compared(POLICY, course.model_copy(update={"policy": after}))


def test_a_changed_meaning_is_asked_about_again() -> None:
    assert said(revised("IMG-1")) == (
        HEAD,
        "IMG-1: its meaning has changed. Whoever passed before is asked about it.",
    )


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ({"text": "Put better."}, "other words, the same meaning"),
        ({"with_us": "Ask the office."}, "with-us is new, and readers are told so"),
        ({"section": "Pictures"}, "it stands under “Pictures” now"),
        ({"known_by": ("parent",)}, "whom it binds, or who has to know it, has changed"),
        ({"must_pass": True}, "how it is asked for has changed"),
    ],
)
def test_what_is_otherwise_about_a_clause_is_told_as_what_it_is(
    update: dict[str, object], message: str
) -> None:
    after = with_first(revised(), **update)
    assert said(after) == (HEAD, f"IMG-1: {message}. All records stay valid.")


@pytest.mark.parametrize(
    ("now", "message"),
    [
        ("Ask the head.", "with-us reads otherwise, and readers are told so"),
        ("", "with-us is no longer there, and readers are told so"),
    ],
)
def test_another_arrangement_of_the_trust_is_told_as_such(now: str, message: str) -> None:
    before = with_first(POLICY, with_us="Ask the office.")
    after = under(with_first(revised(), with_us=now))
    assert compared(before, after)[1:] == (f"IMG-1: {message}. All records stay valid.",)


def test_a_changed_clause_that_no_module_asks_for_only_renews_the_declaration() -> None:
    (module,) = COURSE.modules
    asks = tuple(a for a in module.activities if a.slug == "who-asks")
    read = module.model_copy(update={"activities": asks, "quizzes": {"pond": ("who-asks",)}})
    words = Declaration(roles=("staff",), text="I have read it.")
    silent = COURSE.model_copy(update={"modules": (read,)})
    declaring = silent.model_copy(update={"declarations": (words,)})
    assert said(revised("IMG-7"), declaring)[1:] == (
        "IMG-7: its meaning has changed. No module asks for it, so only the declaration is asked "
        "for again.",
    )
    assert said(revised("IMG-7"), silent)[1:] == (
        "IMG-7: its meaning has changed. No module asks for it, so nothing is asked again.",
    )


def test_a_clause_marked_with_the_version_that_is_served_already_asks_nobody() -> None:
    assert said(with_first(POLICY, changed="2026-09")) == (
        "Version 2026-09, edited since it was served:",
        "IMG-1: marked as changed in 2026-09, which is no version after 2026-09. Nobody is asked "
        "about it.",
    )


def test_a_new_clause_and_one_that_is_gone_are_told() -> None:
    before = POLICY.model_copy(update={"clauses": (*POLICY.clauses[1:], clause("IMG-9"))})
    assert compared(before, under(revised()))[1:] == (
        "IMG-1: new, and not marked as changed: only those are asked about it who take their "
        "modules anew.",
        "IMG-9: no longer there.",
    )
    assert compared(before, under(revised("IMG-1")))[1] == (
        "IMG-1: new. Whoever passed before is asked about it."
    )


def test_another_date_of_review_changes_no_clause() -> None:
    after = POLICY.model_copy(update={"next_review": date(2030, 1, 1)})
    assert said(after)[1:] == ("Nothing that a clause says has changed.",)


def test_a_version_that_is_not_listed_carries_nobody_over() -> None:
    after = revised().model_copy(update={"earlier": ()})
    assert "everybody takes every module again" in said(after)[1]


def served_by_an_earlier_release(data: Path) -> Path:
    """A copy that was fit to be served once: today's checks have something against it."""
    copy = data / "content"
    shutil.copytree(MINI, copy)
    quiz = copy / "quizzes" / "mini.md"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("[IMG-1]", ""), encoding="utf-8")
    return copy


def test_what_an_earlier_release_served_can_be_compared_with_whatever_is_checked_now(
    data: Path,
) -> None:
    copy = served_by_an_earlier_release(data)
    assert readyroom("course", "check", "--content", str(copy)).returncode == 1
    done = readyroom("course", "changes", "--content", str(MINI), "--data", str(data))
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing has changed" in done.stdout


def test_a_served_policy_that_cannot_be_read_is_named_with_its_folder(data: Path) -> None:
    copy = served_by_an_earlier_release(data)
    (copy / "course" / "policy.yml").write_text("clauses: 1\n", encoding="utf-8")
    done = readyroom("course", "changes", "--content", str(MINI), "--data", str(data))
    assert done.returncode == 1
    assert f"as it was last served, in {copy}" in done.stderr
    assert "course/policy.yml" in done.stderr
