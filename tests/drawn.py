"""A module with a quiz of which an attempt asks three of six questions, built in code."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from readyroom.content.model import Choice, Course, Module, Option
from readyroom.play.keys import Response
from tests.builders import COURSE, STORY


def question(
    slug: str, *clauses: str, must_pass: bool = False, points: int = 1, stem: str = ""
) -> Choice:
    """A question about those clauses; b is right."""
    cites = " ".join(f"[{clause}]" for clause in clauses)
    return Choice(
        slug=slug,
        title=slug.replace("-", " ").capitalize(),
        stem=stem or f"What of {slug}?",
        multiple=False,
        options=(
            Option(id="a", text="Go on", correct=False, feedback="No."),
            Option(id="b", text="Ask", correct=True, feedback=f"Yes {cites}."),
        ),
        points=points,
        must_pass=must_pass,
    )


BANK = (
    question("at-the-gate", "IMG-1", must_pass=True),
    question("at-the-door", "IMG-1", must_pass=True),
    question("the-list", "IMG-7", must_pass=True),
    question("a-no", "IMG-2"),
    question("a-late-no", "IMG-2"),
    question("rain", "IMG-1"),
)


def module(*bank: Choice, draw: int = 3, fixed: tuple[object, ...] = (STORY,)) -> Module:
    """A module of the fixed activities, then the bank."""
    return Module.model_validate(
        {
            "slug": "pond",
            "title": "The pond",
            "summary": "About a pond.",
            "minutes": 5,
            "roles": ("staff", "volunteer", "parent"),
            "activities": (*fixed, *bank),
            "quizzes": {"bank": tuple(item.slug for item in bank)},
            "draws": {"bank": draw},
        }
    )


def course(module: Module) -> Course:
    """The small course with that module alone."""
    return COURSE.model_copy(update={"modules": (module,)})


DRAWN = module(*BANK)
DRAWN_COURSE = course(DRAWN)


def right(slugs: Collection[str]) -> Mapping[str, Response]:
    """Right responses to those activities."""
    return {slug: ["ask", "thank"] if slug == "the-walk" else "b" for slug in slugs}


def of_bank(slugs: Collection[str]) -> set[str]:
    """Those of the slugs that are questions of the bank."""
    return {item.slug for item in BANK} & set(slugs)
