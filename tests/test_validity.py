"""How long a pass holds: so many months, or until a day that is the same for everybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readyroom.content.model import PassRule
from readyroom.play.validity import add_months, ends
from tests.builders import COURSE


def holds(passed: datetime, **rule: object) -> datetime:
    course = COURSE.model_copy(update={"pass_rule": PassRule.model_validate(rule)})
    return ends(course, passed)


def test_a_pass_holds_for_the_months_that_the_course_sets() -> None:
    passed = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
    assert holds(passed, valid_months=24) == datetime(2028, 11, 28, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "until"),
    [
        (datetime(2026, 10, 5, tzinfo=UTC), datetime(2027, 8, 31, 22, 59, 59, tzinfo=UTC)),
        (datetime(2027, 5, 31, tzinfo=UTC), datetime(2027, 8, 31, 22, 59, 59, tzinfo=UTC)),
        (datetime(2027, 6, 2, tzinfo=UTC), datetime(2028, 8, 31, 22, 59, 59, tzinfo=UTC)),
        (datetime(2027, 12, 31, tzinfo=UTC), datetime(2028, 8, 31, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_with_a_fixed_day_a_pass_holds_until_it_comes_but_three_months_at_least(
    passed: datetime, until: datetime
) -> None:
    assert holds(passed, renew_on="09-01", minimum_months=3) == until


def test_a_pass_holds_to_the_last_second_of_the_day_before_in_the_trusts_own_zone() -> None:
    until = holds(datetime(2026, 1, 1, tzinfo=UTC), renew_on="12-01", minimum_months=0)
    assert until == datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)


def test_a_pass_made_at_midnight_of_the_day_holds_until_the_year_after() -> None:
    until = holds(datetime(2026, 12, 1, tzinfo=UTC), renew_on="12-01", minimum_months=0)
    assert until == datetime(2027, 11, 30, 23, 59, 59, tzinfo=UTC)


@given(
    passed=st.datetimes(
        min_value=datetime(2020, 1, 1), max_value=datetime(2060, 1, 1), timezones=st.just(UTC)
    ),
    months=st.integers(0, 12),
    month=st.integers(1, 12),
    day=st.integers(1, 28),
)
def test_no_pass_ends_a_second_before_its_minimum_or_later_than_a_year_after_it(
    passed: datetime, months: int, month: int, day: int
) -> None:
    until = holds(passed, renew_on=f"{month:02}-{day:02}", minimum_months=months)
    second = timedelta(seconds=1)
    assert add_months(passed, months) - second <= until <= add_months(passed, months + 12)
