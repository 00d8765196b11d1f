"""Reads a task from YAML and checks that its parts agree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from readyroom.content.model import Task
from readyroom.content.shape import shaped
from readyroom.content.source import Faults, Source, listed, nearest
from readyroom.content.tasks import Order, Review, Rewrite, Sort, Spot
from readyroom.content.yaml import Document, Path, read_yaml

KINDS: Final[dict[str, type[Sort] | type[Order] | type[Rewrite] | type[Review]]] = {
    "sort": Sort,
    "order": Order,
    "rewrite": Rewrite,
    "review": Review,
}
DECISION: Final = "decision"
"""What a review's response calls the decision, so that no part can be called so."""


def read_task(source: Source, faults: Faults) -> tuple[Task | None, Document | None]:
    """The task in a file, None when it has a fault, and the lines where its parts stand."""
    before = len(faults.found)
    document = read_yaml(source, faults)
    if document is None:
        return None, None
    model = _model(document, faults)
    task = None if model is None else shaped(model, document, faults, slug=source.name)
    if task is None:
        return None, document
    match task:
        case Sort():
            _check_sort(task, document, faults)
        case Order():
            _check_order(task, document, faults)
        case Rewrite():
            _check_rewrite(task, document, faults)
        case Review():
            _check_review(task, document, faults)
    if not task.clauses():
        faults.add(document.line(("when-right",)), "no feedback cites a clause, such as [IMG-7].")
    return (task if len(faults.found) == before else None), document


def _model(
    document: Document, faults: Faults
) -> type[Sort] | type[Order] | type[Rewrite] | type[Review] | None:
    data = document.data
    kind = data.get("kind") if isinstance(data, dict) else None
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind]
    if not isinstance(data, dict):
        faults.add(document.line(()), "a list of keys was expected here, such as: kind: sort")
    elif kind is None and ("kind",) not in document.empty:
        faults.add(document.line(()), f'"kind" is missing: say which of {listed(KINDS)} it is.')
    elif kind is not None:
        hint = nearest(kind, KINDS) if isinstance(kind, str) else ""
        faults.add(
            document.line(("kind",)), f"this is no kind of task.{hint} Kinds: {listed(KINDS)}."
        )
    return None


def _check_sort(task: Sort, document: Document, faults: Faults) -> None:
    piles = [pile.id for pile in task.piles]
    _check_once(piles, "pile", ("piles",), "id", document, faults)
    _check_alike((pile.name for pile in task.piles), "pile", ("piles",), "name", document, faults)
    _check_alike((item.text for item in task.items), "item", ("items",), "text", document, faults)
    for index, item in enumerate(task.items):
        if item.pile not in piles:
            faults.add(
                document.line(("items", index, "pile")),
                f'"{item.pile}" is no pile here.{nearest(item.pile, piles)} '
                f"Piles: {listed(piles)}.",
            )
    used = {item.pile for item in task.items}
    for index, pile in enumerate(piles):
        if pile not in used:
            faults.add(
                document.line(("piles", index)),
                f'nothing belongs to the pile "{pile}": add an item, or take the pile out.',
            )


def _check_order(task: Order, document: Document, faults: Faults) -> None:
    _check_alike((step.text for step in task.steps), "step", ("steps",), "text", document, faults)
    if task.steps[0].with_previous:
        faults.add(
            document.line(("steps", 0, "with-previous")),
            "the first step has no step before it: take with-previous out.",
        )
    if all(step.with_previous for step in task.steps[1:]):
        faults.add(
            document.line(("steps",)),
            "all steps may change places, so no order is right or wrong: take with-previous out "
            "of one.",
        )


def _check_rewrite(task: Rewrite, document: Document, faults: Faults) -> None:
    spots = [spot.id for spot in task.spots]
    _check_once(spots, "spot", ("spots",), "id", document, faults)
    line = document.line(("text",))
    marked = task.marked()
    for name in dict.fromkeys(marked):
        if name not in spots:
            faults.add(
                line,
                f'the text marks a spot "{name}", which is not in the list of spots.'
                f"{nearest(name, spots)} Spots: {listed(spots)}.",
            )
        elif marked.count(name) > 1:
            faults.add(line, f'the text marks the spot "{name}" twice.')
    if any("{{" in text or "}}" in text for text, _ in task.pieces()):
        faults.add(line, "a spot is marked with two brackets on each side, such as {{opening}}.")
    for index, spot in enumerate(task.spots):
        if spot.id not in marked:
            faults.add(
                document.line(("spots", index)),
                f'the text does not mark the spot "{spot.id}": write {{{{{spot.id}}}}} where it '
                "stands.",
            )
        _check_spot(spot, ("spots", index, "wordings"), document, faults)


def _check_spot(spot: Spot, place: Path, document: Document, faults: Faults) -> None:
    _check_alike((w.text for w in spot.wordings), "wording", place, "text", document, faults)
    if spot.wordings[0].good:
        faults.add(
            document.line((*place, 0, "good")),
            f'the first wording of "{spot.id}" is the draft\'s own, so it cannot be good: there '
            "would be nothing to better.",
        )
    if not any(wording.good for wording in spot.wordings):
        faults.add(
            document.line(place),
            f'no wording of "{spot.id}" is good: write good: true below at least one.',
        )
    elif all(wording.good for wording in spot.wordings[1:]):
        faults.add(
            document.line(place),
            f'every wording of "{spot.id}" is good but the draft\'s own, so any other will do: add '
            "one that is no better.",
        )


def _check_review(task: Review, document: Document, faults: Faults) -> None:
    _check_once((part.id for part in task.parts), "part", ("parts",), "id", document, faults)
    _check_alike((part.name for part in task.parts), "part", ("parts",), "name", document, faults)
    for index, part in enumerate(task.parts):
        if part.id == DECISION:
            faults.add(
                document.line(("parts", index, "id")),
                f'no part can have the id "{DECISION}", which is that of the decision: rename it.',
            )
        if part.enough and not part.text:
            faults.add(
                document.line(("parts", index)),
                f'the part "{part.id}" is left blank, so it cannot be enough: write its text, or '
                "enough: false.",
            )


def _check_once(
    ids: Iterable[str], what: str, place: Path, key: str, document: Document, faults: Faults
) -> None:
    """No two of a list have the same id."""
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        line = document.line((*place, index, key))
        if name in first:
            faults.add(line, f'two {what}s have the id "{name}" (the first on line {first[name]}).')
        else:
            first[name] = line


def _check_alike(
    texts: Iterable[str], what: str, place: Path, key: str, document: Document, faults: Faults
) -> None:
    """No two of a list read the same."""
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        line = document.line((*place, index, key))
        same = " ".join(text.split()).casefold()
        if same in first:
            faults.add(line, f"this {what} reads the same as the one on line {first[same]}.")
        else:
            first[same] = line
