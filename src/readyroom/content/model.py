"""What a course is made of, as frozen values.

Words stand here as their authors wrote them (Markdown); nothing is rendered.
A clause is cited in any feedback or story text by its id in square brackets: ``[IMG-7]``.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from readyroom.content.frozen import ClauseId, Frozen, Slug, Words, citations, opaque
from readyroom.content.tasks import Order, Review, Rewrite, Sort
from readyroom.scenes import Scene

Role = Literal["staff", "volunteer", "parent", "trainer", "support"]
ROLES: tuple[Role, ...] = ("staff", "volunteer", "parent", "trainer", "support")
Tone = Literal["good", "weak", "critical"]
Decision = Literal["publish", "do-not-publish"]
Channel = Literal["school-page", "newsletter", "press", "personal-account"]


class Clause(Frozen):
    """One requirement of the policy, in the trust's training's own words."""

    id: ClauseId
    section: Words
    text: Words
    binds: tuple[str, ...]
    assessed: bool = True
    must_pass: bool = False


class Policy(Frozen):
    """The clause register of one version of the policy."""

    title: Words
    version: Words
    adopted: date
    next_review: date
    clauses: tuple[Clause, ...]

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id; KeyError when the register has none."""
        for clause in self.clauses:
            if clause.id == clause_id:
                return clause
        raise KeyError(clause_id)


class Option(Frozen):
    """One option of a choice question, with the feedback for those who choose it."""

    id: str
    text: str
    correct: bool
    feedback: str = ""


class Choice(Frozen):
    """A question with one right option, or with several (``multiple``)."""

    kind: Literal["choice"] = "choice"
    slug: Slug
    title: str
    stem: str
    multiple: bool
    options: tuple[Option, ...]
    when_right: str = ""
    when_wrong: str = ""
    points: int = Field(default=1, ge=1, le=10)
    must_pass: bool = False

    def clauses(self) -> tuple[str, ...]:
        """The clauses that the question's feedback cites."""
        return citations(self.when_right, self.when_wrong, *(o.feedback for o in self.options))


class Link(Frozen):
    """A choice inside a story: what the reader does, and the passage it leads to."""

    label: str
    target: Slug


class Passage(Frozen):
    """One step of a story. Its tone judges the choice that led to it; the start has none."""

    slug: Slug
    name: str
    text: str
    tone: Tone | None
    end: bool
    links: tuple[Link, ...]


class Scenario(Frozen):
    """A branching story: each choice leads to a passage that tells its consequence."""

    kind: Literal["scenario"] = "scenario"
    slug: Slug
    title: str
    start: Slug
    passages: tuple[Passage, ...]
    points: int = Field(default=3, ge=1, le=10)
    must_pass: bool = False

    def passage(self, slug: str) -> Passage:
        """The passage of that slug; KeyError when the story has none."""
        for passage in self.passages:
            if passage.slug == slug:
                return passage
        raise KeyError(slug)

    def by_id(self) -> dict[str, Passage]:
        """The passages by the ids that a page gives them: their names would say what comes."""
        return {self.id_of(passage.slug): passage for passage in self.passages}

    def id_of(self, passage: str) -> str:
        """The id that a page gives the passage of that slug."""
        return opaque(self.slug, passage)

    def clauses(self) -> tuple[str, ...]:
        """The clauses that the story cites."""
        return citations(*(p.text for p in self.passages))


class RegisterRow(Frozen):
    """What the consent register says of one person who can be seen."""

    person: Slug = Field(description="the id of a person in the scene")
    name: Words
    consent: tuple[Channel, ...] = Field(
        default=(), description="channels with explicit, written consent; none: not given"
    )
    do_not_publish: bool = False
    refused: bool = Field(default=False, description="asked not to be filmed, at any time")
    note: str = ""


class Register(Frozen):
    """An invented consent register: a row for everyone whose consent the decision needs."""

    caption: str
    rows: tuple[RegisterRow, ...]


class Change(Frozen):
    """Something that could be done about a picture; whether it helps is computed, not written.

    ``leave_out``: people who are not in the picture then. ``channel``: where it goes instead.
    ``ask``: people whose families are asked for consent for the channel, and give it.
    """

    text: Words
    leave_out: tuple[Slug, ...] = ()
    channel: Channel | None = None
    ask: tuple[Slug, ...] = ()
    feedback: str = ""


class ImageCase(Frozen):
    """A drawn picture, its consent register, and the judgement whether to publish it.

    The right judgement is computed from scene and register (``readyroom.play.images``),
    never written down beside them.
    """

    kind: Literal["image"] = "image"
    slug: Slug
    title: Words
    text: Words
    channel: Channel
    description: str = Field(min_length=40, description="the picture in words, cues included")
    scene: Scene
    register_: Register
    offer: tuple[ClauseId, ...] = Field(min_length=3, description="rules offered as the reason")
    feedback: dict[str, str] = Field(
        description="what to say when the reader chose a rule: 'right', 'wrong', or a clause id"
    )
    changes: tuple[Change, ...] = Field(
        default=(), max_length=6, description="what could be done; none: it is not asked"
    )
    points: int = Field(default=2, ge=1, le=10)
    must_pass: bool = False

    def clauses(self) -> tuple[str, ...]:
        """The clauses offered as reasons or cited in the feedback."""
        said = (*self.feedback.values(), *(change.feedback for change in self.changes))
        return tuple(dict.fromkeys((*self.offer, *citations(*said))))


Task = Sort | Order | Rewrite | Review
AnyActivity = Choice | Scenario | ImageCase | Task
Activity = Annotated[AnyActivity, Field(discriminator="kind")]


class Module(Frozen):
    """One lesson: its page (a notebook) and its activities in order."""

    slug: Slug
    title: str
    summary: str
    minutes: int = Field(ge=1, le=240)
    roles: tuple[Role, ...]
    activities: tuple[Activity, ...]
    quizzes: dict[Slug, tuple[Slug, ...]] = Field(
        default_factory=dict, description="the questions of each quiz, in order"
    )
    draws: dict[Slug, int] = Field(
        default_factory=dict,
        description="how many of a quiz's questions an attempt asks; all, for a quiz without",
    )

    def activity(self, slug: str) -> AnyActivity:
        """The activity of that slug; KeyError when the module has none."""
        for activity in self.activities:
            if activity.slug == slug:
                return activity
        raise KeyError(slug)


class PassRule(Frozen):
    """What it takes to pass a module, and for how long a pass holds."""

    percent: int = Field(default=80, ge=1, le=100)
    valid_months: int = Field(default=24, ge=1, le=120)


class TextPage(Frozen):
    """A page of the trust's own words (Markdown), such as its privacy notice."""

    slug: Slug
    title: Words
    text: Words


class Course(Frozen):
    """Everything a trust teaches: settings, the policy's clauses, and modules in order.

    ``logo`` is a path below ``course/``, or empty. ``confidence``: whether graded questions ask
    how sure the reader is. ``pages`` are those of the footer, in order.
    """

    title: str
    trust: str
    contact: str
    version: str
    timezone: str
    pass_rule: PassRule
    policy: Policy
    modules: tuple[Module, ...]
    logo: str = ""
    confidence: bool = False
    pages: tuple[TextPage, ...] = ()

    def module(self, slug: str) -> Module:
        """The module of that slug; KeyError when the course has none."""
        for module in self.modules:
            if module.slug == slug:
                return module
        raise KeyError(slug)

    def modules_for(self, role: str) -> tuple[Module, ...]:
        """The modules that a person of that role has to pass."""
        return tuple(module for module in self.modules if role in module.roles)
