"""Checks the trust's logo: a small drawing that shows itself and does nothing else."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Final
from xml.parsers import expat

from readyroom.content.source import Faults

LARGEST_LOGO: Final = 100_000
"""Bytes that a logo may have: it comes with every page."""

_NAME: Final = re.compile(r"(?:[\w-]+/)*[\w-]+\.(?:svg|png)", re.ASCII)
_SVG: Final = "http://www.w3.org/2000/svg"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_ACTIVE: Final = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video"}
)
_ELSEWHERE: Final = re.compile(r"url\((?!\s*['\"]?(?:#|data:image/))|@import", re.IGNORECASE)


def check_logo(root: Path, name: str, line: int, faults: Faults) -> None:
    """Notes what is wrong with the logo that ``course.yml`` names on that line."""
    if not _NAME.fullmatch(name):
        faults.add(line, f'"{name}" is no SVG or PNG file below course/. Write: logo: logo.svg')
        return
    try:
        raw = (root / "course" / name).read_bytes()
    except OSError:
        faults.add(line, f"there is no file course/{name}. Put it there, or take this line out.")
        return
    if len(raw) > LARGEST_LOGO:
        faults.add(
            line,
            f"course/{name} has {len(raw) // 1000} kB; a logo may have "
            f"{LARGEST_LOGO // 1000} kB, since every page shows it.",
        )
    elif name.endswith(".png"):
        if not raw.startswith(_PNG):
            faults.add(line, f"course/{name} is no PNG picture: save it as PNG.")
        elif not _whole_png(raw):
            faults.add(line, f"course/{name} is no whole picture: save it as PNG again.")
    else:
        _check_svg(raw, Faults(f"course/{name}", faults.found))


def _whole_png(raw: bytes) -> bool:
    """Whether a PNG has a size and goes on to its end, with nothing lost on the way."""
    kinds: list[bytes] = []
    at = len(_PNG)
    while at + 12 <= len(raw) and b"IEND" not in kinds:
        end = at + 8 + int.from_bytes(raw[at : at + 4])
        kind, content = raw[at + 4 : at + 8], raw[at + 8 : end]
        if zlib.crc32(kind + content) != int.from_bytes(raw[end : end + 4]):
            return False
        if not kinds and (kind != b"IHDR" or not (any(content[:4]) and any(content[4:8]))):
            return False
        kinds.append(kind)
        at = end + 4
    return b"IDAT" in kinds and b"IEND" in kinds


def _check_svg(raw: bytes, faults: Faults) -> None:
    if (line := _not_utf8(raw)) is not None:
        faults.add(line, "the letters of this file are not in UTF-8: save it again as UTF-8.")
        return
    reader = _Reader(faults)
    try:
        reader.read(raw)
    except _Enough:
        return
    except expat.ExpatError as error:
        faults.add(error.lineno, "this is no whole SVG drawing: save it again as SVG.")


def _not_utf8(raw: bytes) -> int | None:
    """The line of the first letter that is not in UTF-8, which PDFs can't take; None for none."""
    try:
        at = raw.decode("utf-8").find("\0")  # so UTF-16 looks
    except UnicodeDecodeError as error:
        at = error.start
    return None if at < 0 else raw.count(b"\n", 0, at) + 1


class _Reader:
    """Goes through a drawing, and notes what is no drawing."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._depth = 0
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._words
        parser.ProcessingInstructionHandler = self._instruction

    def read(self, raw: bytes) -> None:
        """Reads it to its end; ExpatError when it is no XML."""
        self._parser.Parse(raw, True)

    def _fault(self, message: str) -> None:
        self._faults.add(self._parser.CurrentLineNumber, message)

    def _doctype(self, *_declared: object) -> None:
        self._fault("take the <!DOCTYPE …> out: a logo needs none.")
        raise _Enough  # it may declare words that unfold to gigabytes

    def _open(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rsplit(" ", 1)[-1].lower()
        self._depth += 1
        if self._depth == 1:
            self._check_root(element, attributes)
        if name in _ACTIVE:
            self._fault(f"take <{name}> out: a logo is a drawing and nothing else.")
        elif name == "text":
            self._fault("turn the words into outlines: not every device has the <text>'s font.")
        for key, value in attributes.items():
            short = key.rsplit(" ", 1)[-1].lower()
            inside = value.strip().lower().startswith(("#", "data:image/"))
            if short.startswith("on"):
                self._fault(f'take {short}="…" out: a logo runs no script.')
            elif (short == "href" and not inside) or _ELSEWHERE.search(value):
                self._fault(f'{short}="…" points to something outside this file: draw it here.')

    def _check_root(self, element: str, attributes: dict[str, str]) -> None:
        if element != f"{_SVG} svg":
            self._fault(f'this is no SVG drawing: it has to begin with <svg xmlns="{_SVG}" …>.')
        elif "viewBox" not in attributes:
            self._fault('the <svg …> needs a viewBox="…", so that it can be shown in any size.')

    def _close(self, _element: str) -> None:
        self._depth -= 1

    def _words(self, text: str) -> None:
        if _ELSEWHERE.search(text):
            self._fault("this points to something outside this file: draw it here.")

    def _instruction(self, target: str, _data: str) -> None:
        self._fault(f"take <?{target} …?> out: a logo brings its own colours.")


class _Enough(Exception):
    """Nothing further is to be read."""
