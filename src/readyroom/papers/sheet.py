"""A module's activities as questions on paper: numbered, with lettered boxes.

The printed paper and the page where it is entered follow the same sheet. It is made from the
views that a lesson's page gets, which hold no key; of a story it holds every section, but not
how good the way there was.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from readyroom.content.frozen import citations
from readyroom.content.model import Course, Module, Scenario
from readyroom.errors import UnknownError
from readyroom.play.draw import asked
from readyroom.play.keys import module_key
from readyroom.widgets.mixing import mixed
from readyroom.widgets.views import activity_view
from readyroom.widgets.words import block, inline

FORMS: Final = tuple(string.ascii_uppercase)
"""The letters that a form of a module may have: each draws its own questions."""

FIRST_SECTION: Final = 1

LAYOUT: Final = 2
"""How a content becomes a sheet: which questions, under which letters and numbers.

To be raised with every change of that: a paper in a drawer would be read by other letters. 1 was
every release that showed options as they are written; it had the content alone in its code.
"""

FieldKind = Literal["one", "some", "letter", "number", "walk"]


@dataclass(frozen=True)
class Box:
    """What can be crossed or written: its mark on paper, and what a response calls it."""

    mark: str
    value: str
    html: str


@dataclass(frozen=True)
class Field:
    """One thing to fill in: one box, some boxes, a letter, a number, or a walk.

    ``part`` is what the response calls it, ``place`` what the paper calls it (``Row 2``); both
    are empty when the activity has this field alone.
    """

    name: str
    part: str
    kind: FieldKind
    place: str
    html: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Section:
    """A step of a story under its number, the rules it names, and where one can go on."""

    number: int
    slug: str
    html: str
    rules: tuple[str, ...]
    ways: tuple[tuple[str, int], ...]

    @property
    def end(self) -> bool:
        """Whether the story ends here."""
        return not self.ways


@dataclass(frozen=True)
class Question:
    """An activity on paper."""

    number: int
    view: Mapping[str, Any]
    fields: tuple[Field, ...]
    sections: tuple[Section, ...] = ()

    @property
    def slug(self) -> str:
        """The activity's slug."""
        return str(self.view["slug"])

    @property
    def kind(self) -> str:
        """The activity's kind."""
        return str(self.view["kind"])


@dataclass(frozen=True)
class Sheet:
    """One form of a module: what is asked, and of which version of its content."""

    module: Module
    form: str
    version: str
    questions: tuple[Question, ...]


def version_of(module: Module) -> str:
    """The paper code of the module's content as it is now, in this layout."""
    return paper_code(module_key(module).digest())


def paper_code(digest: str, layout: int = LAYOUT) -> str:
    """What papers call a content in a layout: eight signs that no other content or layout has."""
    if layout == 1:
        return digest[:8]
    return hashlib.sha256(f"{digest}/layout/{layout}".encode()).hexdigest()[:8]


def known_codes(digests: Iterable[str]) -> frozenset[str]:
    """Every code that a paper of one of these contents may have, in this or an older layout."""
    return frozenset(
        paper_code(digest, layout) for digest in digests for layout in range(1, LAYOUT + 1)
    )


def sheet(course: Course, module: Module, form: str) -> Sheet:
    """The form of that letter; UnknownError when it is none of ``FORMS``."""
    if form not in FORMS:
        raise UnknownError(f"A form is one letter from A to Z, not {form!r}.")
    slugs = asked(module, seen={}, answered=(), seed=f"paper/{form}")
    questions = tuple(
        _question(number, course, module, slug, form) for number, slug in enumerate(slugs, start=1)
    )
    return Sheet(module, form, version_of(module), questions)


def _question(number: int, course: Course, module: Module, slug: str, form: str) -> Question:
    activity = module.activity(slug)
    view = mixed(activity_view(activity, course.policy), f"paper/{form}/{module.slug}")
    if isinstance(activity, Scenario):
        walk = Field(f"q{number}", "", "walk", "", "The numbers in the boxes, in order")
        return Question(number, view, (walk,), _sections(activity, form))
    return Question(number, view, tuple(_fields(f"q{number}", view)))


def _fields(name: str, view: Mapping[str, Any]) -> Iterable[Field]:
    """What is filled in for an activity that is no story, in the order of the paper."""
    match view["kind"]:
        case "choice":
            several = bool(view["multiple"])
            words = "Every answer that fits" if several else "One answer"
            kind: FieldKind = "some" if several else "one"
            yield Field(name, "", kind, "", words, _lettered(view["options"]))
        case "image":
            yield _one(name, "decision", "Publish", "Would you publish it?", view["decisions"])
            yield _one(name, "reason", "Rule", "Which rule decides?", view["reasons"])
            if view.get("changes"):
                words = "What would make it fit to go out?"
                yield _one(name, "change", "Change", words, view["changes"])
        case "sort":
            piles = _lettered(view["piles"])
            for row, item in enumerate(view["items"], start=1):
                part = item["id"]
                yield Field(f"{name}-{part}", part, "letter", f"Row {row}", item["html"], piles)
        case "order":
            places = tuple(Box(str(n), str(n), "") for n in range(1, len(view["steps"]) + 1))
            for letter, step in zip(string.ascii_uppercase, view["steps"], strict=False):
                part = step["id"]
                yield Field(f"{name}-{part}", part, "number", f"Row {letter}", step["html"], places)
        case "rewrite":
            for spot in view["spots"]:
                yield _one(name, spot["id"], spot["name"], spot["name"], spot["wordings"])
        case "review":
            for row, part in enumerate(view["parts"], start=1):
                verdicts = view["verdicts"]
                yield _one(name, part["id"], f"Point {row}", part["name"], verdicts)
            yield _one(name, "decision", "Decision", "Your decision", view["decisions"])
        case other:
            raise ValueError(f"no paper form for activities of the kind {other!r}")


def _one(
    name: str, part: str, place: str, html: str, options: Iterable[Mapping[str, str]]
) -> Field:
    return Field(f"{name}-{part}", part, "one", place, html, _lettered(options))


def _lettered(options: Iterable[Mapping[str, str]]) -> tuple[Box, ...]:
    letters = zip(string.ascii_uppercase, options, strict=False)
    return tuple(Box(letter, option["id"], option["html"]) for letter, option in letters)


def _sections(story: Scenario, form: str) -> tuple[Section, ...]:
    """The story's steps by their numbers: it starts at 1, and the others stand in no order."""
    others = [passage.slug for passage in story.passages if passage.slug != story.start]
    others.sort(key=lambda slug: hashlib.sha256(f"{story.slug}/{form}/{slug}".encode()).digest())
    numbers = {slug: n for n, slug in enumerate((story.start, *others), FIRST_SECTION)}
    sections = (
        Section(
            numbers[passage.slug],
            passage.slug,
            block(passage.text),
            citations(passage.text),
            tuple((inline(link.label), numbers[link.target]) for link in passage.links),
        )
        for passage in story.passages
    )
    return tuple(sorted(sections, key=lambda section: section.number))
