"""Makes a PDF from one of our templates and data, without network, fonts or files of the machine.

What people wrote reaches a template as data, never as source: markup in a name stays as typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

TEMPLATES: Final = Path(__file__).parent / "templates"
NO_GLYPH: Final = "□"
"""What stands for a letter that no font of ours can draw."""

_UNDRAWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS: Final = 8


def pdf(template: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    """A tagged PDF (PDF/UA-1) of ``templates/<template>.typ``.

    The template finds the data in ``data.json`` and the files under their names. The same data
    gives the same bytes everywhere: only the fonts inside typst are used. A letter that none of
    them has is drawn as ``NO_GLYPH``, and the data then has ``undrawn: true``.
    """
    data = {"undrawn": False, **data}
    for _ in range(_ROUNDS):
        try:
            return _compile(template, data, files or {})
        except typst.TypstError as error:
            undrawn = frozenset("".join(map(_plain, _UNDRAWN.findall(error.diagnostic))))
            if not undrawn:
                raise
            data = {**_without(data, undrawn), "undrawn": True}
    raise RuntimeError(f"{template} has letters that can't be drawn, even when they are left out.")


def _compile(template: str, data: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    project = {
        "main.typ": _template(f"{template}.typ"),
        "common.typ": _template("common.typ"),
        "data.json": json.dumps(dict(data)).encode(),
        **files,
    }
    compiler: Any = typst.compile  # its stubs do not know of projects in memory
    made: bytes = compiler(project, format="pdf", ignore_system_fonts=True, pdf_standards=["ua-1"])
    return made


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def _plain(quoted: str) -> str:
    r"""The letters that a message names; it writes invisible ones as ``\u{200d}``."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), quoted)


def _without(value: Any, undrawn: frozenset[str]) -> Any:
    """The value with a box in the place of every letter that can't be drawn."""
    if isinstance(value, str):
        return "".join(NO_GLYPH if letter in undrawn else letter for letter in value)
    if isinstance(value, Mapping):
        return {key: _without(item, undrawn) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without(item, undrawn) for item in value]
    return value
