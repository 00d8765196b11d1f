"""The trust's own pages and its logo: what is read, and what is told to who writes them."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from readyroom.content.load import load_course, read_course
from tests.course_files import COURSE, faults, write_course
from tests.papers import PNG

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{}</svg>'
HELP = "course/pages/help.md"
_HEAD = b"IHDR" + bytes(8) + PNG[24:29]
EMPTY = PNG[:12] + _HEAD + zlib.crc32(_HEAD).to_bytes(4) + PNG[33:]
"""A picture that is no pixel wide and none high."""


def logo_faults(root: Path, name: str, raw: bytes | None) -> list[str]:
    """The faults of the small course with that logo."""
    course = COURSE.replace("\npass:", f"\nlogo: {name}\npass:")
    write_course(root, {"course/course.yml": course})
    if raw is not None:
        (root / "course" / name).write_bytes(raw)
    return [str(fault) for fault in read_course(root).faults]


def test_the_pages_come_with_their_titles_in_the_order_of_the_foot(tmp_path: Path) -> None:
    pages = load_course(write_course(tmp_path)).pages
    assert [(page.slug, page.title) for page in pages] == [
        ("help", "Help"),
        ("accessibility", "Accessibility"),
        ("privacy", "Privacy"),
    ]
    assert pages[0].text == "Ask us."


@pytest.mark.parametrize("slug", ["help", "privacy", "accessibility"])
def test_a_missing_page_is_a_fault_that_says_what_to_write(tmp_path: Path, slug: str) -> None:
    (fault,) = faults(tmp_path, f"course/pages/{slug}.md", None)
    assert fault.startswith(f"course/pages/{slug}.md: this file is missing. Write into it ")
    assert f"# {slug.capitalize()}" in fault


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Help\n\nAsk us.\n", 1, "the first line is the page's title"),
        ("## Help\n\nAsk us.\n", 1, "the first line is the page's title"),
        ("# Help\n\n", 1, "below the title the page says how to sign in"),
        ("# Help\n\n# More\n\nAsk.\n", 3, "begin this one with ##"),
        ("# Help\n\n### More\n\nAsk.\n", 3, "leaves out a level: begin it with ##."),
        ("# Help\n\nAsk us [IMG-9].\n", 3, "IMG-9"),
    ],
)
def test_a_fault_of_a_page_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    (fault,) = faults(tmp_path, HELP, text)
    assert fault.startswith(f"{HELP}:{line}: ")
    assert words in fault


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("logo.png", PNG),
        ("logo.svg", SVG.format('<path d="M0 0h8v8z" fill="url(#a)"/>').encode()),
        ("logo.svg", SVG.format('<use href="#a"/><style>a{fill:red}</style>').encode()),
    ],
)
def test_a_plain_drawing_may_be_a_logo(tmp_path: Path, name: str, raw: bytes) -> None:
    assert logo_faults(tmp_path, name, raw) == []
    assert load_course(tmp_path).logo == name


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("logo.svg", None, "there is no file course/logo.svg"),
        ("../logo.svg", None, "is no SVG or PNG file below course/"),
        ("logo.gif", b"GIF89a", "is no SVG or PNG file below course/"),
        ("logo.png", b"GIF89a", "is no PNG picture"),
        ("logo.png", PNG + bytes(100_000), "a logo may have 100 kB"),
        *(("logo.png", PNG[:size], "is no whole picture") for size in (8, 33, 45, len(PNG) - 1)),
        ("logo.png", PNG[:50] + b"?" + PNG[51:], "is no whole picture"),
        ("logo.png", EMPTY, "is no whole picture"),
    ],
)
def test_what_is_no_logo_is_told_where_the_course_names_it(
    tmp_path: Path, name: str, raw: bytes | None, words: str
) -> None:
    (fault,) = logo_faults(tmp_path, name, raw)
    assert fault.startswith("course/course.yml:6: ")
    assert words in fault


@pytest.mark.parametrize(
    ("drawing", "words"),
    [
        (SVG.format("\n<script>alert(1)</script>"), "take <script> out"),
        (SVG.format("\n<foreignObject/>"), "take <foreignobject> out"),
        (SVG.format("\n<text>Ash Tree</text>"), "turn the words into outlines"),
        (SVG.format('\n<path onload="x()"/>'), 'take onload="…" out'),
        (SVG.format('\n<image href="https://evil.example/a.png"/>'), 'href="…" points to'),
        (SVG.format('\n<path style="fill:url(//evil.example/a)"/>'), 'style="…" points to'),
        (SVG.format("\n<style>@import '//evil.example/a.css'</style>"), "points to something"),
        ("\n" + SVG.format("").replace("viewBox", "viewbox"), 'needs a viewBox="…"'),
        ("\n<svg viewBox='0 0 8 8'/>", "this is no SVG drawing"),
        ('<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "take the <!DOCTYPE"),
        (SVG.format("\n<path>"), "this is no whole SVG drawing"),
    ],
)
def test_a_drawing_that_does_more_than_show_itself_is_no_logo(
    tmp_path: Path, drawing: str, words: str
) -> None:
    (fault,) = logo_faults(tmp_path, "logo.svg", drawing.encode())
    assert fault.startswith("course/logo.svg:2: ")
    assert words in fault


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (SVG.format("\n<desc>é</desc>").encode("latin-1"), 2),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>\n' + SVG.format("é").encode("latin-1"), 2),
        (SVG.format("").encode("utf-16"), 1),
        (SVG.format("").encode("utf-16-le"), 1),
    ],
    ids=["latin-1", "latin-1 that says so", "utf-16", "utf-16 that does not say so"],
)
def test_a_drawing_that_is_not_in_utf8_is_no_logo(tmp_path: Path, raw: bytes, line: int) -> None:
    (fault,) = logo_faults(tmp_path, "logo.svg", raw)
    assert fault.startswith(f"course/logo.svg:{line}: the letters of this file are not in UTF-8")


def test_a_course_needs_no_logo(tmp_path: Path) -> None:
    assert load_course(write_course(tmp_path)).logo == ""
