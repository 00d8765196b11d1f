"""Turns a lesson's own text (a notebook's Markdown cells) into safe HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt

from readyroom.content.frozen import CITATION
from readyroom.content.source import slug_of

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")

# In a new tab: leaving the lesson would lose a choice that is not checked yet.
_CLAUSE = (
    r'<a class="clause" href="/policy#\1" target="_blank" '
    r'aria-label="\1 in the policy, opens in a new tab">\1</a>'
)
_SCROLL = '<div class="scroll" role="region" aria-label="Table" tabindex="0">'
_SECTION = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Section:
    """A section of a lesson: the id of its heading, and the heading's words as safe HTML."""

    id: str
    html: str


def prose(text: str) -> str:
    """The text as HTML, headings included; a citation such as ``[IMG-7]`` links to its clause.

    Raw HTML is shown as typed, so that no cell can bring a script or a frame into the page.
    """
    html = str(_MARKDOWN.render(text)).strip()
    html = html.replace("<table>", _SCROLL + "<table>").replace("</table>", "</table></div>")
    return CITATION.sub(_CLAUSE, html)


def lesson_prose(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """All texts of a lesson as HTML, and its sections; each heading h2 can be linked to."""
    sections: dict[str, Section] = {}

    def with_id(heading: re.Match[str]) -> str:
        words = _TAG.sub("", heading[1])
        name = first = f"part-{slug_of(words) or 'section'}"
        number = 1
        while name in sections:
            number += 1
            name = f"{first}-{number}"
        # A link cannot stand inside a link: of a heading only the words go into the contents.
        sections[name] = Section(name, words)
        return f'<h2 id="{name}">{heading[1]}</h2>'

    htmls = tuple(_SECTION.sub(with_id, prose(text)) for text in texts)
    return htmls, tuple(sections.values())
