"""Judges a picture by the policy's image rules, from what is drawn and what the register says."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from readyroom.content.model import NONE, Change, Decision, ImageCase, RegisterRow
from readyroom.content.names import first_name, holds, surname, words
from readyroom.scenes import Figure

NO_REASON: Final = NONE
"""The reason to give when no rule stands against a picture."""

NO_CHANGE: Final = "none"
"""The change to choose when a picture can go out as it is."""


@dataclass(frozen=True)
class Verdict:
    """The decision, and every rule that stands against publishing, most serious first."""

    decision: Decision
    reasons: tuple[str, ...]


def judge(case: ImageCase) -> Verdict:
    """The verdict on an image case.

    A picture is acceptable only if every rule is met (IMG-0). A pupil without a row in the
    register has given no consent. A pupil with the back to us counts like any other: the policy
    makes no exception, and where it is silent the stricter reading holds.
    """
    broken: set[str] = set()
    if case.channel == "family-account":
        broken |= _on_a_familys_account(case)
    else:
        for figure in case.scene.figures:
            broken |= _person(case, figure)
        if _exposed(case):
            broken |= {"LEG-3", "APP-N3"}
        if any(_tagged(case)):
            broken |= {"LEG-3", "APP-D10"}
    reasons = tuple(rule for rule in _SERIOUS_FIRST if rule in broken)
    return Verdict("do-not-publish" if reasons else "publish", reasons)


def named(case: ImageCase) -> tuple[str, ...]:
    """The people of the register whose names can be read: below the picture or in it.

    Below the picture a first name or a surname is enough, and on a sticker that its owner wears a
    first name: one sees who it is. Anywhere else in the picture it has to be the full name.
    """
    below = words(case.caption)
    stickers = {figure.id: words(figure.sticker or "") for figure in case.scene.figures}
    within = [*(words(line) for line in case.scene.lettering), *stickers.values()]
    found = []
    for row in case.register_.rows:
        first, name = first_name(row.full_name), words(row.full_name)
        if (
            holds(below, first)
            or holds(below, surname(row.full_name))
            or holds(stickers.get(row.person, ()), first)
            or any(holds(line, name) for line in within)
        ):
            found.append(row.person)
    return tuple(found)


def _person(case: ImageCase, figure: Figure) -> set[str]:
    """What stands against showing one person on an account of the school or of its staff."""
    row = _row(case, figure.id)
    broken: set[str] = set()
    if row.refused:
        broken.add("IMG-2")
    personal = case.channel == "personal-account"
    if personal and figure.crest and not figure.pupil:
        broken.add("APP-P3")
    if not figure.pupil:
        return broken
    if personal:
        broken |= {"IMG-3", "PST-3", "APP-P4"}
    if row.do_not_publish:
        broken.add("IMG-7")
    elif not personal and not row.refused and not _agreed(case, row):
        broken |= {"IMG-1", "APP-N4", "APP-D6"}
    if figure.dress == "unsuitable":
        broken.add("IMG-5")
    if figure.ridiculed:
        broken.add("IMG-6")
    return broken


def _on_a_familys_account(case: ImageCase) -> set[str]:
    """A parent asks the others first (PAR-18), except to share an official post (PAR-19).

    The others are parents and children: whoever wears a staff badge is neither.
    """
    if case.shared:
        return set()
    others = (f for f in case.scene.figures if f.pupil or f.lanyard != "staff")
    rows = [_row(case, figure.id) for figure in others]
    asked = [row for row in rows if not row.own]
    agreed = (_agreed(case, row) and not row.refused for row in asked)
    return set() if all(agreed) else {"PAR-18"}


def _row(case: ImageCase, person: str) -> RegisterRow:
    rows = {row.person: row for row in case.register_.rows}
    return rows.get(person, RegisterRow(person=person, name=person))


def _agreed(case: ImageCase, row: RegisterRow) -> bool:
    """Whether there is consent for this channel, and has not been taken back by now."""
    back = row.withdrawn is not None and (case.day is None or row.withdrawn <= case.day)
    return case.channel in row.consent and not back


def _exposed(case: ImageCase) -> bool:
    """Whether a pupil's name can be read whose family has not agreed to that (LEG-3)."""
    adults = {figure.id for figure in case.scene.figures if not figure.pupil}
    return any(person not in adults and not _row(case, person).naming for person in named(case))


def _tagged(case: ImageCase) -> Iterator[str]:
    """The pupils whom the post links to by name without their family's leave."""
    pupils = {figure.id for figure in case.scene.figures if figure.pupil}
    return (person for person in case.tags if person in pupils and not _row(case, person).naming)


def by_id(case: ImageCase) -> dict[str, Change]:
    """The changes that a case offers, by their ids a, b, c in order."""
    return dict(zip(string.ascii_lowercase, case.changes, strict=False))


def changed(case: ImageCase, change: Change) -> ImageCase:
    """The case once the change is made: fewer people, another channel, more consent.

    A family that is asked gives its consent for the channel that the picture then goes to. The
    do-not-publish list stays, and so does what somebody has refused or taken back: whoever has
    just said no is not talked round.
    """
    channel = change.channel or case.channel
    rows = tuple(
        row.model_copy(update={"consent": (*row.consent, channel)})
        if row.person in change.ask and channel not in row.consent
        else row
        for row in case.register_.rows
    )
    gone = frozenset(change.leave_out)
    figures = tuple(f for f in case.scene.figures if f.id not in gone)
    scene: dict[str, object] = {"figures": figures}
    if change.wipe:
        scene |= {
            "lettering": (),
            "figures": tuple(f.model_copy(update={"sticker": None}) for f in figures),
        }
    return case.model_copy(
        update={
            "channel": channel,
            "caption": case.caption if change.caption is None else change.caption,
            "tags": tuple(t for t in case.tags if t not in gone and t not in change.untag),
            "shared": case.shared or change.share,
            "scene": case.scene.model_copy(update=scene),
            "register_": case.register_.model_copy(update={"rows": rows}),
        }
    )


def size(change: Change) -> int:
    """How much a change asks for.

    Each person left out, each family asked, each tag taken off, and one each for another channel,
    another caption, wiping off what can be read, and sharing the school's post instead.
    """
    people = len(change.leave_out) + len(change.ask) + len(change.untag)
    others = (change.channel is not None, change.caption is not None, change.wipe, change.share)
    return people + sum(others)


def smallest(case: ImageCase) -> tuple[str, ...]:
    """The ids of the least that has to be done before the picture may go out.

    One id in a case that has no fault; several when changes tie; none when no change helps.
    """
    if judge(case).decision == "publish":
        return (NO_CHANGE,)
    helping = {
        name: size(change)
        for name, change in by_id(case).items()
        if judge(changed(case, change)).decision == "publish"
    }
    least = min(helping.values(), default=0)
    return tuple(name for name, cost in helping.items() if cost == least)


_SERIOUS_FIRST = (
    "IMG-7",
    "IMG-2",
    "IMG-3",
    "PST-3",
    "APP-P4",
    "IMG-1",
    "APP-N4",
    "APP-D6",
    "PAR-18",
    "LEG-3",
    "APP-N3",
    "APP-D10",
    "IMG-6",
    "IMG-5",
    "APP-P3",
)
