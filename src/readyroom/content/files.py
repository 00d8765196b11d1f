"""What the YAML parts of the content files may hold, key by key."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from readyroom.content.frozen import ClauseId, Frozen, Slug, Words
from readyroom.content.model import Checks, Declaration, Document, PassRule, Role

Kind = Literal["scenario", "image", "task", "quiz"]
Entry = Literal["scenario", "image", "task", "quiz", "bank"]


class ActivityEntry(Frozen):
    """One line of a module's list of activities: exactly one of them.

    A bank holds stories, pictures or tasks, of which an attempt asks some only.
    """

    scenario: Slug | None = None
    image: Slug | None = None
    task: Slug | None = None
    quiz: Slug | None = None
    bank: Slug | None = Field(default=None, description="a name for what this entry lists")
    draw: int | None = Field(default=None, ge=1, description="how many of a bank an attempt asks")
    scenarios: tuple[Slug, ...] = Field(default=(), description="the stories of a bank")
    images: tuple[Slug, ...] = Field(default=(), description="the pictures of a bank")
    tasks: tuple[Slug, ...] = Field(default=(), description="the tasks of a bank")

    def named(self) -> tuple[tuple[Entry, str], ...]:
        """What the entry names, as (kind, slug), as the page shows it."""
        pairs: tuple[tuple[Entry, str | None], ...] = (
            ("scenario", self.scenario),
            ("image", self.image),
            ("task", self.task),
            ("quiz", self.quiz),
            ("bank", self.bank),
        )
        return tuple((kind, slug) for kind, slug in pairs if slug is not None)

    def files(self) -> tuple[tuple[Kind, str], ...]:
        """The content files that the entry shows, as (kind, slug)."""
        return self.banked() + tuple((kind, slug) for kind, slug in self.named() if kind != "bank")

    def banked(self) -> tuple[tuple[Kind, str], ...]:
        """What a bank holds, as (kind, slug), in order."""
        listed: tuple[tuple[Kind, tuple[str, ...]], ...] = (
            ("scenario", self.scenarios),
            ("image", self.images),
            ("task", self.tasks),
        )
        return tuple((kind, slug) for kind, slugs in listed for slug in slugs)


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
    checks: Checks = Checks()
    declarations: tuple[Declaration, ...] = ()
    documents: tuple[Document, ...] = Field(default=(), description="to read beside the training")
    refreshers: tuple[Annotated[int, Field(ge=1, le=730)], ...] = Field(
        default=(), description="days after the training was completed; none: no refreshers"
    )
    modules: tuple[ModuleEntry, ...] = Field(min_length=1)


class QuizFront(Frozen):
    """The lines between ``---`` at the head of a quiz."""

    audience: tuple[Role, ...] = ()
    clauses: tuple[ClauseId, ...] = ()
    must_pass: tuple[Words, ...] = Field(default=(), description="titles of questions")
    in_order: tuple[Words, ...] = Field(default=(), description="titles: options stay in order")
    draw: int | None = Field(default=None, ge=1, description="how many an attempt asks")


class StoryMeta(Frozen):
    """The passage ``Lesson [meta]`` of a story."""

    points: int = Field(default=3, ge=1, le=10)
    must_pass: bool = False
