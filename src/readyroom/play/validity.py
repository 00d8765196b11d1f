"""How long a pass holds."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from readyroom.content.model import Course


def ends(course: Course, passed: datetime) -> datetime:
    """When a pass of that moment runs out by the course's rule; all times are aware.

    Either so many months later, or with the end of the day before one that is the same for
    everybody: the first such day that leaves the pass its minimum of months. Days are those of the
    trust's own zone.
    """
    rule = course.pass_rule
    if rule.renew_on is None:
        return add_months(passed, rule.valid_months)
    zone = ZoneInfo(course.timezone)
    earliest = add_months(passed.astimezone(zone), rule.minimum_months)
    month, day = (int(part) for part in rule.renew_on.split("-"))
    for year in (earliest.year, earliest.year + 1):
        renewal = datetime(year, month, day, tzinfo=zone)
        if renewal > earliest:
            break
    last = renewal.astimezone(UTC) - timedelta(seconds=1)
    return last.astimezone(passed.tzinfo)


def add_months(when: datetime, months: int) -> datetime:
    """The same day and time that many calendar months later.

    A day that the month does not have becomes its last one: 31 January and one month is
    28 February, or 29 in a leap year.
    """
    year, month = divmod(when.month - 1 + months, 12)
    year, month = when.year + year, month + 1
    day = min(when.day, calendar.monthrange(year, month)[1])
    return when.replace(year=year, month=month, day=day)
