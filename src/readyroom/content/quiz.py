"""Reads a quiz: front matter between ``---`` lines, then choice questions as text2qti has them."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from readyroom.content.files import QuizFront
from readyroom.content.frozen import citations
from readyroom.content.model import Choice, Option
from readyroom.content.quizblocks import Block
from readyroom.content.quizdrafts import Draft, Drafts, is_multiple, line_of, read_drafts, text_of
from readyroom.content.shape import shaped
from readyroom.content.source import Faults, Source, listed, nearest, slug_fault, slug_of
from readyroom.content.texts import check_label, check_no_picture
from readyroom.content.yaml import Document, read_yaml

MOST_OPTIONS: Final = len(string.ascii_lowercase)


@dataclass(frozen=True)
class Quiz:
    """A quiz file: its questions, and what its front matter promises."""

    slug: str
    title: str
    description: str
    front: QuizFront
    questions: tuple[Choice, ...]


def read_quiz(source: Source, faults: Faults) -> Quiz | None:
    """The quiz in a file; None when it has a fault. All of its faults are added."""
    before = len(faults.found)
    head, body = _cut(source, faults)
    front, document = QuizFront(), None
    if head is not None and head.text.strip():
        document = read_yaml(head, faults)
        if document is not None:
            front = shaped(QuizFront, document, faults) or front
    check_no_picture(enumerate(body.lines, body.first_line), faults)
    drafts = read_drafts(body, faults)
    questions = tuple(_question(draft, front, faults) for draft in drafts.questions)
    _check_titles(drafts, faults)
    _check_front(front, document, drafts, faults)
    if document is not None and front.draw is not None and len(faults.found) == before:
        known = [question for question in questions if question is not None]
        _check_draw(front.draw, document.line(("draw",)), known, faults)
    if len(faults.found) > before:
        return None
    return Quiz(
        slug=source.name,
        title=line_of(drafts.title),
        description=text_of(drafts.description),
        front=front,
        questions=tuple(question for question in questions if question is not None),
    )


def body_of(source: Source) -> Source:
    """The quiz without its front matter."""
    return _cut(source, Faults(source.file))[1]


def _cut(source: Source, faults: Faults) -> tuple[Source | None, Source]:
    lines = source.lines
    if lines[0].rstrip() != "---":
        return None, source
    for index in range(1, len(lines)):
        if lines[index].rstrip() == "---":
            return source.part(1, index), source.part(index + 1)
    faults.add(source.first_line, "the lines that begin here with --- have no --- line after them.")
    return None, source.part(len(lines))


def _question(draft: Draft, front: QuizFront, faults: Faults) -> Choice | None:
    """The question; None when no options or no short name can be made out. Adds its faults."""
    line, title = draft.stem.line, line_of(draft.title)
    slug = slug_of(title)
    if draft.title is None:
        faults.add(line, 'this question has no title: write "Title: …" above it.')
    else:
        check_label(enumerate(draft.title.text.split("\n"), draft.title.line), faults)
        if wrong := slug_fault(title, slug):
            faults.add(draft.title.line, wrong)
            slug = ""
    options = _options(draft, faults)
    points = _points(draft.points, faults)
    feedback = (draft.when_right, draft.when_wrong, *draft.feedback.values())
    if not citations(*(text_of(block) for block in feedback)):
        faults.add(line, f"no feedback of {draft.called} cites a clause, such as [IMG-7].")
    if not slug or not options or points is None:
        return None
    return Choice(
        slug=slug,
        title=title,
        stem=draft.stem.text,
        multiple=is_multiple(draft.options[0]),
        options=options,
        when_right=text_of(draft.when_right),
        when_wrong=text_of(draft.when_wrong),
        points=points,
        must_pass=title in front.must_pass,
        in_order=title in front.in_order,
    )


def _options(draft: Draft, faults: Faults) -> tuple[Option, ...]:
    blocks_ = draft.options
    right = [block for block in blocks_ if block.kind.endswith("right")]
    line = draft.stem.line
    if len(blocks_) < 2:
        faults.add(line, f"{draft.called} needs at least two options.")
    elif len(blocks_) > MOST_OPTIONS:
        faults.add(line, f"{draft.called} has more than {MOST_OPTIONS} options.")
        return ()
    elif not right:
        sign = "[*]" if is_multiple(blocks_[0]) else "*b)"
        faults.add(line, f"{draft.called} has no right option: mark it as {sign}.")
    elif len(right) > 1 and not is_multiple(blocks_[0]):
        faults.add(
            right[1].line,
            f"{draft.called} has two right options: mark one, or write all options with [ ].",
        )
    seen: dict[str, int] = {}
    options: list[Option] = []
    for index, block in enumerate(blocks_):
        letter = string.ascii_lowercase[index]
        written = block.mark.strip("*)").lower()
        if not is_multiple(block) and written != letter:
            faults.add(
                block.line, f'this option is "{written})", but its place is that of {letter}).'
            )
        check_label(enumerate(block.text.split("\n"), block.line), faults)
        first = seen.setdefault(_same(block.text), block.line)
        if first != block.line:
            faults.add(block.line, f"this option is the same as the one on line {first}.")
        if index not in draft.feedback:
            faults.add(block.line, 'this option has no feedback: add a line "... …" below it.')
        options.append(
            Option(
                id=letter,
                text=block.text,
                correct=block.kind.endswith("right"),
                feedback=text_of(draft.feedback.get(index)),
            )
        )
    return tuple(options)


def _points(block: Block | None, faults: Faults) -> int | None:
    if block is None:
        return 1
    if not re.fullmatch(r"[1-9]|10", block.text):
        faults.add(block.line, f'points are a whole number from 1 to 10, not "{block.text[:20]}".')
        return None
    return int(block.text)


def _check_titles(drafts: Drafts, faults: Faults) -> None:
    slugs: dict[str, int] = {}
    stems: dict[str, int] = {}
    for draft in drafts.questions:
        if draft.title and (slug := slug_of(line_of(draft.title))):
            first = slugs.setdefault(slug, draft.title.line)
            if first != draft.title.line:
                faults.add(
                    draft.title.line,
                    f"the questions on lines {first} and {draft.title.line} get the same short "
                    f'name "{slug}": change one title.',
                )
        first = stems.setdefault(_same(draft.stem.text), draft.stem.line)
        if first != draft.stem.line:
            faults.add(draft.stem.line, f"this question is the same as the one on line {first}.")


def _check_front(
    front: QuizFront, document: Document | None, drafts: Drafts, faults: Faults
) -> None:
    if document is None:
        return
    titles = [line_of(draft.title) for draft in drafts.questions if draft.title]
    for key, named in (("must-pass", front.must_pass), ("in-order", front.in_order)):
        for index, title in enumerate(named):
            if title not in titles:
                faults.add(
                    document.line((key, index)),
                    f'"{title}" is no question of this quiz.{nearest(title, titles)} '
                    f"Titles: {listed(titles)}.",
                )
    cited = citations(
        *(
            text_of(block)
            for draft in drafts.questions
            for block in (draft.when_right, draft.when_wrong, *draft.feedback.values())
        )
    )
    for index, clause in enumerate(front.clauses):
        if clause not in cited:
            faults.add(
                document.line(("clauses", index)),
                f"the quiz promises to teach {clause}, but no feedback cites [{clause}].",
            )


def _check_draw(draw: int, line: int, questions: Sequence[Choice], faults: Faults) -> None:
    """Every draw is worth the same and has a question about each must-pass clause."""
    if draw > len(questions):
        faults.add(line, f"draw: {draw} asks for more questions than there are ({len(questions)}).")
        return
    points = {question.points for question in questions}
    if len(points) > 1:
        odd = next(q for q in questions if q.points != questions[0].points)
        faults.add(
            line,
            "with draw, all questions have the same points, so that every attempt can score the "
            f'same: "{questions[0].title}" has {questions[0].points}, "{odd.title}" {odd.points}.',
        )
    about = dict.fromkeys(q.clauses()[0] for q in questions if q.must_pass)
    if len(about) > draw:
        faults.add(
            line,
            f"draw: {draw} is too few. Each attempt asks a must-pass question about each of "
            f"{len(about)} clauses ({', '.join(about)}).",
        )


def _same(text: str) -> str:
    """The text as its reader sees it, near enough to notice a copy."""
    return " ".join(text.replace("_", "*").split())
