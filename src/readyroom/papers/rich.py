"""Turns the safe HTML of our own renderer into plain data that a template can draw.

What people wrote never becomes source of another language: a template gets text as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_SPACE: Final = re.compile(r"\s+")
_VOID: Final = frozenset({"br", "hr"})
_TRANSPARENT: Final = frozenset({"div", "thead", "tbody"})
_KEPT: Final = ("class", "start", "href")
# Pictures of faces and things that no font of ours holds; a box in their place would look like
# one to be crossed.
_EMOJI: Final = re.compile(" ?[\U0001f000-\U0001faff\u2600-\u27bf\u200d\ufe0f]+")
_BLOCKS: Final = frozenset(
    {
        *("p", "ul", "ol", "li", "table", "tr", "th", "td", "blockquote", "figure"),
        *("figcaption", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    }
)


@dataclass
class Element:
    """A piece of a text with a meaning of its own, such as a list or a stressed word."""

    tag: str
    kept: dict[str, str] = field(default_factory=dict)
    kids: list[str | Element] = field(default_factory=list)

    def data(self) -> dict[str, object]:
        """The element as a template reads it."""
        return {**self.kept, "tag": self.tag, "kids": [_data(kid) for kid in self.kids]}


def rich(html: str) -> list[object]:
    """The HTML as nested data: text, or an object with ``tag`` and ``kids``."""
    return [_data(kid) for kid in parsed(html).kids]


def plain(html: str) -> str:
    """The words of the HTML alone."""
    return _SPACE.sub(" ", _words(parsed(html))).strip()


def parsed(html: str) -> Element:
    """The HTML as a tree; elements without a meaning on paper give way to what they hold."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


class _Reader(HTMLParser):
    """Reads HTML that is well-formed, as that of our renderer is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("all")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _TRANSPARENT:
            return
        element = Element(tag, {name: value or "" for name, value in attrs if name in _KEPT})
        self.open[-1].kids.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open[-1].tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        verbatim = any(element.tag == "pre" for element in self.open)
        text = _EMOJI.sub("", data)
        text = text if verbatim else _SPACE.sub(" ", text)
        # Space between blocks is the renderer's own; in a line of words it parts them.
        if text.strip() or not _between_blocks(self.open[-1]):
            self.open[-1].kids.append(text)


def _between_blocks(element: Element) -> bool:
    if element.tag in ("ul", "ol", "table", "tr", "all", "blockquote", "figure"):
        return True
    last = element.kids[-1] if element.kids else ""
    return not isinstance(last, str) and last.tag in _BLOCKS


def _data(kid: str | Element) -> object:
    return kid if isinstance(kid, str) else kid.data()


def _words(element: Element) -> str:
    return "".join(
        kid if isinstance(kid, str) else _words(kid) + (" " if kid.tag in _BLOCKS else "")
        for kid in element.kids
    )
