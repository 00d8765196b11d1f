"""What the YAML reader takes, and what it refuses."""

from __future__ import annotations

import pytest

from readyroom.content.source import Faults, Source
from readyroom.content.yaml import Document, Value, read_yaml


def read(text: str, first_line: int = 1) -> tuple[Document | None, list[str]]:
    faults = Faults("a.yml")
    return read_yaml(Source("a.yml", text, first_line), faults), [str(f) for f in faults.found]


def value(text: str) -> Value:
    document, faults = read(text)
    assert document is not None
    assert faults == []
    return document.data


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("12:30:45", "12:30:45"),
        ("2026-09-01", "2026-09-01"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("null", "null"),
        ("~", "~"),
        ("+44", "+44"),
        ("12", 12),
        ("-3", -3),
        ("1.50", 1.5),
        ("true", True),
        ("False", False),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
    ],
)
def test_a_plain_word_changes_its_type_only_where_nobody_can_mistake_it(
    written: str, read_as: Value
) -> None:
    found = value(f"key: {written}")
    assert found == {"key": read_as}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(read_as)


def test_a_number_with_very_many_digits_stays_a_word() -> None:
    assert value("key: " + "9" * 5000) == {"key": "9" * 5000}


def test_every_value_knows_its_line() -> None:
    document, _ = read("a: 1\nb:\n  - x\n  - c: 2\n    d: |\n      long\n      text\ne: 3\n")
    assert document is not None
    assert document.line(("a",)) == 1
    assert document.line(("b",)) == 2
    assert document.line(("b", 1, "c")) == 4
    assert document.line(("b", 1, "d")) == 5
    assert document.line(("e",)) == 8


def test_a_value_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    document, _ = read("a: 1\nb:\n  - x\n")
    assert document is not None
    assert document.line(("b", 7, "c")) == 2


def test_a_part_of_a_file_counts_its_lines_from_where_it_begins() -> None:
    document, _ = read("a: 1\nb: 2\n", first_line=40)
    assert document is not None
    assert document.line(("b",)) == 41


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: &x 1\n", "a.yml:1: a text that begins with & needs quotes."),
        ("a: 1\nb: *x\n", "a.yml:2: a text that begins with * needs quotes."),
        ("a: !x 1\n", "a.yml:1: a text that begins with ! needs quotes."),
        ("a: !!int 1\n", "a.yml:1: a text that begins with ! needs quotes."),
        ("a: !x [1]\n", "a.yml:1: a text that begins with ! needs quotes."),
        ("a: 1\nb: 2\na: 3\n", 'a.yml:3: "a" stands here twice (first on line 1).'),
        ("a: 1\na: {b: [1]}\nc: 3\n", 'a.yml:2: "a" stands here twice (first on line 1).'),
        ("[a, b]: 1\n", "a.yml:1: a key must be one word; a text in { } or [ ] needs quotes."),
        ("a:\nb: 1\n", 'a.yml:1: "a" has nothing after it: give it a value, or take it out.'),
        (
            "a:\n  - 1\n  -\n",
            "a.yml:3: this item of the list has nothing after it: give it a value, or take it out.",
        ),
        ("a: 1\n---\nb: 2\n", "a.yml:2: a second document begins here: take the --- line out."),
        ("%YAML 1.1\n---\na: 1\n", "a.yml:2: take the line that begins with % out."),
        ("# nothing\n", "a.yml:1: there is nothing in it."),
        (
            "a: b: c\n",
            "a.yml:1: this is not readable as YAML: a colon stands where none may: put the text "
            "in quotes.",
        ),
        (
            'a: "b\nc: 1\n',
            "a.yml:3: this is not readable as YAML: a quotation mark is opened and not closed.",
        ),
        (
            "a: @b\n",
            "a.yml:1: this is not readable as YAML: this character needs quotes around the text.",
        ),
        (
            "a:\n  - b\n c: 1\n",
            "a.yml:3: this is not readable as YAML: the indentation differs from the lines above.",
        ),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str, fault: str) -> None:
    assert read(text)[1] == [fault]


def test_twenty_levels_are_read_and_one_more_is_refused() -> None:
    assert read("[" * 20 + "1" + "]" * 20)[1] == []
    assert read("[" * 21 + "1" + "]" * 21)[1] == [
        "a.yml:1: lists are nested more than 20 deep here."
    ]


def test_a_bomb_of_brackets_is_refused_at_once() -> None:
    assert read("[" * 400_000)[0] is None


def test_several_faults_are_told_together() -> None:
    assert len(read("a: &x 1\na: 2\nb:\n")[1]) == 3


def test_the_first_of_two_like_keys_counts() -> None:
    document, _ = read("a: 1\na: [2]\nb: 3\n")
    assert document is not None
    assert document.data == {"a": 1, "b": 3}
