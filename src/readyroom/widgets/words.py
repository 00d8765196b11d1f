"""Turns authored Markdown into safe HTML, and citations into the clauses they name.

Raw HTML and pictures are off: what an author types as HTML is shown as typed. Headings are off
too, because a page's outline belongs to the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypedDict

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from readyroom.content.cited import without_citations
from readyroom.content.frozen import citations
from readyroom.content.model import Policy
from readyroom.widgets.shown import draw_shown


class ClauseView(TypedDict):
    """One requirement of the policy, as safe HTML."""

    id: str
    section: str
    text: str


_PARAGRAPHS = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_BREAK = "<br><br>"


def block(text: str) -> str:
    """Paragraphs, lists and tables as HTML, without citations."""
    return str(_MARKDOWN.render(without_citations(text))).strip()


def inline(text: str) -> str:
    """One run of words as HTML that may stand in a label or a heading, without citations."""
    return str(_MARKDOWN.renderInline(without_citations(text))).strip()


def passage(text: str) -> str:
    """A piece of a running text as inline HTML, with the spaces at its ends and its paragraphs."""
    if not text.strip():
        return _BREAK if text.count("\n") > 1 else text[:1]
    html = _BREAK.join(inline(part) for part in _PARAGRAPHS.split(text))
    before = " " if text[0].isspace() and not html.startswith(_BREAK) else ""
    after = " " if text[-1].isspace() and not html.endswith(_BREAK) else ""
    return f"{before}{html}{after}"


def blocks(*texts: str) -> list[str]:
    """Each text that says something, as HTML."""
    return [html for html in map(block, texts) if html]


def cited(policy: Policy, *texts: str, also: Sequence[str] = ()) -> list[ClauseView]:
    """The clauses that the texts cite, each once, then those named in ``also``."""
    return clause_views(policy, (*citations(*texts), *also))


def clause_views(policy: Policy, ids: Sequence[str]) -> list[ClauseView]:
    """The clauses of those ids, each once, in order."""
    return [
        ClauseView(id=clause.id, section=inline(clause.section), text=inline(clause.told))
        for clause in map(policy.clause, dict.fromkeys(ids))
    ]


def _open_table(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """A wide table scrolls in a box that the keyboard can reach, never the whole page."""
    return '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>\n'


def _close_table(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    return "</table></div>\n"


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": False})
    markdown.enable("table").disable(["image", "heading", "lheading", "html_block", "html_inline"])
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", _close_table)
    markdown.core.ruler.before("inline", "shown", draw_shown)
    return markdown


_MARKDOWN = _markdown()
