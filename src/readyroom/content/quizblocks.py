"""Cuts a quiz text into its blocks: a title, a stem, an option, a feedback.

The rules of what begins a block and of what continues it are text2qti's, for the part of its
Markdown that we teach: choice questions. Whatever else text2qti knows is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from readyroom.content.source import Faults, Source


@dataclass(frozen=True)
class Block:
    """A piece of a quiz: what it is, its words, and the line on which it begins."""

    kind: str
    mark: str
    text: str
    line: int


_MARKS: Final = {
    "question": r"\d+\.",
    "single-right": r"\*[a-zA-Z]\)",
    "single-wrong": r"[a-zA-Z]\)",
    "multiple-right": r"\[\*\]",
    "multiple-wrong": r"\[ ?\]",
    "feedback": r"\.\.\.",
    "when-right": r"\+",
    "when-wrong": r"-",
    "title": r"[Tt]itle:",
    "points": r"[Pp]oints:",
    "quiz-title": r"[Qq]uiz [Tt]itle:",
    "quiz-description": r"[Qq]uiz description:",
}
_ONE_LINE: Final = {"points"}
_ONE_PARAGRAPH: Final = {"title", "quiz-title"}

_OUTSIDE: Final = (
    (r"```", "a code block"),
    (r"_{3,}\s*$", "an essay question"),
    (r"\^{3,}\s*$", "an upload question"),
    (r"=(\s|\d|\[)", "a question with a number as its answer"),
    (r"![ \t]", "a worked solution"),
    (r"\*[ \t]", "a short-answer question"),
    (r"(END_)?GROUP\s*$", "a group of questions"),
    (r"([Pp]ick|[Ss]olutions pick|[Pp]oints per question):", "a group of questions"),
    (r"[Tt]ext( [Tt]itle)?:", "a text between questions"),
    (
        r"([Ss]huffle answers|[Ss]how correct answers|[Oo]ne question at a time|[Cc]an't go back"
        r"|[Ff]eedback is solution|[Ss]olutions (sample|randomize) groups):",
        "a setting of another program",
    ),
)
_SLIPS: Final = (
    (r"\[[xX+]\]", "mark a right option with [*]."),
    (r"\*?\([a-zA-Z]\)|\*?[a-zA-Z]\.\s", "write an option as a) or, when it is right, as *b)."),
    (r"\*\s?\[ ?\]|\[ ?\]\s?\*", "mark a right option with [*]."),
    (r"\*\s+[a-zA-Z]\)|[a-zA-Z]\)\*|[a-zA-Z]\*\)", "write the right option as *b), in one piece."),
    (r"\d+\)", "write a question's number with a full stop: 1."),
    (r"[Qq]uiz [Dd]escription:", 'write "Quiz description:" with a small d.'),
    (r"(QUIZ|Quiz|quiz)\s|(TITLE|POINTS|[Tt]itle|[Pp]oints)\b", "is the colon in its place?"),
)
_START: Final = re.compile(
    "|".join(f"(?P<{kind.replace('-', '_')}>{mark})" for kind, mark in _MARKS.items())
)


def blocks(source: Source, faults: Faults) -> Iterator[Block]:
    """The blocks of a quiz text, in order; what is no block becomes a fault."""
    lines, at = source.lines, 0
    while at < len(lines):
        line, number = lines[at], source.first_line + at
        if line.startswith(("%", "COMMENT", "END_COMMENT")):
            at = _after_comment(lines, at, number, faults)
            continue
        begun = _begun(line)
        if begun is None:
            if line.strip():
                faults.add(number, _unexpected(line))
            at += 1
            continue
        kind, mark, text = begun
        more, at = ([], at + 1) if kind in _ONE_LINE else _continued(source, at, begun, faults)
        yield Block(kind, mark.strip(), "\n".join([text, *more]), number)


def _begun(line: str) -> tuple[str, str, str] | None:
    """The kind, mark (with the space after it) and first words of a line that begins a block."""
    match = _START.match(line)
    if match is None or match.lastgroup is None:
        return None
    text = line[match.end() :]
    words = text.lstrip(" \t")
    if not words or words == text or words[0].isspace():
        return None
    mark = line[: len(line) - len(words)]
    return match.lastgroup.replace("_", "-"), mark, words.strip()


def _continued(
    source: Source, at: int, begun: tuple[str, str, str], faults: Faults
) -> tuple[list[str], int]:
    """The further lines of a block, without their indentation, and where the next one begins."""
    kind, mark, _ = begun
    indent = None if mark.rstrip().endswith(":") else len(mark.expandtabs(4))
    lines = source.lines
    more: list[str] = []
    at += 1
    while at < len(lines):
        line = lines[at].expandtabs(4)
        if not line.strip():
            if kind in _ONE_PARAGRAPH:
                break
            more.append("")
        else:
            deep = len(line) - len(line.lstrip(" "))
            if indent is None and deep:
                indent = deep
                if deep < 2:
                    faults.add(source.first_line + at, "indent this line by two spaces or more.")
            if indent is None or deep < indent:
                break
            more.append(line[indent:].rstrip())
        at += 1
    while more and not more[-1]:
        more.pop()
    return more, at


def _after_comment(lines: tuple[str, ...], at: int, number: int, faults: Faults) -> int:
    line = lines[at]
    if line.startswith("%"):
        return at + 1
    if line.startswith("END_COMMENT"):
        faults.add(number, "END_COMMENT stands here without a COMMENT line before it.")
        return at + 1
    if line.strip() != "COMMENT":
        faults.add(number, "COMMENT has to stand alone on its line.")
        return at + 1
    for end in range(at + 1, len(lines)):
        if lines[end].startswith("END_COMMENT"):
            if lines[end].strip() != "END_COMMENT":
                faults.add(number + end - at, "END_COMMENT has to stand alone on its line.")
            return end + 1
    faults.add(number, "the comment that begins here has no END_COMMENT line.")
    return len(lines)


def _unexpected(line: str) -> str:
    for pattern, what in _OUTSIDE:
        if re.match(pattern, line):
            return f"{what} is not possible here: a quiz has choice questions only."
    if line[0].isspace():
        return (
            "this line continues nothing: indent it as far as the text of the line it belongs to."
        )
    for pattern, advice in _SLIPS:
        if re.match(pattern, line):
            return advice
    if match := _START.match(line):
        if not line[match.end() :].strip():
            return f'nothing follows "{match[0]}".'
        return f'put a space after "{match[0]}".'
    shown = line if len(line) <= 40 else f"{line[:40]}…"
    return (
        f'"{shown}" belongs to nothing: begin the line with a mark (1.  a)  ...  +  -), or indent '
        "it to continue the line above."
    )
