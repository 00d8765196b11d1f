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

from readyroom.content.model import CITATION, Policy, citations


class ClauseView(TypedDict):
    """One requirement of the policy, as safe HTML."""

    id: str
    section: str
    text: str


_ID = CITATION.pattern.replace("(", "(?:", 1)
_IDS = rf"{_ID}(?:(?:\s*[,;]\s*|\s+and\s+|\s*){_ID})*"
_RUN = rf"(?:{_IDS}|\({_IDS}\))"
# After words a citation goes with the space before it, even where the author broke the line there.
_CITED = re.compile(rf"(?<=\S)[ \t]*\n?[ \t]*{_RUN}|^[ \t]*{_RUN}[ \t]*", re.MULTILINE)


def without_citations(text: str) -> str:
    """The text as people read it: ``Ask first [IMG-1].`` becomes ``Ask first.``"""
    return _CITED.sub("", text)


def block(text: str) -> str:
    """Paragraphs, lists and tables as HTML, without citations."""
    return str(_MARKDOWN.render(without_citations(text))).strip()


def inline(text: str) -> str:
    """One run of words as HTML that may stand in a label or a heading, without citations."""
    return str(_MARKDOWN.renderInline(without_citations(text))).strip()


def blocks(*texts: str) -> list[str]:
    """Each text that says something, as HTML."""
    return [html for html in map(block, texts) if html]


def cited(policy: Policy, *texts: str, also: Sequence[str] = ()) -> list[ClauseView]:
    """The clauses that the texts cite, each once, then those named in ``also``."""
    return clause_views(policy, (*citations(*texts), *also))


def clause_views(policy: Policy, ids: Sequence[str]) -> list[ClauseView]:
    """The clauses of those ids, each once, in order."""
    return [
        ClauseView(id=clause.id, section=inline(clause.section), text=inline(clause.text))
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
    return markdown


_MARKDOWN = _markdown()
