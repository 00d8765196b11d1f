"""Reads a lesson's page (a notebook) and checks that it only calls the lesson's activities."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from readyroom.content.source import Faults, Source, listed, nearest

CALLS: Final = ("scenario", "image", "task", "quiz", "bank")
_LONGEST_CALL: Final = 200
_TOP: Final = {"cells", "metadata", "nbformat", "nbformat_minor"}


@dataclass(frozen=True)
class Shown:
    """An activity that the page shows: its kind, its slug, and the line of the call."""

    kind: str
    slug: str
    line: int


@dataclass(frozen=True)
class _Cell:
    kind: str
    code: str
    line: int


def read_notebook(source: Source, module: str, faults: Faults) -> tuple[Shown, ...] | None:
    """What the page of a module shows, in order; None when it is no notebook."""
    try:
        data = json.loads(source.text)
    except json.JSONDecodeError as error:
        faults.add(error.lineno, f"this is no notebook ({error.msg}): restore or save it again.")
        return None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not isinstance(data.get("cells"), list):
        faults.add(1, "this is no notebook: it has no cells.")
        return None
    _check_stored(data, source, faults)
    cells = tuple(_cells(data["cells"], source, faults))
    code = [cell for cell in cells if cell.kind == "code"]
    _check_opening(code, module, source, faults)
    shown = [call for cell in code[1:] if (call := _call(cell, faults))]
    summaries = [call for call in shown if call.kind == "summary"]
    if not summaries or shown[-1] is not summaries[-1] or len(summaries) > 1:
        line = summaries[0].line if summaries else None
        faults.add(line, "the page ends with one cell that says lesson.summary().")
    return tuple(call for call in shown if call.kind != "summary")


def words_of(source: Source) -> tuple[str, ...]:
    """The text of each of a notebook's text cells; the notebook has to be one that was read."""
    cells = json.loads(source.text)["cells"]
    return tuple(
        text
        for cell in cells
        if isinstance(cell, dict)
        and cell.get("cell_type") == "markdown"
        and (text := _joined(cell.get("source"))) is not None
    )


def check_page(shown: Sequence[Shown], wanted: Sequence[tuple[str, str]], faults: Faults) -> None:
    """The page shows each (kind, slug) that course.yml lists, once and in the same order."""
    seen: dict[tuple[str, str], int] = {}
    for call in shown:
        pair = (call.kind, call.slug)
        if pair not in wanted:
            slugs = [slug for kind, slug in wanted if kind == call.kind]
            faults.add(
                call.line,
                f'the page shows the {call.kind} "{call.slug}", which course.yml does not list for '
                f"this module.{nearest(call.slug, slugs)}",
            )
        elif seen.setdefault(pair, call.line) != call.line:
            faults.add(call.line, f'the page shows the {call.kind} "{call.slug}" twice.')
    missing = [pair for pair in wanted if pair not in seen]
    for kind, slug in missing:
        faults.add(
            None, f'the page does not show the {kind} "{slug}": add a cell lesson.{kind}("{slug}").'
        )
    order = [pair for pair in seen if pair in wanted]
    if not missing and order != list(dict.fromkeys(wanted)):
        faults.add(
            None,
            "the page shows the activities in another order than course.yml: "
            f"{listed(slug for _, slug in order)}.",
        )


def _check_stored(data: dict[str, object], source: Source, faults: Faults) -> None:
    if data.get("nbformat") != 4 or data.get("nbformat_minor") not in range(5, 20):
        faults.add(source.line_of('"nbformat"'), "save the notebook in format 4.5.")
    metadata = data.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    if not isinstance(kernel, dict) or kernel.get("name") != "python3":
        faults.add(source.line_of('"kernelspec"'), "the notebook's kernel has to be python3.")
    if isinstance(metadata, dict):
        for key in sorted(set(metadata) - {"kernelspec"}):
            faults.add(
                source.line_of(f'"{key}"'),
                f'the notebook is stored with "{key}": run make tidy, which takes it out.',
            )
    for key in sorted(set(data) - _TOP):
        faults.add(source.line_of(f'"{key}"'), f'"{key}" does not belong in a notebook.')


def _cells(raw: list[object], source: Source, faults: Faults) -> Iterator[_Cell]:
    at = source.first_line
    seen: set[str] = set()
    for number, cell in enumerate(raw, 1):
        if not isinstance(cell, dict):
            faults.add(at, f"cell {number} is no cell.")
            continue
        name = cell.get("id")
        if not isinstance(name, str) or not name or name in seen:
            faults.add(at, f"cell {number} has no id of its own: save the notebook again.")
        else:
            at = source.line_of(f'"id": {json.dumps(name, ensure_ascii=False)}', at)
            seen.add(name)
        kind, code = cell.get("cell_type"), _joined(cell.get("source"))
        if kind not in ("markdown", "code") or code is None:
            faults.add(at, f"cell {number} is neither text nor code.")
            continue
        if kind == "code" and (cell.get("outputs") or cell.get("execution_count") is not None):
            faults.add(at, f"cell {number} is stored with its output: run make tidy.")
        metadata = cell.get("metadata")
        if isinstance(metadata, dict) and "nbgrader" in metadata:
            faults.add(at, f"cell {number} is marked for nbgrader: a lesson's page is not graded.")
        yield _Cell(kind, code, at)


def _joined(source: object) -> str | None:
    if isinstance(source, str):
        return source
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return None


def _check_opening(code: Sequence[_Cell], module: str, source: Source, faults: Faults) -> None:
    opening = f'from readyroom.widgets.lesson import Lesson\n\nlesson = Lesson("{module}")'
    wanted = [line for line in opening.split("\n") if line]
    lines = [line.strip() for line in code[0].code.split("\n")] if code else []
    if [line.replace("'", '"') for line in lines if line] != wanted:
        line = code[0].line if code else source.first_line
        faults.add(line, f"the page's first code cell has to be: {'; '.join(wanted)}")


def _call(cell: _Cell, faults: Faults) -> Shown | None:
    """The one call of a cell; None, with a fault, when the cell is anything else."""
    if not cell.code.strip():
        faults.add(cell.line, "this code cell is empty: take it out.")
        return None
    shown = " ".join(cell.code.split())
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    call = _parsed(cell.code)
    match call:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id="lesson"), attr=kind), args=args, keywords=[]
        ):
            match args:
                case [] if kind == "summary":
                    return Shown(kind, "", cell.line)
                case [ast.Constant(value=str(slug))] if kind in CALLS:
                    return Shown(kind, slug, cell.line)
    faults.add(
        cell.line,
        "a code cell on a page is one call: lesson.scenario, lesson.image, lesson.task, "
        "lesson.quiz or lesson.bank with a name in quotes, or lesson.summary(). This is none: "
        f"{shown}",
    )
    return None


def _parsed(code: str) -> ast.expr | None:
    if len(code) > _LONGEST_CALL:
        return None
    try:
        return ast.parse(code.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
