"""Reads YAML that holds nothing but words, numbers, true and false, and knows each line.

Anchors, aliases, tags, directives, duplicate keys and deep nesting are refused. A plain word
changes its type only where nobody can mistake it: ``true``, ``12``, ``1.5``. ``no``, ``012`` and
``12:30:45`` stay words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from readyroom.content.source import Faults, Source

DEEPEST: Final = 20

Value = str | int | float | bool | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

_INT = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_BOOL: Final = {"true": True, "True": True, "TRUE": True} | {
    "false": False,
    "False": False,
    "FALSE": False,
}
_PLAINLY: Final = {
    "mapping values are not allowed": "a colon stands where none may: put the text in quotes",
    "could not find expected ':'": "a colon is missing after a key, or a text needs quotes",
    "found character '\\t'": "a tab stands here: indent with spaces",
    "expected <block end>": "the indentation differs from the lines above",
    "while scanning a quoted scalar": "a quotation mark is opened and not closed",
    "expected ',' or": "a list or a text in brackets is not closed, or a text needs quotes",
    "cannot start any token": "this character needs quotes around the text",
}


@dataclass(frozen=True)
class Document:
    """What a YAML text says, and on which line it says it."""

    source: Source
    data: Value
    lines: Mapping[Path, int]
    empty: frozenset[Path]
    """Values that are not there, and whose absence has been reported."""

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.source.first_line)


def read_yaml(source: Source, faults: Faults) -> Document | None:
    """The document in a YAML text; None when it cannot be made sense of. Faults are added."""
    builder = _Builder(source, faults, line=source.first_line)
    try:
        for event in YAML(typ="safe", pure=True).parse(source.text):
            if not builder.take(event):
                return None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else source.first_line + mark.line
        faults.add(line, f"this is not readable as YAML: {_plainly(error)}.")
        return None
    except (YAMLError, ValueError, OverflowError, AttributeError, IndexError) as error:
        # ruamel lets some of its own errors through on odd input, such as "\U99999999".
        faults.add(builder.line, f"this is not readable as YAML ({type(error).__name__}).")
        return None
    if builder.root is None:
        faults.add(source.first_line, "there is nothing in it.")
        return None
    return Document(source, builder.root, builder.lines, frozenset(builder.empty))


def _plainly(error: MarkedYAMLError) -> str:
    said = f"{error.context or ''} {error.problem or ''}"
    for theirs, ours in _PLAINLY.items():
        if theirs in said:
            return ours
    return (error.problem or error.context or "no reason given").strip()


@dataclass
class _Open:
    """A list or mapping that is being read."""

    path: Path
    into: list[Value] | dict[str, Value]
    key: str | None = None
    repeated: bool = False


@dataclass
class _Builder:
    source: Source
    faults: Faults
    root: Value | None = None
    lines: dict[Path, int] = field(default_factory=dict)
    empty: set[Path] = field(default_factory=set)
    line: int = 1
    _open: list[_Open] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: Event) -> bool:
        """Takes in one event; False when reading on makes no sense."""
        self.line = self.source.first_line + event.start_mark.line
        match event:
            case DocumentStartEvent():
                return self._document(event)
            case AliasEvent():
                self.faults.add(self.line, "a text that begins with * needs quotes.")
                return False
            case CollectionStartEvent():
                return self._start(event)
            case ScalarEvent():
                return self._scalar(event)
            case CollectionEndEvent():
                self._open.pop()
        return True

    def _document(self, event: DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self.faults.add(self.line, "a second document begins here: take the --- line out.")
            return False
        if event.version or event.tags:
            self.faults.add(self.line, "take the line that begins with % out.")
            return False
        return True

    def _start(self, event: CollectionStartEvent) -> bool:
        if len(self._open) >= DEEPEST:
            self.faults.add(self.line, f"lists are nested more than {DEEPEST} deep here.")
            return False
        if self._awaits_key():
            self.faults.add(self.line, "a key must be one word; a text in { } or [ ] needs quotes.")
            return False
        self._refuse_marks(event)
        path, kept = self._place()
        into: list[Value] | dict[str, Value] = {} if isinstance(event, MappingStartEvent) else []
        if kept:
            self._put(into)
        self._open.append(_Open(path, into))
        return True

    def _scalar(self, event: ScalarEvent) -> bool:
        self._refuse_marks(event)
        words: str = event.value
        if self._awaits_key():
            here = self._open[-1]
            here.key = words
            here.repeated = words in here.into or (*here.path, words) in self.empty
            if here.repeated:
                first = self.lines[(*here.path, words)]
                self.faults.add(self.line, f'"{words}" stands here twice (first on line {first}).')
            else:
                self.lines[(*here.path, words)] = self.line
            return True
        path, kept = self._place()
        plain = event.style is None
        if plain and not words:
            self._nothing(path, kept)
        elif kept:
            self._put(_resolved(words) if plain else words)
        return True

    def _nothing(self, path: Path, kept: bool) -> None:
        if not path:
            return
        line = self.lines.get(path, self.line)
        what = f'"{path[-1]}"' if isinstance(path[-1], str) else "this item of the list"
        self.faults.add(line, f"{what} has nothing after it: give it a value, or take it out.")
        if kept:
            self.empty.add(path)
        self._open[-1].key = None

    def _awaits_key(self) -> bool:
        return (
            bool(self._open)
            and isinstance(self._open[-1].into, dict)
            and (self._open[-1].key is None)
        )

    def _place(self) -> tuple[Path, bool]:
        """Where the next value goes, and whether it is kept (a repeated key's value is not)."""
        if not self._open:
            self.lines[()] = self.line
            return (), True
        here = self._open[-1]
        if isinstance(here.into, list):
            path = (*here.path, len(here.into))
            self.lines[path] = self.line
            return path, True
        path = (*here.path, cast("str", here.key))
        if here.repeated:
            here.key = None
            # A repeated key's lists are read for their form alone, under a path nobody asks for.
            return (*here.path, "", path[-1]), False
        return path, True

    def _put(self, value: Value) -> None:
        if not self._open:
            self.root = value
            return
        here = self._open[-1]
        if isinstance(here.into, list):
            here.into.append(value)
        elif here.key is not None:
            here.into[here.key] = value
            here.key = None

    def _refuse_marks(self, event: CollectionStartEvent | ScalarEvent) -> None:
        if event.anchor is not None:
            self.faults.add(self.line, "a text that begins with & needs quotes.")
        if event.tag is not None:
            self.faults.add(self.line, "a text that begins with ! needs quotes.")


def _resolved(words: str) -> Value:
    if words in _BOOL:
        return _BOOL[words]
    if _INT.fullmatch(words):
        return int(words)
    if _FLOAT.fullmatch(words):
        return float(words)
    return words
