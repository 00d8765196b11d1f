"""Tasks: activities that are data rather than prose. Sort, order, rewrite, review.

Ids that a response names are given by position, or made from the words where the position in the
file would give an answer away; so no file has to hold any.
"""

from __future__ import annotations

import re
import string
from typing import Literal

from pydantic import Field

from readyroom.content.frozen import Frozen, Slug, Words, citations, opaque

Shown = Literal["post", "comment", "message", "email", "profile"]
Verdict = Literal["enough", "lacking"]

_MARKER = re.compile(r"\{\{([^{}]*)\}\}")


class Pile(Frozen):
    """One of the kinds that things are sorted into."""

    id: Slug
    name: Words


class SortItem(Frozen):
    """Something to be sorted, the pile it belongs to, and why."""

    text: Words
    pile: Slug
    feedback: Words


class Sort(Frozen):
    """Things to be sorted into two to five piles."""

    kind: Literal["sort"] = "sort"
    slug: Slug
    title: Words
    stem: Words
    piles: tuple[Pile, ...] = Field(min_length=2, max_length=5)
    items: tuple[SortItem, ...] = Field(min_length=3, max_length=12)
    when_right: Words
    when_wrong: Words
    points: int = Field(default=2, ge=1, le=10)
    must_pass: bool = False

    def by_id(self) -> dict[str, SortItem]:
        """The items by their ids, in the order in which everybody gets them.

        Both come from the words alone: a file may well list its items pile by pile.
        """
        items = {opaque(self.slug, item.text): item for item in self.items}
        return {name: items[name] for name in sorted(items)}

    def clauses(self) -> tuple[str, ...]:
        """The clauses that the feedback cites."""
        said = (item.feedback for item in self.items)
        return citations(self.when_right, self.when_wrong, *said)


class Step(Frozen):
    """One step of an order. ``with_previous``: it and the step before may change places."""

    text: Words
    feedback: str = ""
    with_previous: bool = False


class Order(Frozen):
    """Steps in the right order; a reader gets them in another one."""

    kind: Literal["order"] = "order"
    slug: Slug
    title: Words
    stem: Words
    steps: tuple[Step, ...] = Field(min_length=3, max_length=9)
    when_right: Words
    when_wrong: Words
    points: int = Field(default=2, ge=1, le=10)
    must_pass: bool = False

    def by_id(self) -> dict[str, Step]:
        """The steps by their ids, in the right order. Ids are made from the words."""
        return {opaque(self.slug, step.text): step for step in self.steps}

    def clauses(self) -> tuple[str, ...]:
        """The clauses that the feedback cites."""
        return citations(self.when_right, self.when_wrong, *(step.feedback for step in self.steps))


class Wording(Frozen):
    """One way to put a passage of a text."""

    text: Words
    good: bool = False
    feedback: Words


class Spot(Frozen):
    """A passage of a text that can be put in several ways; the first is the draft's own.

    Of two, everybody would know which is good, since the draft's own never is.
    """

    id: Slug
    wordings: tuple[Wording, ...] = Field(min_length=3, max_length=5)

    def by_id(self) -> dict[str, Wording]:
        """The wordings by their ids a, b, c, in order."""
        return dict(zip(string.ascii_lowercase, self.wordings, strict=False))


class Rewrite(Frozen):
    """A draft whose passages, marked ``{{id}}`` in the text, are to be put better."""

    kind: Literal["rewrite"] = "rewrite"
    slug: Slug
    title: Words
    stem: Words
    shown: Shown
    author: Words
    text: Words
    spots: tuple[Spot, ...] = Field(min_length=1, max_length=6)
    when_right: Words
    when_wrong: Words
    points: int = Field(default=2, ge=1, le=10)
    must_pass: bool = False

    def clauses(self) -> tuple[str, ...]:
        """The clauses that the feedback cites."""
        said = (wording.feedback for spot in self.spots for wording in spot.wordings)
        return citations(self.when_right, self.when_wrong, *said)

    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The text cut at its markers: each piece, and whether it is the id of a spot."""
        cut = enumerate(_MARKER.split(self.text))
        return tuple((text.strip() if n % 2 else text, bool(n % 2)) for n, text in cut)

    def marked(self) -> tuple[str, ...]:
        """The ids of spots that the text marks, in the order in which it comes to them."""
        return tuple(text for text, is_spot in self.pieces() if is_spot)


class Part(Frozen):
    """One point of a business case: what it says, and whether that is enough."""

    id: Slug
    name: Words
    text: str = ""
    enough: bool
    feedback: Words


class Review(Frozen):
    """An application for an account, to be read for what is missing."""

    kind: Literal["review"] = "review"
    slug: Slug
    title: Words
    stem: Words
    account: Words
    applicant: Words
    parts: tuple[Part, ...] = Field(min_length=3, max_length=9)
    when_right: Words
    when_wrong: Words
    points: int = Field(default=2, ge=1, le=10)
    must_pass: bool = False

    def clauses(self) -> tuple[str, ...]:
        """The clauses that the feedback cites."""
        return citations(self.when_right, self.when_wrong, *(part.feedback for part in self.parts))
