"""Turns a lesson's own text (a notebook's Markdown cell) into safe HTML."""

from __future__ import annotations

from markdown_it import MarkdownIt

from readyroom.content.model import CITATION

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def prose(text: str) -> str:
    """The text as HTML, headings included; a citation such as ``[IMG-7]`` becomes a small label.

    Raw HTML is shown as typed, so that no cell can bring a script or a frame into the page.
    """
    html = str(_MARKDOWN.render(text)).strip()
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>')
    html = html.replace("</table>", "</table></div>")
    return CITATION.sub(r'<span class="clause">\1</span>', html)
