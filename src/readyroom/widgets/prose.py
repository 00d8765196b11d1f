"""Turns a lesson's own text (a notebook's Markdown cell) into safe HTML."""

from __future__ import annotations

from markdown_it import MarkdownIt

from readyroom.content.model import CITATION

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")

# In a new tab: leaving the lesson would lose a choice that is not checked yet.
_CLAUSE = (
    r'<a class="clause" href="/policy#\1" target="_blank" '
    r'aria-label="\1 in the policy, opens in a new tab">\1</a>'
)
_SCROLL = '<div class="scroll" role="region" aria-label="Table" tabindex="0">'


def prose(text: str) -> str:
    """The text as HTML, headings included; a citation such as ``[IMG-7]`` links to its clause.

    Raw HTML is shown as typed, so that no cell can bring a script or a frame into the page.
    """
    html = str(_MARKDOWN.render(text)).strip()
    html = html.replace("<table>", _SCROLL + "<table>").replace("</table>", "</table></div>")
    return CITATION.sub(_CLAUSE, html)
