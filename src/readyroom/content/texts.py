"""Checks that each text of a file will stand on the page as its author meant it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from readyroom.content.cited import without_citations
from readyroom.content.shown import check_none_shown, check_shown
from readyroom.content.source import Faults
from readyroom.content.yaml import Document, Path, Value

_KNOWN_BY: Final = 10
"""Letters by which a line of a text is found again in the file, which may break it elsewhere."""

_NEAR: Final = 50
"""Lines of the file, at most, that one line of a text is written in."""

_FOLDED: Final = ", in a text that begins with | (a text after > is folded into one line)"


def check_texts(document: Document, faults: Faults) -> None:
    """Every text in the YAML of a task or a picture."""
    for path, text in _texts(document.data, ()):
        lines = list(_numbered(document, path, text))
        check_no_picture(lines, faults)
        if _is_label(path, document.data):
            check_label(lines, faults)
        else:
            check_shown(lines, faults, hint=_FOLDED)


def check_label(lines: Iterable[tuple[int, str]], faults: Faults) -> None:
    """A text that is drawn in one run of words has some, and is no post or the like."""
    lines = list(lines)
    text = "\n".join(line for _, line in lines)
    if text.strip() and not without_citations(text).strip():
        faults.add(
            lines[0][0],
            f"{text.strip()} alone would be drawn as nothing, since a citation is for the "
            "feedback: write words.",
        )
    check_none_shown(lines, faults)


def check_no_picture(lines: Iterable[tuple[int, str]], faults: Faults) -> None:
    """No line holds a Markdown picture, which would be drawn as it is typed."""
    for number, line in lines:
        if "![" in line:
            faults.add(
                number,
                "![ begins a picture, and a text shows none: write an image case for it. "
                "Between ! and a citation leave a space.",
            )


def _is_label(path: Path, data: Value) -> bool:
    """Whether a text is drawn in one run of words: a title, a thing to sort, a wording."""
    match path:
        case ("text",):
            return isinstance(data, dict) and data.get("kind") == "rewrite"
        case ("feedback", _) | ("parts", _, "text"):
            return False
        case (*_, "stem" | "description" | "feedback" | "when-right" | "when-wrong"):
            return False
    return True


def _numbered(document: Document, path: Path, text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their numbers in the file, as far as they can be told."""
    lines, first, start = document.source.lines, document.source.first_line, document.line(path)
    here = start - first - 1
    for line in text.split("\n"):
        if line.strip():
            near = range(here + 1, min(here + 1 + _NEAR, len(lines)))
            here = next((at for at in near if line[:_KNOWN_BY] in lines[at]), here)
        yield max(first + here, start), line


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key))
