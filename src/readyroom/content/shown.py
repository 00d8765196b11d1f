"""Things that people wrote, shown in a text as one would meet them: a post, a message, an email.

They are written as a Markdown quote whose first line says what it is and who wrote it, such as
``> [post] Ash Tree School, 10:14``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, get_args

from readyroom.content.frozen import CITATION
from readyroom.content.source import Faults, listed, nearest
from readyroom.content.tasks import Shown

KINDS: Final[tuple[Shown, ...]] = get_args(Shown)

_HEAD: Final = re.compile(r"\[([A-Za-z][^\[\]]*)\](?![(\[:])[ \t]*(.*)")
_NEAR_HEAD: Final = re.compile(rf"\[({'|'.join(KINDS)})\]([(\[:])")
# What may stand before a quote on its line: the indentation, and the signs of a quiz.
_QUOTE: Final = re.compile(r"\s*(?:(?:\d+\.|\*?[a-z]\)|\[[ *]?\]|\.\.\.|[-+])\s+)?>[ \t]?(.*)")


@dataclass(frozen=True)
class Head:
    """The first line of a quote: ``[kind] by, when``. Any of them may be wrong or empty."""

    kind: str
    by: str
    when: str


def head_of(line: str) -> Head | None:
    """The head that the line is, whether or not of a known kind; None for any other line."""
    match = _HEAD.fullmatch(line.strip())
    if match is None or CITATION.fullmatch(f"[{match[1]}]"):
        return None
    by, _, when = match[2].partition(",")
    return Head(match[1].strip(), by.strip(), when.strip())


def check_shown(lines: Iterable[tuple[int, str]], faults: Faults, *, hint: str = "") -> None:
    """Each quote that says what it is says so in a known way, and shows some words.

    ``hint`` is what else to mind in such a file where the words are to be written.
    """
    for (number, first), *rest in _quotes(lines):
        head = head_of(first)
        if head is None:
            _check_no_near_head(number, first, faults)
        elif head.kind not in KINDS:
            faults.add(
                number,
                f"[{head.kind}] is nothing that can be shown.{nearest(head.kind, KINDS)} "
                f"Kinds: {listed(KINDS)}.",
            )
        elif not head.by:
            faults.add(
                number,
                f"the {head.kind} does not say who wrote it: > [{head.kind}] Author, time",
            )
        elif not any(line.strip() for _, line in rest):
            faults.add(
                number,
                f"the {head.kind} says nothing: write its words on lines of their own below, each "
                f"after a > sign{hint}.",
            )
        for below, line in rest:
            inner = head_of(line)
            if inner is not None and inner.kind in KINDS:
                faults.add(
                    below,
                    f"the {inner.kind} stands inside another quote: begin one of its own, with an "
                    "empty line without a > sign above it.",
                )


def check_none_shown(lines: Iterable[tuple[int, str]], faults: Faults) -> None:
    """None of the lines begins a quote that says what it is: here it would stand as typed."""
    for quote in _quotes(lines):
        for number, line in quote:
            head = head_of(line)
            if head is not None and head.kind in KINDS:
                faults.add(
                    number,
                    f"no {head.kind} can be shown in a title, an answer or another text of one "
                    "line: put it where the question is asked, or into the feedback.",
                )


def _check_no_near_head(number: int, line: str, faults: Faults) -> None:
    """The line is no head that goes on in a way that makes a link of it."""
    match = _NEAR_HEAD.match(line.strip())
    if match is not None:
        kind, sign = match.groups()
        faults.add(
            number,
            f'with "{sign}" after it [{kind}] is read as a link: write > [{kind}] Author, time',
        )


def _quotes(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Each quote: its lines without their ``>`` signs, with their numbers."""
    quote: list[tuple[int, str]] = []
    for number, line in lines:
        match = _QUOTE.match(line)
        if match is not None:
            quote.append((number, match[1]))
        elif quote:
            # A line without a sign, and no empty one between, still belongs to the quote.
            yield [*quote, (number, line)]
            quote = []
    if quote:
        yield quote
