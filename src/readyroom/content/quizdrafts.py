"""Puts the blocks of a quiz in their places: head, question, options, feedback."""

from __future__ import annotations

from dataclasses import dataclass, field

from readyroom.content.quizblocks import Block, blocks
from readyroom.content.source import Faults, Source


@dataclass
class Draft:
    """A question while it is being read."""

    stem: Block
    title: Block | None
    points: Block | None
    when_right: Block | None = None
    when_wrong: Block | None = None
    options: list[Block] = field(default_factory=list)
    feedback: dict[int, Block] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """How a message names the question."""
        return f'the question "{line_of(self.title)}"' if self.title else "this question"


@dataclass
class Drafts:
    """Everything that has been read of the file so far."""

    title: Block | None = None
    description: Block | None = None
    next_title: Block | None = None
    next_points: Block | None = None
    questions: list[Draft] = field(default_factory=list)


def read_drafts(body: Source, faults: Faults) -> Drafts:
    """Every question of a quiz text with its parts. A misplaced part is a fault."""
    drafts = Drafts()
    for block in blocks(body, faults):
        _take(drafts, block, faults)
    if drafts.title is None:
        faults.add(body.first_line, 'the quiz has no title: begin with "Quiz title: …".')
    if not drafts.questions:
        faults.add(body.first_line, "there is no question here, such as: 1.  …")
    if pending := drafts.next_title or drafts.next_points:
        faults.add(pending.line, f"no question follows this {pending.mark}")
    return drafts


def is_multiple(block: Block) -> bool:
    """Whether an option is one of those of which several can be right."""
    return block.kind.startswith("multiple")


def text_of(block: Block | None) -> str:
    """The words of a block, or none."""
    return block.text if block else ""


def line_of(block: Block | None) -> str:
    """The words of a block on one line."""
    return " ".join(block.text.split()) if block else ""


def _take(drafts: Drafts, block: Block, faults: Faults) -> None:
    """Adds a block to the question that it belongs to."""
    pending = drafts.next_title or drafts.next_points
    here = drafts.questions[-1] if drafts.questions else None
    match block.kind:
        case "quiz-title" | "quiz-description":
            _take_head(drafts, block, faults)
        case "title" if drafts.next_title:
            faults.add(block.line, "a question has one title; the one above has no question yet.")
        case "title" if drafts.next_points:
            faults.add(block.line, "write Title: before Points:.")
            drafts.next_title = block
        case "title":
            drafts.next_title = block
        case "points" if drafts.next_points:
            faults.add(block.line, "the next question has its points already.")
        case "points":
            drafts.next_points = block
        case "question":
            drafts.questions.append(Draft(block, drafts.next_title, drafts.next_points))
            drafts.next_title = drafts.next_points = None
        case _ if pending:
            faults.add(block.line, f"after {pending.mark} a question has to follow, such as: 1.  …")
        case _ if here is None:
            faults.add(block.line, f'"{block.mark}" stands here before any question.')
        case _:
            _take_part(here, block, faults)


def _take_head(drafts: Drafts, block: Block, faults: Faults) -> None:
    if drafts.questions or drafts.next_title or drafts.next_points:
        faults.add(block.line, f"{block.mark} has to stand before the first question.")
    elif block.kind == "quiz-title":
        if drafts.title or drafts.description:
            faults.add(block.line, "the quiz has one title, above its description.")
        drafts.title = drafts.title or block
    else:
        if drafts.description:
            faults.add(block.line, "the quiz has a description already.")
        drafts.description = drafts.description or block


def _take_part(draft: Draft, block: Block, faults: Faults) -> None:
    last = len(draft.options) - 1
    match block.kind:
        case "feedback" if last < 0:
            faults.add(
                block.line,
                "this feedback stands before any option: use + for those who are right and - for "
                "those who are wrong.",
            )
        case "feedback" if last in draft.feedback:
            faults.add(block.line, "this option has its feedback already.")
        case "feedback":
            draft.feedback[last] = block
        case "when-right" | "when-wrong" if draft.options:
            faults.add(block.line, f'write the line with "{block.mark}" before the first option.')
        case "when-right":
            if draft.when_right:
                faults.add(block.line, f"{draft.called} has a + line already.")
            draft.when_right = draft.when_right or block
        case "when-wrong":
            if draft.when_wrong:
                faults.add(block.line, f"{draft.called} has a - line already.")
            draft.when_wrong = draft.when_wrong or block
        case _:
            if draft.options and is_multiple(draft.options[0]) != is_multiple(block):
                faults.add(
                    block.line,
                    f"{draft.called} mixes a) and [ ]: use a) when one option is right, and [ ] "
                    "when several can be.",
                )
            draft.options.append(block)
