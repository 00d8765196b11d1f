"""How a content file becomes text."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.source import (
    Faults,
    Source,
    nearest,
    read_source,
    slug_of,
    source_from_bytes,
)


def read(raw: bytes) -> tuple[Source | None, list[str]]:
    faults = Faults("a.md")
    return source_from_bytes(raw, "a.md", faults), [str(fault) for fault in faults.found]


def test_a_file_that_is_not_utf8_is_refused_with_the_line() -> None:
    assert read(b"one\ntwo caf\xe9\n") == (
        None,
        ["a.md:2: the file is not saved as UTF-8: choose UTF-8 when you save it."],
    )


def test_a_file_larger_than_500_kb_is_refused() -> None:
    assert read(b"x" * 500_000)[1] == []
    assert read(b"x" * 500_001)[1] == ["a.md: the file is larger than 500 kB: split it."]


def test_an_invisible_character_is_refused_with_the_line() -> None:
    assert read(b"one\ntwo\x00\n")[1] == [
        "a.md:2: an invisible character (U+0000) is in this line."
    ]


@pytest.mark.parametrize("raw", [b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"])
def test_the_marks_of_another_editor_make_no_difference(raw: bytes) -> None:
    assert read(raw) == (Source("a.md", "a\nb\n"), [])


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    faults = Faults("a.md")
    assert read_source(tmp_path, "a.md", faults) is None
    assert [str(fault) for fault in faults.found] == ["a.md: this file is missing."]


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    faults = Faults("a.md")
    assert read_source(tmp_path, "a.md", faults) is None
    assert len(faults.found) == 1


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("No answer yet", "no-answer-yet"),
        ("  Jordan's reply – again! ", "jordans-reply-again"),
        ("Zoë & Siân", "zoe-sian"),
        ("2 yeses", "2-yeses"),
        ("???", ""),
    ],
)
def test_a_title_gives_a_short_name(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_the_nearest_word_is_suggested_and_a_far_one_is_not() -> None:
    assert nearest("mustpass", ["must-pass", "clauses"]) == ' Did you mean "must-pass"?'
    assert nearest("zebra", ["must-pass", "clauses"]) == ""


def test_a_lone_surrogate_in_a_message_can_be_printed() -> None:
    faults = Faults("a.md")
    faults.add(1, "odd \ud800")
    str(faults.found[0]).encode("utf-8")
