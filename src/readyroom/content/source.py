"""A file's text with its line numbers, and the faults found in it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from readyroom.errors import Fault

LARGEST: Final = 500_000
"""Bytes that a content file may hold."""
LONGEST_SLUG: Final = 32

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")


class Faults:
    """Takes down the faults of one file, in a list of its own or in one that files share."""

    def __init__(self, file: str, found: list[Fault] | None = None) -> None:
        self.file = file
        self.found: list[Fault] = [] if found is None else found

    def add(self, line: int | None, message: str) -> None:
        """Notes one fault."""
        # A lone surrogate can hide in a JSON or YAML escape; it must not break the printing.
        self.found.append(
            Fault(self.file, line, message.encode("utf-8", "backslashreplace").decode("utf-8"))
        )


@dataclass(frozen=True)
class Source:
    """The text of a file, or of a part of it that begins at ``first_line``."""

    file: str
    text: str
    first_line: int = 1

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, without their ends."""
        return tuple(self.text.split("\n"))

    @property
    def name(self) -> str:
        """The file's name without folder and extension."""
        return self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    def part(self, start: int, stop: int | None = None) -> Source:
        """The lines from index ``start`` up to ``stop``, with their numbers in the file."""
        return Source(self.file, "\n".join(self.lines[start:stop]), self.first_line + start)

    def line_of(self, words: str, start: int | None = None) -> int:
        """The number of the first line from ``start`` on that holds the words, else ``start``."""
        start = start or self.first_line
        for index in range(max(0, start - self.first_line), len(self.lines)):
            if words in self.lines[index]:
                return self.first_line + index
        return start


def read_source(root: Path, file: str, faults: Faults) -> Source | None:
    """The text of a content file, with Unix line ends; None when it cannot be read."""
    try:
        raw = (root / file).read_bytes()
    except FileNotFoundError:
        faults.add(None, "this file is missing.")
        return None
    except OSError as error:
        faults.add(None, f"this file cannot be read ({error.strerror or 'no reason given'}).")
        return None
    return source_from_bytes(raw, file, faults)


def source_from_bytes(raw: bytes, file: str, faults: Faults) -> Source | None:
    """The text in the bytes of a file; None, with a fault, when it is no plain text."""
    if len(raw) > LARGEST:
        faults.add(None, f"the file is larger than {LARGEST // 1000} kB: split it.")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.add(line, "the file is not saved as UTF-8: choose UTF-8 when you save it.")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if hidden := _CONTROL.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        faults.add(line, f"an invisible character (U+{ord(hidden[0]):04X}) is in this line.")
        return None
    return Source(file, text)


def slug_of(title: str) -> str:
    """A title as a short name of lower-case letters, digits and hyphens; may be empty or long."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


def slug_fault(title: str, slug: str) -> str | None:
    """What is wrong with a title as a source of a short name, or None."""
    if not slug:
        return f'"{title}" has no letter or digit in it, so it gives no short name.'
    if len(slug) > LONGEST_SLUG:
        return (
            f'"{title}" is too long: its short name "{slug}" has {len(slug)} letters, '
            f"and {LONGEST_SLUG} are allowed."
        )
    return None


def nearest(word: str, allowed: Iterable[str]) -> str:
    """`` Did you mean "…"?`` for the nearest of the allowed words, or nothing."""
    close = difflib.get_close_matches(word[:80], list(allowed), n=1, cutoff=0.6)
    return f' Did you mean "{close[0]}"?' if close else ""


def listed(words: Iterable[str]) -> str:
    """The words in a row: ``a, b, c``, or ``none``."""
    return ", ".join(words) or "none"
