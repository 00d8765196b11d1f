"""A trust's logo as a drawing that typst can take."""

from __future__ import annotations

import base64

from readyroom.scenes.svg import tag

LOGO = "logo.svg"
"""The name under which a template finds it."""


def as_svg(name: str, raw: bytes) -> bytes:
    """An SVG as it is; a PNG within one, since files that are no text can't be passed on."""
    if not name.lower().endswith(".png"):
        return raw
    width, height = (int.from_bytes(raw[at : at + 4]) for at in (16, 20))  # as PNG's head has them
    inside = f"data:image/png;base64,{base64.b64encode(raw).decode('ascii')}"
    drawing = tag(
        "svg",
        tag("image", width=width, height=height, href=inside),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
    )
    return drawing.encode("ascii")
