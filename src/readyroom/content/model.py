"""What a course is made of, as frozen values.

Words stand here as their authors wrote them (Markdown); nothing is rendered.
A clause is cited in any feedback or story text by its id in square brackets: ``[IMG-7]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from readyroom.content.frozen import ClauseId, Frozen, Slug, Words, citations, opaque
from readyroom.content.tasks import Order, Review, Rewrite, Sort
from readyroom.scenes import Scene

Role = Literal["staff", "volunteer", "parent", "leader", "administrator", "trainer", "support"]
ROLES: tuple[Role, ...] = get_args(Role)
Bound = Literal["everyone", "staff", "runner", "parent", "leader", "administrator", "trust"]
"""Whom a requirement is addressed to: a person of one role belongs to several of these."""
GROUPS: Final[Mapping[Role, frozenset[Bound]]] = {
    "staff": frozenset({"everyone", "staff", "runner"}),
    "volunteer": frozenset({"everyone", "runner"}),
    "parent": frozenset({"everyone", "parent", "runner"}),
    "leader": frozenset({"everyone", "leader", "staff", "runner"}),
    "administrator": frozenset({"everyone", "administrator", "staff", "runner"}),
    "trainer": frozenset({"everyone", "staff", "runner"}),
    "support": frozenset({"everyone", "trust"}),
}
"""The groups that people of a role belong to."""
Tone = Literal["good", "weak", "critical"]
Decision = Literal["publish", "do-not-publish"]
Channel = Literal["school-page", "newsletter", "press", "personal-account", "family-account"]
"""``personal-account``: of a member of staff; ``family-account``: of a parent or carer."""

NONE: Final = "none"
"""The reason to give when no rule stands against a picture, and the feedback for it."""


class Clause(Frozen):
    """One requirement of the policy, in the trust's training's own words."""

    id: ClauseId
    section: Words
    text: Words
    binds: tuple[Bound, ...] = Field(min_length=1)
    known_by: tuple[Bound, ...] = Field(
        default=(), description="who is taught it besides, since their work hangs on it"
    )
    assessed: bool = True
    must_pass: bool = False
    with_us: str = Field(
        default="", description="how this trust does it, where the policy leaves that open"
    )
    changed: str = Field(
        default="", description="the version in which its meaning last changed; none: unchanged"
    )

    @property
    def told(self) -> str:
        """The clause as readers are told it: with the trust's own arrangement, if there is one."""
        return f"{self.text} **With us:** {self.with_us}" if self.with_us else self.text

    def concerns(self, role: Role) -> bool:
        """Whether people of that role are taught it: it binds them, or they have to know it."""
        return self.binds_role(role) or not GROUPS[role].isdisjoint(self.known_by)

    def binds_role(self, role: Role) -> bool:
        """Whether it is addressed to people of that role."""
        return not GROUPS[role].isdisjoint(self.binds)


def concerns(clause: Clause, role: str) -> bool:
    """Whether a clause concerns people of that role; nobody of a role that there is not."""
    return any(known == role and clause.concerns(known) for known in ROLES)


class PolicyVersion(Frozen):
    """A version of the policy that was in force before."""

    version: Words
    adopted: date


class Policy(Frozen):
    """The clause register of one version of the policy; ``earlier`` versions, oldest first."""

    title: Words
    version: Words
    adopted: date
    next_review: date
    earlier: tuple[PolicyVersion, ...] = ()
    clauses: tuple[Clause, ...]

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions under which a record can count, oldest first; the last is in force."""
        return (*(known.version for known in self.earlier), self.version)

    def changed_since(self, version: str) -> frozenset[str] | None:
        """The clauses whose meaning has changed since that version; None when it is not known."""
        if version not in self.versions:
            return None
        later = self.versions[self.versions.index(version) + 1 :]
        return frozenset(clause.id for clause in self.clauses if clause.changed in later)

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
    in_order: bool = Field(default=False, description="the options' order carries a meaning")

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
    """What the consent register says of one person who can be seen, or whose name can be read."""

    person: Slug = Field(description="the id of a person in the scene, or of one who is only named")
    name: Words = Field(description="by what one knows them in the picture")
    full_name: str = Field(default="", description="first name first, as it would be written")
    consent: tuple[Channel, ...] = Field(
        default=(), description="channels with explicit, written consent; none: not given"
    )
    withdrawn: date | None = Field(default=None, description="the day they took all consent back")
    naming: bool = Field(default=False, description="the name may stand beside the picture")
    do_not_publish: bool = False
    refused: bool = Field(default=False, description="asked not to be filmed, at any time")
    own: bool = Field(default=False, description="of the family whose account it is")
    absent: bool = Field(default=False, description="not in this picture: readers find that out")
    note: str = ""


class Register(Frozen):
    """An invented consent register: a row for everyone whose consent the decision needs."""

    caption: str
    rows: tuple[RegisterRow, ...]


class Change(Frozen):
    """Something that could be done about a picture; whether it helps is computed, not written.

    ``leave_out``: people who are not in the picture then. ``channel``: where it goes instead.
    ``ask``: people whose families are asked for consent for the channel, and give it.
    ``caption``: what stands below it instead. ``untag``: people who are tagged no longer.
    ``wipe``: what can be read in the picture is wiped off or cut away. ``share``: the post of the
    school's own account is shared instead.
    """

    text: Words
    leave_out: tuple[Slug, ...] = ()
    channel: Channel | None = None
    ask: tuple[Slug, ...] = ()
    caption: str | None = None
    untag: tuple[Slug, ...] = ()
    wipe: bool = False
    share: bool = False
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
    day: date | None = Field(default=None, description="the day of the decision")
    caption: str = Field(default="", description="what is to stand below the picture")
    tags: tuple[Slug, ...] = Field(default=(), description="people whom the post links to by name")
    shared: bool = Field(default=False, description="a post of the school's own account is shared")
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
    taught: tuple[ClauseId, ...] = Field(default=(), description="cited in the page's own words")
    quizzes: dict[Slug, tuple[Slug, ...]] = Field(
        default_factory=dict,
        description="the questions of each quiz, and the pictures of each bank, in order",
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
    renew_on: str | None = Field(
        default=None,
        pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$",
        description="month and day on which all passes run out, instead of after so many months",
    )
    minimum_months: int = Field(
        default=3, ge=0, le=12, description="months that a pass holds at least, with renew-on"
    )


class Declaration(Frozen):
    """What people of some roles declare when they have passed: to have read and understood."""

    roles: tuple[Role, ...] = Field(min_length=1)
    text: Words


class Document(Frozen):
    """Something of the trust's own to read: the policy itself, or one that goes with it."""

    title: Words
    address: str = Field(pattern=r"^https://[^\s<>\"]+$")


class Checks(Frozen):
    """What the course asks of its own content before it is served."""

    items_per_clause: int = Field(default=2, ge=1, le=20)
    reading_ease: int = Field(default=60, ge=0, le=100, description="Flesch; 60 is plain English")


class TextPage(Frozen):
    """A page of the trust's own words (Markdown), such as its privacy notice."""

    slug: Slug
    title: Words
    text: Words


class Course(Frozen):
    """Everything a trust teaches: settings, the policy's clauses, and modules in order.

    ``logo`` is a path below ``course/``, or empty. ``confidence``: whether graded questions ask
    how sure the reader is. ``pages`` are those of the footer, in order. ``refreshers``: so many
    days after somebody's training was completed, ascending, they are offered three questions.
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
    checks: Checks = Checks()
    declarations: tuple[Declaration, ...] = ()
    documents: tuple[Document, ...] = ()
    pages: tuple[TextPage, ...] = ()
    refreshers: tuple[int, ...] = ()

    def module(self, slug: str) -> Module:
        """The module of that slug; KeyError when the course has none."""
        for module in self.modules:
            if module.slug == slug:
                return module
        raise KeyError(slug)

    def declaration_for(self, role: str) -> str | None:
        """What people of that role declare; None when nothing is asked of them."""
        for declaration in self.declarations:
            if role in declaration.roles:
                return declaration.text
        return None

    def modules_for(self, role: str) -> tuple[Module, ...]:
        """The modules that a person of that role has to pass."""
        return tuple(module for module in self.modules if role in module.roles)
