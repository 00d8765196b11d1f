"""Reads Twee 3, the text form of a Twine story: passages, tags and links, with their lines.

The form is the Twee 3 specification's; of the link forms, those that every story format shares.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise

from readyroom.content.source import Faults, Source

_ESCAPED = re.compile(r"\\(.)")
_HEADING = re.compile(
    r"::[ \t]*(?P<name>(?:\\.|[^\\\[\]{}])*?)[ \t]*"
    r"(?:\[(?P<tags>(?:\\.|[^\\\[\]])*)\][ \t]*)?"
    r"(?P<place>\{.*\})?[ \t]*"
)
_LINK = re.compile(r"\[\[(?P<inside>.+?)\]\](?!\])")
_BULLET = re.compile(r"[-*+•>\s]*")
_PROGRAM = re.compile(
    r"<<\s*/?\w|\((?:set|if|else|link|print|goto|display)[\w-]*:|^\[(?:if|else)\b"
)


@dataclass(frozen=True)
class RawLink:
    """A link as written: its words and the name of the passage that it names."""

    label: str
    to: str
    line: int


@dataclass(frozen=True)
class RawPassage:
    """A passage as written."""

    name: str
    tags: tuple[str, ...]
    line: int
    body: Source


def read_twee(source: Source, faults: Faults) -> tuple[RawPassage, ...]:
    """The passages of a Twee file, in order. A heading that cannot be read is a fault."""
    lines = source.lines
    starts = [index for index, line in enumerate(lines) if line.startswith("::")]
    above = starts[0] if starts else len(lines)
    for index in range(above):
        if lines[index].strip():
            faults.add(
                source.first_line + index,
                "this stands above the first passage: begin a passage with a line such as :: Start",
            )
            break
    passages: dict[str, RawPassage] = {}
    for start, stop in pairwise([*starts, len(lines)]):
        passage = _passage(lines[start], source.part(start + 1, stop), faults)
        if passage is None:
            continue
        if passage.name in passages:
            first = passages[passage.name].line
            faults.add(
                passage.line,
                f'two passages are called "{passage.name}" (the first is on line {first}).',
            )
            continue
        passages[passage.name] = passage
    return tuple(passages.values())


def _passage(heading: str, body: Source, faults: Faults) -> RawPassage | None:
    line = body.first_line - 1
    match = _HEADING.fullmatch(heading)
    if match is None:
        faults.add(
            line,
            "this heading cannot be read: write :: Name [tags], and \\[ for a bracket in a name.",
        )
        return None
    name = _plain(match["name"]).strip()
    if not name:
        faults.add(line, "this passage has no name: write it after the ::")
        return None
    place = match["place"]
    if place and not isinstance(parsed(place), dict):
        faults.add(line, "the part in { } is no JSON: take it out, Twine writes it anew.")
    tags = tuple(_plain(tag) for tag in re.findall(r"(?:\\.|\S)+", match["tags"] or ""))
    return RawPassage(name, tags, line, body)


def links_and_text(body: Source, faults: Faults) -> tuple[tuple[RawLink, ...], str]:
    """The links of a passage, and its text without them.

    A link stands on a line of its own, with or without a bullet; elsewhere it is a fault,
    because taking it out would leave a hole in the sentence.
    """
    links: list[RawLink] = []
    kept: list[str] = []
    for number, line in enumerate(body.lines, body.first_line):
        found = list(_LINK.finditer(line))
        rest = _LINK.sub("", line)
        if "[[" in rest:
            faults.add(number, "a link that begins with [[ is not closed by ]] on this line.")
        elif _PROGRAM.search(rest):
            faults.add(number, "a story here has words and links only: take the program out.")
        if not found:
            kept.append(line.rstrip())
            continue
        if not _BULLET.fullmatch(rest):
            faults.add(number, "put each link on a line of its own, below the text.")
        for match in found:
            label, to = _ends(match["inside"])
            if not label or not to or "][" in match["inside"]:
                faults.add(number, f"the link {match[0]} cannot be read: write [[words->Passage]].")
            else:
                links.append(RawLink(label, to, number))
    return tuple(links), re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _ends(inside: str) -> tuple[str, str]:
    """The words of a link and the passage it names."""
    if "->" in inside:
        label, _, to = inside.rpartition("->")
    elif "<-" in inside:
        to, _, label = inside.partition("<-")
    elif "|" in inside:
        label, _, to = inside.rpartition("|")
    else:
        label = to = inside
    return label.strip(), to.strip()


def parsed(text: str) -> object:
    """The JSON in a text, or None when there is none that can be read."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
