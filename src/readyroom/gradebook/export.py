"""The completion export: a table with a row for everybody, as CSV and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from readyroom.content.model import Course
from readyroom.gradebook.completions import Record, completions
from readyroom.records.certificates import Certificates
from readyroom.records.log import Log
from readyroom.records.paths import Data

if TYPE_CHECKING:
    from pandas import DataFrame

_TEXTS: Final = (
    "learner_id",
    "last_name",
    "first_name",
    "email",
    "role",
    "school",
    "status",
    "course_version",
    "policy_version",
    "evidence_hash",
    "certificate_code",
    "certificate_state",
    "declared_policy_version",
    "policy_in_force",
    "clauses_to_renew",
)
_TIMES: Final = (
    *("started_utc", "completed_utc", "expires_utc", "exported_at_utc", "declared_utc"),
)
_COUNTS: Final = ("modules_passed", "modules_required", "attempts", "pending_review")

_RUNS: Final = re.compile(r"[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet would run as a formula."""


def columns(course: Course) -> tuple[str, ...]:
    """The names of the export's columns, in order."""
    return (
        *("learner_id", "last_name", "first_name", "email", "role", "school", "status"),
        *("modules_passed", "modules_required"),
        *(_percent_column(module.slug) for module in course.modules),
        *("attempts", "started_utc", "completed_utc", "expires_utc"),
        *("course_version", "policy_version", "pending_review", "evidence_hash"),
        *("exported_at_utc", "certificate_code", "certificate_state"),
        *("declared_utc", "declared_policy_version", "policy_in_force", "clauses_to_renew"),
    )


def frame(course: Course, data: Data, now: datetime) -> DataFrame:
    """The table: a row for everybody on the roster, empty cells for what has not happened.

    Percents are numbers from 0 to 100, counts integers, times aware UTC to the second.
    """
    import pandas as pd

    records = completions(course, data, now)
    held = _certificates(course, data, records, now)
    rows = [
        _row(record, held[record.person.id], now, in_force=course.policy.version)
        for record in records
    ]
    names = columns(course)
    table = pd.DataFrame(rows, columns=list(names), dtype=object)
    for name in names:
        if name in _TIMES:
            table[name] = pd.to_datetime(table[name], utc=True).astype("datetime64[s, UTC]")
        elif name in _COUNTS:
            table[name] = table[name].astype("int64")
        elif name in _TEXTS:
            table[name] = table[name].astype("str")
        else:
            table[name] = table[name].astype("float64")
    return table


def to_csv(frame: DataFrame) -> str:
    """The table as CSV: every field quoted, UTF-8 with a mark, nothing that runs.

    The mark (U+FEFF) tells Excel that the file is UTF-8; pandas takes it off again.
    """
    import csv

    safe = frame.copy()
    for name in _TEXTS:
        safe[name] = safe[name].map(defused)
    text: str = safe.to_csv(
        index=False,
        quoting=csv.QUOTE_ALL,
        date_format="%Y-%m-%dT%H:%M:%SZ",
        lineterminator="\r\n",
    )
    return "\ufeff" + text


def to_json(frame: DataFrame) -> str:
    """The table as a JSON list of objects, with null for an empty cell."""
    rows = [
        {str(name): _plain(value) for name, value in row.items()}
        for row in frame.to_dict(orient="records")
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def defused(cell: str) -> str:
    """The cell with an apostrophe before it when a spreadsheet would run it as a formula."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def _certificates(
    course: Course, data: Data, records: Iterable[Record], now: datetime
) -> dict[str, tuple[str, str]]:
    """Code and state of the certificate that each person is shown as theirs, else empty."""
    if not data.log.exists():
        return {record.person.id: ("", "") for record in records}
    log = Log(data.log, read_only=True)
    try:
        certificates = Certificates(log)
        own = {r.person.id: certificates.own(r.person, r.completion) for r in records}
    finally:
        log.close()
    return {
        person: (issued.certificate.code, issued.state(course, now=now)) if issued else ("", "")
        for person, issued in own.items()
    }


def _row(
    record: Record, certificate: tuple[str, str], now: datetime, *, in_force: str
) -> dict[str, object]:
    person, standing = record.person, record.completion
    declared = standing.declared
    percents = {_percent_column(s.module): s.percent for s in standing.modules}
    return {
        "learner_id": person.id,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "email": person.email,
        "role": person.role,
        "school": person.school,
        "status": standing.status,
        "modules_passed": standing.modules_passed,
        "modules_required": standing.modules_required,
        **percents,
        "attempts": record.attempts,
        "started_utc": _second(standing.started),
        "completed_utc": _second(standing.completed),
        "expires_utc": _second(standing.expires),
        "course_version": standing.course_version,
        "policy_version": standing.policy_version,
        "pending_review": standing.pending_review,
        "evidence_hash": standing.evidence,
        "exported_at_utc": _second(now),
        "certificate_code": certificate[0],
        "certificate_state": certificate[1],
        "declared_utc": _second(declared.at if declared else None),
        "declared_policy_version": declared.policy_version if declared else "",
        "policy_in_force": in_force,
        "clauses_to_renew": ", ".join(standing.to_renew),
    }


def _percent_column(module: str) -> str:
    return f"{module.replace('-', '_')}_percent"


def _second(when: datetime | None) -> datetime | None:
    return None if when is None else when.astimezone(UTC).replace(microsecond=0)


def _plain(value: Any) -> object:
    import pandas as pd

    if value == "" or pd.isna(value):
        return None
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return value
