"""The trust's own pages, which every page's foot links to: help, accessibility, privacy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from readyroom.content.cited import check_citations
from readyroom.content.model import TextPage
from readyroom.content.source import Faults, Source, read_source
from readyroom.errors import Fault

TEXT_PAGES: Final[Mapping[str, str]] = {
    "help": "how to sign in, how answers are saved, and whom to ask",
    "accessibility": "what readers can expect, what does not work yet, and whom to tell",
    "privacy": "what is kept of whom, why, for how long, and whom to ask",
}
"""The pages there have to be, in the order of the foot, and what each of them says."""

_HEADING: Final = re.compile(r"(#{1,6})\s+(\S.*)")


def text_page_of(slug: str) -> str:
    """Where the page of that name stands, relative to the root."""
    return f"course/pages/{slug}.md"


def read_text_pages(
    root: Path, clauses: Collection[str] | None, found: list[Fault]
) -> tuple[TextPage, ...]:
    """The pages that have no fault, in the order of the foot."""
    return tuple(page for slug in TEXT_PAGES if (page := _read(root, slug, clauses, found)))


def _read(
    root: Path, slug: str, clauses: Collection[str] | None, found: list[Fault]
) -> TextPage | None:
    faults = Faults(text_page_of(slug), found)
    if not (root / faults.file).is_file():
        faults.add(
            None,
            f"this file is missing. Write into it {TEXT_PAGES[slug]}: "
            f"first a line # {slug.capitalize()}, then the text.",
        )
        return None
    source = read_source(root, faults.file, faults)
    if source is None:
        return None
    if clauses is not None:
        check_citations(enumerate(source.lines, 1), clauses, faults)
    before = len(found)
    title = _HEADING.fullmatch(source.lines[0].strip())
    if title is None or title[1] != "#":
        faults.add(1, f"the first line is the page's title, such as: # {slug.capitalize()}")
        return None
    _check_headings(source, faults)
    text = source.part(1).text.strip()
    if not text:
        faults.add(1, f"below the title the page says {TEXT_PAGES[slug]}.")
    return TextPage(slug=slug, title=title[2], text=text) if len(found) == before else None


def _check_headings(source: Source, faults: Faults) -> None:
    """One title, and no level left out below it: screen readers walk a page by its headings."""
    last = 1
    for line, level in _headings(source):
        if level == 1:
            faults.add(line, "a page has one title, its first line: begin this one with ##.")
        elif level > last + 1:
            faults.add(line, f"this heading leaves out a level: begin it with {'#' * (last + 1)}.")
        last = max(level, 2)


def _headings(source: Source) -> Iterator[tuple[int, int]]:
    """Line and level of each heading below the title."""
    for number, line in enumerate(source.lines[1:], 2):
        if heading := _HEADING.match(line):
            yield number, len(heading[1])
