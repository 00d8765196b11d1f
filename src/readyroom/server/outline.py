"""What the web server keeps of a course: its titles. The answer keys stay with the recorder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from readyroom.content.model import ROLES, Course, Policy, Role
from readyroom.widgets.prose import prose
from readyroom.widgets.words import inline

LOOK_AFTER: Final[tuple[Role, ...]] = ("trainer", "support")
"""The roles that look after the training: they may open, and look up, everything."""


@dataclass(frozen=True)
class ModuleOutline:
    """A module as a list of modules shows it."""

    slug: str
    title: str
    summary: str
    minutes: int
    roles: tuple[Role, ...]
    drawn: bool
    """Whether another attempt asks other questions."""

    def open_to(self, role: str) -> bool:
        """Whether people of that role may open it: it is theirs, or it is for them to look after.

        Everybody else sees only what binds them.
        """
        return role in self.roles or role in LOOK_AFTER


@dataclass(frozen=True)
class Section:
    """A section of the policy, with its clauses as ``(id, text)``; the texts are safe HTML."""

    title: str
    clauses: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DocumentOutline:
    """Something of the trust's own to read."""

    title: str
    address: str


@dataclass(frozen=True)
class PageOutline:
    """A page of the trust's own words; ``html`` is safe HTML."""

    slug: str
    title: str
    html: str


@dataclass(frozen=True)
class Outline:
    """A course as the pages around the lessons show it."""

    title: str
    trust: str
    contact: str
    timezone: str
    modules: tuple[ModuleOutline, ...]
    policy: str
    policy_version: str
    sections: dict[str, tuple[Section, ...]]
    """For each role the clauses that concern it; for those that look after the training, all."""
    declarations: dict[str, str]
    """What people of a role declare, as safe HTML."""
    documents: tuple[DocumentOutline, ...]
    logo: str
    pages: tuple[PageOutline, ...]

    @classmethod
    def of(cls, course: Course) -> Outline:
        """The outline of a course."""
        modules = tuple(
            ModuleOutline(m.slug, m.title, m.summary, m.minutes, m.roles, bool(m.draws))
            for m in course.modules
        )
        return cls(
            title=course.title,
            trust=course.trust,
            contact=course.contact,
            timezone=course.timezone,
            modules=modules,
            policy=course.policy.title,
            policy_version=course.policy.version,
            sections={role: _sections(course.policy, role) for role in ROLES},
            declarations={
                role: prose(words)
                for role in ROLES
                if (words := course.declaration_for(role)) is not None
            },
            documents=tuple(DocumentOutline(d.title, d.address) for d in course.documents),
            logo=course.logo,
            pages=tuple(PageOutline(p.slug, p.title, prose(p.text)) for p in course.pages),
        )

    def module(self, slug: str) -> ModuleOutline:
        """The module of that slug; KeyError when the course has none."""
        for module in self.modules:
            if module.slug == slug:
                return module
        raise KeyError(slug)

    def page(self, slug: str) -> PageOutline:
        """The page of that slug; KeyError when the course has none."""
        for page in self.pages:
            if page.slug == slug:
                return page
        raise KeyError(slug)


def _sections(policy: Policy, role: Role) -> tuple[Section, ...]:
    """What a role may look up, under its sections, in the order in which the register has it."""
    clauses = [c for c in policy.clauses if role in LOOK_AFTER or c.concerns(role)]
    titles = dict.fromkeys(clause.section for clause in clauses)
    return tuple(
        Section(title, tuple((c.id, inline(c.told)) for c in clauses if c.section == title))
        for title in titles
    )
