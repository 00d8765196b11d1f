"""What the YAML parts of the content files may hold, key by key."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from readyroom.content.frozen import ClauseId, Frozen, Slug, Words
from readyroom.content.model import PassRule, Role

Kind = Literal["scenario", "image", "task", "quiz"]


class ActivityEntry(Frozen):
    """One line of a module's list of activities: exactly one of them."""

    scenario: Slug | None = None
    image: Slug | None = None
    task: Slug | None = None
    quiz: Slug | None = None

    def named(self) -> tuple[tuple[Kind, str], ...]:
        """What the entry names, as (kind, slug)."""
        pairs: tuple[tuple[Kind, str | None], ...] = (
            ("scenario", self.scenario),
            ("image", self.image),
            ("task", self.task),
            ("quiz", self.quiz),
        )
        return tuple((kind, slug) for kind, slug in pairs if slug is not None)


class ModuleEntry(Frozen):
    """A module, as course.yml lists it."""

    slug: Slug
    title: Words
    summary: Words
    minutes: int = Field(ge=1, le=240)
    roles: tuple[Role, ...] = Field(min_length=1)
    activities: tuple[ActivityEntry, ...] = Field(min_length=1)


class CourseFile(Frozen):
    """course/course.yml."""

    title: Words
    trust: Words
    contact: Words
    version: Words
    timezone: Words
    pass_: PassRule = PassRule()
    logo: Words | None = Field(default=None, description="a file below course/")
    confidence: bool = Field(default=False, description="whether it is asked how sure one is")
    modules: tuple[ModuleEntry, ...] = Field(min_length=1)


class QuizFront(Frozen):
    """The lines between ``---`` at the head of a quiz."""

    audience: tuple[Role, ...] = ()
    clauses: tuple[ClauseId, ...] = ()
    must_pass: tuple[Words, ...] = Field(default=(), description="titles of questions")
    draw: int | None = Field(default=None, ge=1, description="how many an attempt asks")


class StoryMeta(Frozen):
    """The passage ``Lesson [meta]`` of a story."""

    points: int = Field(default=3, ge=1, le=10)
    must_pass: bool = False
