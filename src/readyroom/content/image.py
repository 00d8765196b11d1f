"""Reads an image case from YAML and checks that scene, register, rules and feedback agree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from readyroom.content.frozen import citations
from readyroom.content.model import NONE, Change, ImageCase, RegisterRow
from readyroom.content.names import also_word
from readyroom.content.shape import shaped
from readyroom.content.source import Faults, Source, listed, nearest
from readyroom.content.yaml import Document, Path, read_yaml

ALWAYS: Final = ("right", "wrong")
"""Feedback that every case has: for the right rule, and for any other."""


def read_image(source: Source, faults: Faults) -> tuple[ImageCase | None, Document | None]:
    """The case in a file, None when it has a fault, and the lines where its parts stand."""
    before = len(faults.found)
    document = read_yaml(source, faults)
    if document is None:
        return None, None
    case = shaped(ImageCase, document, faults, slug=source.name, kind="image")
    if case is None:
        return None, document
    _check_register(case, document, faults)
    _check_feedback(case, document, faults)
    _check_changes(case, document, faults)
    for index, clause in enumerate(case.offer):
        if clause in case.offer[:index]:
            faults.add(document.line(("offer", index)), f"{clause} is offered twice.")
    return (case if len(faults.found) == before else None), document


def check_offer(
    case: ImageCase, document: Document, clauses: Collection[str], faults: Faults
) -> None:
    """Every rule that is offered as a reason is a clause of the policy."""
    for index, clause in enumerate(case.offer):
        if clause not in clauses:
            faults.add(
                document.line(("offer", index)),
                f"{clause} is no clause of the policy.{nearest(clause, clauses)}",
            )


def prose(document: Document) -> Iterator[tuple[int, str]]:
    """The lines of the texts that are shown to the reader, with their numbers."""
    data = document.data
    feedback = data.get("feedback") if isinstance(data, dict) else None
    paths: list[Path] = [("text",), ("caption",)]
    paths += [("feedback", key) for key in feedback] if isinstance(feedback, dict) else []
    changes = data.get("changes") if isinstance(data, dict) else None
    for index in range(len(changes) if isinstance(changes, list) else 0):
        paths += [("changes", index, key) for key in ("text", "caption", "feedback")]
    starts = sorted(set(document.lines.values()))
    for path in paths:
        if path in document.lines:
            start = document.lines[path]
            stop = next((line for line in starts if line > start), None)
            first = document.source.first_line
            part = document.source.part(start - first, stop and stop - first)
            yield from enumerate(part.lines, start)


def _check_register(case: ImageCase, document: Document, faults: Faults) -> None:
    figures: dict[str, int] = {}
    for index, figure in enumerate(case.scene.figures):
        if figures.setdefault(figure.id, index) != index:
            faults.add(
                document.line(("scene", "figures", index)),
                f'two people in the scene have the id "{figure.id}".',
            )
    rows: dict[str, int] = {}
    for index, row in enumerate(case.register_.rows):
        line = document.line(("register", "rows", index))
        if row.absent and row.person in figures:
            faults.add(
                document.line(("register", "rows", index, "absent")),
                f'"{row.person}" is in the scene: take "absent" out, or the person.',
            )
        if row.person not in figures and not row.full_name and not row.absent:
            faults.add(
                line,
                f'"{row.person}" stands in the register, but not in the scene.'
                f"{nearest(row.person, figures)} People in the scene: {listed(figures)}. "
                "Of somebody who is only named, write the full-name; of somebody who is not in "
                "this picture at all, absent: true.",
            )
        _check_row(case, row, document, ("register", "rows", index), faults)
        if rows.setdefault(row.person, index) != index:
            faults.add(line, f'"{row.person}" has two rows in the register.')
    for figure in case.scene.figures:
        if figure.pupil and figure.id not in rows:
            faults.add(
                document.line(("scene", "figures", figures[figure.id])),
                f'"{figure.id}" is a pupil in the picture, and has no row in the register.',
            )
    for index, person in enumerate(case.tags):
        if person not in figures:
            faults.add(
                document.line(("tags", index)),
                f'"{person}" is tagged, and is nobody in the scene.{nearest(person, figures)} '
                f"People in the scene: {listed(figures)}.",
            )


def _check_row(
    case: ImageCase, row: RegisterRow, document: Document, place: Path, faults: Faults
) -> None:
    """What a row says fits the case, whoever it is about."""
    if row.withdrawn is not None and case.day is None:
        faults.add(
            document.line((*place, "withdrawn")),
            "consent was taken back on a day: write the day of the decision, too, as day: "
            "at the top of the file.",
        )
    if row.withdrawn is not None and case.day is not None and row.withdrawn > case.day:
        faults.add(
            document.line((*place, "withdrawn")),
            f'"withdrawn" is later than the day of the decision ({case.day}), when nobody can '
            "know of it: correct one of the two.",
        )
    if name := also_word(row.full_name):
        faults.add(
            document.line((*place, "full-name")),
            f'"{name}" can be read as a month or a common word as well, so nobody could tell '
            "whether a caption with it names somebody: choose another invented name.",
        )
    if row.own and case.channel != "family-account":
        faults.add(
            document.line((*place, "own")),
            '"own" tells whose account it is, so it goes with channel: family-account.',
        )


def _check_feedback(case: ImageCase, document: Document, faults: Faults) -> None:
    for key in ALWAYS:
        if key not in case.feedback:
            faults.add(document.line(("feedback",)), f'feedback "{key}" is missing.')
    allowed = (*ALWAYS, NONE, *case.offer)
    for key, words in case.feedback.items():
        line = document.line(("feedback", key))
        if key not in allowed:
            faults.add(
                line,
                f'"{key}" is no key of the feedback.{nearest(key, allowed)} '
                f"Keys: {listed(allowed)}.",
            )
        elif not words:
            faults.add(line, f'feedback "{key}" is empty.')
    said = (*case.feedback.values(), *(change.feedback for change in case.changes))
    if case.feedback and not citations(*said):
        faults.add(document.line(("feedback",)), "no feedback cites a clause, such as [IMG-7].")


def _check_changes(case: ImageCase, document: Document, faults: Faults) -> None:
    if len(case.changes) == 1:
        faults.add(
            document.line(("changes",)),
            "one change alone tells the answer: write at least two, or leave changes out.",
        )
    first: dict[str, int] = {}
    for index, change in enumerate(case.changes):
        place = ("changes", index)
        line = document.line((*place, "text"))
        same = " ".join(change.text.split()).casefold()
        if same in first:
            faults.add(line, f"this change reads the same as the one on line {first[same]}.")
        first.setdefault(same, line)
        _check_people(case, change, document, place, faults)
        if change.channel == case.channel:
            faults.add(
                document.line((*place, "channel")),
                f'the picture goes to "{case.channel}" as it is: take the channel out here, or '
                "name another.",
            )
        if change.caption is not None and change.caption == case.caption:
            faults.add(
                document.line((*place, "caption")),
                "this is the caption as it is: take it out here, or write another.",
            )
        if not change.feedback:
            faults.add(
                document.line(place), "this change has no feedback: say why it helps or does not."
            )


def _check_people(
    case: ImageCase, change: Change, document: Document, place: Path, faults: Faults
) -> None:
    """Everybody whom a change names is there to be left out, asked, or tagged no longer."""
    figures = [figure.id for figure in case.scene.figures]
    rows = [row.person for row in case.register_.rows]
    named = (("leave-out", change.leave_out), ("ask", change.ask), ("untag", change.untag))
    for key, people in named:
        for number, person in enumerate(people):
            line = document.line((*place, key, number))
            if key == "untag" and person not in case.tags:
                faults.add(line, f'"{person}" is not tagged: see tags.')
            elif person not in figures:
                faults.add(
                    line,
                    f'"{person}" is nobody in the scene.{nearest(person, figures)} '
                    f"People in the scene: {listed(figures)}.",
                )
            elif person in people[:number]:
                faults.add(line, f'"{person}" stands twice in "{key}".')
            elif key == "ask" and person in change.leave_out:
                faults.add(line, f'"{person}" is left out, so there is no family to ask.')
            elif key == "ask" and person not in rows:
                faults.add(line, f'"{person}" has no row in the register: nobody can be asked.')
