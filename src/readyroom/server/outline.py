"""What the web server keeps of a course: its titles. The answer keys stay with the recorder."""

from __future__ import annotations

from dataclasses import dataclass

from readyroom.content.model import Course, Role


@dataclass(frozen=True)
class ModuleOutline:
    """A module as a list of modules shows it."""

    slug: str
    title: str
    summary: str
    minutes: int
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Outline:
    """A course as the pages around the lessons show it."""

    title: str
    trust: str
    contact: str
    timezone: str
    modules: tuple[ModuleOutline, ...]

    @classmethod
    def of(cls, course: Course) -> Outline:
        """The outline of a course."""
        modules = tuple(
            ModuleOutline(m.slug, m.title, m.summary, m.minutes, m.roles) for m in course.modules
        )
        return cls(course.title, course.trust, course.contact, course.timezone, modules)

    def module(self, slug: str) -> ModuleOutline:
        """The module of that slug; KeyError when the course has none."""
        for module in self.modules:
            if module.slug == slug:
                return module
        raise KeyError(slug)
