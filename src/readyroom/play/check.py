"""Checks what only the rules can tell: that each activity has a response with full marks."""

from __future__ import annotations

from collections.abc import Iterator

from readyroom.content.load import Reading
from readyroom.content.model import Course, ImageCase, Scenario
from readyroom.content.shelf import file_of
from readyroom.errors import ContentError, Fault
from readyroom.play.images import by_id, changed, judge, named, smallest
from readyroom.play.keys import activity_key, right_response


def check(reading: Reading) -> tuple[Fault, ...]:
    """Every fault of a course: those of its files, and those of its rules."""
    found = [*reading.faults]
    for scenario in reading.scenarios:
        found += _scenario(scenario)
    for case in reading.images:
        found += _image(case)
    return tuple(sorted(found, key=lambda fault: (fault.file, fault.line or 0, fault.message)))


def checked(reading: Reading) -> Course:
    """The course, once nothing is wrong with it; ContentError with every fault otherwise."""
    faults = check(reading)
    if faults or reading.course is None:
        raise ContentError(faults)
    return reading.course


def _scenario(scenario: Scenario) -> Iterator[Fault]:
    try:
        right_response(activity_key(scenario))
    except ValueError:
        yield Fault(
            file_of("scenario", scenario.slug),
            None,
            "no way through good passages alone leads from the start to a good end.",
        )


def _image(case: ImageCase) -> Iterator[Fault]:
    file = file_of("image", case.slug)
    verdict = judge(case)
    broken = [rule for rule in case.offer if rule in verdict.reasons]
    yield from _changes(case)
    seen = {figure.id for figure in case.scene.figures} | set(named(case))
    for row in case.register_.rows:
        if row.person not in seen and not row.absent:
            yield Fault(
                file,
                None,
                f'"{row.person}" is not in the scene, and "{row.full_name}" stands neither in the '
                "caption nor in the lettering: take the row out, or write absent: true.",
            )
    if verdict.decision == "publish":
        return
    rules = ", ".join(verdict.reasons)
    if not broken:
        yield Fault(
            file, None, f"the picture must not be published ({rules}), yet no such rule is offered."
        )
    elif len(broken) > 1:
        yield Fault(
            file,
            None,
            f"the rules {', '.join(broken)} all stand against the picture: offer one of them, so "
            "that one reason is right.",
        )


def _changes(case: ImageCase) -> Iterator[Fault]:
    """Of the changes that a case offers, one is right: the least that has to be done."""
    if not case.changes:
        return
    file = file_of("image", case.slug)
    right = smallest(case)
    if not right:
        stay = "; ".join(
            f'"{change.text}": {", ".join(judge(changed(case, change)).reasons)}'
            for change in case.changes
        )
        yield Fault(
            file,
            None,
            f"no change makes the picture publishable, so none is right. What still stands against "
            f"it: {stay}.",
        )
    elif len(right) > 1:
        alike = " and ".join(f'"{by_id(case)[name].text}"' for name in right)
        yield Fault(
            file,
            None,
            f"the changes {alike} each make the picture publishable, and one asks for as much as "
            "the other: only one can be the least.",
        )
