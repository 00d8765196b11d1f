"""Where people stand, on its way from the recorder to a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from readyroom.gradebook.completions import Record
from readyroom.play.standing import ModuleStanding


def as_json(record: Record) -> dict[str, Any]:
    """A record as JSON: times in ISO 8601, None for what has not happened."""
    person, standing = record.person, record.completion
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "school": person.school,
        "status": standing.status,
        "passed": standing.modules_passed,
        "required": standing.modules_required,
        "completed": _iso(standing.completed),
        "expires": _iso(standing.expires),
        "pending": standing.pending_review,
        "declared": _iso(standing.declared.at if standing.declared else None),
        "to_declare": standing.to_declare,
        "to_renew": list(standing.to_renew),
        "modules": [_module(module) for module in standing.modules],
    }


def day(moment: str | None, timezone: str) -> str | None:
    """An ISO time as people write the day, in the trust's zone: 2 November 2026."""
    if moment is None:
        return None
    local = datetime.fromisoformat(moment).astimezone(ZoneInfo(timezone))
    return f"{local.day} {local:%B %Y}"


def _module(standing: ModuleStanding) -> dict[str, Any]:
    return {
        "slug": standing.module,
        "required": standing.required,
        "status": standing.status,
        "percent": standing.percent,
        "missing": list(standing.missing),
        "expires": _iso(standing.expires),
        "renewal": list(standing.renewal),
        "note": standing.note,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
