"""A picture of two pupils and a teacher with nothing wrong, to be changed in one place a test."""

from __future__ import annotations

from datetime import date
from typing import Any

from readyroom.content.model import ImageCase

DAY = date(2026, 6, 12)
PEOPLE = ("ada", "ben", "ms-lind")


def case(
    *,
    figures: dict[str, dict[str, Any]] | None = None,
    rows: dict[str, dict[str, Any]] | None = None,
    lettering: list[str] | None = None,
    **fields: Any,
) -> ImageCase:
    """Ada and Ben on the field with Ms Lind, for the school's page, with consent for all of it.

    ``figures`` and ``rows`` add to what is said of a person; other fields are those of the case.
    """
    drawn: dict[str, dict[str, Any]] = {"ada": {}, "ben": {}, "ms-lind": {"pupil": False}}
    every = ["school-page", "newsletter", "press", "personal-account", "family-account"]
    known: dict[str, dict[str, Any]] = {
        "ada": {"name": "Ada, in front", "full-name": "Ada Okoro", "consent": every},
        "ben": {"name": "Ben, behind her", "full-name": "Ben Frost", "consent": every},
        "ms-lind": {"name": "Ms Lind", "full-name": "Greta Lind", "consent": every},
    }
    said = {"channel": "school-page", "day": DAY.isoformat()} | fields
    return ImageCase.model_validate(
        {
            "slug": "on-the-field",
            "title": "On the field",
            "text": "May this go up?",
            "scene": {
                "place": "field",
                "lettering": lettering or [],
                "figures": [
                    {"id": name, **told, **(figures or {}).get(name, {})}
                    for name, told in drawn.items()
                ],
            },
            "register": {
                "caption": "Consent register",
                "rows": [
                    {"person": name, **told, **(rows or {}).get(name, {})}
                    for name, told in known.items()
                ],
            },
            "offer": ["IMG-7", "IMG-1", "IMG-2"],
            "feedback": {"right": "Yes [IMG-1].", "wrong": "Look again [IMG-1]."},
            **said,
        }
    )
