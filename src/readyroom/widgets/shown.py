"""Draws what people wrote (a post, a message) inside a text as one would meet it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from readyroom.content.shown import KINDS, Head, head_of
from readyroom.content.tasks import Shown

_BY: Final[dict[Shown, str]] = {
    "post": "Post by",
    "comment": "Comment by",
    "message": "Message from",
    "email": "Email from",
    "profile": "Profile of",
}
_PARAGRAPH: Final = 3
"""Tokens that a paragraph of plain text is made of: its start, its words, its end."""


def draw_shown(state: StateCore) -> None:
    """A rule for Markdown: frames each quote whose first line says what it is and who wrote it."""
    given = state.tokens
    drawn: list[Token] = []
    framed: list[bool] = []
    left_out = -1
    for index, token in enumerate(given):
        if token.type == "blockquote_open":
            head, words = _head_and_words(given[index + 1 : index + 1 + _PARAGRAPH])
            framed.append(head is not None)
            if head is not None:
                drawn.append(_html(_caption(head)))
                given[index + 2].content = words
                left_out = index + _PARAGRAPH if not words else -1
        if token.type == "blockquote_open" or index > left_out:
            drawn.append(token)
        if token.type == "blockquote_close" and framed.pop():
            drawn.append(_html("</figure>\n"))
    state.tokens = drawn


def _head_and_words(opening: Sequence[Token]) -> tuple[Head | None, str]:
    """What a quote's first paragraph says of the quote, if it does, and its other lines."""
    if not opening or opening[0].type != "paragraph_open":
        return None, ""
    first, _, rest = opening[1].content.partition("\n")
    head = head_of(first)
    return (head, rest) if head and head.kind in KINDS else (None, "")


def _caption(head: Head) -> str:
    kind = cast("Shown", head.kind)
    when = f' <span class="shown-when">{escapeHtml(head.when)}</span>' if head.when else ""
    return (
        f'<figure class="shown shown-{kind}"><figcaption>'
        f'<span class="rr-spoken">{_BY[kind]}</span> '
        f'<span class="shown-by">{escapeHtml(head.by)}</span>{when}</figcaption>\n'
    )


def _html(html: str) -> Token:
    return Token("html_block", "", 0, content=html)
