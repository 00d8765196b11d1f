"""What a reader sees of a picture to be judged: the drawing, the facts, the register, the choices.

No view holds the verdict, nor any mark of what it hangs on.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from readyroom.content.model import Channel, ImageCase, Policy, RegisterRow
from readyroom.play.images import NO_CHANGE, NO_REASON, by_id
from readyroom.scenes import alt, describe, draw
from readyroom.widgets.frames import View
from readyroom.widgets.words import block, inline

_CUE_MARK: Final = re.compile(r' data-cue="[^"]*"')
"""The drawing marks for its own tests what a verdict hangs on: no reader's page may hold it."""

_CHANNELS: Final[dict[Channel, str]] = {
    "school-page": "school page",
    "newsletter": "newsletter",
    "press": "press",
    "personal-account": "personal account",
    "family-account": "a parent's own account",
}
_OWNERS: Final[dict[Channel, str]] = {
    "school-page": "The school's page",
    "newsletter": "The school's newsletter",
    "press": "The local press",
    "personal-account": "A member of staff's own account",
    "family-account": "A parent's own account",
}
_DECISIONS: Final = [
    {"id": "publish", "html": "Publish it"},
    {"id": "do-not-publish", "html": "Do not publish it"},
]
_NO_REASON: Final = {"id": NO_REASON, "html": "No rule stands against it"}
_NO_CHANGE: Final = {"id": NO_CHANGE, "html": "Nothing: it can go out as it is"}


def picture_view(case: ImageCase, policy: Policy) -> View:
    """The case as it is put to a reader who has not answered."""
    return {
        "text": block(case.text),
        "svg": _CUE_MARK.sub("", draw(case.scene, prefix=case.slug)),
        "alt": alt(case.scene),
        "description": block(describe(case.scene)),
        "facts": _facts(case),
        "register": _register(case),
        "decisions": list(_DECISIONS),
        "reasons": [
            *({"id": i, "html": inline(policy.clause(i).text)} for i in case.offer),
            _NO_REASON,
        ],
        "changes": _changes(case),
    }


def _facts(case: ImageCase) -> list[dict[str, str]]:
    """Where the picture is to go, and with what: each a name and what it says."""
    names = {row.person: row.full_name or row.name for row in case.register_.rows}
    facts = [("Meant for", _OWNERS[case.channel])]
    if case.day is not None:
        facts.append(("Today is", _day(case.day)))
    if case.shared:
        facts.append(("How", "As a share of the post on the school's own account"))
    if case.caption:
        facts.append(("Caption", f"“{case.caption}”"))
    if case.tags:
        facts.append(("Tagged", ", ".join(names.get(person, person) for person in case.tags)))
    return [{"name": name, "html": inline(said)} for name, said in facts]


def _changes(case: ImageCase) -> list[dict[str, str]]:
    """What could be done about the picture, with nothing as the last; [] when it is not asked."""
    if not case.changes:
        return []
    offered = [{"id": i, "html": inline(change.text)} for i, change in by_id(case).items()]
    return [*offered, _NO_CHANGE]


def _register(case: ImageCase) -> View:
    """The register as a table; of names it tells only where a case has any."""
    rows = case.register_.rows
    named = any(row.full_name for row in rows)
    family = case.channel == "family-account"
    head = ["Person", "Name", "Own family", "Consent for", "Do not publish"]
    head += ["Asked not to be filmed", "Note"]
    hidden = {"Do not publish"} if family else {"Own family"}
    hidden |= set() if named else {"Name"}
    shown = [name not in hidden for name in head]
    return {
        "caption": inline(case.register_.caption),
        "head": [name for name, seen in zip(head, shown, strict=True) if seen],
        "rows": [
            [cell for cell, seen in zip(_cells(row), shown, strict=True) if seen] for row in rows
        ],
    }


def _cells(row: RegisterRow) -> list[str]:
    return [
        inline(row.name),
        _name(row),
        "Yes" if row.own else "No",
        _consent(row),
        "Yes" if row.do_not_publish else "No",
        "Yes" if row.refused else "No",
        inline(row.note) or "None",
    ]


def _name(row: RegisterRow) -> str:
    if not row.full_name:
        return "Not given"
    return inline(f"{row.full_name}: {'may be named' if row.naming else 'not to be named'}")


def _consent(row: RegisterRow) -> str:
    channels = ", ".join(_CHANNELS[channel] for channel in row.consent).capitalize()
    if row.withdrawn is None:
        return channels or ("Needs none" if row.own else "Nothing")
    return inline(f"Nothing: all taken back on {_day(row.withdrawn)} (before: {channels.lower()})")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
