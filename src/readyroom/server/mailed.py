"""E-mail addresses in a line of text, as links."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

_ADDRESS: Final = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def mailed(text: str) -> Markup:
    """The text as safe HTML in which each e-mail address is a link that writes to it."""
    html, done = Markup(), 0
    for found in _ADDRESS.finditer(text):
        address = found.group()
        html += escape(text[done : found.start()])
        html += Markup('<a href="mailto:{0}">{0}</a>').format(address)
        done = found.end()
    return html + escape(text[done:])
