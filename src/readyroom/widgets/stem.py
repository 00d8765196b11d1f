"""What a question tells, and what it asks, for pages without the player (``view/stem.js``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_PARAGRAPH: Final = re.compile(r"<p>((?:(?!<p>).)*?)</p>", re.DOTALL)
_LAST_QUESTION: Final = re.compile(r"(.*[.!?:][”’\")]?)\s+([^.!?<>]+\?)", re.DOTALL)
"""All up to the last full stop, and a question after it that holds no markup."""

_AROUND: Final = ("blockquote", "div", "figure", "li", "ol", "table", "ul")


def split_stem(html: str) -> tuple[str, str]:
    """What comes before the legend, and the legend: the last thing that the stem asks.

    A legend is read out with every option, so it is short; a message that is shown after the
    question goes before it. The legend is empty when the stem does not end with a question.
    """
    for paragraph in reversed(list(_on_top(html))):
        last = paragraph.end() == len(html)
        if not last and not paragraph[1].rstrip().endswith("?"):
            break
        cut = _LAST_QUESTION.fullmatch(paragraph[1])
        told = f"<p>{cut[1]}</p>" if cut else ""
        before = f"{html[: paragraph.start()]}{told}{html[paragraph.end() :]}".strip()
        return before, cut[2] if cut else paragraph[1]
    return html, ""


def _on_top(html: str) -> Iterator[re.Match[str]]:
    """The paragraphs that stand in nothing else."""
    for paragraph in _PARAGRAPH.finditer(html):
        rest = html[paragraph.end() :]
        if all(len(re.findall(rf"<{tag}\b", rest)) == rest.count(f"</{tag}>") for tag in _AROUND):
            yield paragraph
