"""No sentence of the policy stands in anything that people read: the course has its own words."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.policy_runs import BYTES, FILE, copied, hashes, runs, stored
from tests.served import ROOT

FILES = sorted(
    file.relative_to(ROOT).as_posix()
    for pattern in (
        "course/*.yml",
        "course/*/*.ipynb",
        "course/pages/*.md",
        "quizzes/*.md",
        "quizzes/tasks/*.yml",
        "scenarios/branching/*.twee",
        "scenarios/images/*.yml",
        "src/readyroom/server/pages/*.html",
        "src/readyroom/papers/templates/*.typ",
    )
    for file in ROOT.glob(pattern)
)
RULE = "Whoever borrows the green kettle has to bring it back before the bell rings at noon."
"""Of an invented policy."""


def said(file: Path) -> str:
    """All words of a file; those of a notebook cell by cell."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".ipynb":
        return "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    return text


def test_there_are_files_of_every_kind_and_a_policy_to_compare_them_with() -> None:
    assert {Path(file).suffix for file in FILES} == {
        ".yml",
        ".ipynb",
        ".md",
        ".twee",
        ".html",
        ".typ",
    }
    assert len(FILES) > 100
    assert len(stored()) > 2000


def test_the_stored_hashes_are_whole_sorted_and_no_words() -> None:
    raw = FILE.read_bytes()
    found = [raw[at : at + BYTES] for at in range(0, len(raw), BYTES)]
    assert {len(one) for one in found} == {BYTES}
    assert all(before < after for before, after in pairwise(found))


@pytest.mark.parametrize("file", FILES)
def test_nothing_that_is_read_repeats_eight_words_of_the_policy(file: str) -> None:
    assert copied(said(ROOT / file), stored()) == []


@pytest.mark.parametrize(
    "text",
    [
        "We know: whoever borrows the green kettle has to bring it back at once.",
        "whoever *borrows* the\n  green kettle [IMG-7], has to BRING",
        '{"source": ["Whoever borrows the green ", "kettle has to bring it."]}',
    ],
)
def test_a_copied_run_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    file = tmp_path / "page.md"
    if text.startswith("{"):
        file = file.with_suffix(".ipynb")
        text = f'{{"cells": [{text}]}}'
    file.write_text(text, encoding="utf-8")
    assert copied(said(file), hashes(RULE))[0] == "whoever borrows the green kettle has to bring"


def test_the_same_in_other_words_is_no_copy() -> None:
    own = "Whoever borrows the green kettle has got to bring it back before noon."
    assert copied(own, hashes(RULE)) == []


def test_a_scanned_bullet_is_no_word() -> None:
    scanned = "You may:\ne have tea in the small room by the stairs;\ne go."
    assert copied("Have tea in the small room by the stairs.", hashes(scanned)) != []
    assert not any(run.startswith("e ") for run in runs("\n".join(scanned.split("\ne "))))
